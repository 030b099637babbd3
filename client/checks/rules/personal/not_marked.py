"""A personal item marked as not sensitive."""

from collections.abc import Iterable

from client.catalog.entry import Entry
from client.checks.rule import NONE, Context, Finding, Fix, Hit, Rule, Severity
from client.checks.words import is_surely_personal
from client.texts import Text


def _find(entry: Entry, context: Context) -> Iterable[Hit]:
    found = [
        (item.id, "item_sensitive", {"value": "plain", "item_name": item.text("item_name")})
        for item in entry.items
        if item.values.get("item_sensitive") == "plain" and is_surely_personal(item.text("item_name")[:64])
    ]
    return found or NONE


def _mend(entry: Entry, finding: Finding, context: Context) -> Entry | None:
    return entry.with_value("item_sensitive", "sensitive", finding.item)


RULE = Rule(
    code="personal.not-marked",
    severity=Severity.WARNING,
    title=Text("个人信息没有标为敏感", "Personal information not marked as sensitive"),
    what=Text(
        "“{item_name}”标为“{value}”，它是个人信息。",
        "“{item_name}” is marked “{value}”, but it is personal information.",
    ),
    why=Text(
        "标了敏感，用数据的部门才会按个人信息来管。",
        "Marked as sensitive, those who use the data handle it as personal information.",
    ),
    good=Text("手机号码：敏感", "Mobile number: sensitive"),
    bad=Text("手机号码：非敏感", "Mobile number: not sensitive"),
    find=_find,
    fix=Fix(Text("改为敏感", "Mark as sensitive"), _mend),
    covers=("I09",),
    needs=("item_name", "item_sensitive"),
    about=("item_sensitive",),
)
