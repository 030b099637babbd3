"""Data not updated ten working days after their cycle ran out."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

from client.catalog.entry import Entry
from client.checks import working_days
from client.checks.rule import NONE, Context, Hit, Rule, Severity
from client.checks.rules.cycle.stale import DAYS, late
from client.texts import Text


@lru_cache(maxsize=4096)
def due(changed: str, cycle: str) -> working_days.Due | None:
    """When data of this cycle, last changed that day, have to be there again; None when nothing can be said."""
    days = DAYS.get(cycle, 0)
    if days < 7 or cycle == "realtime":
        return None  # shorter cycles are watched by the platform, not by the calendar
    try:
        ends = date.fromisoformat(changed) + timedelta(days=days)
    except (ValueError, OverflowError):
        return None
    return working_days.calendar().after(ends, working_days.CHANGE)


def _find(entry: Entry, context: Context) -> Iterable[Hit]:
    changed, cycle = entry.text("modified_on"), entry.text("update_cycle")
    if len(changed) > 10 or cycle not in DAYS or late(changed, cycle, context.today):
        return NONE  # cycle.stale says it louder
    by = due(changed, cycle)
    if by is None or by.day >= context.today:
        return NONE
    return (("", "modified_on", {"value": changed, "update_cycle": cycle, "due": by.day.isoformat()}),)


RULE = Rule(
    code="cycle.update-overdue",
    severity=Severity.INFO,
    title=Text("过了更新期限", "New data were due"),
    what=Text(
        "更新频率是“{update_cycle}”，最迟{due}就该更新，现在还是{value}的数据。",
        "Updated “{update_cycle}”: new data were due by {due}, these are of {value}.",
    ),
    why=Text(
        "数据有变化的，要在10个工作日内更新；目录上的更新日期也要跟着改。",
        "Changed data are updated within ten working days, and so is the date in the catalog.",
    ),
    good=Text("每月，上次更新在上个月", "Monthly, changed last month"),
    bad=Text("每月，上次更新在两个月前", "Monthly, changed two months ago"),
    find=_find,
    basis=Text("国务院令第809号 第十七条", "State Council Decree 809, art. 17"),
    covers=("W04",),
    needs=("modified_on", "update_cycle"),
    about=("modified_on",),
)
