"""`catalog similar`: entries like a name or an entry, and every group of probable duplicates of the store."""

from client.catalog.entry import Entry
from client.cli.call import Call, Verbs
from client.cli.opened import named, workspace
from client.cli.usage import whole
from client.cli.words import word
from client.errors import InputProblem
from client.texts import Translator
from client.workflows import edit_entry, similar
from client.workflows.duplicates import told_apart
from client.workflows.similar import Group
from client.workflows.workspace import Workspace

_ = Translator("cli")


def add(verbs: Verbs) -> None:
    """Adds the command."""
    parser = verbs.add_parser("similar", help=_("entries like a name or an entry, or all probable duplicates"))
    parser.add_argument("what", nargs="?", default="", metavar="NAME|ENTRY")
    parser.add_argument("--groups", action="store_true", help=_("every group of the store"))
    parser.add_argument("--all", action="store_true", dest="everything", help=_("those told apart, too"))
    parser.add_argument(
        "--apart", nargs="+", default=(), metavar="ENTRY", help=_("these are not the same: remember it")
    )
    parser.add_argument("--limit", type=whole, default=8)
    parser.set_defaults(run=_similar)


def _similar(call: Call) -> int:
    with workspace(call) as ws:
        if call.args.apart:
            return _tell_apart(call, ws)
        if call.args.groups or not call.args.what:
            return _groups(call, ws)
        found = similar.similar_to(ws, _asked(ws, call.args.what), call.args.limit)
    call.voice.table(
        [_("What it is"), _("Name"), _("Provider"), _("Names"), _("Items")],
        [
            (word(one.verdict, "like"), one.name, one.provider, f"{one.ratio:.0f}%", _overlap(one.overlap))
            for one in found
        ],
    )
    call.voice.document(
        [
            {
                "id": one.id,
                "name": one.name,
                "provider": one.provider,
                "verdict": one.verdict,
                "names": round(one.ratio, 1),
                "items": round(one.overlap, 2) if one.overlap >= 0 else None,
                "shared_items": one.shared,
            }
            for one in found
        ]
    )
    return 0


def _asked(ws: Workspace, text: str) -> Entry | str:
    """A stored entry when the words mean exactly one, otherwise the words."""
    try:
        return edit_entry.stored(ws, named(ws, [text])[0]).entry
    except InputProblem:
        return text


def _tell_apart(call: Call, ws: Workspace) -> int:
    ids = named(ws, call.args.apart)
    told_apart.tell_apart(ws, ids)
    call.voice.say(_("Remembered: these {count} are not the same.").format(count=len(ids)))
    call.voice.document({"apart": list(ids)})
    return 0


def _groups(call: Call, ws: Workspace) -> int:
    with call.voice.progress() as progress:
        found = similar.groups(ws, progress, everything=call.args.everything)
    call.voice.table(
        [_("What it is"), _("Entries"), _("Names"), _("Providers"), _("Items")],
        [
            (
                word(one.kind, "like"),
                len(one.members),
                " / ".join(dict.fromkeys(member.name for member in one.members[:4])),
                "、".join(dict.fromkeys(member.provider for member in one.members[:4])),
                _overlap(one.overlap),
            )
            for one in found
        ],
    )
    call.voice.say(_("{groups} groups. Nothing was changed: look at each and keep one.").format(groups=len(found)))
    call.voice.document([_document(one) for one in found])
    return 0


def _document(one: Group) -> dict[str, object]:
    return {
        "kind": one.kind.value,
        "members": [
            {"id": member.id, "name": member.name, "provider": member.provider, "items": member.items}
            for member in one.members
        ],
        "overlap": round(one.overlap, 2) if one.overlap >= 0 else None,
        "shared_items": one.shared,
        "source": one.source or None,
        "because": one.because or None,
    }


def _overlap(part: float) -> str:
    return f"{part:.0%}" if part >= 0 else "—"
