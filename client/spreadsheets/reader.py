"""One face over xlsx, xls, xlsb, ods, csv and their WPS names: by content, never by the extension.

Runs inside a worker process that may die (a hostile workbook can abort the process); everything here is plain
functions over bytes.
"""

from dataclasses import dataclass
from pathlib import Path

from client.catalog.kinds import Cell
from client.progress import SILENT, Progress

Merge = tuple[int, int, int, int]
"""First row, first column, last row, last column; from 0, in the sheet's own numbering."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The cells of one sheet from its first used cell on: `rows[0][0]` stands at (`first_row`, `first_column`), from 0."""

    name: str
    rows: list[list[Cell]]
    first_row: int = 0
    first_column: int = 0
    hidden: bool = False
    merged: tuple[Merge, ...] = ()


@dataclass(frozen=True, slots=True)
class Workbook:
    """A file's sheets. `format` is xlsx, xls, xlsb, ods or csv; `encoding` is set for csv only."""

    path: Path
    format: str
    encoding: str
    sheets: tuple[Sheet, ...]


def read(path: Path, progress: Progress = SILENT) -> Workbook:
    """Every sheet of the file. Raises `InputProblem` in words a clerk understands when it cannot be read."""
    raise NotImplementedError
