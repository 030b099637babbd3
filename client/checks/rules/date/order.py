"""Nothing is changed before it was published."""

from collections.abc import Iterable

from client.catalog.entry import Entry
from client.checks.rule import NONE, Context, Hit, Rule, Severity
from client.texts import Text


def _find(entry: Entry, context: Context) -> Iterable[Hit]:
    published, changed = entry.text("published_on"), entry.text("modified_on")
    if not published or not changed or changed >= published or len(published) != 10 or len(changed) != 10:
        return NONE
    return (("", "modified_on", {"value": changed, "published": published}),)


RULE = Rule(
    code="date.order",
    severity=Severity.WARNING,
    title=Text("更新日期早于发布日期", "Changed before it was published"),
    what=Text(
        "“{label}”{value}早于发布日期{published}。", "“{label}” {value} is before the date of publication {published}."
    ),
    why=Text(
        "先发布才会更新，两个日期可能写反了。", "Data are published before they are updated; the two may be swapped."
    ),
    good=Text("发布2018-03-31，更新2024-06-30", "Published 2018-03-31, changed 2024-06-30"),
    bad=Text("发布2024-06-30，更新2018-03-31", "Published 2024-06-30, changed 2018-03-31"),
    find=_find,
    covers=("D01",),
    needs=("modified_on",),
    about=("modified_on",),
)
