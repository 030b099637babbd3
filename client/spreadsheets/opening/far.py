"""Cells so far out that a table from the first to the last of them would fill the memory.

A few stray ones (a blank typed into XFD1048576) are left out and told; where they hold rows of data, nothing is left out
and the file is refused with the place.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from client.catalog.kinds import Cell
from client.errors import InputProblem
from client.spreadsheets.opening.places import address

MOST_CELLS = 40_000_000
_SPARSE_FROM = 4_000_000
SPARSE = 60
_ROWS_APART, _COLUMNS_APART = 1000, 200
_FEW, _SHARE = 20, 100
_OF_A_ROW = 3


class Box(NamedTuple):
    """Where a table stands; rows and columns from 0, the last ones included."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def cells(self) -> int:
        """How many cells it has."""
        return (self.bottom - self.top + 1) * (self.right - self.left + 1)

    def holds(self, row: int, column: int) -> bool:
        """Whether a place lies inside."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right


def is_sparse(cells: int, filled: int) -> bool:
    """Whether a box of `cells` is too large for what it holds."""
    return cells > MOST_CELLS or (cells > _SPARSE_FROM and cells > filled * SPARSE)


def table(filled: Mapping[int, Collection[int]]) -> Box:
    """The box of the cells that stand together (`filled`: by row, the columns that hold something).

    Raises `InputProblem` when those beyond it look like data.
    """
    rows = _largest({row: len(columns) for row, columns in filled.items()}, _ROWS_APART)
    held: dict[int, int] = {}
    for row in rows:
        for column in filled[row]:
            held[column] = held.get(column, 0) + 1
    columns = _largest(held, _COLUMNS_APART)
    box = Box(rows[0], columns[0], rows[-1], columns[-1])
    beyond = {row: out for row in filled if (out := [one for one in filled[row] if not box.holds(row, one)])}
    count = sum(map(len, beyond.values()))
    data = any(len(out) >= _OF_A_ROW for out in beyond.values())
    if data or count > _FEW + sum(held.values()) // _SHARE or is_sparse(box.cells, sum(held.values())):
        row = max(beyond, default=box.bottom)
        raise InputProblem("input.far-cell", row=row + 1, columns=max(filled[row], default=0) + 1)
    return box


def _largest(weights: Mapping[int, int], apart: int) -> Sequence[int]:
    """Of the groups that lie more than `apart` from each other, the members of the heaviest."""
    groups: list[list[int]] = []
    for one in sorted(weights):
        if groups and one - groups[-1][-1] <= apart:
            groups[-1].append(one)
        else:
            groups.append([one])
    return max(groups, key=lambda group: sum(weights[one] for one in group))


def kept(rows: Mapping[int, list[Cell]]) -> tuple[Mapping[int, list[Cell]], list[str]]:
    """The rows without stray cells, and the addresses of those that hold something. Raises `InputProblem` as `table`."""
    filled = {row: columns for row, cells in rows.items() if (columns := _filled(cells))}
    if not filled:
        return {}, []
    whole = Box(min(filled), 0, max(filled), max(max(columns) for columns in filled.values()))
    if not is_sparse(whole.cells, sum(map(len, filled.values()))):
        return {row: rows[row] for row in filled}, []
    box = table(filled)
    return {row: rows[row][: box.right + 1] for row in filled if box.top <= row <= box.bottom}, stray(filled, box)


def stray(filled: Mapping[int, Iterable[int]], box: Box) -> list[str]:
    """The addresses outside of the box."""
    return [address(row, one) for row, columns in filled.items() for one in columns if not box.holds(row, one)]


def _filled(cells: Sequence[Cell]) -> list[int]:
    return [column for column, cell in enumerate(cells) if cell is not None and cell != ""]
