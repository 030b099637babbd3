"""Where an office says which items are keys, one of them must be."""

from collections.abc import Iterable

from client.catalog.entry import Entry
from client.checks.rule import NONE, Context, Hit, Rule, Severity
from client.texts import Text


def _find(entry: Entry, context: Context) -> Iterable[Hit]:
    marks = [mark for item in entry.items if (mark := item.values.get("item_primary_key"))]
    return (("", "", {}),) if marks and "yes" not in marks else NONE


RULE = Rule(
    code="item.primary-key",
    severity=Severity.WARNING,
    what=Text("没有一个{item_word}标为主键。", "No {item_word} is marked as the primary key."),
    why=Text(
        "没有主键，更新时分不清哪一行是哪一行。",
        "Without a key nobody can tell one row from another when the data are updated.",
    ),
    good=Text("统一社会信用代码：主键", "Credit code: primary key"),
    bad=Text("全部标“否”", "All marked no"),
    find=_find,
    covers=("I08",),
    needs=("item_primary_key",),
    about=("item_primary_key",),
)
