"""Nearly the same name, and no items that would tell: a person has to look."""

from collections.abc import Iterable

from client.catalog.entry import Entry
from client.checks import near
from client.checks.rule import NONE, Context, Hit, Rule, Severity
from client.checks.similar import Verdict
from client.texts import Text


def _find(entry: Entry, context: Context) -> Iterable[Hit]:
    found = near.closest_to(entry, context.neighbours)
    if found is None or found[1].verdict is not Verdict.LOOK:
        return NONE
    return (("", "name", {"value": entry.text("name"), "twin": found[0].name, "other": found[0].id}),)


RULE = Rule(
    code="name.alike",
    severity=Severity.INFO,
    title=Text("和本单位另一条目录的名称很像", "A name close to another of this office"),
    what=Text(
        "和本单位的“{twin}”名称很像，请看一看是不是同一份数据。",
        "The name is close to “{twin}” of this office: is it the same?",
    ),
    why=Text(
        "名称像的多数不是重复，但重复的目录名称都很像；看一眼就能分清。",
        "Most close names are no duplicates, but duplicates have close names; a look tells.",
    ),
    good=Text("名称里写清区别：城镇低保对象信息、农村低保对象信息", "Names that say how the two differ"),
    bad=Text("养老机构信息、养老院基本信息", "养老机构信息 and 养老院基本信息"),
    find=_find,
    covers=("N07",),
    crosses_entries=True,
    needs=("name",),
    about=("name",),
)
