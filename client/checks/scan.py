"""All texts of an entry as one, so that a rule that looks everywhere first asks one cheap question."""

from collections.abc import Iterator
from functools import lru_cache
from typing import cast

from client.catalog import plain
from client.catalog.entry import Entry, Value, as_text

_last: tuple[Entry | None, str] = (None, "")
_last_names: tuple[Entry | None, list[str]] = (None, [])


def joined(entry: Entry) -> str:
    """Every value of the entry and its items, between bars. The last answer is kept: several rules ask in a row."""
    global _last  # noqa: PLW0603  (one slot, written whole: two threads at most compute twice)
    known, text = _last
    if known is not entry:
        parts: list[Value] = [*entry.values.values()]
        for item in entry.items:
            parts.extend(item.values.values())
        try:
            # Nearly all are texts; asking each one would cost more than failing now and then.
            text = "|".join(cast(list[str], parts))
        except TypeError:
            text = "|".join([part if isinstance(part, str) else "|".join(part) for part in parts])
        _last = (entry, text)
    return text


def item_names(entry: Entry) -> list[str]:
    """The names of the items in order, at most 64 characters of each, "" where there is none."""
    global _last_names  # noqa: PLW0603  (as above)
    known, names = _last_names
    if known is not entry:
        names = [as_text(item.values.get("item_name", ""))[:64] for item in entry.items]
        _last_names = (entry, names)
    return names


@lru_cache(maxsize=8192)
def key(name: str) -> str:
    """`plain.key` of a name: several rules compare the same one."""
    return plain.key(name)


def texts(entry: Entry) -> Iterator[tuple[str, str, str]]:
    """(item id, field id, text) of every value, in order."""
    for name, value in entry.values.items():
        yield "", name, as_text(value)
    for item in entry.items:
        for name, value in item.values.items():
            yield item.id, name, as_text(value)


def text_at(entry: Entry, item_id: str, field_id: str) -> str:
    """The text at one place, "" when there is no such place."""
    if not item_id:
        return entry.text(field_id)
    item = entry.item(item_id)
    return item.text(field_id) if item else ""
