"""A copy of the office's workbook with its faults coloured and told, and with the keys by which it comes back.

The office's file is only read. In the copy its sheets, styles, widths and formulas stay as they are; we add a result
column and two hidden ones behind the last column, notes and colours on faulty cells, a summary sheet and a hidden stamp.
"""

import io
import warnings
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from contextlib import suppress
from copy import copy
from pathlib import Path
from typing import TYPE_CHECKING, cast

from client.progress import SILENT, Progress
from client.spreadsheets import reader
from client.spreadsheets.drafts import ITEM_KEY, KEY
from client.spreadsheets.grid import letters
from client.spreadsheets.headers import KEY_HEADERS, MARKED, RESULT, STAMP
from client.spreadsheets.marking import cached, earlier, features, keys, summary, told
from client.spreadsheets.marking.faults import Fault, Marked, Marks, Row
from client.spreadsheets.marking.rebuilt import rebuilt
from client.spreadsheets.opening import protected
from client.spreadsheets.reader import Sheet
from client.spreadsheets.reader import Workbook as Read
from client.spreadsheets.saving import save

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.styles.fills import Fill
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

MOST_ROWS = 50_000
"""A longer file is reported instead of copied: openpyxl would need minutes and gigabytes for it."""

_MOST_NOTES = 20_000
_MOST_UNFOLDED = 500_000
_LAST_COLUMN = 16_384
_RESULT_WIDTH = 60
_FROZEN_FROM, _FROZEN_TO = 15, 12
"""A table of so many rows keeps its header in sight, if that does not stand too far down."""


def write_marked(path: Path, marks: Marks, out: Path, progress: Progress = SILENT) -> Marked:
    """Writes the marked copy of `path` to `out`. Raises `InputProblem` when it cannot be written."""
    book = reader.read(path, progress)
    if sum(len(sheet.rows) for sheet in book.sheets) > MOST_ROWS or any(map(_is_wide, book.sheets)):
        return summary.write_report(marks, out, progress)
    progress.stage("writing", len(book.sheets))
    copy_, lost, by_name = _copied(path, book)
    earlier.take_back(copy_, ours=any(keys.own_columns(sheet.rows) for sheet in book.sheets))
    by_sheet = _by_sheet(marks, book)
    where: dict[Fault, str] = {}
    remembered: list[list[str]] = []
    for number, sheet in enumerate(book.sheets):
        progress.step(number)
        if sheet.name in by_sheet:
            target = copy_[sheet.name if by_name else copy_.sheetnames[number]]
            _SheetMarks(target, sheet, marks, where, remembered).write(by_sheet[sheet.name])
    found = [where.get(fault, fault.cell) for fault in marks.faults]
    done = Marked(
        cells=len(set(where.values())),
        faults=Counter(fault.severity for fault in marks.faults),
        rows=len({fault.place[::2] for fault in marks.faults}),
        lost=lost,
        unmarked=sum(fault not in where for fault in marks.faults),
    )
    summary.add_summary(copy_, marks, done, found)
    _stamp(copy_, marks, remembered)
    parts = {
        f"xl/worksheets/sheet{number}.xml": sheet
        for number, one in enumerate(copy_.worksheets, 1)
        for sheet in book.sheets
        if sheet.name == one.title
    }

    def write(beside: Path) -> None:
        copy_.save(beside)
        cached.restore(beside, parts)

    save(out, write)
    return done


def _is_wide(sheet: Sheet) -> bool:
    """Whether there is no room for our columns beside those of the sheet, as in some text tables."""
    return sheet.first_column + max(map(len, sheet.rows), default=0) > _LAST_COLUMN - len(KEY_HEADERS) - 1


def _copied(path: Path, book: Read) -> tuple["Workbook", tuple[str, ...], bool]:
    """The workbook to write into, the features of the office's that it lacks, whether its sheets go by their names."""
    if book.format != "xlsx":
        return *rebuilt(book), False
    from openpyxl import load_workbook

    data = path.read_bytes()
    data = protected.opened(data) or data
    lost = features.lost_in(data)
    with warnings.catch_warnings():
        # What openpyxl warns of is what `features` tells the clerk.
        warnings.simplefilter("ignore")
        # openpyxl fails in many ways on styles, links and names that Excel and calamine accept.
        with suppress(Exception):
            if features.unfolded(data) <= _MOST_UNFOLDED:
                loaded = load_workbook(io.BytesIO(data), rich_text=True)
                if len({sheet.name for sheet in book.sheets} & set(loaded.sheetnames)) == len(book.sheets):
                    return loaded, lost, True
    return rebuilt(book)[0], tuple(dict.fromkeys(("styles", "formulas", *lost))), False


def _by_sheet(marks: Marks, book: Read) -> Mapping[str, Sequence[Fault]]:
    """The faults of every sheet that has some or that holds entries."""
    found: dict[str, list[Fault]] = {row.sheet: [] for row in marks.rows}
    found.update({sheet: [] for sheet, _, _ in marks.secret})
    known = {sheet.name for sheet in book.sheets}
    for fault in marks.faults:
        if fault.place[0] in known:
            found.setdefault(fault.place[0], []).append(fault)
    return {name: faults for name, faults in found.items() if name in known}


class _SheetMarks:
    """Writes what concerns one sheet."""

    def __init__(
        self,
        target: "Worksheet",
        sheet: Sheet,
        marks: Marks,
        where: dict[Fault, str],
        remembered: list[list[str]],
    ) -> None:
        self._target, self._sheet, self._marks = target, sheet, marks
        self._where, self._remembered = where, remembered
        self._header, self._columns = self._own_columns()

    def _own_columns(self) -> tuple[int, dict[str, int]]:
        """The row of our headers and our columns, counted from 1: those of an earlier marking or of our own export
        again, others behind the last column."""
        at = {RESULT: 0, KEY: 0, ITEM_KEY: 0}
        header = self._marks.headers.get(self._sheet.name, self._sheet.first_row + 1)
        there = keys.own_columns(self._sheet.rows)
        if there:
            header = there[0] + self._sheet.first_row + 1
            at.update({name: place + self._sheet.first_column + 1 for name, place in there[1].items()})
        used = self._sheet.first_column + max((len(row) for row in self._sheet.rows), default=0)
        reaches = [right + 1 for _, _, _, right in self._sheet.merged if right < used + 100]
        free = max([used, *reaches]) + 1
        for name, column in at.items():
            if not column:
                at[name], free = free, free + 1
        return header, at

    def write(self, faults: Sequence[Fault]) -> None:
        """Headers, keys, results, colours and notes."""
        self._headers()
        self._in_sight()
        by_row: dict[int, list[Fault]] = defaultdict(list)
        by_cell: dict[tuple[str, int], list[Fault]] = defaultdict(list)
        for fault in faults:
            _, column, row = fault.place
            below = self._below(row)
            by_row[below].append(fault)
            by_cell[column, row if column else below].append(fault)
        rows = {self._below(row.row): row for row in self._marks.rows if row.sheet == self._sheet.name}
        self._keys(rows)
        secret = {row: mark for sheet, row, mark in self._marks.secret if sheet == self._sheet.name}
        for number in sorted({*rows, *by_row}):
            if number not in secret and (number in by_row or not rows[number].item or rows[number].first):
                self._put_result(number, told.result(by_row.get(number, [])), by_row.get(number, []))
        for number in [number for number, one in rows.items() if one.repeated]:
            self._put_result(number, str(told.REPEATED))
        for number, mark in secret.items():
            self._empty(number)
            self._put_result(number, told.safe(told.SECRET.fill({"mark": mark})))
        for (column, number), found in by_cell.items():
            self._mark(column, number, found)

    def _headers(self) -> None:
        from openpyxl.styles import Alignment

        neighbour = self._target.cell(self._header, max(min(self._columns.values()) - 1, 1))
        for name, column in self._columns.items():
            cell = self._cell(self._header, column)
            cell.value = RESULT if name == RESULT else KEY_HEADERS[name]
            if neighbour.has_style and not cell.has_style:
                cell._style = copy(neighbour._style)  # type: ignore[attr-defined,union-attr]
            if name == RESULT:
                cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
            self._dimension(column, hidden=name != RESULT)

    def _dimension(self, column: int, *, hidden: bool) -> None:
        """A width of its own for our column; one of the office's that reaches over it ends before it."""
        for letter, held in list(self._target.column_dimensions.items()):
            first, last = held.min or 0, held.max or 0
            if letter != letters(column - 1) and first <= column <= last:
                held.max = column - 1
                if last > column:
                    rest = copy(held)
                    rest.index, rest.min, rest.max = letters(column), column + 1, last
                    self._target.column_dimensions[letters(column)] = rest
        own = self._target.column_dimensions[letters(column - 1)]
        own.min = own.max = column
        own.width, own.hidden = (12, True) if hidden else (_RESULT_WIDTH, False)

    def _in_sight(self) -> None:
        """The header stays in sight and the office's own filter reaches over our results."""
        target = self._target
        long = len(self._sheet.rows) >= _FROZEN_FROM and self._header <= _FROZEN_TO
        if target.freeze_panes is None and long and self._sheet.name in self._marks.headers:
            target.freeze_panes = f"A{self._header + 1}"
        if target.auto_filter.ref:
            first, last, bottom = _corners(target.auto_filter.ref)
            if last == self._columns[RESULT] - 1:
                target.auto_filter.ref = f"{first}:{letters(last)}{bottom}"

    def _below(self, row: int) -> int:
        """A form may begin in the very row of our headers: what is said of that row stands below them."""
        return max(row, self._header + 1)

    def _keys(self, rows: Mapping[int, Row]) -> None:
        for number, row in rows.items():
            for name, text in ((KEY, row.entry), (ITEM_KEY, row.item)):
                if text:
                    self._cell(number, self._columns[name]).value = text

    def _put_result(self, number: int, text: str, faults: Sequence[Fault] = ()) -> None:
        from openpyxl.styles import Alignment, PatternFill

        cell = self._cell(number, self._columns[RESULT])
        cell.value, cell.data_type = text, "s"
        cell.alignment = Alignment(vertical="top", wrap_text=False)
        if faults:
            cell.fill = PatternFill("solid", fgColor=told.FILLS[told.worst(faults)])

    def _mark(self, column: str, number: int, faults: Sequence[Fault]) -> None:
        from openpyxl.comments import Comment
        from openpyxl.styles import PatternFill

        place = column or letters(self._columns[RESULT] - 1)
        cell = self._cell(number, _column(place))
        if column:
            self._remembered.append([self._sheet.name, cell.coordinate, earlier.written(cast("Fill", cell.fill))])
            cell.fill = PatternFill("solid", fgColor=told.FILLS[told.worst(faults)])
        if column and len(self._where) < _MOST_NOTES:
            text = (cell.comment.text + "\n\n" if cell.comment else "") + told.note(faults)
            width, height = told.note_size(text)
            cell.comment = Comment(text, "校验", height=height, width=width)
        self._where.update(dict.fromkeys(faults, f"{self._sheet.name}!{cell.coordinate}"))

    def _empty(self, number: int) -> None:
        """A row that must be kept nowhere: its content is not in the copy."""
        for cell in self._target[number]:
            if not _is_merged(cell):
                cell.value, cell.comment, cell.hyperlink = None, None, None

    def _cell(self, row: int, column: int) -> "Cell":
        """The cell, or the one it is merged into."""
        found = self._target.cell(row, column)
        if _is_merged(found):
            for merged in self._target.merged_cells.ranges:
                if found.coordinate in merged:
                    return cast("Cell", self._target.cell(merged.min_row, merged.min_col))
        return cast("Cell", found)


def _is_merged(cell: object) -> bool:
    from openpyxl.cell.cell import MergedCell

    return isinstance(cell, MergedCell)


def _corners(ref: str) -> tuple[str, int, str]:
    """Of a range its first cell, its last column (from 1) and its last row."""
    first, _, last = ref.replace("$", "").partition(":")
    column = (last or first).rstrip("0123456789")
    return first, _column(column), (last or first)[len(column) :]


def _column(place: str) -> int:
    from openpyxl.utils import column_index_from_string

    return column_index_from_string(place)


def _stamp(book: "Workbook", marks: Marks, remembered: Sequence[Sequence[str]]) -> None:
    """The hidden sheet: by which standard the file was understood, and which fills the office's cells had."""
    if marks.ours and any(sheet["A1"].value == STAMP for sheet in book.worksheets):
        return
    sheet = book.create_sheet(summary.free_name(book, STAMP))
    # A text table of ours has no stamp; what we wrote into its cells is to be read as ours all the same.
    sheet.append([STAMP, marks.profile, "export" if marks.ours else MARKED, "1"])
    for line in remembered:
        sheet.append([told.safe(text) for text in line])
    sheet.sheet_state = "veryHidden"
