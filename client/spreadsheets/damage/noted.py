"""What a file says otherwise than it will be stored: damage by kind with its cells, and words read as list values."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from client import paths
from client.catalog.profile import Field
from client.spreadsheets.drafts import Damage, ReadAs
from client.texts import Text, text_of

_MOST = 100_000
FIRST = 20
"""Cells named for a word; the count is always the true one."""


@dataclass(slots=True)
class Word:
    """How often a word was taken for a value, and in which cells first."""

    count: int = 0
    cells: list[str] = field(default_factory=list)


class Noted:
    """Collects them while a file is read."""

    def __init__(self) -> None:
        self._cells: dict[str, dict[str, str]] = {}
        self._words: dict[tuple[str, bool, str, str], Word] = {}

    def add(self, kind: str, cell: str, restored: str = "") -> None:
        """One damaged cell, and what it says now where that is safe."""
        held = self._cells.setdefault(kind, {})
        if len(held) < _MOST:
            held.setdefault(cell, restored)

    def word(self, field: Field, text: str, value: str) -> "Word":
        """What is known of `text`, taken for the list value `value`; the reader counts its cells there."""
        return self._words.setdefault((field.id, field.of_item, text, value), Word())

    def forget(self, kind: str, cells: Iterable[str]) -> None:
        """Cells of which it turned out that they are as they should be."""
        for cell in cells:
            self._cells.get(kind, {}).pop(cell, None)

    def forget_words(self) -> None:
        """The sheets read so far are read anew, or not at all."""
        for word in self._words.values():
            word.count, word.cells = 0, []

    def words(self) -> tuple[ReadAs, ...]:
        """Every word that was read as a value, the most frequent first."""
        held = sorted(self._words.items(), key=lambda one: -one[1].count)
        return tuple(ReadAs(*key, word.count, tuple(word.cells)) for key, word in held if word.count)

    def all(self) -> tuple[Damage, ...]:
        """Every kind with its cells."""
        return tuple(
            Damage(kind, tuple(cells), is_repaired(kind), tuple(cells.values()))
            for kind, cells in sorted(self._cells.items())
            if cells
        )


@cache
def _kinds() -> Mapping[str, tuple[bool, Text]]:
    raw = tomllib.loads(paths.resource("headers", "damage.toml").read_text(encoding="utf-8"))
    return {kind: (bool(one["repaired"]), text_of(one)) for kind, one in raw.items()}


def is_repaired(kind: str) -> bool:
    """Whether nothing is left to do about this kind."""
    return _kinds()[kind][0]


def sentence(kind: str) -> str:
    """What happened, in the present language."""
    return str(_kinds()[kind][1])


def kinds() -> tuple[str, ...]:
    """Every kind there is a sentence for."""
    return tuple(_kinds())
