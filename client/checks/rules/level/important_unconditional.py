"""Important and core data are neither shared nor opened without conditions."""

from collections.abc import Iterable

from client.catalog.entry import Entry
from client.checks.rule import NONE, Context, Hit, Rule, Severity
from client.texts import Text


def _find(entry: Entry, context: Context) -> Iterable[Hit]:
    level = entry.get("data_level")
    if level not in ("important", "core"):
        return NONE
    found: list[Hit] = []
    if entry.get("sharing") == "unconditional":
        found.append(("", "sharing", {"value": "unconditional", "data_level": str(level)}))
    if entry.get("open_type") in ("unconditional", "yes"):
        found.append(("", "open_type", {"value": entry.text("open_type"), "data_level": str(level)}))
    return found


RULE = Rule(
    code="level.important-unconditional",
    severity=Severity.ERROR,
    title=Text("重要数据的目录不能无条件共享、开放", "Important data shared or opened without condition"),
    what=Text(
        "“{data_level}”的目录，“{label}”不能是“{value}”。",
        "An entry graded “{data_level}” cannot have “{label}” “{value}”.",
    ),
    why=Text(
        "重要数据、核心数据要严格管理，未经批准不能无条件提供。",
        "Important and core data are under strict control and not given out without approval.",
    ),
    good=Text("重要数据，有条件共享，不予开放", "Important, conditional, not open"),
    bad=Text("重要数据，无条件共享", "Important, unconditional"),
    find=_find,
    covers=("G02",),
    needs=("data_level", "sharing"),
    about=("data_level",),
)
