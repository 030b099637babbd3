"""What an import would do: every draft matched with what is stored and compared field by field. Pure."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Protocol

from client.catalog import plain
from client.catalog.changes import Change, between
from client.catalog.entry import Entry, Item, Value, Values, as_text
from client.catalog.profile import Profile
from client.progress import SILENT, Progress
from client.spreadsheets.drafts import Draft, DraftItem

_STEP = 200
_KEY = re.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class Lookup(Protocol):
    """What the plan asks about stored entries; tombstones are given by nobody but `used`."""

    def by_id(self, entry_id: str) -> Entry | None:
        """The entry with this id."""

    def used(self, entry_id: str) -> bool:
        """Whether an entry was ever stored under this id, deleted ones included."""

    def by_code(self, code: str) -> Sequence[str]:
        """Ids of the entries with this catalog code."""

    def by_name(self, provider: str, name_key: str) -> Sequence[str]:
        """Ids by provider (its code, or `plain.key` of its name when the code is blank) and `plain.key` of the name."""


class Kind(StrEnum):
    """What would happen to a draft."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    DUPLICATE = "duplicate"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Line:
    """One draft of the file and what would be done with it.

    `entry` is the entry as it would be stored (None when refused), `old` what is stored now, `changes` what differs
    between the two (nothing for a new one: all of it is new). For a duplicate,
    `first` is the place in `Plan.lines` of the line it repeats, and `changes` are against that line's entry.
    `filled`: the fields (also of items) that no cell says but a person's answer, each with how (`filling.answers`).
    """

    kind: Kind
    renamed: bool
    entry: Entry | None
    old: Entry | None
    changes: tuple[Change, ...]
    draft: Draft
    first: int = -1
    filled: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Plan:
    """All lines in the file's order."""

    lines: tuple[Line, ...]

    def count(self, kind: Kind) -> int:
        """How many lines are of this kind."""
        return sum(line.kind is kind for line in self.lines)

    def missing(self, last_time: Iterable[str]) -> tuple[str, ...]:
        """Of the entries that came from this source last time, the ids no line of this file is about."""
        seen = {line.old.id for line in self.lines if line.old}
        return tuple(entry_id for entry_id in last_time if entry_id not in seen)


def plan(
    drafts: Sequence[Draft],
    lookup: Lookup,
    profile: Profile,
    new_id: Callable[[], str],
    *,
    space: str = "",
    progress: Progress = SILENT,
) -> Plan:
    """Every draft matched (model.md 2: hidden key, code, provider and name) and compared; nothing is written."""
    progress.stage("planning", len(drafts))
    planner = _Planner(lookup, profile, new_id, space, drafts)
    # A row without a key that repeats one with a key is the repetition, also when it was sorted to stand in front.
    order = sorted(range(len(drafts)), key=lambda place: not drafts[place].key)
    for done, place in enumerate(order):
        if done % _STEP == 0:
            progress.step(done)
        planner.add(place, drafts[place])
    return Plan(tuple(planner.lines[place] for place in range(len(drafts))))


class _Planner:
    """Remembers what earlier rows of the file were about."""

    def __init__(
        self, lookup: Lookup, profile: Profile, new_id: Callable[[], str], space: str, drafts: Sequence[Draft]
    ) -> None:
        self.lines: dict[int, Line] = {}
        self._lookup, self._profile, self._new_id, self._space = lookup, profile, new_id, space
        self._keys = {draft.key for draft in drafts if draft.key}
        self._pairs = {
            (as_text(draft.values["code"]), name_of(draft.values)) for draft in drafts if draft.values.get("code")
        }
        self._taken: set[str] = set()
        self._given: set[str] = set()
        self._codes: dict[str, int] = {}
        self._names: dict[tuple[str, str], int] = {}

    def add(self, place: int, draft: Draft) -> None:
        """The line of one more draft, at its place in the file."""
        if draft.refused is not None:
            self.lines[place] = Line(Kind.REFUSED, False, None, None, (), draft)
            return
        code, name = as_text(draft.values.get("code", "")), name_of(draft.values)
        old = self._old(draft, code, name)
        if old is None and not draft.key:
            first = self._first(code, name)
            if first is not None:
                self.lines[place] = self._duplicate(draft, first)
                return
        if code and not name[1]:
            self._codes.setdefault(code, place)
        if name[1]:
            self._names.setdefault(name, place)
        self.lines[place] = self._line(draft, old)

    def _old(self, draft: Draft, code: str, name: tuple[str, str]) -> Entry | None:
        """The stored entry a draft is about. A key that was used before belongs to a copied row: that one is new."""
        if draft.key:
            found = None if draft.key in self._taken else self._lookup.by_id(draft.key)
            if found or draft.key in self._taken:
                return self._take(found)
        if not code and not name[1]:
            return self._take(self._alike(draft, name[0]))
        candidates = [*(self._lookup.by_code(code) if code else ()), *(self._lookup.by_name(*name) if name[1] else ())]
        for entry_id in candidates:
            # An entry that another row names by its key is that row's.
            if entry_id in self._taken or entry_id in self._keys:
                continue
            found = self._lookup.by_id(entry_id)
            if found and not self._fits_another(found, code, name):
                return self._take(found)
        return None

    def _alike(self, draft: Draft, provider: str) -> Entry | None:
        """The stored entry that says the same word for word: all there is to know a row without name and code by."""
        items = [dict(item.values) for item in draft.items]
        for entry_id in self._lookup.by_name(provider, ""):
            found = None if entry_id in self._taken or entry_id in self._keys else self._lookup.by_id(entry_id)
            if found and found.values == draft.values and [dict(item.values) for item in found.items] == items:
                return found
        return None

    def _fits_another(self, entry: Entry, code: str, name: tuple[str, str]) -> bool:
        """Whether another row of the file has both the code and the name of `entry`, and this one only one of them."""
        own = (entry.text("code"), name_of(entry.values))
        return own != (code, name) and own in self._pairs

    def _first(self, code: str, name: tuple[str, str]) -> int | None:
        """The earlier line this draft repeats. The same code under two names, or the reverse, is a finding instead."""
        place = self._names.get(name) if name[1] else self._codes.get(code)
        if place is None:
            return None
        earlier = as_text(self.lines[place].draft.values.get("code", ""))
        return place if not code or not earlier or code == earlier else None

    def _take(self, entry: Entry | None) -> Entry | None:
        if entry:
            self._taken.add(entry.id)
        return entry

    def _line(self, draft: Draft, old: Entry | None) -> Line:
        if old is None:
            return Line(Kind.NEW, False, self._new(draft), None, (), draft)
        return compared(draft, old, self._new_id)

    def _new(self, draft: Draft) -> Entry:
        """A new entry. A workbook that was marked before anything was stored already says what its entries are called:
        mended and imported twice, it must be about the same ones. Copied rows and deleted entries get an id of their
        own."""
        entry_id, items = draft.key, self._new_items(draft)
        if _KEY.fullmatch(entry_id) and entry_id not in self._given and not self._lookup.used(entry_id):
            self._given.add(entry_id)
            self._taken.add(entry_id)
            items = tuple(
                Item(self._own_key(item.key), made.values) for item, made in zip(draft.items, items, strict=True)
            )
        else:
            entry_id = self._new_id()
        return Entry(entry_id, self._profile.key, self._space, draft.values, items)

    def _own_key(self, key: str) -> str:
        """The key of an item in the file for the first item that has it, a new id for all others."""
        if not _KEY.fullmatch(key) or key in self._given:
            return self._new_id()
        self._given.add(key)
        return key

    def _duplicate(self, draft: Draft, first: int) -> Line:
        entry = Entry(self._new_id(), self._profile.key, self._space, draft.values, self._new_items(draft))
        repeated = self.lines[first].entry
        if repeated is None:
            return Line(Kind.DUPLICATE, False, entry, None, (), draft, first)
        as_first = replace(
            repeated,
            values=merged(repeated.values, draft.values, draft.fields),
            items=_items(draft, repeated, self._new_id),
        )
        return Line(Kind.DUPLICATE, False, entry, None, between(repeated, as_first), draft, first)

    def _new_items(self, draft: Draft) -> tuple[Item, ...]:
        return tuple(Item(self._new_id(), item.values) for item in draft.items)


def compared(draft: Draft, old: Entry, new_id: Callable[[], str]) -> Line:
    """The line of a draft that is about a stored entry: the same, changed, or renamed."""
    entry = replace(old, values=merged(old.values, draft.values, draft.fields), items=_items(draft, old, new_id))
    changes = between(old, entry)
    if not changes:
        return Line(Kind.SAME, False, old, old, (), draft)
    renamed = plain.key(old.text("name")) != plain.key(entry.text("name"))
    return Line(Kind.CHANGED, renamed, entry, old, changes, draft)


def _items(draft: Draft, old: Entry, new_id: Callable[[], str]) -> tuple[Item, ...]:
    """The items as they would be. A file without item columns leaves them alone."""
    if not draft.item_fields:
        return old.items
    found = matched_items(draft.items, old.items)
    return tuple(
        Item(held.id, merged(held.values, item.values, draft.item_fields)) if held else Item(new_id(), item.values)
        for item, held in zip(draft.items, found, strict=True)
    )


def name_of(values: Values) -> tuple[str, str]:
    """(provider, name) by which entries are matched: the provider's code, or the key of its name without one."""
    provider = as_text(values.get("provider_code", "")) or plain.key(as_text(values.get("provider", "")))
    return provider, plain.key(as_text(values.get("name", "")))


def merged(old: Values, new: Values, columns: frozenset[str]) -> dict[str, Value]:
    """`old` with every field the file has a column for taken from `new`; a blank there is a blank."""
    kept: dict[str, Value] = {}
    for name, value in old.items():
        if name not in columns:
            kept[name] = value
        elif name in new:
            kept[name] = new[name]
    kept.update({name: value for name, value in new.items() if name not in kept and value})
    return kept


def matched_items(drafts: Sequence[DraftItem], old: Sequence[Item]) -> list[Item | None]:
    """For every item of the file the stored one it is: by key, then by name, then by position."""
    found: list[Item | None] = [None] * len(drafts)
    free = {item.id: item for item in old}
    for place, draft in enumerate(drafts):
        found[place] = free.pop(draft.key, None) if draft.key else None
    names: dict[str, list[str]] = {}
    for item in old:
        if item.id in free and (name := plain.key(item.text("item_name"))):
            names.setdefault(name, []).append(item.id)
    for place, draft in enumerate(drafts):
        ids = names.get(plain.key(as_text(draft.values.get("item_name", ""))), []) if found[place] is None else []
        if ids:
            found[place] = free.pop(ids.pop(0))
    kept_names = {plain.key(as_text(draft.values.get("item_name", ""))) for draft in drafts} - {""}
    for place, draft in enumerate(drafts):
        held = old[place] if place < len(old) else None
        # A copied row still carries the key of the item it was copied from: it is a new item, whatever its place.
        if found[place] is None and held and held.id in free and not draft.key:
            if plain.key(held.text("item_name")) not in kept_names:
                found[place] = free.pop(held.id)
    return found
