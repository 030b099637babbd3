"""A name without any Chinese is most likely a table name out of a data base."""

from collections.abc import Iterable

from client.catalog.entry import Entry
from client.checks.rule import NONE, Context, Hit, Rule, Severity
from client.checks.words import has_chinese
from client.texts import Text


def _find(entry: Entry, context: Context) -> Iterable[Hit]:
    name = entry.text("name")
    return NONE if not name.strip() or has_chinese(name[:256]) else (("", "name", {"value": name}),)


RULE = Rule(
    code="name.no-chinese",
    severity=Severity.WARNING,
    title=Text("名称没有一个汉字", "A name without Chinese characters"),
    what=Text(
        "名称“{value}”没有一个汉字，像是数据库的表名。",
        "The name “{value}” has no Chinese character; it looks like a table name.",
    ),
    why=Text(
        "别的部门靠名称找数据，拼音和表名没人看得懂。",
        "Others find data by the name; nobody understands pinyin or a table name.",
    ),
    good=Text("参保人员缴费信息", "参保人员缴费信息"),
    bad=Text("T_CBRY_JF", "T_CBRY_JF"),
    find=_find,
    covers=("N09",),
    needs=("name",),
    about=("name",),
)
