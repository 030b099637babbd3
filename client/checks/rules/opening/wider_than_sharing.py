"""The public should not get more easily what offices get on conditions."""

from collections.abc import Iterable

from client.catalog.entry import Entry
from client.checks.rule import NONE, Context, Hit, Rule, Severity
from client.texts import Text


def _find(entry: Entry, context: Context) -> Iterable[Hit]:
    if entry.get("open_type") != "unconditional" or entry.get("sharing") != "conditional":
        return NONE
    return (("", "open_type", {"value": "unconditional", "sharing": "conditional"}),)


RULE = Rule(
    code="opening.wider-than-sharing",
    severity=Severity.WARNING,
    title=Text("对社会开放得比对部门还宽", "Wider for the public than for offices"),
    what=Text("对部门是“{sharing}”，对社会却是“{value}”。", "“{sharing}” for offices, but “{value}” for the public."),
    why=Text(
        "向社会无条件开放的数据，部门自然也能无条件使用；两处多半有一处选错了。",
        "What anybody may have, offices may have too: one of the two is probably a slip.",
    ),
    good=Text("无条件共享，无条件开放", "Unconditional for both"),
    bad=Text("有条件共享，无条件开放", "Conditional sharing, unconditional opening"),
    find=_find,
    covers=("S07",),
    needs=("sharing", "open_type"),
    about=("open_type",),
)
