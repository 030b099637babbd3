"""The looks of an old xls in its rebuilt copy: fonts, fills, borders, number formats, widths, heights, notes, panes."""

import io
from collections.abc import Sequence
from copy import copy
from typing import TYPE_CHECKING, Any

import xlrd

from client.spreadsheets.grid import letters
from client.spreadsheets.neutral import printable
from client.spreadsheets.opening import biff

if TYPE_CHECKING:
    from openpyxl.styles.borders import Border, Side
    from openpyxl.styles.colors import Color
    from openpyxl.styles.fills import PatternFill
    from openpyxl.styles.fonts import Font
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_MOST_CELLS = 1_000_000
_LINES = (
    None, "thin", "medium", "dashed", "dotted", "thick", "double", "hair", "mediumDashed", "dashDot", "mediumDashDot",
    "dashDotDot", "mediumDashDotDot", "slantDashDot",
)  # fmt: skip
_ACROSS = (None, "left", "center", "right", "fill", "justify", "centerContinuous", "distributed")
_DOWN = ("top", "center", "bottom", "justify", "distributed")
_PATTERNS = (
    None, "solid", "mediumGray", "darkGray", "lightGray", "darkHorizontal", "darkVertical", "darkDown", "darkUp", "darkGrid",
    "darkTrellis", "lightHorizontal", "lightVertical", "lightDown", "lightUp", "lightGrid", "lightTrellis", "gray125", "gray0625",
)  # fmt: skip
_TWIPS, _SIGN = 20, 256
_FEATURES = ((0x0006, "formulas"), (0x01BE, "lists"), (0x01B0, "conditions"))
_DRAWINGS, _PICTURES = 0x00EB, b"\x01\xf0"
"""Notes are drawings too; those with pictures have a store of them."""


def lost_in(data: bytes) -> tuple[str, ...]:
    """What of an old workbook is not in its copy, by the names of `features.FEATURES`."""
    try:
        stream = biff.stream_of(data)
        kinds = {kind for _, start in biff.sheets(stream) for kind, _, _ in biff.records(stream, start)}
        pictures = any(kind == _DRAWINGS and _PICTURES in body for kind, body, _ in biff.records(stream, 0))
    except biff.ODD:
        return ()
    found = [name for kind, name in _FEATURES if kind in kinds]
    macros = "_VBA_PROJECT_CUR".encode("utf-16-le") in data
    return (*found, *(["images"] if pictures else []), *(["macros"] if macros else []))


def put_on(made: "Workbook", data: bytes, cells: int) -> bool:
    """Gives the rebuilt workbook the looks of the old one; whether they could be read. `cells`: how many it has."""
    if cells > _MOST_CELLS:
        return False
    try:
        old = xlrd.open_workbook(file_contents=data, logfile=io.StringIO(), formatting_info=True)
        sheets = old.sheets()
        if len(sheets) != len(made.worksheets):
            return False
        for sheet, target in zip(sheets, made.worksheets, strict=True):
            _Looks(old, target).put(sheet)
    except Exception:  # noqa: BLE001  (the library raises whatever a broken record leads it to; the values are there)
        return False
    return True


class _Looks:
    """Writes the looks of one sheet. The style of a kind of cell is made once."""

    def __init__(self, old: "xlrd.book.Book", target: "Worksheet") -> None:
        self._old, self._target = old, target
        self._made: dict[int, Any] = {}

    def put(self, sheet: "xlrd.sheet.Sheet") -> None:
        target = self._target
        for row in range(sheet.nrows):
            for column in range(sheet.row_len(row)):
                self._style(row, column, sheet.cell_xf_index(row, column))
        for column, about in sheet.colinfo_map.items():
            if column < sheet.ncols:
                held = target.column_dimensions[letters(column)]
                held.width, held.hidden = about.width / _SIGN, bool(about.hidden)
        for row, line in sheet.rowinfo_map.items():
            if row < sheet.nrows:
                if line.height_mismatch and line.height:
                    target.row_dimensions[row + 1].height = line.height / _TWIPS
                target.row_dimensions[row + 1].hidden = bool(line.hidden)
        pane: Any = sheet
        if pane.panes_are_frozen:
            target.freeze_panes = f"{letters(pane.vert_split_pos)}{pane.horz_split_pos + 1}"
        self._notes(sheet)

    def _style(self, row: int, column: int, number: int) -> None:
        # Also those that are merged into another: their borders are drawn.
        cell: Any = self._target.cell(row + 1, column + 1)
        quoted = cell.quotePrefix
        if number in self._made:
            cell._style = copy(self._made[number])
        else:
            about: Any = self._old.xf_list[number]
            cell.font, cell.fill = self._font(about.font_index), self._fill(about.background)
            cell.border, cell.alignment = self._border(about.border), self._alignment(about.alignment)
            known = self._old.format_map.get(about.format_key)
            if known is not None and known.format_str:
                cell.number_format = known.format_str
            self._made[number] = copy(cell._style)
        if quoted:
            cell.quotePrefix = quoted

    def _colour(self, index: int) -> "Color | None":
        from openpyxl.styles.colors import Color

        found = self._old.colour_map.get(index)
        return Color(rgb="FF{:02X}{:02X}{:02X}".format(*found)) if found else None

    def _font(self, number: int) -> "Font":
        from openpyxl.styles import Font

        held = self._old.font_list[number]
        return Font(
            name=printable(held.name),
            sz=held.height / _TWIPS,
            b=bool(held.bold or held.weight >= 600),
            i=bool(held.italic),
            strike=bool(held.struck_out),
            u="single" if held.underline_type else None,
            color=self._colour(held.colour_index),
        )

    def _fill(self, held: "xlrd.formatting.XFBackground") -> "PatternFill":
        from openpyxl.styles import PatternFill

        pattern = _of(_PATTERNS, held.fill_pattern)
        if pattern is None:
            return PatternFill()
        front, back = self._colour(held.pattern_colour_index), self._colour(held.background_colour_index)
        return PatternFill(pattern, fgColor=front or "FFFFFFFF", bgColor=back or "FFFFFFFF")

    def _border(self, held: "xlrd.formatting.XFBorder") -> "Border":
        from openpyxl.styles import Border

        left = self._side(held.left_line_style, held.left_colour_index)
        right = self._side(held.right_line_style, held.right_colour_index)
        top = self._side(held.top_line_style, held.top_colour_index)
        return Border(left, right, top, self._side(held.bottom_line_style, held.bottom_colour_index))

    def _side(self, line: int, colour: int) -> "Side":
        from openpyxl.styles import Side

        return Side(_of(_LINES, line), self._colour(colour))

    @staticmethod
    def _alignment(held: "xlrd.formatting.XFAlignment") -> Any:
        from openpyxl.styles import Alignment

        return Alignment(
            horizontal=_of(_ACROSS, held.hor_align),
            vertical=_of(_DOWN, held.vert_align),
            wrap_text=bool(held.text_wrapped),
            indent=held.indent_level,
            shrink_to_fit=bool(held.shrink_to_fit),
            text_rotation=held.rotation if 0 <= held.rotation <= 180 or held.rotation == 255 else 0,
        )

    def _notes(self, sheet: "xlrd.sheet.Sheet") -> None:
        from openpyxl.comments import Comment

        for (row, column), note in sheet.cell_note_map.items():
            if row < sheet.nrows and note.text:
                self._target.cell(row + 1, column + 1).comment = Comment(
                    printable(note.text), printable(note.author or "")
                )


def _of(names: Sequence[str | None], number: int) -> Any:
    """The word for a number of the file; none for one that nobody knows."""
    return names[number] if 0 <= number < len(names) else None
