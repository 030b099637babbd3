"""Data last changed long before its cycle has run out twice are late."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from client.catalog.entry import Entry
from client.checks.rule import NONE, Context, Hit, Rule, Severity
from client.texts import Text

DAYS = {"realtime": 7, "daily": 1, "weekly": 7, "monthly": 31, "quarterly": 92, "half_yearly": 184, "yearly": 366}
_GRACE = 15


@lru_cache(maxsize=4096)
def _age(day: str, today: date) -> int:
    try:
        return (today - date.fromisoformat(day)).days
    except ValueError:
        return 0


def late(changed: str, cycle: str, today: date) -> bool:
    """Whether data last changed that day have missed their cycle twice over."""
    days = DAYS.get(cycle)
    return days is not None and _age(changed, today) > 2 * days + _GRACE


def _find(entry: Entry, context: Context) -> Iterable[Hit]:
    changed, cycle = entry.get("modified_on"), entry.get("update_cycle")
    if not changed or not isinstance(changed, str) or not isinstance(cycle, str) or len(changed) > 10:
        return NONE
    if not late(changed, cycle, context.today):
        return NONE
    return (("", "modified_on", {"value": changed, "update_cycle": cycle}),)


RULE = Rule(
    code="cycle.stale",
    severity=Severity.WARNING,
    title=Text("早就该更新了", "Long overdue for an update"),
    what=Text(
        "更新频率是“{update_cycle}”，上次更新却是{value}，早就该更新了。",
        "Updated “{update_cycle}”, but last changed on {value}: long overdue.",
    ),
    why=Text("别的部门按更新频率来取数，过期的数据会误事。", "Others fetch the data by their cycle; old data do harm."),
    good=Text("每年，上次更新在一年内", "Yearly, changed within the year"),
    bad=Text("每月，上次更新在三年前", "Monthly, changed three years ago"),
    find=_find,
    covers=("W04",),
    needs=("modified_on", "update_cycle"),
    about=("modified_on",),
)
