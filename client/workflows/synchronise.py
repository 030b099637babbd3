"""报送: one round with the platform, after a copy of the store was put aside."""

import json
from dataclasses import dataclass

from client.clock import stamp
from client.progress import SILENT, Progress
from client.store import outbox, people
from client.sync.report import RoundReport
from client.sync.round import run_round
from client.workflows import check_entries
from client.workflows.outcome import Changes
from client.workflows.safekeeping.back_up import back_up
from client.workflows.workspace import Line, Workspace


@dataclass(frozen=True, slots=True)
class Synchronised:
    """What the round did."""

    platform: str
    report: RoundReport
    changes: Changes


@dataclass(frozen=True, slots=True)
class Compared:
    """When a round last compared both sides (a stamp), and the `digest` it got."""

    at: str
    digest: str


def synchronise(
    ws: Workspace, platform: str = "", progress: Progress = SILENT, *, allow_withdrawals: bool = False
) -> Synchronised:
    """Pull, push, pull the tail, compare. What went wrong on the way is in `report.problem`; the queue is kept.

    `allow_withdrawals` lets a pull through that would withdraw many entries at once (the guard asks first).
    """
    line = ws.line(platform)
    try:
        report = _round(ws, line, progress, allow_withdrawals=allow_withdrawals)
    finally:
        line.platform.close()
    if report.digest:
        with ws.db.write() as conn:
            people.set_meta(conn, _about(line.name), json.dumps({"at": stamp(ws.clock()), "digest": report.digest}))
    if report.entries:
        check_entries.check(ws, sorted(report.entries))
    return Synchronised(line.name, report, Changes(frozenset(report.entries), outbox=True))


def last_compared(ws: Workspace, platform: str) -> Compared | None:
    """What the last comparison with a platform gave, also after a restart; None before the first."""
    with ws.db.read() as conn:
        kept = people.meta(conn, _about(platform))
    return Compared(**json.loads(kept)) if kept else None


def _about(platform: str) -> str:
    return f"compared/{platform}"


def _round(ws: Workspace, line: Line, progress: Progress, *, allow_withdrawals: bool) -> RoundReport:
    with ws.db.read() as conn:
        pending = outbox.waiting(conn, line.name)
    if pending:
        back_up(ws, "sync")
    return run_round(
        ws.db, line.platform, line.name, line.space, ws.clock, progress, allow_withdrawals=allow_withdrawals
    )
