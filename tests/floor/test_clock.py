"""Ids sort by time; stamps sort as text."""

from datetime import UTC, datetime, timedelta

from client import clock


def test_ids_are_distinct_and_in_order() -> None:
    ids = [clock.new_id() for _ in range(1000)]
    assert len(set(ids)) == 1000
    assert ids == sorted(ids)


def test_stamps_sort_as_text() -> None:
    moment = datetime(2026, 11, 23, 23, 59, 59, 999000, tzinfo=UTC)
    assert clock.stamp(moment) == "2026-11-23T23:59:59.999Z"
    assert clock.stamp(moment) < clock.stamp(moment + timedelta(milliseconds=1))
