"""Looking after the file when there is time."""

import sqlite3
from contextlib import closing

from client.errors import StoreProblem
from client.progress import SILENT, Progress
from client.store import entries, people, search
from client.store.database import Database
from client.store.documents import column
from client.store.failures import translated

MOST = 20
BATCH = 50
"""Entries between which a form can save: a few milliseconds."""

_MADE, _DONE = "search made by", "search made up to"


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


def search_is_fresh(db: Database) -> bool:
    """Whether entries are found by all that this version finds them by; a store without entries is marked as such."""
    with db.read() as conn:
        if people.meta(conn, _MADE) == search.MADE:
            return True
        if conn.execute("SELECT 1 FROM entry LIMIT 1").fetchone():
            return False
    with db.write(derived=True) as conn:
        if conn.execute("SELECT 1 FROM entry LIMIT 1").fetchone():
            return False
        people.set_meta(conn, _MADE, search.MADE)
    return True


def refresh_search(db: Database, progress: Progress = SILENT) -> bool:
    """Makes the entries findable by what this version finds them by; False when they were already.

    An older version made the index by fewer texts. Goes on where it was interrupted. Raises `StoreProblem`, `Cancelled`.
    """
    if search_is_fresh(db):
        return False
    with db.read() as conn:
        last = conn.execute("SELECT coalesce(max(n), 0) FROM entry").fetchone()[0]
        mark = f"{search.MADE}:"
        kept = people.meta(conn, _DONE)
        done = int(kept.removeprefix(mark)) if kept.startswith(mark) else 0
    progress.stage("indexing", last)
    while done < last:
        with db.write(derived=True) as conn:
            part = conn.execute(
                "SELECT n, id, deleted FROM entry WHERE n > ? ORDER BY n LIMIT ?", (done, BATCH)
            ).fetchall()
            stored = entries.load_many(conn, [entry_id for _, entry_id, _ in part])
            texts = {one.entry.id: column(search.text_of(one.entry)) for one in stored}
            for n, entry_id, deleted in part:
                search.index(conn, n, texts.get(entry_id, ""), live=not deleted)
            done = part[-1][0]
            people.set_meta(conn, _DONE, f"{mark}{done}")
        progress.step(done)
        db.give_way()
    with db.write(derived=True) as conn:
        people.set_meta(conn, _MADE, search.MADE)
    return True
