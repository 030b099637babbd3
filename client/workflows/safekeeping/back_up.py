"""Backups of one's own work: before a deed that touches much, every hour, at the end, and to a second place.

Everything here only reads the store, so that it may run in a lane of the window while somebody types.
"""

import json
import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from client.clock import new_id
from client.errors import ClientError, StoreProblem
from client.progress import SILENT, Progress
from client.store import copying, people
from client.store.safekeeping import backup, erasing, roster, shelf
from client.store.safekeeping.shelf import Backup
from client.workflows.workspace import Workspace

__all__ = [
    "BackedUp",
    "Backup",
    "all_backups",
    "at_exit",
    "back_up",
    "copy_out",
    "erase_there_later",
    "second_place",
    "when_due",
]

EVERY = timedelta(hours=1)
SHARE = 3
"""Backups take at most this part of the disk's free room (three times as much stays free)."""


@dataclass(frozen=True, slots=True)
class BackedUp:
    """Where the backup lies. `made` false: nothing had changed since the one that is there.

    `second` is the copy at the second place (None when none is set); `problem` says why there is none there, which
    never stops the deed.
    """

    path: Path
    made: bool
    second: Path | None = None
    problem: ClientError | None = None


def back_up(ws: Workspace, why: str, progress: Progress = SILENT) -> BackedUp:
    """Copies the store into `backups/` beside it and to the second place, opened once to be sure; old ones go.

    Raises `StoreProblem` when the first copy cannot be made (what was to follow should not), and `Cancelled`.
    """
    store = ws.db.path
    folder = shelf.folder_of(store)
    second = second_place(ws)  # first, because it may give the store its name, which is a change too
    last = next(iter(shelf.listed(store, folder)), None)
    with ws.db.read() as conn:
        unchanged = last is not None and shelf.mark_of(last.path) == shelf.mark(conn)
    if last is not None and unchanged:
        return _with_second(ws, second, BackedUp(last.path, made=False), progress)
    _make_room(store, folder)
    known = roster.size(store)
    made = backup.copy(ws.db, copying.backup_path(store, ws.clock, why), progress)
    roster.cut(store, known)
    return _with_second(ws, second, BackedUp(made, made=True), progress)


def when_due(ws: Workspace, progress: Progress = SILENT) -> BackedUp | None:
    """A backup when the newest is an hour old and something has changed since; for a timer of the window."""
    last = next(iter(shelf.listed(ws.db.path, shelf.folder_of(ws.db.path))), None)
    # A newest one "from the future" (the clock was set back) is no reason to wait for the future.
    if last is not None and timedelta() <= ws.clock() - datetime.fromisoformat(last.at) < EVERY:
        return None
    return back_up(ws, "hour", progress)


def at_exit(ws: Workspace, progress: Progress = SILENT) -> BackedUp | None:
    """The backup at the end of a day's work; a disk that is full or gone must not keep the window from closing."""
    with suppress(StoreProblem):
        return back_up(ws, "exit", progress)
    return None


def copy_out(ws: Workspace, out: Path, progress: Progress = SILENT) -> Path:
    """One backup to a file, or into a folder, that a person named."""
    if out.is_dir():
        out /= copying.backup_path(ws.db.path, ws.clock, "asked").name
    return backup.copy(ws.db, out, progress)


def all_backups(ws: Workspace) -> list[Backup]:
    """Every backup that can be reached, beside the store and at the second place, newest first."""
    second = second_place(ws)
    found = shelf.listed(ws.db.path, shelf.folder_of(ws.db.path))
    found += shelf.listed(ws.db.path, second) if second and second.is_dir() else []
    return sorted(found, key=lambda one: one.at, reverse=True)


def second_place(ws: Workspace) -> Path | None:
    """The folder of this store at the second place, None when none is set; it may be out of reach (no stick)."""
    chosen = ws.settings.text("backup_folder")
    if not chosen:
        return None
    # Several computers may share one stick: each has its own folder there.
    return Path(chosen) / f"catalog-backups-{_store_id(ws)[-8:]}"


def erase_there_later(ws: Workspace, target: erasing.Target) -> None:
    """Remembers to erase something from the backups at the second place when it is there again."""
    with ws.db.write() as conn:
        people.set_meta(conn, _TO_ERASE, json.dumps([*_to_erase(ws), target]))


_TO_ERASE = "erase at the second place"


def _to_erase(ws: Workspace) -> list[erasing.Target]:
    with ws.db.read() as conn:
        kept = people.meta(conn, _TO_ERASE)
    return [(entry, item, field) for entry, item, field in json.loads(kept)] if kept else []


def _erase_there(ws: Workspace, place: Path) -> None:
    targets = _to_erase(ws)
    if targets and place.is_dir():
        for one in shelf.listed(ws.db.path, place):
            try:
                erasing.in_file(one.path, targets)
            except StoreProblem as problem:
                if problem.code != "store.damaged":
                    raise
                erasing.shred(one.path)  # as beside the store: nothing can be taken out of it, and it helps nobody
        with ws.db.write() as conn:
            people.set_meta(conn, _TO_ERASE, "")


def _with_second(ws: Workspace, place: Path | None, first: BackedUp, progress: Progress) -> BackedUp:
    if place is None:
        return first
    try:
        if not place.parent.is_dir():
            raise StoreProblem("store.second-place", path=str(place.parent))
        _erase_there(ws, place)
        to = place / first.path.name
        if not to.exists():
            _make_room(ws.db.path, place)
            copying.copy_file(first.path, to, progress)
    except StoreProblem as problem:
        return BackedUp(first.path, first.made, None, problem)
    return BackedUp(first.path, first.made, to)


def _make_room(store: Path, folder: Path) -> None:
    """Lets go of superfluous backups first, so that the new one has room."""
    kept = shelf.listed(store, folder)
    if not kept:
        return
    free = shutil.disk_usage(folder).free + sum(one.size for one in kept)
    for one in shelf.superfluous(kept, free // SHARE):
        # Somebody may be looking into it, or has just removed it: then the next time.
        with suppress(OSError):
            one.path.unlink()


def _store_id(ws: Workspace) -> str:
    with ws.db.read() as conn:
        known = people.meta(conn, "store")
    if not known:
        known = new_id()
        with ws.db.write() as conn:
            people.set_meta(conn, "store", known)
    return known
