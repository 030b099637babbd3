"""Tables made of tags, in a web page or a document: cells find their place among those that reach over them."""

from collections.abc import Iterable, Iterator, Sequence

from client.catalog.kinds import Cell
from client.errors import InputProblem
from client.spreadsheets.opening.beneath import Look
from client.spreadsheets.opening.places import Merge
from client.spreadsheets.opening.sheets import MOST_COLUMNS, MOST_ROWS, Sheet

_MOST_STEPS = 20_000_000
_WIDEST_SPAN, _LONGEST_SPAN = 1000, 65_534
"""A cell reaches over no more columns and rows in HTML."""


_FIRST, _LAST = 10, 20
"""A saved page may have hundreds of menu lines above its table: these many of the lines are kept."""


class Table:
    """Rows that grow tag by tag. Raises `InputProblem` when they grow beyond what a workbook may have.

    `hidden`: the numbers of rows that are not shown, from 1.
    """

    def __init__(self) -> None:
        self.rows: list[list[Cell]] = []
        self.merged: list[Merge] = []
        self.hidden: list[int] = []
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

    def skip(self, columns: int) -> None:
        """Leaves places of the row free."""
        self._column += columns
        if self._column > MOST_COLUMNS:
            raise InputProblem("input.too-wide", columns=self._column)

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


def stacked(
    pieces: Iterable[tuple[list[str], Table]], below: list[str], names: Sequence[str], name: str
) -> Iterator[Sheet]:
    """Tables, each with the lines of text above it, as sheets; one as wide as the one before goes on on its sheet.

    `names`: of the first sheets, as far as they are known; `name`: of the others, numbered.
    """
    stacks: list[_Stack] = []
    for above, table in pieces:
        if not stacks or table.width != stacks[-1].width:
            stacks.append(_Stack(table.width))
        stacks[-1].add(_kept(above), table)
    if stacks:
        stacks[-1].lines(_kept(below))
    for number, stack in enumerate(stacks):
        own = names[number] if number < len(names) else f"{name} {number + 1}"
        yield Sheet(own, stack.rows, merged=tuple(stack.merged), look=stack.look)


class _Stack:
    """The rows of one sheet: tables and the text between them, one below the other."""

    def __init__(self, width: int) -> None:
        self.width = width
        self.rows: list[list[Cell]] = []
        self.merged: list[Merge] = []
        self.look = Look()

    def lines(self, texts: Sequence[str]) -> None:
        self.rows += [[text] for text in texts]

    def add(self, above: Sequence[str], table: Table) -> None:
        self.lines(above)
        down = len(self.rows)
        self.merged += [(top + down, left, bottom + down, right) for top, left, bottom, right in table.merged]
        self.look.hidden_rows += [row + down for row in table.hidden]
        self.rows += table.rows


def _kept(lines: Sequence[str]) -> Sequence[str]:
    return lines if len(lines) <= _FIRST + _LAST else [*lines[:_FIRST], *lines[-_LAST:]]
