import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import sqlite_utils

from client import store
from client.store import database, schema
from client.store.database import Database
from client.store.files import APPLICATION
from client.store.migrations import MIGRATIONS, VERSION
from client.store.schema import schema_of

COMMITTED = Path(store.__file__).with_name("schema.sql")


def test_a_fresh_store_has_the_committed_shape() -> None:
    assert schema.fresh() == COMMITTED.read_text(encoding="utf-8")


def test_every_step_from_an_empty_file_leads_to_the_committed_shape(tmp_path: Path) -> None:
    """Each version, as far as it goes, is made by its own steps and then opened by this client."""
    for version in range(1, VERSION + 1):
        path = tmp_path / f"{version}.db"
        with closing(sqlite3.connect(path, isolation_level=None)) as conn:
            for step in MIGRATIONS[:version]:
                step(sqlite_utils.Database(conn, execute_plugins=False))
            conn.execute(f"PRAGMA application_id = {APPLICATION}")
            conn.execute(f"PRAGMA user_version = {version}")
        db = Database.open(path)
        with db.read() as reader:
            assert schema_of(reader) == COMMITTED.read_text(encoding="utf-8")
        db.close()


def test_an_older_store_is_copied_before_it_is_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "work.db"
    Database.open(path).close()

    def step(db: sqlite_utils.Database) -> None:
        db.table("meta").insert({"key": "upgraded", "value": "yes"})

    monkeypatch.setattr(database, "MIGRATIONS", (*MIGRATIONS, step))
    monkeypatch.setattr(database, "VERSION", VERSION + 1)
    db = Database.open(path)
    with db.read() as conn:
        assert conn.execute("SELECT key FROM meta").fetchall() == [("upgraded",)]
    db.close()
    kept = next((tmp_path / "backups").glob(f"work-*-upgrade{VERSION}.db"))
    with closing(sqlite3.connect(kept)) as conn:
        assert conn.execute("PRAGMA user_version").fetchone()[0] == VERSION
        assert conn.execute("SELECT key FROM meta").fetchall() == []


def test_a_step_that_fails_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "work.db"
    Database.open(path).close()

    def step(db: sqlite_utils.Database) -> None:
        db.table("meta").insert({"key": "half", "value": ""})
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr(database, "MIGRATIONS", (*MIGRATIONS, step))
        patch.setattr(database, "VERSION", VERSION + 1)
        with pytest.raises(ZeroDivisionError):
            Database.open(path)
    db = Database.open(path)
    with db.read() as conn:
        assert conn.execute("SELECT key FROM meta").fetchall() == []
    db.close()
