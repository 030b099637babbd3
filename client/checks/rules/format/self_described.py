"""A format that describes itself must be named by whoever provides it."""

from collections.abc import Iterable

from client.catalog.entry import Entry
from client.checks.rule import NONE, Context, Hit, Rule, Severity
from client.texts import Text


def _find(entry: Entry, context: Context) -> Iterable[Hit]:
    if entry.text("format_class") != "self_describing" or entry.get("format_other"):
        return NONE
    # With a type of this class chosen, the profile's own condition speaks.
    field = context.profile.field("format_other")
    if field is not None and field.is_required(entry.values):
        return NONE
    return (("", "format_other", {}),)


RULE = Rule(
    code="format.self-described",
    severity=Severity.ERROR,
    what=Text("格式是自描述格式，要写明是什么格式。", "The format is self-described: say which one it is."),
    why=Text(
        "自描述格式由提供方自己说明，不写别人打不开。",
        "It is named by the provider; without the name nobody can open the data.",
    ),
    good=Text("表格驱动码（BUFR）", "Table-driven code (BUFR)"),
    bad=Text("（空白）", "(blank)"),
    find=_find,
    basis=Text("发改高技术〔2017〕1272号 信息资源格式", "NDRC High-Tech [2017] No. 1272, format"),
    covers=("F03",),
    needs=("format_class", "format_other"),
    about=("format_class",),
)
