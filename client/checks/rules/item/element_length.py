"""Codes of one length need that length: an identity number does not fit into 15 characters."""

from collections.abc import Iterable

from client.catalog.entry import Entry
from client.checks import known_items
from client.checks.rule import NONE, Context, Finding, Fix, Hit, Rule, Severity
from client.texts import Text


def _find(entry: Entry, context: Context) -> Iterable[Hit]:
    found = [
        (
            item.id,
            "item_length",
            {"value": item.text("item_length"), "item_name": element.name.zh, "suggestion": better},
        )
        for item, element in known_items.known(entry, context)
        if (better := known_items.better_length(element, item.text("item_length")))
    ]
    return found or NONE


def _mend(entry: Entry, finding: Finding, context: Context) -> Entry | None:
    for item, element in known_items.known(entry, context):
        if item.id == finding.item and (better := known_items.better_length(element, item.text("item_length"))):
            return entry.with_value("item_length", better, item.id)
    return None


RULE = Rule(
    code="item.element-length",
    severity=Severity.WARNING,
    title=Text("长度放不下这个数据元", "Too short for this data element"),
    what=Text(
        "数据元“{item_name}”固定为{suggestion}位，长度{value}放不下。",
        "The data element “{item_name}” always has {suggestion} characters; {value} is too short.",
    ),
    why=Text("长度不够，数据导入平台时会被截断。", "With too short a length the platform cuts the values off."),
    good=Text("公民身份号码，长度18", "Citizen identity number, length 18"),
    bad=Text("公民身份号码，长度15", "Citizen identity number, length 15"),
    find=_find,
    fix=Fix(Text("改为{suggestion}", "Change to {suggestion}"), _mend),
    needs=("item_name", "item_length"),
    about=("item_length",),
)
