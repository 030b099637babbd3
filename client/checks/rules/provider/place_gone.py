"""A provider that still bears the name of a county or prefecture merged, raised or renamed since."""

import re
from collections.abc import Iterable
from functools import lru_cache

from client.catalog.entry import Entry
from client.catalog.trees import Region
from client.checks.rule import NONE, Context, Finding, Fix, Hit, Rule, Severity
from client.texts import Text

_PLACE = re.compile(r"[^省市县区州盟]{1,10}(?:自治区|地区|省|市|县|区|州|盟)(?!级)")


@lru_cache(maxsize=4096)
def _places(provider: str) -> tuple[str, ...]:
    """The divisions that a name begins with: 山东省, 济南市, 章丘市."""
    found, at = [], 0
    while place := _PLACE.match(provider, at):
        found.append(place[0])
        at = place.end()
    return tuple(found)


def _followed(entry: Entry, context: Context) -> tuple[Region, Region] | None:
    """What is gone and what followed it, None when the provider names nothing that is gone."""
    gone = context.tables.gone
    for place in _places(entry.text("provider")[:64]):
        region = gone.get(place)
        after = context.tables.region_at(region.code, context.today.isoformat()) if region else None
        if region and after and after.name != region.name:
            return region, after
    return None


def _find(entry: Entry, context: Context) -> Iterable[Hit]:
    found = _followed(entry, context)
    if found is None:
        return NONE
    old, new = found
    params = {"value": entry.text("provider"), "place": old.name, "year": old.until[:4], "follower": new.name}
    return (("", "provider", params),)


def _mend(entry: Entry, finding: Finding, context: Context) -> Entry | None:
    found = _followed(entry, context)
    if found is None:
        return None
    old, new = found
    return entry.with_value("provider", entry.text("provider").replace(old.name, new.name, 1))


RULE = Rule(
    code="provider.place-gone",
    severity=Severity.INFO,
    title=Text("单位名称里的地方已经撤销", "The unit's place has been abolished"),
    what=Text("“{place}”{year}年已撤销，现为“{follower}”。", "{place} was abolished in {year}; it is {follower} now."),
    why=Text(
        "区划调整后单位一般也改了名，用旧名别人查不到；信用代码里的旧区划号不用改。",
        "After such a change offices bear new names, and by the old one nobody finds them. The credit code stays as it is.",
    ),
    good=Text("北京市密云区水务局", "北京市密云区水务局"),
    bad=Text("北京市密云县水务局", "北京市密云县水务局"),
    find=_find,
    fix=Fix(Text("改为现在的名称", "Use the present name"), _mend),
    needs=("provider",),
    about=("provider",),
)
