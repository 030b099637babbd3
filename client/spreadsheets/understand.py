"""A file understood: which sheets are catalogs, what their columns mean, which entries they hold."""

from collections.abc import Sequence
from pathlib import Path

from client.progress import SILENT, Progress
from client.spreadsheets.drafts import (
    ColumnMatch,
    Damage,
    Draft,
    DraftItem,
    Learned,
    LeftOut,
    RowCounts,
    SheetReport,
    Source,
    Suggestion,
    Understanding,
)

__all__ = [
    "ColumnMatch",
    "Damage",
    "Draft",
    "DraftItem",
    "Learned",
    "LeftOut",
    "RowCounts",
    "SheetReport",
    "Source",
    "Suggestion",
    "Understanding",
    "understand",
]


def understand(
    path: Path,
    *,
    profile: str = "",
    sheet: str = "",
    learned: Sequence[Learned] = (),
    progress: Progress = SILENT,
) -> Understanding:
    """What the file holds, by `profile` (id, or id@version; "" = the one its headers suggest).

    `sheet` limits it to one sheet, hidden or not. Raises `InputProblem` when the file cannot be read; a file that can
    be read but is no catalog gives an `Understanding` with `problem` set (see `require`).
    """
    raise NotImplementedError
