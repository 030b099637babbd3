"""Lists of entries: filtered, sorted, counted and paged in SQL, never in Python.

Counts and facets of the list's own columns read one covering index (`entry_list`); a page of an order with its own
index reads that index from the nearer end.
"""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from client.errors import SettingsProblem
from client.store import search
from client.store.database import Database
from client.store.documents import column, to_json

_SORTS = {
    "updated": "updated",
    "created": "n",  # numbered in the order they were made
    "code": "code",
    "name": "name_order",
    "provider": "provider",
    "items": "items",
    "sharing": "sharing",
    "update_cycle": "update_cycle",
    "local": "local",
    "report": "report",
    "severity": "severity",
    "errors": "errors",
    "warnings": "warnings",
}
SORTS = tuple(_SORTS)
FACETS = ("local", "report", "severity", "provider", "sharing", "update_cycle", "profile")

_ROW = (
    "id, code, name, provider, items, sharing, update_cycle, local, report, errors, warnings, conflict, returned,"
    " waiting, updated, profile"
)
_COLUMNS = frozenset({"name", "code", "provider", "sharing", "update_cycle", "profile", "space", "origin", "source"})
_FEW_HITS = 3000
LARGE = 20_000
"""From so many entries on a field is worth an index; below, reading the documents takes no time."""


@dataclass(frozen=True, slots=True)
class EntryFilter:
    """Which entries a list shows; every part given must hold.

    `text`: words, all of which stand in name, code, provider or an item's name · `local`, `report`: any of these
    states · `severity`: the WORST finding, error | warning | clean | unchecked · `rule`: has an unexplained finding of
    this rule · `where`: (field id, value) pairs; also profile, space, origin, source · `ids`: only these · `deleted`:
    the deleted ones instead of the live ones.
    """

    text: str = ""
    local: tuple[str, ...] = ()
    report: tuple[str, ...] = ()
    severity: str = ""
    provider: str = ""
    rule: str = ""
    conflict: bool = False
    returned: bool = False
    waiting: bool = False
    import_id: str = ""
    where: tuple[tuple[str, str], ...] = ()
    ids: tuple[str, ...] | None = None
    deleted: bool = False


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
            inner, values = _numbers(conn, filter, sort, descending, offset, limit)
            rows = conn.execute(
                f"SELECT {_ROW} FROM ({inner}) JOIN entry ON entry.n = found ORDER BY {_order(sort, descending)}",
                values,
            )
            return [_row(row) for row in rows]

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
            inner, values = _numbers(conn, filter, sort, descending, offset, limit)
            rows = conn.execute(
                f"SELECT id FROM ({inner}) JOIN entry ON entry.n = found ORDER BY {_order(sort, descending)}", values
            )
            return [row[0] for row in rows]

    def position(self, filter: EntryFilter, sort: str, entry_id: str, descending: bool = True) -> int:  # noqa: A002
        """The line of an entry in a list, from 0; -1 when it is not in it."""
        with self._db.read() as conn:
            where, values = _where(conn, filter)
            own = conn.execute(
                f"SELECT {_key(sort)}, entry.n FROM entry WHERE entry.id = ? AND {where}", (entry_id, *values)
            ).fetchone()
            if own is None:
                return -1
            before = f"({_key(sort)}, entry.n) {'>' if descending else '<'} (?, ?)"
            sql = f"SELECT count(*) FROM entry WHERE {where} AND {before}"
            return int(conn.execute(sql, (*values, *own)).fetchone()[0])

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
            where, values = _where(conn, filter)
            return int(conn.execute(f"SELECT count(*) FROM entry WHERE {where}", values).fetchone()[0])

    def facets(self, filter: EntryFilter, column: str) -> list[tuple[str, int]]:  # noqa: A002
        """(value, entries) of a column of `FACETS` in a list, most first. Another raises `SettingsProblem`."""
        if column not in FACETS:
            raise SettingsProblem("store.unknown-sort", name=column)
        with self._db.read() as conn:
            if _all_of(conn, filter):
                counted = (
                    "SELECT value, entries FROM counter WHERE axis = ? AND entries > 0 ORDER BY entries DESC, value"
                )
                return [(value, held) for value, held in conn.execute(counted, (column,))]
            where, values = _where(conn, filter)
            rows = conn.execute(
                f"SELECT {column}, count(*) AS held FROM entry WHERE {where} GROUP BY {column} ORDER BY held DESC, {column}",
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
        names = [name for name, value in chosen.where if name not in _COLUMNS and value and name.isidentifier()]
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
                    conn.execute(f'CREATE INDEX IF NOT EXISTS "field_{name}" ON document({_value(name)})')


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
    return Row._make((*row[:11], row[11] > 0, row[12] > 0, row[13] > 0, *row[14:]))


def _key(sort: str) -> str:
    if sort not in _SORTS:
        raise SettingsProblem("store.unknown-sort", name=sort)
    return f"entry.{_SORTS[sort]}"


def _order(sort: str, descending: bool) -> str:
    """Equal values in the order the entries were made, so that every order is total and pages never overlap."""
    way = "DESC" if descending else "ASC"
    return f"{_key(sort)} {way}, entry.n {way}"


def _numbers(
    conn: sqlite3.Connection, chosen: EntryFilter, sort: str, descending: bool, offset: int, limit: int
) -> tuple[str, list[str]]:
    """SQL for the numbers of a page and its values.

    A few hits are found first and sorted then; of many, the order's own index is walked until the page is full.
    """
    where, values = _where(conn, chosen, walk=True)
    if _states(chosen):
        capped = f"SELECT count(*) FROM (SELECT 1 FROM entry WHERE {where} LIMIT {_FEW_HITS + 1})"
        if conn.execute(capped, values).fetchone()[0] <= _FEW_HITS:
            where = f"entry.n IN (SELECT entry.n FROM entry WHERE {where})"
        else:
            where, values = _where(conn, chosen, plus="+", walk=True)
    sql = f"SELECT entry.n AS found FROM entry WHERE {where} ORDER BY {_order(sort, descending)}"
    return f"{sql} LIMIT {int(limit)} OFFSET {int(offset)}", values


def _where(
    conn: sqlite3.Connection, chosen: EntryFilter, plus: str = "", *, walk: bool = False
) -> tuple[str, list[str]]:
    """The conditions of a filter; with `plus` "+" the states may not be looked up, so that the order is walked."""
    parts = [f"entry.deleted = {int(chosen.deleted)}"]
    values: list[str] = []
    for condition, value in (
        *_text(conn, chosen),
        *_states(chosen, plus),
        *_links(chosen),
        *_fields(conn, chosen, walk=walk),
    ):
        parts.append(condition)
        values += value
    return " AND ".join(parts), values


Condition = tuple[str, list[str]]


def _text(conn: sqlite3.Connection, chosen: EntryFilter) -> list[Condition]:
    match = search.expression(chosen.text)
    if not match:
        return []
    if chosen.deleted:
        # Only live entries are in the index; of the deleted ones the texts are read, they are few.
        return [(_READ_THROUGH, [word]) for word in search.words(chosen.text)]
    capped = "SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH ? LIMIT ?)"
    hits = conn.execute(capped, (match, _FEW_HITS + 1)).fetchone()[0]
    # A few hits are fetched and sorted. Of many, the order is walked and each line asked whether it is a hit: the plus
    # keeps SQLite from fetching them all first.
    plus = "+" if hits > _FEW_HITS else ""
    return [(f"{plus}entry.n IN (SELECT rowid FROM search WHERE search MATCH ?)", [match])]


_READ_THROUGH = "EXISTS (SELECT 1 FROM searched s WHERE s.entry = entry.n AND instr(s.text, ?))"


def _states(chosen: EntryFilter, plus: str = "") -> list[Condition]:
    found: list[Condition] = []
    for name, wanted in (("local", chosen.local), ("report", chosen.report)):
        if wanted:
            found.append((f"{plus}entry.{name} IN ({', '.join('?' * len(wanted))})", [str(one) for one in wanted]))
    if chosen.severity:
        found.append((f"{plus}entry.severity = ?", [chosen.severity]))
    if chosen.provider:
        found.append((f"{plus}entry.provider = ?", [column(chosen.provider)]))
    flags = {"conflict": chosen.conflict, "returned": chosen.returned, "waiting": chosen.waiting}
    return [*found, *((f"{plus}entry.{name} > 0", []) for name, wanted in flags.items() if wanted)]


def _links(chosen: EntryFilter) -> list[Condition]:
    found: list[Condition] = []
    if chosen.rule:
        found.append(("entry.n IN (SELECT entry FROM finding WHERE rule = ? AND explained = 0)", [chosen.rule]))
    if chosen.import_id:
        written = (
            'SELECT c.entry FROM change c JOIN act a ON a.n = c.act JOIN "import" i ON i.act = a.id WHERE i.id = ?'
        )
        found.append((f"entry.n IN ({written})", [chosen.import_id]))
    if chosen.ids is not None:
        found.append(("entry.id IN (SELECT value FROM json_each(?))", [to_json(chosen.ids)]))
    return found


def _fields(conn: sqlite3.Connection, chosen: EntryFilter, *, walk: bool) -> list[Condition]:
    """A field with a column of its own is compared there, any other in the document, where it may hold several keys."""
    found: list[Condition] = []
    for name, value in chosen.where:
        if name in _COLUMNS:
            found.append((f"entry.{name} = ?", [column(value)]))
        elif value and name.isidentifier():
            found.append((_holds(conn, name, value, walk=walk), [value, value]))
        elif value:
            found.append(("0", []))
        else:
            found.append((
                "(SELECT json_extract(d.body, ?) FROM document d WHERE d.entry = entry.n) IS NULL", [_path(name)]
            ))  # fmt: skip
    return found


def _holds(conn: sqlite3.Connection, name: str, value: str, *, walk: bool) -> str:
    """Whether a field holds a value, alone or among several (a JSON list). An index on demand answers for the first.

    `walk`: a page is wanted; of many hits the order is walked and each line asked.
    """
    kept = _value(name, "d.")
    several = f"json_each(CASE WHEN json_valid({kept}) THEN {kept} ELSE '[]' END)"
    among = f"{kept} >= '[' AND {kept} < char(92) AND EXISTS (SELECT 1 FROM {several} v WHERE v.value = ?)"
    if walk:
        capped = (
            f"SELECT count(*) FROM (SELECT 1 FROM document d WHERE {kept} >= ? AND {kept} <= ? LIMIT {_FEW_HITS + 1})"
        )
        lists = conn.execute(capped, ("[", "\\")).fetchone()[0]
        if lists + conn.execute(capped, (value, value)).fetchone()[0] > _FEW_HITS:
            return f"EXISTS (SELECT 1 FROM document d WHERE d.entry = entry.n AND ({kept} = ? OR {among}))"
    return f"entry.n IN (SELECT entry FROM document d WHERE {kept} = ? UNION ALL SELECT entry FROM document d WHERE {among})"


def _value(name: str, of: str = "") -> str:
    """A field's value in the document as SQL, the same text for the index and the question; `name` is an identifier."""
    return f"json_extract({of}body, '$.values.{name}')"


def _path(name: str) -> str:
    return "$.values." + to_json(name.replace('"', ""))
