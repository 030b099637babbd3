"""Name and code are those of one unit. One code has several names in real data, so the code speaks first."""

from collections.abc import Iterable

from client.catalog.entry import Entry
from client.checks.rule import NONE, Context, Finding, Fix, Hit, Rule, Severity
from client.texts import Text


def _better(entry: Entry, context: Context) -> tuple[str, str]:
    """(field, value) that would make the two agree; blanks when they do or the list does not know them."""
    units = context.tables.organisations
    name, code = entry.text("provider")[:256], entry.text("provider_code")[:64]
    if not units or not name or not code or units.is_called(code, name):
        return "", ""
    unit = units.by_code(code)
    if unit is not None:
        return "provider", unit.name
    named = units.by_name(name)
    return ("provider_code", named.code) if named is not None else ("", "")


def _find(entry: Entry, context: Context) -> Iterable[Hit]:
    field, better = _better(entry, context)
    if not field:
        return NONE
    names = {"provider": entry.text("provider"), "provider_code": entry.text("provider_code")}
    return (("", field, {"value": entry.text(field), "suggestion": better, **names}),)


def _mend(entry: Entry, finding: Finding, context: Context) -> Entry | None:
    field, better = _better(entry, context)
    return entry.with_value(field, better) if field == finding.field else None


RULE = Rule(
    code="provider.disagree",
    severity=Severity.WARNING,
    title=Text("单位名称和单位代码不是同一个单位", "Name and code of two different units"),
    what=Text(
        "“{provider}”和代码{provider_code}不是同一个单位，这里应为“{suggestion}”。",
        "“{provider}” and the code {provider_code} are not the same unit; this should be “{suggestion}”.",
    ),
    why=Text(
        "名称和代码对不上，平台会记到别的单位名下。单位改过名的，曾用名可以加进单位名录。",
        "The platform would book the entry under another unit. A former name can be added to the list.",
    ),
    good=Text("密云区太师屯镇人民政府，11110228000108441X", "Taishitun town government, 11110228000108441X"),
    bad=Text("名称是一个单位，代码是另一个单位", "The name of one unit, the code of another"),
    find=_find,
    fix=Fix(Text("改为“{suggestion}”", "Change to “{suggestion}”"), _mend),
    covers=("P04",),
    needs=("provider", "provider_code"),
    about=("provider_code",),
)
