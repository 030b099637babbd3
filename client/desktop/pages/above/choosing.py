"""What the list of what stands above can be narrowed by: the values of the drop-downs and how many entries have each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from client.catalog import codes
from client.catalog.tables import present
from client.desktop.widgets.typing import Choice
from client.progress import Progress
from client.store.query import ReferenceFilter, ReferenceQuery
from client.texts import Translator

_ = Translator("desktop")
REGION = "region"
FACETS = (REGION, "sharing", "update_cycle", "provider")
_OFFERED = 100
Values = Sequence[tuple[str, int]]
"""(value, entries)"""


@dataclass(frozen=True, slots=True)
class Counted:
    """How many entries fit, and by facet the values that can be chosen instead of the present one."""

    total: int
    facets: Mapping[str, Values]


def counted(path: Path, wanted: ReferenceFilter, progress: Progress) -> Counted:
    """Counts by a reader of its own, so that the list need not wait. Raises `StoreProblem`, `Cancelled`."""
    asked = ReferenceQuery(path)
    try:
        total = asked.count(wanted)
        facets: dict[str, Values] = {}
        for done, facet in enumerate(FACETS):
            progress.step(done)
            others = tuple(one for one in wanted.where if one[0] != facet)
            facets[facet] = asked.facets(replace(wanted, where=others), facet)
        return Counted(total, facets)
    finally:
        asked.close()


def fill(choice: Choice, facet: str, found: Values) -> None:
    """Offers these values and everything; what was chosen stays chosen."""
    chosen = str(choice.currentData() or "")
    choice.clear()
    choice.addItem(every(facet), "")
    if facet == REGION:
        # What lies around the chosen one, to go back to.
        for size in range(2, len(chosen) + 1, 2):
            choice.addItem(_word(facet, chosen[:size]), chosen[:size])
        found = sorted(one for one in found if one[0] != chosen)
    for value, held in found[:_OFFERED]:
        if value:
            # How many have the chosen one stands above the list.
            choice.addItem(_word(facet, value) + (f"  {held:,}" if value != chosen else ""), value)
    if chosen and choice.findData(chosen) < 0:
        choice.addItem(_word(facet, chosen), chosen)
    choice.setCurrentIndex(max(choice.findData(chosen), 0))
    choice.setToolTip(choice.currentText())


def every(facet: str) -> str:
    """What stands there when nothing is chosen."""
    return {
        REGION: _("Every region"),
        "sharing": _("Every sharing"),
        "update_cycle": _("Every update cycle"),
        "provider": _("All providers"),
    }[facet]


def _word(facet: str, value: str) -> str:
    if facet == REGION:
        region = present().regions.get(value.ljust(6, "0"))
        return region.name if region else value
    known = codes.load_lists().get(facet)
    code = known.get(value) if known else None
    return str(code.label) if code else value
