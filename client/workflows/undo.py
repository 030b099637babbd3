"""Taking back any act, and taking the taking-back back, also after a restart."""

from collections.abc import Iterator
from dataclasses import dataclass

from client.catalog.states import Local, Report
from client.errors import InputProblem
from client.progress import SILENT, Progress
from client.store import acts, entries, imports, journal, outbox, remote
from client.store.database import Connection
from client.store.journal import Act, Foreseen, Pen, Undone
from client.workflows import check_entries, edit_entry
from client.workflows.outcome import EVERYTHING, Changes
from client.workflows.workspace import Workspace

__all__ = ["Foreseen", "Outlook", "Reversal", "Undone", "foresee", "redo", "undo"]
LOOKED_AT = 20_000
"""Entries of an act that are looked at to say what taking it back would do."""


@dataclass(frozen=True, slots=True)
class Reversal:
    """What was restored, what was skipped because it was changed since, and which reports left the queue."""

    undone: Undone
    dropped: tuple[str, ...]
    changes: Changes


@dataclass(frozen=True, slots=True)
class Outlook:
    """What taking an act back would do: to the entries, and to reports that wait (`leaving`) or were tried (`sent`).

    `writing`: an import that is not done yet.
    """

    foreseen: Foreseen
    leaving: int
    sent: int
    writing: bool


def foresee(ws: Workspace, act: str, progress: Progress = SILENT) -> Outlook:
    """What `undo` would do. Raises `InputProblem("store.unknown-act")` and `Cancelled`; nothing is written."""
    with ws.db.read() as conn:
        queued = [op.tries for op in outbox.all(conn) if op.act == act]
        writing = any(one.act == act and one.state == "applying" for one in imports.list(conn))
    sent = sum(tries > 0 for tries in queued)
    return Outlook(journal.foresee(ws.db, act, LOOKED_AT, progress), len(queued) - sent, sent, writing)


def undo(ws: Workspace, act: str = "", progress: Progress = SILENT) -> Reversal:
    """Takes back the given act, or the last one. Raises `InputProblem("entry.nothing-to-undo")`.

    A report of that act that was never tried leaves the queue; one that was tried stays (withdraw it instead).
    """
    if not act:
        act = _last(ws)
    return _reverse(ws, act, progress)


def redo(ws: Workspace) -> Reversal:
    """Takes back the last undo. Raises `InputProblem("entry.nothing-to-redo")`."""
    with ws.db.read() as conn:
        last = journal.last_redoable(conn)
    if last is None:
        raise InputProblem("entry.nothing-to-redo")
    return _reverse(ws, last.id)


def _last(ws: Workspace) -> str:
    """The newest act that changed entries or queued reports which were never tried. By the order in which acts
    were done: ids go by the clock, and that may have been set back."""
    with ws.db.read() as conn:
        last = journal.last_undoable(conn)
        queued = [op.act for op in outbox.all(conn) if op.tries == 0 and op.act]
        newest = journal.newest(conn, [*queued, *([last.id] if last else [])])
    if not newest:
        raise InputProblem("entry.nothing-to-undo")
    return newest


def _reverse(ws: Workspace, act: str, progress: Progress = SILENT) -> Reversal:
    dropped: list[str] = []
    queued: list[str] = []
    of_import = False

    def follow(pen: Pen, undone: Undone) -> None:
        nonlocal of_import
        dropped.extend(op.entry for op in outbox.all(pen.conn) if op.act == act and outbox.drop(pen.conn, op.op_id))
        of_import = _follow_import(pen.conn, act)
        queued.extend(one for one in undone.entries if _withdraw_again(ws, pen.conn, one, undone.act))

    undone = journal.undo(ws.db, act, ws.who, progress, also=follow)
    touched = undone.entries | set(dropped)
    if touched:
        check_entries.check(ws, sorted(touched))
    many = len(touched) > 500
    changes = Changes(frozenset(touched), outbox=bool(dropped or queued), imports=of_import)
    return Reversal(undone, tuple(dropped), EVERYTHING if many else changes)


def _withdraw_again(ws: Workspace, conn: Connection, entry_id: str, act: str) -> bool:
    """An entry that is withdrawn here again but still stands above needs its withdrawal back in the queue."""
    stored = entries.load(conn, entry_id)
    if stored is None or stored.local is not Local.WITHDRAWN:
        return False
    asked = False
    for platform in ws.query.platforms():
        known = remote.get(conn, platform.name, entry_id)
        gone = known is None or known.report in (Report.NONE, Report.WITHDRAWAL_REQUESTED, Report.WITHDRAWN)
        if known is None or gone or outbox.of_entry(conn, platform.name, entry_id):
            continue
        reason = next((one.about["reason"] for one in _chain(conn, act) if one.about.get("reason")), "undo")
        outbox.queue(conn, edit_entry.withdrawal(known, reason, act))
        asked = True
    return asked


def _chain(conn: Connection, act: str) -> Iterator[Act]:
    """The act and what it undoes, down to what was done first."""
    found = acts.get(conn, act)
    while found:
        yield found
        found = acts.get(conn, found.undoes) if found.undoes else None


def _follow_import(conn: Connection, act: str) -> bool:
    """An import whose act is taken back is taken back too; when that is taken back in turn, the import stands again."""
    stands = False
    found = acts.get(conn, act)
    while found and found.undoes:
        found, stands = acts.get(conn, found.undoes), not stands
    record = next((one for one in imports.list(conn) if found and one.act == found.id), None)
    if record is None:
        return False
    if stands:
        imports.done(conn, record.id, record.counts)
    else:
        imports.undone(conn, record.id)
    return True
