"""Ids sort by time; stamps sort as text."""

import uuid
from datetime import UTC, datetime, timedelta
from itertools import islice

from client import clock


def test_ids_are_distinct_and_in_order() -> None:
    ids = [clock.new_id() for _ in range(1000)]
    assert len(set(ids)) == 1000
    assert ids == sorted(ids)


def test_many_ids_are_made_like_one() -> None:
    ids = list(islice(clock.new_ids(), 1000))
    assert len(set(ids)) == 1000
    assert ids == sorted(ids)
    assert all(str(uuid.UUID(one)) == one and uuid.UUID(one).version == 7 for one in ids)
    assert {uuid.UUID(one).variant for one in ids} == {uuid.RFC_4122}
    now = uuid.UUID(clock.new_id()).int >> 80
    assert 0 <= (uuid.UUID(ids[0]).int >> 80) - now + 60_000 < 120_000


def test_stamps_sort_as_text() -> None:
    moment = datetime(2026, 11, 23, 23, 59, 59, 999000, tzinfo=UTC)
    assert clock.stamp(moment) == "2026-11-23T23:59:59.999Z"
    assert clock.stamp(moment) < clock.stamp(moment + timedelta(milliseconds=1))
