"""Fields that both sides changed to different values (两边都改过): a work list that survives."""

import sqlite3
from dataclasses import dataclass

from client.catalog.entry import Value


@dataclass(frozen=True, slots=True)
class Conflict:
    """One place where `base` became `mine` here and `above` there."""

    entry: str
    platform: str
    item: str
    field: str
    base: Value
    mine: Value
    above: Value


def put(conn: sqlite3.Connection, conflict: Conflict) -> None:
    """Adds a conflict, or replaces the one at the same place of the same platform."""
    raise NotImplementedError


def of(conn: sqlite3.Connection, entry: str) -> list[Conflict]:
    """The conflicts of an entry."""
    raise NotImplementedError


def all(conn: sqlite3.Connection) -> list[Conflict]:  # noqa: A001  (conflicts.all reads as it should)
    """Every conflict of live entries, oldest first."""
    raise NotImplementedError


def settle(conn: sqlite3.Connection, entry: str, item: str, field: str) -> None:
    """Removes the conflict at a place; nothing happens when there is none."""
    raise NotImplementedError
