"""Tables made of tags, in a web page or a document: cells find their place among those that reach over them."""

from client.catalog.kinds import Cell
from client.errors import InputProblem
from client.spreadsheets.opening.sheets import MOST_COLUMNS, MOST_ROWS, Merge

_MOST_STEPS = 20_000_000
_WIDEST_SPAN, _LONGEST_SPAN = 1000, 65_534
"""A cell reaches over no more columns and rows in HTML."""


class Table:
    """Rows that grow tag by tag. Raises `InputProblem` when they grow beyond what a workbook may have."""

    def __init__(self) -> None:
        self.rows: list[list[Cell]] = []
        self.merged: list[Merge] = []
        self._column = 0
        # By column, the first row that is free again below a cell that reaches down.
        self._free_from: dict[int, int] = {}
        self._steps = 0

    def row(self) -> None:
        """Begins the next row."""
        if len(self.rows) >= MOST_ROWS:
            raise InputProblem("input.too-big")
        self.rows.append([])
        self._column = 0

    def cell(self, text: Cell, across: int = 1, down: int = 1) -> tuple[int, int]:
        """Puts a cell into the next free place of the row, which is given back, from 0."""
        row, column = len(self.rows) - 1, self._column
        while self._free_from and self._free_from.get(column, 0) > row:
            column += 1
            self._steps += 1
        cells = self.rows[row]
        if column > len(cells):
            cells.extend([None] * (column - len(cells)))
        cells.append(text)
        self._column = column + 1
        if across > 1 or down > 1:
            self._reach(row, column, min(across, _WIDEST_SPAN), min(down, _LONGEST_SPAN))
        if self._column > MOST_COLUMNS:
            raise InputProblem("input.too-wide", columns=self._column)
        if self._steps > _MOST_STEPS:
            raise InputProblem("input.too-big")
        return row, column

    def _reach(self, row: int, column: int, across: int, down: int) -> None:
        self._steps += across
        self._column = column + across
        if down > 1:
            self._free_from.update(dict.fromkeys(range(column, self._column), row + down))
        self.merged.append((row, column, row + down - 1, self._column - 1))

    @property
    def width(self) -> int:
        """The columns that hold a cell."""
        return max(map(len, self.rows), default=0)
