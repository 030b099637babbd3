"""An entry while the rows of a table are read."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from client.catalog.entry import Value
from client.catalog.kinds import Cell
from client.spreadsheets.drafts import Draft, DraftItem, Source
from client.spreadsheets.grid import Grid
from client.spreadsheets.reasons import Reason
from client.spreadsheets.tables import one_cell


@dataclass(slots=True)
class Building:
    """An entry while its rows are read. `rows` are all its rows in the grid, `cells` its own as they stand."""

    row: int
    cells: Sequence[Cell]
    key: str = ""
    values: dict[str, Value] = field(default_factory=dict)
    items: list[DraftItem] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    refused: Reason | None = None
    items_source: Source | None = None
    around: str = ""

    def draft(self, source: Source, grid: Grid) -> Draft:
        """The finished draft; a refused one carries no values at all."""
        if self.refused:
            return Draft("", {}, (), grid.number(self.row), source, refused=self.refused)
        told = "" if self.items else str(self.values.get("summary", ""))
        return Draft(
            self.key,
            self.values,
            tuple(self.items),
            grid.number(self.row),
            source,
            self.items_source,
            around=self.around,
            offered=one_cell.offered(told) if told else (),
        )
