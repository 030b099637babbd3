"""A structured resource without items cannot be submitted; Decree 809 counts the items among the elements."""

from collections.abc import Iterable

from client.catalog.entry import Entry
from client.checks import formats
from client.checks.rule import NONE, Context, Hit, Rule, Severity
from client.texts import Text


def _find(entry: Entry, context: Context) -> Iterable[Hit]:
    if entry.items:
        return NONE
    kinds = formats.classes(entry, context.profile)
    return (("", "", {}),) if not kinds or kinds & formats.STRUCTURED else NONE


RULE = Rule(
    code="item.missing",
    severity=Severity.ERROR,
    what=Text("一个{item_word}也没有。", "There is not a single {item_word}."),
    why=Text(
        "数据库、表格类的目录要列出有哪些{item_word}，没有的提交不了。",
        "A data base or a sheet is registered with its {item_word}s; without them it cannot be submitted.",
    ),
    good=Text("统一社会信用代码、企业名称、成立日期", "Credit code, company name, date of foundation"),
    bad=Text("（没有）", "(none)"),
    find=_find,
    basis=Text(
        "国务院令第809号 第十三条第二款；发改高技术〔2017〕1272号 信息项信息",
        "State Council Decree 809 art. 13; NDRC High-Tech [2017] No. 1272",
    ),
    covers=("I01",),
    needs=("item_name",),
)
