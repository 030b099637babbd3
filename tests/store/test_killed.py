"""kill -9 at random moments: the file is sound, nothing acknowledged is missing, every entry is whole."""

import os
import random
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from client.store.database import Database
from client.store.query import EntryFilter, Query
from client.store.safekeeping import maintenance

KILLS = 10
WRITER = Path(__file__).with_name("killed_writer.py")


def test_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    path, chance = tmp_path / "work.db", random.Random(20261123)
    told: dict[str, list[str]] = {}
    for _ in range(KILLS):
        _write_until_killed(path, chance.randint(1, 120), told)
        db = Database.open(path)
        assert maintenance.quick_check(db) == []
        assert maintenance.check_search(db)
        _look_through(db, told)
        db.close()
    assert len(told) > KILLS


def _write_until_killed(path: Path, lines: int, told: dict[str, list[str]]) -> None:
    """Kills the writer once it has acknowledged so many lines, wherever it is then; what it said till its end counts."""
    with subprocess.Popen(
        [sys.executable, str(WRITER), str(path)],
        stdout=subprocess.PIPE, encoding="utf-8",
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONIOENCODING": "utf-8"},
    ) as writer:  # fmt: skip
        assert writer.stdout is not None
        for count, line in enumerate(writer.stdout):
            if count == lines:
                writer.kill()
            if line.endswith("\n"):
                entry_id, name = line.split()
                told.setdefault(entry_id, []).append(name)


def _look_through(db: Database, told: dict[str, list[str]]) -> None:
    query = Query(db)
    for entry_id, names in told.items():
        found = query.entry(entry_id)
        assert found is not None
        name = found.entry.text("name")
        # The next step may have been finished without having been told; what was told is never undone.
        number = names[0].removeprefix("名称")
        assert name == names[-1] or name in (f"改名{number}", f"名称{number}")
        assert len(found.entry.items) == 1
        assert query.history(entry_id)[-1].field == "@exists"
    with closing(db.connect_to_read()) as conn:
        asked = {
            "an entry without its document": "SELECT n FROM entry WHERE n NOT IN (SELECT entry FROM document)",
            "an entry without its journal": "SELECT n FROM entry WHERE n NOT IN (SELECT entry FROM change)",
            "an entry that cannot be found": "SELECT n FROM entry WHERE n NOT IN (SELECT entry FROM searched)",
            "an op without its entry": "SELECT n FROM outbox WHERE entry NOT IN (SELECT id FROM entry)",
            "an act without its mark": "SELECT n FROM act WHERE last_change = 0",
        }
        for fault, sql in asked.items():
            assert conn.execute(sql).fetchall() == [], fault
        entries = conn.execute("SELECT count(*), sum(waiting), sum(errors) FROM entry").fetchone()
        ops = conn.execute("SELECT count(*) FROM outbox").fetchone()[0]
    assert entries == (5 * ops, ops, ops)
    assert query.count(EntryFilter(text="名")) == entries[0]
