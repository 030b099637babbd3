"""What was done so far, for a list that is looked through: every act, the newest first."""

from client.store import acts
from client.store.acts import Act, ActFilter, Touched
from client.store.database import Database
from client.store.listing.lists import EntryFilter, Lists

_SOUGHT = 500
"""Entries whose acts are looked for when a text is."""


class PastActs:
    """Each answer is one moment of the store. In a page `Act.entries` stops counting above `acts.MANY`."""

    def __init__(self, db: Database, lists: Lists) -> None:
        self._db, self._lists = db, lists

    def wanted(self, text: str = "", kind: str = "", person: str = "") -> ActFilter:
        """The acts that a text leads to: by what they are about, and by the entries that are found with it."""
        entries = self._lists.ids(EntryFilter(text=text), "name", False, 0, _SOUGHT) if text else []
        return ActFilter(kind, person, text, tuple(entries))

    def page(self, wanted: ActFilter | None = None, offset: int = 0, limit: int = 100) -> list[Act]:
        """Some of these acts (None: of all), newest first."""
        with self._db.read() as conn:
            return acts.latest(conn, limit, offset, wanted)

    def count(self, wanted: ActFilter | None = None) -> int:
        """How many of these acts there are."""
        with self._db.read() as conn:
            return acts.count(conn, wanted)

    def kinds(self) -> dict[str, int]:
        """How many acts there are of each kind."""
        with self._db.read() as conn:
            return acts.kinds(conn)

    def act(self, act_id: str) -> Act | None:
        """One act, with all its entries counted."""
        with self._db.read() as conn:
            return acts.get(conn, act_id)

    def touched(self, act_id: str, offset: int = 0, limit: int = 100) -> list[Touched]:
        """The entries that an act changed."""
        with self._db.read() as conn:
            return acts.touched(conn, act_id, limit, offset)
