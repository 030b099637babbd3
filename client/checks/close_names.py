"""The names of one office side by side, each to be asked which others come close to it. Pure.

A file has a hundred thousand names, and nearly none has another that is close and no mere series: to find that out must
cost next to nothing. What is found is what `similar.close_keys` finds among all of them.
"""

from collections.abc import Iterator, Sequence

from client.checks.similar import LONGEST, close_keys

Numbers = tuple[str, ...]
"""The numbers in a name, as `similar.read` takes them."""

_MANY = 2_000
_MOST_COMPARED = 500


class CloseNames:
    """Canonical names (`plain.key`), each with its numbers, in the order they were added."""

    def __init__(self) -> None:
        self._keys: list[str] = []
        self._numbers: list[Numbers] = []
        self._only: dict[Numbers, str] = {}
        """The one name that has these numbers, "" where different ones have."""
        self._having: dict[str, int] = {}
        """The places of the names with a character, as bits."""
        self._sharing: dict[str, list[int]] = {}
        """The places of the names with a pair of characters."""
        self._indexed = 0

    def add(self, key: str, numbers: Numbers) -> None:
        """Puts one more there."""
        self._keys.append(key)
        self._numbers.append(numbers)
        if self._only.setdefault(numbers, key) != key:
            self._only[numbers] = ""

    def close(self, key: str, numbers: Numbers) -> list[int]:
        """Places of the few closest to a name without being it, of these the ones with the same numbers, the closest first.

        The others are a series, and nothing is ever said about them.
        """
        if not key or self._only.get(numbers, key) == key:
            return []
        places = self._within_reach(key)
        if not any(self._is_other(place, key, numbers) for place in places):
            return []
        hits = close_keys(key, [self._keys[place] for place in places])
        return [places[hit] for hit in hits if self._is_other(places[hit], key, numbers)]

    def _is_other(self, place: int, key: str, numbers: Numbers) -> bool:
        return self._numbers[place] == numbers and self._keys[place] != key

    def _within_reach(self, key: str) -> Sequence[int]:
        many = len(self._keys) > _MANY
        if self._indexed != len(self._keys):
            self._index(many)
        return self._sharing_a_pair(key) if many else list(_places(self._lacking_few(key[:LONGEST])))

    def _index(self, many: bool) -> None:
        self._having, self._sharing, self._indexed = {}, {}, len(self._keys)
        for place, key in enumerate(self._keys):
            if many:
                for pair in _pairs(key):
                    self._sharing.setdefault(pair, []).append(place)
            else:
                for char in set(key):
                    self._having[char] = self._having.get(char, 0) | 1 << place

    def _lacking_few(self, key: str) -> int:
        """The names, as bits, that have all the characters of a name but two of five.

        None other can come close: of a ratio of 75 is who has at least three eighths of the letters of both in common, which
        are at most the letters of the other, so that this one has lost two fifths of its own at most.
        """
        chars = set(key)
        return _at_least(len(chars) - len(key) * 2 // 5, [self._having.get(char, 0) for char in chars], len(self._keys))

    def _sharing_a_pair(self, key: str) -> list[int]:
        """The few among very many names that can come close: those that share one of the rarest pairs of characters.

        Comparing each of a hundred thousand names of one office with all the others would take an hour.
        """
        # One letter that differs breaks two pairs of a name, or one and the other name's.
        broken = 1 + int(len(key) * 0.75)
        found: set[int] = set()
        for places in sorted((self._sharing.get(pair, []) for pair in _pairs(key)), key=len)[:broken]:
            if len(found) >= _MOST_COMPARED:
                break
            found.update(places[:_MOST_COMPARED])
        return sorted(found)


def _pairs(key: str) -> set[str]:
    return {key[place : place + 2] for place in range(len(key) - 1)}


def _at_least(wanted: int, sets: Sequence[int], size: int) -> int:
    """The bits below `size` that are in at least so many of the sets.

    All of them are counted at once: `planes` are the digits of their counts, which begin so high that the wanted one runs over.
    """
    everything = (1 << size) - 1
    if wanted <= 0:
        return everything
    digits = len(sets).bit_length()
    begin = (1 << digits) - wanted
    planes = [everything if begin >> digit & 1 else 0 for digit in range(digits)]
    reached = 0
    for carry in sets:
        for digit, plane in enumerate(planes):
            planes[digit] = plane ^ carry
            carry &= plane
            if not carry:
                break
        reached |= carry
    return reached


def _places(bits: int) -> Iterator[int]:
    """The numbers of the bits that are set, the lowest first."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
