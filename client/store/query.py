"""What pages and lists may read of the store."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from client.checks.rule import Finding
from client.store.conflicts import Conflict
from client.store.database import Database
from client.store.entries import Stored
from client.store.imports import Import
from client.store.journal import Act, HistoryLine
from client.store.outbox import Op
from client.store.people import Office, Person, Platform
from client.store.receipts import Receipt
from client.store.remote import Remote, Return

SORTS = (
    "updated",
    "created",
    "code",
    "name",
    "provider",
    "items",
    "sharing",
    "update_cycle",
    "local",
    "report",
    "severity",
    "errors",
    "warnings",
)
FACETS = ("local", "report", "severity", "provider", "sharing", "update_cycle", "profile")


@dataclass(frozen=True, slots=True)
class EntryFilter:
    """Which entries a list shows; every part given must hold.

    `text`: words, all of which stand in name, code, provider or an item's name · `local`, `report`: any of these
    states · `severity`: the worst finding, error | warning | clean | unchecked · `rule`: has a finding of this rule ·
    `where`: (field id, value) pairs · `ids`: only these · `deleted`: the deleted ones instead of the live ones.
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


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list. `report` is where it stands with the platform that moved last; warnings: not yet explained."""

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


class Query:
    """Every question a page may ask; each answer is one moment of the store."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def rows(
        self,
        filter: EntryFilter,
        sort: str = "updated",
        descending: bool = True,
        offset: int = 0,  # noqa: A002
        limit: int = 100,
    ) -> list[Row]:
        """One page of a list."""
        raise NotImplementedError

    def ids(
        self,
        filter: EntryFilter,
        sort: str = "updated",
        descending: bool = True,
        offset: int = 0,  # noqa: A002
        limit: int = -1,
    ) -> list[str]:
        """The ids of a list in its order."""
        raise NotImplementedError

    def position(self, filter: EntryFilter, sort: str, entry_id: str, descending: bool = True) -> int:  # noqa: A002
        """The line of an entry in a list, from 0; -1 when it is not in it."""
        raise NotImplementedError

    def count(self, filter: EntryFilter) -> int:  # noqa: A002
        """How many lines a list has."""
        raise NotImplementedError

    def facets(self, filter: EntryFilter, column: str) -> list[tuple[str, int]]:  # noqa: A002
        """(value, entries) of a column of `FACETS` in a list, most first."""
        raise NotImplementedError

    def state_counts(self) -> Mapping[str, int]:
        """total, local.<state>, report.<state>, severity.<worst>, conflict, returned, waiting: live entries of each."""
        raise NotImplementedError

    def entry(self, entry_id: str) -> Stored | None:
        """One entry, deleted ones too."""
        raise NotImplementedError

    def findings(self, entry_id: str) -> list[Finding]:
        """The findings of an entry."""
        raise NotImplementedError

    def findings_by_rule(self) -> list[tuple[str, str, int, int]]:
        """(rule, severity, entries, findings), errors first."""
        raise NotImplementedError

    def history(self, entry_id: str) -> list[HistoryLine]:
        """Every change of an entry, newest first."""
        raise NotImplementedError

    def acts(self, limit: int = 100) -> list[Act]:
        """The latest acts, newest first."""
        raise NotImplementedError

    def undoable(self) -> Act | None:
        """What Ctrl+Z would take back."""
        raise NotImplementedError

    def redoable(self) -> Act | None:
        """What Ctrl+Y would do again."""
        raise NotImplementedError

    def outbox(self) -> list[Op]:
        """Everything that waits to be sent."""
        raise NotImplementedError

    def receipts(self, limit: int = 100) -> list[Receipt]:
        """The newest receipts."""
        raise NotImplementedError

    def receipts_of(self, entry_id: str) -> list[Receipt]:
        """The receipts of an entry."""
        raise NotImplementedError

    def returns(self, entry_id: str) -> list[Return]:
        """What reviewers gave back for an entry."""
        raise NotImplementedError

    def conflicts(self) -> list[Conflict]:
        """Every conflict."""
        raise NotImplementedError

    def imports(self) -> list[Import]:
        """Every import, newest first."""
        raise NotImplementedError

    def office(self) -> Office | None:
        """Whose store this is."""
        raise NotImplementedError

    def people(self) -> Sequence[Person]:
        """Everybody of the office."""
        raise NotImplementedError

    def person(self) -> Person | None:
        """Who sits at the desk."""
        raise NotImplementedError

    def platforms(self) -> Sequence[Platform]:
        """The platforms above."""
        raise NotImplementedError

    def remote(self, platform: str, entry_id: str) -> Remote | None:
        """An entry as it stands at a platform."""
        raise NotImplementedError
