"""The damage found so far, by kind, with its cells and what was restored."""

import tomllib
from collections.abc import Mapping
from functools import cache

from client import paths
from client.spreadsheets.drafts import Damage
from client.texts import Text, text_of

_MOST = 100_000


class Noted:
    """Collects damage while a file is read."""

    def __init__(self) -> None:
        self._cells: dict[str, dict[str, str]] = {}

    def add(self, kind: str, cell: str, restored: str = "") -> None:
        """One damaged cell, and what it says now where that is safe."""
        held = self._cells.setdefault(kind, {})
        if len(held) < _MOST:
            held.setdefault(cell, restored)

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
