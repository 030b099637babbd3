"""content.xml of an ods as the reader of values can take it: no blanks between its tags, no cells far from the table,
tabs and breaks as characters."""

import re
from collections.abc import Collection, Iterator, Mapping

from client.spreadsheets.opening import far
from client.spreadsheets.opening.beneath import Look
from client.spreadsheets.opening.beneath_ods import name_of, times

_BREAKS = {b"tab": b"&#9;", b"line-break": b"&#10;"}
"""The reader drops these tags, and the words on both sides grow together."""
_BREAK = re.compile(rb"<text:(tab|line-break)\s{0,9}(?:/>|[^<>]{0,99}/>|></text:(?:tab|line-break)>)")
_INDENT = re.compile(rb">\s{1,500}(?=<(?:/?table:|/?office:|text:p[\s>/]))")
_TABLE = re.compile(rb"<table:table\s([^<>]*)>(?:[^<]|<(?!/table:table>))*+</table:table>")
_ROW = re.compile(rb"<table:table-row(?=[\s>])([^<>]*)(?<!/)>((?:[^<]|<(?!/table:table-row>))*+)</table:table-row>")
_EMPTY_ROW = rb"<table:table-row(?=[\s/>])([^<>]*)/>"
_ANY_ROW = re.compile(_EMPTY_ROW + rb"|" + _ROW.pattern)
_CELL = re.compile(
    rb"<table:(?:covered-)?table-cell(?=[\s/>])([^<>]*)"
    rb"(?:(?<=/)>|(?<!/)>(?:[^<]|<(?!/table:(?:covered-)?table-cell>))*+</table:(?:covered-)?table-cell>)"
)


def closed_up(content: bytes) -> bytes:
    """Without the lines between the tags, as programs write them that print XML for people."""
    return _INDENT.sub(b">", content)


def with_breaks(content: bytes) -> bytes:
    """The tabs and line breaks as characters."""
    return _BREAK.sub(lambda found: _BREAKS[found[1]], content)


def without_strays(content: bytes, looks: Mapping[str, Look], sparse: Collection[str]) -> bytes:
    """The cells far from the table made blank in the tables named in `sparse`, and told in their looks.

    Raises `InputProblem` when the far ones hold data.
    """

    def table(found: re.Match[bytes]) -> bytes:
        name = name_of(found[1])
        return _cut(found[0], looks[name]) if name in sparse else found[0]

    return _TABLE.sub(table, content)


def _cut(content: bytes, look: Look) -> bytes:
    filled: dict[int, list[int]] = {}
    for row, repeated, cells in _rows(content):
        held = [column for first, count, _ in _filled(cells) for column in range(first, first + count)]
        if held:
            filled.update(dict.fromkeys(range(row, row + repeated), held))
    box = far.table(filled)
    look.stray = far.stray(filled, box)
    pieces, end = [], 0
    for row, _, cells in _rows(content):
        for first, count, found in _filled(cells):
            if not box.holds(row, first):
                pieces += [
                    content[end : found.start()],
                    b'<table:table-cell table:number-columns-repeated="%d"/>' % count,
                ]
                end = found.end()
    return b"".join([*pieces, content[end:]])


def _rows(content: bytes) -> Iterator[tuple[int, int, Iterator[re.Match[bytes]]]]:
    """Of every row its number from 0, how often it is repeated, and its cells."""
    row = 0
    for found in _ANY_ROW.finditer(content):
        repeated = times(found[1] or found[2] or b"")
        if found[3]:
            yield row, repeated, _CELL.finditer(content, found.start(3), found.end(3))
        row += repeated


def _filled(cells: Iterator[re.Match[bytes]]) -> Iterator[tuple[int, int, re.Match[bytes]]]:
    column = 0
    for found in cells:
        count = times(found[1])
        if b"office:value" in found[1] or b"table:formula" in found[1] or not found[1].endswith(b"/"):
            yield column, count, found
        column += count
