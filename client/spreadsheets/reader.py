"""One face over xlsx, xls, xlsb, ods, csv and their WPS names: by content, never by the extension.

Runs inside a worker process that may die (a hostile workbook can abort the process); everything here is plain
functions over bytes.
"""

import io
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import cast

from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum, WorksheetNotFound

from client.catalog.kinds import Cell
from client.errors import InputProblem
from client.progress import SILENT, Progress
from client.spreadsheets.opening import delimited, preflight, sniff
from client.spreadsheets.opening.beneath import Look

_MOST_BYTES = 200 << 20
_MOST_KEPT = 200_000
_ADDRESS = re.compile(r"([A-Z]{1,3})(\d{1,7})")

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
    look: Look | None = None


@dataclass(frozen=True, slots=True)
class Workbook:
    """A file's sheets. `format` is xlsx, xls, xlsb, ods or csv; `encoding` is set for csv only."""

    path: Path
    format: str
    encoding: str
    sheets: tuple[Sheet, ...]


def read(path: Path, progress: Progress = SILENT) -> Workbook:
    """Every sheet of the file. Raises `InputProblem` in words a clerk understands when it cannot be read."""
    data = _bytes(path)
    progress.stage("reading")
    try:
        kind = sniff.kind_of(data)
        if kind == "csv":
            text, encoding = delimited.decode(data)
            sheet = Sheet(path.stem, cast(list[list[Cell]], delimited.parse(text, progress)))
            return Workbook(path, kind, encoding, (sheet,))
        looks = preflight.check(data, kind, progress) if kind in ("xlsx", "xlsb", "ods") else {}
        return Workbook(path, kind, "", tuple(_sheets(data, looks, progress)))
    except InputProblem as problem:
        raise InputProblem(problem.code, **{"file": path.name, **problem.params}) from problem


def _bytes(path: Path) -> bytes:
    """The whole file at once: what somebody saves meanwhile does not reach us half."""
    name = path.name
    try:
        if path.is_dir():
            raise InputProblem("input.folder", file=name)
        if name.startswith("~$"):
            raise InputProblem("input.lock-file", file=name)
        size = path.stat().st_size
        if size > _MOST_BYTES:
            raise InputProblem("input.too-large", file=name, megabytes=size >> 20)
        return path.read_bytes()
    except FileNotFoundError as problem:
        raise InputProblem("input.missing", file=name) from problem
    except PermissionError as problem:
        raise InputProblem("input.locked", file=name) from problem
    except (OSError, ValueError) as problem:
        raise InputProblem("input.unreadable", file=name, why=str(problem)) from problem


def _sheets(data: bytes, looks: Mapping[str, Look], progress: Progress) -> Iterator[Sheet]:
    """Calamine trusts the extension of a path, so it gets the bytes."""
    with _translated():
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        described = list(book.sheets_metadata)
    for number, about in enumerate(described):
        if about.typ is not SheetTypeEnum.WorkSheet:
            continue
        with _translated():
            try:
                sheet = book.get_sheet_by_index(number)
            except WorksheetNotFound:
                continue
            start = sheet.start or (0, 0)
            # iter_rows leaves out empty columns before the first cell, but not empty rows.
            source = islice(sheet.iter_rows(), start[0], None)
            merged = tuple((*first, *last) for first, last in sheet.merged_cell_ranges or ())
        rows: list[list[Cell]] = []
        known: dict[str, str] = {}
        for row in source:
            # Each cell is a text of its own; said a thousand times, it is kept, hashed and compared as one.
            rows.append([known.setdefault(cell, cell) if isinstance(cell, str) else cell for cell in row])
            if len(rows) % 1000 == 0:
                progress.step(len(rows))
                if len(known) > _MOST_KEPT:
                    known.clear()
        hidden = about.visible is not SheetVisibleEnum.Visible
        look = looks.get(about.name)
        if look:
            _put_back_zeros(rows, start, look)
        yield Sheet(about.name, rows, start[0], start[1], hidden, merged, look)


def _put_back_zeros(rows: list[list[Cell]], start: tuple[int, int], look: Look) -> None:
    """000012 in a cell of format 000000 arrives as 12.0; a person sees the zeros."""
    for cell, text in look.zeros.items():
        found = _ADDRESS.fullmatch(cell)
        if not found:
            continue
        column = 0
        for letter in found[1]:
            column = column * 26 + ord(letter) - 64
        row, column = int(found[2]) - 1 - start[0], column - 1 - start[1]
        if 0 <= row < len(rows) and 0 <= column < len(rows[row]) and isinstance(rows[row][column], int | float):
            rows[row][column] = text


@contextmanager
def _translated() -> Iterator[None]:
    """Whatever calamine raises means that the file is damaged or locked; its panics are no ordinary exceptions."""
    try:
        yield
    except Exception as problem:
        raise _problem(problem) from problem
    except BaseException as problem:
        if type(problem).__name__ != "PanicException":
            raise
        raise _problem(problem) from problem


def _problem(problem: BaseException) -> InputProblem:
    text = str(problem).lower()
    locked = isinstance(problem, PasswordError) or "password" in text or "encrypt" in text
    return InputProblem("input.encrypted" if locked else "input.damaged", why=str(problem)[:200])
