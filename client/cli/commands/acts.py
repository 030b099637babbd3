"""`catalog undo` and `catalog redo`."""

from client.cli.call import Call, Verbs
from client.cli.opened import workspace
from client.errors import SettingsProblem
from client.store.query import EntryFilter
from client.texts import Translator
from client.workflows import import_folder, import_sheet, undo
from client.workflows.undo import Undone
from client.workflows.workspace import Workspace

_ = Translator("cli")


def add(verbs: Verbs) -> None:
    """Adds the commands."""
    parser = verbs.add_parser("undo", help=_("take back an import or the last act"))
    parser.add_argument("id", nargs="?", default="", metavar="ID")
    parser.add_argument("--last", action="store_true", help=_("whatever was done last"))
    parser.set_defaults(run=_undo)
    parser = verbs.add_parser("redo", help=_("take back the last undo"))
    parser.set_defaults(run=_redo)


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
