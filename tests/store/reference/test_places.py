"""Places packed, counted and intersected: the same as with Python's sets."""

from hypothesis import given
from hypothesis import strategies as st

from client.store.reference import places

few = st.sets(st.integers(0, 65535), max_size=60)
many = st.builds(lambda step, first: set(range(first, 65536, step)), st.integers(1, 13), st.integers(0, 300))
some = few | many


@given(some)
def test_packed_and_back(held: set[int]) -> None:
    found = places.unpack(places.pack(sorted(held)))
    assert places.count(found) == len(held)
    assert list(places.numbers(found)) == sorted(held)
    assert places.flags(found) == bytes(place in held for place in range(65536))


@given(st.lists(some, min_size=1, max_size=4))
def test_both_and_any(lists: list[set[int]]) -> None:
    packed = [places.pack(sorted(one)) for one in lists]
    assert set(places.numbers(places.both(packed))) == set.intersection(*lists)
    assert set(places.numbers(places.any_of(map(places.unpack, packed)))) == set.union(*lists)


@given(some, some)
def test_meet(one: set[int], other: set[int]) -> None:
    met = places.meet(places.unpack(places.pack(sorted(one))), places.unpack(places.pack(sorted(other))))
    assert list(places.numbers(met)) == sorted(one & other)
