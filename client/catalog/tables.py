"""The tables that checks and forms look things up in: the shipped ones, with what the office's packs add."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from client.catalog import data_elements, plain
from client.catalog.data_elements import Dictionary
from client.catalog.entry import Values
from client.catalog.trees import Region, regions


@dataclass(frozen=True, slots=True)
class Organisation:
    """A unit of the office's list: its present full name, its credit code, other names it is known by."""

    code: str
    name: str
    other_names: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Everything it is called."""
        return (self.name, *self.other_names)


@dataclass(frozen=True)
class Organisations:
    """The units of one list. Compared by code before name: one code has several names in real data (domain.md 5.1)."""

    units: tuple[Organisation, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.units)

    def by_code(self, code: str) -> Organisation | None:
        """The unit with this code."""
        return self._by_code.get(code)

    def by_name(self, name: str) -> Organisation | None:
        """The unit with this name or other name; None when two units share it."""
        found = self._by_name.get(plain.key(name), ())
        return found[0] if len(found) == 1 else None

    def knows(self, name: str) -> bool:
        """Whether any unit goes by this name."""
        return plain.key(name) in self._by_name

    def is_called(self, code: str, name: str) -> bool:
        """Whether the unit of this code goes by this name."""
        key = plain.key(name)
        return any(unit.code == code for unit in self._by_name.get(key, ()))

    def find(self, text: str, limit: int = 50) -> tuple[Organisation, ...]:
        """Units whose code begins with a text or whose name holds it."""
        key = plain.key(text)
        holding = (one for one in self.units if any(key in plain.key(name) for name in one.names))
        exact = (one for one in self.units if key and one.code.lower().startswith(key))
        return tuple(dict.fromkeys([*exact, *holding]))[:limit]

    @cached_property
    def _by_code(self) -> Mapping[str, Organisation]:
        return {unit.code: unit for unit in self.units if unit.code}

    @cached_property
    def _by_name(self) -> Mapping[str, tuple[Organisation, ...]]:
        index: dict[str, tuple[Organisation, ...]] = {}
        for unit in self.units:
            for name in {plain.key(name) for name in unit.names}:
                index[name] = (*index.get(name, ()), unit)
        return index


@dataclass(frozen=True, slots=True)
class Model:
    """A model entry (范本) to begin from: its values and items by field id, as in an exchange body."""

    id: str
    title: str
    values: Values
    items: tuple[Values, ...]


@dataclass(frozen=True)
class Tables:
    """Everything that is looked up. Equal tables give equal findings: `version` names their content."""

    organisations: Organisations = Organisations()
    elements: Dictionary = field(default_factory=data_elements.shipped)
    classes: Mapping[str, str] = field(default_factory=dict)
    models: tuple[Model, ...] = ()
    regions: Mapping[str, Region] = field(default_factory=regions)
    version: str = ""

    @cached_property
    def gone(self) -> Mapping[str, Region]:
        """The regions that something followed, by name; not those whose name another one bears today (巢湖市)."""
        standing = {one.name for one in self.regions.values() if not one.until}
        return {
            one.name: one for one in self.regions.values() if one.until and one.successor and one.name not in standing
        }

    def region_at(self, code: str, day: str) -> Region | None:
        """The division that bears this code on a day, or what followed it; None when nobody knows it."""
        seen: set[str] = set()
        found = self.regions.get(code)
        while found is not None and found.until and found.until <= day and found.successor and code not in seen:
            seen.add(code)
            code = found.successor
            found = self.regions.get(code, found)
        return found


_in_use = [Tables()]


def present() -> Tables:
    """The tables this process goes by."""
    return _in_use[0]


def use(tables: Tables) -> None:
    """Other tables from now on: the office's packs were read or changed."""
    _in_use[0] = tables
