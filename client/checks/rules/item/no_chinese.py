"""An item is called by its business name; a column name is what a reviewer cannot read."""

from collections.abc import Iterable

from client.catalog.entry import Entry
from client.checks import scan
from client.checks.rule import NONE, Context, Hit, Rule, Severity
from client.checks.words import has_chinese
from client.texts import Text

# Names that are written in letters also in Chinese sheets.
_USUAL = frozenset(
    {
        "ID",
        "PH",
        "PM2.5",
        "PM10",
        "VOCS",
        "COD",
        "BOD",
        "IP",
        "URL",
        "GDP",
        "CPI",
        "PPI",
        "AQI",
        "SO2",
        "NO2",
        "CO",
        "O3",
    }
)


_QUIET = scan.Quiet(lambda name: not has_chinese(name))


def _find(entry: Entry, context: Context) -> Iterable[Hit]:
    if _QUIET.all(scan.item_names(entry)):
        return NONE
    found = [
        (item.id, "item_name", {"value": name})
        for item in entry.items
        if (name := item.values.get("item_name"))
        and isinstance(name, str)
        and not has_chinese(name[:256])
        and name.upper() not in _USUAL
        and not name.isspace()
    ]
    return found or NONE


RULE = Rule(
    code="item.no-chinese",
    severity=Severity.WARNING,
    title=Text("{item_word}名称没有汉字", "A {item_word} name without Chinese"),
    what=Text(
        "{item_word}“{value}”没有汉字，像是字段名或拼音。",
        "The {item_word} “{value}” has no Chinese; it looks like a column name or pinyin.",
    ),
    why=Text(
        "别人看不懂字段名。中文业务名写在这里，字段名写在英文名称里。",
        "Nobody understands a column name: the business name goes here, the column name into the English name.",
    ),
    good=Text("经营者姓名", "经营者姓名"),
    bad=Text("JYZXM", "JYZXM"),
    find=_find,
    covers=("I03",),
    needs=("item_name",),
    about=("item_name",),
)
