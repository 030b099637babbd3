"""Taking back any act, and taking the taking-back back, also after a restart."""

from dataclasses import dataclass

from client.errors import InputProblem
from client.store import acts, imports, journal, outbox
from client.store.database import Connection
from client.store.journal import Undone
from client.workflows import check_entries
from client.workflows.outcome import EVERYTHING, Changes
from client.workflows.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Reversal:
    """What was restored, what was skipped because it was changed since, and which reports left the queue."""

    undone: Undone
    dropped: tuple[str, ...]
    changes: Changes


def undo(ws: Workspace, act: str = "") -> Reversal:
    """Takes back the given act, or the last one. Raises `InputProblem("entry.nothing-to-undo")`.

    A report of that act that was never tried leaves the queue; one that was tried stays (withdraw it instead).
    """
    if not act:
        act = _last(ws)
    return _reverse(ws, act)


def redo(ws: Workspace) -> Reversal:
    """Takes back the last undo. Raises `InputProblem("entry.nothing-to-redo")`."""
    with ws.db.read() as conn:
        last = journal.last_redoable(conn)
    if last is None:
        raise InputProblem("entry.nothing-to-redo")
    return _reverse(ws, last.id)


def _last(ws: Workspace) -> str:
    """The newest act that changed entries or queued reports which were never tried (ids sort by time)."""
    with ws.db.read() as conn:
        last = journal.last_undoable(conn)
        queued = [op.act for op in outbox.all(conn) if op.tries == 0 and op.act]
    newest = max([*queued, *([last.id] if last else [])], default="")
    if not newest:
        raise InputProblem("entry.nothing-to-undo")
    return newest


def _reverse(ws: Workspace, act: str) -> Reversal:
    undone = journal.undo(ws.db, act, ws.who)
    with ws.db.write() as conn:
        dropped = tuple(op.entry for op in outbox.all(conn) if op.act == act and outbox.drop(conn, op.op_id))
        of_import = _follow_import(conn, act)
    touched = undone.entries | set(dropped)
    if touched:
        check_entries.check(ws, sorted(touched))
    many = len(touched) > 500
    changes = Changes(frozenset(touched), outbox=bool(dropped), imports=of_import)
    return Reversal(undone, dropped, EVERYTHING if many else changes)


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
