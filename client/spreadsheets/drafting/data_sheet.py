"""Tables of data in workbooks and text tables: where the header is, which columns, what their first values look like.

A list of fields (`field_list`) is told from data and read as a definition.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from client.catalog import plain
from client.catalog.kinds import Cell, cell_text
from client.progress import Progress
from client.spreadsheets import reader, secrecy
from client.spreadsheets.drafting import content, field_list, heading
from client.spreadsheets.drafting.found import Column, Table
from client.spreadsheets.grid import Grid, is_blank
from client.spreadsheets.reader import Workbook

_MOST_COLUMNS = 2_000
_COUNTERS = frozenset({"序号", "序", "行号", "项次", "no", "no."})
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
        if sheet.hidden:
            continue
        grid = Grid(sheet)
        listed = field_list.tables(grid, sheet.name)
        table = None if listed else _table(grid, book, path)
        found += listed or filter(None, (table,))
    return tuple(found), ""


def _table(grid: Grid, book: Workbook, path: Path) -> Table | None:
    sheet = grid.sheet
    top, start, names = heading.labels(grid)
    if top < 0:
        return None
    width = sum(map(bool, names))
    said: list[str] = []
    if start < grid.height and heading.units(grid.rows[start]):
        said = [cell_text(cell).strip() for cell in grid.rows[start]]
        start += 1
    rows = [
        grid.seen(row)
        for row in range(start, min(grid.height, start + content.MOST))
        if heading.is_data(sheet.rows[row], width)
    ]
    columns: list[Column] = []
    cycles: list[str] = []
    for place, name in enumerate(names[:_MOST_COLUMNS]):
        values = [row[place] if place < len(row) else None for row in rows]
        if not name or _only_counts(name, values):
            continue
        unit = said[place].strip("（）()") if place < len(said) else ""
        column = content.column(name, values, comment=f"{name}（{unit}）" if unit else "")
        # One key is enough: what else is unique is so by chance.
        known = any(one.primary for one in columns)
        columns.append(replace(column, primary=False) if known and column.primary else column)
        if columns[-1].type in ("date", "datetime"):
            cycles.append(content.cycle(values))
    title = _title(sheet.rows[:top], len(columns))
    named = not _SHEET.fullmatch(sheet.name.strip())
    name = sheet.name if named or len(book.sheets) > 1 else path.stem
    form = {"csv": "csv", "xls": "xls", "xlsx": "xlsx"}.get(book.format, "spreadsheet_other")
    comment = title or (sheet.name if named else "")
    return Table(name, tuple(columns), comment, form, 1.0, next(filter(None, cycles), "")) if columns else None


def _only_counts(name: str, values: Sequence[Cell]) -> bool:
    """Whether a column only counts the rows of the sheet: 序号 is no data item."""
    if plain.key(name) not in _COUNTERS:
        return False
    numbers = [int(text) for value in values if (text := cell_text(value).strip()).isdecimal() and len(text) < 8]
    return len(numbers) * 2 >= len(values) and numbers == sorted(numbers)


def _title(rows: Sequence[Sequence[Cell]], width: int) -> str:
    for row in rows:
        filled = [cell_text(cell).strip() for cell in row if not is_blank(cell)]
        if len(filled) == 1 and width > 1 and len(filled[0]) <= 60 and ":" not in filled[0] and "：" not in filled[0]:
            return filled[0]
    return ""
