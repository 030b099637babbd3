"""Looking after the file when there is time."""

import sqlite3
from contextlib import closing

from client.errors import StoreProblem
from client.store.database import Database
from client.store.failures import translated

MOST = 20


def quick_check(db: Database) -> list[str]:
    """What is wrong with the file, empty when it is sound.

    About three seconds per gigabyte: after an unclean exit (`db.unclean`) or when idle, never on the window's thread.
    """
    try:
        with closing(db.connect_to_read()) as conn, translated(db.path):
            found = [str(row[0]) for row in conn.execute(f"PRAGMA quick_check({MOST})")]
    except StoreProblem as problem:
        if problem.code != "store.damaged":
            raise
        return [str(problem.params["why"])]
    return [] if found == ["ok"] else found


def check_search(db: Database) -> bool:
    """Whether the search index is sound in itself (`search.rebuild` makes it anew)."""
    try:
        with db.write() as conn:
            conn.execute("INSERT INTO search(search) VALUES ('integrity-check')")
    except sqlite3.DatabaseError:
        return False
    except StoreProblem as problem:
        if problem.code != "store.damaged":
            raise
        return False
    return True
