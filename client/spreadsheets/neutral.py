"""Formulas kept out of what we write: a text that a spreadsheet would run gets an apostrophe in front.

`restored(neutral(text)) == text` for every text, so our own files come back unchanged.
"""

import re

_RUNS = re.compile(r"'*[=+\-@\t\r＝＋－＠]")
_MARKED = re.compile(r"'+[=+\-@\t\r＝＋－＠]")
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def neutral(text: str) -> str:
    """The text as it is safe in a cell."""
    return "'" + text if runs(text) else text


def runs(text: str) -> bool:
    """Whether a spreadsheet might run the text, or a text file made of it."""
    return bool(_RUNS.match(text))


def restored(text: str) -> str:
    """The text as it was before `neutral`."""
    return text[1:] if _MARKED.match(text) else text


def printable(text: str) -> str:
    """Without the control characters a workbook cannot hold."""
    return _FORBIDDEN.sub("", text)
