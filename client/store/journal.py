"""Acts and changes: the only way to change entries, and how every change is taken back."""

import sqlite3
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass

from client.catalog.entry import Entry, Value
from client.catalog.states import Local, Mount
from client.progress import SILENT, Progress
from client.store.database import Database

Place = tuple[str, str, str]
"""(entry id, item id, field) of one change."""


@dataclass(frozen=True, slots=True)
class Act:
    """One thing somebody did. `undoes`: the act it took back; `undone_by`: the act that took it back ("" when none)."""

    id: str
    kind: str
    person: str
    at: str
    about: Mapping[str, str]
    undoes: str
    undone_by: str
    entries: int


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One change of one entry (修改记录)."""

    act: str
    kind: str
    person: str
    at: str
    item: str
    field: str
    before: Value
    after: Value


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo restored and what it left alone, because somebody has changed it since. `act`: the new act."""

    act: str
    restored: tuple[Place, ...]
    skipped: tuple[Place, ...]
    entries: frozenset[str]


class Pen:
    """Writes entries inside one act. `act_id` may differ from the act that was to be continued: read it afterwards."""

    conn: sqlite3.Connection
    act_id: str

    def save(self, entry: Entry, *, local: Local | None = None, origin: str = "", source: str = "") -> Entry:
        """Stores the entry (revision + 1) with its changes; the stored one as it is when nothing changed."""
        raise NotImplementedError

    def set_local(self, entry_id: str, local: Local) -> None:
        """Moves the entry on the local axis. Raises `InputProblem` outside `LOCAL_STEPS`."""
        raise NotImplementedError

    def set_mount(self, entry_id: str, mount: Mount) -> None:
        """Moves the entry on the mount axis. Raises `InputProblem` outside `MOUNT_STEPS`."""
        raise NotImplementedError

    def delete(self, entry_id: str) -> None:
        """Leaves a tombstone; undo restores the entry."""
        raise NotImplementedError


def act(
    db: Database, kind: str, person: str, *, about: Mapping[str, str] = {}, continuing: str = ""
) -> AbstractContextManager[Pen]:
    """One act in one transaction; `continuing` adds to an existing act (a session of typing, a batch of an import)."""
    raise NotImplementedError


def undo(db: Database, act_id: str, person: str, progress: Progress = SILENT) -> Undone:
    """Takes an act back as a NEW act, field by field where the value is still what the act left."""
    raise NotImplementedError


def redo(db: Database, act_id: str, person: str, progress: Progress = SILENT) -> Undone:
    """Takes an undo back."""
    raise NotImplementedError


def last_undoable(conn: sqlite3.Connection) -> Act | None:
    """What Ctrl+Z would take back."""
    raise NotImplementedError


def last_redoable(conn: sqlite3.Connection) -> Act | None:
    """The undo that Ctrl+Y would take back; none after anything else was done."""
    raise NotImplementedError


def acts(conn: sqlite3.Connection, limit: int = 100) -> list[Act]:
    """The latest acts, newest first."""
    raise NotImplementedError


def history(conn: sqlite3.Connection, entry_id: str) -> list[HistoryLine]:
    """Every change of an entry, newest first."""
    raise NotImplementedError
