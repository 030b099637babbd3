"""How a store is, told without changing it: also when it cannot be opened."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

from client.errors import StoreProblem
from client.store import files
from client.store.failures import translated
from client.store.migrations import VERSION
from client.store.safekeeping import shelf

MOST = 5
STATES = ("ok", "missing", "unclean", "damaged", "newer", "older", "not-ours", "unreadable")
"""`unclean`: a log lies beside the file; it is open somewhere, or was not closed the last time."""


@dataclass(frozen=True, slots=True)
class Health:
    """What can be told of a store. `faults`: what SQLite complains of; sizes in bytes; `last_act` a stamp or ""."""

    path: Path
    state: str
    version: int = 0
    size: int = 0
    log: int = 0
    entries: int = 0
    items: int = 0
    queue: int = 0
    last_act: str = ""
    last_backup: str = ""
    backups: int = 0
    faults: tuple[str, ...] = field(default=())


SQLITE = sqlite3.sqlite_version
SQLITE_FITS = sqlite3.sqlite_version_info >= (3, 38)


def examine(path: Path, *, thorough: bool = True) -> Health:
    """Looks at a store; `thorough` reads every page (about three seconds per gigabyte). Never raises for what it finds."""
    kept = shelf.listed(path, shelf.folder_of(path))
    found = Health(path, "missing", last_backup=kept[0].at if kept else "", backups=len(kept))
    try:
        header = files.header_of(path)
        size = path.stat().st_size if header else 0
    except OSError as problem:
        return replace(found, state="unreadable", faults=(str(problem),))
    if header is None:
        return found
    found = replace(found, size=size, log=_size(path.with_name(path.name + "-wal")), version=header.version)
    if not header.sqlite or header.application != files.APPLICATION:
        return replace(found, state="not-ours")
    if header.version != VERSION:
        return replace(found, state="newer" if header.version > VERSION else "older")
    try:
        # Without a log nobody has it open; looking must not leave a log of its own behind.
        uri = f"{path.absolute().as_uri()}?mode=ro{'' if found.log else '&immutable=1'}"
        with translated(path), closing(sqlite3.connect(uri, uri=True)) as conn:
            faults = [row[0] for row in conn.execute(f"PRAGMA quick_check({MOST})")] if thorough else ["ok"]
            if faults != ["ok"]:
                return replace(found, state="damaged", faults=tuple(faults))
            return _counted(found, conn)
    except StoreProblem as problem:
        bad = "damaged" if problem.code == "store.damaged" else "unreadable"
        return replace(found, state=bad, faults=(str(problem.params.get("why", problem)),))


def _counted(found: Health, conn: sqlite3.Connection) -> Health:
    entries, items = conn.execute("SELECT count(*), coalesce(sum(items), 0) FROM entry WHERE deleted = 0").fetchone()
    queue = conn.execute("SELECT count(*) FROM outbox").fetchone()[0]
    act = conn.execute("SELECT at FROM act ORDER BY n DESC LIMIT 1").fetchone()
    state = "unclean" if found.log else "ok"
    return replace(found, state=state, entries=entries, items=items, queue=queue, last_act=act[0] if act else "")


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
