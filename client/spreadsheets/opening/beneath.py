"""What the reader of values hides: a look at the XML of a sheet while it streams by (store.md 4).

Hidden rows and columns, error cells, formulas that were never calculated, leading zeros that only the number format
shows, the 1904 date system, a `<dimension>` that lies, formatted rows and columns far beyond the content.
"""

import html
import re
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from client.spreadsheets.opening.places import Merge

_SMALL = 20 << 20
_KEPT = 8192
MOST = 10_000
"""So many places of one kind are told."""
_ZEROS = re.compile(rb"<(?:\w+:)?numFmt\s[^<>]*>")
_ONLY_ZEROS = re.compile(r"0{2,20}")
_CELL_XFS = re.compile(rb"<(?:\w+:)?cellXfs[ >].*?</(?:\w+:)?cellXfs>", re.DOTALL)
_XF = re.compile(rb"<(?:\w+:)?xf\s[^<>]*>")
_NAMED = re.compile(rb"<(?:\w+:)?sheet\s[^<>]*>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s[^<>]*>")
_1904 = re.compile(rb"<(?:\w+:)?workbookPr\s[^<>]*date1904=[\"'](?:1|true|on)[\"']")
# Every run is bounded or possessive: a hostile sheet must not make a pattern look at the same bytes again and again.
_ERROR = re.compile(rb'<(?:\w{1,9}:)?c\s[^<>]{0,300}\bt="e"[^<>]{0,300}>')
_BARE_FORMULA = re.compile(
    rb"<(?:\w{1,9}:)?c\s([^<>]{0,300})>\s*+(?:<(?:\w{1,9}:)?f(?:\s[^<>]{0,300})?/>"
    rb"|<(?:\w{1,9}:)?f(?:\s[^<>]{0,300})?>[^<]{0,8192}</(?:\w{1,9}:)?f>)\s*+"
    rb"(?:<(?:\w{1,9}:)?v\s*+/>|<(?:\w{1,9}:)?v></(?:\w{1,9}:)?v>)?\s*+</(?:\w{1,9}:)?c>"
)
_HIDDEN_ROW = re.compile(rb'<(?:\w{1,9}:)?row\s[^<>]{0,300}\bhidden="(?:1|true)"[^<>]{0,300}>')
_COLUMN = re.compile(rb"<(?:\w{1,9}:)?col\s[^<>]{0,300}>")
_DIMENSION = re.compile(rb'<(?:\w{1,9}:)?dimension\s[^<>]{0,300}ref="(?:[A-Z]{1,4}\d{1,9}:)?([A-Z]{1,4})(\d{1,9})"')
_ROW = re.compile(rb'<(?:\w{1,9}:)?row\s[^<>]{0,300}?\br="(\d{1,9})"')


def _attribute(tag: bytes, name: bytes) -> str:
    found = re.search(rb"\b" + name + rb"=(?:\"([^\"<>]*)\"|'([^'<>]*)')", tag)
    return html.unescape((found[1] if found[1] is not None else found[2]).decode("utf-8", "replace")) if found else ""


@dataclass
class Look:
    """What was seen beneath one sheet; cells as Excel writes them (C5), rows from 1, columns as ranges from 1.

    `zeros`: what a cell shows with zeros in front; `stray`: cells far from the table, which were left out; `merged`:
    ranges that the reader of values does not tell; `numbers`: those that it takes for days.
    """

    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    uncalculated: list[str] = field(default_factory=list)
    zeros: dict[str, str] = field(default_factory=dict)
    date1904: bool = False
    declared: tuple[str, int] | None = None
    last_row: int = 0
    last_column: int = 0
    stray: list[str] = field(default_factory=list)
    merged: list[Merge] = field(default_factory=list)
    numbers: dict[str, float] = field(default_factory=dict)


class Watch:
    """Looks at the parts of a package one after another: `part` begins one, `piece` gives its bytes."""

    def __init__(self, package: zipfile.ZipFile) -> None:
        self._names = _sheet_parts(package)
        self._date1904 = bool(_1904.search(small_part(package, "xl/workbook.xml")))
        widths = _zero_styles(small_part(package, "xl/styles.xml"))
        self._widths = {str(style).encode(): width for style, width in widths.items()}
        styles = b"|".join(self._widths)
        self._zeroed = (
            re.compile(
                rb"<(?:\w{1,9}:)?c\s(?P<tag>(?=[^<>]{0,200}\bs=\"(?P<style>" + styles + rb")\")[^<>]{0,300})>\s*+"
                rb"<(?:\w{1,9}:)?v>(?P<value>\d{1,15})(?:\.0)?</"
            )
            if styles
            else None
        )
        self.looks: dict[str, Look] = {}
        self._look = Look()
        self._rest = b""
        self._prefixed = False

    def part(self, name: str) -> Look:
        """Begins another part; what will be seen of it is given back."""
        self._look, self._rest = Look(date1904=self._date1904), b""
        if name in self._names:
            self.looks[self._names[name]] = self._look
        return self._look

    def piece(self, data: bytes) -> None:
        """The next bytes of the part; a cell cut in two is looked at when it is whole."""
        whole = self._rest + data
        look = self._look
        self._prefixed = self._prefixed or b":row " in whole[:_KEPT]
        if look.declared is None and b"<dimension" in whole[:4096]:
            found = _DIMENSION.search(whole)
            look.declared = (found[1].decode(), int(found[2])) if found else None
        if b'hidden="' in whole:
            self._hidden(whole)
        if b't="e"' in whole:
            _collect(look.errors, (_attribute(tag[0], b"r") for tag in _ERROR.finditer(whole)))
        if b"<f" in whole or (self._prefixed and b":f" in whole):
            bare = (_attribute(b" " + tag[1], b"r") for tag in _BARE_FORMULA.finditer(whole))
            _collect(look.uncalculated, bare)
        if self._zeroed:
            for found in self._zeroed.finditer(whole):
                width, value = self._widths[found["style"]], found["value"].decode()
                if len(value) < width and len(look.zeros) < 1_000_000:
                    look.zeros[_attribute(b" " + found["tag"], b"r")] = value.zfill(width)
        last = whole.rfind(b":row " if self._prefixed else b"<row ")
        row = _ROW.match(whole, whole.rfind(b"<", 0, last + 1)) if last >= 0 else None
        look.last_row = max(look.last_row, int(row[1])) if row else look.last_row
        start = whole.rfind(b"<", 0, whole.rfind(b":c " if self._prefixed else b"<c ") + 1)
        self._rest = whole[start:] if start >= 0 and len(whole) - start < _KEPT else b""

    def _hidden(self, whole: bytes) -> None:
        look = self._look
        for tag in _HIDDEN_ROW.finditer(whole):
            number = _attribute(tag[0], b"r")
            if number.isdecimal() and len(look.hidden_rows) < MOST and int(number) not in look.hidden_rows[-1:]:
                look.hidden_rows.append(int(number))
        for tag in _COLUMN.finditer(whole):
            if _attribute(tag[0], b"hidden") in ("1", "true"):
                first, last = _attribute(tag[0], b"min"), _attribute(tag[0], b"max")
                if first.isdecimal() and last.isdecimal() and len(look.hidden_columns) < MOST:
                    look.hidden_columns.append((int(first), int(last)))


def _collect(cells: list[str], found: Iterable[str]) -> None:
    for cell in found:
        if cell and cell not in cells[-3:] and len(cells) < MOST:
            cells.append(cell)


def small_part(package: zipfile.ZipFile, name: str) -> bytes:
    """A small part of the package, empty when there is none or it is not small."""
    real = next((one for one in package.infolist() if one.filename.lower().replace("\\", "/") == name), None)
    if real is None or real.file_size > _SMALL:
        return b""
    with package.open(real) as stream:
        return stream.read(_SMALL)


def _sheet_parts(package: zipfile.ZipFile) -> Mapping[str, str]:
    """The name of the sheet each part holds."""
    targets = {
        _attribute(tag, b"Id"): _attribute(tag, b"Target").lstrip("/")
        for tag in _RELATION.findall(small_part(package, "xl/_rels/workbook.xml.rels"))
    }
    found = {}
    for tag in _NAMED.findall(small_part(package, "xl/workbook.xml")):
        relation = re.search(rb"\w+:id=[\"']([^\"']*)[\"']", tag)
        target = targets.get(relation[1].decode("utf-8", "replace"), "") if relation else ""
        if target:
            found[target if target.startswith("xl/") else f"xl/{target}"] = _attribute(tag, b"name")
    return found


def zero_width(code: str) -> int:
    """How many digits a number format shows that is nothing but zeros (000000), 0 for any other."""
    return len(code) if len(code) > 1 and _ONLY_ZEROS.fullmatch(code) else 0


def _zero_styles(styles: bytes) -> Mapping[int, int]:
    """How many digits the cell styles show whose number format is nothing but zeros (000000)."""
    widths = {}
    for tag in _ZEROS.findall(styles):
        code = _attribute(tag, b"formatCode")
        if width := zero_width(code):
            widths[_attribute(tag, b"numFmtId")] = width
    block = _CELL_XFS.search(styles)
    used = [_attribute(tag, b"numFmtId") for tag in _XF.findall(block[0])] if block else []
    return {place: widths[name] for place, name in enumerate(used) if name in widths}
