"""Entries whose names come close to another: at the same provider (for the rules), anywhere (as a name is typed), all."""

import sqlite3
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz, process

from client.catalog import plain
from client.checks.close_names import CloseNames, Numbers
from client.checks.similar import Named, close_keys, place_of, read, telling
from client.store import search
from client.store.documents import to_json

_MANY = 400
"""Of a provider with more entries only those are compared whose names begin alike."""
_START = 3
_KEPT = 50_000
"""So many names are kept while one entry after another is asked about."""
_RARE = 300
"""A pair of characters with fewer entries is rare: all of them are looked at."""
_ENOUGH = 1500
_MEMBERS = (
    "SELECT e.n, e.id, e.name, e.code, e.provider, e.provider_key, s.text"
    " FROM entry e JOIN searched s ON s.entry = e.n WHERE e.deleted = 0"
)


def of_provider(conn: sqlite3.Connection, provider: str, key: str, own_id: str) -> list[Named]:
    """Entries of a provider (its key) whose name comes close to `key` without being it; a few."""
    if not key or not provider:
        return []
    rows = _compared(conn, provider, "")
    if len(rows) > _MANY:
        rows = _compared(conn, provider, key[:_START])
    hits = [rows[place][0] for place in close_keys(key, [name for _, name, _ in rows])]
    return [one for one in numbered(conn, hits) if one.id != own_id]


class OfProviders:
    """`of_provider` for very many entries: the names of a provider are read once and put side by side.

    Of what comes close only the names with the same numbers are given: the others are a series.
    """

    def __init__(self, conn: sqlite3.Connection) -> None:
        self._conn = conn
        self._known: dict[tuple[str, str], tuple[list[int], CloseNames]] = {}
        self._kept = 0

    def close(self, provider: str, key: str, numbers: Numbers, own_id: str) -> list[Named]:
        """As `of_provider`; `numbers` are those in the name (`similar.read`)."""
        if not key or not provider:
            return []
        found, names = self._names(provider, "")
        if len(found) > _MANY:
            found, names = self._names(provider, key[:_START])
        hits = [found[place] for place in names.close(key, numbers)]
        return [one for one in numbered(self._conn, hits) if one.id != own_id]

    def _names(self, provider: str, start: str) -> tuple[list[int], CloseNames]:
        known = self._known.get((provider, start))
        if known is None:
            if self._kept > _KEPT:
                self._known, self._kept = {}, 0
            rows, names = _compared(self._conn, provider, start), CloseNames()
            for _, key, name in rows if start or len(rows) <= _MANY else ():
                names.add(key, read(name).numbers)
            known = self._known[provider, start] = [row[0] for row in rows], names
            self._kept += len(rows)
        return known


def _compared(conn: sqlite3.Connection, provider: str, start: str) -> list[tuple[int, str, str]]:
    """(number, canonical name, name) of the provider's entries, or of those that begin so: at most `_MANY`, and one more
    when there are more in all."""
    sql = "SELECT n, name_key, name FROM entry WHERE deleted = 0 AND provider_key = ?"
    if not start:
        return conn.execute(f"{sql} LIMIT ?", (provider, _MANY + 1)).fetchall()
    bounds = (provider, start, start, _MANY)
    return conn.execute(f"{sql} AND name_key >= ? AND name_key < ? || char(1114111) LIMIT ?", bounds).fetchall()


def anywhere(conn: sqlite3.Connection, name: str, limit: int) -> list[Named]:
    """Live entries whose names come close to a piece of writing, the closest first."""
    key = plain.key(name)[:60]
    if not key:
        return []
    numbers = _candidates(conn, key)
    rows = conn.execute(
        "SELECT n, name_key FROM entry WHERE deleted = 0 AND n IN (SELECT value FROM json_each(?))", (to_json(numbers),)
    ).fetchall()
    hits = process.extract(key, [row[1] for row in rows], scorer=fuzz.ratio, score_cutoff=50, limit=limit)
    wanted = [rows[place][0] for _, _, place in hits]
    found = dict(_numbered(conn, wanted))
    return [found[n] for n in wanted if n in found]


def numbered(conn: sqlite3.Connection, numbers: Sequence[int]) -> list[Named]:
    """What is compared of the entries with these numbers."""
    return [one for _, one in _numbered(conn, numbers)]


def all_named(conn: sqlite3.Connection) -> Iterator[Named]:
    """What is compared of every live entry, oldest first."""
    for row in conn.execute(f"{_MEMBERS} ORDER BY e.n"):
        yield _named(row)


def _numbered(conn: sqlite3.Connection, numbers: Sequence[int]) -> list[tuple[int, Named]]:
    if not numbers:
        return []
    rows = conn.execute(f"{_MEMBERS} AND e.n IN (SELECT value FROM json_each(?))", (to_json(list(numbers)),))
    return [(row[0], _named(row)) for row in rows]


def _named(row: tuple[int, str, str, str, str, str, str]) -> Named:
    """The items are known from the searched lines: no document has to be read."""
    _, entry_id, name, code, provider, provider_key, text = row
    items = search.item_lines(text, name, code, provider)
    return Named(entry_id, name, provider_key, place_of(provider), telling(items))


def _candidates(conn: sqlite3.Connection, key: str) -> list[int]:
    """Numbers of entries that share the rarest pairs of characters with a name, or a third of it word for word."""
    pairs = list(dict.fromkeys(key[at : at + 2] for at in range(len(key) - 1))) or [key]
    counted = sorted((_count(conn, pair), pair) for pair in pairs)
    found: dict[int, None] = {}
    for count, pair in counted:
        if count and (count < _RARE or not found) and len(found) < _ENOUGH:
            found.update(dict.fromkeys(_matching(conn, pair)))
    third = max(3, len(key) // 3)
    for start in range(0, len(key) - third + 1, third):
        found.update(dict.fromkeys(_matching(conn, key[start : start + third])))
    same = conn.execute("SELECT n FROM entry WHERE deleted = 0 AND name_order = ? LIMIT 50", (_order(key),))
    found.update(dict.fromkeys(row[0] for row in same))
    return list(found)


def _count(conn: sqlite3.Connection, piece: str) -> int:
    sql = "SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH ? LIMIT ?)"
    return int(conn.execute(sql, (search.expression(piece), _RARE)).fetchone()[0])


def _matching(conn: sqlite3.Connection, piece: str) -> list[int]:
    sql = "SELECT rowid FROM search WHERE search MATCH ? LIMIT ?"
    return [row[0] for row in conn.execute(sql, (search.expression(piece), _RARE))]


def _order(key: str) -> bytes:
    return key.encode("gb18030", "replace")


def providers(conn: sqlite3.Connection, ids: Sequence[str]) -> dict[str, str]:
    """The provider's name of each of the entries."""
    return {entry_id: provider for entry_id, _, provider, _ in members(conn, ids)}


def members(conn: sqlite3.Connection, ids: Sequence[str]) -> list[tuple[str, str, str, int]]:
    """(id, name, provider, items) of entries, oldest first."""
    sql = "SELECT id, name, provider, items FROM entry WHERE id IN (SELECT value FROM json_each(?)) ORDER BY n"
    return conn.execute(sql, (to_json(list(ids)),)).fetchall()
