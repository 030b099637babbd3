"""Looks into a zipped workbook before it is unpacked: bombs, and cells so far out that reading would need all memory.

calamine makes a table from the first to the last filled cell; a sheet of 1.4 kB with A1 and XFD1048576 filled makes it
abort the whole process (store.md 4), and `<dimension>` may lie, so the addresses themselves are looked at.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import IO

from client.errors import Cancelled, InputProblem
from client.progress import Progress
from client.spreadsheets.opening.beneath import Look, Watch

_MOST_PARTS = 5_000
_MOST_BYTES = 1 << 30
_MOST_PART = 700 << 20
_RATIO = 300
_RATIO_FROM = 50 << 20
_MOST_CELLS = 40_000_000
_SPARSE_FROM = 4_000_000
_SPARSE = 60
_CHUNK = 1 << 20
_CELL = re.compile(rb'<(?:\w{1,20}:)?c\s[^<>]{0,200}?\br="\$?([A-Za-z]{1,4})\$?([0-9]{1,9})"[^<>/]{0,200}>')
# Numbers that overflow make the reader count for ever.
_WILD = re.compile(rb'\b(?:r|ref)="[A-Za-z:$]{0,9}[0-9]{8}')
_REPEATED = re.compile(
    rb"<table:table-row(?P<row>[^>]*)>|<table:(?:covered-)?table-cell(?P<cell>[^>]*)>|</table:table-row>"
)
_ROWS = re.compile(rb'number-rows-repeated="(\d{1,12})"')
_COLUMNS = re.compile(rb'number-columns-repeated="(\d{1,12})"')
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384


def check(data: bytes, kind: str, progress: Progress) -> Mapping[str, Look]:
    """What lies beneath the sheets of a package, by sheet name (xlsx only).

    Raises `InputProblem` when unpacking or reading it would need too much memory.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
            _sizes(parts)
            watch = Watch(package) if kind == "xlsx" else None
            for part in parts:
                if watch and _may_be_sheet(part.filename):
                    watch.part(part.filename)
                    with package.open(part) as stream:
                        _sheet(stream, watch, progress)
                elif kind == "ods" and part.filename == "content.xml":
                    with package.open(part) as stream:
                        _open_document(stream, progress)
            return watch.looks if watch else {}
    except (InputProblem, Cancelled):
        raise
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError, RuntimeError) as problem:
        code = "input.encrypted" if "password" in str(problem) or "encrypted" in str(problem) else "input.damaged"
        raise InputProblem(code, why=type(problem).__name__) from problem
    except Exception as problem:  # zlib and lzma raise their own kinds; whatever it is, the package is damaged
        raise InputProblem("input.damaged", why=type(problem).__name__) from problem


def _sizes(parts: list[zipfile.ZipInfo]) -> None:
    if len(parts) > _MOST_PARTS:
        raise InputProblem("input.bomb", parts=len(parts), megabytes=0)
    total = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts) or 1
    too_dense = total > _RATIO_FROM and total / packed > _RATIO
    if total > _MOST_BYTES or too_dense or any(part.file_size > _MOST_PART for part in parts):
        raise InputProblem("input.bomb", parts=len(parts), megabytes=total >> 20)


def _may_be_sheet(name: str) -> bool:
    lower = name.lower()
    known = ("sharedstrings", "styles", "theme", "drawing", "docprops", "comments", "[content_types]", "printer")
    return lower.endswith(".xml") and not any(word in lower for word in known)


def _chunks(stream: IO[bytes], progress: Progress) -> Iterator[bytes]:
    """The part piece by piece, each with the unfinished tag of the one before. Sizes in the directory may lie too."""
    rest = b""
    read = 0
    while piece := stream.read(_CHUNK):
        read += len(piece)
        if read > _MOST_PART:
            raise InputProblem("input.bomb", parts=1, megabytes=read >> 20)
        progress.step(0)
        whole = rest + piece
        end = whole.rfind(b"<")
        rest = whole[end:] if end >= 0 and len(whole) - end < 4096 else b""
        yield whole[:end] if rest else whole
    yield rest


def _sheet(stream: IO[bytes], watch: Watch, progress: Progress) -> None:
    """The box of the filled cells of one sheet: self-closing cells are only styled, and cost nothing."""
    count = last_row = last_column = 0
    first_row, first_column = _LAST_ROW * 10, _LAST_COLUMN * 10
    for chunk in _chunks(stream, progress):
        watch.piece(chunk)
        if _WILD.search(chunk):
            raise InputProblem("input.far-cell", row=_LAST_ROW, columns=_LAST_COLUMN)
        found = _CELL.findall(chunk)
        if not found:
            continue
        count += len(found)
        rows = [int(row) for _, row in (found[0], found[-1])]
        rows += [int(row) for row in {row for _, row in found if len(row) >= 6}]
        columns = [_number(letters) for letters in {letters for letters, _ in found}]
        last_row, first_row = max(last_row, *rows), min(first_row, *rows)
        last_column, first_column = max(last_column, *columns), min(first_column, *columns)
    if not count:
        return
    if last_row > _LAST_ROW or last_column > _LAST_COLUMN:
        raise InputProblem("input.far-cell", row=last_row, columns=last_column)
    box = (last_row - first_row + 1) * (last_column - first_column + 1)
    if box > _MOST_CELLS or (box > _SPARSE_FROM and box > count * _SPARSE):
        raise InputProblem("input.far-cell", row=last_row, columns=last_column)


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _open_document(stream: IO[bytes], progress: Progress) -> None:
    """Counts the filled cells an ods sheet unfolds to: `repeated` attributes make a table out of one tag."""
    total = row_times = row_cells = row_width = 0
    widest = 0
    for chunk in _chunks(stream, progress):
        for tag in _REPEATED.finditer(chunk):
            if tag["row"] is not None:
                times = _ROWS.search(tag["row"])
                row_times, row_cells, row_width = int(times[1]) if times else 1, 0, 0
            elif tag["cell"] is not None:
                times = _COLUMNS.search(tag["cell"])
                row_width += int(times[1]) if times else 1
                if b"office:value" in tag["cell"] or not tag["cell"].rstrip().endswith(b"/"):
                    row_cells = row_width
            else:
                widest = max(widest, row_cells)
                total += row_times * row_cells
                if total > _MOST_CELLS or (row_cells and row_times > _LAST_ROW) or widest > _LAST_COLUMN:
                    raise InputProblem("input.far-cell", row=row_times, columns=widest)
