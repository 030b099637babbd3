"""What is known of each entry at each platform, how far we have read its changes, and what it gave back."""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from client.catalog.states import Report


@dataclass(frozen=True, slots=True)
class Remote:
    """An entry as it stands at a platform. `base_token` "" = not there; `base_snapshot` is the body at that token."""

    platform: str
    space: str
    entry: str
    base_token: str = ""
    base_snapshot: Mapping[str, Any] | None = None
    report: Report = Report.NONE
    code: str = ""
    review: Mapping[str, Any] | None = None
    reviewed_version: str = ""
    changed: str = ""


@dataclass(frozen=True, slots=True)
class Return:
    """One finding of a reviewer, held by item id and field. `value`: what stood there in the reviewed version."""

    entry: str
    platform: str
    item: str
    field: str
    code: str
    text: str
    by: str
    at: str
    value: str


def get(conn: sqlite3.Connection, platform: str, entry: str) -> Remote | None:
    """What is known of an entry at a platform."""
    raise NotImplementedError


def put(conn: sqlite3.Connection, remote: Remote) -> None:
    """Replaces what is known, unchecked: the platform has the last word on its own state."""
    raise NotImplementedError


def tokens(conn: sqlite3.Connection, platform: str, space: str) -> dict[str, str]:
    """Token by entry id of everything that stands at the platform in this space (not withdrawn there)."""
    raise NotImplementedError


def set_report(conn: sqlite3.Connection, platform: str, entry: str, report: Report, *, space: str = "") -> None:
    """Moves an entry on the report axis. Raises `InputProblem` outside `REPORT_STEPS`."""
    raise NotImplementedError


def cursor(conn: sqlite3.Connection, platform: str, space: str) -> tuple[str, str]:
    """(cursor, epoch) of the last pull, blanks before the first."""
    raise NotImplementedError


def set_cursor(conn: sqlite3.Connection, platform: str, space: str, cursor: str, epoch: str) -> None:
    """Remembers how far we have read."""
    raise NotImplementedError


def put_returns(conn: sqlite3.Connection, platform: str, entry: str, returns: Sequence[Return]) -> None:
    """Replaces what a platform gave back for an entry."""
    raise NotImplementedError


def returns(conn: sqlite3.Connection, entry: str) -> list[Return]:
    """What was given back for an entry, of every platform."""
    raise NotImplementedError


def clear_returns(conn: sqlite3.Connection, platform: str, entry: str) -> None:
    """Forgets what was given back (also done by `set_report` and `put` with received, accepted or published)."""
    raise NotImplementedError
