"""`catalog import` and `catalog imports`."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

from client import clock
from client.catalog import profile as profiles
from client.catalog.profile import Profile
from client.checks import manual
from client.cli.call import Call, Verbs
from client.cli.commands import import_answers
from client.cli.opened import workspace
from client.cli.speak import problem_document
from client.cli.words import word
from client.errors import ClientError, InputProblem
from client.spreadsheets.damage import noted
from client.spreadsheets.drafts import SheetReport
from client.spreadsheets.marking.features import FEATURES
from client.texts import Translator
from client.workflows import import_folder, import_sheet, mark_sheet
from client.workflows.import_folder import files_in
from client.workflows.import_sheet import Imported
from client.workflows.importing.planning import FaultCount, Summary
from client.workflows.importing.prepared import Prepared, unread
from client.workflows.workspace import Workspace

_ = Translator("cli")


def add(verbs: Verbs) -> None:
    """Adds the commands."""
    parser = verbs.add_parser("import", help=_("take over spreadsheets: read, compare, check, store"))
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--sheet", default="", metavar="NAME", help=_("only this sheet, even if it is hidden"))
    parser.add_argument("--dry-run", action="store_true", help=_("only show what would happen"))
    parser.add_argument(
        "--accept", choices=["all", "clean"], default="all", help=_("all entries, or only those without errors")
    )
    parser.add_argument(
        "--marked", type=Path, metavar="OUT.xlsx", help=_("a copy with the faults marked (a folder for several files)")
    )
    parser.add_argument("--yes", action="store_true", help=_("do not ask"))
    import_answers.add(parser)
    parser.set_defaults(run=_import)
    parser = verbs.add_parser("imports", help=_("the import history"))
    parser.set_defaults(run=_imports)


def _import(call: Call) -> int:
    documents: list[dict[str, Any]] = []
    codes: list[int] = []
    with workspace(call) as ws:
        folders = [file for file in call.args.files if file.is_dir()]
        if folders:
            files = [one for file in call.args.files for one in (files_in(file) if file in folders else [file])]
            documents, codes = _folder(call, ws, files)
        for file in () if folders else call.args.files:
            document, code = _one(call, ws, file)
            documents.append(document)
            codes.append(code)
    call.voice.document(documents[0] if len(documents) == 1 and not folders else {"files": documents})
    return max(codes)


def _folder(call: Call, ws: Workspace, files: list[Path]) -> tuple[list[dict[str, Any]], list[int]]:
    """Many files as one plan: all are read first, then taken over one after another."""
    lines = import_answers.folder_lines(call, ws, files)
    plans = [one.prepared for one in lines if one.prepared]
    returned = {}
    if call.args.marked:
        try:
            returned = import_answers.returned(call, ws, lines)
        except InputProblem as failure:
            # No folder for the copies: the files are taken over all the same.
            call.voice.problem(failure)
            returned = {one.file: not_marked(failure) for one in lines if one.prepared}
    entries = sum(len(one.summary.lines) for one in plans)
    imported: dict[Path, str] = {}
    anew: Mapping[Path, Prepared] = {}
    if not call.args.dry_run and plans and _agreed(call, entries):
        with call.voice.progress() as progress:
            done = import_folder.apply(ws, plans, call.args.accept, progress)
        imported, anew = {file: one.import_id for file, one in done.done}, done.anew
        for _file, problem in done.failed:
            call.voice.problem(problem)
        call.voice.say(_("To take all of it back: catalog undo {id}").format(id=done.folder))
    for prepared in plans:
        prepared.discard()
    documents = [
        {
            **import_answers.folder_document(one, imported.get(one.file), anew.get(one.file)),
            **returned.get(one.file, {}),
        }
        for one in lines
    ]
    codes = [_line_code(one) for one in lines]
    unmarked = any(one["marked"]["path"] is None for one in returned.values())
    return documents, [*codes, InputProblem.exit_code] if unmarked else codes


def _line_code(line: import_folder.FolderLine) -> int:
    """The exit code of one file of a folder; one that is there twice is no failure."""
    if line.problem and line.problem.code != import_folder.SAME_FILE:
        return line.problem.exit_code
    return _code(line.prepared.summary) if line.prepared else 0


def _one(call: Call, ws: Workspace, file: Path) -> tuple[dict[str, Any], int]:
    """The document of one file and its exit code; a refused file does not stop the others."""
    voice = call.voice
    try:
        with voice.progress() as progress:
            prepared = import_sheet.prepare(ws, file, import_answers.request(call, ws), progress)
    except ClientError as failure:
        voice.problem(failure)
        return {**unread(file), "problem": problem_document(failure)}, failure.exit_code
    if prepared.problem is not None:
        voice.problem(prepared.problem)
        prepared.discard()
        return prepared.document(), prepared.problem.exit_code
    tell(call, prepared)
    prepared = import_answers.asked(call, ws, prepared)
    marked, code = marked_member(call, prepared, several=len(call.args.files) > 1)
    code = max(code, _code(prepared.summary))
    if call.args.dry_run or not _agreed(call, len(prepared.summary.lines)):
        prepared.discard()
        return {**prepared.document(), **marked}, code
    with voice.progress() as progress:
        done = import_sheet.apply(ws, prepared, call.args.accept, progress)
    _tell_done(call, done)
    return {**prepared.document(done.import_id), **marked}, code


def marked_member(call: Call, prepared: Prepared, *, several: bool) -> tuple[dict[str, Any], int]:
    """The member `marked` and an exit code. Of several files, one that cannot be marked does not stop the others, and
    is taken over all the same; a single one is not, so that the command can be given again."""
    if not call.args.marked:
        return {}, 0
    try:
        return _marked_copy(call, prepared, several=several), 0
    except ClientError as failure:
        if not several:
            prepared.discard()
            raise
        call.voice.problem(failure)
        return not_marked(failure), failure.exit_code


def not_marked(failure: ClientError) -> dict[str, Any]:
    """The member `marked` of a file whose copy could not be written."""
    return {"marked": {"path": None, "problem": problem_document(failure)}}


def _marked_copy(call: Call, prepared: Prepared, *, several: bool) -> dict[str, Any]:
    """Writes the marked copy that was asked for and tells about it; the member `marked` of the answer.

    Raises `InputProblem` when it cannot be written.
    """
    out: Path = call.args.marked
    if several or out.is_dir():
        out = out / mark_sheet.beside(prepared.file).name
    try:
        if several:
            out.parent.mkdir(parents=True, exist_ok=True)
        with call.voice.progress() as progress:
            done = mark_sheet.mark(prepared, out, progress)
    except OSError as failure:
        raise InputProblem("input.not-written", file=out.name, why=failure.strerror or str(failure)) from failure
    if done.report:
        call.voice.say(_("Too long to copy; its faulty rows are listed here: {path}").format(path=out))
    else:
        call.voice.say(_("{cells} cells marked in a copy: {path}").format(cells=done.cells, path=out))
    if done.lost:
        lost = "、".join(str(FEATURES[name]) for name in done.lost)
        call.voice.say(_("The copy lacks: {lost}. Your own file was not touched.").format(lost=lost))
    return {
        "marked": {
            "path": str(out),
            "cells": done.cells,
            "rows": done.rows,
            "faults": mark_sheet.severities(done),
            "lost": list(done.lost),
            "report": done.report,
        }
    }


def _agreed(call: Call, entries: int) -> bool:
    """Asks on a terminal; a script has already decided by calling."""
    if call.args.yes or call.voice.as_json or not call.voice.interactive:
        return True
    return call.voice.asked(_("Take over {count} entries?").format(count=entries))


def _code(summary: Summary) -> int:
    faulty = any(fault.severity == "error" for fault in summary.faults) or summary.count("refused")
    return 1 if faulty else 0


def _left_out(sheet: SheetReport) -> Iterator[tuple[str, str]]:
    """The rows that are not imported and why; rows below one another that have one reason are told together."""
    for why, group in groupby(sheet.left_out, key=lambda one: str(one.why)):
        rows = [one.row for one in group]
        yield f"{rows[0]}–{rows[-1]}" if len(rows) > 1 else f"{rows[0]}", why


def tell(call: Call, prepared: Prepared) -> None:
    """The plan for people: what the file is, how its columns were understood, what would happen."""
    voice, summary = call.voice, prepared.summary
    voice.say(f"{prepared.file.name} · {summary.understanding.profile}", "bold")
    for sheet in summary.understanding.sheets:
        unknown = [column.header for column in sheet.columns if column.unknown]
        if sheet.reason:
            voice.say(f"  {sheet.name}: {sheet.reason}")
        else:
            voice.say(
                "  "
                + _("{sheet}: {understood} of {columns} columns understood, {rows} rows read").format(
                    sheet=sheet.name,
                    understood=len(sheet.columns) - len(unknown),
                    columns=len(sheet.columns),
                    rows=sheet.rows.read,
                )
            )
            if unknown:
                voice.say("    " + _("not understood: {columns}").format(columns="、".join(unknown)))
            for rows, why in _left_out(sheet):
                voice.say("    " + _("row {row} not taken: {why}").format(row=rows, why=why))
    voice.table(
        [_("new"), _("changed"), _("same"), _("duplicate"), _("refused"), _("items")],
        [(*(summary.count(kind) for kind in ("new", "changed", "same", "duplicate", "refused")), summary.items)],
    )
    renamed = [line.name for line in summary.lines if line.renamed]
    if renamed:
        text = _("{count} of the changed entries have another name now: {names}")
        voice.say("    " + text.format(count=len(renamed), names="、".join(renamed[:3])))
    for damage in summary.understanding.damage:
        first = ", ".join(damage.cells[:3])
        voice.say(f"    {noted.sentence(damage.kind)} ({len(damage.cells)}: {first})")
    for kept in summary.understanding.lists:
        voice.say("    " + _("{sheet} is kept as a list: {rows} rows").format(sheet=kept.sheet, rows=len(kept.rows)))
    if summary.missing:
        names = "、".join(one.name for one in summary.missing[:3])
        text = _("{count} entries of earlier files are not in this one and stay as they are: {names}")
        voice.say("    " + text.format(count=len(summary.missing), names=names))
    if summary.faults:
        profile = profiles.get(summary.understanding.profile)
        voice.table(
            [_("Severity"), _("What is wrong"), _("Field"), _("Count"), _("Where"), _("Rule")],
            [(*_fault(one, profile), one.count, ", ".join(one.cells[:3]), one.rule) for one in summary.faults],
        )


def _fault(one: FaultCount, profile: Profile) -> tuple[str, str, str]:
    page = manual.page(one.rule, profile)
    label = profile.label(one.field, item=profile.field(one.field) is None) if one.field else ""
    return word(one.severity), page.title if page else one.rule, label


def _tell_done(call: Call, done: Imported) -> None:
    call.voice.say(
        _("Taken over: {new} new, {changed} changed, {same} already there, {skipped} left out.").format(
            new=done.new, changed=done.changed, same=done.same, skipped=done.skipped
        )
    )
    call.voice.say(_("To take it back: catalog undo {id}").format(id=done.import_id))


def _imports(call: Call) -> int:
    with workspace(call) as ws:
        history = ws.query.imports()
    call.voice.table(
        [_("Import"), _("File"), _("When"), _("State"), _("new"), _("changed")],
        [
            (
                one.id,
                one.file,
                clock.shown(one.at),
                word(one.state),
                one.counts.get("new", 0),
                one.counts.get("changed", 0),
            )
            for one in history
        ],
    )
    call.voice.document(
        [
            {
                "id": one.id,
                "folder": one.folder,
                "file": one.file,
                "at": one.at,
                "person": one.person,
                "state": one.state,
                "profile": one.profile,
                "counts": dict(one.counts),
            }
            for one in history
        ]
    )
    return 0
