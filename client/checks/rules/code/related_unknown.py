"""A related code should lead somewhere."""

import re
from collections.abc import Iterable

from client.catalog.entry import Entry
from client.checks.rule import NONE, Context, Hit, Rule, Severity
from client.texts import Text

_CODE = re.compile(r"[0-9A-Z]{5,40}/[0-9]{1,10}")


def _find(entry: Entry, context: Context) -> Iterable[Hit]:
    text = entry.text("related")
    if not text:
        return NONE
    lost = [code for code in _CODE.findall(text[:2000]) if not context.neighbours.code_exists(code)]
    return (("", "related", {"value": lost[0]}),) if lost else NONE


RULE = Rule(
    code="code.related-unknown",
    severity=Severity.WARNING,
    title=Text("关联的代码在本机的目录里查不到", "A related code that is not known here"),
    what=Text("关联的代码{value}在本机的目录里查不到。", "The related code {value} is not known here."),
    why=Text(
        "关联代码是给别人跳转用的，写错一位就找不到。",
        "Others follow the related code; one wrong digit and it leads nowhere.",
    ),
    good=Text("307021022100/000009", "307021022100/000009"),
    bad=Text("一个没有目录使用的代码", "A code that no entry has"),
    find=_find,
    basis=Text("发改高技术〔2017〕1272号 登记表 关联", "NDRC High-Tech [2017] No. 1272, column for relations"),
    covers=("L01",),
    crosses_entries=True,
    needs=("related",),
    about=("related",),
)
