"""What a file says otherwise than it will be stored: damage by kind with its cells, and words read as list values."""

import tomllib
from collections.abc import Mapping
from functools import cache
from itertools import islice

from client import paths
from client.catalog.profile import Field
from client.spreadsheets.drafts import Damage, ReadAs
from client.texts import Text, text_of

_MOST = 100_000
_FIRST = 20
"""Cells named for a word; the count is always the true one."""


class Noted:
    """Collects them while a file is read."""

    def __init__(self) -> None:
        self._cells: dict[str, dict[str, str]] = {}
        self._words: dict[tuple[str, bool, str, str], dict[str, None]] = {}

    def add(self, kind: str, cell: str, restored: str = "") -> None:
        """One damaged cell, and what it says now where that is safe."""
        held = self._cells.setdefault(kind, {})
        if len(held) < _MOST:
            held.setdefault(cell, restored)

    def read_as(self, field: Field, text: str, value: str, cell: str) -> None:
        """In one cell `text` was taken for the list value `value`."""
        held = self._words.setdefault((field.id, field.of_item, text, value), {})
        if len(held) < _MOST:
            held[cell] = None

    def words(self) -> tuple[ReadAs, ...]:
        """Every word that was read as a value, the most frequent first."""
        held = sorted(self._words.items(), key=lambda one: -len(one[1]))
        return tuple(ReadAs(*word, len(cells), tuple(islice(cells, _FIRST))) for word, cells in held)

    def all(self) -> tuple[Damage, ...]:
        """Every kind with its cells."""
        return tuple(
            Damage(kind, tuple(cells), is_repaired(kind), tuple(cells.values()))
            for kind, cells in sorted(self._cells.items())
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
