"""Excel 2 to 4, one bare sheet of records: programs made with PowerBuilder or Delphi still save as that.

calamine begins with Excel 5; xlrd reads all of them.
"""

import io

import xlrd

from client.catalog.kinds import Cell
from client.errors import InputProblem
from client.progress import Progress
from client.spreadsheets.opening.beneath import Look, zero_width
from client.spreadsheets.opening.places import address
from client.spreadsheets.opening.sheets import Sheet

_BYTES, _CHINESE, _WESTERN, _EXCEL_97 = "latin-1", "gb18030", "cp1252", 80
"""Files of that age do not say how their texts are encoded; xlrd would stop at the first byte that does not fit."""


def read(data: bytes, progress: Progress) -> tuple[Sheet, ...]:
    """The sheets of the workbook, mostly one. Raises `InputProblem` for one that is damaged."""
    try:
        book = xlrd.open_workbook(
            file_contents=data, logfile=io.StringIO(), encoding_override=_BYTES, formatting_info=True
        )
        return tuple(_sheet(book, sheet, progress) for sheet in book.sheets())
    except xlrd.biffh.XLRDError as problem:
        code = "input.encrypted" if "encrypt" in str(problem).lower() else "input.damaged"
        raise InputProblem(code, why="Excel 2–4") from problem
    except InputProblem:
        raise
    except Exception as problem:  # the library raises whatever a broken record leads it to
        raise InputProblem("input.damaged", why="Excel 2–4") from problem


def _sheet(book: "xlrd.book.Book", sheet: "xlrd.sheet.Sheet", progress: Progress) -> Sheet:
    look = Look(date1904=bool(book.datemode))
    look.hidden_rows = [row + 1 for row, about in sorted(sheet.rowinfo_map.items()) if about.hidden]
    look.hidden_columns = [(one + 1, one + 1) for one, about in sorted(sheet.colinfo_map.items()) if about.hidden]
    rows: list[list[Cell]] = []
    for row in range(sheet.nrows):
        rows.append([_value(book, cell, look, row, column) for column, cell in enumerate(sheet.row(row))])
        if row % 1000 == 0:
            progress.step(row)
    return Sheet(_text(sheet.name, book.biff_version), rows, look=look)


def _value(book: "xlrd.book.Book", cell: "xlrd.sheet.Cell", look: Look, row: int, column: int) -> Cell:
    if cell.ctype == xlrd.XL_CELL_ERROR:
        look.errors.append(address(row, column))
        return None
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value)
    if cell.ctype == xlrd.XL_CELL_DATE:
        try:
            return xlrd.xldate_as_datetime(float(cell.value), book.datemode)
        except (ValueError, OverflowError):
            return float(cell.value)
    if cell.ctype == xlrd.XL_CELL_NUMBER:
        return _with_zeros(book, cell, look, address(row, column))
    return _text(str(cell.value), book.biff_version) or None


def _text(text: str, version: int) -> str:
    if version >= _EXCEL_97:
        return text
    try:
        return text.encode(_BYTES).decode(_CHINESE)
    except UnicodeDecodeError:
        return text.encode(_BYTES).decode(_WESTERN, "replace")


def _with_zeros(book: "xlrd.book.Book", cell: "xlrd.sheet.Cell", look: Look, place: str) -> Cell:
    value = float(cell.value)
    style = book.xf_list[cell.xf_index] if cell.xf_index is not None and cell.xf_index < len(book.xf_list) else None
    shown = book.format_map.get(style.format_key) if style else None
    width = zero_width(shown.format_str) if shown else 0
    if not value.is_integer() or not 0 <= value < 1e15 or len(str(int(value))) >= width:
        return value
    look.zeros[place] = str(int(value)).zfill(width)
    return look.zeros[place]
