"""Long deeds are written in parts that leave room for others."""

from itertools import pairwise

from client.store import pace
from client.store.database import Database


def test_every_one_comes_once_in_order_and_parts_grow_slowly(db: Database) -> None:
    parts = [list(part) for part in pace.batches(db, range(3000))]
    assert [one for part in parts for one in part] == [*range(3000)]
    sizes = [len(part) for part in parts]
    assert sizes[0] == pace.FIRST
    assert all(after <= max(2 * before, pace.LEAST) for before, after in pairwise(sizes))
    assert max(sizes) <= pace.MOST
    assert [*pace.batches(db, [])] == []


def test_the_pen_is_free_between_two_parts(db: Database) -> None:
    other = Database.open(db.path)
    for _part in pace.batches(db, range(60)):
        with db.write() as conn:
            conn.execute("INSERT OR REPLACE INTO meta VALUES ('a', 'mine')")
        with other.write() as conn:
            conn.execute("INSERT OR REPLACE INTO meta VALUES ('a', 'of somebody else')")
    other.close()
