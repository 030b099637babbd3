"""What other offices may not have, the public may not have either."""

from collections.abc import Iterable

from client.catalog.entry import Entry
from client.checks.rule import NONE, Context, Finding, Fix, Hit, Rule, Severity
from client.texts import Text

_OPEN = (("item_open", "refused"), ("item_open_public", "no"))
"""The two ways of asking, three values or yes and no, each with its value for "not open"."""


def _find(entry: Entry, context: Context) -> Iterable[Hit]:
    found = [
        (item.id, field, {"value": item.text(field), "item_sharing": "refused"})
        for item in entry.items
        if item.values.get("item_sharing") == "refused"
        for field, closed in _OPEN
        if item.values.get(field, closed) != closed and context.profile.item_field(field)
    ]
    return found or NONE


def _mend(entry: Entry, finding: Finding, context: Context) -> Entry | None:
    closed = dict(_OPEN).get(finding.field)
    return entry.with_value(finding.field, closed, finding.item) if closed else None


RULE = Rule(
    code="item.refused-open",
    severity=Severity.ERROR,
    title=Text("不予共享的{item_word}不能开放", "A {item_word} that is not shared cannot be open"),
    what=Text(
        "{item_word}是“{item_sharing}”，就不能是“{value}”。",
        "This {item_word} is “{item_sharing}” and cannot be “{value}”.",
    ),
    why=Text(
        "连部门都不能用的数据，不会向社会开放。", "Data that other offices may not use are not opened to the public."
    ),
    good=Text("不予共享，不予开放", "Not shared, not open"),
    bad=Text("不予共享，无条件开放", "Not shared, open unconditionally"),
    find=_find,
    fix=Fix(Text("改为不予开放", "Set to not open"), _mend),
    covers=("I11",),
    needs=("item_sharing",),
    about=("item_sharing",),
)
