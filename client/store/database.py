"""Opens `work.db`, gives connections for reading and writing, and translates what SQLite says."""

import sqlite3
from contextlib import AbstractContextManager
from pathlib import Path

from client.clock import Clock, system_clock


class Database:
    """One open store. Usable from several threads; several processes may have the same file open."""

    path: Path
    clock: Clock
    unclean: bool
    """Whether the file was not closed properly the last time (or another process has it open): `quick_check` it."""

    @classmethod
    def open(cls, path: Path, clock: Clock = system_clock) -> "Database":
        """Opens or creates the store."""
        raise NotImplementedError

    def read(self) -> AbstractContextManager[sqlite3.Connection]:
        """A read-only connection of this thread that sees one moment of the store for the whole block."""
        raise NotImplementedError

    def write(self) -> AbstractContextManager[sqlite3.Connection]:
        """The writing connection in BEGIN IMMEDIATE .. COMMIT; a nested block is a savepoint of the outer one."""
        raise NotImplementedError

    def data_version(self) -> int:
        """A number that changes when ANOTHER process has changed the store."""
        raise NotImplementedError

    def close(self) -> None:
        """Closes every connection."""
        raise NotImplementedError
