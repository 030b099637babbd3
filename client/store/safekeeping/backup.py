"""Copies of the store, made while it is in use and opened once to be sure."""

from contextlib import closing
from pathlib import Path

from client.progress import SILENT, Progress
from client.store.copying import copy_to
from client.store.database import Database
from client.store.failures import translated


def copy(db: Database, to: Path, progress: Progress = SILENT) -> Path:
    """Copies one moment of the store to the file `to` and checks the copy; writers are not held up.

    Stage "copying", counted in pages. Raises `StoreProblem` (store.full, store.folder, store.damaged, store.disk) and
    `Cancelled`; `to` is then as it was before.
    """
    with closing(db.connect_to_read()) as source, translated(db.path):
        # A reader's snapshot: without it every write of somebody else would start the copy anew.
        source.execute("BEGIN")
        source.execute("SELECT 1 FROM meta").fetchone()
        return copy_to(source, to, progress)
