"""How a value may be shown or kept in a finding: short, printable, and without anybody's number in full."""

import re
import unicodedata
from functools import lru_cache

LIMIT = 60
"""Characters of a value in a finding; what is longer is cut with an ellipsis."""

SPOKEN = 400
"""Characters of what a reviewer wrote to the clerk."""

# Only with a possible birth date inside: a mistyped credit code must stay readable for the clerk who mends it.
_RESIDENT = re.compile(
    r"(?<!\d)(\d{3})\d{3}(?:18|19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d\d(\d[\dXx])(?![\dXx])"
)
_MOBILE = re.compile(r"(?<!\d)(1[3-9]\d)\d{4}(\d{4})(?!\d)")
_ID_LENGTH = 18
_ROOM = 4  # times the limit: a number may straddle the cut: mask first, on a piece that is long enough, then cut


def safe(text: str, limit: int = LIMIT) -> str:
    """`text` without control characters, direction marks and personal numbers, at most `limit` characters."""
    if len(text) <= 10 and text.isprintable():
        return text
    room = _ROOM * limit
    return _safe(text[:room], len(text) > room, limit)


def mask(text: str) -> str:
    """`text` with resident ids and mobile numbers blotted out in the middle."""
    return _MOBILE.sub(r"\1****\2", mask_ids(text))


def mask_ids(text: str) -> str:
    """`text` with resident ids alone blotted out: for lists, where an identifier may look like a telephone number."""
    return _RESIDENT.sub(r"\1*************\2", text) if len(text) >= _ID_LENGTH else text


@lru_cache(maxsize=1024)
def _safe(text: str, cut: bool, limit: int) -> str:
    shown = mask("".join(map(_visible, text)))
    return shown[: limit - 1] + "…" if cut or len(shown) > limit else shown


def _visible(char: str) -> str:
    if char.isprintable():
        return char
    return " " if char.isspace() or unicodedata.category(char) == "Zs" else "\u25a1"
