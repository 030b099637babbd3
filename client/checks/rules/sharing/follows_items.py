"""The entry's sharing follows its items: all alike, the same; mixed, conditional."""

from collections.abc import Iterable

from client.catalog.entry import Entry
from client.checks.rule import NONE, Context, Finding, Fix, Hit, Rule, Severity
from client.texts import Text

_KEYS = frozenset({"unconditional", "conditional", "refused"})


def _derived(entry: Entry) -> str:
    """What the items say, "" when not all of them say something."""
    said = {item.values.get("item_sharing", "") for item in entry.items}
    if not said or not said <= _KEYS:
        return ""
    return str(said.pop()) if len(said) == 1 else "conditional"


def _find(entry: Entry, context: Context) -> Iterable[Hit]:
    sharing = entry.text("sharing")
    if not sharing or not entry.items or "item_sharing" not in entry.items[0].values:
        return NONE
    derived = _derived(entry)
    return (("", "sharing", {"value": sharing, "suggestion": derived}),) if derived and derived != sharing else NONE


def _mend(entry: Entry, finding: Finding, context: Context) -> Entry | None:
    derived = _derived(entry)
    return entry.with_value("sharing", derived) if derived else None


RULE = Rule(
    code="sharing.follows-items",
    severity=Severity.ERROR,
    title=Text("目录的共享属性和各{item_word}不一致", "Sharing does not follow the {item_word}s"),
    what=Text(
        "目录是“{value}”，按各{item_word}应为“{suggestion}”。",
        "The entry is “{value}”; by its {item_word}s it should be “{suggestion}”.",
    ),
    why=Text(
        "各{item_word}都一样，目录就一样；有的能共享有的不能，目录就是有条件共享。",
        "If all {item_word}s agree the entry does too; if some are shared and some not, it is conditional.",
    ),
    good=Text("有的无条件、有的不予，目录为有条件共享", "Some unconditional, some refused: the entry is conditional"),
    bad=Text("有的不予共享，目录为无条件共享", "Some refused, the entry unconditional"),
    find=_find,
    fix=Fix(Text("改为“{suggestion}”", "Change to “{suggestion}”"), _mend),
    covers=("S08",),
    needs=("sharing", "item_sharing"),
    about=("item_sharing",),
)
