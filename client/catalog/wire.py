"""The only mapping between an entry and the body that travels (model.md 10); client, station and courier use it.

    {"profile": "id@version", "fields": {...}, "items": [{"id", "fields"}],
     "explanations": [{"rule", "pointer", "text"}], "signoff": {...}}

A pointer is a JSON Pointer (RFC 6901) into the body: `/fields/<field>`, `/items/<position>/fields/<field>`.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from client.catalog.entry import Entry, Explanation, Item, Value, Values, as_text

Body = Mapping[str, Any]
_KNOWN = frozenset({"profile", "fields", "items", "explanations", "signoff"})


def body_of(entry: Entry, signoff: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The body of an entry. Members this client does not know are given back as they came."""
    body: dict[str, Any] = {
        **entry.extra,
        "profile": entry.profile,
        "fields": _plain(entry.values),
        "items": [{"id": item.id, "fields": _plain(item.values)} for item in entry.items],
    }
    if entry.explanations:
        body["explanations"] = [
            {"rule": one.rule, "pointer": pointer(entry, one.item, one.field), "text": one.text, "value": one.value}
            for one in entry.explanations
        ]
    if signoff:
        body["signoff"] = dict(signoff)
    return body


def entry_of(body: Body, entry_id: str, space: str = "") -> Entry:
    """The entry of a body. Raises `ValueError` when the body has not the agreed shape."""
    try:
        items = tuple(Item(str(raw["id"]), _values(raw.get("fields", {}))) for raw in body.get("items", ()))
        entry = Entry(
            id=entry_id,
            profile=str(body["profile"]),
            space=space,
            values=_values(body.get("fields", {})),
            items=items,
            extra={name: value for name, value in body.items() if name not in _KNOWN},
        )
        return replace(entry, explanations=tuple(_explanation(entry, raw) for raw in body.get("explanations", ())))
    except (KeyError, TypeError, AttributeError) as problem:
        raise ValueError(f"not an exchange body: {problem!r}") from problem


def canonical(body: Body) -> bytes:
    """The bytes that digests are made of: sorted members, no blanks, UTF-8."""
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest(body: Body) -> str:
    """SHA-256 of the content of a body, in hex. The sign-off is left out: it names this digest itself."""
    return hashlib.sha256(canonical({name: body[name] for name in body if name != "signoff"})).hexdigest()


def pointer(entry: Entry, item_id: str, field_id: str) -> str:
    """Where a field of an entry, or of one of its items, stands in the body; "" for the whole entry."""
    if not item_id:
        return f"/fields/{field_id}" if field_id else ""
    place = next((place for place, item in enumerate(entry.items) if item.id == item_id), 0)
    return f"/items/{place}/fields/{field_id}" if field_id else f"/items/{place}"


def place(entry: Entry, text: str) -> tuple[str, str]:
    """(item id, field id) that a pointer into the body of `entry` means; blanks where it points at nothing we know."""
    parts = [part.replace("~1", "/").replace("~0", "~") for part in text.split("/")[1:]]
    match parts:
        case ["fields", field_id]:
            return "", field_id
        case ["items", number, *rest] if number.isdigit() and int(number) < len(entry.items):
            return entry.items[int(number)].id, rest[1] if len(rest) > 1 else ""
    return "", ""


def _explanation(entry: Entry, raw: Mapping[str, Any]) -> Explanation:
    item_id, field_id = place(entry, str(raw["pointer"]))
    item = entry.item(item_id)
    held = item.text(field_id) if item else entry.text(field_id)
    return Explanation(str(raw["rule"]), item_id, field_id, str(raw["text"]), str(raw.get("value", held)))


def _plain(values: Values) -> dict[str, Any]:
    return {name: value if isinstance(value, str) else list(value) for name, value in values.items() if value}


def _values(raw: Mapping[str, Any]) -> dict[str, Value]:
    values: dict[str, Value] = {}
    for name, value in raw.items():
        values[name] = tuple(str(part) for part in value) if isinstance(value, list) else str(value)
    return {name: value for name, value in values.items() if as_text(value)}
