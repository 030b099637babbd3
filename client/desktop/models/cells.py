"""A cell of a list as it may be painted: what an office wrote cannot turn the line around, act as HTML or show an id."""

import html

from client.checks.shown import mask_ids

CELL = 400
TIP = 1600
"""Characters of a cell and of its tip: more would cover the screen."""


def shown_cell(text: str) -> str:
    """`text` in one line: control characters and direction marks as boxes, resident ids blotted out, cut."""
    return _safe(text, CELL)


def shown_tip(text: str) -> str:
    """The same for a tip, in which Qt would take `<b>` for bold and `<img>` for a picture to fetch."""
    tip = "\n".join(_safe(line, TIP) for line in text[:TIP].splitlines())
    return f"<span>{html.escape(tip).replace(chr(10), '<br>')}</span>" if "<" in tip else tip


def _safe(text: str, longest: int) -> str:
    cut = text if len(text) <= longest else f"{text[: longest - 1]}…"
    if not cut.isprintable():
        cut = "".join(char if char.isprintable() else " " if char.isspace() else "\u25a1" for char in cut)
    return mask_ids(cut)
