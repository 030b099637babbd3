"""One consistent copy of an open data base, checked before it takes its name."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from client.errors import StoreProblem
from client.progress import SILENT, Progress
from client.store.failures import translated, translated_files

PAGES = 2048  # 8 MB at a time: writers get in between, and a stopped copy stops soon


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
            _verify(target, to)
        with translated_files(to):
            _flush(part)
            part.replace(to)
            _flush(to.parent)
    finally:
        part.unlink(missing_ok=True)
    return to


def _verify(target: sqlite3.Connection, to: Path) -> None:
    problems = [row[0] for row in target.execute("PRAGMA quick_check(5)")]
    if problems != ["ok"]:
        raise StoreProblem("store.damaged", path=str(to), why="; ".join(problems))


def _flush(path: Path) -> None:
    """Forces a file, or the names in a folder, to the disk. Windows cannot open a folder and need not."""
    if path.is_dir() and os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
