"""Bringing a whole file on by a few records: its orders are changed where something came or went, not sorted anew."""

import sqlite3
from array import array
from collections.abc import Iterator
from dataclasses import dataclass

from client.progress import Progress
from client.store.reference.layout import SEGMENT, TOMBSTONE, meta
from client.store.reference.orders import BY_ID, SORTS, Order, write_order

BASED = "based"
"""The remark that names the first number behind the base, as long as its orders are still those of the base."""
MOST = 20_000
"""Records up to which looking up the place of each is quicker than sorting everything."""


@dataclass(frozen=True, slots=True)
class Brought:
    """`dead`: numbers that do not stay, by segment. `cuts`, by order: the lines before which a number comes or that go."""

    dead: dict[int, list[int]]
    cuts: dict[str, list[tuple[int, int, int, int]]]
    size: int


def brought(conn: sqlite3.Connection) -> Brought | None:
    """What came behind the base and what it takes the place of; None where everything must be looked through."""
    based = int(meta(conn, BASED) or 0)
    rows = conn.execute("SELECT id, n, items FROM entry WHERE n >= ? ORDER BY n", (based,)).fetchmany(MOST + 1)
    if not based or len(rows) > MOST:
        return None
    size = int(meta(conn, "entries"))
    orders = {sort: Order(conn, sort, size) for sort in (*SORTS[1:], BY_ID)}
    last = {ident: n for ident, n, _ in rows}
    fresh = [n for ident, n, items in rows if last[ident] == n and items != TOMBSTONE]
    gone = [n for ident in last if (n := _holder(orders[BY_ID], ident)) >= 0]
    dead: dict[int, list[int]] = {}
    for n in sorted({*gone, *(n for _, n, _ in rows)} - {*fresh}):
        dead.setdefault(n // SEGMENT, []).append(n)
    return Brought(dead, {sort: [*_cuts(order, fresh, gone)] for sort, order in orders.items()}, size)


def write_orders(conn: sqlite3.Connection, change: Brought, progress: Progress) -> None:
    """Writes every order with what came and without what went, each in a transaction of its own."""
    for done, (sort, cuts) in enumerate(change.cuts.items(), 2):
        order, numbers, at = Order(conn, sort, change.size), array("I"), 0
        for line, goes, _rank, n in cuts:
            numbers.extend(order.slice(at, line))
            at = line + goes
            if not goes:
                numbers.append(n)
        numbers.extend(order.slice(at, change.size))
        write_order(conn, sort, numbers)
        progress.step(done)


def _holder(by_id: Order, ident: bytes) -> int:
    """The number under which the base knows this id, -1 when it does not."""
    line = by_id.first(ident)
    return by_id.number(line) if line < by_id.size and by_id.key_at(line)[0] == ident else -1


def _cuts(order: Order, fresh: list[int], gone: list[int]) -> Iterator[tuple[int, int, int, int]]:
    """(line, whether it goes, rank among what comes before the same line, number), from the top."""
    ranked = sorted((order.key(n), n) for n in fresh)
    come = [(order.first(key, n), 0, rank, n) for rank, (key, n) in enumerate(ranked)]
    return iter(sorted([*come, *((order.first(order.key(n), n), 1, 0, n) for n in gone)]))
