"""The last results of the office's formulas, put back into a copy: openpyxl writes formulas without them.

Excel works them out anew when it opens the copy. Whoever reads the copy without Excel, we ourselves first of all, would
find those cells blank.
"""

import re
import zipfile
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from xml.sax.saxutils import escape

from client.catalog.kinds import Cell
from client.spreadsheets.grid import column_of
from client.spreadsheets.reader import Sheet

_FORMULA = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"([^>]*)>(<f[^>]*>[^<]*</f>|<f[^>]*/>)<v ?/?>(?:</v>)?</c>')
_TYPE = re.compile(rb' t="[a-z]+"')
_FIRST_DAY = datetime(1899, 12, 30)  # noqa: DTZ001  (a workbook's days have no time zone)


def restore(path: Path, sheets: Mapping[str, Sheet]) -> None:
    """Writes the results into the xlsx at `path`. `sheets`: by the sheet's part in the package, what stood there."""
    beside = path.with_name(path.name + ".part")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.infolist():
            data = source.read(part)
            sheet = sheets.get(part.filename)
            if sheet is not None and b"<f" in data:
                data = _FORMULA.sub(_with_value(sheet), data)
            target.writestr(part, data)
    beside.replace(path)


def _with_value(sheet: Sheet) -> Callable[[re.Match[bytes]], bytes]:
    def put(found: re.Match[bytes]) -> bytes:
        row, column = int(found[2]) - 1 - sheet.first_row, column_of(found[1].decode()) - sheet.first_column
        if not (0 <= row < len(sheet.rows) and 0 <= column < len(sheet.rows[row])):
            return found[0]
        kind, text = _written(sheet.rows[row][column])
        if not text:
            return found[0]
        attributes = _TYPE.sub(b"", found[3]) + kind
        return b'<c r="' + found[1] + found[2] + b'"' + attributes + b">" + found[4] + b"<v>" + text + b"</v></c>"

    return put


def _written(value: Cell) -> tuple[bytes, bytes]:
    """The type attribute and the text of a value; an error such as #N/A is read as nothing, so it stays blank."""
    if isinstance(value, bool):
        return b' t="b"', b"1" if value else b"0"
    if isinstance(value, int | float):
        return b"", repr(value).encode()
    if isinstance(value, datetime):
        return b"", repr((value - _FIRST_DAY).total_seconds() / 86400).encode()
    if isinstance(value, date):
        return b"", str((value - _FIRST_DAY.date()).days).encode()
    if isinstance(value, str) and value:
        return b' t="str"', escape(value).encode()
    return b"", b""
