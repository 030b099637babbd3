"""`catalog export`."""

from pathlib import Path

from client.cli.call import Call, Verbs
from client.cli.opened import workspace
from client.store.query import EntryFilter
from client.texts import Translator
from client.workflows import export_sheet

_ = Translator("cli")


def add(verbs: Verbs) -> None:
    """Adds the command."""
    parser = verbs.add_parser("export", help=_("write entries to xlsx, csv, json or JSON-LD (DCAT-AP)"))
    parser.add_argument("out", type=Path, metavar="OUT.(xlsx|csv|json|jsonld)")
    parser.add_argument("--query", default="", metavar="TEXT")
    parser.set_defaults(run=_export)


def _export(call: Call) -> int:
    with workspace(call) as ws, call.voice.progress() as progress:
        done = export_sheet.export(ws, call.args.out, EntryFilter(text=call.args.query), call.profile, progress)
    call.voice.say(_("{count} entries written: {path}").format(count=done.entries, path=done.path))
    if done.refused:
        call.voice.say(_("{count} entries with a secrecy mark were left out.").format(count=len(done.refused)))
    call.voice.document({"path": str(done.path), "entries": done.entries, "refused": list(done.refused)})
    return 1 if done.refused else 0
