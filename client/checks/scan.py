"""All texts of an entry as one, so that a rule that looks everywhere first asks one cheap question."""

from collections.abc import Iterator

from client.catalog.entry import Entry, as_text

_last: tuple[Entry | None, str] = (None, "")


def joined(entry: Entry) -> str:
    """Every value of the entry and its items, between bars. The last answer is kept: several rules ask in a row."""
    global _last  # noqa: PLW0603  (one slot, written whole: two threads at most compute twice)
    known, text = _last
    if known is not entry:
        parts = [as_text(value) for value in entry.values.values()]
        for item in entry.items:
            parts.extend([as_text(value) for value in item.values.values()])
        text = "|".join(parts)
        _last = (entry, text)
    return text


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
