"""Moments of the store (ISO, UTC) as a clerk reads a clock."""

from datetime import datetime


def shown(stamp: str) -> str:
    """`2026-11-23 14:05` in the time of this computer; what is no moment stays as it is."""
    try:
        return f"{datetime.fromisoformat(stamp).astimezone():%Y-%m-%d %H:%M}"
    except ValueError:
        return stamp
