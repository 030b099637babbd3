"""Two entries of one provider must not have the same name once width, blanks and punctuation are disregarded."""

from collections.abc import Iterable

from client.catalog.entry import Entry
from client.checks import scan
from client.checks.rule import NONE, Context, Hit, Rule, Severity
from client.texts import Text


def _find(entry: Entry, context: Context) -> Iterable[Hit]:
    key = scan.key(entry.text("name")[:512])
    others = sorted(context.neighbours.same_name(entry, key)) if key else ()
    return (
        (("", "name", {"value": entry.text("name"), "others": str(len(others)), "other": others[0]}),)
        if others
        else NONE
    )


RULE = Rule(
    code="name.duplicate",
    severity=Severity.ERROR,
    title=Text("本单位另有同名的目录", "Another entry of this office has the same name"),
    what=Text("本单位另有{others}条目录也叫“{value}”。", "This office has {others} more entries called “{value}”."),
    why=Text(
        "同一单位的名称不能重复；标点、空格和全角半角不算区别，平台会当作重复目录退回。",
        "Names may not repeat within an office; punctuation, blanks and width make no difference to the platform.",
    ),
    good=Text("2024年度城乡低保对象信息、2025年度城乡低保对象信息", "Two names that say how they differ"),
    bad=Text("低保对象信息、低保 对象信息", "低保对象信息 twice, once with a blank"),
    find=_find,
    covers=("N05",),
    crosses_entries=True,
    needs=("name",),
    about=("name",),
)
