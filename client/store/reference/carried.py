"""A whole reference file: copied out for a stick or a platform, and taken in, from there, after it was looked through."""

import hashlib
import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from client.errors import StoreProblem
from client.progress import SILENT, Progress
from client.store.copying import flush
from client.store.failures import translated, translated_files
from client.store.reference.filling import READY, beside, put_in_place
from client.store.reference.layout import VERSION, connect_to_read, has_our_tables, meta, refuse_foreign, set_meta

_AT_ONCE = 4 << 20
_SPARE = 256 << 20
"""Bytes that a download leaves free: the own work needs room too."""


@dataclass(frozen=True, slots=True)
class About:
    """What a whole file says of itself; `cursor`: how far it was filled, `copy`: the SHA-256 it was fetched by, or ""."""

    format: int
    entries: int
    filled_at: str
    origin: str
    cursor: str
    copy: str


def about(path: Path) -> About | None:
    """What the file in use says of itself; None when there is none that can be read."""
    try:
        if not refuse_foreign(path):
            return None
        with translated(path), closing(connect_to_read(path)) as conn:
            told = (meta(conn, key) for key in ("filled_at", "origin", "cursor", "copy"))
            return About(VERSION, int(meta(conn, "entries")), *told)
    except (StoreProblem, ValueError):
        return None


def carry_out(path: Path, out: Path, progress: Progress = SILENT) -> int:
    """Copies the file for others, with its SHA-256 in a file beside it; gives its bytes. Raises `StoreProblem`."""
    digest = copy_out(path, out, progress)
    with translated_files(out):
        _digest_of(out).write_text(f"{digest}  {out.name}\n", encoding="utf-8")
        return out.stat().st_size


def copy_out(path: Path, out: Path, progress: Progress = SILENT) -> str:
    """Copies the file, whole or not at all; gives its SHA-256. Raises `StoreProblem` reference.absent, store.full."""
    if not refuse_foreign(path):
        raise StoreProblem("reference.absent", path=str(path))
    part = out.with_name(out.name + ".part")
    try:
        with translated_files(out):
            digest = _copy(path, part, progress)
            part.replace(out)
            return digest
    finally:
        part.unlink(missing_ok=True)


def copy_beside(path: Path, progress: Progress = SILENT) -> Path:
    """A copy of the file in use, to be filled further. Raises `StoreProblem` store.full, `Cancelled`."""
    base = path.with_name(path.name + ".base")
    copy_out(path, base, progress)
    return base


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


class Arriving:
    """A whole file that comes over a line, bit by bit and over several days if need be, beside the one in use."""

    def __init__(self, path: Path, sha256: str, size: int) -> None:
        self.part = path.with_name(f"{path.name}.{sha256[:16]}.part")
        self._path, self._sha256, self._size = path, sha256, size
        with translated_files(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            for other in path.parent.glob(f"{path.name}.*.part"):
                if other != self.part:
                    # Begun, and then the platform gave out another.
                    other.unlink(missing_ok=True)

    def held(self) -> int:
        """The bytes that are here."""
        return self.part.stat().st_size if self.part.exists() else 0

    def take(self, pieces: Iterable[bytes], progress: Progress) -> None:
        """Writes what comes behind the bytes that are here. Raises `StoreProblem` store.full before it is begun."""
        held = self.held()
        progress.stage("fetching", self._size >> 20)
        progress.step(held >> 20)
        with translated_files(self._path):
            free = shutil.disk_usage(self._path.parent).free
        if free < self._size - held + _SPARE:
            raise StoreProblem("store.full", path=str(self._path), why=f"{free >> 20} / {self._size - held >> 20} MB")
        if held >= self._size:
            return
        for piece in pieces:
            try:
                # Closed after each piece: a stop or a cut leaves everything that came on the disk.
                with translated_files(self._path), self.part.open("ab") as stream:
                    stream.write(piece)
            except StoreProblem:
                # The own work needs the room more than a copy that does not fit.
                self.part.unlink(missing_ok=True)
                raise
            held += len(piece)
            progress.step(held >> 20)

    def end(self, progress: Progress) -> Path:
        """The file, compared with its digest and looked through. What is not as it should be is thrown away.

        Raises `StoreProblem` reference.damaged, reference.not-ours, reference.newer.
        """
        progress.stage("checking")
        try:
            with translated_files(self._path):
                flush(self.part)
                with self.part.open("rb") as stream:
                    digest = hashlib.file_digest(stream, "sha256").hexdigest()
            if digest != self._sha256:
                raise StoreProblem("reference.damaged", path=str(self.part))
            refuse_foreign(self.part)
            _look_through(self.part, self.part, progress)
            with translated(self.part), closing(sqlite3.connect(self.part)) as conn, conn:
                set_meta(conn, "copy", self._sha256)
        except StoreProblem:
            self.part.unlink(missing_ok=True)
            raise
        return self.part


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
