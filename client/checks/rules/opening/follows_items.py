"""The entry's opening follows its items: all alike, the same; mixed, conditional."""

from collections.abc import Iterable

from client.catalog.entry import Entry
from client.checks.rule import NONE, Context, Finding, Fix, Hit, Rule, Severity
from client.texts import Text

_KEYS = frozenset({"unconditional", "conditional", "refused"})


def _derived(entry: Entry) -> str:
    said = {item.values.get("item_open", "") for item in entry.items}
    if not said or not said <= _KEYS:
        return ""
    return str(said.pop()) if len(said) == 1 else "conditional"


def _find(entry: Entry, context: Context) -> Iterable[Hit]:
    opened = entry.text("open_type")
    if not opened or not entry.items or "item_open" not in entry.items[0].values:
        return NONE
    derived = _derived(entry)
    return (("", "open_type", {"value": opened, "suggestion": derived}),) if derived and derived != opened else NONE


def _mend(entry: Entry, finding: Finding, context: Context) -> Entry | None:
    derived = _derived(entry)
    return entry.with_value("open_type", derived) if derived else None


RULE = Rule(
    code="opening.follows-items",
    severity=Severity.ERROR,
    title=Text("目录的开放属性和各{item_word}不一致", "Opening does not follow the {item_word}s"),
    what=Text(
        "目录是“{value}”，按各{item_word}应为“{suggestion}”。",
        "The entry is “{value}”; by its {item_word}s it should be “{suggestion}”.",
    ),
    why=Text(
        "目录的开放属性由各{item_word}决定，两处不一致会被退回。",
        "Opening follows from the {item_word}s; if the two differ the entry is returned.",
    ),
    good=Text("各项都不予开放，目录为不予开放", "No item open, the entry not open"),
    bad=Text("有的不予开放，目录为无条件开放", "Some refused, the entry unconditional"),
    find=_find,
    fix=Fix(Text("改为“{suggestion}”", "Change to “{suggestion}”"), _mend),
    covers=("S08",),
    needs=("open_type", "item_open"),
    about=("item_open",),
)
