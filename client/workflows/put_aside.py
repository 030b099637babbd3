"""A copy of the store put aside before a deed that touches many entries."""

from pathlib import Path

from client.clock import stamp
from client.store import backup
from client.workflows.workspace import Workspace

KEPT = 10
"""Copies kept; the oldest go."""


def put_aside(ws: Workspace, why: str) -> Path:
    """Copies the store into `backups/` beside it, named by moment and reason. Raises `StoreProblem`."""
    folder = ws.db.path.with_name("backups")
    folder.mkdir(parents=True, exist_ok=True)
    moment = stamp(ws.clock()).replace(":", "").replace("-", "").replace(".", "")
    made = backup.copy(ws.db, folder / f"{ws.db.path.stem}-{moment}-{why}.db")
    for old in sorted(folder.glob(f"{ws.db.path.stem}-*.db"))[:-KEPT]:
        old.unlink(missing_ok=True)
    return made
