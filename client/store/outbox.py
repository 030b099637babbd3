"""What waits to be sent: at most one frozen op per platform and entry (model.md 11).

"Pending" is never a flag of its own: the column `waiting` that lists show is derived here, in the same transaction.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from client.errors import InputProblem
from client.store.documents import to_json

KEPT_DAYS = 90
_COLUMNS = "op_id, platform, space, entry, kind, body, base_token, about, act, queued_at, tries, next_try, last_error"


@dataclass(frozen=True, slots=True)
class Op:
    """One operation.

    `kind`: put | change | withdraw | delete | move · `body`: the frozen exchange body, None where the kind has none ·
    `base_token`: the state above that it builds on, "" for something new · `about`: reason, basis, happened_on ·
    `act`: the act that queued it · times are stamps; a blank `queued_at` means now, a blank `next_try` at once.
    """

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


@dataclass(frozen=True, slots=True)
class Finished:
    """An op that ended, with the platform's answer."""

    op: Op
    outcome: str
    answer: Mapping[str, Any]
    at: str


def queue(conn: sqlite3.Connection, op: Op) -> None:
    """Queues an op. Raises `InputProblem("submit.already-queued")` when one is frozen for its platform and entry."""
    if of_entry(conn, op.platform, op.entry) is not None:
        raise InputProblem("submit.already-queued", entry=op.entry, platform=op.platform)
    conn.execute(
        f"INSERT INTO outbox({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, coalesce(nullif(?, ''), moment()), ?, ?, ?)",
        _row(op),
    )
    _mark(conn, op.entry)


def of_entry(conn: sqlite3.Connection, platform: str, entry: str) -> Op | None:
    """The frozen op of an entry."""
    return next(iter(_ops(conn, "WHERE entry = ? AND platform = ?", entry, platform)), None)


def holds(conn: sqlite3.Connection, entry: str) -> bool:
    """Whether anything of an entry waits for any platform."""
    return conn.execute("SELECT 1 FROM outbox WHERE entry = ?", (entry,)).fetchone() is not None


def due(conn: sqlite3.Connection, platform: str, now: str, limit: int) -> list[Op]:
    """Ops whose next try has come at `now` (a stamp), oldest first."""
    return _ops(conn, "WHERE platform = ? AND next_try <= ? ORDER BY n LIMIT ?", platform, now, limit)


def waiting(conn: sqlite3.Connection, platform: str) -> int:
    """How many ops wait for a platform."""
    return int(conn.execute("SELECT count(*) FROM outbox WHERE platform = ?", (platform,)).fetchone()[0])


def all(conn: sqlite3.Connection) -> list[Op]:  # noqa: A001  (outbox.all reads as it should)
    """Every op that waits, oldest first."""
    return _ops(conn, "ORDER BY n")


def sending(conn: sqlite3.Connection, op_ids: Iterable[str]) -> None:
    """Counts a try. Commit before the request goes out: from now on the ops may have arrived."""
    conn.executemany("UPDATE outbox SET tries = tries + 1 WHERE op_id = ?", [(one,) for one in op_ids])


def failed(conn: sqlite3.Connection, op_ids: Iterable[str], error: str, next_try: str) -> None:
    """Keeps the ops for another try at `next_try` (a stamp, "" = at once); `error` is a code."""
    conn.executemany(
        "UPDATE outbox SET last_error = ?, next_try = ? WHERE op_id = ?", [(error, next_try, one) for one in op_ids]
    )


def finish(conn: sqlite3.Connection, op_id: str, outcome: str, answer: Mapping[str, Any]) -> None:
    """Ends an op: it moves to the history with its frozen body, kept 90 days and as long as its entry is unsent or
    disputed. An op that has ended stays as it ended."""
    row = conn.execute("SELECT entry FROM outbox WHERE op_id = ?", (op_id,)).fetchone()
    if row is None:
        return
    conn.execute(
        f"INSERT INTO outbox_history({_COLUMNS}, outcome, answer, finished_at)"
        f" SELECT {_COLUMNS}, ?, ?, moment() FROM outbox WHERE op_id = ?",
        (outcome, to_json(dict(answer)), op_id),
    )
    conn.execute("DELETE FROM outbox WHERE op_id = ?", (op_id,))
    # Days as SQLite counts them from our clock; both sides are ISO texts and compare as such.
    conn.execute(
        "DELETE FROM outbox_history WHERE finished_at < strftime('%Y-%m-%dT%H:%M:%fZ', moment(), ?) AND entry NOT IN"
        " (SELECT entry FROM outbox UNION ALL SELECT entry FROM conflict UNION ALL SELECT entry FROM returned)",
        (f"-{KEPT_DAYS} days",),
    )
    _mark(conn, row[0])


def drop(conn: sqlite3.Connection, op_id: str) -> bool:
    """Takes back an op that was never tried; False when it was (it is compensated, never withdrawn) or is unknown."""
    row = conn.execute("DELETE FROM outbox WHERE op_id = ? AND tries = 0 RETURNING entry", (op_id,)).fetchone()
    if row is not None:
        _mark(conn, row[0])
    return row is not None


def finished(conn: sqlite3.Connection, platform: str, entry: str = "") -> list[Finished]:
    """The ended ops of a platform (of one entry), newest first: what is queued again after an epoch change."""
    rows = conn.execute(
        f"SELECT {_COLUMNS}, outcome, answer, finished_at FROM outbox_history"
        " WHERE platform = ?1 AND (?2 = '' OR entry = ?2) ORDER BY n DESC",
        (platform, entry),
    )
    return [Finished(_op(row[:13]), row[13], json.loads(row[14]), row[15]) for row in rows]


def _mark(conn: sqlite3.Connection, entry: str) -> None:
    conn.execute(
        "UPDATE entry SET waiting = EXISTS (SELECT 1 FROM outbox WHERE outbox.entry = entry.id) WHERE id = ?", (entry,)
    )


def _ops(conn: sqlite3.Connection, where: str, *values: str | int) -> list[Op]:
    return [_op(row) for row in conn.execute(f"SELECT {_COLUMNS} FROM outbox {where}", values)]


def _op(row: tuple[Any, ...]) -> Op:
    op_id, platform, space, entry, kind, body, token, about, act, queued_at, tries, next_try, error = row
    frozen = json.loads(body) if body is not None else None
    return Op(
        op_id, platform, space, entry, kind, frozen, token, json.loads(about), act, queued_at, tries, next_try, error
    )


def _row(op: Op) -> tuple[str | int | None, ...]:
    body = to_json(op.body) if op.body is not None else None
    head = (op.op_id, op.platform, op.space, op.entry, op.kind, body, op.base_token, to_json(dict(op.about)), op.act)
    return (*head, op.queued_at, op.tries, op.next_try, op.last_error)
