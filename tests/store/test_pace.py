"""Long deeds are written in parts that leave room for others."""

from itertools import pairwise

import pytest

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


def test_parts_become_small_when_somebody_else_writes(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """In this process or in another one; nobody else means: as many as fit into a longer moment."""
    other = Database.open(db.path)
    for somebody, small in ((None, False), (other, True), (db, True)):
        monkeypatch.setattr(pace, "BESIDE", 0.0)
        monkeypatch.setattr(pace, "ALONE", 1e9)
        sizes = []
        for number, part in enumerate(pace.batches(db, range(300))):
            sizes.append(len(part))
            with db.write() as conn:
                conn.execute("INSERT OR REPLACE INTO meta VALUES ('a', ?)", (str(number),))
            if somebody and number == 1:
                with somebody.write() as conn:
                    conn.execute("INSERT OR REPLACE INTO meta VALUES ('a', 'typed')")
        assert (sizes[2] == pace.LEAST) == small, sizes
    other.close()
