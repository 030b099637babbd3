"""What is known of each entry at each platform, how far we have read its changes, and what it gave back."""

import json
import sqlite3
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from client.catalog.states import REPORT_STEPS, Report, check_step
from client.store.documents import to_json

_COLUMNS = "platform, space, entry, base_token, base_snapshot, report, code, review, reviewed_version, changed"
_SETTLED = (Report.RECEIVED, Report.ACCEPTED, Report.PUBLISHED)
"""Where an entry stands when what was given back before is answered."""


@dataclass(frozen=True, slots=True)
class Remote:
    """An entry as it stands at a platform.

    `base_token` is the platform's mark of the state we last agreed on, "" while it is not there; `base_snapshot` the
    body of that state; `code` what the platform assigned; `review` its latest word as it came; `reviewed_version` the
    token that review was about; `changed` when we last heard (a stamp; blank: now).
    """

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
    sql = f"SELECT {_COLUMNS} FROM remote WHERE entry = ? AND platform = ?"
    row = conn.execute(sql, (entry, platform)).fetchone()
    if row is None:
        return None
    _, space, _, token, snapshot, report, code, review, reviewed, changed = row
    return Remote(
        platform,
        space,
        entry,
        base_token=token,
        base_snapshot=json.loads(zlib.decompress(snapshot)) if snapshot is not None else None,
        report=Report(report),
        code=code,
        review=json.loads(review) if review is not None else None,
        reviewed_version=reviewed,
        changed=changed,
    )


def is_known(conn: sqlite3.Connection, entry: str) -> bool:
    """Whether any platform has ever heard of the entry."""
    return conn.execute("SELECT 1 FROM remote WHERE entry = ? AND report <> 'none'", (entry,)).fetchone() is not None


def put(conn: sqlite3.Connection, remote: Remote) -> None:
    """Replaces what is known. The step is not checked: the platform has the last word on its own state."""
    # A snapshot is as large as the entry and read once per change from above: packed it takes a third.
    snapshot = zlib.compress(to_json(remote.base_snapshot).encode(), 6) if remote.base_snapshot is not None else None
    review = to_json(remote.review) if remote.review is not None else None
    conn.execute(
        f"INSERT OR REPLACE INTO remote({_COLUMNS})"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, coalesce(nullif(?, ''), moment()))",
        (remote.platform, remote.space, remote.entry, remote.base_token, snapshot, remote.report.value, remote.code,
         review, remote.reviewed_version, remote.changed),
    )  # fmt: skip
    _mark(conn, remote.platform, remote.entry, remote.report)


def tokens(conn: sqlite3.Connection, platform: str, space: str) -> dict[str, str]:
    """Token by entry id of everything that stands at the platform in this space (not withdrawn there)."""
    rows = conn.execute(
        "SELECT entry, base_token FROM remote WHERE platform = ? AND space = ? AND base_token <> '' AND report <> ?",
        (platform, space, Report.WITHDRAWN.value),
    )
    return dict(rows.fetchall())


def set_report(conn: sqlite3.Connection, platform: str, entry: str, report: Report, *, space: str = "") -> None:
    """Moves an entry on the report axis; `space` is needed only for an entry the platform has not seen.

    Raises `InputProblem("state.step")` outside `REPORT_STEPS`.
    """
    row = conn.execute("SELECT report FROM remote WHERE entry = ? AND platform = ?", (entry, platform)).fetchone()
    check_step(REPORT_STEPS, Report(row[0]) if row else Report.NONE, report)
    if row is None:
        put(conn, Remote(platform, space, entry, report=report))
        return
    conn.execute(
        "UPDATE remote SET report = ?, changed = moment() WHERE entry = ? AND platform = ?",
        (report.value, entry, platform),
    )
    _mark(conn, platform, entry, report)


def cursor(conn: sqlite3.Connection, platform: str, space: str) -> tuple[str, str]:
    """(cursor, epoch) of the last pull, blanks before the first."""
    sql = "SELECT cursor, epoch FROM cursor WHERE platform = ? AND space = ?"
    return conn.execute(sql, (platform, space)).fetchone() or ("", "")


def set_cursor(conn: sqlite3.Connection, platform: str, space: str, cursor: str, epoch: str) -> None:
    """Remembers how far we have read; commit with the changes that were read."""
    conn.execute("INSERT OR REPLACE INTO cursor VALUES (?, ?, ?, ?)", (platform, space, cursor, epoch))


def put_returns(conn: sqlite3.Connection, platform: str, entry: str, returns: Sequence[Return]) -> None:
    """Replaces what a platform gave back for an entry."""
    conn.execute("DELETE FROM returned WHERE entry = ? AND platform = ?", (entry, platform))
    conn.executemany(
        'INSERT INTO returned(entry, platform, item, field, code, text, "by", at, value)'
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(entry, platform, one.item, one.field, one.code, one.text, one.by, one.at, one.value) for one in returns],
    )
    conn.execute(
        "UPDATE entry SET returned = (SELECT count(*) FROM returned WHERE returned.entry = entry.id) WHERE id = ?",
        (entry,),
    )


def returns(conn: sqlite3.Connection, entry: str) -> list[Return]:
    """What was given back for an entry, of every platform, in the reviewer's order."""
    rows = conn.execute(
        'SELECT entry, platform, item, field, code, text, "by", at, value FROM returned WHERE entry = ? ORDER BY n',
        (entry,),
    )
    return [Return(*row) for row in rows]


def returned_with(conn: sqlite3.Connection, text: str, field: str) -> list[str]:
    """Live entries of which a reviewer wrote the same about the same field."""
    rows = conn.execute(
        "SELECT DISTINCT r.entry FROM returned r JOIN entry e ON e.id = r.entry"
        " WHERE r.text = ? AND r.field = ? AND e.deleted = 0 ORDER BY e.n",
        (text, field),
    )
    return [row[0] for row in rows]


def clear_returns(conn: sqlite3.Connection, platform: str, entry: str) -> None:
    """Forgets what was given back; `put` and `set_report` do it with received, accepted and published."""
    put_returns(conn, platform, entry, ())


def _mark(conn: sqlite3.Connection, platform: str, entry: str, report: Report) -> None:
    """Lists show where the entry stands with the platform that moved last."""
    conn.execute("UPDATE entry SET report = ?1 WHERE id = ?2 AND report <> ?1", (report.value, entry))
    if report in _SETTLED:
        clear_returns(conn, platform, entry)
