"""A code of a service item without its name."""

from collections.abc import Iterable

from client.catalog.entry import Entry
from client.checks.rule import NONE, Context, Hit, Rule, Severity
from client.texts import Text


def _find(entry: Entry, context: Context) -> Iterable[Hit]:
    code = entry.text("source_item_code")
    if not code or entry.get("source_item_name"):
        return NONE
    return (("", "source_item_name", {"source_item_code": code}),)


RULE = Rule(
    code="source.name-missing",
    severity=Severity.WARNING,
    title=Text("写了来源事项的编码，没有写名称", "A service item with a code but no name"),
    what=Text(
        "写了来源事项编码{source_item_code}，没有写事项名称。",
        "The service item {source_item_code} has a code but no name.",
    ),
    why=Text(
        "名称和编码一一对应，审核人靠名称核对编码。", "Names and codes go in pairs; reviewers check one by the other."
    ),
    good=Text("公共场所卫生许可，110101001001", "Hygiene permit, 110101001001"),
    bad=Text("（空白），110101001001", "(blank), 110101001001"),
    find=_find,
    covers=("M01",),
    needs=("source_item_name", "source_item_code"),
    about=("source_item_code",),
)
