"""Every row of a sheet accounted for exactly once, so that the clerk can see that nothing fell under the table."""

from collections import Counter

from client.spreadsheets.drafts import LeftOut, LeftOutAs, RowCounts
from client.spreadsheets.grid import Grid
from client.spreadsheets.reasons import Reason


class Account:
    """What each row of a sheet is. A row is counted by what was said of it last."""

    def __init__(self, grid: Grid) -> None:
        self._grid = grid
        self._said: dict[int, str] = {}
        self._why: dict[int, LeftOut] = {}

    def imported(self, row: int, as_: str) -> None:
        """The row is an entry, a continuation or a header."""
        self._said[row] = as_
        if row in self._why:
            del self._why[row]

    def left_out(self, row: int, as_: LeftOutAs, why: Reason) -> None:
        """The row is not imported. A blank row is blank whatever it stands in."""
        if self._grid.blank(row):
            return
        self._said[row] = as_
        self._why[row] = LeftOut(self._grid.number(row), as_, why)

    def rest_left_out(self, why: Reason, as_: LeftOutAs = "instruction") -> None:
        """All rows nothing was said of are left out for one reason."""
        for row in range(self._grid.height):
            if row not in self._said:
                self.left_out(row, as_, why)

    def counts(self) -> RowCounts:
        """The sums; a row nothing was said of is blank."""
        said = Counter(self._said.values())
        return RowCounts(
            read=self._grid.height,
            entry=said["entry"],
            continuation=said["continuation"],
            blank=self._grid.height - len(self._said),
            header=said["header"],
            instruction=said["instruction"],
            total=said["total"],
            refused=said["refused"],
        )

    def all_left_out(self) -> tuple[LeftOut, ...]:
        """The rows left out, in their order."""
        return tuple(self._why[row] for row in sorted(self._why))
