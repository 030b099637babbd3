"""The dictionary of data elements (数据元): what type, length, level and sensitivity an item of a known name has."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from client import initials, paths
from client.catalog import plain
from client.catalog.entry import Value
from client.texts import Text, text_of

NO_AREA = Text("", "")
LONGEST = 64
"""Names longer than this are no element's."""

_REMEMBERED = 8192


@dataclass(frozen=True, slots=True, eq=False)
class DataElement:
    """One element. `fixed`: a value has exactly this length; `column` is a name for the database; `area` a heading.

    `columns` are other column names seen for it (pinyin initials among them), `source` the standard behind it.
    """

    id: str
    name: Text
    type: str
    length: str
    fixed: bool
    level: str
    sensitive: bool
    synonyms: tuple[str, ...]
    columns: tuple[str, ...]
    source: str
    confidence: str
    area: Text

    @property
    def column(self) -> str:
        """The English column name."""
        return self.id

    @property
    def words(self) -> tuple[str, ...]:
        """Everything it is called."""
        return (self.name.zh, self.name.en, *self.synonyms, self.id, *self.columns)


class _Seen(dict[Value, DataElement | None]):
    """Answers given before, up to a limit; names too long for an element are not even looked up."""

    def __init__(self, by_word: Mapping[str, DataElement]) -> None:
        super().__init__()
        self._by_word = by_word

    def __missing__(self, name: Value) -> DataElement | None:
        if not isinstance(name, str) or not 0 < len(name) <= LONGEST:
            return None
        if len(self) >= _REMEMBERED:
            self.clear()
        found = self[name] = self._by_word.get(plain.key(name))
        return found


@dataclass(frozen=True)
class Dictionary:
    """Elements in the order of their areas; a later element of the same id or word stands for the earlier."""

    elements: tuple[DataElement, ...]

    def get(self, element_id: str) -> DataElement | None:
        """The element with this id."""
        return self._by_id.get(element_id)

    def by_name(self, name: str) -> DataElement | None:
        """The element that is called exactly so: its name, a synonym or a column name; width and signs do not count."""
        return self.seen[name]

    def find(self, query: str, limit: int = 50) -> tuple[DataElement, ...]:
        """Elements for what a person typed: the exact one first, then those that begin with it, then those that hold it."""
        key = plain.key(query)
        if not key:
            return self.elements[:limit]
        ranked = []
        for place, element in enumerate(self.elements):
            keys = self._keys[place]
            rank = 0 if key in keys else 1 if any(one.startswith(key) for one in keys) else 2
            if rank < 2 or any(key in one for one in keys):
                ranked.append((rank, place, element))
        return tuple(element for _, _, element in sorted(ranked, key=lambda one: one[:2])[:limit])

    def with_more(self, elements: Iterable[DataElement]) -> "Dictionary":
        """This dictionary with an office's own elements; equal ids replace."""
        more = {element.id: element for element in elements}
        if not more:
            return self
        return Dictionary((*(one for one in self.elements if one.id not in more), *more.values()))

    @cached_property
    def seen(self) -> Mapping[Value, DataElement | None]:
        """`by_name` as a mapping, for the checks: the same few thousand names come again and again."""
        return _Seen(self._by_word)

    @cached_property
    def _by_id(self) -> Mapping[str, DataElement]:
        return {element.id: element for element in self.elements}

    @cached_property
    def _keys(self) -> tuple[tuple[str, ...], ...]:
        # An office's own elements have seldom a column of pinyin initials.
        return tuple(
            (*(plain.key(word) for word in element.words), *initials.of(element.name.zh)) for element in self.elements
        )

    @cached_property
    def _by_word(self) -> Mapping[str, DataElement]:
        # What it is called in English comes last: a column name of another element may read the same.
        english = {plain.key(element.name.en): element for element in self.elements}
        others = {
            plain.key(word): element for element in self.elements for word in element.words if word != element.name.en
        }
        return {key: element for key, element in {**english, **others}.items() if key}


@cache
def shipped() -> Dictionary:
    """The elements that ship with the client (`resources/data_elements/*.toml`)."""
    found: list[DataElement] = []
    for path in sorted(paths.resource("data_elements").glob("*.toml")):
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        found += [element_of(one, text_of(raw["area"])) for one in raw["element"]]
    return Dictionary(tuple(found))


def element_of(raw: Mapping[str, Any], area: Text = NO_AREA) -> DataElement:
    """One element of a data file. Raises `KeyError`, `TypeError` or `ValueError` when it has not the agreed shape."""
    return DataElement(
        id=str(raw["id"]),
        name=text_of(raw["name"]),
        type=str(raw["type"]),
        length=str(raw.get("length", "")),
        fixed=bool(raw.get("fixed", False)),
        level=str(raw.get("level", "")),
        sensitive=bool(raw.get("sensitive", False)),
        synonyms=tuple(str(one) for one in raw.get("synonyms", ())),
        columns=tuple(str(one) for one in raw.get("columns", ())),
        source=str(raw.get("source", "")),
        confidence=str(raw.get("confidence", "C")),
        area=area,
    )
