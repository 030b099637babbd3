"""A spreadsheet in: the plan first (nothing is written), then taken over in short batches, undoable as a whole."""

import hashlib
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from client.catalog.changes import applied
from client.catalog.states import Local
from client.clock import new_id, stamp
from client.errors import Cancelled, InputProblem
from client.progress import SILENT, Progress
from client.spreadsheets.drafts import Learned
from client.store import entries, findings, imports, journal, learned_headers, pace
from client.store.imports import Import
from client.store.journal import New, Pen, Undone
from client.workflows import check_entries, edit_entry
from client.workflows.importing import learn, limits, staging
from client.workflows.importing.planning import Job, check_along, plan_file
from client.workflows.importing.prepared import Prepared, Request
from client.workflows.importing.staging import Staged
from client.workflows.outcome import EVERYTHING, Changes
from client.workflows.safekeeping.back_up import back_up
from client.workflows.safekeeping.upkeep import read_dictionary
from client.workflows.worker import run_in_worker
from client.workflows.workspace import Workspace

_LARGE = 1 << 20
"""Bytes of a file from which a second process pays for its start."""

_KEPT_FOR = 24 * 60 * 60
"""Seconds that a plan waits for somebody to take it over."""

Accept = Literal["all", "clean"]


@dataclass(frozen=True, slots=True)
class Imported:
    """What was taken over; `skipped` had errors and were left out on request (`accept="clean"`)."""

    import_id: str
    act: str
    new: int
    changed: int
    same: int
    skipped: int
    changes: Changes


@dataclass(frozen=True, slots=True)
class Dropped:
    """Entries deleted (by `act`) and withdrawn; `kept` have a report under way and stay."""

    deleted: tuple[str, ...]
    withdrawn: tuple[str, ...]
    kept: tuple[str, ...]
    act: str
    changes: Changes


def prepare(ws: Workspace, file: Path, request: Request | None = None, progress: Progress = SILENT) -> Prepared:
    """Reads and compares the file in a process of its own. Nothing is written to the store.

    Raises `InputProblem` for a file that cannot be read, `Cancelled` on stop.
    """
    asked = request or Request()
    import_id = new_id()
    plan = imports.staging(ws.db, import_id)
    with ws.db.read() as conn:
        known = tuple(Learned(one.header_key, one.group, one.field, one.of_item) for one in learned_headers.all(conn))
    job = Job(
        store=ws.db.path,
        file=file,
        staging=plan,
        space=ws.space,
        today=ws.today,
        profile=asked.profile,
        sheet=asked.sheet,
        learned=(*known, *learn.lessons(asked.mapping)),
        answers=asked.answers,
    )
    died = InputProblem("input.reader-died", file=file.name)
    try:
        second = check_along if limits.size_of(file) > _LARGE and (os.cpu_count() or 1) > 1 else None
        summary = run_in_worker(
            plan_file, job, died=died, progress=progress, memory=limits.for_file(file), second=second
        )
    except BaseException:
        # A half-written plan is of no use to anybody.
        plan.unlink(missing_ok=True)
        raise
    return Prepared(import_id, file, plan, summary, asked)


def apply(
    ws: Workspace, prepared: Prepared, accept: Accept = "all", progress: Progress = SILENT, *, folder: str = ""
) -> Imported:
    """Takes the plan over: new entries as drafts, changes into the entries they belong to. One undoable act.

    `folder` marks the imports that were taken over together. Stopping takes back what was written and raises `Cancelled`. Raises the file's own problem when it has one.
    """
    if prepared.problem is not None:
        raise prepared.problem
    back_up(ws, "import")
    record = Import(
        id=prepared.id,
        file=prepared.file.name,
        sha256=_sha256(prepared.file),
        at=stamp(ws.clock()),
        person=ws.who,
        state="applying",
        act="",
        counts={
            **{kind: prepared.summary.count(kind) for kind in ("new", "changed", "same")},
            "clean_only": int(accept == "clean"),
        },
        profile=prepared.summary.understanding.profile,
    )
    with ws.db.write() as conn:
        imports.begin(conn, record)
        learn.remember(conn, ws.space, prepared)
    # Which values nobody wrote in the sheet, and where they come from, stays with the act and with every entry.
    filled = {f"filled.{name}": f"{how}:{count}" for (name, how), count in prepared.summary.filled.items()}
    about = {**filled, **({"folder": folder} if folder else {})}
    return _take_over(ws, record, prepared.plan, accept, progress, len(prepared.summary.lines), about)


def undo(ws: Workspace, import_id: str, progress: Progress = SILENT) -> Undone:
    """Takes an import back; what was edited since is kept and listed in `skipped`.

    Raises `InputProblem` for an unknown import or one that was taken back already.
    """
    with ws.db.read() as conn:
        record = imports.get(conn, import_id)
    if record is None or record.state == "planned":
        raise InputProblem("import.unknown", id=import_id)
    if record.state == "undone":
        raise InputProblem("import.undone-already", file=record.file)
    undone = _take_back(ws, record.id, record.act, progress)
    check_entries.check(ws, sorted(undone.entries))
    return undone


def drop_missing(ws: Workspace, ids: Sequence[str], reason: str) -> Dropped:
    """Gives up entries that a new file no longer has: drafts are deleted, what was reported is withdrawn.

    `reason` goes to the platform with a withdrawal; raises `InputProblem` when one is needed and there is none.
    """
    deleted = edit_entry.delete(ws, ids)
    withdrawn = edit_entry.withdraw(ws, deleted.kept, reason) if deleted.kept else None
    changes = deleted.changes | withdrawn.changes if withdrawn else deleted.changes
    return Dropped(
        deleted.entries,
        withdrawn.entries if withdrawn else (),
        withdrawn.kept if withdrawn else (),
        deleted.act,
        changes,
    )


def recover(ws: Workspace, progress: Progress = SILENT) -> Changes:
    """At start: an import that a power cut interrupted is finished, or taken back when its plan is gone.

    Plans that nobody took over (the window was closed over them) go after a day: another window may be at one of today.
    """
    touched = Changes()
    with ws.db.read() as conn:
        unfinished = imports.unfinished(conn)
    _sweep(ws, {record.id for record in unfinished})
    for record in unfinished:
        plan = imports.staging(ws.db, record.id)
        if plan.exists():
            accept: Accept = "clean" if record.counts.get("clean_only") else "all"
            touched |= _take_over(ws, record, plan, accept, progress, 0).changes
        else:
            _take_back(ws, record.id, record.act)
            touched |= EVERYTHING
    return touched


def _take_back(ws: Workspace, import_id: str, act: str, progress: Progress = SILENT) -> Undone:
    """Its act and its record together: a kill between the two would leave an import that stands without entries."""
    if act:
        return journal.undo(ws.db, act, ws.who, progress, also=lambda pen, _: imports.undone(pen.conn, import_id))
    with ws.db.write() as conn:
        imports.undone(conn, import_id)
    return Undone("", (), (), frozenset())


def _sweep(ws: Workspace, needed: set[str]) -> None:
    old = ws.clock().timestamp() - _KEPT_FOR
    for plan in imports.plans(ws.db):
        # Somebody else may be quicker, and on Windows a plan that is being read cannot go.
        with suppress(OSError):
            if plan.stem not in needed and plan.stat().st_mtime < old:
                plan.unlink()


def _take_over(
    ws: Workspace,
    record: Import,
    plan: Path,
    accept: Accept,
    progress: Progress,
    total: int,
    about: Mapping[str, str] = MappingProxyType({}),
) -> Imported:
    progress.stage("applying", total)
    act, done = record.act, 0
    counts = {"new": 0, "changed": 0, "same": 0, "skipped": 0}
    touched: set[str] = set()
    lines = staging.read(plan)
    # What is worked out once takes a second: not while we hold the pen and a form waits to save.
    read_dictionary()
    check_entries.ruleset()
    try:
        for batch in pace.batches(ws.db, lines):
            told = {"import": record.id, "file": record.file, **about}
            with journal.act(ws.db, "import", ws.who, about=told, continuing=act, derived=True) as pen:
                if not act:
                    act = pen.act_id
                    imports.applying(pen.conn, record.id, act)
                _store(pen, batch, record, accept, counts, touched)
            done += len(batch)
            progress.step(done)
    except Cancelled:
        _take_back(ws, record.id, act)
        raise
    with ws.db.write() as conn:
        imports.done(conn, record.id, counts)
    plan.unlink(missing_ok=True)
    many = len(touched) > 1000
    changes = EVERYTHING if many else Changes(frozenset(touched), imports=True)
    return Imported(record.id, act, counts["new"], counts["changed"], counts["same"], counts["skipped"], changes)


def _store(
    pen: Pen, batch: Sequence[Staged], record: Import, accept: Accept, counts: dict[str, int], touched: set[str]
) -> None:
    """Writes a batch of lines. A line that stands already (a restart) is left as it is."""
    known = entries.known(pen.conn, [line.entry.id for line in batch])
    fresh: list[New] = []
    for line in batch:
        # A second row of the same name with other content is not thrown away: it becomes a draft with its fault.
        new = line.kind == "new" or (line.kind == "duplicate" and bool(line.changes))
        if line.kind != "changed" and not new:
            counts["same"] += 1
        elif accept == "clean" and line.blocked:
            counts["skipped"] += 1
        elif new:
            counts["new"] += 1
            if line.entry.id not in known:
                source = f"{record.file}!{line.sheet}"
                fresh.append(New(line.entry, Local.DRAFT, "import", source, line.findings, check_entries.ruleset()))
                known.add(line.entry.id)
                touched.add(line.entry.id)
        else:
            counts["changed"] += 1
            _change(pen, line, record, touched)
    pen.add(fresh)
    pen.note_filled((line.entry.id, line.filled) for line in batch if line.filled and line.entry.id in touched)


def _change(pen: Pen, line: Staged, record: Import, touched: set[str]) -> None:
    current = entries.load(pen.conn, line.entry.id)
    if current is None or current.deleted:
        return
    saved = pen.save(applied(current.entry, line.changes), source=f"{record.file}!{line.sheet}")
    findings.put(pen.conn, line.entry.id, saved.revision, check_entries.ruleset(), line.findings)
    touched.add(line.entry.id)


def _sha256(file: Path) -> str:
    with suppress(OSError), file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
    return ""
