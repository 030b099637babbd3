"""Entries renamed in a file that carries no keys: new by their name, the same by what nobody else says. Pure."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from client.catalog.entry import Entry, Values, as_text
from client.spreadsheets.drafts import Draft
from client.spreadsheets.plan import Kind, Line, compared, name_of

_LONG = 4
"""Signs of a text that may be one entry's alone: an abstract, an address, a link, the names of its items."""
_NAMED = frozenset({"name", "provider", "provider_code"})
_NAMES_ALIKE, _VALUES_ALIKE, _FEWEST = 0.5, 0.8, 3
_NUMBER = re.compile(r"\d+")

Mark = tuple[str, str]


def with_renames(lines: Sequence[Line], gone: Sequence[Entry], new_id: Callable[[], str]) -> list[Line]:
    """The lines, those of renamed entries compared with what is stored. `gone`: the entries the file seems to miss.

    A text that one row of the file and one missing entry of the same office have, and nobody else, makes them one; their
    names or nearly all their other values must be alike too. Where two rows claim an entry, none gets it.
    """
    said = Counter(mark for line in lines for mark in _of_draft(line.draft))
    stored = Counter(mark for line in lines if line.old for mark in _of_entry(line.old))
    stored.update(mark for entry in gone for mark in _of_entry(entry))
    owners = {mark: entry for entry in gone for mark in _of_entry(entry) if stored[mark] == said[mark] == 1}
    claims: dict[str, list[int]] = defaultdict(list)
    known = {entry.id: entry for entry in gone}
    for place, line in enumerate(lines):
        if line.kind is Kind.NEW and not line.draft.key:
            found = {owners[mark].id for mark in _of_draft(line.draft) if mark in owners}
            for entry_id in found if len(found) == 1 else ():
                if _is_one(line.draft, known[entry_id]):
                    claims[entry_id].append(place)
    made = list(lines)
    for entry_id, places in claims.items():
        if len(places) == 1:
            place = places[0]
            made[place] = replace(compared(lines[place].draft, known[entry_id], new_id), filled=lines[place].filled)
    return made


def _of_draft(draft: Draft) -> Iterator[Mark]:
    return _marks(draft.values, [as_text(item.values.get("item_name", "")) for item in draft.items])


def _of_entry(entry: Entry) -> Iterator[Mark]:
    return _marks(entry.values, [item.text("item_name") for item in entry.items])


def _marks(values: Values, items: Sequence[str]) -> Iterator[Mark]:
    for field, value in values.items():
        # Keys of lists, dates and numbers are nobody's alone, even where only one row has them.
        own = isinstance(value, str) and len(value) >= _LONG and (not value.isascii() or "/" in value)
        if own and field not in _NAMED:
            yield field, as_text(value)
    if len(items) > 1:
        yield "items", "、".join(items)


def _is_one(draft: Draft, entry: Entry) -> bool:
    provider, name = name_of(draft.values)
    stored = name_of(entry.values)
    numbers, earlier = _NUMBER.findall(name), _NUMBER.findall(stored[1])
    # The entry of another year or batch is another one, whatever else it shares.
    if provider != stored[0] or (numbers and earlier and numbers != earlier):
        return False
    if SequenceMatcher(None, name, stored[1]).ratio() >= _NAMES_ALIKE:
        return True
    both = [field for field in draft.fields - _NAMED if draft.values.get(field) or entry.values.get(field)]
    same = sum(draft.values.get(field) == entry.values.get(field) for field in both)
    return len(both) >= _FEWEST and same >= _VALUES_ALIKE * len(both)
