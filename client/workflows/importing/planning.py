"""The part of an import that runs in a process of its own: read, understand, compare, check, write the plan down."""

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from client.catalog import profile as profiles
from client.catalog.entry import Entry
from client.checks import run
from client.checks.rule import Context, Finding, Neighbours
from client.clock import new_ids
from client.progress import SILENT, Progress
from client.spreadsheets.drafts import Draft, Learned, Understanding
from client.spreadsheets.filling.answers import Answers, Filling, Meaning, shape_of
from client.spreadsheets.filling.gaps import Gaps, gaps
from client.spreadsheets.plan import Kind, Line, Plan, plan
from client.spreadsheets.understand import understand
from client.store.database import Database
from client.workflows import pack_files
from client.workflows.importing import like_entries, limits, remembered, sharing
from client.workflows.importing.lookup import OfficeLookup, OfficeNeighbours, Offices
from client.workflows.importing.missing import Missing, missing
from client.workflows.importing.renames import with_renames
from client.workflows.importing.sharing import Link
from client.workflows.importing.staging import Staged, Writer
from client.workflows.importing.together import Together

CELLS_SHOWN = 200
"""Cells named per fault in a summary; the count is always the true one."""


@dataclass(frozen=True, slots=True)
class Job:
    """What the worker is asked to do. `staging` is the file the plan is written to."""

    store: Path
    file: Path
    staging: Path
    space: str
    today: date
    profile: str = ""
    sheet: str = ""
    learned: tuple[Learned, ...] = ()
    answers: Answers = dataclasses.field(default_factory=Answers)


@dataclass
class FaultCount:
    """One kind of fault in the file: how often, and the first cells."""

    rule: str
    severity: str
    field: str
    count: int = 0
    cells: list[str] = dataclasses.field(default_factory=list)


class LineSummary(NamedTuple):
    """A line of the plan as a list shows it. `at`: where the whole line begins in the plan.

    A tuple, because a hundred thousand of them come from the worker at once: that takes a quarter of the time.
    """

    kind: str
    renamed: bool
    sheet: str
    row: int
    entry: str
    name: str
    items: int
    changes: int
    errors: int
    warnings: int
    at: int = 0


@dataclass(frozen=True, slots=True)
class Summary:
    """The plan without its bulk: what was understood, the counts, a line per entry, the faults by kind.

    `answers` were applied (given now, or remembered for sheets of this `shape`), `filled` counts them by field and way,
    `meant` by word, `gaps` is what is still not said. `missing` are entries of earlier files of this source that are not in this one.
    """

    understanding: Understanding
    lines: tuple[LineSummary, ...]
    faults: tuple[FaultCount, ...]
    items: int
    shape: str = ""
    answers: Answers = dataclasses.field(default_factory=Answers)
    gaps: Gaps = dataclasses.field(default_factory=Gaps)
    filled: Mapping[tuple[str, str], int] = dataclasses.field(default_factory=dict)
    meant: Mapping[Meaning, int] = dataclasses.field(default_factory=dict)
    missing: tuple[Missing, ...] = ()

    def count(self, kind: str) -> int:
        """How many entries of the file are of this kind."""
        return sum(line.kind == kind for line in self.lines)

    @property
    def faulty(self) -> int:
        """How many entries would come in with something that must be mended."""
        return sum(line.errors > 0 and line.kind in ("new", "changed") for line in self.lines)


def plan_file(job: Job, progress: Progress = SILENT, link: "Link[Any, Any] | None" = None) -> Summary:
    """Understands the file, compares it with the store and writes the plan to `job.staging`.

    `link` leads to a process that runs `check_along` for the same job.
    Raises `InputProblem` when the file cannot be read. A file that is no catalog gives a summary whose
    `understanding.problem` says so.
    """
    pack_files.activate_for(job.store)
    limits.collect_nothing()
    db = Database.open(job.store)
    try:
        office = remembered.of_office(db, job.space)
        understood = _understood(job, job.answers.over(office), progress)
        if understood.problem is not None or not understood.profile:
            return Summary(_without_drafts(understood), (), (), 0)
        shape = shape_of(understood.profile, understood.sheets)
        answers = job.answers.over(remembered.of_shape(db, shape)).over(office)
        if answers.overrule(understood.read_as):
            understood = _understood(job, answers, progress)
        return _plan(job, understood, shape, answers, db, progress, link)
    finally:
        db.close()


def check_along(link: "Link[Any, Any]", job: Job) -> None:
    """Takes a part of the checking off a process that plans the same job."""
    sharing.check_along(link, job.store)


def _understood(job: Job, said: Answers, progress: Progress) -> Understanding:
    return understand(
        job.file,
        profile=job.profile,
        sheet=job.sheet,
        learned=job.learned,
        doubted=said.words,
        progress=progress,
    )


def _plan(
    job: Job,
    understood: Understanding,
    shape: str,
    answers: Answers,
    db: Database,
    progress: Progress,
    link: "Link[Any, Any] | None",
) -> Summary:
    profile = profiles.get(understood.profile)
    with db.read() as conn:
        filling = Filling(answers, profile)
        drafts = filling.identified(understood.drafts)
        offices, made = Offices(conn), partial(next, new_ids())
        lookup = OfficeLookup(conn, drafts, offices)
        planned = plan(drafts, lookup, profile, made, space=job.space, progress=progress)
        gone = missing(conn, planned.lines)
        if gone and planned.count(Kind.NEW):
            stored = [found for one in gone if (found := lookup.by_id(one.entry))]
            planned = Plan(tuple(with_renames(planned.lines, stored, made)))
            gone = missing(conn, planned.lines)
        offers = like_entries.offers(conn, job.store, planned.lines, profile)
        planned = Plan(tuple(filling.apply(planned.lines, made, offers)))
        entries = [line.entry for line in planned.lines if line.entry is not None]
        # Begun before anything else is looked at: the other process has something to do meanwhile.
        alone = sharing.Alone(entries, Context(profile, job.today), link)
        summary = Summary(
            _without_drafts(understood),
            (),
            (),
            understood.items,
            shape=shape,
            answers=answers,
            gaps=gaps(planned.lines, profile, offers),
            filled=dict(filling.count),
            meant=dict(filling.meant),
            missing=gone,
        )
        return _checked(job, summary, planned, alone, OfficeNeighbours(conn, offices), progress)


def _checked(
    job: Job, summary: Summary, planned: Plan, alone: Iterable[list[Finding]], stored: Neighbours, progress: Progress
) -> Summary:
    """The summary with its lines and their faults; the plan is written. `alone`: what is found in each entry by itself."""
    # A row that repeats another word for word is not stored; one that differs stands beside it.
    kept = (line for line in planned.lines if line.kind is not Kind.DUPLICATE or line.changes)
    entries = [line.entry for line in kept if line.entry is not None]
    context = Context(profiles.get(summary.understanding.profile), job.today, Together(stored, entries))
    faults: dict[tuple[str, str], FaultCount] = {}
    lines: list[LineSummary] = []
    found_alone = iter(alone)
    writer = Writer(job.staging)
    progress.stage("checking", len(planned.lines))
    try:
        for done, line in enumerate(planned.lines):
            found: list[Finding] = []
            at = 0
            if line.entry is not None:
                found = run.beside(line.entry, context, next(found_alone))
                staged = _staged(line, line.entry, found)
                at = writer.put(staged)
                _count(faults, staged)
            lines.append(_summary(line, found, at))
            progress.step(done + 1)
    finally:
        writer.close()
    ordered = sorted(faults.values(), key=lambda fault: (fault.severity, -fault.count, fault.rule))
    return dataclasses.replace(summary, lines=tuple(lines), faults=tuple(ordered))


def _without_drafts(understood: Understanding) -> Understanding:
    return dataclasses.replace(understood, drafts=())


def _summary(line: Line, found: list[Finding], at: int) -> LineSummary:
    draft, entry = line.draft, line.entry
    return LineSummary(
        kind=line.kind,
        renamed=line.renamed,
        sheet=draft.sheet,
        row=draft.row,
        entry=entry.id if entry else "",
        name=entry.text("name") if entry else "",
        items=len(entry.items) if entry else len(draft.items),
        changes=len(line.changes),
        errors=sum(finding.severity == "error" for finding in found),
        warnings=sum(finding.severity == "warning" for finding in found),
        at=at,
    )


def _staged(line: Line, entry: Entry, found: list[Finding]) -> Staged:
    return Staged(
        kind=line.kind,
        renamed=line.renamed,
        sheet=line.draft.sheet,
        row=line.draft.row,
        entry=entry,
        changes=line.changes,
        findings=tuple(found),
        cells={(finding.item, finding.field): _cell(line.draft, entry, finding) for finding in found},
        item_sheet=(line.draft.items_source or line.draft.source).sheet,
        item_rows=tuple(item.row for item in line.draft.items) if line.draft.item_fields else (),
        filled=line.filled,
    )


def _cell(draft: Draft, entry: Entry, finding: Finding) -> str:
    place = next((place for place, item in enumerate(entry.items) if item.id == finding.item), -1)
    # Items that were filled in stand nowhere in the file: the row of their entry has to do.
    nowhere = place >= len(draft.items) or not (finding.field or place >= 0)
    return f"{draft.sheet}!{draft.row}" if nowhere else draft.cell(place, finding.field)


def _count(faults: dict[tuple[str, str], FaultCount], line: Staged) -> None:
    for finding in line.findings:
        key = (finding.rule, finding.field)
        fault = faults.setdefault(key, FaultCount(finding.rule, finding.severity, finding.field))
        fault.count += 1
        if len(fault.cells) < CELLS_SHOWN:
            fault.cells.append(line.cell(finding))
