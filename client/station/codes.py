"""The catalog codes a station gives when it publishes."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, func, select, update

from client.station.tables import leases, records, spaces

PREFIX = "307003"
"""类 3 (departments), 项 307 (provinces), 目 003: a whole front part, so that the rules find nothing to ask about. The
practice office lies in no real county; a county that publishes for real sets its own (domain.md 1.3)."""


def next_code(conn: Connection, space: str, body: Mapping[str, Any] | None) -> str:
    """The code the office kept, when nobody else in the space has it; otherwise the next number of the space."""
    kept = str(((body or {}).get("fields") or {}).get("code") or "")
    if kept and not _taken(conn, space, kept):
        return kept
    number = int(conn.execute(select(spaces.c.last_code).where(spaces.c.space == space)).scalar() or 0)
    while True:
        number = _behind_leases(conn, number + 1)
        code = f"{PREFIX}/{number:06d}"
        if not _taken(conn, space, code):
            break
    conn.execute(update(spaces).where(spaces.c.space == space).values(last_code=number))
    return code


def _behind_leases(conn: Connection, number: int) -> int:
    """The number itself, or the first behind the lease it lies in."""
    while True:
        within = (leases.c.front == PREFIX, leases.c.first <= number, leases.c.last >= number)
        last = conn.execute(select(func.max(leases.c.last)).where(*within)).scalar()
        if last is None:
            return number
        number = int(last) + 1


def _taken(conn: Connection, space: str, code: str) -> bool:
    query = select(records.c.id).where(records.c.space == space, records.c.code == code).limit(1)
    return conn.execute(query).first() is not None
