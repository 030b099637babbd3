"""Entries as they are kept: a JSON document, and beside it the columns that lists filter and sort by."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from client.catalog import plain
from client.catalog.entry import Entry
from client.catalog.states import Local, Mount
from client.checks.similar import Named
from client.store.alike import names
from client.store.documents import column, entry_of, to_json

_STORED = (
    "SELECT e.id, e.profile, e.space, e.revision, d.body, e.local, e.mount, e.origin, e.source, e.created, e.updated,"
    " e.deleted, e.n FROM entry e JOIN document d ON d.entry = e.n"
)
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Stored:
    """An entry with what the store knows of it. `origin`: typed | import | platform; `source`: file and sheet or ""."""

    entry: Entry
    local: Local
    mount: Mount
    origin: str
    source: str
    created: str
    updated: str
    deleted: bool


def load(conn: sqlite3.Connection, entry_id: str) -> Stored | None:
    """The entry with this id, deleted ones too."""
    found = numbered(conn, entry_id)
    return found[1] if found else None


def numbered(conn: sqlite3.Connection, entry_id: str) -> tuple[int, Stored] | None:
    """The same with the number by which the tables of this store refer to the entry."""
    row = conn.execute(f"{_STORED} WHERE e.id = ?", (entry_id,)).fetchone()
    return (row[-1], _stored(row)) if row else None


def load_many(conn: sqlite3.Connection, ids: Iterable[str]) -> list[Stored]:
    """The entries with these ids in this order; unknown ids are left out."""
    wanted = list(ids)
    found: dict[str, Stored] = {}
    for start in range(0, len(wanted), AT_ONCE):
        part = to_json(wanted[start : start + AT_ONCE])
        for row in conn.execute(f"{_STORED} WHERE e.id IN (SELECT value FROM json_each(?))", (part,)):
            found[row[0]] = _stored(row)
    return [found[one] for one in wanted if one in found]


def known(conn: sqlite3.Connection, ids: Iterable[str]) -> set[str]:
    """Which of these ids the store has ever seen, deleted entries included."""
    return set(_column(conn, "SELECT id FROM entry WHERE id IN (SELECT value FROM json_each(?))", to_json(list(ids))))


def all_ids(conn: sqlite3.Connection, *, live: bool = True) -> list[str]:
    """Every id, oldest entry first; `live=False`: the deleted ones too."""
    return _column(conn, f"SELECT id FROM entry {'WHERE deleted = 0' if live else ''} ORDER BY n")


def provider_key(entry: Entry) -> str:
    """What tells one provider from another: its code, or its name as it is compared when it has none."""
    return entry.text("provider_code") or plain.key(entry.text("provider"))


IN_COLUMNS = frozenset({"name", "code", "provider", "provider_code", "sharing", "update_cycle"})
"""The fields that `columns_of` looks at; beside them profile, space and how many items there are."""


def columns_of(entry: Entry) -> dict[str, str | int | bytes]:
    """The columns that are taken out of an entry's content."""
    name_key = plain.key(entry.text("name"))
    return {
        "profile": column(entry.profile),
        "space": column(entry.space),
        "code": column(entry.text("code")),
        "name": column(entry.text("name")),
        "name_key": column(name_key),
        # In GB 18030 the common characters stand in the order of their pinyin, which is the order clerks expect.
        "name_order": name_key.encode("gb18030", "replace"),
        "provider": column(entry.text("provider")),
        "provider_key": column(provider_key(entry)),
        "items": len(entry.items),
        "sharing": column(entry.text("sharing")),
        "update_cycle": column(entry.text("update_cycle")),
    }


class Lookup:
    """Finds the entry that an imported row means."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self._conn = conn

    def by_id(self, entry_id: str) -> Entry | None:
        """The live entry with this id."""
        stored = load(self._conn, entry_id)
        return stored.entry if stored and not stored.deleted else None

    def used(self, entry_id: str) -> bool:
        """Whether an entry was ever stored under this id, deleted ones included."""
        return self._conn.execute("SELECT 1 FROM entry WHERE id = ?", (entry_id,)).fetchone() is not None

    def by_code(self, code: str) -> list[str]:
        """Live entries that bear this catalog code or bore it before; a blank code finds none."""
        sql = (
            "SELECT id FROM entry WHERE deleted = 0 AND code = ? AND code <> '' UNION"
            " SELECT e.id FROM code_alias a JOIN entry e ON e.id = a.entry WHERE a.code = ? AND e.deleted = 0"
        )
        return _column(self._conn, sql, column(code), column(code))

    def by_name(self, provider: str, name_key: str) -> list[str]:
        """Live entries of a provider (its code, or `plain.key` of its name when it has none) with this `plain.key`."""
        return _same_name(self._conn, provider, name_key)


class StoreNeighbours:
    """`client.checks.rule.Neighbours`, answered by the store."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self._conn = conn

    def same_name(self, entry: Entry, key: str) -> list[str]:
        """Other live entries of the same provider whose `plain.key(name)` is `key`."""
        return [one for one in _same_name(self._conn, provider_key(entry), key) if one != entry.id]

    def same_code(self, entry: Entry, code: str) -> list[str]:
        """Other live entries with this catalog code."""
        return [one for one in Lookup(self._conn).by_code(code) if one != entry.id]

    def code_exists(self, code: str) -> bool:
        """Whether a live entry has this catalog code."""
        return bool(Lookup(self._conn).by_code(code))

    def series(self, entry: Entry, stem: str) -> list[str]:
        """Other live entries of the same provider whose name is `stem` followed by nothing but a number."""
        key = column(plain.key(stem))
        if not key:
            return []
        rows = self._conn.execute(
            "SELECT id, name_key FROM entry"
            " WHERE deleted = 0 AND provider_key = ? AND name_key > ? AND name_key < ? || char(1114111)",
            (column(provider_key(entry)), key, key),
        )
        return [one for one, name in rows if one != entry.id and name[len(key) :].isnumeric()]

    def alike(self, entry: Entry, key: str) -> list[Named]:
        """Other live entries of the same provider whose name comes close to `key` without being it."""
        return names.of_provider(self._conn, column(provider_key(entry)), column(key), entry.id)


def _same_name(conn: sqlite3.Connection, provider: str, name_key: str) -> list[str]:
    if not name_key:
        return []
    sql = "SELECT id FROM entry WHERE deleted = 0 AND provider_key = ? AND name_key = ? ORDER BY n"
    return _column(conn, sql, column(provider), column(name_key))


def _column(conn: sqlite3.Connection, sql: str, *values: str) -> list[str]:
    return [row[0] for row in conn.execute(sql, values)]


def _stored(row: tuple[str, str, str, int, str, str, str, str, str, str, str, int, int]) -> Stored:
    entry_id, profile, space, revision, body, local, mount, origin, source, created, updated, deleted, _ = row
    return Stored(
        entry=entry_of(body, entry_id, profile, space, revision),
        local=Local(local),
        mount=Mount(mount),
        origin=origin,
        source=source,
        created=created,
        updated=updated,
        deleted=bool(deleted),
    )
