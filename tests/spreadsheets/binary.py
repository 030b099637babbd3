"""Small xlsb files, record by record."""

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence

Value = str | float | None
Merge = tuple[int, int, int, int]
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def xlsb(
    rows: Sequence[Sequence[Value]],
    *,
    hidden_rows: Sequence[int] = (),
    hidden_columns: Sequence[int] = (),
    merged: Sequence[Merge] = (),
    errors: Sequence[tuple[int, int]] = (),
    zeros: Mapping[tuple[int, int], int] | None = None,
    date1904: bool = False,
) -> bytes:
    """A workbook with one sheet; cells are (row, column) from 0. `zeros`: whole numbers shown with six digits."""
    width = max(map(len, rows))
    sheet = [_record(129), _record(148, struct.pack("<4I", 0, len(rows) - 1, 0, width - 1))]
    sheet += [
        _record(390),
        *(_record(60, struct.pack("<4IH", one, one, 2560, 0, 1)) for one in hidden_columns),
        _record(391),
    ]
    sheet.append(_record(145))
    for number, cells in enumerate(rows):
        hidden = 0x10 if number in hidden_rows else 0
        sheet.append(_record(0, struct.pack("<IIHBBBI", number, 0, 300, 0, hidden, 0, 0)))
        for column, value in enumerate(cells):
            at = struct.pack("<I", column)
            if (number, column) in errors:
                sheet.append(_record(3, at + bytes(4) + b"\x2a"))
            elif zeros and (number, column) in zeros:
                sheet.append(_record(2, at + struct.pack("<Ii", 1, zeros[number, column] << 2 | 2)))
            elif isinstance(value, str):
                sheet.append(_record(6, at + bytes(4) + _text(value)))
            elif value is not None:
                sheet.append(_record(5, at + bytes(4) + struct.pack("<d", value)))
    sheet += [_record(146), _record(177, struct.pack("<I", len(merged)))]
    sheet += [_record(176, struct.pack("<4I", top, bottom, left, right)) for top, left, bottom, right in merged]
    book = [_record(131), _record(153, struct.pack("<III", int(date1904), 0, 0)), _record(143)]
    book += [_record(156, struct.pack("<II", 0, 1) + _text("rId1") + _text("目录")), _record(144), _record(132)]
    styles = [_record(278), _record(615, struct.pack("<I", 1)), _record(44, struct.pack("<H", 164) + _text("000000"))]
    styles += [_record(616), _record(617, struct.pack("<I", 2))]
    styles += [_record(47, struct.pack("<HH", 0, number) + bytes(12)) for number in (0, 164)]
    styles += [_record(618), _record(279)]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("_rels/.rels", _relations(("rId1", "officeDocument", "xl/workbook.bin")))
        package.writestr("xl/workbook.bin", b"".join(book))
        package.writestr(
            "xl/_rels/workbook.bin.rels",
            _relations(("rId1", "worksheet", "worksheets/sheet1.bin"), ("rId2", "styles", "styles.bin")),
        )
        package.writestr("xl/worksheets/sheet1.bin", b"".join([*sheet, _record(178), _record(130)]))
        package.writestr("xl/styles.bin", b"".join(styles))
    return out.getvalue()


def _relations(*all_: tuple[str, str, str]) -> str:
    tags = "".join(f'<Relationship Id="{name}" Type="{_REL}/{kind}" Target="{target}"/>' for name, kind, target in all_)
    return f'<Relationships xmlns="{_PACKAGE}">{tags}</Relationships>'


def _text(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def _record(kind: int, body: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length = len(body)
    while length > 0x7F:
        head += bytes([length & 0x7F | 0x80])
        length >>= 7
    return head + bytes([length]) + body
