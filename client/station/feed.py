"""What the station tells: the feed of changes, lists for the reviewer, single records, proof of convergence."""

import hashlib
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, select

from client.station.ledger import Denied, Record, view
from client.station.tables import Books, records, spaces

MAX_PAGE = 1000


def changes(books: Books, space: str, since: int, epoch: str, limit: int, *, meta: bool = False) -> Record:
    """The records newer than `since` in the order of their versions, tombstones included (rule 5)."""
    with books.read() as conn:
        version = _version(conn, space)
        if (epoch and epoch != books.epoch) or since > version:
            raise Denied(410, "epoch", "平台数据已换代 another generation of the data", epoch=books.epoch)
        query = select(records).where(records.c.space == space, records.c.version > since)
        return _page(books, conn, query, since, version, limit, meta=meta)


def in_state(books: Books, space: str, state: str, since: int, limit: int) -> Record:
    """The live records in a state, the longest unchanged first; pages like the feed."""
    with books.read() as conn:
        version = _version(conn, space)
        here = (records.c.space == space, records.c.version > since, records.c.deleted.is_(False))
        query = select(records).where(*here)
        return _page(books, conn, query.where(records.c.state == state) if state else query, since, version, limit)


def one(books: Books, space: str, entry_id: str) -> Record | None:
    """One record, a tombstone too."""
    with books.read() as conn:
        query = select(records).where(records.c.space == space, records.c.id == entry_id)
        row = conn.execute(query).mappings().first()
        return view(row) if row else None


def digest(books: Books, space: str, *, parts: bool = False) -> Record:
    """Count and hash of the live records (neither deleted nor withdrawn): 256 parts by the first two hex digits of SHA-256(id), and these hashed."""
    with books.read() as conn:
        version = _version(conn, space)
        here = (records.c.space == space, records.c.deleted.is_(False), records.c.state != "withdrawn")
        query = select(records.c.id, records.c.version).where(*here)
        live = [(row.id, row.version) for row in conn.execute(query.order_by(records.c.id))]
    lines: dict[str, list[str]] = {}
    for entry_id, at in live:
        lines.setdefault(hashlib.sha256(entry_id.encode()).hexdigest()[:2], []).append(f"{entry_id}:{at}\n")
    hashes = {part: hashlib.sha256("".join(texts).encode()).hexdigest() for part, texts in sorted(lines.items())}
    whole = hashlib.sha256("".join(f"{part}:{digest}\n" for part, digest in hashes.items()).encode()).hexdigest()
    answer: Record = {"epoch": books.epoch, "space_version": version, "live": len(live), "sha256": whole}
    return {**answer, "parts": hashes} if parts else answer


def titles(books: Books, space: str) -> Mapping[str, tuple[str, int]]:
    """Title and version of a space, or of every one for "*"."""
    with books.read() as conn:
        query = select(spaces) if space == "*" else select(spaces).where(spaces.c.space == space)
        return {row.space: (row.title, row.version) for row in conn.execute(query.order_by(spaces.c.space))}


def _version(conn: Connection, space: str) -> int:
    found: int | None = conn.execute(select(spaces.c.version).where(spaces.c.space == space)).scalar()
    if found is None:
        raise Denied(404, "no-space", "没有这个目录空间 no such space", space=space)
    return found


def _page(
    books: Books, conn: Connection, query: Any, since: int, version: int, limit: int, *, meta: bool = False
) -> Record:
    bounded = query.where(records.c.version <= version).order_by(records.c.version).limit(limit + 1)
    rows = [view(row, meta=meta) for row in conn.execute(bounded).mappings()]
    more = len(rows) > limit
    shown = rows[:limit]
    next_since = shown[-1]["version"] if more else max(version, since)
    page = {"epoch": books.epoch, "space_version": version, "next_since": next_since, "more": more}
    return {**page, "changes": shown}
