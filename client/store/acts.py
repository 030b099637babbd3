"""Acts: who did what, when, and which act took which one back. Never erased."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

from client.catalog.entry import Value
from client.store.documents import value_of
from client.store.reversal import EXISTS, FILLED, LOCAL

_HEAD = "SELECT a.id, a.kind, a.person, a.at, a.about, a.undoes, a.undone_by,"
_ACT = f"{_HEAD} (SELECT count(DISTINCT entry) FROM change c WHERE c.act = a.n) FROM act a"
MANY = 10_000
"""In a list of acts nobody counts further: an import of a hundred thousand would hold it up."""

_LISTED = f"{_HEAD} (SELECT count(*) FROM (SELECT DISTINCT entry FROM change c WHERE c.act = a.n LIMIT {MANY + 1})) FROM act a"
FROM_ABOVE = "sync"
"""The kind that takes over what was changed above."""

FINAL = "purge"
"""The kind that erases."""


@dataclass(frozen=True, slots=True)
class Act:
    """One thing somebody did.

    `about` are codes and parameters for the history, `undoes` the act it took back, `undone_by` the act that took it
    back ("" when none), `entries` how many entries it changed.
    """

    id: str
    kind: str
    person: str
    at: str
    about: Mapping[str, str]
    undoes: str
    undone_by: str
    entries: int

    @property
    def from_above(self) -> bool:
        """Whether it took over what was decided above, and nobody here did it."""
        return self.kind == FROM_ABOVE

    @property
    def final(self) -> bool:
        """Whether nothing takes it back: what it erased is nowhere any more."""
        return self.kind == FINAL


@dataclass(frozen=True, slots=True)
class ActFilter:
    """Which acts: of one kind, of one person, and with a text in what they are about (a file, a document, a reason), in
    the name of an entry that was deleted by them, or of one of the live `entries` (ids)."""

    kind: str = ""
    person: str = ""
    text: str = ""
    entries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Touched:
    """An entry that an act changed, by its present name."""

    id: str
    name: str
    deleted: bool


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One change of one entry (修改记录). `field` "@exists": "1" from its creation to its deletion."""

    act: str
    kind: str
    person: str
    at: str
    item: str
    field: str
    before: Value
    after: Value


@dataclass(frozen=True, slots=True)
class Filled:
    """Where a value came from that no cell of the file said: `how` of `filling.answers`, which file, when."""

    how: str
    file: str
    at: str


def get(conn: sqlite3.Connection, act_id: str) -> Act | None:
    """The act with this id."""
    return _one(conn, "WHERE a.id = ?", act_id)


def latest(conn: sqlite3.Connection, limit: int, offset: int = 0, wanted: ActFilter | None = None) -> list[Act]:
    """The latest acts, newest first; `entries` stops counting above `MANY`."""
    where, values = _where(wanted)
    sql = f"{_LISTED} WHERE {where} ORDER BY a.n DESC LIMIT ? OFFSET ?"
    return [_act(row) for row in conn.execute(sql, (*values, limit, offset))]


def count(conn: sqlite3.Connection, wanted: ActFilter | None = None) -> int:
    """How many acts there are."""
    where, values = _where(wanted)
    return int(conn.execute(f"SELECT count(*) FROM act a WHERE {where}", values).fetchone()[0])


def kinds(conn: sqlite3.Connection) -> dict[str, int]:
    """How many acts there are of each kind."""
    return dict(conn.execute("SELECT kind, count(*) FROM act GROUP BY kind"))


def touched(conn: sqlite3.Connection, act_id: str, limit: int, offset: int = 0) -> list[Touched]:
    """The entries that an act changed, in the order they were stored."""
    sql = (
        "SELECT e.id, e.name, e.deleted FROM (SELECT DISTINCT entry FROM change"
        " WHERE act = (SELECT n FROM act WHERE id = ?) ORDER BY entry LIMIT ? OFFSET ?) JOIN entry e ON e.n = entry"
    )
    return [Touched(entry, name, bool(deleted)) for entry, name, deleted in conn.execute(sql, (act_id, limit, offset))]


def took_over(conn: sqlite3.Connection, act_id: str) -> int:
    """How many entries an act changed in more than the code that was given to them."""
    sql = (
        "SELECT count(DISTINCT c.entry) FROM change c JOIN act a ON a.n = c.act"
        " WHERE a.id = ? AND c.field NOT IN ('code', ?)"
    )
    return int(conn.execute(sql, (act_id, LOCAL)).fetchone()[0])


def last_undoable(conn: sqlite3.Connection) -> Act | None:
    """The act with the newest change that was not taken back and is neither an undo nor a sync, nor an import that is
    still being written."""
    return _one(
        conn,
        "WHERE a.last_change > 0 AND a.undone_by = '' AND a.kind NOT IN ('undo', 'sync', 'purge')"
        " AND a.id NOT IN (SELECT act FROM \"import\" WHERE state = 'applying')"
        " ORDER BY a.last_change DESC LIMIT 1",
    )


def last_redoable(conn: sqlite3.Connection) -> Act | None:
    """The newest undo that stands; none after anything ordinary was done."""
    return _one(
        conn,
        "WHERE a.last_change > (SELECT coalesce(max(last_change), 0) FROM act WHERE kind NOT IN ('undo', 'redo', 'sync', 'purge'))"
        " AND a.kind = 'undo' AND a.undone_by = '' ORDER BY a.last_change DESC LIMIT 1",
    )


def unfinished_reversal(conn: sqlite3.Connection, act_id: str) -> str:
    """The act that began to take `act_id` back and was interrupted, "" when there is none."""
    row = conn.execute(
        "SELECT u.id FROM act u JOIN act a ON a.id = u.undoes WHERE u.undoes = ? AND u.undone_by = '' AND a.undone_by = ''",
        (act_id,),
    ).fetchone()
    return str(row[0]) if row else ""


def history(conn: sqlite3.Connection, entry_id: str) -> list[HistoryLine]:
    """Every change of an entry, newest first."""
    rows = conn.execute(
        "SELECT a.id, a.kind, a.person, a.at, c.item, c.field, c.before, c.after"
        " FROM change c JOIN act a ON a.n = c.act"
        " WHERE c.entry = (SELECT n FROM entry WHERE id = ?) AND c.before <> c.after ORDER BY c.n DESC",
        (entry_id,),
    )
    return [
        HistoryLine(act, kind, person, at, item, field, _shown(field, before), _shown(field, after))
        for act, kind, person, at, item, field, before, after in rows
    ]


def filled(conn: sqlite3.Connection, entry_id: str) -> dict[str, Filled]:
    """The fields (also of items) whose value is still the one that an answer at an import has filled in."""
    rows = conn.execute(
        "SELECT c.n, c.entry, c.after, json_extract(a.about, '$.file'), a.at FROM change c JOIN act a ON a.n = c.act"
        " WHERE c.entry = (SELECT n FROM entry WHERE id = ?) AND c.field = ? AND a.undone_by = '' ORDER BY c.n",
        (entry_id, FILLED),
    ).fetchall()
    found: dict[str, Filled] = {}
    for number, entry, after, file, at in rows:
        said = value_of(after)
        for name, how in zip(said[::2], said[1::2], strict=True):
            later = "SELECT 1 FROM change WHERE entry = ? AND field = ? AND n > ? LIMIT 1"
            found.pop(name, None)
            if conn.execute(later, (entry, name, number)).fetchone() is None:
                found[name] = Filled(how, file or "", at)
    return found


def _where(wanted: ActFilter | None) -> tuple[str, tuple[str, ...]]:
    parts, values = ["1"], []
    if wanted and wanted.kind:
        parts.append("a.kind = ?")
        values.append(wanted.kind)
    if wanted and wanted.person:
        parts.append("a.person = ?")
        values.append(wanted.person)
    if wanted and wanted.text:
        parts.append(
            "(instr(lower(a.about), lower(?)) OR a.n IN (SELECT c.act FROM change c JOIN entry e ON e.n = c.entry"
            " WHERE e.id IN (SELECT value FROM json_each(?))) OR a.kind = 'delete' AND EXISTS (SELECT 1 FROM change c"
            " JOIN entry e ON e.n = c.entry WHERE c.act = a.n AND instr(lower(e.name), lower(?))))"
        )
        values += [wanted.text, json.dumps(wanted.entries), wanted.text]
    return " AND ".join(parts), tuple(values)


def _shown(field: str, text: str) -> Value:
    value = value_of(text)
    return "1" if field == EXISTS and value else value


def _one(conn: sqlite3.Connection, where: str, *values: str) -> Act | None:
    row = conn.execute(f"{_ACT} {where}", values).fetchone()
    return _act(row) if row else None


def _act(row: tuple[str, str, str, str, str, str, str, int]) -> Act:
    act_id, kind, person, at, about, undoes, undone_by, entries = row
    return Act(act_id, kind, person, at, json.loads(about), undoes, undone_by, entries)
