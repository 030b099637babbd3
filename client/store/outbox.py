"""What waits to be sent: at most one frozen op per platform and entry (model.md 11)."""

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Op:
    """One operation. `kind`: put | change | withdraw | delete | move; `body` is frozen; `base_token` "" means new."""

    op_id: str
    platform: str
    space: str
    entry: str
    kind: str
    body: Mapping[str, Any] | None
    base_token: str = ""
    about: Mapping[str, str] = field(default_factory=dict)
    act: str = ""
    queued_at: str = ""
    tries: int = 0
    next_try: str = ""
    last_error: str = ""


def queue(conn: sqlite3.Connection, op: Op) -> None:
    """Queues an op. Raises `InputProblem("submit.already-queued")` when one is frozen for its platform and entry."""
    raise NotImplementedError


def of_entry(conn: sqlite3.Connection, platform: str, entry: str) -> Op | None:
    """The frozen op of an entry."""
    raise NotImplementedError


def due(conn: sqlite3.Connection, platform: str, now: str, limit: int) -> list[Op]:
    """Ops whose next try has come, oldest first."""
    raise NotImplementedError


def waiting(conn: sqlite3.Connection, platform: str) -> int:
    """How many ops wait for a platform."""
    raise NotImplementedError


def all(conn: sqlite3.Connection) -> list[Op]:  # noqa: A001  (outbox.all reads as it should)
    """Every op that waits, oldest first."""
    raise NotImplementedError


def sending(conn: sqlite3.Connection, op_ids: Iterable[str]) -> None:
    """Counts a try. Commit before the request goes out: from now on the ops may have arrived."""
    raise NotImplementedError


def failed(conn: sqlite3.Connection, op_ids: Iterable[str], error: str, next_try: str) -> None:
    """Keeps the ops for another try at `next_try` ("" = at once)."""
    raise NotImplementedError


def finish(conn: sqlite3.Connection, op_id: str, outcome: str, answer: Mapping[str, Any]) -> None:
    """Ends an op: it moves to the history with its frozen body, kept 90 days."""
    raise NotImplementedError


def drop(conn: sqlite3.Connection, op_id: str) -> bool:
    """Takes back an op that was never tried; False when it was (it is compensated, never withdrawn)."""
    raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Finished:
    """An op that ended, with the platform's answer."""

    op: Op
    outcome: str
    answer: Mapping[str, Any]
    at: str


def finished(conn: sqlite3.Connection, platform: str, entry: str = "") -> list[Finished]:
    """The ended ops of a platform (of one entry), newest first: what an epoch change queues again from."""
    raise NotImplementedError
