"""The tables of `reference.db`, how it is recognised, and how it is opened for reading and for filling."""

import sqlite3
from pathlib import Path

from client.errors import StoreProblem
from client.store.failures import translated, translated_files
from client.store.files import header_of

APPLICATION = 0x43415452  # "CATR"
VERSION = 1
SEGMENT = 65536
"""Entries in a segment: places in it are 16-bit numbers."""
PART = 16384
"""Numbers in one part of an order."""
TOMBSTONE = -1
"""In `entry.items` while filling: this record was deleted above; it is gone before the file is used."""

TABLES = (
    "CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT) STRICT, WITHOUT ROWID",
    # Texts that repeat, and every item name: entries and items refer to them by number.
    "CREATE TABLE word(n INTEGER PRIMARY KEY, text TEXT) STRICT",
    # The fields that one kind of entry or item has filled, in the order of its values; JSON.
    "CREATE TABLE shape(n INTEGER PRIMARY KEY, fields TEXT) STRICT",
    # The values of an item that come from lists, which repeat together: shape and values, JSON.
    "CREATE TABLE form(n INTEGER PRIMARY KEY, fields TEXT) STRICT",
    # What lists show and sort by; provider, sharing, update_cycle, state, space and profile are words.
    (
        "CREATE TABLE entry(n INTEGER PRIMARY KEY, id BLOB, code TEXT, name TEXT, provider INT, region TEXT,"
        " sharing INT, update_cycle INT, modified TEXT, items INT, state INT, space INT, profile INT) STRICT"
    ),
    # The rest: words in the order of the shape; five numbers for each item; what does not repeat as JSON.
    'CREATE TABLE body(n INTEGER PRIMARY KEY, shape INT, summary TEXT, "values" BLOB, items BLOB, extra TEXT) STRICT',
    "CREATE TABLE posting(segment INT, token TEXT, places BLOB, PRIMARY KEY(segment, token)) STRICT, WITHOUT ROWID",
    "CREATE TABLE ordering(sort TEXT, part INT, numbers BLOB, PRIMARY KEY(sort, part)) STRICT",
    "CREATE TABLE facet(facet TEXT, value TEXT, held INT, PRIMARY KEY(facet, value)) STRICT, WITHOUT ROWID",
)


def refuse_foreign(path: Path) -> bool:
    """Whether there is a file. Raises `StoreProblem` reference.not-ours or reference.newer without touching it."""
    with translated_files(path):
        header = header_of(path)
    if header is None:
        return False
    if not header.sqlite or header.application != APPLICATION:
        raise StoreProblem("reference.not-ours", path=str(path))
    if header.version > VERSION:
        raise StoreProblem("reference.newer", path=str(path), version=header.version, known=VERSION)
    return True


def connect_to_read(path: Path) -> sqlite3.Connection:
    """A connection that cannot write and trusts nothing in the file; the file must not be changed while it is open."""
    with translated(path):
        conn = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None, check_same_thread=False
        )
        # Mapped reading is ten times slower on a cold file (store.md 3).
        for pragma in ("mmap_size = 0", "cache_size = -65536", "temp_store = MEMORY", "trusted_schema = OFF"):
            conn.execute(f"PRAGMA {pragma}")
        return conn


def connect_to_fill(path: Path) -> sqlite3.Connection:
    """The connection that fills a file beside the one in use; makes the tables when it is new.

    A kill leaves the last committed batch; after a power cut the file may be damaged, which is looked for before it is
    gone on with.
    """
    with translated(path):
        conn = sqlite3.connect(path, isolation_level=None, timeout=0.5)
        # One filling at a time: the second is told at once that the file is in use.
        for pragma in ("page_size = 8192", "locking_mode = EXCLUSIVE", "journal_mode = WAL", "synchronous = NORMAL"):
            conn.execute(f"PRAGMA {pragma}")
        for pragma in ("cache_size = -131072", "wal_autocheckpoint = 8192", "mmap_size = 0"):
            conn.execute(f"PRAGMA {pragma}")
        if not conn.execute("PRAGMA user_version").fetchone()[0]:
            conn.execute("BEGIN IMMEDIATE")
            for table in TABLES:
                conn.execute(table)
            conn.execute(f"PRAGMA application_id = {APPLICATION}")
            conn.execute(f"PRAGMA user_version = {VERSION}")
            conn.execute("COMMIT")
        return conn


def has_our_tables(conn: sqlite3.Connection) -> bool:
    """Whether the file holds our tables and nothing else: no trigger, no view that a stranger could have put there."""
    rows = conn.execute("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite!_%' ESCAPE '!'")
    return sorted(row[0] for row in rows) == sorted(TABLES)


def meta(conn: sqlite3.Connection, key: str) -> str:
    """A remark on the file, "" when there is none."""
    row = conn.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return row[0] if row else ""


def set_meta(conn: sqlite3.Connection, key: str, value: str) -> None:
    """Writes a remark on the file."""
    conn.execute("INSERT OR REPLACE INTO meta(key, value) VALUES (?, ?)", (key, value))
