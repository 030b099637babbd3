"""A known data element brings its type, length and level along; what an item lacks is offered."""

from collections.abc import Iterable, Iterator

from client.catalog.data_elements import DataElement
from client.catalog.entry import Entry, Item
from client.checks import known_items
from client.checks.rule import NONE, Context, Finding, Fix, Hit, Rule, Severity
from client.texts import Text


def _lacking(item: Item, element: DataElement, context: Context) -> Iterator[tuple[str, str]]:
    """(field, what the element says) of everything the item lacks and the profile asks about."""
    values = item.values
    if not values.get("item_type"):
        yield "item_type", element.type
    if not values.get("item_length") and element.length:
        yield "item_length", element.length
    if (level := known_items.higher_level(element, item.text("item_level"))) and context.profile.item_field(
        "item_level"
    ):
        yield "item_level", level


def _find(entry: Entry, context: Context) -> Iterable[Hit]:
    found = [
        (item.id, field, {"suggestion": offered, "item_name": element.name.zh})
        for item, element in known_items.known(entry, context)
        for field, offered in _lacking(item, element, context)
    ]
    return found or NONE


def _mend(entry: Entry, finding: Finding, context: Context) -> Entry | None:
    for item, element in known_items.known(entry, context):
        offered = dict(_lacking(item, element, context)).get(finding.field) if item.id == finding.item else None
        if offered:
            return entry.with_value(finding.field, offered, item.id)
    return None


RULE = Rule(
    code="item.element-offer",
    severity=Severity.INFO,
    title=Text("常用数据元，可以照标准填", "A common data element: the standard's values are offered"),
    what=Text(
        "“{item_name}”是常用数据元，{label}一般为“{suggestion}”。",
        "“{item_name}” is a common data element; its {label} is normally “{suggestion}”.",
    ),
    why=Text(
        "同一个数据元在各部门用一样的类型、长度和分级，数据才对得上。",
        "Data fit together when all offices give one element the same type, length and level.",
    ),
    good=Text("公民身份号码，字符型C，18，3级", "Citizen identity number, string (C), 18, level 3"),
    bad=Text("公民身份号码，其余空着", "Citizen identity number, the rest blank"),
    find=_find,
    fix=Fix(Text("填上“{suggestion}”", "Fill in “{suggestion}”"), _mend),
    needs=("item_name", "item_type", "item_length"),
    about=("item_name",),
)
