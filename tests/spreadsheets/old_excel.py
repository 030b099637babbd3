"""Small workbooks of old Excels, record by record: BIFF8 in its OLE container, and the bare sheet of Excel 2."""

import struct
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

Value = str | int | float | bool | None
ERRORS = {"#N/A": 0x2A, "#REF!": 0x17, "#DIV/0!": 0x07, "#VALUE!": 0x0F}
_SECTOR = 512
_END, _FREE, _OF_FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


@dataclass
class OldSheet:
    """A sheet of a BIFF8 workbook; cells are (row, column) from 0.

    `formats`: number formats of cells; `uncalculated`: formulas as programs write them that do not work them out.
    """

    rows: Sequence[Sequence[Value]]
    name: str = "Sheet"
    hidden_rows: Sequence[int] = ()
    hidden_columns: Sequence[int] = ()
    merged: Sequence[tuple[int, int, int, int]] = ()
    formats: Mapping[tuple[int, int], str] = field(default_factory=dict)
    uncalculated: Sequence[tuple[int, int]] = ()


def xls(*sheets: OldSheet, date1904: bool = False, password: bytes = b"", first_format: int = 164) -> bytes:
    """A workbook of Excel 97 to 2003. `password`: what its record of encryption says; `first_format`: the number of its first
    number format."""
    formats = sorted({text for sheet in sheets for text in sheet.formats.values()})
    styles = {text: 15 + number for number, text in enumerate(formats, 1)}
    front = [_record(0x0809, struct.pack("<HHHHII", 0x0600, 5, 0x0DBB, 0x07CC, 0, 6))]
    if password:
        front.append(_record(0x002F, password))
    front.append(_record(0x0042, struct.pack("<H", 1200)))
    front.append(_record(0x0022, struct.pack("<H", date1904)))
    front += [
        _record(0x041E, struct.pack("<H", first_format + n) + _text(text, "<H", wide=not text.isascii()))
        for n, text in enumerate(formats)
    ]
    front += [_style(0) for _ in range(16)] + [_style(first_format + n) for n in range(len(formats))]
    bodies = [_sheet(sheet, styles) for sheet in sheets]
    names = [_text(sheet.name, "<B", wide=True) for sheet in sheets]
    place = sum(map(len, front)) + sum(10 + len(name) for name in names) + 4
    for name, body in zip(names, bodies, strict=True):
        front.append(_record(0x0085, struct.pack("<IH", place, 0) + name))
        place += len(body)
    return _container(b"".join(front) + _record(0x000A) + b"".join(bodies))


def _sheet(sheet: OldSheet, styles: Mapping[str, int]) -> bytes:
    made = [_record(0x0809, struct.pack("<HHHHII", 0x0600, 0x10, 0x0DBB, 0x07CC, 0, 6))]
    made += [_record(0x007D, struct.pack("<6H", one, one, 2560, 15, 1, 0)) for one in sheet.hidden_columns]
    for row in range(len(sheet.rows)):
        made.append(
            _record(
                0x0208, struct.pack("<8H", row, 0, 256, 255, 0, 0, 0x120 if row in sheet.hidden_rows else 0x100, 15)
            )
        )
    for row, cells in enumerate(sheet.rows):
        for column, value in enumerate(cells):
            style = styles.get(sheet.formats.get((row, column), ""), 15)
            made.append(_cell(row, column, style, value, waiting=(row, column) in sheet.uncalculated))
    if sheet.merged:
        ranges = b"".join(struct.pack("<4H", top, bottom, left, right) for top, left, bottom, right in sheet.merged)
        made.append(_record(0x00E5, struct.pack("<H", len(sheet.merged)) + ranges))
    return b"".join([*made, _record(0x000A)])


def _cell(row: int, column: int, style: int, value: Value, *, waiting: bool) -> bytes:
    place = struct.pack("<3H", row, column, style)
    if waiting:
        tokens = b"\x1e\x01\x00\x1e\x01\x00\x03"
        return _record(0x0006, place + bytes(8) + struct.pack("<HIH", 2, 0, len(tokens)) + tokens)
    if value is None:
        return _record(0x0201, place)
    if isinstance(value, bool):
        return _record(0x0205, place + bytes([value, 0]))
    if isinstance(value, int) and abs(value) < 1 << 28:
        return _record(0x027E, place + struct.pack("<i", value << 2 | 2))
    if isinstance(value, int | float):
        return _record(0x0203, place + struct.pack("<d", value))
    if value in ERRORS:
        return _record(0x0205, place + bytes([ERRORS[value], 1]))
    return _record(0x0204, place + _text(value, "<H", wide=True))


def _style(number: int) -> bytes:
    return _record(0x00E0, struct.pack("<HHH", 0, number, 1) + bytes(14))


def _text(text: str, length: str, *, wide: bool = False) -> bytes:
    coded = text.encode("utf-16-le") if wide else text.encode("latin-1")
    return struct.pack(length, len(text)) + bytes([wide]) + coded


def _record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _container(stream: bytes) -> bytes:
    """The stream `Workbook` as the only one of an OLE file, padded beyond the size of mini streams."""
    stream = stream.ljust(4096, b"\x00")
    data = stream.ljust(-(-len(stream) // _SECTOR) * _SECTOR, b"\x00")
    count = len(data) // _SECTOR
    tables = -(-(count + 2) // 127)
    fat = [*range(1, count), _END, _END, *[_OF_FAT] * tables]
    packed = b"".join(struct.pack("<I", one) for one in fat).ljust(tables * _SECTOR, b"\xff")
    directory = (
        _entry("Root Entry", 5, _END, 0, child=1) + _entry("Workbook", 2, 0, len(stream)) + _entry("", 0, 0, 0) * 2
    )
    places = [*range(count + 1, count + 1 + tables)]
    header = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<9I", 0, tables, count, 0, 4096, _END, 0, _END, 0)
    header += b"".join(struct.pack("<I", one) for one in places).ljust(436, b"\xff")
    return header + data + directory + packed


def _entry(name: str, kind: int, start: int, length: int, *, child: int = _FREE) -> bytes:
    coded = name.encode("utf-16-le")
    size = len(coded) + 2 if name else 0
    return (
        coded.ljust(64, b"\x00") + struct.pack("<HBB3I", size, kind, 1, _FREE, _FREE, child if kind == 5 else _FREE)
        + bytes(36) + struct.pack("<III", start, length, 0)
    )  # fmt: skip


def excel2(rows: Iterable[Iterable[Value]]) -> bytes:
    """A sheet of Excel 2 as PowerBuilder saves it: texts in the code page of the computer, here GB18030."""
    made = [_record(0x0009, struct.pack("<HH", 2, 0x10))]
    for row, cells in enumerate(rows):
        for column, value in enumerate(cells):
            place = struct.pack("<HH", row, column) + bytes(3)
            if isinstance(value, str):
                coded = value.encode("gb18030")[:255]
                made.append(_record(0x0004, place + bytes([len(coded)]) + coded))
            elif value is not None:
                made.append(_record(0x0003, place + struct.pack("<d", value)))
    return b"".join([*made, _record(0x000A)])
