"""A file is not updated in real time."""

from collections.abc import Iterable

from client.catalog.entry import Entry
from client.checks import formats
from client.checks.rule import NONE, Context, Hit, Rule, Severity
from client.texts import Text


def _find(entry: Entry, context: Context) -> Iterable[Hit]:
    if entry.get("update_cycle") != "realtime":
        return NONE
    kinds = formats.classes(entry, context.profile)
    # Streams are live by nature.
    if not kinds or not kinds <= formats.FILE_LIKE - {"streaming"}:
        return NONE
    return (("", "update_cycle", {"value": "realtime", "format_class": next(iter(kinds))}),)


RULE = Rule(
    code="cycle.realtime-file",
    severity=Severity.WARNING,
    title=Text("文件格式，更新却是实时", "A file that is said to be updated in real time"),
    what=Text(
        "格式是“{format_class}”，更新却是“{value}”。", "The format is “{format_class}”, yet it is updated in “{value}”."
    ),
    why=Text("文件要人工重新上传，做不到实时更新。", "A file has to be uploaded again by hand; that is not real time."),
    good=Text("电子表格，每月", "Spreadsheet, monthly"),
    bad=Text("电子表格，实时", "Spreadsheet, real time"),
    find=_find,
    covers=("U02",),
    needs=("update_cycle", "format_type"),
    about=("update_cycle",),
)
