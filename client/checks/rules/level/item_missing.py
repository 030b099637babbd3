"""Where an office grades its items, it grades all of them."""

from collections.abc import Iterable

from client.catalog.entry import Entry
from client.checks.rule import NONE, Context, Hit, Rule, Severity
from client.texts import Text


def _find(entry: Entry, context: Context) -> Iterable[Hit]:
    without = [item for item in entry.items if not item.values.get("item_level")]
    if not without or len(without) == len(entry.items):
        return NONE
    return [(item.id, "item_level", {"item_name": item.text("item_name")}) for item in without]


RULE = Rule(
    code="level.item-missing",
    severity=Severity.WARNING,
    title=Text("有的{item_word}没有定级", "Some {item_word}s have no level"),
    what=Text(
        "“{item_name}”没有定级，别的{item_word}都定了。",
        "“{item_name}” has no level while other {item_word}s have one.",
    ),
    why=Text(
        "要定就都定：目录的级别按最高的{item_word}来，漏掉的可能正是最高的。",
        "Grade all or none: the entry follows its highest {item_word}, which may be the one left out.",
    ),
    good=Text("每一项都有级别", "A level for each"),
    bad=Text("十项里漏了一项", "One of ten left out"),
    find=_find,
    basis=Text("国务院令第809号 第十三条第二款；GB/T 43697—2024", "State Council Decree 809 art. 13; GB/T 43697-2024"),
    covers=("G01",),
    needs=("item_level",),
    about=("item_level",),
)
