"""Web pages with tables, mostly exports that carry the name of a workbook, and pages saved as one file (MHTML).

A page becomes what Excel and WPS show of it: text outside of tables stands in rows of its own, a table that goes on in
the next one (a fixed header above its rows) stays on one sheet. Nothing a page refers to is ever fetched.
"""

import email
import email.policy
import re
from collections.abc import Iterator, Mapping
from email.message import Message
from typing import Any, cast

from lxml import etree

from client.catalog.kinds import Cell
from client.errors import InputProblem
from client.progress import Progress
from client.spreadsheets.opening import delimited
from client.spreadsheets.opening.sheets import Sheet
from client.spreadsheets.opening.tags import Table, stacked

_CHUNK = 1 << 18
_META = re.compile(rb"<meta\s[^<>]{0,300}?charset\s*=\s*[\"']?\s*([\w-]{2,30})", re.IGNORECASE)
_NATIONAL = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "big5": "cp950", "shift_jis": "cp932"}
_SHEET_NAME = re.compile(r"<x:Name>([^<>]{1,100})</x:Name>")
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\n\f\u00a0]+")
_CELLS = frozenset({"td", "th"})
_DEEPEST = 60
_BREAK = "\v"
_UNSEEN = frozenset({"script", "style", "template", "select", "noscript"})
_BLOCKS = frozenset({"p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "caption", "dt", "dd", "pre", "legend"})
_ROUNDED = re.compile(r"#+|\d(?:\.\d+)?[Ee]\+?\d+")


def read(data: bytes, name: str, progress: Progress) -> tuple[tuple[Sheet, ...], str]:
    """The tables of a web page as sheets, and the page's encoding. Raises `InputProblem` when there is none."""
    text, encoding = _decoded(data)
    page = _page(text, progress)
    sheets = tuple(page.sheets(name))
    if not sheets:
        raise page.problem()
    return sheets, encoding


def read_single_file(data: bytes, name: str, progress: Progress) -> tuple[tuple[Sheet, ...], str]:
    """The same of a page saved as a single file: each of its parts with tables gives sheets."""
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    found: list[Sheet] = []
    names: list[str] = []
    encoding, first = "", None
    for part in message.walk():
        body = part.get_payload(decode=True) if part.get_content_type() == "text/html" else None
        if not isinstance(body, bytes):
            continue
        text, encoding = _decoded(body, _charset(part))
        page = _page(text, progress)
        first = first or page
        names = names or page.names
        tables = list(page.sheets(names[len(found)] if len(names) > len(found) else f"{name} {len(found) + 1}"))
        found += tables
    if not found:
        raise first.problem() if first else InputProblem("input.mail")
    return tuple(found), encoding


def _charset(part: Message) -> str:
    return part.get_content_charset() or ""


def _decoded(data: bytes, declared: str = "") -> tuple[str, str]:
    """The page as text: by its byte order mark, by what it says of itself when that is true, else by its content."""
    if not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")) and b"\x00" not in data[:400]:
        found = _META.search(data[:20_000])
        named = (found[1].decode() if found else declared).lower()
        encoding = _NATIONAL.get(named, named)
        try:
            return data.decode(encoding), encoding
        except (LookupError, UnicodeError):
            pass
    return delimited.decode(data)


def _page(text: str, progress: Progress) -> "_Page":
    page = _Page()
    parser = etree.HTMLParser(target=cast(Any, page), encoding="utf-8", no_network=True, remove_pis=True)
    try:
        for start in range(0, len(text), _CHUNK):
            progress.step(0)
            parser.feed(text[start : start + _CHUNK].encode("utf-8", "replace"))
        parser.close()
    except (etree.LxmlError, AssertionError) as problem:
        raise InputProblem("input.damaged", why=type(problem).__name__) from problem
    return page


class _Open:
    """A table whose end has not come yet, with the cell that is being written."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.table = Table()
        self.text: list[str] | None = None
        self.marks: Mapping[str, str] = {}

    def row(self, marks: Mapping[str, str]) -> None:
        self.table.row()
        if "style" in marks and _HIDDEN.search(marks["style"]):
            self.table.hidden.append(len(self.table.rows))

    def close_cell(self) -> None:
        if self.text is None:
            return
        if not self.table.rows:
            self.table.row()
        marks, text = self.marks, self.text
        value = _value(text[0] if len(text) == 1 else "".join(text), marks)
        if "colspan" in marks or "rowspan" in marks:
            self.table.cell(value, _span(marks.get("colspan")), _span(marks.get("rowspan")))
        else:
            self.table.cell(value)
        self.text = None


class _Page:
    """Takes the tags of a page as the parser meets them."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self._title = ""
        self._framed = False
        self._open: list[_Open] = []
        self._loose: list[str] = []
        self._line: list[str] = []
        self._unseen = 0
        self._count = 0
        self._done: list[tuple[int, list[str], _Open]] = []

    def start(self, tag: str, marks: Mapping[str, str]) -> None:
        # Millions of cells pass here: the most frequent tags come first.
        if tag in _CELLS:
            if self._open:
                one = self._open[-1]
                one.close_cell()
                one.text, one.marks = [], marks
        elif tag == "tr":
            if self._open:
                self._open[-1].close_cell()
                self._open[-1].row(marks)
        elif tag == "br" or tag in _BLOCKS:
            self._break()
        elif tag == "table":
            self._begin_table()
        elif tag in _UNSEEN:
            self._unseen += 1
        elif tag == "frameset":
            self._framed = True
        elif tag == "title":
            self._end_line()

    def end(self, tag: str) -> None:
        if tag in _CELLS or tag == "tr":
            if self._open:
                self._open[-1].close_cell()
        elif tag in _BLOCKS:
            self._break()
        elif tag == "table":
            if self._open:
                self._close_table()
        elif tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag == "title":
            self._title, self._line = _tidy("".join(self._line)), []

    def data(self, text: str) -> None:
        if self._unseen:
            return
        held = self._open[-1].text if self._open else self._line
        if held is not None:
            held.append(text)

    def comment(self, text: str) -> None:
        self.names += _SHEET_NAME.findall(text[:100_000]) if "<x:Name>" in text else []

    def close(self) -> None:
        while self._open:
            self._close_table()
        self._end_line()

    def _begin_table(self) -> None:
        if len(self._open) >= _DEEPEST:
            raise InputProblem("input.damaged", why="HTML")
        self._count += 1
        self._end_line()
        self._open.append(_Open(self._count))

    def _break(self) -> None:
        if not self._open:
            self._end_line()
        elif self._open[-1].text is not None:
            self._open[-1].text.append(_BREAK)

    def _end_line(self) -> None:
        line = _tidy("".join(self._line))
        self._line = []
        if line and not self._open:
            self._loose.append(line)

    def _close_table(self) -> None:
        closed = self._open.pop()
        closed.close_cell()
        outer = self._open[-1] if self._open else None
        rows = [row for row in closed.table.rows if any(row)]
        if not rows:
            return
        if outer and outer.text is not None and (len(rows) < 2 or closed.table.width < 2):
            # A table of one row or one column inside a cell only arranges the cell's text.
            outer.text.append(
                _BREAK + _BREAK.join(" ".join(str(cell) for cell in row if cell) for row in rows) + _BREAK
            )
            return
        above, self._loose = (self._loose, []) if outer is None else ([], self._loose)
        self._done.append((closed.number, above, closed))

    def sheets(self, name: str) -> Iterator[Sheet]:
        """The tables in the order of the page."""
        pieces = [(above, one.table) for _, above, one in sorted(self._done, key=lambda done: done[0])]
        return stacked(pieces, self._loose, self.names or [name], name)

    def problem(self) -> InputProblem:
        """Why there is nothing to read."""
        if self._framed:
            return InputProblem("input.web-page-parts")
        says = self._title or next(iter(self._loose), "")
        return InputProblem("input.html", says=says[:40] or "…")


def _tidy(text: str) -> str:
    """Text as a browser shows it: blanks count once, a break stays a break."""
    if not text.isalnum():
        text = _BLANKS.sub(" ", text)
    if _BREAK not in text:
        return text.strip(" ")
    return "\n".join(line for part in text.split(_BREAK) if (line := part.strip(" ")))


def _value(text: str, marks: Mapping[str, str]) -> Cell:
    """What a cell shows; a number shown too short (1.1E+17, ####) as it is, where the page says so (x:num)."""
    shown = _tidy(text)
    if "x:num" in marks and _ROUNDED.fullmatch(shown):
        try:
            return float(marks["x:num"])
        except ValueError:
            return shown
    return shown


def _span(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 12 else 1
