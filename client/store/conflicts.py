"""Fields that both sides changed to different values (两边都改过): a work list that survives."""

import sqlite3
from dataclasses import dataclass

from client.catalog.entry import Value
from client.store.documents import to_json, value_of

_COLUMNS = "entry, platform, item, field, base, mine, above"


@dataclass(frozen=True, slots=True)
class Conflict:
    """One place where `base` became `mine` here and `above` there."""

    entry: str
    platform: str
    item: str
    field: str
    base: Value
    mine: Value
    above: Value


def put(conn: sqlite3.Connection, conflict: Conflict) -> None:
    """Adds a conflict, or replaces the one at the same place of the same platform."""
    conn.execute(
        f"INSERT INTO conflict({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT(entry, platform, item, field)"
        " DO UPDATE SET base = excluded.base, mine = excluded.mine, above = excluded.above",
        (conflict.entry, conflict.platform, conflict.item, conflict.field,
         to_json(conflict.base), to_json(conflict.mine), to_json(conflict.above)),
    )  # fmt: skip
    _mark(conn, conflict.entry)


def of(conn: sqlite3.Connection, entry: str) -> list[Conflict]:
    """The conflicts of an entry, oldest first."""
    return _conflicts(conn, "WHERE entry = ? ORDER BY n", entry)


def all(conn: sqlite3.Connection) -> list[Conflict]:  # noqa: A001  (conflicts.all reads as it should)
    """Every conflict of live entries, oldest first."""
    return _conflicts(conn, "WHERE entry IN (SELECT id FROM entry WHERE deleted = 0) ORDER BY n")


def settle(conn: sqlite3.Connection, entry: str, item: str, field: str) -> None:
    """Removes the conflict at a place (of every platform); nothing happens when there is none."""
    conn.execute("DELETE FROM conflict WHERE entry = ? AND item = ? AND field = ?", (entry, item, field))
    _mark(conn, entry)


def _conflicts(conn: sqlite3.Connection, where: str, *values: str) -> list[Conflict]:
    rows = conn.execute(f"SELECT {_COLUMNS} FROM conflict {where}", values)
    return [
        Conflict(entry, platform, item, field, value_of(base), value_of(mine), value_of(above))
        for entry, platform, item, field, base, mine, above in rows
    ]


def _mark(conn: sqlite3.Connection, entry: str) -> None:
    conn.execute(
        "UPDATE entry SET conflict = (SELECT count(*) FROM conflict WHERE conflict.entry = entry.id) WHERE id = ?",
        (entry,),
    )
