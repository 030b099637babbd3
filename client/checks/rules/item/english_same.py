"""An English name that repeats the Chinese one: one of the two is wrong."""

from collections.abc import Iterable

from client.catalog.entry import Entry
from client.checks.rule import NONE, Context, Finding, Fix, Hit, Rule, Severity
from client.texts import Text


def _find(entry: Entry, context: Context) -> Iterable[Hit]:
    found = [
        (item.id, "item_english_name", {"value": item.text("item_name")})
        for item in entry.items
        if (english := item.values.get("item_english_name")) and english == item.values.get("item_name")
    ]
    return found or NONE


def _mend(entry: Entry, finding: Finding, context: Context) -> Entry | None:
    return entry.with_value("item_english_name", "", finding.item)


RULE = Rule(
    code="item.english-same",
    severity=Severity.WARNING,
    title=Text("英文名称和{item_word}名称一样", "English name and {item_word} name are the same"),
    what=Text("英文名称和{item_word}名称都是“{value}”。", "English name and {item_word} name are both “{value}”."),
    why=Text(
        "两格写一样，必有一个不对：一个是中文业务名，一个是字段名。",
        "If both are the same one is wrong: one is the business name, the other the column name.",
    ),
    good=Text("经营者姓名，JYZXM", "经营者姓名, JYZXM"),
    bad=Text("JYZXM，JYZXM", "JYZXM, JYZXM"),
    find=_find,
    fix=Fix(Text("清空英文名称", "Empty the English name"), _mend),
    covers=("I03",),
    needs=("item_name", "item_english_name"),
    about=("item_english_name",),
)
