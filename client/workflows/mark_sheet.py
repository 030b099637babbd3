"""The office's own workbook back with its faults marked: a copy that, mended and imported, updates the same entries."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from client import texts
from client.catalog import profile as profiles
from client.checks import report
from client.checks.rule import Severity
from client.errors import InputProblem
from client.progress import SILENT, Progress
from client.spreadsheets.drafts import LeftOut, Understanding
from client.spreadsheets.marking.faults import Fault, Marked, Marks, Row
from client.spreadsheets.marking.workbook import write_marked
from client.texts import Text
from client.workflows.importing import limits, staging
from client.workflows.importing.prepared import Prepared
from client.workflows.importing.staging import Staged
from client.workflows.worker import run_in_worker

SUFFIX = "_校验"
"""Ends the name of a marked copy."""
_LIKE = Text("例如：{good}", "for example: {good}")


@dataclass(frozen=True, slots=True)
class _Job:
    """What the worker is asked to do; the child speaks the parent's language."""

    file: Path
    plan: Path
    out: Path
    understood: Understanding
    language: str


def mark(prepared: Prepared, out: Path, progress: Progress = SILENT) -> Marked:
    """Writes the marked copy of a file that was prepared for import, before or instead of taking it over.

    The hidden keys are the ids that the plan has given: taken over now or later, the mended copy is about the same
    entries. Raises `InputProblem` for a file that is no catalog, for `out` being the file itself or no xlsx, and when
    it cannot be written; `Cancelled` on stop.
    """
    if prepared.problem is not None:
        raise prepared.problem
    if out.suffix.lower() != ".xlsx":
        raise InputProblem("import.no-such-format", file=out.name, known="xlsx")
    if _same(out, prepared.file):
        raise InputProblem("import.marked-over-itself", file=out.name)
    understood = prepared.summary.understanding
    if any(left.why.code == "sheet.secret" for sheet in understood.sheets for left in sheet.left_out):
        raise InputProblem("import.marked-secret", file=prepared.file.name)
    job = _Job(prepared.file, prepared.plan, out, understood, texts.language())
    died = InputProblem("input.reader-died", file=prepared.file.name)
    return run_in_worker(_mark, job, died=died, progress=progress, memory=limits.for_file(prepared.file))


def beside(file: Path) -> Path:
    """The name of a marked copy beside its file."""
    return file.with_name(f"{file.stem}{SUFFIX}.xlsx")


def _same(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve() or (one.exists() and other.exists() and one.samefile(other))


def _mark(job: _Job, progress: Progress = SILENT) -> Marked:
    """In the worker: the plan in words, then the copy."""
    texts.use_language(job.language)
    faults: list[Fault] = []
    rows: list[Row] = []
    for staged in staging.read(job.plan):
        faults += _faults(staged)
        rows += _rows(staged)
    understood = job.understood
    secret = tuple(
        (sheet.name, left.row, str(left.why.params.get("mark", "")))
        for sheet in understood.sheets
        for left in sheet.left_out
        if left.why.code == "row.secret"
    )
    refused = [
        _refused(sheet.name, left)
        for sheet in understood.sheets
        for left in sheet.left_out
        if left.as_ == "refused" and left.why.code != "row.secret"
    ]
    headers = {sheet.name: _header(sheet.header_rows) for sheet in understood.sheets if sheet.header_rows}
    marks = Marks(understood.profile, [*faults, *refused], rows, headers, secret, understood.ours)
    return write_marked(job.file, marks, job.out, progress)


def _header(rows: tuple[int, ...]) -> int:
    """The last row of the first header: the rows of one header follow each other."""
    last = rows[0]
    while last + 1 in rows:
        last += 1
    return last


def _faults(staged: Staged) -> Iterator[Fault]:
    profile = profiles.of(staged.entry)
    name = staged.entry.text("name")
    for finding in staged.findings:
        if finding.explained:
            continue
        said = report.message(finding, profile)
        yield Fault(
            rule=finding.rule,
            severity=str(finding.severity),
            cell=staged.cell(finding) or f"{staged.sheet}!{staged.row}",
            field=profile.label(finding.field, item=bool(finding.item)) if finding.field else "",
            name=name,
            what=said.what,
            how=said.fix_label or (_LIKE.fill({"good": said.good}) if said.good else ""),
        )


def _rows(staged: Staged) -> Iterator[Row]:
    """The row of the entry and those of its items. A row that is not stored gets no key: mended, it is a new entry."""
    entry = staged.entry
    repeated = staged.kind == "duplicate" and not staged.changes
    first = Row(staged.sheet, staged.row, "" if repeated else entry.id, first=True, repeated=repeated)
    seen = {}
    for number, item in zip(staged.item_rows, entry.items, strict=False):
        own = (staged.item_sheet, number) == (staged.sheet, staged.row)
        seen[number] = replace(
            first,
            sheet=staged.item_sheet,
            row=number,
            item="" if repeated else item.id,
            first=own,
            repeated=repeated and own,
        )
    if staged.item_sheet != staged.sheet or staged.row not in seen:
        yield first
    yield from seen.values()


def _refused(sheet: str, left: LeftOut) -> Fault:
    return Fault("row.refused", str(Severity.ERROR), f"{sheet}!{left.row}", "", "", str(left.why), "")


def severities(found: Marked) -> dict[str, int]:
    """How many faults of each severity were marked."""
    return {str(one): found.faults.get(str(one), 0) for one in Severity}
