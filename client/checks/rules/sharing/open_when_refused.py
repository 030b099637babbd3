"""What other offices may not have, the public may not have either."""

from collections.abc import Iterable

from client.catalog.entry import Entry
from client.checks.rule import NONE, Context, Finding, Fix, Hit, Rule, Severity
from client.texts import Text


def _find(entry: Entry, context: Context) -> Iterable[Hit]:
    opened = entry.text("open_type")
    if entry.get("sharing") != "refused" or opened in ("", "refused"):
        return NONE
    return (("", "open_type", {"value": opened, "sharing": "refused"}),)


def _mend(entry: Entry, finding: Finding, context: Context) -> Entry | None:
    return entry.with_value("open_type", "refused")


RULE = Rule(
    code="sharing.open-when-refused",
    severity=Severity.ERROR,
    title=Text("不予共享的目录不能开放", "An entry that is not shared cannot be open"),
    what=Text(
        "“{sharing}”的目录，“{label}”不能是“{value}”。", "An entry that is “{sharing}” cannot have “{label}” “{value}”."
    ),
    why=Text(
        "连部门都不能用的数据，不会向社会开放。", "Data that other offices may not use are not opened to the public."
    ),
    good=Text("不予共享，不开放", "Not shared, not open"),
    bad=Text("不予共享，开放", "Not shared, open"),
    find=_find,
    fix=Fix(Text("改为不开放", "Set to not open"), _mend),
    covers=("S07",),
    needs=("sharing", "open_type"),
    about=("open_type",),
)
