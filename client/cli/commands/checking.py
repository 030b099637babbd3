"""`catalog check`: faults of files (nothing is stored) or of stored entries, with safe fixes on request."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from client.catalog import profile as profiles
from client.catalog.entry import Entry
from client.checks import report
from client.checks.rule import Finding, Severity
from client.cli.call import Call, Verbs
from client.cli.commands.importing import marked_member
from client.cli.opened import named, workspace
from client.cli.speak import problem_document
from client.cli.words import word
from client.errors import ClientError, InputProblem
from client.store.query import EntryFilter
from client.texts import Translator
from client.workflows import check_entries, edit_entry, import_sheet
from client.workflows.importing.prepared import Request
from client.workflows.workspace import Workspace

_ = Translator("cli")


def add(verbs: Verbs) -> None:
    """Adds the command."""
    parser = verbs.add_parser("check", help=_("find the faults of files or stored entries"))
    parser.add_argument("what", nargs="*", metavar="FILE|ENTRY")
    parser.add_argument("--all", action="store_true", help=_("every stored entry"))
    parser.add_argument("--fix", choices=["safe"], help=_("mend what needs no question first"))
    parser.add_argument("--marked", type=Path, metavar="OUT.xlsx", help=_("a copy of the file with the faults marked"))
    parser.set_defaults(run=_check)
    parser = verbs.add_parser("fix", help=_("mend the faults of one rule, in one entry or everywhere"))
    parser.add_argument("entries", nargs="*", metavar="ENTRY")
    parser.add_argument("--rule", required=True)
    parser.set_defaults(run=_fix)
    parser = verbs.add_parser("explain", help=_("let a warning pass with a written explanation"))
    parser.add_argument("entry", metavar="ENTRY")
    parser.add_argument("--rule", required=True)
    parser.add_argument("--field", default="", metavar="FIELD", help=_("the field, or items.1.item_type"))
    parser.add_argument("--text", required=True)
    parser.set_defaults(run=_explain)


def _check(call: Call) -> int:
    files = [Path(word) for word in call.args.what if Path(word).exists() or Path(word).suffix]
    marked: list[dict[str, Any]] = []
    refused: list[dict[str, Any]] = []
    found: list[dict[str, Any]] = []
    with workspace(call) as ws:
        if call.args.marked and (not files or call.args.all):
            raise InputProblem("import.marked-needs-file")
        if files and not call.args.all:
            for file in files:
                try:
                    found += _of_file(call, ws, file, marked, several=len(files) > 1)
                except ClientError as failure:
                    if len(files) == 1:
                        raise
                    # One file that is no catalog does not stop the others.
                    call.voice.problem(failure)
                    refused.append({"file": str(file), **problem_document(failure)})
            checked = len({(line["file"], line["entry"]) for line in found})
        else:
            ids = named(ws, call.args.what) if call.args.what and not call.args.all else ws.query.ids(EntryFilter())
            if call.args.fix:
                with call.voice.progress() as progress:
                    fixed = check_entries.fix_safe(ws, ids, progress)
                call.voice.say(
                    _("Mended {fixes} faults in {entries} entries. To take it back: catalog undo --last").format(
                        fixes=fixed.fixes, entries=len(fixed.entries)
                    )
                )
            with call.voice.progress() as progress:
                check_entries.check(ws, ids, progress)
            found = [line for entry_id in ids for line in _of_entry(ws, entry_id)]
            checked = len(ids)
    found = [line for line in found if line["rule"]]
    errors = sum(line["severity"] == "error" for line in found)
    warnings = sum(line["severity"] == "warning" and not line["explained"] for line in found)
    _tell(call, found, checked, errors, warnings, marked, refused)
    if refused or any(one["path"] is None for one in marked):
        return InputProblem.exit_code
    return 1 if errors else 0


def _tell(
    call: Call,
    found: list[dict[str, Any]],
    checked: int,
    errors: int,
    warnings: int,
    marked: Sequence[dict[str, Any]],
    refused: Sequence[dict[str, Any]],
) -> None:
    call.voice.table(
        [_("Severity"), _("Entry"), _("Where"), _("What is wrong"), _("How to mend it")],
        [
            (
                word(line["severity"]),
                line["name"],
                line["cell"] or line["field"],
                line["message"],
                line["fix"] or "",
            )
            for line in found
        ],
    )
    call.voice.say(
        _("{checked} entries checked: {errors} must be mended, {warnings} need mending or an explanation.").format(
            checked=checked, errors=errors, warnings=warnings
        )
    )
    members = ("rule", "severity", "explained", "entry", "item", "field", "cell", "message", "basis", "fix")
    call.voice.document(
        {
            "checked": checked,
            "errors": errors,
            "warnings": warnings,
            "findings": [{name: line[name] for name in members} for line in found],
            **({} if not marked else {"marked": marked[0] if len(marked) == 1 else list(marked)}),
            **({} if not refused else {"problems": list(refused)}),
        }
    )


def _of_file(
    call: Call, ws: Workspace, file: Path, marked: list[dict[str, Any]], *, several: bool
) -> Iterable[dict[str, Any]]:
    with call.voice.progress() as progress:
        prepared = import_sheet.prepare(ws, file, Request(call.profile), progress)
    try:
        if prepared.problem is not None:
            raise prepared.problem
        if call.args.marked:
            marked.append(marked_member(call, prepared, several=several)[0]["marked"])
        for staged in prepared.lines():
            yield _document(staged.entry, None, "", str(file))
            for finding in staged.findings:
                yield _document(staged.entry, finding, staged.cell(finding), str(file))
    finally:
        prepared.discard()


def _of_entry(ws: Workspace, entry_id: str) -> Iterable[dict[str, Any]]:
    stored = ws.query.entry(entry_id)
    if stored is not None:
        for finding in ws.query.findings(entry_id):
            yield _document(stored.entry, finding, "", "")


def _document(entry: Entry, finding: Finding | None, cell: str, file: str) -> dict[str, Any]:
    base = {"rule": "", "severity": "", "file": file, "entry": entry.id, "name": entry.text("name"), "cell": cell}
    if finding is None:
        return base
    message = report.message(finding, profiles.of(entry))
    return {
        **base,
        "rule": finding.rule,
        "severity": str(finding.severity),
        "explained": finding.explained,
        "item": finding.item,
        "field": finding.field,
        "message": message.what,
        "basis": message.basis,
        "fix": message.fix_label or None,
    }


def _fix(call: Call) -> int:
    with workspace(call) as ws, call.voice.progress() as progress:
        ids = named(ws, call.args.entries) if call.args.entries else None
        fixed = check_entries.fix_rule(ws, call.args.rule, ids, progress)
    call.voice.say(
        _("Mended {fixes} faults in {entries} entries. To take it back: catalog undo --last").format(
            fixes=fixed.fixes, entries=len(fixed.entries)
        )
    )
    call.voice.document({"fixes": fixed.fixes, "entries": list(fixed.entries)})
    return 0


def _explain(call: Call) -> int:
    args = call.args
    with workspace(call) as ws:
        entry_id = named(ws, [args.entry])[0]
        entry = edit_entry.stored(ws, entry_id).entry
        item, field = edit_entry.place_of(entry, args.field)
        finding = Finding(args.rule, Severity.WARNING, item, field)
        done = edit_entry.explain(ws, entry_id, finding, args.text)
        left = sum(one.blocks for one in done.findings)
    call.voice.say(_("Explained. {left} faults still stop this entry.").format(left=left))
    call.voice.document({"entry": entry_id, "left": left})
    return 0
