"""The log file: for IT staff, small, rotating, and without the text of any entry."""

import logging
import logging.handlers
from pathlib import Path

from client import paths

NAME = "client.log"
FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"


class _Rotating(logging.handlers.RotatingFileHandler):
    """A line that cannot be written (a full disk, a folder that became read-only) is lost and nothing else."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  (as logging calls it)
        """Nothing: Python would print pages of its own on the terminal, beside what the person is told."""


def start(folder: Path | None = None) -> Path:
    """Begins logging to `client.log` (3 files of 1 MB) and gives its path; without a writable folder, to nowhere."""
    target = (folder or paths.logs()) / "client.log"
    root = logging.getLogger("client")
    if any(one.name == NAME for one in root.handlers):
        return target
    root.setLevel(logging.INFO)
    root.propagate = False
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        destination: logging.Handler = _Rotating(
            target, maxBytes=1_000_000, backupCount=2, encoding="utf-8", delay=True
        )
    except OSError:
        destination = logging.NullHandler()
    destination.name = NAME
    destination.setFormatter(logging.Formatter(FORMAT))
    root.addHandler(destination)
    return target
