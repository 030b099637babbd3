"""Nearly the same name and nearly the same items: most probably one catalog registered twice."""

from collections.abc import Iterable

from client.catalog.entry import Entry
from client.checks import near
from client.checks.rule import NONE, Context, Hit, Rule, Severity
from client.checks.similar import Verdict
from client.texts import Text


def _find(entry: Entry, context: Context) -> Iterable[Hit]:
    found = near.closest_to(entry, context.neighbours)
    if found is None or found[1].verdict is not Verdict.SAME:
        return NONE
    other, said = found
    params = {"value": entry.text("name"), "twin": other.name, "other": other.id, "shared": str(said.shared)}
    return (("", "name", params),)


RULE = Rule(
    code="name.near-duplicate",
    severity=Severity.WARNING,
    title=Text("和本单位另一条很可能是同一目录", "Most probably the same catalog as another of this office"),
    what=Text(
        "和本单位的“{twin}”很可能是同一目录：名称相近，有{shared}个{item_word}相同。",
        "Most probably the same catalog as “{twin}” of this office: a close name and {shared} equal {item_word}s.",
    ),
    why=Text(
        "同一份数据编两条目录，别人不知道该用哪一条，两边还会对不上。确实是两份数据的，写一句说明。",
        "Registered twice nobody knows which to use, and the two drift apart. If they are two, say so in a sentence.",
    ),
    good=Text("只保留一条，更新它", "One entry that is kept up to date"),
    bad=Text("低保对象信息、低保对象基本信息表，数据项一样", "低保对象信息 and 低保对象基本信息表 with the same items"),
    find=_find,
    covers=("N07",),
    crosses_entries=True,
    needs=("name",),
    about=("name",),
)
