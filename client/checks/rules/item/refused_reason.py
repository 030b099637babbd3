"""An item that is held back says why."""

from collections.abc import Iterable

from client.catalog.entry import Entry
from client.checks.rule import NONE, Context, Hit, Rule, Severity
from client.texts import Text


def _find(entry: Entry, context: Context) -> Iterable[Hit]:
    if entry.get("refusal_reason"):
        return NONE
    found = [
        (item.id, "item_description", {"item_name": item.text("item_name"), "item_sharing": "refused"})
        for item in entry.items
        if item.values.get("item_sharing") == "refused" and not item.values.get("item_description")
    ]
    return found or NONE


RULE = Rule(
    code="item.refused-reason",
    severity=Severity.WARNING,
    title=Text("{item_word}不予共享，没有写理由", "A {item_word} refused without a reason"),
    what=Text("“{item_name}”是“{item_sharing}”，没有写理由。", "“{item_name}” is “{item_sharing}” without a reason."),
    why=Text(
        "不共享要有理由，写在{item_word}说明里，审核才知道为什么。",
        "Holding data back needs a reason; written into the description the reviewer sees it.",
    ),
    good=Text("涉及个人隐私，依据《中华人民共和国个人信息保护法》", "Privacy; Personal Information Protection Law"),
    bad=Text("（空白）", "(blank)"),
    find=_find,
    covers=("I12",),
    needs=("item_sharing", "item_description", "refusal_reason"),
    about=("item_sharing",),
)
