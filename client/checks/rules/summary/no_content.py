"""The guide asks the summary to outline the content or the key fields."""

from collections.abc import Iterable

from client.catalog import plain
from client.catalog.entry import Entry
from client.checks.rule import NONE, Context, Hit, Rule, Severity
from client.checks.words import any_of
from client.texts import Text


def _find(entry: Entry, context: Context) -> Iterable[Hit]:
    summary = entry.text("summary")
    if len(summary) < 10 or any_of("content_words").search(summary):
        return NONE
    if any(item.text("item_name") and item.text("item_name") in summary for item in entry.items):
        return NONE
    if plain.key(summary) == plain.key(entry.text("name")):
        return NONE  # summary.same-as-name says it better
    return (("", "summary", {"value": summary}),)


RULE = Rule(
    code="summary.no-content",
    severity=Severity.WARNING,
    what=Text("摘要没有写数据里有什么。", "The summary does not say what the data contain."),
    why=Text(
        "摘要应是“对资源内容（或关键字段）的概要描述”。",
        "It should be “an outline of the content or of the key fields”.",
    ),
    good=Text("全县卫生室名录，包括名称、地址、负责人。", "全县卫生室名录，包括名称、地址、负责人。"),
    bad=Text("由县卫生健康委员会负责维护管理", "由县卫生健康委员会负责维护管理"),
    find=_find,
    basis=Text("发改高技术〔2017〕1272号 信息资源摘要", "NDRC High-Tech [2017] No. 1272, summary"),
    covers=("A04",),
    needs=("summary",),
    about=("summary",),
)
