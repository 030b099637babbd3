"""A record from above as the rows of the file, and back again as an entry."""

import json
import sqlite3
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from client.catalog.entry import Entry, Item, Value
from client.store.reference import tokens
from client.store.reference.places import numbers32, packed32
from client.store.reference.words import FULL, Kept, reader, to_json

OWN = frozenset({"name", "code", "summary"})
"""Fields with a text of their own in the tables; of the others those that repeat are words."""
ITEM_TEXTS = ("item_name", "item_english_name", "item_description", "item_system")
PER_ITEM = len(ITEM_TEXTS) + 1
_SEVERAL = "\x1e"
_BETWEEN = "\x1f"
_JUDGED_FROM, _EVERY, _SAMPLES = 50_000, 100, 300
_KNOWN = frozenset({"id", "profile", "fields", "items", "state", "code", "space", "deleted", "signoff"})
Fields = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Record:
    """A record as it stands above. `state` is the platform's word, "" when unknown; `body` None: it was deleted."""

    id: str
    body: Mapping[str, Any] | None
    state: str = ""
    code: str = ""
    space: str = ""


@dataclass(frozen=True, slots=True)
class Rows:
    """What a record becomes: a row of `entry`, a row of `body`, and what it is found by."""

    entry: tuple[Any, ...]
    body: tuple[Any, ...] | None
    name: str
    items: Sequence[int]
    facets: tuple[str, ...]


_Getter = Callable[[Fields], tuple[str, ...]]


class Packer:
    """Makes rows of records, one after the other."""

    def __init__(self, kept: Kept) -> None:
        self._kept = kept
        self._words = kept.words
        self._plans: dict[tuple[str, ...], tuple[int, _Getter, tuple[str, ...]]] = {}
        self._forms: dict[tuple[tuple[str, ...], tuple[str, ...]], int] = {}
        self._form_getters: dict[tuple[str, ...], _Getter] = {}
        self._inline: set[str] = set()
        self._seen: dict[str, int] = {}
        self._new: dict[str, int] = {}

    def rows(self, n: int, record: Record) -> Rows:
        """The rows of a record under the number `n`. Raises `ValueError` when the body has not the agreed shape."""
        ident = id_bytes(record.id)
        body = record.body
        if body is None:
            return Rows((n, ident, *("",) * 2, 1, "", 1, 1, "", -1, 1, 1, 1), None, "", (), ())
        try:
            fields = {**body["fields"]}
            items = [one["fields"] for one in body.get("items", ())]
            try:
                return self._rows(n, ident, record, body, fields, items)
            except (TypeError, AttributeError):
                return self._rows(n, ident, record, body, _texts(fields), [_texts(one) for one in items])
        except (KeyError, TypeError, AttributeError) as problem:
            raise ValueError(f"not an exchange body: {problem!r}") from problem

    def _rows(
        self, n: int, ident: bytes, record: Record, body: Mapping[str, Any], fields: Fields, items: list[Fields]
    ) -> Rows:
        if n > _JUDGED_FROM and n % _EVERY == 0:
            self._sample(fields, items)
        words = self._words
        several = fields.get("format_type")
        if several.__class__ is list:
            fields["format_type"] = _SEVERAL + _BETWEEN.join(several)
        names = tuple(fields)
        shape, getter, inline = self._plans.get(names) or self._plan(names)
        values = packed32(map(words.__getitem__, getter(fields)))
        extra = {"fields": {name: fields[name] for name in inline}} if inline else {}
        if more := body.keys() - _KNOWN:
            extra["more"] = {name: body[name] for name in more}
        packed = self._items(items, extra)
        get = fields.get
        name, space, code = get("name", ""), record.space, get("code", "") or record.code
        summary, modified = get("summary", ""), get("modified_on", "")
        if not (code.__class__ is str is summary.__class__ and modified.__class__ is str):
            raise TypeError("a value is no text")
        facets = (
            record.state, get("sharing", ""), get("update_cycle", ""), get("open_type", ""), get("data_level", ""),
            get("format_class", ""), str(body.get("profile", "")), space, get("provider", ""),
        )  # fmt: skip
        region = tokens.region_of(get("provider_code", ""), space)
        word = words.__getitem__
        entry = (
            n, ident, code, name, word(facets[8]), region, word(facets[1]), word(facets[2]), get("modified_on", ""),
            len(items), word(facets[0]), word(space), word(facets[6]),
        )  # fmt: skip
        row = (n, shape, summary, values, packed32(packed), to_json(extra) if extra else None)
        return Rows(entry, row, tokens.key(name), packed[::PER_ITEM], facets)

    def _items(self, items: list[Fields], extra: dict[str, Any]) -> list[int]:
        words, forms, getters, inline = self._words, self._forms, self._form_getters, self._inline
        packed: list[int] = []
        add = packed.append
        for place, fields in enumerate(items):
            names = tuple(fields)
            getter = getters.get(names) or self._form_getter(names)
            form = (names, getter(fields))
            number = forms.get(form)
            if number is None:
                number = forms[form] = self._form(form)
            for name in ITEM_TEXTS:
                text = fields.get(name, "")
                if text and name in inline:
                    extra.setdefault("items", {}).setdefault(str(place), {})[name] = text
                    text = ""
                add(words[text])
            add(number)
        return packed

    def _plan(self, names: tuple[str, ...]) -> tuple[int, _Getter, tuple[str, ...]]:
        inline = tuple(name for name in names if name in self._inline)
        kept = [name for name in names if name not in OWN and name not in self._inline]
        plan = self._plans[names] = (self._kept.shapes[to_json(kept)], _getter(kept), inline)
        return plan

    def _form_getter(self, names: tuple[str, ...]) -> _Getter:
        getter = self._form_getters[names] = _getter([name for name in names if name not in ITEM_TEXTS])
        return getter

    def _form(self, form: tuple[tuple[str, ...], tuple[str, ...]]) -> int:
        names, values = form
        kept = [name for name in names if name not in ITEM_TEXTS]
        if not all(isinstance(value, str) for value in values):
            raise TypeError("a value of an item is no text")
        return self._kept.forms[to_json(dict(zip(kept, values, strict=True)))]

    def _sample(self, fields: Fields, items: list[Fields]) -> None:
        """Looks which fields hardly ever repeat: their texts are kept in the entry, not among the words."""
        for group in (fields, *items):
            for name, value in group.items():
                if isinstance(value, str) and name not in OWN and name != "item_name" and name not in tokens.FACETS:
                    self._seen[name] = self._seen.get(name, 0) + 1
                    self._new[name] = self._new.get(name, 0) + (value not in self._words)
        often = 0.8 if len(self._words) < FULL else 0.05
        found = {
            name
            for name, seen in self._seen.items()
            if seen >= _SAMPLES and self._new[name] > often * seen and name not in self._inline
        }
        if found:
            self._inline |= found
            self._plans.clear()


def _getter(names: Sequence[str]) -> _Getter:
    if len(names) > 1:
        return itemgetter(*names)
    return lambda fields: tuple(fields[name] for name in names)


def _texts(fields: Mapping[str, Any]) -> Fields:
    """Values as texts, whatever a stranger's file holds."""
    return {
        str(name): _SEVERAL + _BETWEEN.join(map(str, value)) if isinstance(value, list | tuple) else str(value)
        for name, value in fields.items()
        if value not in ("", None, [])
    }


def id_bytes(text: str) -> bytes:
    """An id as it is kept: the 16 bytes of a UUID, or the text itself."""
    if len(text) == 36:
        try:
            made = uuid.UUID(text)
        except ValueError:
            return text.encode()
        if str(made) == text:
            return made.bytes
    return text.encode()


def id_text(kept: bytes) -> str:
    """The id as everybody writes it."""
    return str(uuid.UUID(bytes=kept)) if len(kept) == 16 else kept.decode()


class Reader:
    """Gives entries back. Items have no identity of their own here; theirs is the entry's id and their place."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self._conn = conn
        self.word = reader(conn, "SELECT text FROM word WHERE n = ?")
        self._shape = reader(conn, "SELECT fields FROM shape WHERE n = ?")
        self._form = reader(conn, "SELECT fields FROM form WHERE n = ?")

    def entry(self, n: int) -> tuple[Entry, str] | None:
        """The entry with this number and its state above."""
        row = self._conn.execute(
            'SELECT e.id, e.code, e.name, e.state, e.space, e.profile, b.shape, b.summary, b."values", b.items, b.extra'
            " FROM entry e JOIN body b ON b.n = e.n WHERE e.n = ?",
            (n,),
        ).fetchone()
        if row is None:
            return None
        ident, code, name, state, space, profile, shape, summary, values, items, extra_text = row
        extra = json.loads(extra_text) if extra_text else {}
        fields = dict(zip(json.loads(self._shape(shape)), map(self.word, numbers32(values)), strict=True))
        held = {"name": name, "code": code, "summary": summary, **fields, **extra.get("fields", {})}
        entry_id = id_text(ident)
        entry = Entry(
            id=entry_id,
            profile=self.word(profile),
            space=self.word(space),
            values=dict(_values(held)),
            items=tuple(self._items(entry_id, numbers32(items), extra.get("items", {}))),
            extra=extra.get("more", {}),
        )
        return entry, self.word(state)

    def _items(self, entry_id: str, packed: Sequence[int], inline: Mapping[str, Fields]) -> Iterator[Item]:
        for place in range(len(packed) // PER_ITEM):
            *texts, form = packed[place * PER_ITEM : (place + 1) * PER_ITEM]
            held = dict(zip(ITEM_TEXTS, map(self.word, texts), strict=True))
            held |= inline.get(str(place), {}) | json.loads(self._form(form))
            yield Item(f"{entry_id}/{place + 1}", dict(_values(held)))


def _values(held: Mapping[str, str]) -> Iterator[tuple[str, Value]]:
    for name, text in held.items():
        if text.startswith(_SEVERAL):
            yield name, tuple(text[1:].split(_BETWEEN))
        elif text:
            yield name, text
