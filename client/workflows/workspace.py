"""All that a deed needs: the open store, the settings, the clock, the office and the person at the desk."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from client import paths, platforms
from client.catalog import profile as profiles
from client.catalog.entry import Entry
from client.catalog.profile import Profile
from client.catalog.tables import Tables, present
from client.checks.rule import Context
from client.clock import Clock, local_day, system_clock
from client.errors import SettingsProblem
from client.platforms import credentials
from client.platforms.platform import Platform
from client.settings import Settings
from client.store import people
from client.store.database import Connection, Database
from client.store.entries import StoreNeighbours
from client.store.people import Office, Person
from client.store.query import Query, ReferenceQuery
from client.store.safekeeping import maintenance
from client.store.safekeeping.place import Place, place_of
from client.workflows import pack_files

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Line:
    """An open way to one platform: its name here, its adapter, the space we report into."""

    name: str
    platform: Platform
    space: str


class Workspace:
    """Opened once per process; `close` it at the end. Every workflow takes it as its first argument."""

    def __init__(self, db: Database, settings: Settings, clock: Clock) -> None:
        self.db = db
        self.settings = settings
        self.clock = clock
        self.query = Query(db)
        self._profile = ""
        self._reference: ReferenceQuery | None = None

    @classmethod
    def open(
        cls, store: Path | None = None, *, settings: Settings | None = None, clock: Clock = system_clock
    ) -> "Workspace":
        """Opens (or makes) the store. Raises `StoreProblem`."""
        opened = cls(Database.open(store or paths.default_store(), clock), settings or Settings(), clock)
        pack_files.activate(opened.db)
        maintenance.search_is_fresh(opened.db)  # notes it of a new store, which has nothing to make up for
        if not opened.place.fit:
            _log.warning("the store lies on %s (%s)", opened.place.kind, opened.place.what)
        return opened

    def close(self) -> None:
        """Closes the store and the reference."""
        if self._reference is not None:
            self._reference.close()
        self.db.close()

    @property
    def reference_path(self) -> Path:
        """Where what stands above is kept, beside the store."""
        return self.db.path.with_name("reference.db")

    @property
    def reference(self) -> ReferenceQuery | None:
        """What stands above, opened when it is first asked; None while there is none."""
        if self._reference is None:
            self._reference = ReferenceQuery(self.reference_path)
        return self._reference if self._reference.present() else None

    @property
    def place(self) -> Place:
        """What kind of place the store lies in: work on a network drive or in a synced folder is warned of."""
        return place_of(self.db.path)

    @property
    def today(self) -> date:
        """The calendar day here."""
        return local_day(self.clock())

    @property
    def office(self) -> Office | None:
        """Which office this is; None until the first-start question is answered."""
        return self.query.office()

    @property
    def person(self) -> Person | None:
        """Who sits at the desk."""
        return self.query.person()

    @property
    def who(self) -> str:
        """The id that acts are written under; "" before anybody has said who they are."""
        person = self.person
        return person.id if person else ""

    @property
    def space(self) -> str:
        """The reporting unit of new entries; "" before the office is known."""
        office = self.office
        return office.space if office else ""

    @property
    def profile(self) -> Profile:
        """The standard that new entries follow."""
        return profiles.get(self._profile or self.settings.text("profile"))

    @property
    def tables(self) -> Tables:
        """Data elements, organisations and the rest that is looked up, the office's packs included."""
        return present()

    def use_profile(self, name: str) -> None:
        """Another standard for this process only (`catalog --profile`). Raises `SettingsProblem`."""
        self._profile = profiles.get(name).id

    def context(self, entry: Entry, conn: Connection) -> Context:
        """What the rules look at for this entry: its own standard, today, the entries beside it (seen by `conn`)."""
        return Context(profiles.of(entry), self.today, StoreNeighbours(conn))

    def chosen_platform(self, name: str = "", role: str = "editor") -> people.Platform:
        """The named platform, or the first where we have this role. Raises `SettingsProblem` when there is none."""
        known = [one for one in self.query.platforms() if one.role == role]
        chosen = next((one for one in known if one.name == name), None) if name else next(iter(known), None)
        if chosen is None:
            if name:
                raise SettingsProblem("office.no-such-platform", name=name, known=names(known))
            raise SettingsProblem("office.no-platform")
        return chosen

    def line(self, name: str = "", role: str = "editor") -> Line:
        """An open way to `chosen_platform`. Nothing is sent yet."""
        chosen = self.chosen_platform(name, role)
        connection = platforms.Connection(
            name=chosen.name,
            kind=chosen.kind,
            url=chosen.url,
            token=credentials.fetch(chosen.token_ref),
            ca=chosen.ca,
            fingerprint=chosen.fingerprint,
            proxy=self.settings.text("proxy"),
        )
        return Line(chosen.name, platforms.connect(connection), chosen.space)


def names(known: Sequence[people.Platform]) -> str:
    """The platforms' names in one line."""
    return "、".join(one.name for one in known)
