"""A day of publication or change is not in the future."""

from collections.abc import Iterable

from client.catalog.entry import Entry
from client.checks.rule import NONE, Context, Hit, Rule, Severity
from client.texts import Text


def _find(entry: Entry, context: Context) -> Iterable[Hit]:
    today = context.today.isoformat()
    published, changed = entry.text("published_on"), entry.text("modified_on")
    if published <= today and changed <= today:
        return NONE
    days = (("published_on", published), ("modified_on", changed))
    return [
        ("", name, {"value": day, "today": today})
        for name, day in days
        if day > today and day[:4].isdigit() and len(day) == 10
    ]


RULE = Rule(
    code="date.future",
    severity=Severity.ERROR,
    title=Text("日期在今天之后", "A date after today"),
    what=Text("“{label}”{value}在今天（{today}）之后。", "“{label}” {value} is after today ({today})."),
    why=Text(
        "还没到的日子不会已经发布，多半是年份输错了。",
        "Nothing was published on a day that has not come; most likely the year is wrong.",
    ),
    good=Text("2018-03-31", "2018-03-31"),
    bad=Text("2108-03-31", "2108-03-31"),
    find=_find,
    covers=("D01",),
    about=(
        "published_on",
        "modified_on",
    ),
)
