"""`catalog acts`, `catalog undo` and `catalog redo`."""

from client import clock
from client.cli.call import Call, Verbs
from client.cli.opened import workspace
from client.cli.usage import whole
from client.cli.words import WORDS, word
from client.errors import SettingsProblem
from client.store.query import MANY, Act, EntryFilter
from client.texts import Translator
from client.workflows import import_folder, import_sheet, undo
from client.workflows.undo import Undone
from client.workflows.workspace import Workspace

_ = Translator("cli")
KINDS = tuple(key.removeprefix("act.") for key in WORDS if key.startswith("act."))


def add(verbs: Verbs) -> None:
    """Adds the commands."""
    parser = verbs.add_parser("acts", help=_("what was done, newest first: who, when, to how many entries"))
    parser.add_argument("--query", default="", metavar="TEXT", help=_("a file, or an entry that was changed"))
    parser.add_argument("--kind", default="", choices=KINDS, metavar="KIND", help=", ".join(KINDS))
    parser.add_argument("--limit", type=whole, default=20, metavar="N")
    parser.set_defaults(run=_acts)
    parser = verbs.add_parser("undo", help=_("take back an import or the last act"))
    parser.add_argument("id", nargs="?", default="", metavar="ID")
    parser.add_argument("--last", action="store_true", help=_("whatever was done last"))
    parser.set_defaults(run=_undo)
    parser = verbs.add_parser("redo", help=_("take back the last undo"))
    parser.set_defaults(run=_redo)


def _acts(call: Call) -> int:
    with workspace(call) as ws:
        past, people = ws.query.past, {one.id: one.name for one in ws.query.people()}
        wanted = past.wanted(call.args.query, call.args.kind)
        found, total = past.page(wanted, 0, call.args.limit), past.count(wanted)
    call.voice.table(
        [_("Act"), _("When"), _("Who"), _("What was done"), _("Entries"), _("State")],
        [
            (
                one.id,
                clock.shown(one.at),
                people.get(one.person, ""),
                " · ".join(part for part in (word(one.kind, "act"), one.about.get("file", "")) if part),
                f"{one.entries:,}" if one.entries <= MANY else f"{MANY:,}+",
                word("undone") if one.undone_by else "",
            )
            for one in found
        ],
    )
    if total > len(found):
        call.voice.say(_("{shown} of {total}").format(shown=len(found), total=total))
    if found:
        call.voice.say(_("To take one back: catalog undo ACT"))
    call.voice.document({"total": total, "acts": [_told(one) for one in found]})
    return 0


def _told(act: Act) -> dict[str, object]:
    return {
        "id": act.id,
        "kind": act.kind,
        "at": act.at,
        "person": act.person,
        "about": dict(act.about),
        "entries": min(act.entries, MANY),
        "entries_complete": act.entries <= MANY,
        "undoes": act.undoes,
        "undone_by": act.undone_by,
    }


def _undo(call: Call) -> int:
    if bool(call.args.id) == call.args.last:
        raise SettingsProblem("import.undo-what")
    with workspace(call) as ws:
        done = undo.undo(ws).undone if call.args.last else _named(ws, call.args.id)
        left = ws.query.count(EntryFilter())
    return _tell(call, len(done.entries), [list(place) for place in done.skipped], left)


def _named(ws: Workspace, which: str) -> Undone:
    """Takes back the import of a file, or of a folder, or whatever else the act of this id did."""
    known = ws.query.imports()
    if any(one.folder == which for one in known):
        return import_folder.undo(ws, which)
    if any(one.id == which for one in known):
        return import_sheet.undo(ws, which)
    return undo.undo(ws, which).undone


def _redo(call: Call) -> int:
    with workspace(call) as ws:
        done = undo.redo(ws).undone
        left = ws.query.count(EntryFilter())
    return _tell(call, len(done.entries), [list(place) for place in done.skipped], left)


def _tell(call: Call, entries: int, skipped: list[list[str]], left: int) -> int:
    call.voice.say(_("{count} entries are as they were.").format(count=entries))
    if skipped:
        call.voice.say(_("{count} values were changed since and are kept.").format(count=len(skipped)))
    call.voice.document({"entries": entries, "skipped": skipped, "left": left})
    return 0
