import hashlib
import os
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from client.errors import StoreProblem
from client.store import database as module
from client.store.database import Database
from client.store.files import APPLICATION, header_of
from client.store.migrations import VERSION


def contents(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


def test_a_new_store_is_ours_and_alone_after_closing(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "work.db"
    Database.open(path).close()
    header = header_of(path)
    assert header is not None
    assert (header.application, header.version) == (APPLICATION, VERSION)
    assert [one.name for one in path.parent.iterdir()] == ["work.db"]


def test_pragmas(db: Database) -> None:
    with db.read() as reader, db.write() as writer:
        for conn in (reader, writer):
            assert conn.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
            assert conn.execute("PRAGMA synchronous").fetchone()[0] == 2
            # The pen is waited for by `write` itself, which sees the gaps that a long deed leaves.
            assert conn.execute("PRAGMA busy_timeout").fetchone()[0] == (10_000 if conn is reader else 0)
            assert not conn.execute("PRAGMA mmap_size").fetchone()[0]


def test_a_newer_store_is_refused_untouched(tmp_path: Path) -> None:
    path = tmp_path / "work.db"
    Database.open(path).close()
    with closing(sqlite3.connect(path)) as conn:
        conn.execute(f"PRAGMA user_version = {VERSION + 1}")
    before = contents(tmp_path)
    with pytest.raises(StoreProblem) as refused:
        Database.open(path)
    assert refused.value.code == "store.newer"
    assert contents(tmp_path) == before


def test_a_newer_version_that_is_still_in_the_log_is_refused_untouched(tmp_path: Path) -> None:
    made, copy = tmp_path / "made", tmp_path / "copy"
    made.mkdir()
    copy.mkdir()
    Database.open(made / "work.db").close()
    with closing(sqlite3.connect(made / "work.db")) as conn:
        conn.execute(f"PRAGMA user_version = {VERSION + 1}")
        for path in made.iterdir():  # as a power cut leaves it: the header lies in the log only
            (copy / path.name).write_bytes(path.read_bytes())
    with closing(sqlite3.connect(f"{(copy / 'work.db').as_uri()}?mode=ro&immutable=1", uri=True)) as conn:
        assert conn.execute("PRAGMA user_version").fetchone()[0] == VERSION
    before = contents(copy)
    with pytest.raises(StoreProblem) as refused:
        Database.open(copy / "work.db")
    assert refused.value.code == "store.newer"
    assert contents(copy) == before


@pytest.mark.parametrize("kind", ["text", "foreign", "truncated"])
def test_what_is_not_ours_is_refused_untouched(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "work.db"
    if kind == "foreign":
        with closing(sqlite3.connect(path)) as conn:
            conn.execute("CREATE TABLE other (a)")
    else:
        path.write_bytes("不是数据库".encode() if kind == "text" else b"SQLite format 3\x00")
    before = contents(tmp_path)
    with pytest.raises(StoreProblem) as refused:
        Database.open(path)
    assert refused.value.code == "store.not-ours"
    assert contents(tmp_path) == before


def test_killed_before_the_first_table(tmp_path: Path) -> None:
    path = tmp_path / "work.db"
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("PRAGMA journal_mode = WAL")
    Database.open(path).close()


def test_a_damaged_store_says_so(tmp_path: Path) -> None:
    path = tmp_path / "work.db"
    Database.open(path).close()
    raw = bytearray(path.read_bytes())
    raw[100:4000] = b"\x55" * 3900
    path.write_bytes(raw)
    with pytest.raises(StoreProblem) as refused:
        Database.open(path)
    assert refused.value.code == "store.damaged"


def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(StoreProblem) as refused:
        Database.open(tmp_path / "file" / "work.db")
    assert refused.value.code == "store.folder"


@pytest.mark.skipif(os.name == "nt", reason="rights of a folder are another thing there")
def test_a_read_only_folder(tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir()
    folder.chmod(0o555)
    for parent in (tmp_path, *list(tmp_path.parents)[:2]):
        parent.chmod(0o755)
    # Root may write anywhere, so the question is asked by somebody else.
    script = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from client.errors import StoreProblem\n"
        "from client.store.database import Database\n"
        "if os.geteuid() == 0: os.setuid(65534)\n"
        "try: Database.open(Path(sys.argv[1]))\n"
        "except StoreProblem as problem: print(problem.code)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(folder / "work.db")],
        capture_output=True, text=True, check=False, encoding="utf-8",
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip
    assert done.stdout.strip() == "store.folder", done.stderr


def test_a_full_disk_loses_only_the_last_write(db: Database) -> None:
    with db.write() as conn:
        conn.execute("INSERT INTO meta VALUES ('kept', 'yes')")
        conn.execute(f"PRAGMA max_page_count = {conn.execute('PRAGMA page_count').fetchone()[0]}")
    with pytest.raises(StoreProblem) as refused, db.write() as conn:
        conn.execute("INSERT INTO meta VALUES ('lost', ?)", ("x" * 100_000,))
    assert refused.value.code == "store.full"
    with db.write() as conn:
        conn.execute("UPDATE meta SET value = 'still' WHERE key = 'kept'")
    with db.read() as conn:
        assert conn.execute("SELECT * FROM meta").fetchall() == [("kept", "still")]


def test_busy(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BUSY_SECONDS", 0.05)
    other = Database.open(db.path)
    try:
        with db.write(), pytest.raises(StoreProblem) as refused, other.write():
            pass
        assert refused.value.code == "store.busy"
        with other.write() as conn:
            conn.execute("INSERT INTO meta VALUES ('a', 'b')")
    finally:
        other.close()


def test_readers_cannot_write_and_see_one_moment(db: Database) -> None:
    with db.read() as conn:
        assert conn.execute("SELECT count(*) FROM meta").fetchone()[0] == 0
        writer = threading.Thread(target=_put, args=(db, "a"))
        writer.start()
        writer.join()
        with db.read() as again:
            assert again.execute("SELECT count(*) FROM meta").fetchone()[0] == 0
        with pytest.raises(StoreProblem), db.read() as again:
            again.execute("DELETE FROM meta")
    with db.read() as conn:
        assert conn.execute("SELECT count(*) FROM meta").fetchone()[0] == 1


def test_a_writer_reads_its_own_writing(db: Database) -> None:
    with db.write() as conn:
        conn.execute("INSERT INTO meta VALUES ('a', 'b')")
        with db.read() as reader:
            assert reader.execute("SELECT value FROM meta").fetchone() == ("b",)


def test_nested_writes_undo_alone(db: Database) -> None:
    with db.write() as conn:
        conn.execute("INSERT INTO meta VALUES ('outer', '')")
        with pytest.raises(ZeroDivisionError):
            _put_and_fail(db, "inner")
    with db.read() as conn:
        assert conn.execute("SELECT key FROM meta").fetchall() == [("outer",)]


def test_an_exception_writes_nothing(db: Database) -> None:
    with pytest.raises(ZeroDivisionError):
        _put_and_fail(db, "a")
    with db.read() as conn:
        assert conn.execute("SELECT key FROM meta").fetchall() == []


def test_many_threads(db: Database) -> None:
    def put_many(name: str) -> None:
        for number in range(25):
            _put(db, f"{name}.{number}")

    threads = [threading.Thread(target=put_many, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with db.read() as conn:
        assert conn.execute("SELECT count(*) FROM meta").fetchone()[0] == 100


def test_data_version_notices_others_only(db: Database) -> None:
    before = db.data_version()
    _put(db, "own")
    assert db.data_version() == before
    other = Database.open(db.path)
    _put(other, "other")
    other.close()
    assert db.data_version() != before


def test_unclean(tmp_path: Path) -> None:
    path = tmp_path / "work.db"
    first = Database.open(path)
    assert not first.unclean
    second = Database.open(path)
    assert second.unclean
    second.close()
    first.close()
    third = Database.open(path)
    assert not third.unclean
    third.close()


def _put(db: Database, key: str) -> None:
    with db.write() as conn:
        conn.execute("INSERT INTO meta VALUES (?, '')", (key,))


def _put_and_fail(db: Database, key: str) -> None:
    with db.write() as conn:
        conn.execute("INSERT INTO meta VALUES (?, '')", (key,))
        raise ZeroDivisionError
