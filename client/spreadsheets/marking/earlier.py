"""Marks of an earlier round taken back, so that a cell that was mended is no longer coloured."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError, fromstring, tostring

from client.spreadsheets.headers import KEY_HEADERS, MARKED, RESULT, STAMP, SUMMARY
from client.spreadsheets.marking.told import FILLS, NOTE
from client.spreadsheets.neutral import restored

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.styles.fills import Fill
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

Fills = Mapping[tuple[str, str], "Fill"]
"""By sheet and cell, the fill the office gave it."""


def take_back(book: "Workbook", *, ours: bool) -> None:
    """Removes our sheets, notes, colours and results; cells that we coloured get the office's own fill again.

    `ours`: a sheet has columns of ours. Such a workbook may lack a stamp: clerks move sheets between workbooks, and an
    export that was marked keeps its own.
    """
    before = len(book.worksheets)
    known: dict[tuple[str, str], Fill] = {}
    for sheet in list(book.worksheets):
        if sheet["A1"].value == STAMP and sheet["C1"].value == MARKED:
            known.update(_remembered(sheet))
            book.remove(sheet)
        elif sheet["A1"].value == SUMMARY and len(book.worksheets) > 1:
            book.remove(sheet)
    # Looking at every cell takes seconds in a large workbook; most were never marked.
    for sheet in book.worksheets if ours or len(book.worksheets) < before else ():
        _clean(sheet, known)


def written(fill: "Fill") -> str:
    """A fill as text."""
    return tostring(fill.to_tree(), encoding="unicode")


def _remembered(sheet: "Worksheet") -> Fills:
    from openpyxl.styles.fills import Fill as AnyFill

    found: dict[tuple[str, str], Fill] = {}
    for name, cell, fill in sheet.iter_rows(min_row=2, max_col=3, values_only=True):
        try:
            made = AnyFill.from_tree(fromstring(str(fill)))  # type: ignore[arg-type]  # noqa: S314  (preflighted)
        except (ParseError, TypeError, ValueError, KeyError, AttributeError):
            continue
        if made is not None:
            found[restored(str(name)), str(cell)] = made
    return found


def _rows(sheet: "Worksheet") -> "Iterable[Sequence[Cell | MergedCell]]":
    """The cells there are, by row. `iter_rows` makes all in between too: seventeen billion where one stands far out."""
    cells = sorted(sheet._cells.items())
    return ([cell for _, cell in row] for _, row in groupby(cells, key=lambda place: place[0][0]))


def _clean(sheet: "Worksheet", known: Fills) -> None:
    from openpyxl.cell.cell import MergedCell
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    ours = set(FILLS.values())
    results: set[int] = set()
    for row in _rows(sheet):
        for cell in row:
            if isinstance(cell, MergedCell):
                continue
            if cell.value == RESULT and any(one.value in KEY_HEADERS.values() for one in row):
                results.add(cell.column)
            elif cell.column in results:
                cell.value = None
            if cell.has_style and cell.fill.fill_type == "solid" and cell.fill.fgColor.rgb in ours:
                cell.fill = known.get((sheet.title, cell.coordinate), PatternFill())
            if cell.comment and NOTE in cell.comment.text:
                kept = cell.comment.text.partition(NOTE)[0].strip()
                cell.comment = Comment(kept, cell.comment.author) if kept else None
