"""Copies of the store, made while it is in use and opened once to be sure."""

from pathlib import Path

from client.progress import SILENT, Progress
from client.store.database import Database


def copy(db: Database, to: Path, progress: Progress = SILENT) -> Path:
    """Copies the store to the file `to` and checks the copy. Raises `StoreProblem`."""
    raise NotImplementedError
