"""Places in a sheet: rows and columns counted from 0, and the way Excel writes them (C5)."""

import re

_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")

Merge = tuple[int, int, int, int]
"""First row, first column, last row, last column; from 0, in the sheet's own numbering."""


def letters(column: int) -> str:
    """A column counted from 0 as Excel's letters: 0 is A, 26 is AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def column_of(name: str) -> int:
    """Excel's letters as a column counted from 0."""
    number = 0
    for letter in re.sub(r"[^A-Z]", "", name.upper()):
        number = number * 26 + ord(letter) - 64
    return number - 1


def address(row: int, column: int) -> str:
    """A place as Excel writes it."""
    return f"{letters(column)}{row + 1}"


def place_of(cell: str) -> tuple[int, int] | None:
    """Row and column of an address, None when it is none."""
    found = _ADDRESS.fullmatch(cell)
    return (int(found[2]) - 1, column_of(found[1])) if found else None
