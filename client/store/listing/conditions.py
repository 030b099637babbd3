"""What a list asks for as conditions of SQL, and in which order it is read.

A few hits are found first and sorted then; of many, the index of the order is walked until the page is full and each
line is asked whether it belongs.
"""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from client.errors import SettingsProblem
from client.store import search
from client.store.documents import column, to_json

ORDERS = {
    "updated": "entry.updated",
    "created": "entry.n",  # numbered in the order they were made
    "code": "entry.code",
    "name": "entry.name_order",
    "provider": "entry.provider",
    # As the indexes that serve only the order are written (`m0004_orders`).
    **{name: f"entry.{name} + 0" for name in ("items", "errors", "warnings")},
    **{name: f"entry.{name} || ''" for name in ("sharing", "update_cycle", "local", "report", "severity")},
}
COLUMNS = frozenset({"name", "code", "provider", "sharing", "update_cycle", "profile", "space", "origin", "source"})
FEW = 3000
"""Up to so many hits are fetched and sorted."""

DEEP = 1000
"""From such a line on it is worth knowing where pages began."""

FAR = 5000
"""To pass so many lines it is dearer to ask every entry on the way than to find all that belong first."""

Condition = tuple[str, list[str]]


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


def key(sort: str) -> str:
    """What a list is sorted by, as SQL. Raises `SettingsProblem("store.unknown-sort")`."""
    if sort not in ORDERS:
        raise SettingsProblem("store.unknown-sort", name=sort)
    return ORDERS[sort]


def order(sort: str, descending: bool) -> str:
    """Equal values in the order the entries were made, so that every order is total and pages never overlap."""
    way = "DESC" if descending else "ASC"
    return f"{key(sort)} {way}, entry.n {way}"


def numbers(
    conn: sqlite3.Connection, chosen: EntryFilter, sort: str, descending: bool, offset: int, limit: int,
    start: tuple[str | int | bytes, int] | None = None,
) -> tuple[str, list[Any]]:  # fmt: skip
    """SQL for the numbers of a page (column `found`) and its values. `start`: the line from which `offset` counts, by
    what the list is sorted by and the number of its entry; None: the first."""
    values: list[Any]
    found, values = where(conn, chosen, walk=True)
    if _states(chosen):
        capped = f"SELECT count(*) FROM (SELECT 1 FROM entry WHERE {found} LIMIT {FEW + 1})"
        if conn.execute(capped, values).fetchone()[0] <= FEW:
            found = f"entry.n IN (SELECT entry.n FROM entry WHERE {found})"
        else:
            found, values = where(conn, chosen, walk=True, sort=sort, deep=offset > FAR)
    if start is not None:
        condition, keys = beyond(sort, start, descending=descending)
        found, values = f"{found} AND {condition}", [*values, *keys]
    # Of lines that all have the same value SQLite would not see that they are in order already.
    lines = order("created" if _alike(chosen, sort) else sort, descending)
    sql = f"SELECT entry.n AS found FROM entry WHERE {found} ORDER BY {lines}"
    return f"{sql} LIMIT {int(limit)} OFFSET {int(offset)}", values


def beyond(sort: str, line: tuple[str | int | bytes, int], *, descending: bool) -> tuple[str, list[Any]]:
    """The condition for a line and all after it in an order. Two comparisons instead of one of pairs, which SQLite
    does not look up in an index of expressions."""
    sign = "<" if descending else ">"
    return f"{key(sort)} {sign}= ? AND ({key(sort)} {sign} ? OR entry.n {sign}= ?)", [line[0], *line]


def where(
    conn: sqlite3.Connection, chosen: EntryFilter, *,
    walk: bool = False, sort: str = "", deep: bool = False, newest: int = 0,
) -> tuple[str, list[str]]:  # fmt: skip
    """The conditions of a filter. `walk`: a page is wanted; `sort`: its order is walked, so that the states may not be
    looked up; `deep`: far into it; `newest`: of the hits of a text so many are enough."""
    parts = [f"entry.deleted = {int(chosen.deleted)}"]
    values: list[str] = []
    states = _walked(chosen, sort, deep) if sort else _states(chosen)
    for condition, value in (
        *_text(conn, chosen, newest),
        *states,
        *_links(conn, chosen),
        *_fields(conn, chosen, walk=walk),
    ):
        parts.append(condition)
        values += value
    return " AND ".join(parts), values


def _text(conn: sqlite3.Connection, chosen: EntryFilter, newest: int) -> list[Condition]:
    match = search.expression(chosen.text)
    if not match:
        return []
    if chosen.deleted:
        # Only live entries are in the index; of the deleted ones the texts are read, they are few.
        return [(_READ_THROUGH, [word]) for word in search.words(chosen.text)]
    if newest:
        latest = f"SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT {int(newest)}"
        return [(f"entry.n IN ({latest})", [match])]
    capped = "SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH ? LIMIT ?)"
    hits = conn.execute(capped, (match, FEW + 1)).fetchone()[0]
    # A few hits are fetched and sorted. Of many, the order is walked and each line asked whether it is a hit: the plus
    # keeps SQLite from fetching them all first.
    plus = "+" if hits > FEW else ""
    return [(f"{plus}entry.n IN (SELECT rowid FROM search WHERE search MATCH ?)", [match])]


_READ_THROUGH = "EXISTS (SELECT 1 FROM searched s WHERE s.entry = entry.n AND instr(s.text, ?))"


def _states(chosen: EntryFilter) -> list[Condition]:
    found: list[Condition] = []
    for name, wanted in (("local", chosen.local), ("report", chosen.report)):
        if wanted:
            found.append((f"entry.{name} IN ({', '.join('?' * len(wanted))})", [str(one) for one in wanted]))
    if chosen.severity:
        found.append(("entry.severity = ?", [chosen.severity]))
    if chosen.provider:
        found.append(("entry.provider = ?", [column(chosen.provider)]))
    flags = {"conflict": chosen.conflict, "returned": chosen.returned, "waiting": chosen.waiting}
    return [*found, *((f"entry.{name} > 0", []) for name, wanted in flags.items() if wanted)]


def _walked(chosen: EntryFilter, sort: str, deep: bool) -> list[Condition]:
    """The states while an order is walked: the plus keeps SQLite from looking them up. Where all lines have the same
    value in the order's own column, the walk begins at that value."""
    states = _states(chosen)
    if deep:
        together = " AND ".join(condition for condition, _ in states)
        inner = f"SELECT n FROM entry WHERE deleted = {int(chosen.deleted)} AND {together}"
        return [(f"+entry.n IN ({inner})", [value for _, values in states for value in values])]
    found = [(f"+{condition}", values) for condition, values in states]
    same = _alike(chosen, sort)
    if same:
        found.append((f"{key(sort)} = ?", [same]))
    return found


def _alike(chosen: EntryFilter, sort: str) -> str:
    """The one value that all lines have in the column the list is sorted by, "" when there may be several."""
    asked = {"severity": (chosen.severity,), "local": chosen.local, "report": chosen.report}.get(sort, ())
    return str(asked[0]) if len(asked) == 1 else ""


def _links(conn: sqlite3.Connection, chosen: EntryFilter) -> Iterator[Condition]:
    if chosen.rule:
        told = "SELECT coalesce(sum(entries), 0) FROM rule_count WHERE rule = ?"
        plus = "+" if conn.execute(told, (chosen.rule,)).fetchone()[0] > FEW else ""
        yield f"{plus}entry.n IN (SELECT entry FROM finding WHERE rule = ? AND explained = 0)", [chosen.rule]
    if chosen.import_id:
        written = (
            'SELECT c.entry FROM change c JOIN act a ON a.n = c.act JOIN "import" i ON i.act = a.id'
            " WHERE ? IN (i.id, json_extract(a.about, '$.folder'))"
        )
        capped = f"SELECT count(*) FROM ({written} LIMIT {FEW + 1})"
        plus = "+" if conn.execute(capped, (chosen.import_id,)).fetchone()[0] > FEW else ""
        yield f"{plus}entry.n IN ({written})", [chosen.import_id]
    if chosen.ids is not None:
        yield "entry.id IN (SELECT value FROM json_each(?))", [to_json(chosen.ids)]


def _fields(conn: sqlite3.Connection, chosen: EntryFilter, *, walk: bool) -> list[Condition]:
    """A field with a column of its own is compared there, any other in the document, where it may hold several keys."""
    found: list[Condition] = []
    for name, value in chosen.where:
        if name in COLUMNS:
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
    kept = value_of_field(name, "d.")
    several = f"json_each(CASE WHEN json_valid({kept}) THEN {kept} ELSE '[]' END)"
    among = f"{kept} >= '[' AND {kept} < char(92) AND EXISTS (SELECT 1 FROM {several} v WHERE v.value = ?)"
    if walk:
        capped = f"SELECT count(*) FROM (SELECT 1 FROM document d WHERE {kept} >= ? AND {kept} <= ? LIMIT {FEW + 1})"
        lists = conn.execute(capped, ("[", "\\")).fetchone()[0]
        if lists + conn.execute(capped, (value, value)).fetchone()[0] > FEW:
            return f"EXISTS (SELECT 1 FROM document d WHERE d.entry = entry.n AND ({kept} = ? OR {among}))"
    return f"entry.n IN (SELECT entry FROM document d WHERE {kept} = ? UNION ALL SELECT entry FROM document d WHERE {among})"


def value_of_field(name: str, of: str = "") -> str:
    """A field's value in the document as SQL, the same text for the index and the question; `name` is an identifier."""
    return f"json_extract({of}body, '$.values.{name}')"


def _path(name: str) -> str:
    return "$.values." + to_json(name.replace('"', ""))
