"""What a marked workbook says in words: the results of a row, the note on a cell."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from client.spreadsheets.marking.faults import ERROR, INFO, SEVERITIES, WARNING, Fault
from client.spreadsheets.neutral import neutral, printable
from client.texts import Text

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
_LONGEST_NOTE, _LONGEST_RESULT = 1_000, 2_000
_NOTE_WIDTH, _NOTE_LINE, _NOTE_SIGNS = 320, 18, 46


def note(faults: Iterable[Fault]) -> str:
    """The note on a cell: what is wrong and how to mend it."""
    lines = [f"{WORDS[fault.severity]}：{fault.what}" + _mending(fault) for fault in faults]
    return printable(f"{NOTE}\n" + "\n".join(lines))[:_LONGEST_NOTE]


def note_size(text: str) -> tuple[int, int]:
    """Width and height in pixels in which a note shows all of its text."""
    return _NOTE_WIDTH, _NOTE_LINE * (lines_of(text, _NOTE_SIGNS) + 1)


def result(faults: Sequence[Fault]) -> str:
    """What the result column says of a row: what must be mended first, each degree named once.

    What every row says, since the table has no such column, stands behind what is wrong with this one.
    """
    if not faults:
        return str(FINE)
    parts = []
    for severity in SEVERITIES:
        of_it = sorted((fault for fault in faults if fault.severity == severity), key=absent)
        told = [fault.what.rstrip("。.") for fault in of_it]
        if told:
            parts.append(f"{WORDS[severity]}：" + "；".join(dict.fromkeys(told)))
    return safe("。".join(parts))[:_LONGEST_RESULT]


def worst(faults: Iterable[Fault]) -> str:
    """The gravest degree among some faults."""
    return min((fault.severity for fault in faults), key=SEVERITIES.index)


def lines_of(text: str, signs: float) -> int:
    """How many lines a text takes that is broken after so many signs; Chinese ones count double."""
    wide = (sum(2 if ord(char) > 0x2E80 else 1 for char in line) for line in text.split("\n"))
    return sum(max(1, -int(-one // signs)) for one in wide)


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


def absent(fault: Fault) -> bool:
    """Whether the table has no column for the field of a fault."""
    return bool(fault.field) and not fault.place[1]


def by_rule(faults: Sequence[Fault]) -> list[tuple[tuple[str, str], list[int]]]:
    """Faults of one rule and field together: what must be mended first, then the most frequent."""
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, fault in enumerate(faults):
        found[fault.rule, fault.field].append(place)
    return sorted(found.items(), key=lambda one: (SEVERITIES.index(faults[one[1][0]].severity), -len(one[1])))
