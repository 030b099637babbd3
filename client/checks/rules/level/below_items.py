"""就高从严: an entry is graded by its highest item."""

from collections.abc import Iterable

from client.catalog.entry import Entry
from client.checks.rule import NONE, Context, Finding, Fix, Hit, Rule, Severity
from client.texts import Text

# Level 4 is the top of the scale of items; an entry that holds it and is only 一般 deserves a second look.
_TOP = "4"


def _find(entry: Entry, context: Context) -> Iterable[Hit]:
    if entry.get("data_level") != "general":
        return NONE
    top = next((item for item in entry.items if item.values.get("item_level") == _TOP), None)
    if top is None:
        return NONE
    return (
        (
            "",
            "data_level",
            {"value": "general", "suggestion": "important", "item_name": top.text("item_name"), "item_level": _TOP},
        ),
    )


def _mend(entry: Entry, finding: Finding, context: Context) -> Entry | None:
    return entry.with_value("data_level", "important")


RULE = Rule(
    code="level.below-items",
    severity=Severity.WARNING,
    title=Text("目录定的级别低于{item_word}", "A level below that of a {item_word}"),
    what=Text(
        "“{item_name}”是最高的{item_level}级，目录却定为“{value}”。",
        "“{item_name}” is of the top level {item_level}, yet the entry is “{value}”.",
    ),
    why=Text(
        "定级就高从严，目录的级别不低于其中最高的{item_word}。",
        "Grading follows the highest: an entry is not below its highest {item_word}.",
    ),
    good=Text(
        "有4级{item_word}的目录，定为重要数据或者写明理由",
        "An entry with a level 4 {item_word}: important, or with a reason",
    ),
    bad=Text("有4级{item_word}的目录，定为一般数据", "An entry with a level 4 {item_word} graded general"),
    find=_find,
    fix=Fix(Text("改为“{suggestion}”", "Change to “{suggestion}”"), _mend),
    covers=("G01",),
    needs=("data_level", "item_level"),
    about=("item_level",),
)
