"""Code lists: canonical keys with the words people write for them, and lists linked to one another."""

import string
import tomllib
from collections.abc import Collection, Iterable, Mapping
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
        fitting = self.fitting(text, parent)
        return fitting[0] if len(fitting) == 1 else None

    def fitting(self, text: str, parent: str = "") -> tuple[CodeValue, ...]:
        """All values that `text` may mean, more than one where it says too little (开放 without a condition)."""
        exact = self.find(text, parent)
        return (exact,) if exact else self._within(self._near.get(plain.key(text), ()), parent)

    def is_own_word(self, text: str, key: str) -> bool:
        """Whether `text` is what this list itself calls the value `key`: anything else is read as it and must be told.

        The letters behind a label (字符型C) may be left out.
        """
        value = self._by_key.get(key)
        own = {plain.key(word) for word in (value.key, value.label.zh, value.label.en)} if value else {key}
        return plain.key(text) in own or (value is not None and plain.key(text) == _bare(value.label.zh))

    def doubting(self, words: Collection[str]) -> "CodeList":
        """This list with these words (as `plain.key` makes them) no longer read as its values, only offered."""
        return replace(self, values=tuple(_doubting(value, words) for value in self.values))

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
        fitting = CodeList._within(found, parent)
        # 其他 stands in every class: without the class it means none of them.
        return fitting[0] if len(fitting) == 1 else None

    @staticmethod
    def _within(found: Iterable[CodeValue], parent: str) -> tuple[CodeValue, ...]:
        return tuple(value for value in found if not parent or value.parent in ("", parent))

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


def _bare(label: str) -> str:
    key = plain.key(label)
    return key.rstrip(string.ascii_lowercase) or key


def _doubting(value: CodeValue, words: Collection[str]) -> CodeValue:
    doubted = tuple(word for word in value.synonyms if plain.key(word) in words)
    return replace(
        value,
        synonyms=tuple(word for word in value.synonyms if word not in doubted),
        near=(*value.near, *doubted),
        number="" if plain.key(value.number) in words else value.number,
    )


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
