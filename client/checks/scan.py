"""What several rules ask of one entry, answered once: which of its texts strike, how its items are called."""

import re
from collections.abc import Callable, Collection
from functools import cache, lru_cache

from client.catalog import plain
from client.catalog.entry import Entry, Value, as_text
from client.checks.words import words

Place = tuple[str, str, str]

_REMEMBERED = 16384
_SHORT = 256
_LONG_NUMBER = re.compile(r"[0-9]{11}")
_WIDE = re.compile(r"[０-９Ａ-Ｚａ-ｚ]")

_ordinary: set[Value] = set()
"""Texts found not to be striking: most values are keys of lists, names of offices and items, dates, and come again."""

_last: tuple[Entry | None, list[Place]] = (None, [])
_last_names: tuple[Entry | None, list[str]] = (None, [])


def striking(entry: Entry) -> list[Place]:
    """(item id, field id, text) of every value that a rule which looks everywhere could have something to say about.

    Those rules look at nothing else. The last answer is kept: several of them ask in a row.
    """
    global _last  # noqa: PLW0603  (one slot, written whole: two threads at most compute twice)
    known, found = _last
    if known is not entry:
        found = [("", name, as_text(value)) for name, value in entry.values.items() if value not in _ordinary]
        for item in entry.items:
            for name, value in item.values.items():
                if value not in _ordinary:
                    found.append((item.id, name, as_text(value)))
        if found:
            found = [place for place in found if place[2] not in _ordinary and is_striking(place[2])]
        _last = (entry, found)
    return found


def is_striking(text: str) -> bool:
    """Whether a text holds what one of them looks for: untidiness, a long number, a word of secrecy."""
    if (
        not text.isprintable()
        or text[:1] == " "
        or text[-1:] == " "
        or "  " in text
        or "密" in text
        or "secret" in text
        or _LONG_NUMBER.search(text)
        or _WIDE.search(text)
        or any(map(text.__contains__, _secrecy_words()))
    ):
        return True
    if len(text) <= _SHORT:
        if len(_ordinary) > _REMEMBERED:
            _ordinary.clear()
        _ordinary.add(text)
    return False


@cache
def _secrecy_words() -> tuple[str, ...]:
    return tuple(word for word in words("secrecy_word") if "密" not in word)


def item_names(entry: Entry) -> list[str]:
    """The names of the items in order, at most 64 characters of each, "" where there is none."""
    global _last_names  # noqa: PLW0603  (as above)
    known, names = _last_names
    if known is not entry:
        names = [as_text(item.values.get("item_name", ""))[:64] for item in entry.items]
        _last_names = (entry, names)
    return names


class Quiet:
    """A question about one text that is nearly always answered with no, asked of many texts at once.

    Texts that were found quiet are kept: names of items repeat without end, and a whole column of known ones costs a
    single look-up.
    """

    def __init__(self, speaks: Callable[[str], bool]) -> None:
        self._speaks = speaks
        self._quiet: set[str] = set()

    def all(self, texts: Collection[str]) -> bool:
        """Whether the answer is no for every one of the texts."""
        if self._quiet.issuperset(texts):
            return True
        quiet = [text for text in texts if not self._speaks(text)]
        if len(self._quiet) > _REMEMBERED:
            self._quiet.clear()
        self._quiet.update(quiet)
        return len(quiet) == len(texts)


@lru_cache(maxsize=8192)
def key(name: str) -> str:
    """`plain.key` of a name: several rules compare the same one."""
    return plain.key(name)


def text_at(entry: Entry, item_id: str, field_id: str) -> str:
    """The text at one place, "" when there is no such place."""
    if not item_id:
        return entry.text(field_id)
    item = entry.item(item_id)
    return item.text(field_id) if item else ""
