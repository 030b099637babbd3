"""The only place that asks for the time, and therefore makes time-ordered ids."""

import os
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime

import uuid6

_AT_ONCE = 256
_VARIANT = {digit: "89ab"[int(digit, 16) % 4] for digit in "0123456789abcdef"}

Clock = Callable[[], datetime]
"""Gives the present moment as an aware UTC datetime."""


def system_clock() -> datetime:
    """The computer's clock, in UTC."""
    return datetime.now(UTC)


def new_id() -> str:
    """A UUIDv7 as text: random keys would scatter every index (store.md 5)."""
    return str(uuid6.uuid7())


def new_ids() -> Iterator[str]:
    """As many ids as are wanted, a third of the time each: an import makes hundreds of thousands. For one thread."""
    last = 0
    while True:
        pool = os.urandom(_AT_ONCE * 10).hex()
        last = max(time.time_ns() // 1_000_000, last + 1)
        for at in range(0, len(pool), 20):
            when = f"{last:012x}"
            chance = f"7{pool[at : at + 3]}-{_VARIANT[pool[at + 3]]}{pool[at + 4 : at + 7]}-{pool[at + 7 : at + 19]}"
            yield f"{when[:8]}-{when[8:]}-{chance}"
            last += 1  # in order, however many a millisecond


def stamp(moment: datetime) -> str:
    """ISO 8601 in UTC to the millisecond, `2026-11-23T06:05:04.321Z`; sorts as text."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def shown(stamp: str) -> str:
    """A stamp as people read a clock, `2026-11-23 14:05` in the time of this computer; what is no moment stays as it is."""
    try:
        return f"{datetime.fromisoformat(stamp).astimezone():%Y-%m-%d %H:%M}"
    except ValueError:
        return stamp


def local_day(moment: datetime) -> date:
    """The calendar day of `moment` where this computer stands."""
    return moment.astimezone().date()
