"""Tables of data in workbooks and text tables: where the header is, which columns, what their first values look like."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from client.catalog.kinds import Cell, cell_text
from client.progress import Progress
from client.spreadsheets import reader, secrecy
from client.spreadsheets.drafting import content
from client.spreadsheets.drafting.found import Column, Table
from client.spreadsheets.grid import is_blank
from client.spreadsheets.reader import Sheet, Workbook

_SEARCHED = 15
_MOST_COLUMNS = 2_000
_SHEET = re.compile(r"sheet\d*|工作表\d*|表\d*", re.IGNORECASE)


def tables(path: Path, progress: Progress) -> tuple[tuple[Table, ...], str]:
    """The tables of the visible sheets, and the secrecy mark that stands somewhere in them ("" for none)."""
    book = reader.read(path, progress)
    found: list[Table] = []
    for sheet in book.sheets:
        cells = (cell for row in sheet.rows[: content.MOST] for cell in row)
        mark = secrecy.mark_in(cells)
        if mark:
            return (), mark
        table = None if sheet.hidden else _table(sheet, book, path)
        if table:
            found.append(table)
    return tuple(found), ""


def _table(sheet: Sheet, book: Workbook, path: Path) -> Table | None:
    top = header_row(sheet.rows)
    if top < 0:
        return None
    rows = [row for row in sheet.rows[top + 1 : top + 1 + content.MOST] if any(not is_blank(cell) for cell in row)]
    names = [cell_text(cell).strip() for cell in sheet.rows[top][:_MOST_COLUMNS]]
    columns: list[Column] = []
    cycles: list[str] = []
    for place, name in enumerate(names):
        if not name:
            continue
        values = [row[place] if place < len(row) else None for row in rows]
        column = content.column(name, values)
        # One key is enough: what else is unique is so by chance.
        known = any(one.primary for one in columns)
        columns.append(replace(column, primary=False) if known and column.primary else column)
        if columns[-1].type == "date":
            cycles.append(content.cycle(day for value in values if (day := _day(value))))
    title = _title(sheet.rows[:top], len(columns))
    name = sheet.name if not _SHEET.fullmatch(sheet.name.strip()) or len(book.sheets) > 1 else path.stem
    form = {"csv": "csv", "xls": "xls", "xlsx": "xlsx"}.get(book.format, "spreadsheet_other")
    comment = title or ("" if _SHEET.fullmatch(sheet.name.strip()) else sheet.name)
    return Table(name, tuple(columns), comment, form, 1.0, next(filter(None, cycles), "")) if columns else None


def header_row(rows: Sequence[Sequence[Cell]]) -> int:
    """The row with the names of the columns: the first one about as wide as the table, made of different texts."""
    first = rows[: _SEARCHED * 3]
    widths = sorted(sum(not is_blank(cell) for cell in row) for row in first)
    usual = widths[len(widths) * 3 // 4] if widths else 0
    for place, row in enumerate(first[:_SEARCHED]):
        filled = [cell for cell in row if not is_blank(cell)]
        texts = [cell.strip() for cell in filled if isinstance(cell, str)]
        wide = len(filled) >= max(1, usual * 0.6)
        if wide and len(texts) == len(filled) and len(set(texts)) * 10 >= len(texts) * 9 and not _is_data(texts):
            return place
    return -1


def _is_data(texts: Sequence[str]) -> bool:
    """Numbers and long texts are values, not names."""
    odd = sum(text.replace(".", "").replace("-", "").isdigit() or len(text) > 60 for text in texts)
    return odd * 3 > len(texts)


def _title(rows: Sequence[Sequence[Cell]], width: int) -> str:
    for row in rows:
        filled = [cell_text(cell).strip() for cell in row if not is_blank(cell)]
        if len(filled) == 1 and width > 1 and len(filled[0]) <= 60 and ":" not in filled[0] and "：" not in filled[0]:
            return filled[0]
    return ""


def _day(value: Cell) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    parts = re.findall(r"\d+", value) if isinstance(value, str) else []
    try:
        return date(int(parts[0]), int(parts[1]), int(parts[2])) if len(parts) >= 3 else None
    except ValueError:
        return None
