"""What a marked workbook says in words: the results of a row, the note on a cell, the summary sheet, the long report."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from client.progress import SILENT, Progress
from client.spreadsheets.headers import SUMMARY
from client.spreadsheets.marking.faults import ERROR, INFO, SEVERITIES, WARNING, Fault, Marked, Marks
from client.spreadsheets.marking.features import FEATURES
from client.spreadsheets.neutral import neutral, printable
from client.spreadsheets.saving import save
from client.texts import Text

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

WORDS = {
    ERROR: Text("必须改", "must be mended"),
    WARNING: Text("可说明", "mend or explain"),
    INFO: Text("提示", "note"),
}
FILLS = {ERROR: "FFFFC8CE", WARNING: "FFFFEB9D", INFO: "FFDDEBF8"}
"""One step beside Excel's own shades, so that ours are told from the office's when a workbook is marked again."""

NOTE = "【校验】"
"""Begins what we write into a note on a cell; the office's own words stand before it."""

FINE = Text("通过", "passed")
SECRET = Text(
    "有密级标志（{mark}）：没有导入，内容也没有复制到这份表里",
    "carries a secrecy mark ({mark}): not imported, and its content was not copied into this workbook",
)
REPEATED = Text("与前面的一行完全相同，不重复导入", "repeats an earlier row word for word; not imported twice")
_HOW = Text("怎么改：{how}", "How to mend it: {how}")
_TITLE = Text("校验汇总", "Summary of faults")
_LOST = Text("这份复制件里没有（原文件没有动）：{names}", "Not in this copy (your own file was not touched): {names}")
_HINT = Text(
    "在有颜色的格子里改好，保存后再导入这一份，不会重复；隐藏列请勿改动。",
    "Mend the coloured cells, save, and import this copy again: nothing is doubled. Leave the hidden columns alone.",
)
_BY_RULE = (Text("程度", "Severity"), Text("问题", "Fault"), Text("栏目", "Field"), Text("数量", "Count"))
_BY_CELL = (
    Text("程度", "Severity"),
    Text("位置", "Where"),
    Text("目录名称", "Entry"),
    Text("问题", "What is wrong"),
    Text("怎么改", "How to mend it"),
)
_LINKED, _LONGEST_NOTE, _LONGEST_RESULT, _LAST_ROW = 2_000, 1_000, 2_000, 1_048_570
_FIRST_CELLS = 3


def note(faults: Iterable[Fault]) -> str:
    """The note on a cell: what is wrong and how to mend it."""
    lines = [f"{WORDS[fault.severity]}：{fault.what}" + _mending(fault) for fault in faults]
    return printable(f"{NOTE}\n" + "\n".join(lines))[:_LONGEST_NOTE]


def result(faults: Sequence[Fault]) -> str:
    """What the result column says of a row."""
    if not faults:
        return str(FINE)
    ordered = sorted(faults, key=lambda fault: SEVERITIES.index(fault.severity))
    return safe("；".join(f"{WORDS[fault.severity]}：{fault.what}" for fault in ordered))[:_LONGEST_RESULT]


def safe(text: str) -> str:
    """A text as it may stand in a cell."""
    return neutral(printable(text))


def _mending(fault: Fault) -> str:
    return "\n" + _HOW.fill({"how": fault.how}) if fault.how else ""


def link(cell: str) -> str:
    """`Sheet!C5` as the target of a link inside the workbook."""
    sheet, _, address = cell.rpartition("!")
    quoted = sheet.replace("'", "''")
    return f"'{quoted}'!{address}"


def add_summary(book: "Workbook", marks: Marks, done: Marked, where: Sequence[str]) -> None:
    """The summary sheet at the end: counts by rule with links, then the cells. `where`: the cell each fault was marked
    in."""
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.worksheet.hyperlink import Hyperlink

    sheet = book.create_sheet(free_name(book, str(_TITLE)))
    sheet.append([SUMMARY])
    sheet.append(["　".join(f"{WORDS[one]} {done.faults.get(one, 0)}" for one in SEVERITIES)])
    sheet.append([str(_HINT)])
    if done.lost:
        sheet.append([_LOST.fill({"names": "、".join(str(FEATURES[name]) for name in done.lost)})])
    sheet.append([])
    sheet.append([str(text) for text in _BY_RULE])
    heads = [sheet.max_row]

    def linked(row: int, column: int, cell: str) -> None:
        target = sheet.cell(row, column, safe(cell))
        target.hyperlink = Hyperlink(ref=target.coordinate, location=link(cell), display=cell)
        target.font = Font(color="FF0563C1", underline="single")

    for (_, name), found in _by_rule(marks.faults):
        first = marks.faults[found[0]]
        sheet.append([str(WORDS[first.severity]), safe(first.what), safe(name), len(found)])
        sheet.cell(sheet.max_row, 1).fill = PatternFill("solid", fgColor=FILLS[first.severity])
        for column, place in enumerate(found[:_FIRST_CELLS], len(_BY_RULE) + 1):
            linked(sheet.max_row, column, where[place])
    sheet.append([])
    sheet.append([str(text) for text in _BY_CELL])
    heads.append(sheet.max_row)
    for fault, cell in zip(marks.faults[:_LINKED], where, strict=False):
        sheet.append([str(WORDS[fault.severity]), "", safe(fault.name), safe(fault.what), safe(fault.how)])
        linked(sheet.max_row, 2, cell)
    for row in heads:
        for head in sheet[row]:
            head.font = Font(bold=True)
    sheet["A1"].font = Font(bold=True, size=14)
    for letter, width in zip("ABCDEFG", (12, 40, 30, 50, 50, 16, 16), strict=True):
        sheet.column_dimensions[letter].width = width
    for cells in sheet.iter_rows(min_row=heads[0]):
        for one in cells:
            one.alignment = Alignment(wrap_text=True, vertical="top")


def _by_rule(faults: Sequence[Fault]) -> list[tuple[tuple[str, str], list[int]]]:
    """Faults of one rule and field together: what must be mended first, then the most frequent."""
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, fault in enumerate(faults):
        found[fault.rule, fault.field].append(place)
    return sorted(found.items(), key=lambda one: (SEVERITIES.index(faults[one[1][0]].severity), -len(one[1])))


def free_name(book: "Workbook", wanted: str) -> str:
    """A name no sheet of the workbook has yet."""
    taken = {name.lower() for name in book.sheetnames}
    return next(name for number in range(1, 1000) if (name := wanted + "2" * (number - 1)).lower() not in taken)


def write_report(marks: Marks, out: Path, progress: Progress = SILENT) -> Marked:
    """Instead of a copy of a very long file: its faulty rows, one line for each fault."""
    from openpyxl import Workbook as NewWorkbook

    book = NewWorkbook(write_only=True)
    sheet = book.create_sheet(str(_TITLE))
    for letter, width in zip("ABCDE", (12, 20, 40, 60, 60), strict=True):
        sheet.column_dimensions[letter].width = width
    counts = Counter(fault.severity for fault in marks.faults)
    sheet.append([SUMMARY])
    sheet.append(["　".join(f"{WORDS[one]} {counts.get(one, 0)}" for one in SEVERITIES)])
    sheet.append([str(text) for text in _BY_CELL])
    progress.stage("writing", len(marks.faults))
    for done, fault in enumerate(marks.faults[:_LAST_ROW]):
        if done % 1000 == 0:
            progress.step(done)
        texts = (str(WORDS[fault.severity]), fault.cell, fault.name, fault.what, fault.how)
        sheet.append([safe(text) for text in texts])
    save(out, book.save)
    rows = {fault.place[::2] for fault in marks.faults}
    return Marked(0, counts, len(rows), report=True, unmarked=len(marks.faults))
