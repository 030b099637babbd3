"""A catalog code belongs to one entry."""

from collections.abc import Iterable

from client.catalog.entry import Entry
from client.checks.rule import NONE, Context, Hit, Rule, Severity
from client.texts import Text


def _find(entry: Entry, context: Context) -> Iterable[Hit]:
    code = entry.text("code")
    others = sorted(context.neighbours.same_code(entry, code)) if code else ()
    return (("", "code", {"value": code, "others": str(len(others)), "other": others[0]}),) if others else NONE


RULE = Rule(
    code="code.duplicate",
    severity=Severity.ERROR,
    title=Text("另有目录用同一个代码", "Another entry has the same code"),
    what=Text("另有{others}条目录也用代码{value}。", "{others} more entries have the code {value}."),
    why=Text(
        "一个代码只对应一条目录。多半是复制行时把代码也带上了。",
        "One code, one entry. Most likely the code was copied together with a row.",
    ),
    good=Text("307021022100/000009", "307021022100/000009"),
    bad=Text("两条目录都写307021022100/000009", "307021022100/000009 in two entries"),
    find=_find,
    covers=("C02",),
    crosses_entries=True,
    needs=("code",),
    about=("code",),
)
