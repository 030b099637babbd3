"""A condition of opening that says nothing."""

from collections.abc import Iterable

from client.catalog import plain
from client.catalog.entry import Entry
from client.checks.rule import NONE, Context, Hit, Rule, Severity
from client.checks.words import is_placeholder
from client.texts import Text

# 无条件开放 is a full answer where the list only knows yes and no.
_ANSWERS = frozenset({"无条件开放", "无条件", "无限制"})


def _find(entry: Entry, context: Context) -> Iterable[Hit]:
    text = entry.text("open_condition")
    if not text or len(text) > 64 or entry.get("open_type") in ("", "refused") or not is_placeholder(text):
        return NONE
    if entry.get("open_type") != "conditional" and plain.key(text) in _ANSWERS:
        return NONE
    return (("", "open_condition", {"value": text}),)


RULE = Rule(
    code="opening.placeholder",
    severity=Severity.WARNING,
    title=Text("只写了“有条件”“无”一类的话，等于没写", "A text that says nothing"),
    what=Text("“{label}”只写了“{value}”，等于没写。", "“{label}” only says “{value}”, which says nothing."),
    why=Text(
        "公众要知道谁可以用、要办什么手续。", "The public needs to know who may use the data and what to do for it."
    ),
    good=Text("实名注册后下载，注明数据来源", "Download after real-name registration; name the source"),
    bad=Text("有条件", "Conditional"),
    find=_find,
    covers=("O02",),
    needs=("open_type", "open_condition"),
    about=("open_condition",),
)
