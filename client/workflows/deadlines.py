"""What is due when: returned entries to mend, changed entries to report, reviews to expect, data to update.

Terms are those of Decree 809 in working days. A returned entry has no term in the decree; offices use that of a change.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from client.catalog import wire
from client.catalog.states import Local, Report
from client.checks import working_days
from client.checks.rules.cycle.stale import DAYS
from client.checks.rules.cycle.update_overdue import due as update_due
from client.checks.working_days import Due
from client.clock import local_day
from client.store import acts, entries, remote
from client.store.database import Connection
from client.store.entries import Stored
from client.store.query import EntryFilter
from client.store.remote import Remote
from client.workflows.workspace import Workspace

__all__ = ["TERMS", "Deadline", "count", "deadlines"]

TERMS = working_days.TERMS
_ARTICLE = "国务院令第809号 第十七条"


@dataclass(frozen=True, slots=True)
class Deadline:
    """One thing that is due. `kind`: mend (returned to us) | report (changed, not reported) | review (the platform's
    turn) | update (new data are due).

    `left` is in working days, negative when overdue. `latest` is the day with the consent of the department above
    (5 more working days), None where there is no such extension. `certain` is false when the holidays of a year are
    not known and only weekends and holidays of a fixed day were left out. `basis` is blank where the term is custom and not law.
    """

    kind: str
    entry: str
    name: str
    platform: str
    since: date
    due: date
    left: int
    latest: date | None
    certain: bool
    basis: str


def deadlines(ws: Workspace, *, within: int | None = None) -> list[Deadline]:
    """Everything due, the most urgent first; `within`: only what is overdue or due in so many working days."""
    found = [*_with_platforms(ws), *_updates(ws)]
    found.sort(key=lambda one: (one.due, one.name))
    return [one for one in found if within is None or one.left <= within]


def count(start: date, term: int) -> Due:
    """The last day of a term of working days that begins the day after `start`."""
    return working_days.calendar().after(start, term)


def _with_platforms(ws: Workspace) -> Iterator[Deadline]:
    wanted = (Report.RETURNED, Report.PUBLISHED, Report.RECEIVED, Report.IN_REVIEW)
    ids = ws.query.ids(EntryFilter(report=tuple(report.value for report in wanted)))
    platforms = [one.name for one in ws.query.platforms()]
    with ws.db.read() as conn:
        for stored in entries.load_many(conn, ids):
            if stored.local is Local.WITHDRAWN:
                continue
            for name in platforms:
                known = remote.get(conn, name, stored.entry.id)
                if known is not None:
                    yield from _of(ws, conn, stored, known)


def _of(ws: Workspace, conn: Connection, stored: Stored, known: Remote) -> Iterator[Deadline]:
    heard = _day(known.changed)
    if heard is None:
        return
    if known.report is Report.RETURNED:
        yield _made(ws, "mend", stored, known.platform, heard, working_days.CHANGE, basis="")
    elif known.report in (Report.RECEIVED, Report.IN_REVIEW):
        yield _made(ws, "review", stored, known.platform, heard, working_days.REVIEW)
    elif known.report is Report.PUBLISHED and known.base_snapshot is not None:
        if wire.digest(known.base_snapshot) != wire.digest(wire.body_of(stored.entry)):
            since = _first_change(conn, stored, known) or heard
            yield _made(ws, "report", stored, known.platform, since, working_days.CHANGE, longer=True)


def _first_change(conn: Connection, stored: Stored, known: Remote) -> date | None:
    """The day of the first change behind what the platform published."""
    later = [line.at for line in acts.history(conn, stored.entry.id) if line.at > known.changed and line.kind != "sync"]
    return _day(min(later)) if later else None


def _made(
    ws: Workspace,
    kind: str,
    stored: Stored,
    platform: str,
    since: date,
    term: int,
    *,
    longer: bool = False,
    basis: str = _ARTICLE,
) -> Deadline:
    calendar = working_days.calendar()
    by = calendar.after(since, term)
    return Deadline(
        kind=kind,
        entry=stored.entry.id,
        name=stored.entry.text("name"),
        platform=platform,
        since=since,
        due=by.day,
        left=calendar.between(ws.today, by.day),
        latest=calendar.after(by.day, working_days.EXTENSION).day if longer else None,
        certain=by.certain,
        basis=basis,
    )


def _updates(ws: Workspace) -> Iterator[Deadline]:
    """Entries whose data are overdue by their own cycle."""
    calendar = working_days.calendar()
    cycles = [cycle for cycle, days in DAYS.items() if days >= 7]
    ids = [one for cycle in cycles for one in ws.query.ids(EntryFilter(where=(("update_cycle", cycle),)))]
    with ws.db.read() as conn:
        for stored in entries.load_many(conn, ids):
            changed = stored.entry.text("modified_on")
            by = update_due(changed, stored.entry.text("update_cycle"))
            if by is None or by.day >= ws.today or stored.local is Local.WITHDRAWN:
                continue
            left = calendar.between(ws.today, by.day)
            name, since = stored.entry.text("name"), date.fromisoformat(changed)
            yield Deadline("update", stored.entry.id, name, "", since, by.day, left, None, by.certain, _ARTICLE)


def _day(stamp: str) -> date | None:
    try:
        return local_day(datetime.fromisoformat(stamp)) if stamp else None
    except ValueError:
        return None
