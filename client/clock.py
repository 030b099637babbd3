"""The only place that asks for the time, and therefore makes time-ordered ids."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import uuid6

Clock = Callable[[], datetime]
"""Gives the present moment as an aware UTC datetime."""


def system_clock() -> datetime:
    """The computer's clock, in UTC."""
    return datetime.now(UTC)


def new_id() -> str:
    """A UUIDv7 as text: random keys would scatter every index (store.md 5)."""
    return str(uuid6.uuid7())


def stamp(moment: datetime) -> str:
    """ISO 8601 in UTC to the millisecond, `2026-11-23T06:05:04.321Z`; sorts as text."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def local_day(moment: datetime) -> date:
    """The calendar day of `moment` where this computer stands."""
    return moment.astimezone().date()
