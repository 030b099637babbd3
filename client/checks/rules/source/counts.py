"""Names and codes of service items come in pairs, separated by |."""

from collections.abc import Iterable

from client.catalog.entry import Entry
from client.checks.rule import NONE, Context, Hit, Rule, Severity
from client.texts import Text


def _find(entry: Entry, context: Context) -> Iterable[Hit]:
    codes, names = entry.text("source_item_code"), entry.text("source_item_name")
    if not codes or not names or codes.count("|") == names.replace("｜", "|").count("|"):
        return NONE
    return (
        (
            "",
            "source_item_code",
            {"value": codes, "codes": str(codes.count("|") + 1), "names": str(names.replace("｜", "|").count("|") + 1)},
        ),
    )


RULE = Rule(
    code="source.counts",
    severity=Severity.WARNING,
    title=Text("来源事项的名称和编码数目对不上", "Names and codes of service items in different numbers"),
    what=Text(
        "来源事项写了{names}个名称、{codes}个编码，数目对不上。", "{names} names but {codes} codes of service items."
    ),
    why=Text(
        "多个事项用“|”隔开，名称和编码一一对应，少一个就全错位了。",
        "Several are separated by | and go in pairs; with one missing all the others shift.",
    ),
    good=Text("事项甲|事项乙，110101001001|110101001002", "A|B with 110101001001|110101001002"),
    bad=Text("事项甲|事项乙，110101001001", "A|B with 110101001001"),
    find=_find,
    covers=("M02",),
    needs=("source_item_name", "source_item_code"),
    about=("source_item_code",),
)
