"""Less than ten characters cannot outline what the data contain."""

from collections.abc import Iterable

from client.catalog import plain
from client.catalog.entry import Entry
from client.checks.rule import NONE, Context, Hit, Rule, Severity
from client.texts import Text

_LEAST = 10


def _find(entry: Entry, context: Context) -> Iterable[Hit]:
    summary = entry.text("summary")
    if not summary or len(summary) >= _LEAST or plain.key(summary) == plain.key(entry.text("name")):
        return NONE
    return (("", "summary", {"value": summary, "least": str(_LEAST)}),)


RULE = Rule(
    code="summary.too-short",
    severity=Severity.WARNING,
    title=Text("摘要太短", "Too short a summary"),
    what=Text("摘要不到{least}个字。", "The summary has fewer than {least} characters."),
    why=Text(
        "太短看不出有哪些数据。写清是谁的、什么内容、有哪些主要字段。",
        "Too short to tell what is in the data: whose, what, and the main fields.",
    ),
    good=Text(
        "全县60周岁以上老年人高龄津贴发放记录，包括姓名、年龄、金额。",
        "全县60周岁以上老年人高龄津贴发放记录，包括姓名、年龄、金额。",
    ),
    bad=Text("津贴信息", "津贴信息"),
    find=_find,
    covers=("A03",),
    needs=("summary",),
    about=("summary",),
)
