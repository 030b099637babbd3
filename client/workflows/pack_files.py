"""Where the packs of a store lie, and using them in this process: the workspace and every worker begin with it."""

import json
import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from client.catalog import packs as reading
from client.catalog import profile as profiles
from client.catalog import tables
from client.catalog.packs import Pack
from client.errors import SettingsProblem
from client.platforms import signing
from client.store import people
from client.store.database import Database

KEY = "packs.key"
"""The meta fact that names whose signature packs must bear; it comes with the enrolment."""

ENROLLED = "enrolment.key"
ENDING = ".pack"
_log = logging.getLogger(__name__)


def activate(db: Database) -> None:
    """Uses the packs beside a store in this process; a damaged one is left out and noted in the log."""
    key = key_of(db) if folder(db.path).is_dir() else ""
    found = read_all(folder(db.path), key) if key else []
    fresh = reading.tables(found)
    if fresh.version != tables.present().version:
        tables.use(fresh)
        profiles.use_packs(reading.overlays(found))


def activate_for(store: Path) -> None:
    """The same for a process that has no open store yet."""
    if folder(store).is_dir():
        db = Database.open(store)
        try:
            activate(db)
        finally:
            db.close()


def key_of(db: Database) -> str:
    """Whose signature packs must bear, "" before any enrolment."""
    with db.read() as conn:
        return people.meta(conn, KEY) or people.meta(conn, ENROLLED)


def folder(store: Path) -> Path:
    """Where the packs of a store lie."""
    return store.with_name(store.name + ".packs")


def files(place: Path) -> list[Path]:
    """The packs in a folder, in the order in which they are used."""
    return sorted(place.glob(f"*{ENDING}")) if place.is_dir() else []


def read_all(place: Path, key: str) -> list[Pack]:
    """The packs that can be used."""
    found: list[Pack] = []
    for path in files(place):
        try:
            found.append(opened(path.read_bytes(), key, found))
        except (SettingsProblem, OSError) as problem:
            _log.warning("the pack %s is left out: %s", path.name, problem)
    return found


def opened(raw: bytes, key: str, beside: Sequence[Pack] = ()) -> Pack:
    """A pack that was verified and looked at. Raises `SettingsProblem`."""
    document = _document(raw)
    content = signing.verify("pack", document, key)
    return reading.read(content, [one for one in beside if one.id != content.get("id")])


def _document(raw: bytes) -> dict[str, Any]:
    if len(raw) > reading.MOST_BYTES:
        raise SettingsProblem("pack.malformed", why=f"> {reading.MOST_BYTES} bytes")
    try:
        document = json.loads(raw)
    except json.JSONDecodeError as problem:
        raise SettingsProblem("pack.line", file="pack", line=problem.lineno, why="JSON") from problem
    except (ValueError, RecursionError) as problem:
        raise SettingsProblem("pack.malformed", why=type(problem).__name__) from problem
    if not isinstance(document, dict) or "pack" not in document:
        raise SettingsProblem("pack.malformed", why="pack, key, signature")
    return document
