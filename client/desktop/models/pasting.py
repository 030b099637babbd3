"""Blocks of cells copied in Excel or WPS: how their text is cut, and which of our columns theirs are."""

import csv
import io
from collections.abc import Sequence

from client.catalog import plain
from client.catalog.profile import Field

Block = Sequence[Sequence[str]]


def cut(text: str) -> list[list[str]]:
    """The rows and cells of a copied block. Cells with line breaks or tabs come in quotes, as Excel writes them."""
    body = text.replace("\r\n", "\n").replace("\r", "\n")
    body = body.removesuffix("\n")
    quoted = any(cell.startswith('"') for line in body.split("\n") for cell in line.split("\t"))
    if not quoted or body.count('"') % 2:
        # A quotation mark that is part of the text (5" 显示屏) is no quoting.
        return [line.split("\t") for line in body.split("\n")]
    return [row or [""] for row in csv.reader(io.StringIO(body, newline=""), delimiter="\t")]


def header_of(block: Block, fields: Sequence[Field]) -> list[int | None] | None:
    """For a block whose first row names our fields: the column of ours for each of theirs; None when it does not.

    At least two cells, and more than half of the filled ones, must be names, so that no row of data is taken for one.
    """
    if len(block) < 2:
        return None
    names = {plain.key(name): place for place, field in enumerate(fields) for name in _names(field)}
    cells = [plain.key(cell) for cell in block[0]]
    found = [names.get(cell) if cell else None for cell in cells]
    hits = sum(place is not None for place in found)
    filled = sum(bool(cell) for cell in cells)
    return found if hits >= 2 and hits * 2 > filled else None


def columns_of(block: Block, start: int, count: int) -> list[int | None]:
    """Without a header: our columns from the cursor on; what would stand beyond the last column is left out."""
    width = max((len(row) for row in block), default=0)
    return [start + place if start + place < count else None for place in range(width)]


def _names(field: Field) -> Sequence[str]:
    return (field.label.zh, field.label.en, *field.synonyms)
