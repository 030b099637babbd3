"""One face over xlsx, xls, xlsb, ods, csv, web pages, XML, tables of docx and their WPS names: by content, never by the extension.

Runs inside a worker process that may die (a hostile workbook can abort the process); everything here is plain
functions over bytes.
"""

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import cast

from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum, WorksheetNotFound

from client.catalog.kinds import Cell
from client.errors import InputProblem
from client.progress import SILENT, Progress
from client.spreadsheets.opening import beneath_xls, delimited, preflight, protected, sniff
from client.spreadsheets.opening.beneath import Look
from client.spreadsheets.opening.places import Merge, address, place_of
from client.spreadsheets.opening.sheets import Sheet, Workbook

__all__ = ["Merge", "Sheet", "Workbook", "read"]

_MOST_BYTES = 200 << 20
_MOST_KEPT = 200_000
_TEXTS = frozenset({str})
_BRACES = re.compile(r"[{}]")
"""A sentence with them looks as if a part of it were missing."""
_ERRORS = frozenset(
    {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#GETTING_DATA"}
)


def read(path: Path, progress: Progress = SILENT) -> Workbook:
    """Every sheet of the file. Raises `InputProblem` in words a clerk understands when it cannot be read."""
    data = _bytes(path)
    progress.stage("reading")
    try:
        book = _opened(path, data, progress)
        if not book.sheets:
            raise InputProblem("input.empty-workbook")
    except InputProblem as problem:
        raise InputProblem(problem.code, **{"file": path.name, **problem.params}) from problem
    return book


def _opened(path: Path, data: bytes, progress: Progress) -> Workbook:
    try:
        return _read(path, data, sniff.kind_of(data), progress)
    except InputProblem as problem:
        inner = protected.opened(data) if problem.code == "input.encrypted" else b""
        if not inner:
            raise
        return _read(path, inner, sniff.kind_of(inner), progress)


def _read(path: Path, data: bytes, kind: str, progress: Progress) -> Workbook:
    if kind == "csv":
        text, encoding = delimited.decode(data)
        rows = cast(list[list[Cell]], delimited.parse(text, progress))
        sheet = Sheet(path.stem, rows, look=Look())
        return Workbook(path, kind, encoding, (_with_errors(sheet) if "#" in text else sheet,))
    if kind in ("html", "mhtml"):
        from client.spreadsheets.opening import web_page

        reading = web_page.read if kind == "html" else web_page.read_single_file
        sheets, encoding = reading(data, path.stem, progress)
        return Workbook(path, "html", encoding, tuple(map(_with_errors, sheets)))
    if kind == "xml":
        from client.spreadsheets.opening import spreadsheet_xml

        return Workbook(path, kind, "", spreadsheet_xml.read(data, progress))
    if kind == "docx":
        from client.spreadsheets.opening import word_table

        return Workbook(path, kind, "", tuple(map(_with_errors, word_table.read(data, path.stem, progress))))
    if kind == "biff":
        from client.spreadsheets.opening import ancient

        return Workbook(path, "xls", "", ancient.read(data, progress))
    if kind == "xls":
        seen = beneath_xls.looks(data)
        return Workbook(path, kind, "", tuple(_sheets(beneath_xls.without_strays(data, seen), seen, progress)))
    data, looks = preflight.check(data, kind, progress)
    return Workbook(path, kind, "", tuple(_sheets(data, list(looks.items()), progress, kind)))


def _with_errors(sheet: Sheet) -> Sheet:
    """Texts like #REF! in a table of texts are errors that a workbook had; they hold nothing."""
    if sheet.look is not None:
        for number, row in enumerate(sheet.rows):
            for column, cell in enumerate(row):
                if cell in _ERRORS:
                    row[column] = None
                    sheet.look.errors.append(address(number, column))
    return sheet


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


def _sheets(data: bytes, looks: Sequence[tuple[str, Look]], progress: Progress, kind: str = "xls") -> Iterator[Sheet]:
    """Calamine trusts the extension of a path, so it gets the bytes."""
    with _translated():
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        described = list(book.sheets_metadata)
    # The names of an old workbook may be decoded in another way; its sheets stand in the same order.
    in_order = kind == "xls" and len(looks) == len(described)
    named = dict(looks)
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
        known: dict[Cell, Cell] = {}
        kept = known.setdefault
        for row in source:
            # Each cell is a text of its own; said a thousand times, it is kept, hashed and compared as one.
            if _TEXTS.issuperset(map(type, row)):
                rows.append([*map(kept, row, row)])
            else:  # true, 1 and 1.0 are equal, and must stay what they are
                rows.append([kept(cell, cell) if isinstance(cell, str) else cell for cell in row])
            if len(rows) % 1000 == 0:
                progress.step(len(rows))
                if len(known) > _MOST_KEPT:
                    known.clear()
        hidden = about.visible is not SheetVisibleEnum.Visible
        look = looks[number][1] if in_order else named.get(about.name)
        if look:
            _put(rows, start, look.numbers)
            _put(rows, start, look.zeros, numbers_only=True)
            # An old workbook says 0 where a formula was not worked out.
            _put(rows, start, dict.fromkeys((*look.uncalculated, *look.errors), ""))
            merged = merged or tuple(look.merged)
        yield Sheet(about.name, rows, start[0], start[1], hidden, merged, look)


def _put(
    rows: list[list[Cell]], start: tuple[int, int], texts: Mapping[str, Cell], *, numbers_only: bool = False
) -> None:
    """Puts texts into their places: 000012 in a cell of format 000000 arrives as 12.0, a person sees the zeros."""
    for cell, text in texts.items():
        place = place_of(cell)
        if place is None:
            continue
        row, column = place[0] - start[0], place[1] - start[1]
        if 0 <= row < len(rows) and 0 <= column < len(rows[row]):
            if not numbers_only or isinstance(rows[row][column], int | float):
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
    return InputProblem("input.encrypted" if locked else "input.damaged", why=_BRACES.sub("", str(problem))[:200])
