"""Where the class may stay empty, the types still say which one it is."""

from collections.abc import Iterable

from client.catalog.entry import Entry
from client.checks import formats
from client.checks.rule import NONE, Context, Finding, Fix, Hit, Rule, Severity
from client.texts import Text


def _find(entry: Entry, context: Context) -> Iterable[Hit]:
    field = context.profile.field("format_class")
    if field is None or field.required or entry.get("format_class") or not entry.get("format_type"):
        return NONE
    kinds = formats.classes(entry, context.profile)
    return (("", "format_class", {"suggestion": next(iter(kinds))}),) if len(kinds) == 1 else NONE


def _mend(entry: Entry, finding: Finding, context: Context) -> Entry | None:
    kinds = formats.classes(entry, context.profile)
    return entry.with_value("format_class", next(iter(kinds))) if len(kinds) == 1 else None


RULE = Rule(
    code="format.class-from-type",
    severity=Severity.INFO,
    title=Text("没有填格式分类，由格式就能看出来", "No format class, although the format tells it"),
    what=Text("“{label}”没有填，按格式应为“{suggestion}”。", "“{label}” is empty; by the format it is “{suggestion}”."),
    why=Text(
        "有的上级平台要按分类收，顺手填上以后不用再补。",
        "Some platforms ask for the class; filled in now it need not be added later.",
    ),
    good=Text("数据库，mysql", "Database, mysql"),
    bad=Text("（空白），mysql", "(blank), mysql"),
    find=_find,
    fix=Fix(Text("填“{suggestion}”", "Fill in “{suggestion}”"), _mend, safe=True),
    covers=("F01",),
    needs=("format_class", "format_type"),
    about=("format_type",),
)
