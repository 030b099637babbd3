"""Stored entries as an import asks for them: a sheet without codes still finds the entries of its offices."""

from collections.abc import Sequence

from client.catalog import plain
from client.catalog.entry import as_text
from client.spreadsheets.drafts import Draft
from client.store.database import Connection
from client.store.documents import column
from client.store.entries import Lookup

_MOST = 500


class OfficeLookup(Lookup):
    """`Lookup` that knows the codes of the offices in the file, and entries without a name."""

    def __init__(self, conn: Connection, drafts: Sequence[Draft]) -> None:
        super().__init__(conn)
        self._store = conn
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
        found = [one for key in (provider, *self._codes.get(provider, ())) for one in self._named(key, name_key)]
        return list(dict.fromkeys(found))

    def _named(self, provider: str, name_key: str) -> list[str]:
        if name_key:
            return super().by_name(provider, name_key)
        sql = "SELECT id FROM entry WHERE deleted = 0 AND provider_key = ? AND name_key = '' ORDER BY n LIMIT ?"
        return [str(row[0]) for row in self._store.execute(sql, (column(provider), _MOST))]
