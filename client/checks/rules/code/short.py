"""A classification part that ends before 目 is shorter than any code in use."""

from collections.abc import Iterable

from client.catalog.entry import Entry
from client.checks.rule import NONE, Context, Hit, Rule, Severity
from client.texts import Text

_USUAL = 6


def _find(entry: Entry, context: Context) -> Iterable[Hit]:
    front, slash, _ = entry.text("code").partition("/")
    if not slash or len(front) >= _USUAL or not front.isdigit():
        return NONE
    return (("", "code", {"value": entry.text("code"), "usual": str(_USUAL)}),)


RULE = Rule(
    code="code.short",
    severity=Severity.WARNING,
    title=Text("代码斜杠前的位数不足", "Too few digits before the slash of the code"),
    what=Text(
        "代码{value}斜杠前不足{usual}位，请与赋码部门核对。",
        "The part of {value} before the slash has fewer than {usual} digits; please check with whoever assigned it.",
    ),
    why=Text(
        "类1位、项2位、目3位，少了说明没有分到目。",
        "Class 1, item 2, heading 3 digits: a shorter code stops before the heading.",
    ),
    good=Text("307021022100/000009", "307021022100/000009"),
    bad=Text("307/000009", "307/000009"),
    find=_find,
    basis=Text("发改高技术〔2017〕1272号 代码结构", "NDRC High-Tech [2017] No. 1272, code structure"),
    covers=("C04",),
    needs=("code",),
    about=("code",),
)
