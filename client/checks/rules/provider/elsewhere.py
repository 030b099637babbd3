"""The provider's code was registered in another city than this office."""

from collections.abc import Iterable

from client.catalog import identifiers
from client.catalog.entry import Entry
from client.checks.rule import NONE, Context, Hit, Rule, Severity
from client.checks.rules.provider.region import PROVINCES
from client.texts import Text

_NATIONAL = ("10", "00")
_MUNICIPALITIES = ("11", "12", "31", "50")
"""A city of its own, although its districts and its counties begin differently (1101, 1102)."""


def _related(one: str, other: str) -> bool:
    """Whether two regions (six digits) lie in one city, or one of them is a province above the other."""
    if one[:2] != other[:2]:
        return one[:2] in _NATIONAL or other[:2] in _NATIONAL
    return one[:2] in _MUNICIPALITIES or one[:4] == other[:4] or "00" in (one[2:4], other[2:4])


def _find(entry: Entry, context: Context) -> Iterable[Hit]:
    code, own = entry.text("provider_code"), entry.space
    if len(own) != 18 or len(code) != 18 or code == own or identifiers.uscc_fault(own) or identifiers.uscc_fault(code):
        return NONE
    # An office of no real place (practice) has no city that a provider could be outside of.
    if own[2:4] not in PROVINCES or _related(code[2:8], own[2:8]):
        return NONE
    return (("", "provider_code", {"value": code, "region": code[2:8], "own": own[2:8]}),)


RULE = Rule(
    code="provider.elsewhere",
    severity=Severity.WARNING,
    title=Text("单位代码和本单位不在一个市", "The code of a unit in another city"),
    what=Text(
        "代码{value}登记在{region}，和本单位（{own}）不在一个市。",
        "The code {value} was registered in {region}, in another city than this office ({own}).",
    ),
    why=Text(
        "目录由本地的提供单位编制；外地的代码多半是从别处抄来的。",
        "An entry is compiled by a provider of the place; a code from elsewhere was most likely copied.",
    ),
    good=Text("本县、本市或上级单位的代码", "A code of the county, the city or above"),
    bad=Text("别的省的单位代码", "A code from another province"),
    find=_find,
    basis=Text("GB 32100—2015；GB/T 2260", "GB 32100-2015; GB/T 2260"),
    covers=("P06",),
    needs=("provider_code",),
    about=("provider_code",),
)
