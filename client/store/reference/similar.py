"""Entries above with a similar name, found through the rarest pairs of characters of a name."""

import json
from collections import Counter
from collections.abc import Sequence

from client.store.reference import tokens
from client.store.reference.layout import SEGMENT
from client.store.reference.opened import OpenFile
from client.store.reference.places import MAP, numbers, unpack

_PAIRS = 6
_READ = 30_000
_COMPARED = 200
_TOGETHER = 40
"""Names that are read together; each stands at a place of its own in the file."""


def similar(file: OpenFile, name: str, limit: int, at_least: float) -> list[tuple[int, float]]:
    """(number, likeness 0..1) of entries, the most similar first.

    Similar names share most of their pairs, so they share at least two of the rarest ones (one, for short names).
    """
    key = tokens.key(name)
    pairs = [*dict.fromkeys(tokens.pairs(key)[:-1])] or [key]
    if not key:
        return []
    rarest = sorted((held, pair) for pair in pairs if (held := _held(file, pair)))[:_PAIRS]
    shared: Counter[int] = Counter()
    left, whole = _READ, 0
    for _, pair in rarest:
        # The newest first: of a name that consists of nothing but frequent pairs, the older namesakes are not read.
        for segment in reversed(range(file.segments)):
            packed = file.packed(tokens.NAME + pair, segment) if left > 0 else None
            if packed:
                places, base = numbers(unpack(packed)), segment * SEGMENT
                left -= len(places)
                shared.update(base + place for place in places)
        whole += left > 0
    if not shared:
        return []
    own = Counter(tokens.pairs(key))
    found: list[tuple[int, float]] = []
    best = shared.most_common(_COMPARED)
    for start in range(0, len(best), _TOGETHER):
        few = best[start : start + _TOGETHER]
        # A name that lacks some of the pairs that were read to the end cannot be more like it than one that has all the others.
        at_most = _at_most(own.total(), own.total() - max(0, whole - few[0][1]))
        least = found[limit - 1][1] if len(found) >= limit else at_least
        if at_most < least or (at_most == least and len(found) >= limit):
            break
        found += [
            (n, how) for n, text in _names(file, [n for n, _ in few]) if (how := _likeness(own, text)) >= at_least
        ]
        found.sort(key=lambda one: (-one[1], -one[0]))
    return found[:limit]


def _held(file: OpenFile, pair: str) -> int:
    """About how many names hold a pair."""
    sql = "SELECT length(places) FROM posting WHERE token = ? AND segment IN (SELECT value FROM json_each(?))"
    rows = file.conn.execute(sql, (tokens.NAME + pair, json.dumps([*range(file.segments)])))
    return sum(size // 2 if size != MAP else MAP for (size,) in rows)


def _names(file: OpenFile, chosen: Sequence[int]) -> list[tuple[int, str]]:
    marks = ", ".join("?" * len(chosen))
    return file.conn.execute(f"SELECT n, name FROM entry WHERE n IN ({marks})", tuple(chosen)).fetchall()


def _at_most(own: int, shared: int) -> float:
    """The likeness of a name that has just the pairs in common."""
    return 2 * shared / (own + shared)


def _likeness(own: "Counter[str]", name: str) -> float:
    """Twice the pairs in common by the pairs of both (Dice)."""
    other = Counter(tokens.pairs(tokens.key(name)))
    total = own.total() + other.total()
    return 2 * (own & other).total() / total if total else 0.0
