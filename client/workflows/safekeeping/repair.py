"""Mending a damaged store: from what can be read of it and the newest good backup; the damaged file stays beside."""

import shutil
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from client.clock import Clock, stamp, system_clock
from client.errors import StoreProblem
from client.progress import SILENT, Progress
from client.settings import Settings
from client.store.copying import flush
from client.store.database import Database
from client.store.failures import translated_files
from client.store.migrations import VERSION
from client.store.safekeeping import health, maintenance, rescue, restoring, shelf
from client.store.safekeeping.rescue import Lost, Rescued
from client.workflows.workspace import Workspace

__all__ = ["Lost", "Repaired", "look", "repair", "second_place"]


@dataclass(frozen=True, slots=True)
class Repaired:
    """What came of it. `damaged`: where the damaged file lies now; `backup`: what filled the gaps, None without one."""

    rescued: Rescued
    damaged: Path
    backup: Path | None


def look(ws: Workspace) -> list[str]:
    """What is wrong with the open store, empty when it is sound; for a lane of the window, when idle or after the
    client was not closed properly the last time (`ws.db.unclean`)."""
    return maintenance.quick_check(ws.db)


def second_place(settings: Settings) -> Path | None:
    """The folder of backups at the second place of the settings, None where there is none or it cannot be told which."""
    chosen = settings.text("backup_folder")
    folders = sorted(Path(chosen).glob("catalog-backups-*")) if chosen else []
    return folders[0] if len(folders) == 1 else None


def repair(
    store: Path, second: Path | None = None, *, clock: Clock = system_clock, progress: Progress = SILENT
) -> Repaired:
    """Mends the store at `store`, which nobody may have open; `second` is the folder of backups at the second place.

    Raises `StoreProblem`: store.sound when there is nothing to mend, store.newer, store.full, store.folder.
    """
    found = health.examine(store)
    if found.state in ("ok", "unclean", "missing", "older"):
        raise StoreProblem("store.sound", path=str(store))
    if found.state == "newer":
        raise StoreProblem("store.newer", path=str(store), version=found.version, known=VERSION)
    backup = _newest_good(store, second)
    new = store.with_name(f"{store.stem}.repaired{store.suffix}")
    rescued = rescue.rescue(store, backup, new, "", progress)
    with closing(Database.open(new)) as db:
        faults = maintenance.quick_check(db)
        if faults:
            raise StoreProblem("store.damaged", path=str(new), why="; ".join(faults))
    aside = _swap(store, new, clock)
    return Repaired(rescued, aside, backup)


def _newest_good(store: Path, second: Path | None) -> Path | None:
    listed = shelf.listed(store, shelf.folder_of(store)) + (shelf.listed(store, second) if second else [])
    for one in sorted(listed, key=lambda each: each.at, reverse=True):
        with suppress(StoreProblem), restoring.opened(one.path):
            return one.path
    return None


def _swap(store: Path, new: Path, clock: Clock) -> Path:
    """The damaged file and its log are copied aside and on the disk before the new one takes the name at one stroke."""
    moment = stamp(clock()).replace(":", "").replace("-", "").replace(".", "")
    aside = store.with_name(f"{store.stem}.damaged-{moment}{store.suffix}")
    with translated_files(store):
        for ending in ("", "-wal"):
            part = store.with_name(store.name + ending)
            if part.exists():
                shutil.copyfile(part, aside.with_name(aside.name + ending))
                flush(aside.with_name(aside.name + ending))
        flush(new)
        # The log of the damaged file must not be replayed into the new one.
        for ending in ("-wal", "-shm"):
            store.with_name(store.name + ending).unlink(missing_ok=True)
        new.replace(store)
        flush(store.parent)
    return aside
