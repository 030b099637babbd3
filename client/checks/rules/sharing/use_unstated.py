"""Unconditional sharing still says what the data may be used for."""

import re
from collections.abc import Iterable

from client.catalog.entry import Entry
from client.checks.rule import NONE, Context, Hit, Rule, Severity
from client.texts import Text

_USES = re.compile(
    "行政依据|工作参考|数据校核|校核|核验|核对|业务协同|协同|使用|用于|办理|审批|监管|参考|依据|比对|查询|统计分析|履职|履行职责|服务|决策"
)


def _find(entry: Entry, context: Context) -> Iterable[Hit]:
    if entry.get("sharing") != "unconditional" or entry.get("sharing_use"):
        return NONE
    condition = entry.text("sharing_condition")
    if not condition or _USES.search(condition[:4000]):
        return NONE
    return (("", "sharing_condition", {"value": condition}),)


RULE = Rule(
    code="sharing.use-unstated",
    severity=Severity.WARNING,
    title=Text("无条件共享，没有写能用来做什么", "Unconditional sharing that does not state the use"),
    what=Text(
        "无条件共享也要写使用要求，“{value}”看不出能用来做什么。",
        "Unconditional sharing still states the use; “{value}” does not.",
    ),
    why=Text(
        "使用要求有四种：行政依据、工作参考、数据校核、业务协同，写明是哪一种。",
        "There are four uses: administrative basis, reference, verification, joint work; say which.",
    ),
    good=Text("作为行政依据、数据校核使用", "As an administrative basis and for verification"),
    bad=Text("无条件共享", "Unconditional"),
    find=_find,
    basis=Text("发改高技术〔2017〕1272号 共享属性", "NDRC High-Tech [2017] No. 1272, sharing"),
    covers=("S02",),
    needs=("sharing", "sharing_condition"),
    about=("sharing_condition",),
)
