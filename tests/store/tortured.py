"""What a client does while it is killed: one deed over and over. Every line it writes to `told` is on the disk by then."""

import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import count
from pathlib import Path
from types import MappingProxyType

import sqlite_utils

from client.clock import new_id, system_clock
from client.settings import Settings
from client.spreadsheets.drafts import Understanding
from client.store import database, imports
from client.store.database import Database
from client.store.migrations import MIGRATIONS, VERSION
from client.store.query import EntryFilter
from client.sync.round import run_round
from client.workflows import check_entries, edit_entry, import_sheet, undo
from client.workflows.importing import staging
from client.workflows.importing.planning import LineSummary, Summary
from client.workflows.importing.prepared import Prepared
from client.workflows.safekeeping import back_up, restore
from client.workflows.workspace import Workspace
from tests.platforms.running_station import SPACE, Station, good_entry
from tests.sync.office import NAME, Office

LINES = 450
Tell = Callable[[str], None]


def torture(deed: str, folder: Path, asked: Mapping[str, str]) -> None:
    """Does one deed until it is killed."""
    # Straight to the system: what was written is seen by others although this process is killed the next moment.
    handle = os.open(folder / "told", os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def tell(line: str) -> None:
        os.write(handle, f"{line}\n".encode())

    for step in DEEDS[deed](folder, tell, asked):
        tell(step)


def open_workspace(folder: Path) -> Workspace:
    """The store that is tortured."""
    return Workspace.open(folder / "work.db", settings=Settings(folder / "settings.json"))


def typing(folder: Path, _tell: Tell, _asked: Mapping[str, str]) -> Iterator[str]:
    """New entries and sessions of typing in them; each save is acknowledged: `name <entry> <number>`."""
    ws = open_workspace(folder)
    yield "ready"
    for _ in count():
        made = edit_entry.new_entry(ws, {"name": "0"})
        entry, act = made.entry, ""
        for number in range(1, 15):
            done = edit_entry.save(
                ws, replace(entry, values={**entry.values, "name": str(number)}), entry, continuing=act
            )
            entry, act = done.entry, done.act
            yield f"name {entry.id} {number}"


def importing(folder: Path, tell: Tell, _asked: Mapping[str, str]) -> Iterator[str]:
    """Imports of a few hundred entries: `import <id> <entries>`."""
    ws = open_workspace(folder)
    tell("ready")
    import_sheet.recover(ws)
    for _ in count():
        import_id = new_id()
        plan = imports.staging(ws.db, import_id)
        writer = staging.Writer(plan)
        for _ in range(LINES):
            writer.put(staging.Staged("new", False, "表", 3, good_entry(), (), ()))
        writer.close()
        line = LineSummary("new", False, "表", 3, "", "", 2, 0, 0, 0)
        summary = Summary(Understanding("x", "xlsx", "", "decree-809@1", (), (), ()), (line,) * LINES, (), 0)
        done = import_sheet.apply(ws, Prepared(import_id, folder / "x.xlsx", plan, summary))
        yield f"import {done.import_id} {done.new}"


def fixing(folder: Path, tell: Tell, _asked: Mapping[str, str]) -> Iterator[str]:
    """Spoils many names with blanks and full-width letters, mends them in bulk, takes that back: `act <id>`."""
    ws = open_workspace(folder)
    ids = ws.query.ids(EntryFilter()) or [
        edit_entry.new_entry(ws, {"name": f" 城乡低保对象信息{number}（ＡＢＣ） "}).entry.id for number in range(120)
    ]
    tell("ready")
    for _ in count():
        done = check_entries.fix_safe(ws, ids)
        yield f"act {done.act}"
        yield f"act {undo.undo(ws, done.act).undone.act}"


def syncing(folder: Path, tell: Tell, asked: Mapping[str, str]) -> Iterator[str]:
    """Rounds with a station: `receipt <op>`."""
    station = Station(Path(asked["data"]), asked["url"])
    office = Office(folder, station)
    tell("ready")
    for _ in count():
        for entry_id in office.submit(4):
            tell(f"queued {entry_id}")
        platform = station.editor()
        run_round(office.db, platform, NAME, SPACE, system_clock, dice=lambda: 0.5)
        platform.close()
        with office.db.read() as conn:
            ops = [row[0] for row in conn.execute("SELECT op_id FROM receipt ORDER BY n DESC LIMIT 4")]
        yield from (f"receipt {op}" for op in ops)


def backing_up(folder: Path, tell: Tell, asked: Mapping[str, str]) -> Iterator[str]:
    """A change and a backup of it, here and at a second place: `backup <path>`."""
    ws = open_workspace(folder)
    (folder / "stick").mkdir(exist_ok=True)
    ws.settings.set("backup_folder", str(folder / "stick"))
    tell("ready")
    for number in count():
        tell(f"name {edit_entry.new_entry(ws, {'name': str(number)}).entry.id} {number}")
        yield f"backup {back_up.back_up(ws, 'asked').path}"


def upgrading(folder: Path, tell: Tell, _asked: Mapping[str, str]) -> Iterator[str]:
    """Opens with a client one version newer, whose step touches every entry, and goes back."""

    def step(db: sqlite_utils.Database) -> None:
        for table in ("entry", "document", "searched", "change"):
            db.execute(f'CREATE TABLE "new_{table}" AS SELECT * FROM "{table}"')
        db.execute("INSERT INTO meta(key, value) VALUES ('upgraded', 'yes')")

    path = folder / "work.db"
    database.MIGRATIONS = (*MIGRATIONS, step)  # type: ignore[attr-defined]
    database.VERSION = VERSION + 1  # type: ignore[attr-defined]
    tell("ready")
    for _ in count():
        Database.open(path).close()
        step_back(path)
        yield "upgraded"


def step_back(path: Path) -> None:
    """Undoes the newer client's step."""
    conn = sqlite3.connect(path, isolation_level=None)
    conn.execute("BEGIN IMMEDIATE")
    for table in ("entry", "document", "searched", "change"):
        conn.execute(f'DROP TABLE IF EXISTS "new_{table}"')
    conn.execute("DELETE FROM meta WHERE key = 'upgraded'")
    conn.execute(f"PRAGMA user_version = {VERSION}")
    conn.execute("COMMIT")
    conn.close()


def restoring(folder: Path, tell: Tell, _asked: Mapping[str, str]) -> Iterator[str]:
    """Two backups of different states, taken back in turn: `act <id>`."""
    ws = open_workspace(folder)
    ids = ws.query.ids(EntryFilter())
    if len(ids) < 250:
        ids = [edit_entry.new_entry(ws, {"name": f"甲{number}"}).entry.id for number in range(250)]
    files = [folder / "one.db", folder / "two.db"]
    for file in files:
        if not file.exists():
            back_up.copy_out(ws, file)
            for entry_id in ids[::2]:
                edit_entry.set_values(ws, entry_id, {"name": "乙"})
    tell("ready")
    for _ in count():
        for file in files:
            yield f"act {restore.restore(ws, file).act}"


DEEDS: Mapping[str, Callable[[Path, Tell, Mapping[str, str]], Iterator[str]]] = MappingProxyType({
    "typing": typing,
    "import": importing,
    "fix": fixing,
    "sync": syncing,
    "backup": backing_up,
    "upgrade": upgrading,
    "restore": restoring,
})  # fmt: skip
