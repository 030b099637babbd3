"""`catalog returns`: what reviewers gave back, and mending the same fault in other entries."""

from client.catalog import profile as profiles
from client.checks.rule import Finding, Severity
from client.cli.call import Call, Verbs
from client.cli.opened import named, workspace
from client.texts import Translator
from client.workflows import edit_entry, returned
from client.workflows.check_entries import RETURNED
from client.workflows.returned import Back
from client.workflows.workspace import Workspace

_ = Translator("cli")


def add(verbs: Verbs) -> None:
    """Adds the command."""
    parser = verbs.add_parser("returns", help=_("what reviewers gave back, and the same fault in other entries"))
    parser.add_argument("entries", nargs="*", metavar="ENTRY")
    parser.add_argument("--mend-alike", action="store_true", help=_("mend other entries as these were mended"))
    parser.set_defaults(run=_returns)


def _returns(call: Call) -> int:
    with workspace(call) as ws:
        backs = returned.returns(ws, named(ws, call.args.entries) if call.args.entries else None)
        alike = {one: returned.same_fault(ws, one.entry, _finding(one)) for one in backs}
        done = _mend(ws, [one for one in backs if one.mended], call) if call.args.mend_alike else []
        lines = [(one, _label(ws, one), alike[one]) for one in backs]
    call.voice.table(
        [_("Entry"), _("Where"), _("What the reviewer wrote"), _("Mended"), _("Others alike")],
        [
            (one.name, where or "—", one.text, _("yes") if one.mended else _("no"), len(others.entries) or "")
            for one, where, others in lines
        ],
    )
    if call.args.mend_alike:
        call.voice.say(
            _("Mended in {entries} more entries. To take it back: catalog undo --last").format(entries=len(done))
        )
    call.voice.document(
        {
            "returns": [
                {
                    "entry": one.entry,
                    "item": one.item,
                    "field": one.field,
                    "text": one.text,
                    "by": one.by,
                    "at": one.at,
                    "value": one.value,
                    "mended": one.mended,
                    "alike": list(others.entries),
                    "alike_by": others.by,
                }
                for one, _where, others in lines
            ],
            "mended": done,
        }
    )
    return 0


def _mend(ws: Workspace, backs: list[Back], call: Call) -> list[str]:
    done: list[str] = []
    with call.voice.progress() as progress:
        for one in backs:
            others = returned.same_fault(ws, one.entry, _finding(one))
            if one.field and others.by == "value":
                done += returned.mend_alike(ws, one.entry, _finding(one), others.entries, progress).entries
    return done


def _finding(one: Back) -> Finding:
    return Finding(RETURNED, Severity.WARNING, one.item, one.field, {"text": one.text})


def _label(ws: Workspace, one: Back) -> str:
    entry = edit_entry.stored(ws, one.entry).entry
    item = entry.item(one.item) if one.item else None
    field = profiles.of(entry).label(one.field, item=bool(one.item)) if one.field else ""
    return " · ".join(part for part in (item.text("item_name") if item else "", field) if part)
