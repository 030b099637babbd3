"""Looking for faults and mending them: one entry as it is typed, many at once, safe fixes in bulk."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from client.catalog import changes
from client.catalog import profile as profiles
from client.catalog.changes import Change
from client.catalog.entry import Entry, as_text
from client.catalog.tables import present
from client.checks import report, run
from client.checks.rule import Context, Finding, Severity
from client.errors import InputProblem
from client.progress import SILENT, Progress
from client.store import entries, findings, journal, pace, remote
from client.store.database import Connection
from client.workflows.outcome import Changes
from client.workflows.workspace import Workspace

RETURNED = "review.returned"
"""The rule code of a reviewer's finding that has not been mended or explained yet."""

_BATCH = 500


@dataclass(frozen=True, slots=True)
class Checked:
    """How many entries were looked at and what was found, counted by severity (explained warnings left out)."""

    checked: int
    errors: int
    warnings: int
    changes: Changes


@dataclass(frozen=True, slots=True)
class Fixed:
    """How many faults were mended in which entries, under which act (for undo)."""

    entries: tuple[str, ...]
    fixes: int
    act: str
    changes: Changes


@dataclass(frozen=True, slots=True)
class Offered:
    """What a fix in bulk would do, nothing written: how many entries and faults, and the first entries as they are
    and as they would be."""

    entries: tuple[str, ...]
    fixes: int
    samples: tuple[tuple[Entry, Entry], ...]


def ruleset() -> str:
    """The version of all that findings are made by: the rules, the lists, the tables and every installed standard."""
    return _ruleset(present().version)


@cache
def _ruleset(tables: str) -> str:
    parts = [run.ruleset(profile) for profile in profiles.load_profiles().values()]
    return hashlib.sha256(" ".join([*parts, tables]).encode()).hexdigest()[:16]


def live(ws: Workspace, entry: Entry) -> list[Finding]:
    """What is wrong with an entry as it stands, stored or not: rules, entries beside it, the reviewer's findings."""
    with ws.db.read() as conn:
        return _look(ws, entry, conn)


def _look(ws: Workspace, entry: Entry, conn: Connection) -> list[Finding]:
    return [*_returned(conn, entry), *run.check(entry, ws.context(entry, conn))]


def check(ws: Workspace, ids: Sequence[str] | None = None, progress: Progress = SILENT) -> Checked:
    """Checks the given entries, or all, and keeps the findings. Short writes, so that typing goes on meanwhile."""
    with ws.db.read() as conn:
        wanted = list(ids) if ids is not None else entries.all_ids(conn)
    progress.stage("checking", len(wanted))
    errors = warnings = done = 0
    for batch in _batches(wanted):
        with ws.db.read() as conn:
            loaded = [one for one in entries.load_many(conn, batch) if not one.deleted]
            found = [(one.entry, _look(ws, one.entry, conn)) for one in loaded]
        with ws.db.write() as conn:
            for entry, faults in found:
                findings.put(conn, entry.id, entry.revision, ruleset(), faults)
        errors += sum(fault.severity is Severity.ERROR for _, faults in found for fault in faults)
        warnings += sum(
            fault.severity is Severity.WARNING and not fault.explained for _, faults in found for fault in faults
        )
        done += len(batch)
        progress.step(done)
    return Checked(len(wanted), errors, warnings, Changes(frozenset(wanted)))


def check_stale(ws: Workspace, progress: Progress = SILENT) -> Checked:
    """Checks only the entries whose findings are older than the entry or than the rules."""
    with ws.db.read() as conn:
        stale = findings.stale_ids(conn, ruleset())
    return check(ws, stale, progress)


def stale_count(ws: Workspace) -> int:
    """How many entries `check_stale` would look at."""
    with ws.db.read() as conn:
        return len(findings.stale_ids(conn, ruleset()))


def preview_fix(ws: Workspace, entry: Entry, finding: Finding) -> tuple[Change, ...] | None:
    """What mending this fault would change, None when there is no fix for it."""
    with ws.db.read() as conn:
        mended = report.fix(entry, finding, ws.context(entry, conn))
    return changes.between(entry, mended) if mended is not None else None


def fix(ws: Workspace, entry_id: str, finding: Finding) -> Fixed:
    """Mends one fault. Raises `InputProblem` when this fault has no fix."""
    return _fix_each(ws, [entry_id], only=finding, progress=SILENT)


def fix_rule(ws: Workspace, rule: str, ids: Sequence[str] | None = None, progress: Progress = SILENT) -> Fixed:
    """Mends every fault of one rule that can be mended, in one undoable act."""
    with ws.db.read() as conn:
        wanted = list(ids) if ids is not None else entries.all_ids(conn)
    return _fix_each(ws, wanted, rule=rule, progress=progress)


def fix_safe(ws: Workspace, ids: Sequence[str] | None = None, progress: Progress = SILENT) -> Fixed:
    """Mends all that can be mended without a question, in one undoable act."""
    with ws.db.read() as conn:
        wanted = list(ids) if ids is not None else entries.all_ids(conn)
    return _fix_each(ws, wanted, progress=progress)


def preview_fixes(
    ws: Workspace, rule: str = "", ids: Sequence[str] | None = None, samples: int = 20, progress: Progress = SILENT
) -> Offered:
    """What `fix_rule` (with "": `fix_safe`) would do, for the clerk to look at before."""
    with ws.db.read() as conn:
        wanted = list(ids) if ids is not None else entries.all_ids(conn)
    progress.stage("checking", len(wanted))
    touched: list[str] = []
    shown: list[tuple[Entry, Entry]] = []
    count = done = 0
    for batch in _batches(wanted):
        with ws.db.read() as conn:
            for one in entries.load_many(conn, batch):
                mended, fixes = _mended(one.entry, ws.context(one.entry, conn), None, rule)
                if fixes and not one.deleted:
                    touched.append(one.entry.id)
                    count += fixes
                    shown += [(one.entry, mended)] if len(shown) < samples else []
        done += len(batch)
        progress.step(done)
    return Offered(tuple(touched), count, tuple(shown))


def _fix_each(
    ws: Workspace, ids: Sequence[str], *, progress: Progress, only: Finding | None = None, rule: str = ""
) -> Fixed:
    progress.stage("mending", len(ids))
    touched: list[str] = []
    count = done = 0
    act = ""
    for batch in _batches(ids):
        with ws.db.read() as conn:
            loaded = [one.entry for one in entries.load_many(conn, batch) if not one.deleted]
            planned = [(entry, *_mended(entry, ws.context(entry, conn), only, rule)) for entry in loaded]
        mends = [(old, new, fixes) for old, new, fixes in planned if fixes]
        about = {"rule": only.rule if only else rule or "safe"}
        for part in pace.batches(ws.db, mends):
            with journal.act(ws.db, "fix", ws.who, about=about, continuing=act) as pen:
                for old, new, fixes in part:
                    current = pen.load(old.id)
                    if current is None or current.deleted:
                        continue
                    pen.save(changes.applied(current.entry, changes.between(old, new)))
                    touched.append(old.id)
                    count += fixes
            act = pen.act_id
        done += len(batch)
        progress.step(done)
    if only is not None and not count:
        raise InputProblem("entry.no-fix")
    check(ws, touched)
    return Fixed(tuple(touched), count, act, Changes(frozenset(touched)))


def _mended(entry: Entry, context: Context, only: Finding | None, rule: str) -> tuple[Entry, int]:
    """The entry with the wanted fixes, and how many were made."""
    if only is None and not rule:
        mended, fixed = report.fix_safe(entry, context)
        return mended, len(fixed)
    count = 0
    wanted = [only] if only else [one for one in run.check(entry, context) if one.rule == rule]
    for finding in wanted:
        after = report.fix(entry, finding, context)
        if after is not None and after != entry:
            entry, count = after, count + 1
    return entry, count


def _returned(conn: Connection, entry: Entry) -> Iterator[Finding]:
    """The reviewer's findings: a warning as long as the value is what was returned, afterwards only information."""
    for one in remote.returns(conn, entry.id):
        held = as_text(changes.value_at(entry, one.item, one.field)) if one.field else ""
        untouched = bool(one.field) and held == one.value
        told = any(
            (said.rule, said.item, said.field, said.value) == (RETURNED, one.item, one.field, held)
            for said in entry.explanations
        )
        yield Finding(
            RETURNED,
            Severity.WARNING if untouched else Severity.INFO,
            one.item,
            one.field,
            {"text": one.text, "by": one.by, "at": one.at},
            explained=untouched and told,
        )


def _batches(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(ids), _BATCH):
        yield ids[start : start + _BATCH]
