"""Two states of an entry compared field by field: history, import preview and merges all use this."""

from collections.abc import Iterator
from dataclasses import dataclass

from client.catalog.entry import Entry, Item, Value, Values

EXISTS = "@item"
"""Stands for the item itself in a change: "" before it was there or after it is gone, its position when it is."""

ORDER = "@order"
"""Stands for the order of the items: their ids as a tuple."""


@dataclass(frozen=True, slots=True)
class Change:
    """One value before and after. `item` is "" for a field of the entry itself."""

    item: str
    field: str
    before: Value
    after: Value


def between(old: Entry | None, new: Entry) -> tuple[Change, ...]:
    """Every field that differs. Against None (a new entry) every value of `new` counts as a change from blank."""
    before = old or Entry(new.id, new.profile)
    return tuple(_changes(before, new))


def _changes(old: Entry, new: Entry) -> Iterator[Change]:
    yield from _values("", old.values, new.values)
    old_items = {item.id: item for item in old.items}
    new_items = {item.id: item for item in new.items}
    for place, item in enumerate(new.items):
        if item.id not in old_items:
            yield Change(item.id, EXISTS, "", str(place))
        yield from _values(item.id, old_items.get(item.id, Item(item.id, {})).values, item.values)
    for place, item in enumerate(old.items):
        if item.id not in new_items:
            yield from _values(item.id, item.values, {})
            yield Change(item.id, EXISTS, str(place), "")
    kept_before = tuple(item.id for item in old.items if item.id in new_items)
    kept_after = tuple(item.id for item in new.items if item.id in old_items)
    if kept_before != kept_after:
        yield Change("", ORDER, kept_before, kept_after)


def _values(item: str, old: Values, new: Values) -> Iterator[Change]:
    for name in dict.fromkeys([*old, *new]):
        before, after = old.get(name, ""), new.get(name, "")
        if before != after:
            yield Change(item, name, before, after)
