"""Acts and changes: the only way to change entries, and how every change is taken back (model.md 8)."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from types import MappingProxyType

from client.errors import InputProblem
from client.progress import SILENT, Progress
from client.store import acts as kept
from client.store import pace
from client.store.acts import Act, HistoryLine, history, last_redoable, last_undoable
from client.store.database import Database
from client.store.documents import to_json
from client.store.pen import New, Pen
from client.store.reversal import EXISTS
from client.store.safekeeping import roster

__all__ = [
    "Act", "Foreseen", "HistoryLine", "New", "Pen", "Place", "Undone",
    "act", "acts", "foresee", "history", "last_redoable", "last_undoable", "newest", "redo", "undo",
]  # fmt: skip

Place = tuple[str, str, str]
"""(entry id, item id, field) of one change."""

_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo restored and what it left alone, because somebody has changed it since.

    `act` is the new act; `entries` are those that changed.
    """

    act: str
    restored: tuple[Place, ...]
    skipped: tuple[Place, ...]
    entries: frozenset[str]


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What an undo would do: of all `entries` of the act the first `looked` were looked at.

    `back` of them would change, `gone` of these vanish because the act made them, `kept` hold something that was
    changed since and would stay.
    """

    entries: int
    looked: int
    back: int
    gone: int
    kept: int


@contextmanager
def act(
    db: Database,
    kind: str,
    person: str,
    *,
    about: Mapping[str, str] = _NOTHING,
    continuing: str = "",
    derived: bool = False,
) -> Iterator[Pen]:
    """One act of a person in one transaction.

    `continuing` adds to an existing act: a session of typing is one act, and so are the batches of an import. When
    the same entry is saved again its changes are folded, so that undo goes back to where the session began. An act
    that cannot be continued is left alone and a new one begins: read `pen.act_id`. `derived` as in `Database.write`.
    """
    with _act(db, kind, person, about, continuing, derived=derived) as pen:
        yield pen


@contextmanager
def _act(
    db: Database, kind: str, person: str, about: Mapping[str, str], continuing: str, undoes: str = "",
    *, derived: bool = False,
) -> Iterator[Pen]:  # fmt: skip
    with db.write(derived=derived) as conn:
        pen = Pen(conn, kind, person, about, undoes)
        pen.begin(continuing)
        yield pen
        pen.finish()
    if pen.named:
        roster.note(db.path, pen.named.items())


def undo(
    db: Database,
    act_id: str,
    person: str,
    progress: Progress = SILENT,
    *,
    also: Callable[[Pen, Undone], None] | None = None,
) -> Undone:
    """Takes an act back as a NEW act, field by field where the value is still what the act left.

    A large act is taken back in several transactions; when that is interrupted (the clerk, the power), the same call
    goes on where it stopped. `also` is done together with the last of them, or not at all. Raises `InputProblem`: store.unknown-act, store.already-undone, store.no-undo; and
    `Cancelled`.
    """
    with db.read() as conn:
        target = kept.get(conn, act_id)
        if target is None:
            raise InputProblem("store.unknown-act", act=act_id)
        continuing = kept.unfinished_reversal(conn, act_id)
        ids = _entries_left(conn, act_id, continuing)
    if target.undone_by:
        raise InputProblem("store.already-undone", act=act_id)
    if target.kind == kept.FINAL:
        raise InputProblem("store.no-undo", act=act_id)
    kind, about = "redo" if target.kind == "undo" else "undo", {"act": act_id, "kind": target.kind}
    restored: list[Place] = []
    skipped: list[Place] = []
    progress.stage("undoing", len(ids))
    taken, undone = 0, Undone(continuing, (), (), frozenset())
    for batch in pace.batches(db, ids) if ids else ((),):
        taken += len(batch)
        with _act(db, kind, person, about, continuing, act_id) as pen:
            _still_stands(pen, act_id)
            for entry_id in batch:
                done, left = pen.take_back(entry_id, act_id, but=_kept_field(target))
                restored += [(entry_id, line.item, line.field) for line in done]
                skipped += [(entry_id, line.item, line.field) for line in left]
            continuing = pen.act_id
            undone = Undone(continuing, tuple(restored), tuple(skipped), frozenset(entry for entry, _, _ in restored))
            if taken == len(ids):
                pen.mark_undone(act_id)
                if also:
                    also(pen, undone)
        progress.step(taken)
    return undone


def foresee(db: Database, act_id: str, most: int, progress: Progress = SILENT) -> Foreseen:
    """What `undo` would do, found out with at most so many entries. Raises `InputProblem("store.unknown-act")`."""
    with db.read() as conn:
        target = kept.get(conn, act_id)
        if target is None:
            raise InputProblem("store.unknown-act", act=act_id)
        ids = _entries_left(conn, act_id, "")
        pen = Pen(conn, "undo", "", {}, act_id)
        back = gone = left = 0
        progress.stage("comparing", min(len(ids), most))
        for number, entry_id in enumerate(ids[:most]):
            way = pen.foresee(entry_id, act_id, _kept_field(target))
            back += bool(way.restored)
            gone += any(line.field == EXISTS and not line.before for line in way.restored)
            left += bool(way.skipped)
            progress.step(number + 1)
    return Foreseen(len(ids), min(len(ids), most), back, gone, left)


def redo(db: Database, act_id: str, person: str, progress: Progress = SILENT) -> Undone:
    """Takes the undo `act_id` back. Raises `InputProblem("store.unknown-act")` when it is no undo."""
    with db.read() as conn:
        target = kept.get(conn, act_id)
    if target is None or target.kind != "undo":
        raise InputProblem("store.unknown-act", act=act_id)
    return undo(db, act_id, person, progress)


def acts(conn: sqlite3.Connection, limit: int = 100) -> list[Act]:
    """The latest acts, newest first."""
    return kept.latest(conn, limit)


def newest(conn: sqlite3.Connection, act_ids: Sequence[str]) -> str:
    """Which of these acts was begun last, "" when there is none of them."""
    sql = "SELECT id FROM act WHERE id IN (SELECT value FROM json_each(?)) ORDER BY n DESC LIMIT 1"
    row = conn.execute(sql, (to_json(list(act_ids)),)).fetchone()
    return str(row[0]) if row else ""


def _kept_field(target: Act) -> str:
    """A code that was given stays given."""
    return "code" if target.kind == kept.FROM_ABOVE else ""


def _entries_left(conn: sqlite3.Connection, act_id: str, reversal: str) -> list[str]:
    rows = conn.execute(
        "SELECT DISTINCT e.id FROM change c JOIN act a ON a.n = c.act JOIN entry e ON e.n = c.entry WHERE a.id = ?"
        " AND c.entry NOT IN (SELECT c2.entry FROM change c2 JOIN act u ON u.n = c2.act WHERE u.id = ?) ORDER BY e.n",
        (act_id, reversal),
    )
    return [row[0] for row in rows]


def _still_stands(pen: Pen, act_id: str) -> None:
    found = kept.get(pen.conn, act_id)
    if found is None or found.undone_by:
        raise InputProblem("store.already-undone", act=act_id)
