"""Stored entries as an import asks for them: a sheet without codes still finds the entries of its offices.

A file has a hundred thousand entries of offices the store has often never heard of: it is asked about them once.
"""

from collections.abc import Sequence

from client.catalog import plain
from client.catalog.entry import Entry, as_text
from client.checks.similar import Named, read
from client.spreadsheets.drafts import Draft
from client.store.alike.names import OfProviders
from client.store.database import Connection
from client.store.documents import column
from client.store.entries import Lookup, StoreNeighbours, provider_key

_MOST = 500


class Offices:
    """Which offices have entries in the store, by provider key."""

    def __init__(self, conn: Connection) -> None:
        self._conn = conn
        self._known: dict[str, bool] = {}

    def have(self, provider: str) -> bool:
        """Whether there is a live entry of this provider."""
        known = self._known.get(provider)
        if known is None:
            sql = "SELECT 1 FROM entry WHERE deleted = 0 AND provider_key = ? LIMIT 1"
            known = self._known[provider] = self._conn.execute(sql, (column(provider),)).fetchone() is not None
        return known


class OfficeNeighbours(StoreNeighbours):
    """`StoreNeighbours` that looks for nothing where there is nothing."""

    def __init__(self, conn: Connection, offices: Offices) -> None:
        super().__init__(conn)
        self._offices = offices
        self._names = OfProviders(conn)

    def same_name(self, entry: Entry, key: str) -> list[str]:
        """As `StoreNeighbours.same_name`."""
        return super().same_name(entry, key) if self._offices.have(provider_key(entry)) else []

    def series(self, entry: Entry, stem: str) -> list[str]:
        """As `StoreNeighbours.series`."""
        return super().series(entry, stem) if self._offices.have(provider_key(entry)) else []

    def alike(self, entry: Entry, key: str) -> list[Named]:
        """As `StoreNeighbours.alike`, those with the same numbers in the name."""
        provider = provider_key(entry)
        if not self._offices.have(provider):
            return []
        return self._names.close(column(provider), column(key), read(entry.text("name")).numbers, entry.id)


class OfficeLookup(Lookup):
    """`Lookup` that knows the codes of the offices in the file, and entries without a name."""

    def __init__(self, conn: Connection, drafts: Sequence[Draft], offices: Offices) -> None:
        super().__init__(conn)
        self._store, self._offices = conn, offices
        names = {
            as_text(draft.values.get("provider", "")) for draft in drafts if not draft.values.get("provider_code")
        } - {""}
        self._codes = {plain.key(name): codes for name in names if (codes := self._codes_of(name))}

    def _codes_of(self, name: str) -> list[str]:
        rows = self._store.execute(
            "SELECT DISTINCT provider_key FROM entry WHERE provider = ? AND deleted = 0 AND provider_key <> ? LIMIT 5",
            (column(name), column(plain.key(name))),
        )
        return [str(row[0]) for row in rows if row[0]]

    def by_name(self, provider: str, name_key: str) -> list[str]:
        """As `Lookup.by_name`; also under the codes the provider has in the store, also for a blank name."""
        keys = [key for key in (provider, *self._codes.get(provider, ())) if self._offices.have(key)]
        return list(dict.fromkeys(one for key in keys for one in self._named(key, name_key)))

    def _named(self, provider: str, name_key: str) -> list[str]:
        if name_key:
            return super().by_name(provider, name_key)
        sql = "SELECT id FROM entry WHERE deleted = 0 AND provider_key = ? AND name_key = '' ORDER BY n LIMIT ?"
        return [str(row[0]) for row in self._store.execute(sql, (column(provider), _MOST))]
