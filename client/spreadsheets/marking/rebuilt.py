"""An xlsx with the values of a file of another kind (xls, ods, xlsb, csv), to be marked in its place.

That of an xls looks as the office's own; of the others widths are guessed, and what they lack is named.
"""

import io
import math
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from client.catalog.kinds import Cell
from client.spreadsheets.grid import letters
from client.spreadsheets.marking import old_styles
from client.spreadsheets.marking.summary import on_one_page_wide
from client.spreadsheets.neutral import printable, runs
from client.spreadsheets.opening import protected
from client.spreadsheets.reader import Merge, Sheet, Workbook

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook as Book
    from openpyxl.worksheet.worksheet import Worksheet

_MOST_WIDE, _LEAST_WIDE = 60.0, 6.0
_LOOKED = 200
_LONGEST = 32_767
"""A cell holds no more."""


def rebuilt(book: Workbook) -> tuple["Book", tuple[str, ...]]:
    """The workbook as openpyxl has it, and the features of the office's that it lacks.

    Every text is a text there, whatever it begins with.
    """
    from openpyxl import Workbook as NewWorkbook

    made = NewWorkbook()
    for blank in list(made.worksheets):
        made.remove(blank)
    for number, sheet in enumerate(book.sheets):
        target = made.create_sheet(_title(sheet.name, number))
        if sheet.hidden:
            target.sheet_state = "hidden"
        _fill(target, sheet)
        for column, width in _guessed(sheet).items():
            target.column_dimensions[letters(column)].width = width
        for top, left, bottom, right in _merged(sheet):
            target.merge_cells(start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1)
    if book.format == "xls":
        data = book.path.read_bytes()
        data = protected.opened(data) or data
        cells = sum(len(sheet.rows) * max(map(len, sheet.rows), default=0) for sheet in book.sheets)
        looks = old_styles.put_on(made, data, cells)
        return made, (*(() if looks else ("styles",)), *old_styles.lost_in(data))
    for target in made.worksheets:
        on_one_page_wide(target)
    if book.format == "csv":
        return made, ()
    return made, ("styles", "formulas") if _has_formulas(book) else ("styles",)


def _has_formulas(book: Workbook) -> bool:
    """Whether the office's file holds formulas; of an xlsb nobody here can say, so it may."""
    data = book.path.read_bytes()
    if book.format == "ods":
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return b"table:formula=" in package.read("content.xml")
    return book.format == "xlsb" or (book.format == "xml" and b":Formula=" in data)


def _merged(sheet: Sheet) -> Iterator[Merge]:
    """The merged ranges as far as there are cells: those of whole columns would fill the memory."""
    last_row = sheet.first_row + len(sheet.rows) - 1
    last_column = sheet.first_column + max(map(len, sheet.rows), default=0) - 1
    for top, left, bottom, right in sheet.merged:
        lowest, rightmost = min(bottom, last_row), min(right, last_column)
        if lowest >= top and rightmost >= left and (lowest, rightmost) != (top, left):
            yield top, left, lowest, rightmost


def _title(name: str, number: int) -> str:
    """A name that a sheet of a workbook may have; that of a csv is its file's."""
    bare = "".join("_" if char in "[]:*?/\\" else char for char in printable(name)).strip("'")[:31]
    return bare or f"Sheet{number + 1}"


def _fill(target: "Worksheet", sheet: Sheet) -> None:
    for row, cells in enumerate(sheet.rows, sheet.first_row + 1):
        for column, value in enumerate(cells, sheet.first_column + 1):
            if value is not None and value != "":
                _put(target, row, column, value)


def _put(target: "Worksheet", row: int, column: int, value: Cell) -> None:
    cell = target.cell(row, column)
    if isinstance(value, str):
        # Marked as text for Excel too, so that editing the cell makes no formula of it either.
        cell.value = printable(value)[:_LONGEST]
        cell.data_type, cell.quotePrefix = "s", runs(value)
    elif isinstance(value, float) and not math.isfinite(value):
        # No workbook can hold them as numbers.
        cell.value = str(value)
    elif isinstance(value, datetime | date | time):
        cell.value = value
        midnight = not isinstance(value, datetime) or value.time() == time()
        cell.number_format = "yyyy-mm-dd" if midnight and isinstance(value, date) else cell.number_format
    else:
        cell.value = value


def _guessed(sheet: Sheet) -> dict[int, float]:
    """Wide enough for the longest of the first texts, Chinese ones counted double."""
    widths: dict[int, float] = {}
    for row in sheet.rows[:_LOOKED]:
        for column, value in enumerate(row, sheet.first_column):
            if value is not None and value != "":
                text = max(str(value).split("\n"), key=len)
                wide = sum(2 if ord(char) > 0x2E80 else 1 for char in text) + 2
                widths[column] = max(widths.get(column, _LEAST_WIDE), min(wide, _MOST_WIDE))
    return widths
