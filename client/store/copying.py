"""One consistent copy of an open data base, checked before it takes its name; and what such copies are called."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from client.clock import Clock, stamp
from client.errors import StoreProblem
from client.progress import SILENT, Progress
from client.store.failures import translated, translated_files

PAGES = 2048  # 8 MB at a time: writers get in between, and a stopped copy stops soon


CHUNK = 4 * 1024 * 1024


def backup_path(store: Path, clock: Clock, why: str) -> Path:
    """Where a backup made now belongs: `backups/` beside the store, named by moment and reason."""
    moment = stamp(clock()).replace(":", "").replace("-", "").replace(".", "")
    return store.with_name("backups") / f"{store.stem}-{moment}-{why}.db"


def copy_file(source: Path, to: Path, progress: Progress = SILENT) -> Path:
    """Copies a data base that nobody has open, for example to a stick; opened and found sound before it takes its name.

    Raises `StoreProblem` (full, folder, damaged) and `Cancelled`; `to` is then as it was before.
    """
    part = to.with_name(to.name + ".part")
    try:
        with translated_files(to), source.open("rb") as read:
            to.parent.mkdir(parents=True, exist_ok=True)
            progress.stage("copying", source.stat().st_size // CHUNK + 1)
            with part.open("wb") as write:
                for number, chunk in enumerate(iter(lambda: read.read(CHUNK), b"")):
                    write.write(chunk)
                    progress.step(number + 1)
                write.flush()
                os.fsync(write.fileno())
        with translated(to), closing(sqlite3.connect(f"{part.absolute().as_uri()}?mode=ro", uri=True)) as target:
            verify(target, to)
        with translated_files(to):
            part.replace(to)
            flush(to.parent)
    finally:
        part.unlink(missing_ok=True)
    return to


def copy_to(source: sqlite3.Connection, to: Path, progress: Progress = SILENT) -> Path:
    """Copies what `source` sees to the file `to`, replacing it only once the copy was opened and found sound.

    Raises `StoreProblem` (full, folder, damaged) and `Cancelled`; `to` is then as it was before.
    """
    part = to.with_name(to.name + ".part")
    with translated_files(to):
        to.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
    try:
        with translated(to), closing(sqlite3.connect(part, isolation_level=None)) as target:
            progress.stage("copying", source.execute("PRAGMA page_count").fetchone()[0])
            source.backup(target, pages=PAGES, progress=lambda _, left, total: progress.step(max(0, total - left)))
            # A copy travels as one file: no write-ahead log beside it.
            target.execute("PRAGMA journal_mode = DELETE")
            verify(target, to)
        with translated_files(to):
            flush(part)
            part.replace(to)
            flush(to.parent)
    finally:
        part.unlink(missing_ok=True)
    return to


def verify(target: sqlite3.Connection, to: Path) -> None:
    """Raises `StoreProblem("store.damaged")` when the data base is not sound."""
    problems = [row[0] for row in target.execute("PRAGMA quick_check(5)")]
    if problems != ["ok"]:
        raise StoreProblem("store.damaged", path=str(to), why="; ".join(problems))


def flush(path: Path) -> None:
    """Forces a file, or the names in a folder, to the disk. Windows cannot open a folder and need not."""
    if path.is_dir() and os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
