"""An identity number that is a number loses its leading zeros and its X: the type contradicts the known data element."""

from collections.abc import Iterable

from client.catalog.entry import Entry
from client.checks import known_items
from client.checks.rule import NONE, Context, Finding, Fix, Hit, Rule, Severity
from client.texts import Text


def _find(entry: Entry, context: Context) -> Iterable[Hit]:
    found = [
        (item.id, "item_type", {"value": item.text("item_type"), "item_name": element.name.zh, "suggestion": better})
        for item, element in known_items.known(entry, context)
        if (better := known_items.better_type(element, item.text("item_type")))
    ]
    return found or NONE


def _mend(entry: Entry, finding: Finding, context: Context) -> Entry | None:
    for item, element in known_items.known(entry, context):
        if item.id == finding.item and (better := known_items.better_type(element, item.text("item_type"))):
            return entry.with_value("item_type", better, item.id)
    return None


RULE = Rule(
    code="item.element-type",
    severity=Severity.WARNING,
    title=Text("类型和数据元标准不一致", "The type is not that of the data element"),
    what=Text(
        "数据元“{item_name}”应为“{suggestion}”，这里是“{value}”。",
        "The data element “{item_name}” is “{suggestion}”; here it is “{value}”.",
    ),
    why=Text(
        "号码存成数值会丢掉开头的0和末尾的X，别的部门就对不上。",
        "A number loses the leading zeros and the X at the end of a code; other offices can no longer match it.",
    ),
    good=Text("公民身份号码，字符型C", "Citizen identity number, string (C)"),
    bad=Text("公民身份号码，数值型N", "Citizen identity number, number (N)"),
    find=_find,
    fix=Fix(Text("改为“{suggestion}”", "Change to “{suggestion}”"), _mend),
    needs=("item_name", "item_type"),
    about=("item_type",),
)
