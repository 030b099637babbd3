"""The damage of a sheet as a whole: what lies beneath its cells, told in places of our grid."""

from client.spreadsheets.damage.noted import Noted
from client.spreadsheets.grid import Grid, column_of, letters
from client.spreadsheets.opening.beneath import Look

_GHOSTS = 50


def note(grid: Grid, look: Look | None, noted: Noted) -> None:
    """Notes what was seen beneath the sheet, for sheets that are imported."""
    name = grid.sheet.name
    last_row, last_column = _last(grid)
    if look is None:
        noted.add("not-looked", name)
        if grid.width - last_column > _GHOSTS or grid.height - last_row > _GHOSTS:
            noted.add("ghost", f"{name}!{letters(last_column)}{last_row + 1}")
        return
    end_row, end_column = last_row + grid.sheet.first_row, last_column + grid.sheet.first_column
    for cell in look.errors:
        noted.add("cell-error", f"{name}!{cell}")
    for cell in look.uncalculated:
        noted.add("uncalculated", f"{name}!{cell}")
    for cell, text in look.zeros.items():
        noted.add("zeros-restored", f"{name}!{cell}", text)
    for cell in look.stray:
        noted.add("stray", f"{name}!{cell}")
    for row in look.hidden_rows:
        if row <= end_row and not grid.blank(max(0, row - 1 - grid.sheet.first_row)):
            noted.add("hidden-row", f"{name}!{row}")
    for first, last in look.hidden_columns:
        for column in range(first, min(last, end_column) + 1):
            noted.add("hidden-column", f"{name}!{letters(column - 1)}")
    if max(look.last_row - end_row, grid.height - last_row) > _GHOSTS:
        noted.add("ghost", f"{name}!{max(look.last_row, end_row)}")
    if grid.width - last_column > _GHOSTS:
        noted.add("ghost", f"{name}!{letters(end_column)}")
    if look.declared and (look.declared[1] < end_row or column_of(look.declared[0]) + 1 < end_column):
        noted.add("dimension", f"{name}!{look.declared[0]}{look.declared[1]}")


def _last(grid: Grid) -> tuple[int, int]:
    """How many rows and columns there are up to the last one with content."""
    height = next((row + 1 for row in range(grid.height - 1, -1, -1) if not grid.blank(row)), 0)
    width = 0
    for row in grid.rows[: min(height, 2000)]:
        for column in range(len(row) - 1, width - 1, -1):
            if row[column] not in (None, "") and str(row[column]).strip():
                width = column + 1
                break
    return height, width
