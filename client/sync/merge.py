"""Three-way merge of an entry, field by field and item by item (by item id): pure.

Nothing that either side wrote is lost: it stands in the result, or in a conflict. The result keeps mine wherever
both sides changed the same place to different values.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from client.catalog.changes import EXISTS, Change, applied, between, value_at
from client.catalog.entry import Entry, Value

Place = tuple[str, str]
"""(item id, field) as in `changes.Change`."""


@dataclass(frozen=True, slots=True)
class Clash:
    """One place where `base` became `mine` here and `above` there."""

    item: str
    field: str
    base: Value
    mine: Value
    above: Value


@dataclass(frozen=True, slots=True)
class Merged:
    """`taken` are the changes from above that now stand in `entry`."""

    entry: Entry
    conflicts: tuple[Clash, ...]
    taken: tuple[Change, ...]


def merge(base: Entry | None, mine: Entry, above: Entry) -> Merged:
    """`mine` with what changed from `base` to `above`. Without a base every differing pair of values is a conflict."""
    # A profile that is nobody's makes two different profiles a conflict like any other.
    root = base or Entry(mine.id, "")
    ours = {(change.item, change.field): change for change in between(root, mine)}
    taken: list[Change] = []
    clashes: list[Clash] = []
    gone_above = _removed(root, above)
    gone_here = _removed(root, mine)
    touched_here = {item for item, _ in ours if item}
    for change in between(root, above):
        same = ours.get((change.item, change.field))
        if change.item in gone_above and change.item in touched_here - gone_here:
            # Removed above, worked on here: it stays, and one question is asked about the whole item.
            clashes.extend(_about_item(change, mine))
        elif change.item in gone_here and change.item not in gone_above:
            clashes.append(Clash(change.item, change.field, change.before, "", change.after))
        elif same is None:
            taken.append(change)
        elif same.after != change.after and not (change.field == EXISTS and same.after and change.after):
            clashes.append(Clash(change.item, change.field, change.before, same.after, change.after))
    clashes = _with_whole_items(clashes, root, above, gone_here - gone_above)
    merged = applied(mine, taken)
    return Merged(replace(merged, extra={**mine.extra, **above.extra}), tuple(clashes), tuple(taken))


def _removed(root: Entry, side: Entry) -> frozenset[str]:
    present = {item.id for item in side.items}
    return frozenset(item.id for item in root.items if item.id not in present)


def _about_item(change: Change, mine: Entry) -> Iterator[Clash]:
    if change.field == EXISTS:
        yield Clash(change.item, EXISTS, change.before, value_at(mine, change.item, EXISTS), "")


def _with_whole_items(clashes: list[Clash], root: Entry, above: Entry, gone_here: frozenset[str]) -> list[Clash]:
    """An item removed here and changed above: the whole item is in question, so that taking it back brings all of it."""
    whole: list[Clash] = []
    for item_id in sorted({clash.item for clash in clashes} & gone_here):
        item = above.item(item_id)
        at = value_at(root, item_id, EXISTS)
        whole.append(Clash(item_id, EXISTS, at, "", value_at(above, item_id, EXISTS)))
        for name, value in (item.values if item else {}).items():
            whole.append(Clash(item_id, name, value_at(root, item_id, name), "", value))
    placed = {(clash.item, clash.field) for clash in whole}
    return [*whole, *(clash for clash in clashes if (clash.item, clash.field) not in placed)]
