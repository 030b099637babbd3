"""The entries of the store and of a file, as they would stand side by side after the import."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from client.catalog import plain
from client.catalog.entry import Entry
from client.checks import similar
from client.checks.close_names import CloseNames, Numbers
from client.checks.rule import Neighbours
from client.checks.similar import Named
from client.store.entries import provider_key


class Together:
    """`client.checks.rule.Neighbours`, answered by the store and by the file that is being imported."""

    def __init__(self, stored: Neighbours, planned: Iterable[Entry]) -> None:
        self._stored = stored
        self._numbers: dict[str, Numbers] = {}
        """By id: taken apart once, because a cache of names is too small for a file."""
        self._offices: dict[str, _Office] = defaultdict(_Office)
        self._codes: dict[str, list[str]] = defaultdict(list)
        for entry in planned:
            numbers = self._numbers[entry.id] = similar.read(entry.text("name")).numbers
            self._offices[provider_key(entry)].add(entry, numbers)
            if code := entry.text("code"):
                self._codes[code].append(entry.id)

    def same_name(self, entry: Entry, key: str) -> Iterable[str]:
        """Others of the same provider with this name."""
        return self._others(entry, self._office(entry).named(key), self._stored.same_name(entry, key))

    def same_code(self, entry: Entry, code: str) -> Iterable[str]:
        """Others with this code."""
        return self._others(entry, self._codes.get(code, ()), self._stored.same_code(entry, code))

    def code_exists(self, code: str) -> bool:
        """Whether the code is in the file or the store."""
        return code in self._codes or self._stored.code_exists(code)

    def series(self, entry: Entry, stem: str) -> Iterable[str]:
        """Others of the same provider called `stem` and a number."""
        return self._others(entry, self._office(entry).series(stem), self._stored.series(entry, stem))

    def alike(self, entry: Entry, key: str) -> Iterable[Named]:
        """Others of the same provider with nearly this name; those of the file only with the same numbers in it."""
        numbers = self._numbers.get(entry.id)
        if numbers is None:
            numbers = similar.read(entry.text("name")).numbers
        planned = self._office(entry).alike(key, numbers)
        stored = [one for one in self._stored.alike(entry, key) if one.id not in self._numbers]
        return [one for one in (*planned, *stored) if one.id != entry.id]

    def _office(self, entry: Entry) -> "_Office":
        return self._offices.get(provider_key(entry), _NOBODY)

    def _others(self, entry: Entry, planned: Iterable[str], stored: Iterable[str]) -> list[str]:
        # What the file says of a stored entry counts, not what the store still says.
        outside = [one for one in stored if one not in self._numbers]
        return [one for one in (*planned, *outside) if one != entry.id]


class _Office:
    """The entries of the file that are of one provider."""

    def __init__(self) -> None:
        self._entries: list[Entry] = []
        self._close = CloseNames()
        self._named: dict[int, Named] = {}
        self._names: dict[str, list[str]] = defaultdict(list)
        self._stems: dict[str, list[str]] = defaultdict(list)

    def add(self, entry: Entry, numbers: Numbers) -> None:
        """Puts one more there."""
        name = plain.key(entry.text("name"))
        self._entries.append(entry)
        self._close.add(name, numbers)
        self._names[name].append(entry.id)
        stem = name.rstrip("0123456789")
        if stem != name:
            self._stems[stem].append(entry.id)

    def named(self, key: str) -> Sequence[str]:
        """Ids of those with this name."""
        return self._names.get(key, ())

    def series(self, stem: str) -> Sequence[str]:
        """Ids of those called `stem` and a number."""
        return self._stems.get(stem, ())

    def alike(self, key: str, numbers: Numbers) -> list[Named]:
        """See `CloseNames.close`."""
        return [self._compared(place) for place in self._close.close(key, numbers)]

    def _compared(self, place: int) -> Named:
        """Taken apart when somebody asks for it: of most entries nobody does."""
        found = self._named.get(place)
        if found is None:
            found = self._named[place] = similar.named(self._entries[place])
        return found


_NOBODY = _Office()
