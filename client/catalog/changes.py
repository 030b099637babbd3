"""Two states of an entry compared field by field, and such differences applied to a third state.

History, undo, autosave, import preview and merges all use this one form. Beside field ids, `Change.field` may be
`EXISTS` (an item appears or goes), `ORDER` (the items' order), `PROFILE` (another standard is adopted) or
`EXPLAINED/<rule>/<field>` (a written explanation of a warning, as (text, value it stands for)).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from client.catalog.entry import Entry, Explanation, Item, Value, Values, as_text

EXISTS = "@item"
ORDER = "@order"
PROFILE = "@profile"
EXPLAINED = "@explained"


@dataclass(frozen=True, slots=True)
class Change:
    """One value before and after. `item` is "" for a field of the entry itself."""

    item: str
    field: str
    before: Value
    after: Value


def between(old: Entry | None, new: Entry) -> tuple[Change, ...]:
    """Every difference. Against None (a new entry) every value of `new` counts as a change from blank."""
    return tuple(_changes(old or Entry(new.id, new.profile), new))


def applied(entry: Entry, changes: Iterable[Change]) -> Entry:
    """`entry` with the `after` of every change; changes of items that are gone are left out."""
    order: tuple[str, ...] = ()
    for change in changes:
        if change.field == ORDER:
            order = change.after if isinstance(change.after, tuple) else ()
        elif change.field == EXISTS:
            entry = _with_item(entry, change)
        elif change.field == PROFILE:
            entry = replace(entry, profile=as_text(change.after))
        elif change.field.startswith(EXPLAINED):
            entry = _with_explanation(entry, change)
        elif not change.item or entry.item(change.item):
            entry = entry.with_value(change.field, change.after, change.item)
    return _ordered(entry, order) if order else entry


def value_at(entry: Entry, item_id: str, field: str) -> Value:
    """What stands at the place of a change now, in the same form as its `before` and `after`."""
    if field == PROFILE:
        return entry.profile
    if field == ORDER:
        return tuple(item.id for item in entry.items)
    if field == EXISTS:
        places = (str(place) for place, item in enumerate(entry.items) if item.id == item_id)
        return next(places, "")
    if field.startswith(EXPLAINED):
        return _explanations(entry).get((item_id, field), "")
    if not item_id:
        return entry.get(field)
    item = entry.item(item_id)
    return item.values.get(field, "") if item else ""


def _changes(old: Entry, new: Entry) -> Iterator[Change]:
    if old.profile != new.profile:
        yield Change("", PROFILE, old.profile, new.profile)
    yield from _values("", old.values, new.values)
    yield from _item_changes(old, new)
    was, now = _explanations(old), _explanations(new)
    for place in dict.fromkeys([*was, *now]):
        before, after = was.get(place, ""), now.get(place, "")
        if before != after:
            yield Change(place[0], place[1], before, after)


def _item_changes(old: Entry, new: Entry) -> Iterator[Change]:
    was = {item.id: item for item in old.items}
    now = {item.id: item for item in new.items}
    for place, item in enumerate(old.items):
        if item.id not in now:
            yield from _values(item.id, item.values, {})
            yield Change(item.id, EXISTS, str(place), "")
    for place, item in enumerate(new.items):
        if item.id not in was:
            yield Change(item.id, EXISTS, "", str(place))
        yield from _values(item.id, was[item.id].values if item.id in was else {}, item.values)
    before = tuple(item.id for item in old.items if item.id in now)
    after = tuple(item.id for item in new.items if item.id in was)
    if before != after:
        yield Change("", ORDER, before, after)


def _values(item: str, old: Values, new: Values) -> Iterator[Change]:
    for name in dict.fromkeys([*old, *new]):
        before, after = old.get(name, ""), new.get(name, "")
        if before != after:
            yield Change(item, name, before, after)


def _with_item(entry: Entry, change: Change) -> Entry:
    kept = tuple(item for item in entry.items if item.id != change.item)
    if not change.after:
        return replace(entry, items=kept)
    place = int(as_text(change.after))
    present = entry.item(change.item) or Item(change.item, {})
    return replace(entry, items=(*kept[:place], present, *kept[place:]))


def _ordered(entry: Entry, order: tuple[str, ...]) -> Entry:
    """The items named in `order` take their places in that order; the others stay where they are."""
    ranked = {item_id: place for place, item_id in enumerate(order)}
    moving = iter(sorted((item for item in entry.items if item.id in ranked), key=lambda item: ranked[item.id]))
    return replace(entry, items=tuple(next(moving) if item.id in ranked else item for item in entry.items))


def _explanations(entry: Entry) -> dict[tuple[str, str], Value]:
    return {(one.item, f"{EXPLAINED}/{one.rule}/{one.field}"): (one.text, one.value) for one in entry.explanations}


def _with_explanation(entry: Entry, change: Change) -> Entry:
    _, rule, field = change.field.split("/", 2)
    kept = tuple(one for one in entry.explanations if (one.item, one.rule, one.field) != (change.item, rule, field))
    if not change.after:
        return replace(entry, explanations=kept)
    text, value = change.after[0], change.after[1]
    return replace(entry, explanations=(*kept, Explanation(rule, change.item, field, text, value)))
