"""A summary that only repeats the name tells nothing more."""

from collections.abc import Iterable

from client.catalog import plain
from client.catalog.entry import Entry
from client.checks.rule import NONE, Context, Hit, Rule, Severity
from client.texts import Text


def _find(entry: Entry, context: Context) -> Iterable[Hit]:
    summary, name = entry.text("summary"), entry.text("name")
    if not summary or len(summary) > len(name) + 8 or plain.key(summary) != plain.key(name):
        return NONE
    return (("", "summary", {"value": summary}),)


RULE = Rule(
    code="summary.same-as-name",
    severity=Severity.WARNING,
    what=Text("摘要只是把名称又写了一遍。", "The summary only repeats the name."),
    why=Text(
        "摘要要概括资源的内容或关键字段，别人靠它判断有没有用。",
        "The summary outlines the content or the key fields; others judge the data by it.",
    ),
    good=Text(
        "全县个体工商户登记信息，包括字号名称、经营者、经营范围。",
        "全县个体工商户登记信息，包括字号名称、经营者、经营范围。",
    ),
    bad=Text("个体工商户登记信息", "个体工商户登记信息"),
    find=_find,
    basis=Text("发改高技术〔2017〕1272号 信息资源摘要", "NDRC High-Tech [2017] No. 1272, summary"),
    covers=("A03",),
    needs=("summary",),
    about=("summary",),
)
