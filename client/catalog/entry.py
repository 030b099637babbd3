"""An entry of the catalog and its items: immutable, plain values by field id."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

Value = str | tuple[str, ...]
"""Text, a canonical key, an ISO date, a decimal number as text; a tuple for fields of kind `codes`. Blank is ""."""

Values = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Item:
    """One information item (信息项, 数据项). Its order is its place in `Entry.items`, its identity is `id`."""

    id: str
    values: Values

    def text(self, field_id: str) -> str:
        """The value as one text, "" when blank."""
        value = self.values.get(field_id, "")  # asked thirty times per check of an entry: no further call
        return value if isinstance(value, str) else ",".join(value)


@dataclass(frozen=True, slots=True)
class Explanation:
    """A written 说明 that lets a warning pass, for one rule at one place, as long as the value there stays."""

    rule: str
    item: str
    field: str
    text: str
    value: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One catalog entry (目录条目).

    `profile` is pinned as `id@version`; `space` is the reporting unit it belongs to; `revision` counts the saved
    states of this entry in this store, from 1 (0: never saved). `extra` keeps members of an exchange body that this
    client does not know.
    """

    id: str
    profile: str
    space: str = ""
    values: Values = field(default_factory=dict)
    items: tuple[Item, ...] = ()
    explanations: tuple[Explanation, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)
    revision: int = 0

    def get(self, field_id: str) -> Value:
        """The value of a field, "" when blank."""
        return self.values.get(field_id, "")

    def text(self, field_id: str) -> str:
        """The value of a field as one text, "" when blank."""
        value = self.values.get(field_id, "")
        return value if isinstance(value, str) else ",".join(value)

    def item(self, item_id: str) -> Item | None:
        """The item with this id."""
        return next((item for item in self.items if item.id == item_id), None)

    def with_value(self, field_id: str, value: Value, item_id: str = "") -> "Entry":
        """A copy with one value changed, of the entry or of one of its items; blank values are left out."""
        if not item_id:
            return replace(self, values=with_value(self.values, field_id, value))
        items = tuple(
            replace(item, values=with_value(item.values, field_id, value)) if item.id == item_id else item
            for item in self.items
        )
        return replace(self, items=items)


def with_value(values: Values, field_id: str, value: Value) -> Values:
    """A copy of `values` with one changed; a blank value is removed, so that equal entries have equal documents."""
    changed = {name: old for name, old in values.items() if name != field_id}
    if value:
        changed[field_id] = value
    return changed


def as_text(value: Value) -> str:
    """A value as one text; several keys joined by a comma."""
    return value if isinstance(value, str) else ",".join(value)
