"""Entries that came in with earlier files of the same source and are not in the new one: listed, never touched."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from client.spreadsheets.plan import Line
from client.store.database import Connection

MOST = 5000
_FILE = "rtrim(source, replace(source, '!', ''))"
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

    A file of one department does not miss what others wrote into last year's file of the whole county. A file that has
    most of what such a file had is its next version: that one misses all it does not have.
    """
    old = [line.old.id for line in lines if line.old]
    if not old:
        return ()
    # Named once and kept: a full store has hundreds of thousands of entries, and each is asked for its file.
    sql = f"""
        WITH met AS MATERIALIZED (SELECT value AS id FROM json_each(?)),
        files AS MATERIALIZED (SELECT DISTINCT {_FILE} AS file FROM entry
                               WHERE id IN met AND origin = 'import' AND source <> ''),
        standing AS MATERIALIZED (SELECT n, id, name, provider, provider_key, report, {_FILE} AS file, id IN met AS there
                                  FROM entry WHERE deleted = 0 AND origin = 'import' AND local <> 'withdrawn'
                                  AND {_FILE} IN files),
        whole AS (SELECT file FROM standing GROUP BY file
                  HAVING sum(there) * 4 >= count(*) * 3
                  AND count(DISTINCT CASE WHEN there THEN provider_key END) * 2 > count(DISTINCT provider_key))
        SELECT id, name, provider, file, report <> 'none' FROM standing
        WHERE NOT there AND (file IN whole OR provider_key IN (SELECT provider_key FROM entry WHERE id IN met))
        ORDER BY n LIMIT {MOST}
    """  # noqa: S608  (only our own words are put together)
    rows = conn.execute(sql, (json.dumps(old),)).fetchall()
    return tuple(
        Missing(str(entry), str(name or ""), str(provider or ""), str(file).rstrip("!"), bool(reported))
        for entry, name, provider, file, reported in rows
    )
