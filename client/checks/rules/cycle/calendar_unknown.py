"""A term that runs into a year whose holidays nobody has told this client."""

from collections.abc import Iterable

from client.catalog.entry import Entry
from client.checks.rule import NONE, Context, Hit, Rule, Severity
from client.checks.rules.cycle.update_overdue import due
from client.texts import Text


def _find(entry: Entry, context: Context) -> Iterable[Hit]:
    changed = entry.text("modified_on")
    by = due(changed, entry.text("update_cycle")) if len(changed) <= 10 else None
    if by is None or by.certain or by.day >= context.today:
        return NONE
    return (("", "modified_on", {"value": changed, "year": str(by.day.year), "due": by.day.isoformat()}),)


RULE = Rule(
    code="cycle.calendar-unknown",
    severity=Severity.INFO,
    title=Text("本机没有那一年的放假安排", "The holidays of that year are not known here"),
    what=Text(
        "本机没有{year}年的放假安排，期限{due}只扣除了周末，可能差几天。",
        "The holidays of {year} are not known here: the term {due} leaves out weekends only and may be some days off.",
    ),
    why=Text(
        "工作日要看国务院办公厅每年的放假通知。管理员可以把日期写进数据文件夹里的holidays.toml，或者升级软件。",
        "Working days follow the yearly notice. IT staff can write the days into holidays.toml, or renew the client.",
    ),
    good=Text("holidays.toml里写上当年的节假日和调休日", "The year's holidays and working weekends in holidays.toml"),
    bad=Text("放假通知出来以后一直没有更新", "Nothing renewed after the notice came out"),
    find=_find,
    covers=("W04",),
    needs=("modified_on", "update_cycle"),
    about=("modified_on",),
)
