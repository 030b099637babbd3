"""The sheet that sums up a marked workbook, and the report that stands in for the copy of a very long file."""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from client.progress import SILENT, Progress
from client.spreadsheets.grid import letters
from client.spreadsheets.headers import SUMMARY
from client.spreadsheets.marking.faults import SEVERITIES, Marked, Marks
from client.spreadsheets.marking.features import FEATURES
from client.spreadsheets.marking.told import FILLS, WORDS, absent, by_rule, lines_of, link, safe
from client.spreadsheets.saving import save
from client.texts import Text

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_TITLE = Text("校验汇总", "Summary of faults")
_LOST = Text("这份复制件里没有（原文件没有动）：{names}", "Not in this copy (your own file was not touched): {names}")
_HINT = Text(
    "在有颜色的格子里改好，保存后再导入这一份，不会重复；隐藏列请勿改动。",
    "Mend the coloured cells, save, and import this copy again: nothing is doubled. Leave the hidden columns alone.",
)
_NO_COLUMN = Text(
    "表里没有“{field}”这一列：在表头右边加上这一列再填；全表都一样的，导入时补填一次就行。",
    "The table has no column {field}: add one at the end of its header, or fill it in once for all rows at the import.",
)
_MORE = Text(
    "还有 {count} 处没有列在这里，都标在各表的格子里。",
    "{count} more are not listed here; all are marked in their cells.",
)
_BY_RULE = (
    Text("程度", "Severity"), Text("数量", "Count"), Text("栏目", "Field"), Text("问题", "Fault"),
    Text("怎么改", "How to mend it"), Text("最前几处", "First places"),
)  # fmt: skip
_BY_CELL = (
    Text("程度", "Severity"), Text("位置", "Where"), Text("目录名称", "Entry"), Text("问题", "What is wrong"),
    Text("怎么改", "How to mend it"),
)  # fmt: skip
_WIDTHS = (10, 20, 30, 52, 52, 16, 16, 16)
_LINKED, _LAST_ROW = 2_000, 1_048_570
_FIRST_CELLS = 3
_LINE = 15.0
"""Points."""


def add_summary(book: "Workbook", marks: Marks, done: Marked, where: Sequence[str]) -> None:
    """The summary sheet at the end: counts by rule with links, then the cells. `where`: the cell each fault was marked
    in."""
    sheet = book.create_sheet(free_name(book, str(_TITLE)))
    _Summary(sheet, marks, done, where).write()


class _Summary:
    """Writes the sheet that sums up. A column that is not there is told once, not once for each row."""

    def __init__(self, sheet: "Worksheet", marks: Marks, done: Marked, where: Sequence[str]) -> None:
        self._sheet, self._marks, self._done, self._where = sheet, marks, done, where

    def write(self) -> None:
        from openpyxl.styles import Alignment, Font, PatternFill

        sheet, done = self._sheet, self._done
        sheet.append([SUMMARY])
        sheet["A1"].font = Font(bold=True, size=14)
        sheet.append([f"{WORDS[one]} {done.faults.get(one, 0)}" for one in SEVERITIES])
        for cell, severity in zip(sheet[2], SEVERITIES, strict=False):
            cell.fill = PatternFill("solid", fgColor=FILLS[severity])
        sheet.append([str(_HINT)])
        if done.lost:
            sheet.append([_LOST.fill({"names": "、".join(str(FEATURES[name]) for name in done.lost)})])
        sheet.append([])
        self._by_rule()
        sheet.append([])
        self._by_cell()
        for column, width in enumerate(_WIDTHS):
            sheet.column_dimensions[letters(column)].width = width
        for cells in sheet.iter_rows(min_row=6):
            for one in cells:
                one.alignment = Alignment(wrap_text=True, vertical="top", horizontal="left")
            high = max(lines_of(str(one.value or ""), width) for one, width in zip(cells, _WIDTHS, strict=False))
            if high > 1:
                sheet.row_dimensions[cells[0].row or 1].height = high * _LINE
        on_one_page_wide(sheet)

    def _head(self, texts: Iterable[Text]) -> None:
        from openpyxl.styles import Font, PatternFill

        self._sheet.append([str(text) for text in texts])
        for head in self._sheet[self._sheet.max_row]:
            if head.value:
                head.font, head.fill = Font(bold=True), PatternFill("solid", fgColor="FFF2F2F2")

    def _by_rule(self) -> None:
        from openpyxl.styles import PatternFill

        self._head(_BY_RULE)
        for (_, name), found in by_rule(self._marks.faults):
            first = self._marks.faults[found[0]]
            how = _NO_COLUMN.fill({"field": name}) if absent(first) else first.how
            self._sheet.append([str(WORDS[first.severity]), len(found), safe(name), safe(first.what), safe(how)])
            row = self._sheet.max_row
            self._sheet.cell(row, 1).fill = PatternFill("solid", fgColor=FILLS[first.severity])
            for column, place in enumerate(found[:_FIRST_CELLS], len(_BY_RULE)):
                self._link(row, column, self._where[place])

    def _by_cell(self) -> None:
        self._head(_BY_CELL)
        shown = [place for place, fault in enumerate(self._marks.faults) if not absent(fault)]
        shown.sort(key=lambda place: SEVERITIES.index(self._marks.faults[place].severity))
        for place in shown[:_LINKED]:
            fault = self._marks.faults[place]
            self._sheet.append([str(WORDS[fault.severity]), "", safe(fault.name), safe(fault.what), safe(fault.how)])
            self._link(self._sheet.max_row, 2, self._where[place])
        if len(shown) > _LINKED:
            self._sheet.append(["", "", "", _MORE.fill({"count": f"{len(shown) - _LINKED:,}"})])

    def _link(self, row: int, column: int, cell: str) -> None:
        from openpyxl.styles import Font
        from openpyxl.worksheet.hyperlink import Hyperlink

        target = self._sheet.cell(row, column, safe(cell))
        target.hyperlink = Hyperlink(ref=target.coordinate, location=link(cell), display=cell)
        target.font = Font(color="FF0563C1", underline="single")


def on_one_page_wide(sheet: "Worksheet") -> None:
    """Printed across, all columns on a page, as many pages down as it takes."""
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0


def free_name(book: "Workbook", wanted: str) -> str:
    """A name no sheet of the workbook has yet."""
    taken = {name.lower() for name in book.sheetnames}
    return next(name for number in range(1, 1000) if (name := wanted + "2" * (number - 1)).lower() not in taken)


def write_report(marks: Marks, out: Path, progress: Progress = SILENT) -> Marked:
    """Instead of a copy of a very long file: its faulty rows, one line for each fault."""
    from openpyxl import Workbook as NewWorkbook

    book = NewWorkbook(write_only=True)
    sheet = book.create_sheet(str(_TITLE))
    for column, width in enumerate(_WIDTHS[: len(_BY_CELL)]):
        sheet.column_dimensions[letters(column)].width = width
    counts = Counter(fault.severity for fault in marks.faults)
    sheet.append([SUMMARY])
    sheet.append(["　".join(f"{WORDS[one]} {counts.get(one, 0)}" for one in SEVERITIES)])
    sheet.append([str(text) for text in _BY_CELL])
    for (_, name), found in by_rule(marks.faults):
        if absent(first := marks.faults[found[0]]):
            told = (str(WORDS[first.severity]), f"{len(found):,}", "", first.what, _NO_COLUMN.fill({"field": name}))
            sheet.append([safe(text) for text in told])
    shown = [fault for fault in marks.faults if not absent(fault)]
    progress.stage("writing", len(shown))
    for done, fault in enumerate(shown[:_LAST_ROW]):
        if done % 1000 == 0:
            progress.step(done)
        texts = (str(WORDS[fault.severity]), fault.cell, fault.name, fault.what, fault.how)
        sheet.append([safe(text) for text in texts])
    save(out, book.save)
    rows = {fault.place[::2] for fault in marks.faults}
    return Marked(0, counts, len(rows), report=True, unmarked=len(marks.faults))
