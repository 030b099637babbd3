"""Opens `work.db`, gives connections for reading and writing, and translates what SQLite says.

Power loss: WAL with `synchronous = FULL` means that what was committed is on the disk when `write()` returns.
"""

import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import sqlite_utils

from client.clock import Clock, stamp, system_clock
from client.errors import StoreProblem
from client.store.copying import backup_path, copy_to
from client.store.failures import translated, translated_files
from client.store.files import APPLICATION, has_log, header_of
from client.store.migrations import MIGRATIONS, VERSION

Connection = sqlite3.Connection
"""What `read()` and `write()` give, for rooms that pass it on and must not know SQLite."""

BUSY_SECONDS = 10.0  # writes are short; a batch of an import or of a large undo takes about a second
_POLL = 0.001
_PRAGMAS = (
    "PRAGMA synchronous = FULL",
    # Mapped reading is ten times slower on a cold file and makes the process look as big as the file (store.md 3).
    "PRAGMA mmap_size = 0",
    "PRAGMA cache_size = -32768",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA foreign_keys = ON",
    "PRAGMA journal_size_limit = 67108864",
    "PRAGMA wal_autocheckpoint = 8192",
)


@dataclass(slots=True)
class _Reader:
    """The reading connection of one thread; `depth` counts nested blocks, which share one snapshot."""

    conn: sqlite3.Connection
    thread: threading.Thread
    depth: int = 0


class Database:
    """One open store. Usable from several threads; several processes may have the same file open.

    `unclean`: a write-ahead log lay beside the file, so it was not closed properly the last time, or another process
    has it open: run `maintenance.quick_check` when there is time. `writes`: how often this process has written.
    """

    def __init__(self, path: Path, clock: Clock, writer: sqlite3.Connection, unclean: bool) -> None:
        self.path = path
        self.clock = clock
        self.unclean = unclean
        self.writes = 0
        self._writer = writer
        self._lock = threading.RLock()
        self._owner = 0
        self._seen = 0
        self._readers: dict[int, _Reader] = {}
        self._readers_lock = threading.Lock()

    @classmethod
    def open(cls, path: Path, clock: Clock = system_clock) -> "Database":
        """Opens or creates the store, and brings an older one up to date after copying it.

        Raises `StoreProblem`: store.newer and store.not-ours (the file is not touched), store.damaged, store.folder,
        store.full, store.disk, store.busy.
        """
        path = path.absolute()
        with translated_files(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            _refuse_foreign(path)
            # SQLite would open it all the same, for reading, and the first save would fail.
            if path.exists() and not os.access(path, os.W_OK):
                raise PermissionError(f"{path.name} may not be written")
        unclean = has_log(path)
        with translated(path):
            writer = _connect(path, clock)
            try:
                _use_log(writer)
                for pragma in _PRAGMAS:
                    writer.execute(pragma)
                _upgrade(writer, path, clock)
                writer.execute("PRAGMA busy_timeout = 0")  # `_begin` does the waiting
            except BaseException:
                writer.close()
                raise
        return cls(path, clock, writer, unclean)

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """A read-only connection of this thread that sees one moment of the store for the whole block.

        Inside a `write()` block of the same thread it is the writing connection, which sees what was just written.
        """
        if self.writing:
            yield self._writer
            return
        with translated(self.path):
            reader = self._reader()
            if reader.depth == 0:
                reader.conn.execute("BEGIN")
            reader.depth += 1
            try:
                yield reader.conn
            finally:
                reader.depth -= 1
                if reader.depth == 0 and reader.conn.in_transaction:
                    reader.conn.execute("ROLLBACK")

    @contextmanager
    def write(self, *, derived: bool = False) -> Iterator[sqlite3.Connection]:
        """The writing connection in BEGIN IMMEDIATE .. COMMIT; a nested block is a savepoint of the outer one.

        When the block is left without an exception everything is on the disk; otherwise nothing was written.
        `derived`: what is written can be made again from what is on the disk (findings; an import from its plan), so
        that nobody waits for the disk: kill -9 does not lose it, a power cut may, and the store is sound in any case.
        Raises `StoreProblem`: store.busy after `BUSY_SECONDS`, store.full, store.disk, store.folder, store.damaged.
        """
        with self._lock, translated(self.path):
            if self._owner:
                with _savepoint(self._writer):
                    yield self._writer
                return
            if derived:
                self._writer.execute("PRAGMA synchronous = NORMAL")
            try:
                self._begin()
                self._owner = threading.get_ident()
                yield self._writer
                self._writer.execute("COMMIT")
                self.writes += 1
            except BaseException:
                # A full disk has already rolled back by itself.
                if self._writer.in_transaction:
                    self._writer.execute("ROLLBACK")
                raise
            finally:
                self._owner = 0
                if derived:
                    self._writer.execute("PRAGMA synchronous = FULL")

    @property
    def writing(self) -> bool:
        """Whether this thread is inside a `write()` block."""
        return self._owner == threading.get_ident()

    def _begin(self) -> None:
        """Waits for the pen. SQLite's own waiting sleeps up to 100 ms and would miss the gaps that `give_way` leaves."""
        deadline = time.monotonic() + BUSY_SECONDS
        while True:
            try:
                self._writer.execute("BEGIN IMMEDIATE")
                return
            except sqlite3.OperationalError as problem:
                if problem.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                    raise
                time.sleep(_POLL)

    def give_way(self) -> None:
        """Between the batches of a long deed: whoever waits for the pen (a form that saves) gets it now."""
        time.sleep(2.5 * _POLL)

    def data_version(self) -> int:
        """A number that changes when ANOTHER process has changed the store. Never waits for a writing thread."""
        if self._lock.acquire(blocking=False):
            try:
                self._seen = int(self._writer.execute("PRAGMA data_version").fetchone()[0])
            finally:
                self._lock.release()
        return self._seen

    def become(self, source: sqlite3.Connection) -> None:
        """Makes this store what `source` is, in one transaction; for a store that holds nothing yet."""
        with self._lock, translated(self.path), self._patience():
            source.backup(self._writer)

    def compact(self) -> None:
        """Writes the file anew, so that nothing that was deleted is left in it or in its log.

        Raises `StoreProblem("store.busy")` when another window or program is reading all the while.
        """
        with self._lock, translated(self.path), self._patience():
            self._empty_log()
            self._writer.execute("VACUUM")
            self._empty_log()

    @contextmanager
    def _patience(self) -> Iterator[None]:
        """SQLite's own waiting, for what is no transaction of ours."""
        self._writer.execute(f"PRAGMA busy_timeout = {int(BUSY_SECONDS * 1000)}")
        try:
            yield
        finally:
            self._writer.execute("PRAGMA busy_timeout = 0")

    def _empty_log(self) -> None:
        if self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
            raise StoreProblem("store.busy", path=str(self.path))

    def close(self) -> None:
        """Closes every connection; the write-ahead log is folded into the file when nobody else has it open."""
        with self._readers_lock:
            for reader in self._readers.values():
                reader.conn.close()
            self._readers.clear()
        with self._lock:
            self._writer.close()

    def connect_to_read(self) -> sqlite3.Connection:
        """A read-only connection of its own, for long reads such as a backup; the caller closes it."""
        with translated(self.path):
            conn = _connect(self.path, self.clock, mode="ro")
            for pragma in _PRAGMAS:
                conn.execute(pragma)
            return conn

    def _reader(self) -> _Reader:
        with self._readers_lock:
            mine = self._readers.get(threading.get_ident())
            if mine is None or mine.thread is not threading.current_thread():
                for ident, reader in [*self._readers.items()]:
                    if not reader.thread.is_alive() or ident == threading.get_ident():
                        reader.conn.close()
                        del self._readers[ident]
                mine = _Reader(self.connect_to_read(), threading.current_thread())
                self._readers[threading.get_ident()] = mine
            return mine


def _connect(path: Path, clock: Clock, mode: str = "rwc") -> sqlite3.Connection:
    conn = sqlite3.connect(
        f"{path.as_uri()}?mode={mode}", uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )
    # SQL asks our clock, so that tests and practice can set it.
    conn.create_function("moment", 0, lambda: stamp(clock()))
    return conn


def _refuse_foreign(path: Path) -> None:
    header = header_of(path)
    if header is None:
        return
    if header.sqlite and header.application == 0 and header.pages <= 1:
        return  # ours, killed between its creation and its first table
    if not header.sqlite or header.application != APPLICATION:
        raise StoreProblem("store.not-ours", path=str(path))
    if header.version > VERSION:
        raise StoreProblem("store.newer", path=str(path), version=header.version, known=VERSION)


def _use_log(writer: sqlite3.Connection) -> None:
    """Switches to write-ahead logging. Two processes creating the same file meet here, and SQLite does not wait."""
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            writer.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as problem:
            if problem.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.02)


def _upgrade(writer: sqlite3.Connection, path: Path, clock: Clock) -> None:
    """Runs the missing migrations, each in its own transaction; an older store is copied to its backups first."""
    first = -1
    while True:
        with _immediate(writer):
            version = int(writer.execute("PRAGMA user_version").fetchone()[0])
            first = version if first < 0 else first
            if version > VERSION:  # another process has just upgraded it
                raise StoreProblem("store.newer", path=str(path), version=version, known=VERSION)
            if version == VERSION:
                return
            if version and version == first:  # a new store has nothing worth a copy
                with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as source:
                    copy_to(source, backup_path(path, clock, f"upgrade{version}"))
            MIGRATIONS[version](sqlite_utils.Database(writer, execute_plugins=False))
            writer.execute(f"PRAGMA application_id = {APPLICATION}")
            writer.execute(f"PRAGMA user_version = {version + 1}")


@contextmanager
def _immediate(conn: sqlite3.Connection) -> Iterator[None]:
    conn.execute("BEGIN IMMEDIATE")
    try:
        yield
        conn.execute("COMMIT")
    finally:
        if conn.in_transaction:
            conn.execute("ROLLBACK")


@contextmanager
def _savepoint(conn: sqlite3.Connection) -> Iterator[None]:
    conn.execute("SAVEPOINT inner")
    try:
        yield
    except BaseException:
        if conn.in_transaction:
            conn.execute("ROLLBACK TO inner")
            conn.execute("RELEASE inner")
        raise
    conn.execute("RELEASE inner")
