"""A named service item has a code."""

from collections.abc import Iterable

from client.catalog.entry import Entry
from client.checks.rule import NONE, Context, Hit, Rule, Severity
from client.texts import Text


def _find(entry: Entry, context: Context) -> Iterable[Hit]:
    if (
        not entry.get("source_item_name")
        or entry.get("source_item_code")
        or entry.text("source_item_name") in ("*", "无")
    ):
        return NONE
    return (("", "source_item_code", {"source_item_name": entry.text("source_item_name")}),)


RULE = Rule(
    code="source.code-missing",
    severity=Severity.WARNING,
    title=Text("写了来源事项，没有写它的编码", "A service item without its code"),
    what=Text(
        "写了来源事项“{source_item_name}”，没有写它的编码。",
        "The service item “{source_item_name}” is named without its code.",
    ),
    why=Text(
        "平台按12位基本目录编码对应事项，只有名称对不上。",
        "The platform matches service items by their 12-digit code; a name alone does not match.",
    ),
    good=Text("110101001001", "110101001001"),
    bad=Text("（空白）", "(blank)"),
    find=_find,
    covers=("M01",),
    needs=("source_item_name", "source_item_code"),
    about=("source_item_name",),
)
