"""What the reader of values hides of an ods: a look at the tags of content.xml while they stream by.

Also counts what the sheets unfold to: `repeated` attributes make a table of millions of cells out of one tag.
"""

import html
import re

from client.errors import InputProblem
from client.spreadsheets.opening import far
from client.spreadsheets.opening.beneath import MOST, Look
from client.spreadsheets.opening.places import address

_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_LONGEST_HEAD = 20 << 20
_HELD_BACK = 8192
_LONGEST_SPAN = 8
_TAG = re.compile(
    rb"<table:(?P<tag>table-row|covered-table-cell|table-cell|table-column|table|null-date)(?=[\s/>])(?P<marks>[^>]*)>"
    rb"(?:\s{0,9}<text:p[^<>]{0,99}>(?P<error>#[A-Z/0!?]{2,7}|Err:\d{3})</text:p>)?"
    rb"|(?P<end></table:table(?:-row)?>)"
)
_TIMES = re.compile(rb'number-(?:rows|columns)-repeated="(\d{1,12})"')
_NUMBER_STYLE = re.compile(
    rb'<number:number-style\s[^<>]{0,300}?style:name="([^"<>]{1,200})"[^<>]{0,300}>\s*'
    rb"<number:number\s([^<>]{0,300})/>\s*</number:number-style>"
)
_CELL_STYLE = re.compile(rb'<style:style\s([^<>]{0,500}style:family="table-cell"[^<>]{0,500})>')
_INDENTED = re.compile(rb"<table:table-row[^<>]{0,300}>\s{1,99}<")
_FILTERED = (b"collapse", b"filter")
_MOST_SPARSE = 1_000_000
"""Filled cells whose places are looked at one by one."""


def mark(marks: bytes, name: bytes) -> bytes:
    """The value of an attribute of a tag, b"" when it has none."""
    found = re.search(rb"(?<![\w-])" + name + rb"=\"([^\"<>]{0,300})\"", marks)
    return found[1] if found else b""


class OpenWatch:
    """Looks at the pieces of content.xml one after another. Raises `InputProblem` when it unfolds to too much.

    `sparse` are the tables with cells so far out that reading all between them would need too much; `breaks`: cells
    hold tabs or line breaks as tags; `indented`: there are lines between the tags of a table.
    """

    def __init__(self, styles: bytes = b"") -> None:
        self.looks: dict[str, Look] = {}
        self.sparse: set[str] = set()
        self.breaks = self.indented = False
        self._name = ""
        self._head: bytes | None = styles
        self._rest = b""
        self._widths: dict[bytes, int] = {}
        self._date1904 = False
        self._look = Look()
        self._total = self._widest = 0
        self._row = self._times = self._column = self._filled = 0
        self._styled = 0
        # Of the table: its first row with something in it, how wide such rows are, and how many cells hold something.
        self._top, self._width, self._count, self._in_row = -1, 0, 0, 0

    def piece(self, data: bytes) -> None:
        """The next bytes; a tag that may go on is looked at with the next ones."""
        whole = self._rest + data
        cut = max(whole.rfind(b"<table:"), 0) if data else len(whole)
        self._rest = whole[cut:] if len(whole) - cut < _HELD_BACK else b""
        whole = whole[: len(whole) - len(self._rest)]
        if self._head is not None:
            self._head += whole
            if b"<table:" in self._head or len(self._head) > _LONGEST_HEAD:
                self._widths, self._head = _widths(self._head), None
        self.indented = self.indented or bool(_INDENTED.search(whole))
        self.breaks = self.breaks or b"<text:tab" in whole or b"<text:line-break" in whole
        for tag in _TAG.finditer(whole):
            self._tag(tag)

    def _tag(self, tag: re.Match[bytes]) -> None:
        if tag["end"]:
            if tag["end"].endswith(b"row>"):
                self._end_row()
            else:
                self._end_table()
            return
        name, marks = tag["tag"], tag["marks"]
        if name.endswith(b"cell"):
            self._cell(marks, tag["error"])
        elif name == b"table-row":
            self._begin_row(marks)
        elif name == b"table-column":
            repeated = times(marks)
            if mark(marks, b"table:visibility") in _FILTERED and len(self._look.hidden_columns) < MOST:
                self._look.hidden_columns.append((self._styled + 1, self._styled + repeated))
            self._styled += repeated
        elif name == b"null-date":
            self._date1904 = mark(marks, b"table:date-value").startswith(b"1904")
        else:
            self._look = Look(date1904=self._date1904)
            self._row = self._times = self._styled = 0
            self._top, self._width, self._count = -1, 0, 0
            self._name = name_of(marks)
            self.looks.setdefault(self._name, self._look)

    def _begin_row(self, marks: bytes) -> None:
        self._row += self._times
        self._times, self._column, self._filled, self._in_row = times(marks), 0, 0, 0
        if mark(marks, b"table:visibility") in _FILTERED:
            last = min(self._row + self._times, self._row + MOST - len(self._look.hidden_rows))
            self._look.hidden_rows += range(self._row + 1, last + 1)
        if marks.endswith(b"/"):
            self._end_row()

    def _cell(self, marks: bytes, error: bytes | None) -> None:
        repeated = times(marks)
        column = self._column
        self._column += repeated
        if b"office:value" not in marks and marks.endswith(b"/") and b"table:formula" not in marks:
            return
        self._filled = self._column
        if b"-spanned=" in marks and len(self._look.merged) < MOST:
            down, right = _span(marks, b"rows"), _span(marks, b"columns")
            if down > 1 or right > 1:
                self._look.merged.append((self._row, column, self._row + down - 1, column + right - 1))
        self._in_row += repeated
        look = self._look
        if (error and b"table:formula" in marks) or b'value-type="error"' in marks:
            if len(look.errors) < MOST:
                look.errors.append(address(self._row, column))
        elif b"table:formula" in marks and b"office:value-type" not in marks:
            if len(look.uncalculated) < MOST:
                look.uncalculated.append(address(self._row, column))
        elif self._widths:
            self._zeros(marks, column, min(repeated, 1000))

    def _zeros(self, marks: bytes, column: int, repeated: int) -> None:
        width = self._widths.get(mark(marks, b"table:style-name"), 0)
        value = mark(marks, b"office:value")
        if width and value.isdigit() and len(value) < width:
            for one in range(column, column + repeated):
                self._look.zeros[address(self._row, one)] = value.decode().zfill(width)

    def _end_row(self) -> None:
        if self._filled:
            self._look.last_row = self._row + self._times
            self._top = self._row if self._top < 0 else self._top
            self._width = max(self._width, self._filled)
            self._count += self._in_row * self._times
        self._widest = max(self._widest, self._filled)
        self._total += self._times * self._filled
        if self._total > far.MOST_CELLS or (self._filled and self._times > _LAST_ROW) or self._widest > _LAST_COLUMN:
            raise InputProblem("input.far-cell", row=self._row + self._times, columns=self._widest)

    def _end_table(self) -> None:
        if self._count and far.is_sparse((self._look.last_row - self._top) * self._width, self._count):
            self.sparse.add(self._name)
            if self._count > _MOST_SPARSE:
                raise InputProblem("input.far-cell", row=self._look.last_row, columns=self._width)


def name_of(marks: bytes) -> str:
    """The name of a table."""
    return html.unescape(mark(marks, b"table:name").decode("utf-8", "replace"))


def times(marks: bytes) -> int:
    """How often a row, a column or a cell stands there."""
    found = _TIMES.search(marks)
    return int(found[1]) if found else 1


def _span(marks: bytes, of: bytes) -> int:
    found = mark(marks, b"table:number-" + of + b"-spanned")
    return int(found) if found.isdigit() and len(found) < _LONGEST_SPAN else 1


def _widths(head: bytes) -> dict[bytes, int]:
    """By the name of a cell style, how many digits it shows with zeros in front."""
    digits = {
        name: int(least)
        for name, marks in _NUMBER_STYLE.findall(head)
        if (least := mark(marks, b"number:min-integer-digits")).isdigit()
        and 1 < int(least) < 20
        and mark(marks, b"number:decimal-places") in (b"", b"0")
        and not mark(marks, b"number:grouping")
    }
    styled = (
        (mark(marks, b"style:name"), mark(marks, b"style:data-style-name")) for marks in _CELL_STYLE.findall(head)
    )
    return {name: digits[number] for name, number in styled if number in digits}
