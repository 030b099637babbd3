"""No government data were published before 1949."""

from collections.abc import Iterable

from client.catalog.entry import Entry
from client.checks.rule import Context, Hit, Rule, Severity
from client.texts import Text

_FIRST = "1949-10-01"


def _find(entry: Entry, context: Context) -> Iterable[Hit]:
    return [
        ("", name, {"value": day})
        for name in ("published_on", "modified_on")
        if (day := entry.values.get(name))
        and isinstance(day, str)
        and day < _FIRST
        and day[:4].isdigit()
        and len(day) == 10
    ]


RULE = Rule(
    code="date.too-early",
    severity=Severity.ERROR,
    title=Text("日期太早", "Too early a date"),
    what=Text("“{label}”{value}太早了。", "“{label}” {value} is too early."),
    why=Text(
        "多半是表格里的日期显示错了，例如空格变成1900年。",
        "Most likely the sheet shows a wrong date: an empty cell becomes 1900.",
    ),
    good=Text("2018-03-31", "2018-03-31"),
    bad=Text("1900-01-01", "1900-01-01"),
    find=_find,
    covers=("D01",),
    about=(
        "published_on",
        "modified_on",
    ),
)
