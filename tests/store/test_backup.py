import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from client.catalog.entry import Entry
from client.errors import Cancelled, StoreProblem
from client.progress import Silent
from client.store import copying, journal
from client.store.database import Database
from client.store.query import EntryFilter, Query
from client.store.safekeeping import backup, maintenance

Make = Callable[..., Entry]
Save = Callable[..., Entry]


def test_a_copy_is_one_file_that_opens(db: Database, make: Make, save: Save, tmp_path: Path) -> None:
    save(make())
    to = backup.copy(db, tmp_path / "backups" / "one.db")
    assert [one.name for one in to.parent.iterdir()] == ["one.db"]
    copy = Database.open(to)
    assert Query(copy).count(EntryFilter(text="企业")) == 1
    copy.close()


def test_writers_are_not_held_up(
    db: Database, make: Make, save: Save, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody writes between any two steps of the copy: it is still one moment of the store, and it ends."""
    monkeypatch.setattr(copying, "PAGES", 4)
    for number in range(50):
        save(make(f"名称{number}"))

    class Writing(Silent):
        def step(self, done: int) -> None:
            writer = threading.Thread(target=lambda: save(make("后来的")))
            writer.start()
            writer.join()

    copy = Database.open(backup.copy(db, tmp_path / "copy.db", Writing()))
    assert Query(copy).count(EntryFilter()) == 50
    assert maintenance.quick_check(copy) == []
    copy.close()
    assert Query(db).count(EntryFilter(text="后来")) > 10


def test_a_stopped_copy_leaves_the_old_one(db: Database, tmp_path: Path) -> None:
    to = backup.copy(db, tmp_path / "copy.db")
    before = to.read_bytes()

    class Stop(Silent):
        def step(self, done: int) -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        backup.copy(db, to, Stop())
    assert to.read_bytes() == before
    assert not list(tmp_path.glob("*.part"))


def test_a_place_that_is_no_folder(db: Database, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(StoreProblem) as refused:
        backup.copy(db, tmp_path / "file" / "copy.db")
    assert refused.value.code == "store.folder"


def test_quick_check_finds_a_damaged_page(tmp_path: Path, make: Make) -> None:
    path = tmp_path / "bad.db"
    db = Database.open(path)
    for number in range(300):
        with journal.act(db, "new", "wang") as pen:
            pen.save(make(f"低保对象{number}信息", summary="保障情况" * 100))
    db.close()
    raw = bytearray(path.read_bytes())
    # Pages of content: the first ones hold the schema, without which nothing opens at all.
    middle = len(raw) // 4096 // 2 * 4096
    raw[middle : middle + 3 * 4096] = b"\x77" * 3 * 4096
    path.write_bytes(raw)
    db = Database.open(path)
    assert maintenance.quick_check(db) != []
    db.close()
