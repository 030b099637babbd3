"""A name holds Chinese, letters, digits, `_`, `-`; brackets and quotation marks occur in real national entries."""

import re
from collections.abc import Iterable

from client.catalog.entry import Entry
from client.checks.rule import NONE, Context, Finding, Fix, Hit, Rule, Severity
from client.texts import Text

# Strange characters in whole, invisible ones aside: those are field.untidy.
_ODD = re.compile(r"[^\w\-\s()（）〔〕【】《》“”\"、·—－～℃%％+./：:，,]")
_ENDS = " 。，、；;,.!！?？"


def _find(entry: Entry, context: Context) -> Iterable[Hit]:
    name = entry.text("name")
    if not name or not (_ODD.search(name) or name[-1] in _ENDS):
        return NONE
    odd = "".join(dict.fromkeys([*_ODD.findall(name), *([name[-1]] if name[-1] in _ENDS else [])]))
    return (("", "name", {"value": name, "characters": odd}),) if odd.strip() and odd.isprintable() else NONE


def _mend(entry: Entry, finding: Finding, context: Context) -> Entry | None:
    name = _ODD.sub("", entry.text("name")).rstrip(_ENDS)
    return entry.with_value("name", name) if name else None


RULE = Rule(
    code="name.characters",
    severity=Severity.WARNING,
    title=Text("名称里有不常用的符号", "Unusual signs in the name"),
    what=Text("名称里有不常用的符号：{characters}", "The name has unusual signs: {characters}"),
    why=Text(
        "不少平台只收中文、字母、数字、下划线和短横线；结尾的标点还会让同一个名称变成两个。",
        "Many platforms take only Chinese, letters, digits, _ and -; a stray mark also makes two names of one.",
    ),
    good=Text("湖南省_监管对象_个体工商户信息", "湖南省_监管对象_个体工商户信息"),
    bad=Text("个体工商户信息★。", "个体工商户信息★。"),
    find=_find,
    fix=Fix(Text("去掉这些符号", "Remove these signs"), _mend),
    covers=("N03",),
    needs=("name",),
    about=("name",),
)
