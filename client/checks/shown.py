"""How a value may be shown or kept in a finding: short, printable, and without anybody's number in full."""

import re
import unicodedata
from functools import lru_cache

LIMIT = 60
"""Characters of a value in a finding; what is longer is cut with an ellipsis."""

_RESIDENT = re.compile(r"(?<!\d)(\d{3})\d{13}(\d[\dXx])(?![\dXx])")
_MOBILE = re.compile(r"(?<!\d)(1[3-9]\d)\d{4}(\d{4})(?!\d)")
_ROOM = 4 * LIMIT  # a number may straddle the cut: mask first, on a piece that is long enough, then cut


def safe(text: str) -> str:
    """`text` without control characters, direction marks and personal numbers, at most `LIMIT` characters."""
    if len(text) <= 10 and text.isprintable():
        return text
    return _safe(text[:_ROOM], len(text) > _ROOM)


def mask(text: str) -> str:
    """`text` with resident ids and mobile numbers blotted out in the middle."""
    return _MOBILE.sub(r"\1****\2", _RESIDENT.sub(r"\1*************\2", text))


@lru_cache(maxsize=1024)
def _safe(text: str, cut: bool) -> str:
    shown = mask("".join(map(_visible, text)))
    return shown[: LIMIT - 1] + "…" if cut or len(shown) > LIMIT else shown


def _visible(char: str) -> str:
    if char.isprintable():
        return char
    return " " if char.isspace() or unicodedata.category(char) == "Zs" else "\u25a1"
