"""The provider stands in the office's list of organisations, when there is one."""

from collections.abc import Iterable

from client.catalog import offices
from client.catalog.entry import Entry
from client.catalog.tables import Organisation, Organisations
from client.checks.rule import NONE, Context, Finding, Fix, Hit, Rule, Severity
from client.texts import Text


def _find(entry: Entry, context: Context) -> Iterable[Hit]:
    units = context.tables.organisations
    name, code = entry.text("provider")[:256], entry.text("provider_code")[:64]
    if not units or not name or units.by_code(code) or units.knows(name):
        return NONE
    near = _likely(units, name)
    return (("", "provider", {"value": name, **({"suggestion": near[0].name} if len(near) == 1 else {})}),)


def _likely(units: Organisations, name: str) -> tuple[Organisation, ...]:
    """As `offices.likely`; a file names its few offices a thousand times over."""
    global _asked  # noqa: PLW0603  (one slot, written whole: two threads at most ask twice)
    if _asked[0] is not units:
        _asked = (units, {})
    known = _asked[1]
    if name not in known and len(known) < _REMEMBERED:
        known[name] = offices.likely(units, name)
    return known[name] if name in known else offices.likely(units, name)


_REMEMBERED = 4096
_asked: tuple[Organisations | None, dict[str, tuple[Organisation, ...]]] = (None, {})


def _mend(entry: Entry, finding: Finding, context: Context) -> Entry | None:
    near = _likely(context.tables.organisations, entry.text("provider")[:256])
    return entry.with_value("provider", near[0].name) if len(near) == 1 else None


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
    fix=Fix(Text("改为“{suggestion}”", "Change to “{suggestion}”"), _mend, when="suggestion"),
    covers=("P01",),
    needs=("provider",),
    about=("provider",),
)
