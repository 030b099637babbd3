"""The shape of a store as text, to compare with the committed `schema.sql`.

`python -m client.store.schema` writes it to standard output for a fresh store.
"""

import sqlite3
import sys
import tempfile
from pathlib import Path

from client.store.database import Database


def schema_of(conn: sqlite3.Connection) -> str:
    """Every table, index and trigger of a store, a statement per line, sorted; without what SQLite makes itself."""
    rows = conn.execute("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'search!_%' ESCAPE '!'")
    version = conn.execute("PRAGMA user_version").fetchone()[0]
    return "\n".join([f"-- version {version}", *(f"{sql};" for sql in sorted(row[0] for row in rows)), ""])


def fresh() -> str:
    """The shape of a new store."""
    with tempfile.TemporaryDirectory() as folder:
        db = Database.open(Path(folder) / "work.db")
        try:
            with db.read() as conn:
                return schema_of(conn)
        finally:
            db.close()


if __name__ == "__main__":
    sys.stdout.write(fresh())
