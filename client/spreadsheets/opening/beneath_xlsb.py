"""What the reader of values hides of an xlsb: a look at the records of its sheets."""

import posixpath
import re
import struct
import zipfile
from collections.abc import Iterator, Mapping

from client.errors import InputProblem
from client.spreadsheets.opening import far
from client.spreadsheets.opening.beneath import MOST, Look, small_part, zero_width
from client.spreadsheets.opening.beneath_xls import rk
from client.spreadsheets.opening.places import address

_ROW, _RK, _ERROR, _REAL, _FORMULA_ERROR = 0, 2, 3, 5, 11
_FORMAT, _STYLE, _COLUMN, _STYLES, _END_STYLES = 44, 47, 60, 617, 618
_BOOK, _SHEET, _MERGED = 153, 156, 176
_HIDDEN_ROW = 0x10
_MOST_PART = 200 << 20
_ODD = (struct.error, IndexError, ValueError, KeyError)
_RELATION = re.compile(rb"<Relationship\s[^<>]{0,2000}>")
_ID, _TARGET = re.compile(rb'\bId="([^"<>]{1,200})"'), re.compile(rb'\bTarget="([^"<>]{1,500})"')


def looks(package: zipfile.ZipFile) -> Mapping[str, Look]:
    """What lies beneath the sheets by their names; nothing of those that are odd. Raises `InputProblem` for cells far out."""
    found: dict[str, Look] = {}
    try:
        parts, date1904 = _sheets(package)
        widths = _widths(small_part(package, "xl/styles.bin"))
    except _ODD:
        return {}
    for name, part in parts.items():
        try:
            if package.getinfo(part).file_size <= _MOST_PART:
                found[name] = _look(package.read(part), widths, Look(date1904=date1904))
        except _ODD:
            continue
    return found


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The records, their kind and length in bytes of seven bits each."""
    place, end = 0, len(data)
    while place < end:
        kind, place = data[place], place + 1
        if kind & 0x80:
            kind, place = kind & 0x7F | (data[place] & 0x7F) << 7, place + 1
        length = shift = 0
        while True:
            part, place = data[place], place + 1
            length |= (part & 0x7F) << shift
            shift += 7
            if part < 0x80:
                break
        yield kind, data[place : place + length]
        place += length


def _text(body: bytes, place: int) -> tuple[str, int]:
    """A text and where it ends."""
    end = place + 4 + struct.unpack_from("<I", body, place)[0] * 2
    return body[place + 4 : end].decode("utf-16-le"), end


def _sheets(package: zipfile.ZipFile) -> tuple[Mapping[str, str], bool]:
    """The part of every sheet by its name, and whether days count from 1904."""
    targets = {}
    for tag in _RELATION.findall(small_part(package, "xl/_rels/workbook.bin.rels")):
        name, target = _ID.search(tag), _TARGET.search(tag)
        if name and target:
            targets[name[1].decode()] = posixpath.join("/xl", target[1].decode()).lstrip("/")
    parts, date1904 = {}, False
    for kind, body in _records(small_part(package, "xl/workbook.bin")):
        if kind == _BOOK:
            date1904 = bool(body[0] & 1)
        elif kind == _SHEET:
            relation, end = _text(body, 8)
            if relation in targets:
                parts[_text(body, end)[0]] = targets[relation]
    return parts, date1904


def _widths(styles: bytes) -> Mapping[int, int]:
    """How many digits the styles of cells show whose number format is nothing but zeros."""
    formats: dict[int, int] = {}
    used: list[int] = []
    of_cells = False
    for kind, body in _records(styles):
        if kind == _FORMAT:
            formats[struct.unpack_from("<H", body)[0]] = zero_width(_text(body, 2)[0])
        elif kind in (_STYLES, _END_STYLES):
            of_cells = kind == _STYLES
        elif kind == _STYLE and of_cells:
            used.append(struct.unpack_from("<H", body, 2)[0])
    return {place: width for place, name in enumerate(used) if (width := formats.get(name, 0))}


def _look(data: bytes, widths: Mapping[int, int], look: Look) -> Look:
    row = right = cells = 0
    top = -1
    for kind, body in _records(data):
        if kind == _ROW:
            row = struct.unpack_from("<I", body)[0]
            look.last_row = row + 1
            if body[11] & _HIDDEN_ROW and len(look.hidden_rows) < MOST:
                look.hidden_rows.append(row + 1)
        elif _RK <= kind <= _FORMULA_ERROR:
            column, style = struct.unpack_from("<II", body)
            top, right, cells = row if top < 0 else top, max(right, column), cells + 1
            if kind in (_ERROR, _FORMULA_ERROR) and len(look.errors) < MOST:
                look.errors.append(address(row, column))
            elif kind in (_RK, _REAL) and (width := widths.get(style & 0xFFFFFF)):
                _zeros(
                    rk(body, 8) if kind == _RK else struct.unpack_from("<d", body, 8)[0],
                    width,
                    address(row, column),
                    look,
                )
        elif kind == _COLUMN and body[16] & 1 and len(look.hidden_columns) < MOST:
            first, last = struct.unpack_from("<II", body)
            look.hidden_columns.append((first + 1, last + 1))
        elif kind == _MERGED and len(look.merged) < MOST:
            first, last, left, end = struct.unpack_from("<IIII", body)
            look.merged.append((first, left, last, end))
    if top >= 0 and far.is_sparse((row - top + 1) * (right + 1), cells):
        raise InputProblem("input.far-cell", row=row + 1, columns=right + 1)
    return look


def _zeros(value: float, width: int, place: str, look: Look) -> None:
    if 0 <= value < 1e15 and value == int(value) and len(str(int(value))) < width:
        look.zeros[place] = str(int(value)).zfill(width)
