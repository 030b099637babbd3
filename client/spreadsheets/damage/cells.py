"""What is wrong with the text of one cell, and what it was before."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from client.catalog import identifiers, plain

CODE_KINDS = frozenset({"uscc", "catalog_code", "phone"})
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?[Ee]\+?\d{2}")
_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad\u00a0\u3000\u2002\u2003\u2009\u202f]")
_WIDE = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]")
_BREAK = re.compile(r"(?:\\r\\n|\\n|\\r(?![a-z])|_x000[DA]_|<br\s*/?>)+")
_PATH = re.compile(r"(?<![A-Za-z])[A-Za-z]:\\|\\\\\w")
"""A folder of Windows, whose `\\n` is no break."""
_POINT_ZERO = re.compile(r"\s*(\d+(?=\.0\s*$)|\d{8,}(?=\.00\s*$))\.00?\s*")
_CUT = re.compile(r"[1-9A-Z]\d{14}000")
_ID = re.compile(r"\d{17}[\dXx]")
_MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_DATED = re.compile(
    rf"\d{{1,2}}月\d{{1,2}}日|{_MONTH}-\d{{2}}|\d{{1,2}}-{_MONTH}(?:-\d{{2,4}})?|(?:19|20)\d\d/\d{{1,2}}/\d{{1,2}}"
)
"""What a text file says of a code that became a date."""
_KEEPS_BREAKS = frozenset({"long_text"})


def faults(text: str, kind: str) -> tuple[str, ...]:
    """The kinds of damage of a text in a field of this kind ("" for a column that is not understood)."""
    return () if _is_ordinary(text, kind) else tuple(dict.fromkeys(_faults(text, kind)))


def _is_ordinary(text: str, kind: str) -> bool:
    """A quick look that is enough for nearly every cell: nothing in it that any kind of damage needs."""
    return (
        text.isprintable()
        and text[:1] != " "
        and text[-1:] != " "
        and not (kind != "long_text" and _WIDE.search(text))
        and not (text[:1].isdecimal() and ("." in text or "+" in text))
        and kind not in CODE_KINDS
        and "\\" not in text
        and "_x000" not in text
        and "<br" not in text
    )


def _faults(text: str, kind: str) -> Iterator[str]:
    bare = text.strip()
    if _INVISIBLE.search(text):
        yield "invisible"
    if (
        (text != text.strip(" ") and text.strip(" \u00a0\u3000\u200b\ufeff") != text.strip())
        or text[:1] == " "
        or text[-1:] == " "
        or text != text.strip("\t\r\n")
    ):
        yield "edge-space"
    if kind not in _KEEPS_BREAKS and ("\n" in bare or "\r" in bare):
        yield "line-break"
    if "\t" in bare:
        yield "line-break"
    if kind != "url" and _has_breaks(text):
        yield "literal-break"
    if kind != "long_text" and _WIDE.search(text):
        yield "full-width"
    if _SCIENTIFIC.fullmatch(bare) and ("." in bare or "+" in bare):
        yield "scientific"
    if (
        kind in CODE_KINDS
        and _CUT.fullmatch(plain.narrow(text))
        and (kind != "uscc" or identifiers.uscc_fault(plain.narrow(text)))
    ):
        yield "digits-lost"
    if kind in CODE_KINDS and _DATED.fullmatch(bare):
        yield "code-as-date"
    if kind not in ("number", "integer") and _POINT_ZERO.fullmatch(text) and len(bare) > 3:
        yield "point-zero"


def _has_breaks(text: str) -> bool:
    return bool(("\\" in text or "_x000" in text or "<br" in text) and _BREAK.search(text) and not _PATH.search(text))


def mended(text: str) -> str:
    """The text without what can be taken away safely."""
    if _has_breaks(text):
        text = _BREAK.sub("\n", text)
    whole = _POINT_ZERO.fullmatch(text)
    return whole[1] if whole and len(text.strip()) > 3 else text


def personal(text: str) -> str:
    """A resident id, masked; "" when the text is none."""
    bare = plain.narrow(text).upper()
    return f"{bare[:6]}********{bare[14:16]}**" if _ID.fullmatch(bare) and identifiers.is_resident_id(bare) else ""


def personal_number(number: float) -> str:
    """A resident id that Excel kept as a number, masked; "" when it can be none. Its last digits are gone, so any is
    taken for the check digit."""
    digits = f"{number:.0f}"
    likely = len(digits) == 18 and any(identifiers.is_resident_id(digits[:17] + last) for last in "0123456789X")
    return f"{digits[:6]}************" if likely else ""


_SERIES = re.compile(r"(.*?)(\d{1,6})(\D*)", re.DOTALL)
_COUNTED = ("年", "月", "季", "期", "届", "批", "学期", "周")
_YEAR = range(1900, 2101)


def fill_down(texts: Sequence[str], fewest: int) -> Iterator[range]:
    """Runs of at least `fewest` texts that differ only in a number that grows by one: somebody pulled a cell down."""
    start = 0
    previous: tuple[str, str, int] | None = None
    last = None
    for place, text in enumerate(chain(texts, ("",))):
        if text == last and not previous:
            # Word for word the same is no number that grows, and nearly every column says the same for long.
            start = place
            continue
        last = text
        found = _SERIES.fullmatch(text)
        told = found and (found[1] + found[3]).strip() and not found[3].startswith(_COUNTED)
        now = (found[1], found[3], int(found[2])) if found and told else None
        grows = now and previous and now[:2] == previous[:2] and now[2] == previous[2] + 1
        if not grows:
            if previous and place - start >= fewest and previous[2] not in _YEAR:
                yield range(start, place)
            start = place
        previous = now
