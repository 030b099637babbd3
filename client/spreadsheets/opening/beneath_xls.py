"""What the reader of values hides of an old xls (Excel 5 to 2003): a look at its records."""

import re
import struct
from collections.abc import Sequence
from typing import NamedTuple

from client.errors import InputProblem
from client.spreadsheets.opening import biff, far
from client.spreadsheets.opening.beneath import MOST, Look, zero_width
from client.spreadsheets.opening.places import address

_DATE_MODE, _FILE_PASS, _FORMAT, _FORMAT_OLD, _XF, _CALCULATED = 0x0022, 0x002F, 0x041E, 0x001E, 0x00E0, 0x01C1
_ROW, _BOOLEAN_OR_ERROR, _FORMULA = 0x0208, 0x0205, 0x0006
_NUMBER, _RK, _MANY_RK = 0x0203, 0x027E, 0x00BD
_SEEN = frozenset({_ROW, biff.COLINFO, _BOOLEAN_OR_ERROR, _FORMULA})
_NUMBERS = frozenset({_NUMBER, _RK, _MANY_RK})
_HIDDEN_ROW, _HIDDEN_COLUMN = 0x20, 1
_OF_DAYS = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
"""Formats that show days without being written down; a program may write down others under their numbers (Gnumeric)."""
_NO_SIGNS, _DAYS = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|E[+-]'), re.compile(r"[ymdhs年月日时分秒]", re.IGNORECASE)
_CALCULATE_ON_LOAD = 2
_NOTHING_YET = (bytes(8), b"\x03\0\0\0\0\0\xff\xff")
_IS_ERROR = 2
_BLANK = 0x0201
_CELLS = frozenset({0x00FD, 0x0204, 0x00D6, _BOOLEAN_OR_ERROR, _FORMULA, *_NUMBERS})
"""Records of cells that hold something; each begins with its row, column and style."""
_LEAST = 6
_NO_NUMBER = b"\xff\xff"


def looks(data: bytes) -> Sequence[tuple[str, Look]]:
    """What lies beneath each sheet, in the order of the sheets; empty when the file is odd.

    Raises `InputProblem("input.encrypted")` for a workbook with a password.
    """
    try:
        stream = biff.stream_of(data)
        about = _globals(stream)
        return [(name, _look(stream, start, about)) for name, start in biff.sheets(stream)]
    except biff.ODD:
        return []


def without_strays(data: bytes, seen: Sequence[tuple[str, Look]]) -> bytes:
    """The file, its cells far from the table made blank and told in the look of their sheet.

    Raises `InputProblem` when the far ones hold data.
    """
    if not any(far.is_sparse(look.last_row * look.last_column, 0) for _, look in seen):
        return data
    try:
        stream = bytearray(biff.stream_of(data))
        for (_, look), (_, start) in zip(seen, list(biff.sheets(bytes(stream))), strict=True):
            _blank_strays(stream, start, look)
        return biff.put_back(data, bytes(stream))
    except biff.ODD:
        return data


def _blank_strays(stream: bytearray, start: int, look: Look) -> None:
    filled: dict[int, list[int]] = {}
    places = []
    for kind, body, place in biff.records(stream, start):
        if kind in _CELLS and len(body) >= _LEAST:
            row, column = struct.unpack_from("<HH", body)
            filled.setdefault(row, []).append(column)
            places.append((row, column, place))
    if not filled:
        return
    whole = far.Box(min(filled), min(map(min, filled.values())), max(filled), max(map(max, filled.values())))
    if far.is_sparse(whole.cells, len(places)):
        box = far.table(filled)
        look.stray = far.stray(filled, box)
        for row, column, place in places:
            if not box.holds(row, column):
                struct.pack_into("<H", stream, place, _BLANK)


class _Globals(NamedTuple):
    """How many digits each cell style shows with zeros in front, which styles are those of `_OF_DAYS` but show numbers,
    whether days count from 1904, and whether a program that can work out formulas says that it did."""

    widths: dict[int, int]
    numbers: frozenset[int]
    date1904: bool
    calculated: bool


def _globals(stream: bytes) -> _Globals:
    formats: dict[int, str] = {}
    styles: list[int] = []
    date1904, calculated, old = False, False, biff.is_before_97(stream)
    for kind, body, _ in biff.records(stream, 0):
        if kind == _FILE_PASS:
            raise InputProblem("input.encrypted")
        if kind == _DATE_MODE:
            date1904 = body[:1] == b"\x01"
        elif kind == _CALCULATED:
            calculated = True
        elif kind in (_FORMAT, _FORMAT_OLD):
            number = struct.unpack_from("<H", body)[0]
            formats[number] = (body[3:] if old else body[5:]).replace(b"\x00", b"").decode("latin-1")
        elif kind == _XF:
            styles.append(struct.unpack_from("<H", body, 2)[0])
    widths = {number: width for number, text in formats.items() if (width := zero_width(text))}
    shown = {place: widths[number] for place, number in enumerate(styles) if number in widths}
    plain = {
        number for number, text in formats.items() if number in _OF_DAYS and not _DAYS.search(_NO_SIGNS.sub("", text))
    }
    numbers = frozenset(place for place, number in enumerate(styles) if number in plain)
    return _Globals(shown, numbers, date1904, calculated)


def _look(stream: bytes, start: int, about: _Globals) -> Look:
    look = Look(date1904=about.date1904)
    wanted = _SEEN | _NUMBERS if about.widths or about.numbers else _SEEN
    # xlwt and POI write formulas without results. A single result tells that somebody worked them out.
    waiting: list[str] = []
    calculated = about.calculated
    for kind, body, _ in biff.records(stream, start):
        if kind not in wanted:
            continue
        if kind in _NUMBERS:
            _numbers(kind, body, about, look)
        elif kind == _ROW:
            row, style = struct.unpack_from("<H", body)[0], struct.unpack_from("<H", body, 12)[0]
            look.last_row = max(look.last_row, row + 1)
            look.last_column = max(look.last_column, struct.unpack_from("<H", body, 4)[0])
            if style & _HIDDEN_ROW and len(look.hidden_rows) < MOST:
                look.hidden_rows.append(row + 1)
        elif kind == biff.COLINFO:
            first, last, _, _, style = struct.unpack_from("<5H", body)
            if style & _HIDDEN_COLUMN and len(look.hidden_columns) < MOST:
                look.hidden_columns.append((first + 1, last + 1))
        else:
            _result(kind, body, look)
            if kind == _FORMULA and about.numbers and body[12:14] != _NO_NUMBER:
                _numbers(_NUMBER, body, about, look)
            if kind == _FORMULA and not calculated:
                calculated = body[6:14] not in _NOTHING_YET
                waiting.append(address(*struct.unpack_from("<HH", body)))
    if not calculated and not look.uncalculated:
        look.uncalculated = waiting[:MOST]
    return look


def _result(kind: int, body: bytes | bytearray, look: Look) -> None:
    """A cell that is an error, or a formula that is one or was never worked out."""
    row, column = struct.unpack_from("<HH", body)
    place = address(row, column)
    if kind == _BOOLEAN_OR_ERROR:
        wrong, waiting = body[7:8] == b"\x01", False
    else:
        wrong = body[12:14] == _NO_NUMBER and body[6] == _IS_ERROR
        # Programs that write formulas without working them out put 0 there and ask for it at the next opening.
        waiting = body[6:14] == bytes(8) and bool(body[14] & _CALCULATE_ON_LOAD)
    if wrong and len(look.errors) < MOST:
        look.errors.append(place)
    if waiting and len(look.uncalculated) < MOST:
        look.uncalculated.append(place)


def _numbers(kind: int, body: bytes | bytearray, about: _Globals, look: Look) -> None:
    """Whole numbers whose format shows zeros in front, and numbers that would be taken for days."""
    widths = about.widths
    row, column, style = struct.unpack_from("<HHH", body)
    if kind == _NUMBER:
        cells = [(style, struct.unpack_from("<d", body, 6)[0])]
    elif kind == _RK:
        cells = [(style, rk(body, 6))]
    else:
        cells = [
            (struct.unpack_from("<H", body, place)[0], rk(body, place + 2)) for place in range(4, len(body) - 6, 6)
        ]
    for number, (one, value) in enumerate(cells):
        if one in about.numbers:
            look.numbers[address(row, column + number)] = value
        if one in widths and 0 <= value < 1e15 and value == int(value):
            text = str(int(value))
            if len(text) < widths[one]:
                look.zeros[address(row, column + number)] = text.zfill(widths[one])


def rk(body: bytes | bytearray, place: int) -> float:
    """A number in four bytes: 30 bits of a whole or of the front of a float, and whether it is to be divided by 100."""
    raw: int = struct.unpack_from("<i", body, place)[0]
    value = float(raw >> 2) if raw & 2 else struct.unpack("<d", struct.pack("<q", (raw & ~3) << 32))[0]
    return value / 100 if raw & 1 else value
