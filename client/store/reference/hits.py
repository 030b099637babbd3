"""What a search found: places segment by segment, looked up only as far as somebody asks."""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence

from client.store.reference.layout import SEGMENT
from client.store.reference.places import Places, count, counter, flags, numbers, words16

_NONE: Places = 0


class Hits:
    """The numbers of the entries that were found. `find` gives the places of a segment."""

    def __init__(self, segments: int, find: Callable[[int], Places]) -> None:
        self._find = find
        self._known: dict[int, Places] = {}
        self.segments = segments

    @classmethod
    def of(cls, segments: int, found: Iterable[int]) -> "Hits":
        """Just these numbers."""
        places: dict[int, list[int]] = {}
        for n in sorted(found):
            places.setdefault(n // SEGMENT, []).append(n % SEGMENT)
        packed: dict[int, Places] = {segment: words16(held) for segment, held in places.items()}
        return cls(segments, lambda segment: packed.get(segment, _NONE))

    def segment(self, number: int) -> Places:
        """The places in one segment."""
        found = self._known.get(number)
        if found is None:
            found = self._known[number] = self._find(number)
        return found

    def count(self, cap: int = 0) -> int:
        """How many there are; with `cap` it stops looking when it has seen more."""
        total = 0
        for number in reversed(range(self.segments)):
            total += count(self.segment(number))
            if cap and total > cap:
                return cap + 1
        return total

    def page(self, offset: int, limit: int, *, newest_first: bool) -> list[int]:
        """A page of them by number."""
        found: list[int] = []
        for number in reversed(range(self.segments)) if newest_first else range(self.segments):
            held = count(self.segment(number))
            if offset >= held:
                offset -= held
                continue
            inside = numbers(self.segment(number))
            if newest_first:
                inside = inside[::-1]
            found += [number * SEGMENT + place for place in inside[offset : offset + limit - len(found)]]
            offset = 0
            if len(found) >= limit:
                break
        return found

    def all(self) -> Iterator[int]:
        """All of them, the oldest first."""
        for number in range(self.segments):
            base = number * SEGMENT
            for place in numbers(self.segment(number)):
                yield base + place

    def flags(self) -> bytes:
        """A byte for each number there can be: 1 where it was found."""
        return b"".join(flags(self.segment(number)) for number in range(self.segments))

    def holds(self, n: int) -> bool:
        """Whether this number was found."""
        places = self.segment(n // SEGMENT)
        if isinstance(places, int):
            return bool(places >> (n % SEGMENT) & 1)
        at = bisect_left(places, n % SEGMENT)
        return at < len(places) and places[at] == n % SEGMENT

    def shared(self, tokens: Sequence[str], packed: Callable[[str, int], bytes | None]) -> list[int]:
        """How many of them each token holds; `packed` gives the places of a token in a segment as in the file."""
        held = [0] * len(tokens)
        for number in range(self.segments):
            mine = self.segment(number)
            if not count(mine):
                continue
            shared_with = counter(mine)
            for at, token in enumerate(tokens):
                other = packed(token, number)
                if other:
                    held[at] += shared_with(other)
        return held

    def before(self, n: int, *, newest_first: bool) -> int:
        """How many stand before this number in a list by number."""
        segment = n // SEGMENT
        inside = array("H", numbers(self.segment(segment)))
        at = bisect_left(inside, n % SEGMENT)
        if newest_first:
            rest = len(inside) - at - 1
            return rest + sum(count(self.segment(later)) for later in range(segment + 1, self.segments))
        return at + sum(count(self.segment(earlier)) for earlier in range(segment))
