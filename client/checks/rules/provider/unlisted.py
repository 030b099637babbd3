"""The provider stands in the office's list of organisations, when there is one."""

from collections.abc import Iterable

from client.catalog.entry import Entry
from client.checks.rule import NONE, Context, Hit, Rule, Severity
from client.texts import Text


def _find(entry: Entry, context: Context) -> Iterable[Hit]:
    units = context.tables.organisations
    name, code = entry.text("provider")[:256], entry.text("provider_code")[:64]
    if not units or not name or units.by_code(code) or units.knows(name):
        return NONE
    return (("", "provider", {"value": name}),)


RULE = Rule(
    code="provider.unlisted",
    severity=Severity.ERROR,
    title=Text("单位名录里没有这个单位", "Not in the list of organisations"),
    what=Text("单位名录里没有“{value}”。", "The list of organisations has no “{value}”."),
    why=Text(
        "提供单位要在上级下发的单位名录里，平台才认得是谁的目录。",
        "The platform knows whose entry it is by the list of organisations that the office above hands out.",
    ),
    good=Text("名录里的单位全称", "The full name as in the list"),
    bad=Text("简称，或者已经撤并的单位", "A short form, or an office that was merged away"),
    find=_find,
    covers=("P01",),
    needs=("provider",),
    about=("provider",),
)
