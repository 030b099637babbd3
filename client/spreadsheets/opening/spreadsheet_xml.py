"""Workbooks of Excel 2003 in XML (SpreadsheetML): many portals and report tools write them under the name .xls."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast

from lxml import etree

from client.catalog.kinds import Cell
from client.errors import InputProblem
from client.progress import Progress
from client.spreadsheets.opening import delimited, far
from client.spreadsheets.opening.beneath import Look, zero_width
from client.spreadsheets.opening.places import Merge, address
from client.spreadsheets.opening.sheets import MOST_COLUMNS, MOST_ROWS, Sheet

_CHUNK = 1 << 18
_DECLARED = re.compile(r"\s*<\?xml[^<>]{0,200}\?>")
_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
_EXCEL = "{urn:schemas-microsoft-com:office:excel}"
_TIME_ONLY = (1899, 1900)


def read(data: bytes, progress: Progress) -> tuple[Sheet, ...]:
    """The sheets of the workbook. Raises `InputProblem` when it is not well-formed."""
    text, _ = delimited.decode(data)
    book = _Book()
    # Entities stay unresolved, nothing is fetched, and depth and lengths are limited as libxml2 limits them.
    parser = etree.XMLParser(
        target=cast(Any, book), encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False
    )
    started = _DECLARED.match(text)
    try:
        for start in range(started.end() if started else 0, len(text), _CHUNK):
            progress.step(0)
            parser.feed(text[start : start + _CHUNK].encode("utf-8", "replace"))
        parser.close()
    except etree.LxmlError as problem:
        raise InputProblem("input.damaged", why="XML") from problem
    return tuple(one.sheet() for one in book.sheets)


class _Being:
    """A sheet while it is read: rows by their number, since rows and cells may be left out."""

    def __init__(self, name: str, *, date1904: bool) -> None:
        self.name = name
        self.hidden = False
        self.merged: list[Merge] = []
        self.look = Look(date1904=date1904)
        self._cells: dict[int, list[Cell]] = {}
        self._row = self._column = self._places = 0
        self._next_row = self._next_column = self._next_styled = 0

    def styled_column(self, marks: Mapping[str, str]) -> None:
        first = _number(marks, "Index", self._next_styled + 1)
        last = first + _number(marks, "Span", 0)
        self._next_styled = last
        if marks.get(f"{_SS}Hidden") == "1":
            self.look.hidden_columns.append((first, last))

    def row(self, marks: Mapping[str, str]) -> None:
        self._row = _number(marks, "Index", self._next_row + 1) - 1
        self._next_row = self._row + 1 + _number(marks, "Span", 0)
        self._next_column = 0
        if self._row >= MOST_ROWS:
            raise InputProblem("input.far-cell", row=self._row + 1, columns=1)
        if marks.get(f"{_SS}Hidden") == "1":
            self.look.hidden_rows.append(self._row + 1)
        self.look.last_row = max(self.look.last_row, self._row + 1)

    def cell(self, marks: Mapping[str, str]) -> None:
        self._column = _number(marks, "Index", self._next_column + 1) - 1
        across, down = _number(marks, "MergeAcross", 0), _number(marks, "MergeDown", 0)
        self._next_column = self._column + 1 + across
        if self._next_column > MOST_COLUMNS:
            raise InputProblem("input.too-wide", columns=self._next_column)
        if across or down:
            self.merged.append((self._row, self._column, self._row + down, self._column + across))

    @property
    def place(self) -> str:
        return address(self._row, self._column)

    def put(self, value: Cell) -> None:
        row = self._cells.setdefault(self._row, [])
        beyond = self._column + 1 - len(row)
        self._places += beyond
        if self._places > far.MOST_CELLS:
            raise InputProblem("input.far-cell", row=self._row + 1, columns=self._column + 1)
        row.extend([None] * beyond)
        row[self._column] = value

    def sheet(self) -> Sheet:
        kept, self.look.stray = far.kept(self._cells)
        last = max(kept, default=-1)
        rows = [kept.get(row, []) for row in range(last + 1)]
        return Sheet(self.name, rows, hidden=self.hidden, merged=tuple(self.merged), look=self.look)


class _Book:
    """Takes the tags as the parser meets them."""

    def __init__(self) -> None:
        self.sheets: list[_Being] = []
        self._date1904 = False
        self._style = ""
        self._widths: dict[str, int] = {}
        self._width = 0
        self._formula = False
        self._type = ""
        self._text: list[str] | None = None
        self._remark = 0
        self._visible = False

    def start(self, tag: str, marks: Mapping[str, str]) -> None:
        name = tag.removeprefix(_SS)
        sheet = self.sheets[-1] if self.sheets else None
        if name == "Data" and not self._remark:
            self._type, self._text = marks.get(f"{_SS}Type", "String"), []
        elif name == "Comment":
            self._remark += 1
        elif name == "Style":
            self._style = marks.get(f"{_SS}ID", "")
        elif name == "NumberFormat" and not sheet:
            if width := zero_width(marks.get(f"{_SS}Format", "")):
                self._widths[self._style] = width
        elif name == "Worksheet":
            self.sheets.append(_Being(marks.get(f"{_SS}Name", ""), date1904=self._date1904))
        elif tag == f"{_EXCEL}Date1904":
            self._date1904 = True
        elif tag == f"{_EXCEL}Visible":
            self._visible, self._text = True, []
        elif sheet and name in ("Cell", "Row", "Column"):
            self._in_table(name, sheet, marks)

    def _in_table(self, name: str, sheet: _Being, marks: Mapping[str, str]) -> None:
        if name == "Cell":
            sheet.cell(marks)
            self._width = self._widths.get(marks.get(f"{_SS}StyleID", ""), 0)
            self._formula = f"{_SS}Formula" in marks
        elif name == "Row":
            sheet.row(marks)
        else:
            sheet.styled_column(marks)

    def data(self, text: str) -> None:
        if self._text is not None and not self._remark:
            self._text.append(text)

    def end(self, tag: str) -> None:
        name = tag.removeprefix(_SS)
        if name == "Comment":
            self._remark = max(0, self._remark - 1)
        elif name == "Data" and self._text is not None and self.sheets:
            self._put("".join(self._text), self.sheets[-1])
            self._text, self._formula = None, False
        elif name == "Cell" and self._formula and self.sheets:
            self.sheets[-1].look.uncalculated.append(self.sheets[-1].place)
            self._formula = False
        elif self._visible:
            self._visible = False
            self.sheets[-1].hidden = "Hidden" in "".join(self._text or ()) if self.sheets else False
            self._text = None

    def close(self) -> None: ...

    def _put(self, text: str, sheet: _Being) -> None:
        if self._type == "Error":
            sheet.look.errors.append(sheet.place)
            return
        value = _value(text, self._type)
        if self._width and isinstance(value, float) and value.is_integer() and 0 <= value < 1e15:
            shown = str(int(value)).zfill(self._width)
            if len(str(int(value))) < self._width:
                sheet.look.zeros[sheet.place] = shown
                value = shown
        sheet.put(value)


def _value(text: str, kind: str) -> Cell:
    """A cell by its type; what does not keep to its type stays text."""
    try:
        if kind == "Number":
            return float(text)
        if kind == "Boolean":
            return text.strip() == "1"
        if kind == "DateTime":
            moment = datetime.fromisoformat(text.strip())
            return moment.time() if moment.year in _TIME_ONLY else moment
    except ValueError:
        return text
    return text


def _number(marks: Mapping[str, str], name: str, otherwise: int) -> int:
    text = marks.get(_SS + name, "")
    return int(text) if text.isdecimal() and 0 < len(text) < 10 else otherwise
