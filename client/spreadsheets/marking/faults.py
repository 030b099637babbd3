"""What is to be marked: faults by their cells in words, and the keys of every row that was understood."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

ERROR, WARNING, INFO = "error", "warning", "info"
SEVERITIES = (ERROR, WARNING, INFO)


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault in the words of a clerk. `cell` is `Sheet!C5`, or `Sheet!5` when the file has no column for it."""

    rule: str
    severity: str
    cell: str
    field: str
    name: str
    what: str
    how: str

    @property
    def place(self) -> tuple[str, str, int]:
        """Sheet, column letters ("" for none) and row."""
        sheet, _, address = self.cell.rpartition("!")
        letters = address.rstrip("0123456789")
        return sheet, letters, int(address[len(letters) :] or 0)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the file that belongs to an entry: the entry's id and, where it holds one, the item's.

    `first`: the row the entry begins in. `repeated`: a row that repeats another word for word and is not stored.
    """

    sheet: str
    row: int
    entry: str
    item: str = ""
    first: bool = False
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Marks:
    """All that goes into a marked workbook. `headers`: by sheet the last row of its header; `profile`: id@version.

    `secret` are rows with a secrecy mark: their content is not copied.
    """

    profile: str
    faults: Sequence[Fault]
    rows: Sequence[Row]
    headers: Mapping[str, int]
    secret: Sequence[tuple[str, int, str]] = ()
    ours: bool = False


@dataclass(frozen=True, slots=True)
class Marked:
    """What came of it: cells coloured and their number by severity, rows with a fault, faults that have no column.

    `lost` names features of the office's file that the copy does not have (see `features`); `report`: the file is so
    long that only its faulty rows are listed.
    """

    cells: int
    faults: Mapping[str, int]
    rows: int
    lost: tuple[str, ...] = ()
    report: bool = False
    unmarked: int = field(default=0)
