"""Fills a reference file beside the one in use, batch by batch, and puts it in its place when it is whole.

A kill at any moment leaves either the old file or the new one, and a filling that goes on after the last committed batch.
"""

import gc
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from client.errors import StoreProblem
from client.progress import SILENT, Progress
from client.store.copying import flush
from client.store.failures import translated, translated_files
from client.store.reference import orders, tokens
from client.store.reference.bringing_on import BASED, brought, write_orders
from client.store.reference.layout import (
    SEGMENT,
    TOMBSTONE,
    connect_to_fill,
    has_our_tables,
    meta,
    refuse_foreign,
    set_meta,
)
from client.store.reference.places import numbers32, without
from client.store.reference.record import PER_ITEM, Packer, Reader, Record, Rows
from client.store.reference.segment import Segment
from client.store.reference.words import Kept

READY = "ready"
FEW_GONE = 3_000
"""Up to so many entries of a segment are taken out of its lists one by one; beyond, the segment is indexed anew."""
_ENTRY = f"INSERT INTO entry VALUES ({', '.join('?' * 13)})"
_BODY = "INSERT INTO body VALUES (?, ?, ?, ?, ?, ?)"
_POSTING = "INSERT OR REPLACE INTO posting(segment, token, places) VALUES (?, ?, ?)"


class Filling:
    """One filling. `source` names what it is filled from: the same source goes on where it stopped, another begins anew.

    `cursor` is what the caller gave with its last `commit`, "" at the beginning; `entries` the records taken so far.
    """

    def __init__(self, path: Path, conn: sqlite3.Connection, source: str, *, based: bool) -> None:
        self.path = path
        self.beside = beside(path)
        self._conn = conn
        with translated(self.beside), conn:
            conn.execute("BEGIN IMMEDIATE")
            set_meta(conn, "source", source)
            set_meta(conn, "state", "")
            self.entries = int(conn.execute("SELECT coalesce(max(n) + 1, 0) FROM entry").fetchone()[0])
            if based:
                set_meta(conn, BASED, str(self.entries))
        self.cursor = meta(conn, "cursor")
        self._kept = Kept(conn)
        self._packer = Packer(self._kept)
        self._keys: dict[int, str] = {}
        self._segment = self._load_segment(self.entries // SEGMENT)
        self._pending: list[Rows] = []
        self._postings: list[tuple[int, str, bytes]] = []

    @classmethod
    def open(cls, path: Path, source: str, progress: Progress = SILENT, base: Path | None = None) -> "Filling":
        """Begins, or goes on with what a filling from the same source has left. Raises `StoreProblem`.

        A new one begins with what stands in `base`, a whole reference file that is used up by it.
        """
        refuse_foreign(path)
        part = beside(path)
        with translated_files(path):
            path.parent.mkdir(parents=True, exist_ok=True)
        if not part.exists() or not _goes_on(part, source, progress):
            # Also where there is no file: a log that a kill left without it would be written into the new one.
            discard(path)
        based = base is not None and not part.exists()
        if base is not None and based:
            with translated_files(path):
                base.replace(part)
        conn = connect_to_fill(part)
        try:
            with translated(part):
                return cls(path, conn, source, based=based)
        except BaseException:
            conn.close()
            raise

    def add(self, record: Record) -> None:
        """Takes one record. Raises `ValueError` when it has not the agreed shape; then it is not counted."""
        rows = self._packer.rows(self.entries, record)
        self._pending.append(rows)
        self._segment.add(self.entries % SEGMENT, rows)
        self.entries += 1
        if self.entries % SEGMENT == 0:
            self._postings += self._segment.postings()
            self._segment = Segment(self.entries // SEGMENT, self._item_key)

    def commit(self, cursor: str) -> None:
        """Everything up to here and the place to go on from, together."""
        with self._room_for_own_work(), translated(self.beside), self._conn as conn:
            conn.execute("BEGIN IMMEDIATE")
            conn.executemany(_ENTRY, (one.entry for one in self._pending))
            conn.executemany(_BODY, (one.body for one in self._pending if one.body is not None))
            conn.executemany(_POSTING, self._postings)
            self._kept.write()
            set_meta(conn, "cursor", cursor)
        self._pending.clear()
        self._postings.clear()
        self.cursor = cursor

    def finish(self, remarks: dict[str, str], progress: Progress = SILENT) -> int:
        """Makes the orders, checks, and puts the file in place; gives the entries in it. Raises `StoreProblem`, `Cancelled`."""
        progress.stage("sorting", len(orders.SORTS) + 2)
        self.commit(self.cursor)
        with self._room_for_own_work(), translated(self.beside):
            with self._conn as conn:
                conn.execute("BEGIN IMMEDIATE")
                conn.executemany(_POSTING, self._segment.postings())
                change = brought(conn)
                self._drop(change.dead if change else orders.superseded(conn))
                set_meta(conn, BASED, "")
            progress.step(1)
            if change:
                write_orders(self._conn, change, progress)
            else:
                orders.write_all(self._conn, progress)
            with self._conn as conn:
                conn.execute("BEGIN IMMEDIATE")
                held = orders.write_facets(conn)
                for key, value in {**remarks, "entries": str(held), "state": READY}.items():
                    set_meta(conn, key, value)
            self._conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            # It travels and is read as one file.
            self._conn.execute("PRAGMA journal_mode = DELETE")
        self.close()
        put_in_place(self.beside, self.path)
        return held

    def close(self) -> None:
        """Leaves the file as it is; the next filling from the same source goes on with it."""
        self._conn.close()

    @contextmanager
    def _room_for_own_work(self) -> Iterator[None]:
        """What does not fit on the disk is thrown away at once: the own work needs the room more."""
        try:
            yield
        except StoreProblem as problem:
            if problem.code == "store.full":
                self.close()
                discard(self.path)
            raise

    def _item_key(self, number: int) -> str:
        key = self._keys.get(number)
        if key is None:
            key = self._keys[number] = tokens.key(self._kept.words.texts[number - 1])
        return key

    def _drop(self, dead: dict[int, list[int]]) -> None:
        """Takes entries out of the file and of the lists they are found by. Inside the caller's transaction."""
        for number, gone in dead.items():
            few = len(gone) <= FEW_GONE
            if few:
                self._unlist(self._indexed(number, gone))
            for table in ("entry", "body"):
                self._conn.executemany(f"DELETE FROM {table} WHERE n = ?", ((n,) for n in gone))
            if not few:
                self._conn.execute("DELETE FROM posting WHERE segment = ?", (number,))
                self._conn.executemany(_POSTING, self._load_segment(number).postings())

    def _unlist(self, gone: Segment) -> None:
        for segment, token, packed in gone.postings():
            key = (segment, token)
            (listed,) = self._conn.execute("SELECT places FROM posting WHERE segment = ? AND token = ?", key).fetchone()
            if left := without(listed, packed):
                self._conn.execute(_POSTING, (*key, left))
            else:
                self._conn.execute("DELETE FROM posting WHERE segment = ? AND token = ?", key)

    def _load_segment(self, number: int) -> Segment:
        """The segment with the entries that are already in the file."""
        first = number * SEGMENT
        sql = "SELECT n FROM entry WHERE n >= ? AND n < ? ORDER BY n"
        return self._indexed(number, [row[0] for row in self._conn.execute(sql, (first, first + SEGMENT))])

    def _indexed(self, number: int, numbers: Iterable[int]) -> Segment:
        segment, read = Segment(number, self._item_key), Reader(self._conn)
        for n in numbers:
            segment.add(n - number * SEGMENT, stored_rows(self._conn, read, n))
        return segment


@contextmanager
def undisturbed() -> Iterator[None]:
    """Without Python's collector, which would look through millions of lists that hold no circles again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def stored_rows(conn: sqlite3.Connection, read: Reader, n: int) -> Rows:
    """What a stored entry is found by."""
    row = conn.execute("SELECT * FROM entry WHERE n = ?", (n,)).fetchone()
    if row[9] == TOMBSTONE:
        return Rows(row, None, "", (), ())
    found = read.entry(n)
    body = conn.execute("SELECT items FROM body WHERE n = ?", (n,)).fetchone()
    if found is None or body is None:
        raise sqlite3.DatabaseError(f"entry {n} has no body")
    entry, state = found
    own = {"state": state, "profile": entry.profile, "space": entry.space}
    facets = tuple(own.get(name, entry.text(name)) for name in tokens.FACETS)
    return Rows(row, body, tokens.key(row[3]), numbers32(body[0])[::PER_ITEM], facets)


def beside(path: Path) -> Path:
    """Where a file is filled."""
    return path.with_name(path.name + ".filling")


def ready(path: Path) -> Path:
    """Where a whole file waits when the old one is still in use (Windows)."""
    return path.with_name(path.name + ".ready")


def put_in_place(made: Path, path: Path) -> bool:
    """Gives a whole file its name, durably; False when another program still reads the old one: the next opening does it."""
    with translated_files(path):
        flush(made)
        made.replace(ready(path))
        flush(path.parent)
    return adopt(path)


def adopt(path: Path) -> bool:
    """Puts a whole file that waits into its place. False when none waits or the old one is in use."""
    waiting = ready(path)
    try:
        waiting.replace(path)
    except (FileNotFoundError, PermissionError):
        return False
    with translated_files(path):
        flush(path.parent)
    return True


def begun(path: Path, source: str) -> bool:
    """Whether a filling from this source was begun and not finished."""
    part = beside(path)
    if not part.exists():
        return False
    try:
        refuse_foreign(part)
        with translated(part), closing(connect_to_fill(part)) as conn:
            return meta(conn, "source") == source
    except StoreProblem:
        return False


def _goes_on(part: Path, source: str, progress: Progress) -> bool:
    """Whether what lies there is a sound filling from the same source."""
    progress.stage("checking")
    try:
        refuse_foreign(part)
        conn = connect_to_fill(part)
        try:
            return (
                has_our_tables(conn)
                and meta(conn, "source") == source
                and conn.execute("PRAGMA quick_check(1)").fetchone() == ("ok",)
            )
        finally:
            conn.close()
    except StoreProblem as problem:
        if problem.code == "store.busy":
            raise StoreProblem("reference.being-filled", path=str(part)) from problem
        return False
    except sqlite3.DatabaseError as problem:
        if problem.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
            raise StoreProblem("reference.being-filled", path=str(part)) from problem
        return False


def discard(path: Path) -> None:
    """Throws away what was filled beside the file and not finished."""
    part = beside(path)
    with translated_files(part):
        for ending in ("", "-wal", "-shm", "-journal"):
            part.with_name(part.name + ending).unlink(missing_ok=True)
