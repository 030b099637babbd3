"""Entries that came in with earlier files of the same source and are not in the new one: listed, never touched."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from client.spreadsheets.plan import Line
from client.store.database import Connection

MOST = 5000
_FILE = "rtrim({0}, replace({0}, '!', ''))"
"""The file in `file!sheet`: everything but `!` is taken off the end."""


@dataclass(frozen=True, slots=True)
class Missing:
    """An entry the file no longer has. `file` is where it came from; `reported`: it is known to a platform."""

    entry: str
    name: str
    provider: str
    file: str
    reported: bool


def missing(conn: Connection, lines: Sequence[Line]) -> tuple[Missing, ...]:
    """Of the files that the entries of this plan came from, what the plan is not about, of the same providers.

    A file of one department does not miss what others wrote into last year's file of the whole county.
    """
    old = [line.old.id for line in lines if line.old]
    if not old:
        return ()
    sql = f"""
        WITH held AS (SELECT n, provider_key, {_FILE.format("source")} AS file FROM entry
                      WHERE id IN (SELECT value FROM json_each(?)) AND origin = 'import')
        SELECT id, name, provider, {_FILE.format("source")}, report <> 'none' FROM entry
        WHERE deleted = 0 AND origin = 'import' AND local <> 'withdrawn'
          AND provider_key IN (SELECT provider_key FROM held)
          AND {_FILE.format("source")} IN (SELECT file FROM held WHERE file <> '')
          AND id NOT IN (SELECT value FROM json_each(?))
        ORDER BY n LIMIT {MOST}
    """  # noqa: S608  (only our own words are put together)
    ids = json.dumps(old)
    rows = conn.execute(sql, (ids, ids)).fetchall()
    return tuple(
        Missing(str(entry), str(name or ""), str(provider or ""), str(file).rstrip("!"), bool(reported))
        for entry, name, provider, file, reported in rows
    )
