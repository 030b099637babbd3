"""A date is no string, an amount no whole number, a yes-or-no is logical: the name of an item says so."""

from collections.abc import Iterable
from functools import lru_cache

from client.catalog.entry import Entry
from client.checks import scan
from client.checks.rule import NONE, Context, Finding, Fix, Hit, Rule, Severity
from client.texts import Text

_TIMES = frozenset({"date", "datetime"})
_TEXTS = frozenset({"string", "memo", "long_text"})


# Names that speak for no type at all: the others are looked at with their types.
_QUIET = scan.Quiet(lambda name: name.startswith("是否") or name.endswith(("日期", "年月日", "时间", "时刻", "金额")))


@lru_cache(maxsize=8192)
def spoken_for(name: str, kind: str) -> str:
    """The type that the name speaks for when `kind` contradicts it, "" when the two agree."""
    if name.endswith(("日期", "年月日")):
        return "date" if kind and kind not in _TIMES else ""
    if name.endswith(("时间", "时刻")) and not name.endswith(
        ("营业时间", "办公时间", "工作时间", "开放时间", "服务时间", "办理时间")
    ):
        return "datetime" if kind in ("integer", "number", "currency", "logical", "string", "memo") else ""
    if name.endswith("金额"):
        return "currency" if kind in ("integer", "date", "datetime", "logical") or kind in _TEXTS else ""
    if name.startswith("是否"):
        return "logical" if kind in ("date", "datetime", "currency", "double", "float", "blob") else ""
    return ""


def _find(entry: Entry, context: Context) -> Iterable[Hit]:
    if _QUIET.all(scan.item_names(entry)):
        return NONE
    found = [
        (item.id, "item_type", {"value": kind, "item_name": name, "suggestion": better})
        for item in entry.items
        if isinstance(name := item.values.get("item_name", ""), str)
        and isinstance(kind := item.values.get("item_type", ""), str)
        and len(name) <= 64
        and (better := spoken_for(name, kind))
    ]
    return found or NONE


def _mend(entry: Entry, finding: Finding, context: Context) -> Entry | None:
    item = entry.item(finding.item)
    better = spoken_for(item.text("item_name")[:64], item.text("item_type")) if item else ""
    return entry.with_value("item_type", better, finding.item) if better else None


RULE = Rule(
    code="item.type-of-name",
    severity=Severity.WARNING,
    title=Text("数据类型和名称对不上", "A type that does not fit the name"),
    what=Text(
        "“{item_name}”的数据类型是“{value}”，按名称应为“{suggestion}”。",
        "“{item_name}” is of type “{value}”; by its name it should be “{suggestion}”.",
    ),
    why=Text(
        "类型不对，日期没法比较，金额没法合计。", "With the wrong type dates cannot be compared nor amounts added up."
    ),
    good=Text("成立日期，日期型D", "Date of foundation, date (D)"),
    bad=Text("成立日期，字符型C", "Date of foundation, string (C)"),
    find=_find,
    fix=Fix(Text("改为“{suggestion}”", "Change to “{suggestion}”"), _mend),
    covers=("I07",),
    needs=("item_name", "item_type"),
    about=("item_type",),
)
