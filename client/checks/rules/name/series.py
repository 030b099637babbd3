"""Excel's fill-down counts a trailing number up: X1, X2, X3 where one name was meant."""

import re
from collections.abc import Iterable

from client.catalog.entry import Entry
from client.checks.rule import NONE, Context, Finding, Fix, Hit, Rule, Severity
from client.texts import Text

_ENDS = re.compile(r"^(?P<stem>.*[^\d\s._\-（(])[\s._\-（(]*\d{1,4}[)）]?$", re.DOTALL)


def _stem(name: str) -> str:
    ends_so = len(name) < 256 and name.rstrip(")）")[-1:].isdigit()
    found = _ENDS.match(name) if ends_so else None
    return found["stem"] if found else ""


def _find(entry: Entry, context: Context) -> Iterable[Hit]:
    name = entry.text("name")
    stem = _stem(name)
    others = len(list(context.neighbours.series(entry, stem))) if stem else 0
    return (("", "name", {"value": name, "stem": stem, "others": str(others)}),) if others else NONE


def _mend(entry: Entry, finding: Finding, context: Context) -> Entry | None:
    stem = _stem(entry.text("name"))
    return entry.with_value("name", stem) if stem else None


RULE = Rule(
    code="name.series",
    severity=Severity.WARNING,
    title=Text("几条目录只有名称末尾的数字不同", "Entries that differ only in the number at the end"),
    what=Text(
        "另有{others}条目录只是名称末尾的数字不同（“{stem}”加数字），是不是下拉填充造成的？",
        "{others} more entries differ only in the number at the end (“{stem}” and a number): was it a fill-down?",
    ),
    why=Text(
        "在表格里下拉会把末尾的数字自动加一，结果同一目录变成了好多条。",
        "Dragging a cell down in a sheet counts the number up, and one entry becomes many.",
    ),
    good=Text("公共图书馆信息", "公共图书馆信息"),
    bad=Text("公共图书馆信息1、公共图书馆信息2、公共图书馆信息3", "公共图书馆信息1, 公共图书馆信息2, 公共图书馆信息3"),
    find=_find,
    fix=Fix(Text("去掉末尾的数字", "Remove the number at the end"), _mend),
    covers=("N06",),
    crosses_entries=True,
    needs=("name",),
    about=("name",),
)
