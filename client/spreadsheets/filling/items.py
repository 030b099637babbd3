"""Items for entries that have none, offered and never taken by themselves: what the sheet tells of them elsewhere, what
entries of the same name but for year, batch and place have, what a model (范本) of that name holds."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from client.catalog import kinds, plain
from client.catalog.data_elements import Dictionary
from client.catalog.entry import Values, as_text
from client.catalog.profile import Profile
from client.catalog.tables import Model
from client.checks.similar import read
from client.spreadsheets.plan import Line
from client.spreadsheets.tables import one_cell

ABSTRACT, TAGS, ALIKE, ABOVE, MODEL = SOURCES = ("abstract", "tags", "alike", "above", "model")
"""Where they come from, the surest first: the entry's own words, then those of others."""

NONE = "none"
"""The answer that takes earlier ones back."""

_ABOUT = ("name", "provider", "provider_division", "domain", "data_domain", "industry")
_TAG_SIGNS = re.compile(r"[,，;；|\n]+")
_REMARK = re.compile(r"\s+\d.*$")
_NO_ITEM = re.compile(r"、|^\d|(?:[局委厅]|政府|办公室|委员会|(?:数据|管理|服务)中心)$")
"""Subjects (水利、环境和公共设施管理业), the values of a code (1港湾式) and offices."""
_FEWEST = 3
_SHORTEST = 3
"""Characters of what a name is about, below which two names say nothing of each other."""


@dataclass(frozen=True, slots=True)
class Offered:
    """Items that an entry may have; `of` is the entry or the model they are taken from, "" for its own words."""

    source: str
    items: tuple[Values, ...]
    of: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """An entry elsewhere whose items like ones may have. `source`: ALIKE for our store, ABOVE for what stands above."""

    source: str
    name: str
    items: tuple[Values, ...]
    id: str = ""


class ItemOffers:
    """What can be offered to the entries of one file."""

    def __init__(
        self, lines: Iterable[Line], profile: Profile, elements: Dictionary, models: Sequence[Model] = ()
    ) -> None:
        self._profile, self._elements = profile, elements
        titled = ((about(one.title) or plain.key(one.title), one) for one in models)
        self._models = sorted(titled, key=lambda one: -len(one[0]))
        self._own: dict[str, Known] = {}
        self._elsewhere: dict[str, list[Known]] = {}
        self._wanted: set[str] = set()
        self._about: dict[str, str] = {}
        for line in lines:
            if line.entry is None:
                continue
            name = line.entry.text("name")
            stem = self._about[line.entry.id] = about(name)
            held = tuple(item.values for item in line.entry.items) or self._told(line)[1]
            if held:
                self._own.setdefault(stem, Known(ALIKE, name, held, line.entry.id))
            else:
                self._wanted.add(stem)

    @property
    def wanted(self) -> frozenset[str]:
        """What the entries without items are about, as `about` says it: to be looked for elsewhere."""
        return frozenset(self._wanted - self._own.keys() - {""})

    def learn(self, stem: str, known: Known) -> None:
        """An entry elsewhere that is about `stem`; the first of each source counts."""
        held = self._elsewhere.setdefault(stem, [])
        if all(one.source != known.source for one in held):
            held.append(known)

    def of(self, line: Line) -> Iterator[Offered]:
        """What may be offered for an entry without items, the surest first."""
        if line.entry is None:
            return
        source, items = self._told(line)
        if items:
            yield Offered(source, items)
        name = line.entry.text("name")
        stem = self._about.get(line.entry.id, "")
        for known in (self._own.get(stem), *self._elsewhere.get(stem, ())) if stem else ():
            if known and known.id != line.entry.id:
                yield Offered(known.source, known.items, known.name)
        key = plain.key(name)
        model = next((one for word, one in self._models if one.items and word and word in key), None)
        if model:
            yield Offered(MODEL, tuple(self._fitting(item) for item in model.items), model.title)

    def _fitting(self, item: Values) -> Values:
        return {name: value for name, value in item.items() if self._profile.item_field(name)}

    def _told(self, line: Line) -> tuple[str, tuple[Values, ...]]:
        """The items that abstract or tags of an entry name."""
        if line.draft.offered:
            return ABSTRACT, _named(line.draft.offered)
        values = line.entry.values if line.entry else {}
        return TAGS, _named(tagged(values, self._profile, self._elements.by_name))


def about(name: str) -> str:
    """What a name is about without place, source, year and batch; "" when too little is left to go by."""
    stem = read(name).stem
    return stem if len(stem) >= _SHORTEST else ""


def tagged(values: Values, profile: Profile, is_element: Callable[[str], object]) -> tuple[str, ...]:
    """The items among the tags of an entry: portals of one maker list them there, between words of name and subject.

    At least three, of which two in five are known data elements or called as items are.
    """
    tags = as_text(values.get("keywords", ""))
    if not tags:
        return ()
    beside = _beside(values, profile)
    name = plain.key(as_text(values.get("name", "")))
    found: dict[str, str] = {}
    for tag in map(plain.tidy, _TAG_SIGNS.split(tags)):
        part = _REMARK.sub("", tag)
        key = plain.key(part)
        if len(key) > 1 and not _NO_ITEM.search(part) and key not in name and not any(key in one for one in beside):
            found.setdefault(key, part)
    names = tuple(found.values())
    called = sum(one_cell.is_called(one) or is_element(one) is not None for one in names)
    return names if len(names) >= _FEWEST and called * 10 >= len(names) * 4 else ()


def _beside(values: Values, profile: Profile) -> Sequence[str]:
    """What the entry says of itself elsewhere, as compared: such tags are no items."""
    fields = ((values.get(name, ""), profile.field(name)) for name in _ABOUT)
    return [
        plain.key(text)
        for value, field in fields
        if value
        for text in (as_text(value), field and kinds.show(field, value))
        if text
    ]


def _named(names: Iterable[str]) -> tuple[Values, ...]:
    return tuple({"item_name": name} for name in names)
