"""An entry from one standard to another: fields renamed, values that have no place kept aside, nothing lost."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from client.catalog import kinds
from client.catalog.entry import Entry, Item, Value, Values
from client.catalog.profile import Field, Profile

KEPT = "kept"
"""The member of `Entry.extra` that holds what has no place: {"fields": {...}, "items": {item id: {...}}}."""


@dataclass(frozen=True, slots=True)
class Converted:
    """The entry in its new standard; `renamed` as (old field, new field), `kept` field ids without a place,
    `returned` those that had none before and have one now. Each once for every value."""

    entry: Entry
    renamed: tuple[tuple[str, str], ...]
    kept: tuple[str, ...]
    returned: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Moved:
    values: Values
    kept: Values
    renamed: tuple[tuple[str, str], ...]
    returned: tuple[str, ...]


def convert(entry: Entry, old: Profile, new: Profile) -> Converted:
    """The entry pinned to `new`. Values stay where the field is the same and move where it was renamed."""
    aside = entry.extra.get(KEPT)
    before = aside if isinstance(aside, Mapping) else {}
    head = _move(entry.values, _mapping(before, "fields"), old, new, item=False)
    items: list[Item] = []
    kept_items: dict[str, Values] = {}
    moves = [head]
    of_items = _mapping(before, "items")
    for item in entry.items:
        moved = _move(item.values, _mapping(of_items, item.id), old, new, item=True)
        items.append(Item(item.id, moved.values))
        moves.append(moved)
        if moved.kept:
            kept_items[item.id] = moved.kept
    parts: dict[str, Any] = {"fields": _plain(head.kept)} if head.kept else {}
    if kept_items:
        parts["items"] = {item_id: _plain(values) for item_id, values in kept_items.items()}
    extra = {name: value for name, value in entry.extra.items() if name != KEPT}
    return Converted(
        entry=replace(
            entry,
            profile=new.key,
            values=head.values,
            items=tuple(items),
            extra={**extra, KEPT: parts} if parts else extra,
        ),
        renamed=tuple(pair for moved in moves for pair in moved.renamed),
        kept=tuple(name for moved in moves for name in moved.kept),
        returned=tuple(name for moved in moves for name in moved.returned),
    )


def _move(values: Values, aside: Mapping[str, Any], old: Profile, new: Profile, *, item: bool) -> _Moved:
    known = {field.id: field for field in (new.item_fields if item else new.fields)}
    heirs = {field.renamed_from: field for field in known.values() if field.renamed_from}
    moved: dict[str, Value] = {name: value for name, value in values.items() if name in known}
    kept: dict[str, Value] = {}
    renamed: list[tuple[str, str]] = []
    returned: list[str] = []
    for name, value in values.items():
        if name in known:
            continue
        heir = heirs.get(name)
        if heir is not None and heir.id not in moved:
            moved[heir.id] = _translated(value, old.field_of(name, item=item), heir)
            renamed.append((name, heir.id))
        else:
            kept[name] = value
    for name, raw in aside.items():
        value = tuple(map(str, raw)) if isinstance(raw, list | tuple) else str(raw)
        if name in known and name not in moved:
            moved[name] = value
            returned.append(name)
        else:
            kept.setdefault(name, value)
    # In the order they had: a value that only stays must not look moved.
    ordered = {name: moved[name] for name in dict.fromkeys([*(one for one in values if one in moved), *moved])}
    return _Moved(ordered, kept, tuple(renamed), tuple(returned))


def _translated(value: Value, old: Field | None, new: Field) -> Value:
    """A value as the renamed field holds it: a text becomes a key where the list knows it."""
    if old is not None and old.kind == new.kind and (old.list is None) == (new.list is None):
        return value
    text = kinds.show(old, value) if old is not None else "、".join((value,) if isinstance(value, str) else value)
    return kinds.read(new, text) or value


def _mapping(raw: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = raw.get(name)
    return found if isinstance(found, Mapping) else {}


def _plain(values: Values) -> dict[str, Any]:
    return {name: value if isinstance(value, str) else list(value) for name, value in values.items()}
