"""What pages may read of the store: lists of entries, and everything that is known of one."""

from client.checks.rule import Finding
from client.store import acts, conflicts, entries, findings, imports, outbox, people, receipts, remote, signoffs
from client.store.acts import MANY, Act, ActFilter, HistoryLine, Touched
from client.store.conflicts import Conflict
from client.store.database import Database
from client.store.entries import Stored
from client.store.imports import Import
from client.store.listing.deeds import PastActs
from client.store.listing.lists import FACETS, SORTS, EntryFilter, Lists, Row
from client.store.outbox import Op
from client.store.people import Office, Person, Platform
from client.store.receipts import Receipt
from client.store.reference.query import (
    REFERENCE_FACETS,
    REFERENCE_SORTS,
    ReferenceEntry,
    ReferenceFilter,
    ReferenceQuery,
    ReferenceRow,
    ReferenceStatus,
)
from client.store.remote import Remote, Return
from client.store.signoffs import SignOff

__all__ = [
    "FACETS", "MANY", "REFERENCE_FACETS", "REFERENCE_SORTS", "SORTS", "Act", "ActFilter", "Conflict", "EntryFilter", "Finding",
    "HistoryLine", "Import", "Lists", "Office", "Op", "Person", "Platform", "Query", "Receipt", "ReferenceEntry",
    "ReferenceFilter", "ReferenceQuery", "ReferenceRow", "ReferenceStatus", "Remote", "Return", "Row", "SignOff",
    "Stored", "Touched",
]  # fmt: skip


class Query(Lists):
    """Every question a page may ask; each answer is one moment of the store. `past`: what was done so far."""

    def __init__(self, db: Database) -> None:
        super().__init__(db)
        self.past = PastActs(db, self)

    def entry(self, entry_id: str) -> Stored | None:
        """One entry, deleted ones too."""
        with self._db.read() as conn:
            return entries.load(conn, entry_id)

    def findings(self, entry_id: str) -> list[Finding]:
        """The findings of an entry."""
        with self._db.read() as conn:
            return findings.of(conn, entry_id)

    def findings_by_rule(self) -> list[tuple[str, str, int, int]]:
        """(rule, severity, entries, findings), errors first."""
        with self._db.read() as conn:
            return findings.by_rule(conn)

    def history(self, entry_id: str) -> list[HistoryLine]:
        """Every change of an entry, newest first."""
        with self._db.read() as conn:
            return acts.history(conn, entry_id)

    def undoable(self) -> Act | None:
        """What Ctrl+Z would take back."""
        with self._db.read() as conn:
            return acts.last_undoable(conn)

    def redoable(self) -> Act | None:
        """What Ctrl+Y would do again."""
        with self._db.read() as conn:
            return acts.last_redoable(conn)

    def outbox(self) -> list[Op]:
        """Everything that waits to be sent."""
        with self._db.read() as conn:
            return outbox.all(conn)

    def queued(self, platform: str, entry_id: str) -> Op | None:
        """The report of an entry that waits to be sent."""
        with self._db.read() as conn:
            return outbox.of_entry(conn, platform, entry_id)

    def signoff(self, entry_id: str) -> SignOff | None:
        """The newest consent that names an entry; it covers the entry as long as that stays signed off."""
        with self._db.read() as conn:
            return signoffs.of(conn, entry_id)

    def receipts(self, limit: int = 100) -> list[Receipt]:
        """The newest receipts."""
        with self._db.read() as conn:
            return receipts.latest(conn, limit)

    def receipts_of(self, entry_id: str) -> list[Receipt]:
        """The receipts of an entry."""
        with self._db.read() as conn:
            return receipts.of(conn, entry_id)

    def returns(self, entry_id: str) -> list[Return]:
        """What reviewers gave back for an entry."""
        with self._db.read() as conn:
            return remote.returns(conn, entry_id)

    def conflicts(self) -> list[Conflict]:
        """Every conflict."""
        with self._db.read() as conn:
            return conflicts.all(conn)

    def imports(self) -> list[Import]:
        """Every import, newest first."""
        with self._db.read() as conn:
            return imports.list(conn)

    def office(self) -> Office | None:
        """Whose store this is."""
        with self._db.read() as conn:
            return people.office(conn)

    def people(self) -> list[Person]:
        """Everybody of the office."""
        with self._db.read() as conn:
            return people.people(conn)

    def person(self) -> Person | None:
        """Who sits at the desk."""
        with self._db.read() as conn:
            return people.person(conn)

    def platforms(self) -> list[Platform]:
        """The platforms above."""
        with self._db.read() as conn:
            return people.platforms(conn)

    def remote(self, platform: str, entry_id: str) -> Remote | None:
        """An entry as it stands at a platform."""
        with self._db.read() as conn:
            return remote.get(conn, platform, entry_id)
