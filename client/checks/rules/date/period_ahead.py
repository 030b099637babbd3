"""A period that has not begun has no data yet."""

from collections.abc import Iterable

from client.catalog.entry import Entry
from client.checks.rule import NONE, Context, Hit, Rule, Severity
from client.texts import Text


def _find(entry: Entry, context: Context) -> Iterable[Hit]:
    period = entry.text("time_range")
    if not period or not period[:4].isdigit() or period[:10] <= context.today.isoformat():
        return NONE
    return (("", "time_range", {"value": period}),)


RULE = Rule(
    code="date.period-ahead",
    severity=Severity.WARNING,
    title=Text("时间范围还没有开始", "A period that has not begun yet"),
    what=Text("“{label}”还没有开始：{value}。", "“{label}” has not begun yet: {value}."),
    why=Text(
        "还没到的时间不会有数据，多半是年份输错了。",
        "There are no data for a time to come; most likely the year is wrong.",
    ),
    good=Text("2020-01-01 至 2024-12-31", "2020-01-01 to 2024-12-31"),
    bad=Text("2200-01-01 至 2204-12-31", "2200-01-01 to 2204-12-31"),
    find=_find,
    covers=("D02",),
    needs=("time_range",),
    about=("time_range",),
)
