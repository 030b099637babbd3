"""Numbers are given once: over exhausted blocks, restored backups and copied computers."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from shutil import copy2

import pytest

from client.catalog.entry import Entry
from client.clock import new_id
from client.errors import InputProblem
from client.store import code_blocks, journal, remote
from client.store.code_blocks import Block, Marks
from client.store.database import Database
from client.store.entries import Lookup, StoreNeighbours
from client.store.remote import Remote
from client.store.safekeeping import backup

FRONT = "307021022100"


def block(first: int = 1, last: int = 5, front: str = FRONT, family: str = "national-1272") -> Block:
    return Block(new_id(), family, front, first, last, first)


def given(db: Database, count: int, machine: str = "") -> list[str]:
    with db.write() as conn:
        return code_blocks.take(conn, Marks(db.path), count, machine=machine)


def added(db: Database, one: Block) -> bool:
    with db.write() as conn:
        return code_blocks.add(conn, Marks(db.path), one)


def test_numbers_follow_one_another_and_end(db: Database) -> None:
    added(db, block())
    assert given(db, 2) == [f"{FRONT}/000001", f"{FRONT}/000002"]
    assert given(db, 2) == [f"{FRONT}/000003", f"{FRONT}/000004"]
    with pytest.raises(InputProblem) as caught:
        given(db, 2)
    assert (caught.value.code, caught.value.params) == ("codes.exhausted", {"wanted": 2, "left": 1})
    assert given(db, 1) == [f"{FRONT}/000005"], "an attempt that failed costs no number"


def test_one_block_goes_on_where_another_ends(db: Database) -> None:
    added(db, block(1, 2))
    added(db, block(101, 200))
    assert [code[-3:] for code in given(db, 4)] == ["001", "002", "101", "102"]


def test_a_block_is_taken_over_once_and_never_twice_under_another_name(db: Database) -> None:
    one = block()
    assert added(db, one)
    assert not added(db, one)
    with pytest.raises(InputProblem, match=r"codes\.overlap"):
        added(db, block(5, 9))


@pytest.mark.parametrize(
    "bad", [block(front=""), block(front="%"), block(5, 4), block(0, 4), block(family="nobody"), block(front="3" * 99)]
)
def test_a_faulty_block_is_refused(db: Database, bad: Block) -> None:
    with pytest.raises(InputProblem, match=r"codes\.block"):
        added(db, bad)


def test_a_code_that_stands_in_the_store_is_passed_over(
    db: Database, make: Callable[..., Entry], save: Callable[..., Entry]
) -> None:
    added(db, block())
    save(make(code=f"{FRONT}/000001"))
    gone = save(make(code=f"{FRONT}/000002"))
    with journal.act(db, "delete", "wang") as pen:
        pen.delete(gone.id)
        remote.put(pen.conn, Remote("市平台", "s", new_id(), code=f"{FRONT}/000003"))
        code_blocks.add_alias(pen.conn, f"{FRONT}/000004", gone.id)
    assert given(db, 1) == [f"{FRONT}/000005"]


def test_a_restored_backup_gives_no_number_again(db: Database, tmp_path: Path) -> None:
    added(db, block(1, 100))
    given(db, 3)
    backup.copy(db, tmp_path / "backup.db")
    later = given(db, 5)
    db.close()
    for beside in tmp_path.glob("work.db-*"):
        beside.unlink()
    copy2(tmp_path / "backup.db", tmp_path / "work.db")
    again = Database.open(tmp_path / "work.db")
    try:
        assert not set(given(again, 10)) & set(later)
    finally:
        again.close()


def test_a_backup_on_a_new_computer_gives_no_number_of_the_old_one(db: Database, tmp_path: Path) -> None:
    added(db, block(1, 100))
    given(db, 3)
    (tmp_path / "new").mkdir()
    backup.copy(db, tmp_path / "new" / "work.db")
    moved = Database.open(tmp_path / "new" / "work.db")
    try:
        with pytest.raises(InputProblem, match=r"codes\.exhausted"):
            given(moved, 1)
        added(moved, block(101, 200))
        assert given(moved, 1) == [f"{FRONT}/000101"]
    finally:
        moved.close()


def test_a_cloned_computer_gives_no_number_of_its_original(db: Database) -> None:
    """Everything on the disk is the same, the file beside the store too; the machine is another."""
    added(db, block(1, 100))
    with pytest.raises(InputProblem, match=r"codes\.exhausted"):
        given(db, 1, machine="the clone")
    assert given(db, 1) == [f"{FRONT}/000001"]


def test_a_damaged_file_beside_the_store_stops_numbering_instead_of_repeating(db: Database) -> None:
    added(db, block(1, 100))
    given(db, 3)
    db.path.with_name("work.db.codes").write_text("{", encoding="utf-8")
    with pytest.raises(InputProblem, match=r"codes\.exhausted"):
        given(db, 1)


def test_what_was_rolled_back_is_skipped_not_repeated(db: Database) -> None:
    added(db, block(1, 100))
    lost: list[str] = []
    with suppress(ZeroDivisionError), db.write() as conn:
        lost += code_blocks.take(conn, Marks(db.path), 1)
        raise ZeroDivisionError
    assert given(db, 1) != lost


def test_the_code_a_platform_knew_is_kept_whoever_changes_it(
    db: Database, make: Callable[..., Entry], save: Callable[..., Entry]
) -> None:
    entry = save(make(code="307021022100/000009"))
    save(entry.with_value("code", "307021022100/00000"))
    save(entry.with_value("code", "307021022100/000009"))
    with db.write() as conn:
        assert code_blocks.aliases(conn, entry.id) == [], "typing is no renumbering"
        remote.put(conn, Remote("市平台", "s", entry.id, code="307021022100/000009"))
    save(entry.with_value("code", "303021070100/000003"))
    with db.read() as conn:
        assert code_blocks.aliases(conn, entry.id) == ["307021022100/000009"]
        assert Lookup(conn).by_code("307021022100/000009") == Lookup(conn).by_code("303021070100/000003") == [entry.id]
        assert StoreNeighbours(conn).code_exists("307021022100/000009")
