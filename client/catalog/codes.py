"""Code lists: canonical keys with the words people write for them, and lists linked to one another."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property

from client import paths
from client.catalog import plain
from client.texts import Text, text_of


@dataclass(frozen=True, slots=True)
class CodeValue:
    """One value of a list. `parent` is the key in the linked list it belongs to, "" when it is not linked."""

    key: str
    label: Text
    synonyms: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    parent: str = ""
    number: str = ""


@dataclass(frozen=True)
class CodeList:
    """A list in the order a profile gives it. `open` lists accept other values."""

    id: str
    label: Text
    values: tuple[CodeValue, ...]
    open: bool = False

    def get(self, key: str) -> CodeValue | None:
        """The value with this canonical key."""
        return self._by_key.get(key)

    def find(self, text: str, parent: str = "") -> CodeValue | None:
        """The value that `text` means exactly: its key, label, number or a synonym, within `parent` where given."""
        return self._pick(self._exact.get(plain.key(text), ()), parent)

    def suggest(self, text: str, parent: str = "") -> CodeValue | None:
        """The value that `text` probably means: for the clerk to confirm, never silent."""
        return self.find(text, parent) or self._pick(self._near.get(plain.key(text), ()), parent)

    def within(self, parent: str) -> tuple[CodeValue, ...]:
        """The values that belong to `parent`; all of them when `parent` is blank or the list is not linked."""
        chosen = tuple(value for value in self.values if value.parent == parent)
        return chosen if parent and chosen else self.values

    def used(
        self,
        keys: Iterable[str] | None,
        numbers: Mapping[str, str],
        labels: Mapping[str, Text],
    ) -> "CodeList":
        """This list as one profile uses it: a subset in its order, with its numbers and labels."""
        chosen = [self._by_key[key] for key in keys] if keys is not None else list(self.values)
        values = tuple(
            replace(
                value,
                number=numbers.get(value.key, ""),
                label=labels.get(value.key, value.label),
                synonyms=(*value.synonyms, value.label.zh, value.label.en),
            )
            for value in chosen
        )
        return CodeList(self.id, self.label, values, self.open)

    @staticmethod
    def _pick(found: Iterable[CodeValue], parent: str) -> CodeValue | None:
        fitting = [value for value in found if not parent or value.parent in ("", parent)]
        # 其他 stands in every class: without the class it means none of them.
        return fitting[0] if len(fitting) == 1 else None

    @cached_property
    def _by_key(self) -> Mapping[str, CodeValue]:
        return {value.key: value for value in self.values}

    @cached_property
    def _exact(self) -> Mapping[str, tuple[CodeValue, ...]]:
        index: dict[str, tuple[CodeValue, ...]] = {}
        for value in self.values:
            words = {value.key, value.label.zh, value.label.en, value.number, *value.synonyms} - {""}
            for word in {plain.key(word) for word in words}:
                index[word] = (*index.get(word, ()), value)
        return index

    @cached_property
    def _near(self) -> Mapping[str, tuple[CodeValue, ...]]:
        index: dict[str, tuple[CodeValue, ...]] = {}
        for value in self.values:
            for word in {plain.key(word) for word in value.near}:
                index[word] = (*index.get(word, ()), value)
        return index


@cache
def load_lists() -> Mapping[str, CodeList]:
    """Every shipped code list by id (`resources/codes/*.toml`)."""
    lists = {}
    for path in sorted(paths.resource("codes").glob("*.toml")):
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        values = tuple(
            CodeValue(
                key=value["key"],
                label=text_of(value["label"]),
                synonyms=tuple(value.get("synonyms", ())),
                near=tuple(value.get("near", ())),
                parent=value.get("parent", ""),
            )
            for value in raw["value"]
        )
        lists[raw["id"]] = CodeList(raw["id"], text_of(raw["label"]), values, raw.get("open", False))
    return lists
