"""Why something in a file was not imported: a code with parameters, its sentence in `resources/headers/reasons.toml`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from client import paths
from client.texts import Text, text_of


@dataclass(frozen=True, slots=True)
class Reason:
    """A code of `reasons.toml` and what its sentence names; `str()` gives the sentence in the present language."""

    code: str
    params: Mapping[str, str | int] = field(default_factory=dict)

    def __str__(self) -> str:
        found = sentences().get(self.code)
        return found.fill(self.params) if found else self.code


@cache
def sentences() -> Mapping[str, Text]:
    """Every reason's sentence by its code."""
    raw = tomllib.loads(paths.resource("headers", "reasons.toml").read_text(encoding="utf-8"))
    return {code: text_of(table) for code, table in raw.items()}
