"""The cells of a sheet by row and column, with merged cells filled as a person sees them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import compress, islice
from operator import itemgetter
from typing import TypeVar

from client.catalog import plain
from client.catalog.kinds import Cell, cell_text
from client.spreadsheets.opening.places import column_of, letters
from client.spreadsheets.reader import Merge, Sheet

__all__ = ["Grid", "column_of", "is_blank", "letters", "picked"]

_T = TypeVar("_T")
_MOST_FILLED = 2_000_000
_MOST_KEPT = 200_000
_MOST_ROWS_KEPT = 100
_UNSEEN = (
    " \t\r\n\v\f\u00a0\u3000\u200b\u200c\u200d\u2060\ufeff\u00ad\u2002\u2003\u2009\u202f\u2028\u2029\u0085\u1680\u205f"
)


class _Looks(dict[Cell, int]):
    """What `Grid.looks` says of a cell; millions pass, and most of them say the same as one before."""

    def __missing__(self, cell: Cell) -> int:
        look = 0 if is_blank(cell) else 2 if isinstance(cell, str) and "密" in cell else 1
        if len(self) >= _MOST_KEPT:
            self.clear()
        self[cell] = look
        return look


class Grid:
    """A sheet with rows and columns counted from 0 at its first used cell."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.rows = sheet.rows
        self.height = len(sheet.rows)
        self.width = max(map(len, sheet.rows), default=0)
        self.merged = [merge for raw in sheet.merged if (merge := self._inside(raw))]
        self._down = self._filled_down()
        self._look = _Looks().__getitem__
        # The first rows of a sheet are looked at again and again until it is clear what they are.
        self._texts: dict[int, list[str]] = {}
        self._samples: dict[tuple[int, int, int, int], list[Cell]] = {}

    def _inside(self, merge: Merge) -> Merge | None:
        """A merged range in our numbering, cut to the cells there are."""
        top, left, bottom, right = merge
        top, bottom = top - self.sheet.first_row, min(bottom - self.sheet.first_row, self.height - 1)
        left, right = left - self.sheet.first_column, min(right - self.sheet.first_column, self.width - 1)
        fine = 0 <= top <= bottom and 0 <= left <= right and (bottom > top or right > left)
        return (top, left, bottom, right) if fine else None

    def _filled_down(self) -> Mapping[int, Sequence[tuple[int, Cell]]]:
        """By row, the cells that a merged cell above reaches into; merges over all columns are notes."""
        filled: dict[int, list[tuple[int, Cell]]] = {}
        count = 0
        for top, left, bottom, right in self.merged:
            value = self.cell(top, left)
            if right - left + 1 >= max(self.width, 3) or value in (None, "") or count > _MOST_FILLED:
                continue
            count += bottom - top
            for row in range(top + 1, bottom + 1):
                filled.setdefault(row, []).append((left, value))
        return filled

    def cell(self, row: int, column: int) -> Cell:
        """The cell as it is in the file."""
        cells = self.rows[row]
        return cells[column] if column < len(cells) else None

    def seen(self, row: int) -> list[Cell]:
        """A row with what merged cells above reach into it."""
        fill = self._down.get(row)
        if not fill:
            return self.rows[row]
        cells = [*self.rows[row], *[None] * (self.width - len(self.rows[row]))]
        for column, value in fill:
            if cells[column] in (None, ""):
                cells[column] = value
        return cells

    def text(self, row: int, column: int) -> str:
        """The cell as tidy text."""
        return plain.tidy(cell_text(self.cell(row, column)))

    def texts(self, row: int) -> list[str]:
        """All cells of a row as tidy text."""
        found = self._texts.get(row)
        if found is None:
            found = [plain.tidy(cell_text(cell)) if cell not in (None, "") else "" for cell in self.rows[row]]
            if len(self._texts) < _MOST_ROWS_KEPT:
                self._texts[row] = found
        return [*found]

    def blank(self, row: int) -> bool:
        """Whether the row has nothing but blanks."""
        return not any(map(self._look, self.rows[row]))

    def looks(self, row: int) -> list[int]:
        """What a quick look at each cell of a row tells: 0 nothing to see, 1 something, 2 something with 密 in it."""
        looks = list(map(self._look, self.rows[row]))
        if len(looks) < self.width:
            looks.extend([0] * (self.width - len(looks)))
        return looks

    def filled(self, row: int) -> list[Cell]:
        """The cells of a row that hold something."""
        cells = self.rows[row]
        return list(compress(cells, map(self._look, cells)))

    def sample(self, column: int, start: int, end: int, most: int) -> list[Cell]:
        """The first cells of a column with something in them, at most so many. Every profile asks for the same."""
        asked = (column, start, end, most)
        found = self._samples.get(asked)
        if found is None:
            cells = (row[column] if column < len(row) else None for row in self.rows[start:end])
            found = self._samples[asked] = list(islice((cell for cell in cells if cell not in (None, "")), most))
        return found

    def number(self, row: int) -> int:
        """The row's number as Excel shows it."""
        return row + self.sheet.first_row + 1

    def letter(self, column: int) -> str:
        """The column's letters as Excel shows them."""
        return letters(column + self.sheet.first_column)


def is_blank(cell: Cell) -> bool:
    """Whether a cell holds nothing a person can see."""
    return cell is None or cell == "" or (isinstance(cell, str) and not cell.strip(_UNSEEN))


def picked(columns: Iterable[int]) -> Callable[[Sequence[_T]], Sequence[_T]]:
    """Takes some cells, in the order of their columns, out of a row as wide as the sheet; out of a shorter one, those
    it has."""
    places = sorted(set(columns))
    if not places or places[-1] - places[0] == len(places) - 1:
        return itemgetter(slice(places[0], places[-1] + 1) if places else slice(0))
    return itemgetter(*places)
