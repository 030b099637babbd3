"""What is read: the cells of a file's sheets, whatever kind of file it was."""

from dataclasses import dataclass
from pathlib import Path

from client.catalog.kinds import Cell
from client.spreadsheets.opening.beneath import Look
from client.spreadsheets.opening.places import Merge

MOST_COLUMNS = 20_000
MOST_ROWS = 1_048_576


@dataclass(frozen=True, slots=True)
class Sheet:
    """The cells of one sheet from its first used cell on: `rows[0][0]` stands at (`first_row`, `first_column`), from 0."""

    name: str
    rows: list[list[Cell]]
    first_row: int = 0
    first_column: int = 0
    hidden: bool = False
    merged: tuple[Merge, ...] = ()
    look: Look | None = None


@dataclass(frozen=True, slots=True)
class Workbook:
    """A file's sheets. `format`: xlsx, xls, xlsb, ods, csv, html (also saved as one file), xml (Excel
    2003) or docx.

    `encoding` is set for text tables and web pages only.
    """

    path: Path
    format: str
    encoding: str
    sheets: tuple[Sheet, ...]
