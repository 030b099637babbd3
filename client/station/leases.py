"""Blocks of catalog codes for offices that number their entries themselves."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, insert, select

from client.catalog import code_families
from client.station.codes import PREFIX
from client.station.intake import Malformed, text_in, uuid_in
from client.station.ledger import Denied
from client.station.tables import Books, leases, records, spaces

FAMILY = "national-1272"
MOST = 10_000
"""Numbers in one block: more than an office writes in a year."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A block as asked for."""

    request_id: str
    front: str
    size: int


def read_wanted(document: Mapping[str, Any]) -> Wanted:
    """The request for a block. Raises `Malformed`."""
    size = document.get("size", 100)
    if isinstance(size, bool) or not isinstance(size, int) or not 1 <= size <= MOST:
        raise Malformed(f"size is no number from 1 to {MOST}", "/size")
    front = text_in(document, "front", "", 64) or PREFIX
    if not code_families.load()[FAMILY].fits_front(front):
        raise Malformed("front is no front part of a code", "/front")
    return Wanted(uuid_in(document, "request_id", ""), front, size)


def lease(books: Books, space: str, wanted: Wanted, actor: str, now: str) -> dict[str, Any]:
    """A block of numbers nobody else gets; the same request again gives the same block. Raises `Denied`."""
    with books.write() as conn:
        if space not in books.lock(conn, {space}):
            raise Denied(404, "no-space", "没有这个目录空间 no such space", space=space)
        # Two spaces may ask for the same front part at once.
        books.lock_all(conn)
        query = select(leases).where(leases.c.space == space, leases.c.request_id == wanted.request_id)
        row = conn.execute(query).mappings().first()
        if row is None:
            first = _first_free(conn, wanted.front)
            given = {
                "space": space,
                "request_id": wanted.request_id,
                "family": FAMILY,
                "front": wanted.front,
                "first": first,
                "last": first + wanted.size - 1,
                "actor": actor,
                "at": now,
            }
            conn.execute(insert(leases).values(**given))
        else:
            given = dict(row)
            if given["front"] != wanted.front:
                raise Denied(
                    409, "op-id-reused", "同一 request_id 用于不同内容 this request_id was used for something else"
                )
        return {"id": given["request_id"], **{name: given[name] for name in ("family", "front", "first", "last")}}


def _first_free(conn: Connection, front: str) -> int:
    """Behind every lease of this front part, and behind every number that stands in a record."""
    leased = conn.execute(select(func.max(leases.c.last)).where(leases.c.front == front)).scalar()
    given = conn.execute(
        select(func.max(records.c.code)).where(records.c.code.startswith(f"{front}/", autoescape=True))
    )
    behind = str(given.scalar() or "").rpartition("/")[2]
    counted = conn.execute(select(func.max(spaces.c.last_code))).scalar() if front == PREFIX else 0
    return max(int(leased or 0), int(behind) if behind.isdecimal() else 0, int(counted or 0)) + 1
