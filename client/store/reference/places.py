"""The places in one segment that hold a token: packed for the file, and intersected and counted when searching.

In the file: 16-bit numbers in growing order, or, from 4,096 places on, a map of 65,536 bits.
Least significant byte first, as every computer has it that this client runs on.
"""

from array import array
from collections.abc import Callable, Iterable, Sequence
from itertools import compress
from typing import TypeAlias

from client.store.reference.layout import SEGMENT

MAP = SEGMENT // 8
_FEW = MAP // 2  # so many 16-bit numbers would be as long as a map, and could not be told from it
_FLAGS = bytes.maketrans(b"01", b"\x00\x01")

Places: TypeAlias = "array[int] | int"
"""Places in growing order, or a number whose bits are the places."""


def pack(places: Sequence[int]) -> bytes:
    """The bytes for growing places without repetition."""
    if len(places) < _FEW:
        return words16(places).tobytes()
    return _bits(places)


def unpack(packed: bytes) -> Places:
    """The places of a packed list."""
    if len(packed) == MAP:
        return int.from_bytes(packed, "little")
    return _array16(packed)


def count(places: Places) -> int:
    """How many they are."""
    return places.bit_count() if isinstance(places, int) else len(places)


def numbers(places: Places) -> Sequence[int]:
    """All of them, in growing order."""
    if isinstance(places, int):
        return list(compress(range(SEGMENT), flags(places)))
    return places


def flags(places: Places) -> bytes:
    """A byte for each place of the segment: 1 where it is one of them."""
    if isinstance(places, int):
        return f"{places:0{SEGMENT}b}".encode().translate(_FLAGS)[::-1]
    marked = bytearray(SEGMENT)
    for place in places:
        marked[place] = 1
    return bytes(marked)


def both(packed: Sequence[bytes]) -> Places:
    """The places that stand in every one of the packed lists (at least one)."""
    few = sorted((one for one in packed if len(one) != MAP), key=len)
    maps = [one for one in packed if len(one) == MAP]
    if not few:
        whole = int.from_bytes(maps[0], "little")
        for one in maps[1:]:
            whole &= int.from_bytes(one, "little")
        return whole
    if len(packed) == 1:
        return _array16(few[0])
    left: Iterable[int] = _array16(few[0])
    for packed_list in few[1:]:
        left = set(left).intersection(_array16(packed_list))
    for bit_map in maps:
        left = [place for place in left if bit_map[place >> 3] >> (place & 7) & 1]
    return words16(sorted(left))


def without(packed: bytes, gone: bytes) -> bytes:
    """What is left of a packed list when the places of another are taken out of it."""
    taken = frozenset(numbers(unpack(gone)))
    return pack([place for place in numbers(unpack(packed)) if place not in taken])


def meet(one: Places, other: Places) -> Places:
    """The places that stand in both."""
    if isinstance(one, int):
        if isinstance(other, int):
            return one & other
        one, other = other, one
    if not len(one) or other == 0:
        return 0
    return both([_packed(one), _packed(other)])


def counter(places: Places) -> Callable[[bytes], int]:
    """A function that tells how many of these places stand in a packed list; made once for many lists."""
    whole = places if isinstance(places, int) else int.from_bytes(_bits(places), "little")
    few = None if isinstance(places, int) else frozenset(places)
    marked = flags(places)

    def held(packed: bytes) -> int:
        if len(packed) == MAP:
            return (int.from_bytes(packed, "little") & whole).bit_count()
        other = _array16(packed)
        if few is not None and len(few) < len(other):
            return len(few.intersection(other))
        return len([1 for place in other if marked[place]])

    return held


def any_of(lists: Iterable[Places]) -> Places:
    """The places that stand in at least one of the lists."""
    whole = 0
    few: set[int] = set()
    for one in lists:
        if isinstance(one, int):
            whole |= one
        else:
            few.update(one)
    if whole:
        return whole | int.from_bytes(_bits(few), "little")
    return words16(sorted(few))


def words16(places: Iterable[int]) -> "array[int]":
    """16-bit numbers."""
    return array("H", places)


def _array16(packed: bytes) -> "array[int]":
    made = array("H")
    made.frombytes(packed)
    return made


def numbers32(packed: bytes) -> "array[int]":
    """32-bit numbers out of the file."""
    made = array("I")
    made.frombytes(packed)
    return made


def packed32(values: Iterable[int]) -> bytes:
    """32-bit numbers for the file."""
    return array("I", values).tobytes()


def _packed(places: Places) -> bytes:
    return places.to_bytes(MAP, "little") if isinstance(places, int) else pack(places)


def _bits(places: Iterable[int]) -> bytes:
    marked = bytearray(MAP)
    for place in places:
        marked[place >> 3] |= 1 << (place & 7)
    return bytes(marked)
