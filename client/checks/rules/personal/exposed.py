"""Personal information is neither lowest-graded nor given to everybody."""

from collections.abc import Iterable

from client.catalog.entry import Entry
from client.checks import scan
from client.checks.rule import NONE, Context, Hit, Rule, Severity
from client.checks.words import is_personal
from client.texts import Text

_GIVEN_AWAY = frozenset({"unconditional", "yes"})
_QUIET = scan.Quiet(is_personal)


def _find(entry: Entry, context: Context) -> Iterable[Hit]:
    if _QUIET.all(scan.item_names(entry)):
        return NONE
    found = [
        (item.id, "item_name", {"value": name, **exposed})
        for item in entry.items
        if isinstance(name := item.values.get("item_name", ""), str)
        and is_personal(name[:64])
        and (exposed := _exposed(entry, item.values))
    ]
    return found or NONE


def _exposed(entry: Entry, values: object) -> dict[str, str]:
    """By which value the item is exposed; empty when by none."""
    if not isinstance(values, dict):
        return {}
    opened = values.get("item_open") or entry.values.get("open_type", "")
    if opened in _GIVEN_AWAY:
        return {"because_field": "open_type", "open_type": str(opened)}
    shared = values.get("item_sharing") or entry.values.get("sharing", "")
    if shared == "unconditional":
        return {"because_field": "sharing", "sharing": str(shared)}
    if values.get("item_level") == "1":
        return {"because_field": "item_level", "item_level": "1"}
    return {}


RULE = Rule(
    code="personal.exposed",
    severity=Severity.WARNING,
    title=Text("个人信息没有限制共享或开放", "Personal information without restriction"),
    what=Text(
        "“{value}”是个人信息，而“{because}”是“{because_value}”。",
        "“{value}” is personal information, yet “{because}” is “{because_value}”.",
    ),
    why=Text(
        "个人信息要先做保护影响评估，一般不能无条件共享、不能向社会开放，也不能定为最低级。",
        "Personal information needs an assessment first; as a rule it is neither shared unconditionally nor opened nor graded lowest.",
    ),
    good=Text("身份证号码：有条件共享，不予开放", "Identity number: conditional, not open"),
    bad=Text("身份证号码：无条件共享，开放", "Identity number: unconditional, open"),
    find=_find,
    basis=Text("国务院令第809号 第十三条第一款", "State Council Decree 809, art. 13"),
    covers=("I09",),
    needs=("item_name", "sharing"),
    about=("item_name",),
)
