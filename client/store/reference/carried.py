"""A whole reference file on a stick: copied out with its SHA-256 beside it, and taken in after it was looked through."""

import hashlib
from contextlib import closing
from pathlib import Path

from client.errors import StoreProblem
from client.progress import SILENT, Progress
from client.store.copying import flush
from client.store.failures import translated, translated_files
from client.store.reference.filling import READY, beside, put_in_place
from client.store.reference.layout import connect_to_read, has_our_tables, meta, refuse_foreign

_AT_ONCE = 4 << 20


def carry_out(path: Path, out: Path, progress: Progress = SILENT) -> int:
    """Copies the file for others, with its SHA-256 in a file beside it; gives its bytes. Raises `StoreProblem`."""
    if not refuse_foreign(path):
        raise StoreProblem("reference.absent", path=str(path))
    part = out.with_name(out.name + ".part")
    with translated_files(out):
        digest = _copy(path, part, progress)
        part.replace(out)
        _digest_of(out).write_text(f"{digest}  {out.name}\n", encoding="utf-8")
        return out.stat().st_size


def is_carried(file: Path) -> bool:
    """Whether a file is a whole reference file, and not a list of records."""
    with translated_files(file), file.open("rb") as stream:
        return stream.read(16) == b"SQLite format 3\x00"


def take_in(path: Path, file: Path, progress: Progress = SILENT) -> int:
    """Copies a carried file beside the one in use, looks through it and swaps it in; gives its entries.

    Raises `StoreProblem` reference.not-ours, reference.newer, reference.damaged, store.full, and `Cancelled`.
    """
    refuse_foreign(file)
    part = beside(path).with_suffix(".carried")
    try:
        with translated_files(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            digest = _copy(file, part, progress)
        told = _told(file)
        if told and told != digest:
            raise StoreProblem("reference.damaged", path=str(file))
        entries = _look_through(part, file, progress)
        put_in_place(part, path)
        return entries
    finally:
        with translated_files(path):
            part.unlink(missing_ok=True)


def _look_through(part: Path, file: Path, progress: Progress) -> int:
    progress.stage("checking")
    with translated(part), closing(connect_to_read(part)) as conn:
        if not has_our_tables(conn) or meta(conn, "state") != READY:
            raise StoreProblem("reference.not-ours", path=str(file))
        if conn.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise StoreProblem("reference.damaged", path=str(file))
        return int(meta(conn, "entries"))


def _copy(source: Path, to: Path, progress: Progress) -> str:
    digest = hashlib.sha256()
    progress.stage("copying", source.stat().st_size >> 20)
    with source.open("rb") as reading, to.open("wb") as writing:
        done = 0
        while piece := reading.read(_AT_ONCE):
            digest.update(piece)
            writing.write(piece)
            done += len(piece)
            progress.step(done >> 20)
    flush(to)
    return digest.hexdigest()


def _digest_of(file: Path) -> Path:
    return file.with_name(file.name + ".sha256")


def _told(file: Path) -> str:
    """The SHA-256 that was carried along, "" when there is none."""
    with translated_files(file):
        beside_it = _digest_of(file)
        return beside_it.read_text(encoding="utf-8").split(" ")[0].strip() if beside_it.exists() else ""
