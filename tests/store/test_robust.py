"""What a disk, a folder, a clock or another program can do: said in our words, nothing acknowledged is lost."""

import multiprocessing
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from itertools import takewhile
from pathlib import Path

import pytest

from client.catalog.entry import Entry
from client.errors import StoreProblem
from client.store import database, journal
from client.store.database import Database
from client.store.migrations import VERSION
from client.store.query import EntryFilter, Query
from client.store.safekeeping import backup, maintenance
from client.store.schema import schema_of
from tests.store.conftest import Clock

Make = Callable[..., Entry]
Save = Callable[..., Entry]
DUMPS = Path(__file__).with_name("dumps")
posix = pytest.mark.skipif(sys.platform == "win32", reason="rights of a file are another thing there")


@contextmanager
def nobody(folder: Path) -> Iterator[None]:
    """Rights do not bind the administrator: then the files belong to nobody, who does what follows."""
    if sys.platform == "win32" or os.geteuid() != 0:
        yield
        return
    # Every folder on the way must let nobody through; pytest closes its own, and xdist adds one more.
    for parent in takewhile(lambda one: one != Path(tempfile.gettempdir()), (folder, *folder.parents)):
        parent.chmod(parent.stat().st_mode | 0o055)
    for one in (folder, *folder.rglob("*")):
        os.chown(one, 65534, 65534)
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_full_disk_loses_nothing_and_work_goes_on_afterwards(
    db: Database, make: Make, save: Save, tmp_path: Path
) -> None:
    kept = save(make("已保存的"))
    with db.write() as conn:
        pages = conn.execute("PRAGMA page_count").fetchone()[0]
    with db.write() as conn:
        conn.execute(f"PRAGMA max_page_count = {pages + 2}")

    def fill() -> None:
        for number in range(200):
            save(make(f"太多了{number}", *(f"信息项{item}" for item in range(50))))

    with pytest.raises(StoreProblem) as refused:
        fill()
    assert refused.value.code == "store.full"
    query = Query(db)
    assert query.entry(kept.id) is not None
    before = query.count(EntryFilter())
    with pytest.raises(StoreProblem):
        save(make("还是满的", *(f"信息项{item}" for item in range(200))))
    assert query.count(EntryFilter()) == before
    with db.write() as conn:
        conn.execute("PRAGMA max_page_count = 1000000")
    save(make("清理以后"))
    assert query.count(EntryFilter()) == before + 1
    assert maintenance.quick_check(db) == []
    assert maintenance.check_search(db)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="mounts a small disk")
def test_a_full_disk_is_said_at_the_start_too(tmp_path: Path) -> None:
    """Nothing can be opened then, and SQLite calls it an error of the disk."""
    small = tmp_path / "small"
    small.mkdir()
    steps = f"mount -t tmpfs -o size=700k none '{small}' && '{sys.executable}' -c '{_OPENED_TWICE}' '{small}'"
    done = subprocess.run(["unshare", "-rm", "sh", "-c", steps], capture_output=True, encoding="utf-8", check=False)
    if "unshare" in done.stderr or "mount" in done.stderr:
        pytest.skip(done.stderr)
    assert done.stdout == "store.full\n", done.stderr


_OPENED_TWICE = """
import sys
from pathlib import Path
from client.errors import StoreProblem
from client.store.database import Database
place = Path(sys.argv[1])
Database.open(place / "work.db").close()
with (place / "rest").open("wb", buffering=0) as rest:
    try:
        while rest.write(bytes(1024)):
            pass
    except OSError:
        pass
try:
    Database.open(place / "work.db")
except StoreProblem as problem:
    print(problem.code)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="the limit is one of POSIX")
def test_a_backup_that_does_not_fit_leaves_nothing_behind(db: Database, make: Make, save: Save, tmp_path: Path) -> None:
    for number in range(200):
        save(make(f"名称{number}"))
    to = tmp_path / "backups" / "one.db"
    context = multiprocessing.get_context("spawn")
    process = context.Process(target=_limited_copy, args=(db.path, to))
    process.start()
    process.join(60)
    assert process.exitcode == 7
    assert not to.exists()
    assert list(to.parent.glob("*")) == []


def _limited_copy(store: Path, to: Path) -> None:
    import resource
    import signal

    db = Database.open(store)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))
    try:
        backup.copy(db, to)
    except StoreProblem as problem:
        # A limit of the process is told as a failed write; a disk that is really full as store.full.
        sys.exit(7 if problem.code in ("store.full", "store.disk") else 8)


def test_a_folder_that_is_a_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreProblem) as refused:
        Database.open(tmp_path / "file" / "work.db")
    assert refused.value.code == "store.folder"


@posix
def test_rights_that_are_lost_while_it_is_open(db: Database, make: Make, save: Save) -> None:
    """Who has it open goes on; who opens it then is told; nothing acknowledged is lost."""
    kept = save(make("已保存的"))
    with nobody(db.path.parent):
        db.path.chmod(0o400)
    # In a process of its own: SQLite may use a file again that this one has open.
    process = multiprocessing.get_context("spawn").Process(target=_opened_by_nobody, args=(db.path,))
    process.start()
    process.join(60)
    with nobody(db.path.parent):
        db.path.chmod(0o600)
    assert process.exitcode == 7
    save(make("还可以继续"))
    assert Query(db).entry(kept.id) is not None


def _opened_by_nobody(store: Path) -> None:
    if os.geteuid() == 0:
        os.setuid(65534)
    try:
        Database.open(store)
    except StoreProblem as problem:
        sys.exit(7 if problem.code == "store.folder" else 8)


@posix
def test_a_folder_that_is_closed_for_backups_is_said(db: Database, make: Make, save: Save) -> None:
    save(make("已保存的"))
    folder = db.path.parent / "backups"
    folder.mkdir()
    with nobody(db.path.parent):
        folder.chmod(0o500)
        with pytest.raises(StoreProblem) as refused:
            backup.copy(db, folder / "one.db")
        folder.chmod(0o700)
    assert refused.value.code == "store.folder"
    assert list(folder.iterdir()) == []
    kept = save(make("照样保存"))
    assert Query(db).entry(kept.id) is not None


def test_a_program_that_holds_the_file_is_waited_for_and_then_named(
    db: Database, make: Make, save: Save, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As an antivirus or a second window does; after `BUSY_SECONDS` it is said, and what follows works again."""
    save(make())
    with closing(sqlite3.connect(db.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with db.read() as reading:
            assert reading.execute("SELECT count(*) FROM entry").fetchone()[0] == 1
        monkeypatch.setattr(database, "BUSY_SECONDS", 0.05)
        with pytest.raises(StoreProblem) as refused:
            save(make("等不到"))
        assert refused.value.code == "store.busy"
        other.execute("ROLLBACK")
    save(make("等到了"))
    assert Query(db).count(EntryFilter()) == 2


def test_a_clock_that_is_set_back_changes_no_order(db: Database, clock: Clock, make: Make, save: Save) -> None:
    """History, undo and "last changed" go by what was done after what, not by what the clock said."""
    first = save(make("一"))
    clock.now -= timedelta(days=400)
    with journal.act(db, "edit", "wang") as pen:
        pen.save(first.with_value("name", "二"))
        later = pen.act_id
    query = Query(db)
    assert [(line.before, line.after) for line in query.history(first.id) if line.field == "name"] == [("一", "二")]
    assert query.past.page()[0].id == later
    last = query.undoable()
    assert last is not None
    assert last.id == later
    journal.undo(db, later, "wang")
    found = query.entry(first.id)
    assert found is not None
    assert found.entry.text("name") == "一"


@pytest.mark.parametrize("dump", sorted(DUMPS.glob("version-*.sql")), ids=lambda path: path.stem)
def test_every_released_version_is_upgraded(dump: Path, tmp_path: Path) -> None:
    """The dumps are never changed: they are what lies on the disks of offices."""
    path = tmp_path / "work.db"
    with closing(sqlite3.connect(path)) as conn:
        conn.executescript(dump.read_text(encoding="utf-8"))
    db = Database.open(path)
    try:
        with db.read() as conn:
            fresh = (DUMPS.parent.parent.parent / "client" / "store" / "schema.sql").read_text(encoding="utf-8")
            assert schema_of(conn) == fresh
            assert conn.execute("PRAGMA user_version").fetchone()[0] == VERSION
        query = Query(db)
        names = {row.name for row in query.rows(EntryFilter())}
        assert {"城乡低保对象信息", "特困供养人员信息"} <= names
        assert query.count(EntryFilter(text="特困")) == 1
        assert [act.kind for act in query.past.page()][-1] == "edit"
        assert query.state_counts()["total"] == query.count(EntryFilter())
        assert maintenance.quick_check(db) == []
        assert maintenance.check_search(db)
    finally:
        db.close()
