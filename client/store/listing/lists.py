"""Lists of entries: filtered, sorted, counted and paged in SQL, never in Python.

Every order has its index; counts and facets of the list's own columns read one covering index (`entry_list`), and
those of everything are kept as counters.
"""

import sqlite3
import threading
from collections.abc import Mapping
from typing import Any, NamedTuple

from client.errors import SettingsProblem
from client.store import search
from client.store.database import Database
from client.store.listing.conditions import (
    COLUMNS,
    DEEP,
    ORDERS,
    EntryFilter,
    beyond,
    key,
    numbers,
    order,
    value_of_field,
    where,
)
from client.store.listing.walked import Walked

__all__ = ["FACETS", "SORTS", "EntryFilter", "Lists", "Row"]

SORTS = tuple(ORDERS)
FACETS = ("local", "report", "severity", "provider", "sharing", "update_cycle", "profile")

_ROW = (
    "id, code, name, provider, items, sharing, update_cycle, local, report, errors, warnings, conflict, returned,"
    " waiting, updated, profile"
)
FACET_HITS = 5_000
"""Of a text with more hits only the newest so many are counted by value: a person waits for it."""

LARGE = 20_000
"""From so many entries on a field is worth an index; below, reading the documents takes no time."""


class Row(NamedTuple):
    """One line of a list. `report`: with the platform that moved last; `warnings`: those not yet explained.

    A tuple, because a hundred of them are made for every page.
    """

    id: str
    code: str
    name: str
    provider: str
    items: int
    sharing: str
    update_cycle: str
    local: str
    report: str
    errors: int
    warnings: int
    conflict: bool
    returned: bool
    waiting: bool
    updated: str
    profile: str


class Lists:
    """The questions of lists; each answer is one moment of the store."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._mine = threading.local()

    def rows(
        self,
        filter: EntryFilter,  # noqa: A002  (the word of the work)
        sort: str = "updated",
        descending: bool = True,
        offset: int = 0,
        limit: int = 100,
    ) -> list[Row]:
        """One page of a list. `sort` is one of `SORTS` (anything else raises `SettingsProblem("store.unknown-sort")`)."""
        self._index_fields(filter)
        with self._db.read() as conn:
            start = None
            if offset > DEEP and not self._db.writing:
                start = self._walked().before(conn, (filter, sort, descending), offset)
            left = offset - start[0] if start else offset
            inner, values = numbers(conn, filter, sort, descending, left, limit, start and start[1:])
            rows = conn.execute(
                f"SELECT {_ROW}, {key(sort)}, entry.n FROM ({inner}) JOIN entry ON entry.n = found"
                f" ORDER BY {order(sort, descending)}",
                values,
            ).fetchall()
            if rows and offset > DEEP and not self._db.writing:
                self._walked().note((offset, *rows[0][-2:]))
            return [_row(row) for row in rows]

    def _walked(self) -> Walked:
        if not hasattr(self._mine, "walked"):
            self._mine.walked = Walked()
        walked: Walked = self._mine.walked
        return walked

    def ids(
        self,
        filter: EntryFilter,  # noqa: A002
        sort: str = "updated",
        descending: bool = True,
        offset: int = 0,
        limit: int = -1,
    ) -> list[str]:
        """The ids of a list in its order, all of them unless `limit` is given."""
        with self._db.read() as conn:
            inner, values = numbers(conn, filter, sort, descending, offset, limit)
            rows = conn.execute(
                f"SELECT id FROM ({inner}) JOIN entry ON entry.n = found ORDER BY {order(sort, descending)}", values
            )
            return [row[0] for row in rows]

    def position(self, filter: EntryFilter, sort: str, entry_id: str, descending: bool = True) -> int:  # noqa: A002
        """The line of an entry in a list, from 0; -1 when it is not in it."""
        with self._db.read() as conn:
            found, values = where(conn, filter)
            own = conn.execute(
                f"SELECT {key(sort)}, entry.n FROM entry WHERE entry.id = ? AND {found}", (entry_id, *values)
            ).fetchone()
            if own is None:
                return -1
            before, line = beyond(sort, own, descending=not descending)
            sql = f"SELECT count(*) FROM entry WHERE {found} AND {before}"
            return int(conn.execute(sql, (*values, *line)).fetchone()[0]) - 1

    def sample(self, rule: str, most: int) -> list[tuple[str, str]]:
        """(entry id, its standard) of the first entries that a rule concerns; quick, however many there are."""
        sql = (
            "SELECT e.id, e.profile FROM (SELECT DISTINCT entry FROM finding WHERE rule = ? AND explained = 0"
            " ORDER BY entry LIMIT ?) JOIN entry e ON e.n = entry WHERE e.deleted = 0"
        )
        with self._db.read() as conn:
            return conn.execute(sql, (rule, most)).fetchall()

    def count(self, filter: EntryFilter) -> int:  # noqa: A002
        """How many lines a list has."""
        self._index_fields(filter)
        with self._db.read() as conn:
            match = search.expression(filter.text)
            if match and filter == EntryFilter(text=filter.text):
                # The index holds exactly the live entries.
                return int(conn.execute("SELECT count(*) FROM search WHERE search MATCH ?", (match,)).fetchone()[0])
            if filter == EntryFilter():
                return _total(conn)
            if filter == EntryFilter(rule=filter.rule):
                kept = conn.execute("SELECT entries FROM rule_count WHERE rule = ?", (filter.rule,)).fetchall()
                if len(kept) == 1:  # under one severity, so that no entry is counted twice
                    return int(kept[0][0])
            found, values = where(conn, filter)
            return int(conn.execute(f"SELECT count(*) FROM entry WHERE {found}", values).fetchone()[0])

    def facets(self, filter: EntryFilter, column: str) -> list[tuple[str, int]]:  # noqa: A002
        """(value, entries) of a column of `FACETS` in a list, most first. Another raises `SettingsProblem`.

        Of a text with more than `FACET_HITS` hits the newest so many are counted: at least that many entries, and
        the sum is less than `count`.
        """
        if column not in FACETS:
            raise SettingsProblem("store.unknown-sort", name=column)
        with self._db.read() as conn:
            if _all_of(conn, filter):
                counted = (
                    "SELECT value, entries FROM counter WHERE axis = ? AND entries > 0 ORDER BY entries DESC, value"
                )
                return [(value, held) for value, held in conn.execute(counted, (column,))]
            found, values = where(conn, filter, newest=FACET_HITS)
            rows = conn.execute(
                f"SELECT {column}, count(*) AS held FROM entry WHERE {found} GROUP BY {column} ORDER BY held DESC, {column}",
                values,
            )
            return [(value, held) for value, held in rows]

    def state_counts(self) -> Mapping[str, int]:
        """Live entries by key: total, local.<state>, report.<state>, severity.<worst>, conflict, returned, waiting.

        States without entries are left out; the four single words are always there.
        """
        counts = dict.fromkeys(("total", "conflict", "returned", "waiting"), 0)
        with self._db.read() as conn:
            for axis, value, held in conn.execute("SELECT axis, value, entries FROM counter WHERE entries > 0"):
                if axis in counts:
                    counts[axis] = held
                elif axis in _STATE_AXES:
                    counts[f"{axis}.{value}"] = held
        return counts

    def _index_fields(self, chosen: EntryFilter) -> None:
        """A field without a column of its own gets an index when a large store is first asked for it."""
        names = [name for name, value in chosen.where if name not in COLUMNS and value and name.isidentifier()]
        if not names:
            return
        with self._db.read() as conn:
            if _total(conn) < LARGE:
                return
            there = {
                row[0] for row in conn.execute("SELECT name FROM sqlite_schema WHERE name LIKE 'field!_%' ESCAPE '!'")
            }
        for name in names:
            if f"field_{name}" not in there:
                with self._db.write() as conn:
                    conn.execute(f'CREATE INDEX IF NOT EXISTS "field_{name}" ON document({value_of_field(name)})')


_STATE_AXES = ("local", "report", "severity")


def _total(conn: sqlite3.Connection) -> int:
    row = conn.execute("SELECT entries FROM counter WHERE axis = 'total'").fetchone()
    return int(row[0]) if row else 0


def _all_of(conn: sqlite3.Connection, chosen: EntryFilter) -> bool:
    """Whether a list shows every live entry: no filter, or a word that stands in all of them."""
    if chosen == EntryFilter():
        return True
    match = search.expression(chosen.text)
    if not match or chosen != EntryFilter(text=chosen.text):
        return False
    return int(conn.execute("SELECT count(*) FROM search WHERE search MATCH ?", (match,)).fetchone()[0]) == _total(conn)


def _row(row: tuple[Any, ...]) -> Row:
    return Row._make((*row[:11], row[11] > 0, row[12] > 0, row[13] > 0, *row[14:16]))
