"""What a backup holds that the store does not, and the other way round. Nothing here writes entries: the journal does."""

import json
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from client.errors import StoreProblem
from client.store import copying, entries, files, people
from client.store.database import Database
from client.store.failures import translated, translated_files
from client.store.migrations import VERSION

PURGED = "purged"
"""The meta key under which the store remembers what was erased, so that no backup brings it back."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One entry that would change. `kind`: back (gone or unknown here) | changed | newer (made after the backup)."""

    entry: str
    name: str
    kind: str


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """A backup to read from, checked, in the shape of this version; the file itself is never changed.

    Raises `StoreProblem`: store.no-backup, store.not-ours, store.newer, store.damaged.
    """
    with translated_files(path):
        header = files.header_of(path)
    if header is None:
        raise StoreProblem("store.no-backup", path=str(path))
    if not header.sqlite or header.application != files.APPLICATION:
        raise StoreProblem("store.not-ours", path=str(path))
    if header.version > VERSION:
        raise StoreProblem("store.newer", path=str(path), version=header.version, known=VERSION)
    if header.version == VERSION and not files.has_log(path):
        uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        with translated(path), closing(sqlite3.connect(uri, uri=True, check_same_thread=False)) as conn:
            copying.verify(conn, path)
            yield conn
        return
    with tempfile.TemporaryDirectory(dir=path.absolute().parent, ignore_cleanup_errors=True) as folder:
        copy = Path(folder) / "backup.db"
        with translated_files(path):
            for ending in ("", "-wal"):
                if (part := path.with_name(path.name + ending)).exists():
                    shutil.copyfile(part, copy.with_name(copy.name + ending))
        db = Database.open(copy)
        try:
            with closing(db.connect_to_read()) as conn, translated(path):
                copying.verify(conn, path)
                yield conn
        finally:
            db.close()


def is_empty(conn: sqlite3.Connection) -> bool:
    """Whether a store holds no work yet: a backup is then taken over as a whole, with its history and its queue."""
    return not any(
        conn.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone()
        for table in ("entry", "act", "outbox", "receipt", "remote")
    )


def differences(now: sqlite3.Connection, old: sqlite3.Connection) -> list[Difference]:
    """Every entry whose content would change if the backup `old` were taken back, in the backup's order."""
    here = _fingerprints(now)
    there = _fingerprints(old)
    erased = {entry for entry, _, field in purged(now) if not field}
    unlike = [one for one, (_, content) in there.items() if one not in here or here[one][1] != content]
    found = []
    for start in range(0, len(unlike), entries.AT_ONCE):
        part = unlike[start : start + entries.AT_ONCE]
        present = {one.entry.id: one for one in entries.load_many(now, part)}
        for one in entries.load_many(old, part):
            mine = present.get(one.entry.id)
            if one.entry.id in erased:
                continue
            if mine is None or mine.deleted:
                found.append(Difference(one.entry.id, one.entry.text("name"), "back"))
            elif (mine.entry.values, mine.entry.items, mine.entry.profile, mine.entry.explanations) != (
                one.entry.values, one.entry.items, one.entry.profile, one.entry.explanations,
            ):  # fmt: skip
                found.append(Difference(one.entry.id, one.entry.text("name"), "changed"))
    newer = [Difference(one, name, "newer") for one, (name, _) in here.items() if one not in there]
    return [*found, *newer]


def names(conn: sqlite3.Connection, word: str) -> list[str]:
    """Live entries of a backup that a person means by an id, its beginning, a code or the exact name."""
    rows = conn.execute(
        "SELECT id FROM entry WHERE deleted = 0 AND (id = ?1 OR code = ?1 OR name = ?1"
        " OR (length(?1) >= 6 AND substr(id, 1, length(?1)) = ?1)) LIMIT 2",
        (word,),
    )
    return [row[0] for row in rows]


def take_whole(db: Database, old: sqlite3.Connection) -> None:
    """Makes an empty store what the backup is, in one transaction."""
    db.become(old)


def purged(conn: sqlite3.Connection) -> list[tuple[str, str, str]]:
    """(entry, item, field) of everything that was erased; field "": the whole entry, item "": in every item."""
    kept = people.meta(conn, PURGED)
    return [(entry, item, field) for entry, item, field in json.loads(kept)] if kept else []


def moment_of(conn: sqlite3.Connection) -> str:
    """When the last act of a backup was done, "" before the first."""
    row = conn.execute("SELECT at FROM act ORDER BY n DESC LIMIT 1").fetchone()
    return str(row[0]) if row else ""


def _fingerprints(conn: sqlite3.Connection) -> dict[str, tuple[str, int]]:
    rows = conn.execute(
        "SELECT e.id, e.name, d.body, e.profile FROM entry e JOIN document d ON d.entry = e.n WHERE e.deleted = 0"
        " ORDER BY e.n"
    )
    return {entry: (name, hash((body, profile))) for entry, name, body, profile in rows}
