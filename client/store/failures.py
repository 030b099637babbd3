"""What SQLite and the file system say, as our problems; nothing else of the store knows their codes."""

import errno
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from client.errors import StoreProblem

_CODES = {
    sqlite3.SQLITE_BUSY: "store.busy",
    sqlite3.SQLITE_LOCKED: "store.busy",
    sqlite3.SQLITE_FULL: "store.full",
    sqlite3.SQLITE_READONLY: "store.folder",
    sqlite3.SQLITE_CANTOPEN: "store.folder",
    sqlite3.SQLITE_PERM: "store.folder",
    sqlite3.SQLITE_CORRUPT: "store.damaged",
    sqlite3.SQLITE_NOTADB: "store.damaged",
    sqlite3.SQLITE_IOERR: "store.disk",
    sqlite3.SQLITE_PROTOCOL: "store.busy",
}

_FULL = 256 << 10
"""With less room than this a failed write is told as a full disk: what lies beside the log is made larger in parts, and
SQLite calls that an error of the disk."""


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turns failures of SQLite and of the file system into `StoreProblem`; our own mistakes in SQL stay as they are."""
    try:
        yield
    except sqlite3.DatabaseError as problem:
        code = _CODES.get(getattr(problem, "sqlite_errorcode", 0) & 0xFF)
        if code is None:
            raise
        if code == "store.disk" and _is_full(path):
            code = "store.full"
        raise StoreProblem(code, path=str(path), why=str(problem)) from problem


@contextmanager
def translated_files(path: Path) -> Iterator[None]:
    """The same for what is done to files beside the data base."""
    try:
        yield
    except OSError as problem:
        full = problem.errno in (errno.ENOSPC, errno.EDQUOT) if hasattr(errno, "EDQUOT") else False
        raise StoreProblem("store.full" if full else "store.folder", path=str(path), why=str(problem)) from problem


def _is_full(path: Path) -> bool:
    with suppress(OSError):
        return shutil.disk_usage(path.parent).free < _FULL
    return False
