"""Before the Decree a refusal named its law, regulation or policy in the condition."""

from collections.abc import Iterable

from client.catalog.entry import Entry
from client.checks import refusals
from client.checks.rule import NONE, Context, Hit, Rule, Severity
from client.texts import Text


def _find(entry: Entry, context: Context) -> Iterable[Hit]:
    if entry.get("sharing") != "refused" or context.profile.field("refusal_basis"):
        return NONE
    condition = entry.text("sharing_condition")
    if not condition or refusals.names_document(condition):
        return NONE
    return (("", "sharing_condition", {"value": condition}),)


RULE = Rule(
    code="sharing.refusal-2017",
    severity=Severity.ERROR,
    title=Text("不予共享，没有写依据的文件", "Not shared, but no document it rests on is named"),
    what=Text(
        "不予共享，“{label}”里没有写依据的文件：“{value}”。",
        "Not shared, but “{label}” names no document it rests on: “{value}”.",
    ),
    why=Text(
        "不予共享要写明依据的法律、行政法规或者政策文件。", "A refusal names the law, regulation or policy it rests on."
    ),
    good=Text("依据《中华人民共和国统计法》第二十五条", "Statistics Law, art. 25"),
    bad=Text("不宜共享", "Not suitable"),
    find=_find,
    basis=Text("发改高技术〔2017〕1272号 共享属性", "NDRC High-Tech [2017] No. 1272, sharing"),
    covers=("S04",),
    needs=("sharing", "sharing_condition"),
    about=("sharing_condition",),
)
