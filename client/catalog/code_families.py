"""The families of catalog codes (前段码/后段码) that platforms use, and the next number within one."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from client import paths
from client.texts import Text, text_of

SEPARATOR = "/"


@dataclass(frozen=True, slots=True)
class Family:
    """One form of code. `front` is the form of the part before the slash, `digits` the width of the number behind it."""

    id: str
    label: Text
    pattern: str
    front: str
    digits: int
    example: str
    confidence: str

    def fits(self, code: str) -> bool:
        """Whether a code is of this family; a family whose layout is not known takes any."""
        return not self.pattern or re.search(self.pattern, code) is not None

    def fits_front(self, front: str) -> bool:
        """Whether numbers may be given behind this front part."""
        return bool(front) and (not self.front or re.fullmatch(self.front, front) is not None)

    def code(self, front: str, number: int) -> str:
        """The code of a number: padded, never cut."""
        return f"{front}{SEPARATOR}{number:0{self.digits}d}"


@cache
def load() -> Mapping[str, Family]:
    """Every family by id (`resources/vocabulary/code_families.toml`)."""
    raw = tomllib.loads(paths.resource("vocabulary", "code_families.toml").read_text(encoding="utf-8"))
    return {
        one["id"]: Family(
            id=one["id"],
            label=text_of(one["label"]),
            pattern=one.get("pattern", ""),
            front=one.get("front", ""),
            digits=int(one.get("digits", 6)),
            example=one.get("example", ""),
            confidence=one["confidence"],
        )
        for one in raw["family"]
    }
