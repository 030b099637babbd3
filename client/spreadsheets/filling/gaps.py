"""What a file does not say, whole columns at once, and the words in it that no list knows."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from client.catalog.entry import Value, Values, as_text
from client.catalog.likely import likely
from client.catalog.profile import Field, Profile
from client.spreadsheets.filling.answers import Offers, linked_class
from client.spreadsheets.filling.items import SOURCES, Offered
from client.spreadsheets.plan import Line

_MOST_WORDS = 200
_PER_PROVIDER = 300
_MOSTLY, _FEWEST = 6, 3
"""Tenths of the entries that must agree, and how many at least, before their value is offered to the others."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A field that must be filled in and is blank: in how many entries (or items) it is needed.

    `usual` is what most of the others say, where the field has a list and some entries have it.
    """

    field: str
    of_item: bool
    count: int
    usual: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    """A word in a column with a list that the list does not know; `likely` are the keys it may mean, the surest first."""

    field: str
    of_item: bool
    text: str
    likely: tuple[str, ...]
    count: int


@dataclass(frozen=True, slots=True)
class ItemGap:
    """To so many entries without items some are offered from this source: for the entry `name` those of `sample`.

    `of` is the entry or the model they come from, "" for the entry's own words. `source` "" is all of them together.
    """

    source: str
    count: int
    name: str
    sample: tuple[str, ...]
    of: str = ""


@dataclass(frozen=True, slots=True)
class Gaps:
    """All gaps of a file, with what its entries have to go by."""

    fields: tuple[Gap, ...] = ()
    words: tuple[Word, ...] = ()
    entries: int = 0
    offices_around: int = 0
    linked: int = 0
    items: tuple[ItemGap, ...] = ()
    without_items: int = 0
    providers: tuple[tuple[str, int], ...] = ()


def gaps(lines: Iterable[Line], profile: Profile, offers: Offers) -> Gaps:
    """What is missing in the entries as they would be stored."""
    own, of_items = _Side(profile.fields), _Side(profile.item_fields)
    unknown: Counter[tuple[str, bool, str]] = Counter()
    providers: Counter[str] = Counter()
    items = _OfItems()
    entries = around = linked = bare = 0
    for line in lines:
        if line.entry is None:
            continue
        entries += 1
        around += bool(line.draft.around)
        linked += bool(linked_class(profile, line.entry.values))
        if not line.entry.items:
            bare += 1
            items.look(line.entry.text("name"), offers(line))
        providers[as_text(line.entry.values.get("provider", ""))] += 1
        own.look(line.entry.values, unknown)
        for item in line.entry.items:
            of_items.look(item.values, unknown)
    found = [
        Word(name, of_item, text, _likely(profile.field_of(name, item=of_item), text), count)
        for (name, of_item, text), count in unknown.most_common(_MOST_WORDS)
    ]
    return Gaps(
        (*own.missing(), *of_items.missing()),
        tuple(found),
        entries,
        around,
        linked,
        items.gaps(),
        bare,
        tuple(providers.most_common(_PER_PROVIDER)),
    )


class _OfItems:
    """How many entries are offered items, and from where; the first of each source is shown."""

    def __init__(self) -> None:
        self._count: Counter[str] = Counter()
        self._first: dict[str, ItemGap] = {}

    def look(self, name: str, offers: Iterable[Offered]) -> None:
        """Counts what one entry is offered."""
        for place, one in enumerate(offers):
            for source in (one.source,) if place else (one.source, ""):
                self._count[source] += 1
                if source not in self._first:
                    sample = tuple(as_text(item.get("item_name", "")) for item in one.items)
                    self._first[source] = ItemGap(source, 0, name, sample, one.of)

    def gaps(self) -> tuple[ItemGap, ...]:
        """One for each source, and one for all of them where there are several."""
        names = [name for name in ("", *SOURCES) if name in self._first]
        return tuple(replace(self._first[name], count=self._count[name]) for name in names if name or len(names) > 2)


class _Side:
    """What is missing among the fields of one side, of the entries or of their items."""

    def __init__(self, fields: Sequence[Field]) -> None:
        self._fields = fields
        self._always = frozenset(field.id for field in fields if field.required)
        self._at_times = [
            (field, tuple(field.required_when), dict[tuple[Value, ...], bool]())
            for field in fields
            if field.required_when and not field.required
        ]
        self._listed = [(field, field.list, set[Value]()) for field in fields if field.list and not field.list.open]
        self._needed: Counter[str] = Counter()
        self._filled: Counter[tuple[str, ...]] = Counter()
        self._said = [(field, Counter[Value]()) for field in fields if field.list and _may_be_needed(field)]

    def look(self, values: Values, unknown: Counter[tuple[str, bool, str]]) -> None:
        """Counts what one entry or item lacks, and in `unknown` its words that no list knows."""
        # Which fields are filled differs little from one to the next: what follows from it is worked out at the end.
        self._filled[tuple(values) if all(values.values()) else tuple(name for name in values if values[name])] += 1
        for field, said in self._said:
            if held := values.get(field.id):
                said[held] += 1
        for field, asked, answers in self._at_times:
            if not values.get(field.id):
                given = tuple([values.get(name, "") for name in asked])
                needed = answers.get(given)
                if needed is None:
                    needed = answers[given] = field.is_required(values)
                self._needed[field.id] += needed
        for field, listed, fine in self._listed:
            held = values.get(field.id, "")
            if not held or held in fine:
                continue
            strange = [part for part in ((held,) if isinstance(held, str) else held) if listed.get(part) is None]
            unknown.update((field.id, field.of_item, part) for part in strange)
            if not strange:
                fine.add(held)

    def missing(self) -> Iterable[Gap]:
        """The fields that are blank although they are needed, in the order of the form.

        What some entries have and others lack counts where one answer can stand for all that lack it.
        """
        said = {field.id: counted for field, counted in self._said}
        present = {name for filled in self._filled for name in filled}
        needed = self._needed.copy()
        for filled, count in self._filled.items():
            needed.update(dict.fromkeys(self._always.difference(filled), count))
        for field in self._fields:
            at_large = field.id not in present or field.list is not None or field.id == "summary"
            if needed[field.id] and at_large:
                yield Gap(field.id, field.of_item, needed[field.id], _usual(field, said.get(field.id, Counter())))


def _may_be_needed(field: Field) -> bool:
    return field.required or bool(field.required_when)


def _usual(field: Field, said: Counter[Value]) -> str:
    """What most of those say that say anything, "" where they differ or say what the list does not know."""
    best, times = said.most_common(1)[0] if said else ("", 0)
    key = best if isinstance(best, str) else best[0] if len(best) == 1 else ""
    mostly = times >= _FEWEST and times * 10 >= said.total() * _MOSTLY
    return key if mostly and field.list and field.list.get(key) else ""


def _likely(field: Field | None, text: str) -> tuple[str, ...]:
    return likely(field.list, text) if field and field.list else ()
