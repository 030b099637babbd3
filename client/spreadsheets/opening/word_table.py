"""Tables in a Word document (docx): many offices keep their catalog in one and never made a workbook of it.

Text between the tables stands in rows of its own, as when the document is pasted into a workbook.
"""

import io
import zipfile
from collections.abc import Mapping
from typing import Any, cast

from lxml import etree

from client.errors import Cancelled, InputProblem
from client.progress import Progress
from client.spreadsheets.opening import preflight
from client.spreadsheets.opening.sheets import Sheet
from client.spreadsheets.opening.tags import Table, stacked

DOCUMENT = "word/document.xml"
_DEEPEST = 60
_UNSEEN = frozenset({"Fallback", "moveFrom", "pict", "instrText"})
"""What stands in the document twice, was moved away, or is not shown."""


def read(data: bytes, name: str, progress: Progress) -> tuple[Sheet, ...]:
    """The tables of the document as sheets. Raises `InputProblem` when it has none."""
    document = _Document()
    parser = etree.XMLParser(target=cast(Any, document), resolve_entities=False, no_network=True, load_dtd=False)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            preflight.sizes(package.infolist())
            with package.open(DOCUMENT) as stream:
                for piece in preflight.pieces(stream, progress):
                    parser.feed(piece)
        parser.close()
    except (InputProblem, Cancelled):
        raise
    except Exception as problem:  # zlib and lzma raise their own kinds; whatever it is, the package is damaged
        raise InputProblem("input.damaged", why=type(problem).__name__) from problem
    sheets = tuple(stacked(document.done, document.lines, [name], name))
    if not sheets:
        raise InputProblem("input.text-document")
    return sheets


class _Open:
    """A table whose end has not come yet."""

    def __init__(self) -> None:
        self.table = Table()
        self.text: list[str] | None = None
        self.across, self.continues = 1, False
        # By column, the cell that reaches down so far: first row, and how many columns it takes.
        self._reaching: dict[int, tuple[int, int]] = {}
        self.starts = False

    def cell(self) -> None:
        self.text, self.across, self.starts, self.continues = [], 1, False, False

    def close_cell(self) -> None:
        if self.text is None or not self.table.rows:
            return
        text = "".join(self.text).strip("\n ")
        row, column = self.table.cell(None if self.continues else text)
        self.table.skip(self.across - 1)
        self.text = None
        if self.continues and column in self._reaching:
            return
        self._close(column, row - 1)
        if self.starts:
            self._reaching[column] = row, self.across
        elif self.across > 1:
            self.table.merged.append((row, column, row, column + self.across - 1))

    def close(self) -> None:
        self.close_cell()
        for column in list(self._reaching):
            self._close(column, len(self.table.rows) - 1)

    def _close(self, column: int, last: int) -> None:
        first, across = self._reaching.pop(column, (last, 1))
        if first < last or across > 1:
            self.table.merged.append((first, column, last, column + across - 1))


class _Document:
    """Takes the tags as the parser meets them."""

    def __init__(self) -> None:
        self.done: list[tuple[list[str], Table]] = []
        self.lines: list[str] = []
        self._open: list[_Open] = []
        self._line: list[str] = []
        self._unseen = 0
        self._shown = False

    def start(self, tag: str, marks: Mapping[str, str]) -> None:
        name = tag.rpartition("}")[2]
        one = self._open[-1] if self._open else None
        if name == "t":
            self._shown = True
        elif name in _UNSEEN:
            self._unseen += 1
        elif name == "tbl":
            if len(self._open) >= _DEEPEST:
                raise InputProblem("input.damaged", why="docx")
            self._open.append(_Open())
        elif name in ("br", "cr", "tab"):
            self._add("\t" if name == "tab" else "\n")
        elif one is None:
            return
        elif name == "tr":
            one.table.row()
        elif name == "tc":
            one.cell()
        elif name == "gridSpan":
            one.across = _number(marks)
        elif name == "gridBefore" and one.table.rows:
            one.table.skip(_number(marks))
        elif name == "vMerge":
            one.starts = _value(marks) == "restart"
            one.continues = not one.starts

    def data(self, text: str) -> None:
        if self._shown and not self._unseen:
            self._add(text)

    def end(self, tag: str) -> None:
        name = tag.rpartition("}")[2]
        if name == "t":
            self._shown = False
        elif name in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif name == "p":
            self._end_line()
        elif self._open and name in ("tc", "tr"):
            self._open[-1].close_cell()
        elif self._open and name == "tbl":
            self._close_table(self._open.pop())

    def close(self) -> None: ...

    def _add(self, text: str) -> None:
        held = self._open[-1].text if self._open else self._line
        if held is not None:
            held.append(text)

    def _end_line(self) -> None:
        if self._open:
            self._add("\n")
            return
        line = "".join(self._line).strip()
        self._line = []
        if line:
            self.lines.append(line)

    def _close_table(self, closed: _Open) -> None:
        closed.close()
        rows = [row for row in closed.table.rows if any(row)]
        if self._open:
            # A table inside of a cell only arranges the cell's text.
            self._add("\n".join(" ".join(str(cell) for cell in row if cell) for row in rows))
        elif rows:
            self.done.append((self.lines, closed.table))
            self.lines = []


def _value(marks: Mapping[str, str]) -> str:
    return next((value for name, value in marks.items() if name.rpartition("}")[2] == "val"), "")


def _number(marks: Mapping[str, str]) -> int:
    text = _value(marks)
    return int(text) if text.isdecimal() and len(text) < 5 else 1
