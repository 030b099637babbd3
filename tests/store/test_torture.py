"""kill -9 at random moments of every deed: the file is sound, nothing acknowledged is missing, every entry is whole.

20 kills in the ordinary run, 200 with `--slow`. `TORTURE_SEED` chooses other moments.
"""

import multiprocessing
import os
import random
import sqlite3
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

import pytest

from client.store import imports
from client.store.database import Database
from client.store.imports import Import
from client.store.migrations import VERSION
from client.store.safekeeping import maintenance, shelf
from client.workflows import edit_entry, import_sheet
from client.workflows.workspace import Workspace
from tests.platforms.running_station import Station, StationProcess
from tests.store import tortured
from tests.sync.office import Office

KILLS = {"typing": 4, "import": 4, "fix": 3, "sync": 3, "backup": 2, "upgrade": 2, "restore": 2}
LONGEST = {"typing": 0.5, "import": 1.2, "fix": 0.8, "sync": 0.8, "backup": 0.4, "upgrade": 0.3, "restore": 1.0}
if sys.platform == "win32":
    CONTEXT = multiprocessing.get_context("spawn")
else:
    CONTEXT = multiprocessing.get_context("forkserver")
    # Loaded once, so that a kill costs no start of Python.
    CONTEXT.set_forkserver_preload(["tests.store.tortured"])
SEED = int(os.environ.get("TORTURE_SEED", "20261123"))
WHOLE = {
    "an entry without its document": "SELECT n FROM entry WHERE n NOT IN (SELECT entry FROM document)",
    "a document without its entry": "SELECT entry FROM document WHERE entry NOT IN (SELECT n FROM entry)",
    "an entry without its journal": "SELECT n FROM entry WHERE n NOT IN (SELECT entry FROM change)",
    "an entry that cannot be found": "SELECT n FROM entry WHERE n NOT IN (SELECT entry FROM searched)",
    "an entry without its items": (
        "SELECT e.n FROM entry e JOIN document d ON d.entry = e.n WHERE e.items <> json_array_length(d.body, '$.items')"
    ),
    "a change without its act": "SELECT n FROM change WHERE act NOT IN (SELECT n FROM act)",
    "an op without its entry": "SELECT n FROM outbox WHERE entry NOT IN (SELECT id FROM entry)",
    "an op that is not counted": "SELECT id FROM entry WHERE waiting <> (id IN (SELECT entry FROM outbox))",
}


@pytest.mark.parametrize("deed", KILLS)
def test_killed(deed: str, tmp_path: Path) -> None:
    _torture(deed, KILLS[deed], tmp_path)


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("deed", KILLS)
def test_killed_often(deed: str, tmp_path: Path) -> None:
    _torture(deed, KILLS[deed] * 10, tmp_path)


def _torture(deed: str, kills: int, folder: Path) -> None:
    chance = random.Random(f"{SEED} {deed}")
    with _Around(deed, folder) as asked:
        if deed == "upgrade":
            _fill(folder)
        for _ in range(kills):
            _kill(deed, folder, asked, chance.random() * LONGEST[deed])
            _sound(deed, folder)
        told = _told(folder)
        assert len(told) >= kills
        _acknowledged(folder, told)
        if deed == "sync":
            _agree(folder, asked)
    print(f"{deed}: {kills} kills, {len(told)} acknowledged, none lost")


class _Around:
    """What a deed needs around it: a station that lives on."""

    def __init__(self, deed: str, folder: Path) -> None:
        self._process = StationProcess(folder / "station") if deed == "sync" else None

    def __enter__(self) -> Mapping[str, str]:
        if self._process is None:
            return {}
        return {"data": str(self._process.data), "url": self._process.station.url}

    def __exit__(self, *_: object) -> None:
        if self._process is not None:
            self._process.kill()


def _kill(deed: str, folder: Path, asked: Mapping[str, str], seconds: float) -> None:
    """Starts the deed, and kills it so long after it said that it is ready."""
    before = len(_told(folder))
    process = CONTEXT.Process(target=tortured.torture, args=(deed, folder, dict(asked)), daemon=True)
    process.start()
    deadline = time.monotonic() + 60
    while len(_told(folder)) == before:
        assert process.is_alive()
        assert time.monotonic() < deadline
        process.join(0.01)
    process.join(seconds)
    assert process.exitcode is None, f"{deed} ended by itself"
    process.kill()
    process.join()
    process.close()


def _told(folder: Path) -> list[str]:
    told = folder / "told"
    return told.read_text(encoding="utf-8").splitlines() if told.exists() else []


def _sound(deed: str, folder: Path) -> None:
    path = folder / "work.db"
    if deed == "upgrade":
        with closing(sqlite3.connect(path)) as conn:
            version = conn.execute("PRAGMA user_version").fetchone()[0]
            new = conn.execute("SELECT count(*) FROM sqlite_schema WHERE name LIKE 'new!_%' ESCAPE '!'").fetchone()[0]
            marked = conn.execute("SELECT count(*) FROM meta WHERE key = 'upgraded'").fetchone()[0]
        assert (version, new, marked) in {(VERSION, 0, 0), (VERSION + 1, 4, 1)}, "an upgrade by halves"
        tortured.step_back(path)
    db = Database.open(path)
    try:
        with closing(db.connect_to_read()) as conn:
            assert conn.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert conn.execute("PRAGMA foreign_key_check").fetchall() == []
            for fault, sql in WHOLE.items():
                assert conn.execute(sql).fetchall() == [], fault
        assert maintenance.check_search(db)
    finally:
        db.close()
    for backup in [*shelf.listed(path, folder / "backups"), *_on_stick(path, folder)]:
        with closing(sqlite3.connect(f"{backup.path.as_uri()}?mode=ro&immutable=1", uri=True)) as conn:
            assert conn.execute("PRAGMA quick_check").fetchall() == [("ok",)]


def _on_stick(path: Path, folder: Path) -> Iterator[shelf.Backup]:
    for place in (folder / "stick").glob("*"):
        yield from shelf.listed(path, place)


def _acknowledged(folder: Path, told: list[str]) -> None:
    names: dict[str, int] = {}
    acts: set[str] = set()
    receipts: set[str] = set()
    imported: dict[str, int] = {}
    queued: set[str] = set()
    for kind, *rest in map(str.split, told):
        if kind == "name":
            names[rest[0]] = int(rest[1])
        elif kind == "act":
            acts |= set(rest)
        elif kind == "receipt":
            receipts |= set(rest)
        elif kind == "import":
            imported[rest[0]] = int(rest[1])
        elif kind == "queued":
            queued |= set(rest)
    ws = tortured.open_workspace(folder)
    try:
        import_sheet.recover(ws)
        for entry_id, number in names.items():
            found = ws.query.entry(entry_id)
            assert found is not None
            assert int(found.entry.text("name")) >= number
        with ws.db.read() as conn:
            assert acts - {row[0] for row in conn.execute("SELECT id FROM act")} <= {""}
            assert receipts <= {row[0] for row in conn.execute("SELECT op_id FROM receipt")}
            _whole_imports(ws, imported, imports.list(conn))
            held = {row[0] for row in conn.execute("SELECT entry FROM outbox UNION SELECT entry FROM outbox_history")}
        assert queued <= held
    finally:
        ws.close()


def _whole_imports(ws: Workspace, imported: Mapping[str, int], known: list[Import]) -> None:
    for one in known:
        assert one.state in ("done", "undone")
        with ws.db.read() as conn:
            entries = len(imports.entries(conn, one.id))
        assert entries == tortured.LINES, "an import by halves"
    assert imported.keys() <= {one.id for one in known if one.state == "done"}


def _agree(folder: Path, asked: Mapping[str, str]) -> None:
    """After one round in peace both sides hold the same, and nothing waits."""
    office = Office(folder, Station(Path(asked["data"]), asked["url"]))
    report = office.round()
    assert (report.problem, report.waiting, report.digest) == (None, 0, "equal")
    office.close()


def _fill(folder: Path) -> None:
    ws = tortured.open_workspace(folder)
    with ws.db.write():
        for number in range(150):
            edit_entry.new_entry(ws, {"name": f"名称{number}"})
    ws.close()
