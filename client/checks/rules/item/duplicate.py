"""Item names are unique inside an entry."""

from collections.abc import Iterable

from client.catalog.entry import Entry
from client.checks import scan
from client.checks.rule import NONE, Context, Hit, Rule, Severity
from client.texts import Text


def _find(entry: Entry, context: Context) -> Iterable[Hit]:
    names = scan.item_names(entry)
    return NONE if len(set(map(scan.key, names))) == len(names) else list(_again(entry))


def _again(entry: Entry) -> Iterable[Hit]:
    seen: dict[str, int] = {}
    for place, item in enumerate(entry.items, start=1):
        name = item.text("item_name")
        key = scan.key(name)
        if key and key in seen:
            yield item.id, "item_name", {"value": name, "place": str(seen[key])}
        elif key:
            seen[key] = place


RULE = Rule(
    code="item.duplicate",
    severity=Severity.ERROR,
    title=Text("{item_word}重名", "Two {item_word}s of the same name"),
    what=Text("“{value}”和第{place}个{item_word}重名。", "“{value}” has the same name as {item_word} {place}."),
    why=Text(
        "同一目录里{item_word}名称不能重复，重名的导入时会互相覆盖。",
        "Names may not repeat within an entry; on import one would overwrite the other.",
    ),
    good=Text("申请日期、批准日期", "Date of application, date of approval"),
    bad=Text("日期、日期", "Date, date"),
    find=_find,
    covers=("I02",),
    needs=("item_name",),
    about=("item_name",),
)
