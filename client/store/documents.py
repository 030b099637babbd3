"""How an entry is written as a JSON document, so that a new profile field needs no migration."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from client.catalog.entry import Entry, Explanation, Item, Value, Values


def to_json(value: object) -> str:
    """Compact JSON. Half a surrogate pair, which a broken paste may hold, is escaped instead of failing."""
    text = _COMPACT.encode(value)
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(value, separators=(",", ":"))
    return text


_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
"""Made once: `json.dumps` with options makes an encoder for every value."""


def column(text: str) -> str:
    """Text as a column can hold it: half a surrogate pair becomes a question mark (the document keeps it)."""
    return text.encode("utf-8", "replace").decode()


def value_of(text: str) -> Value:
    """A value out of its JSON."""
    return _value(json.loads(text))


def document_of(entry: Entry) -> str:
    """The content of an entry; id, profile, space and revision lie in columns."""
    document: dict[str, Any] = {
        "values": entry.values,
        "items": [{"id": item.id, "values": item.values} for item in entry.items],
    }
    if entry.explanations:
        document["explanations"] = [[one.rule, one.item, one.field, one.text, one.value] for one in entry.explanations]
    if entry.extra:
        document["extra"] = entry.extra
    return to_json(document)


def entry_of(body: str, entry_id: str, profile: str, space: str, revision: int) -> Entry:
    """The entry of a document."""
    raw = json.loads(body)
    return Entry(
        id=entry_id,
        profile=profile,
        space=space,
        values=_values(raw["values"]),
        items=tuple(Item(item["id"], _values(item["values"])) for item in raw["items"]),
        explanations=tuple(Explanation(*parts) for parts in raw.get("explanations", ())),
        extra=raw.get("extra", {}),
        revision=revision,
    )


def without_blanks(entry: Entry) -> Entry:
    """The entry without blank values: they are never stored, so that equal entries have equal documents."""
    if all(entry.values.values()) and all(value for item in entry.items for value in item.values.values()):
        return entry
    items = tuple(replace(item, values=_filled(item.values)) for item in entry.items)
    return replace(entry, values=_filled(entry.values), items=items)


def _filled(values: Values) -> Values:
    return {name: value for name, value in values.items() if value}


def _values(raw: Mapping[str, Any]) -> dict[str, Value]:
    return {name: value if isinstance(value, str) else tuple(value) for name, value in raw.items()}


def _value(raw: Any) -> Value:
    return raw if isinstance(raw, str) else tuple(raw)
