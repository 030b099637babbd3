"""Imports: planned, applying, done, undone; an unfinished one is finished or undone at the next start (model.md 7)."""

import builtins
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from client.store.database import Database

STATES = ("planned", "applying", "done", "undone")


@dataclass(frozen=True, slots=True)
class Import:
    """One file taken over. `act` is the act that wrote its entries ("" before), `counts` e.g. new, changed, same."""

    id: str
    file: str
    sha256: str
    at: str
    person: str
    state: str = "planned"
    act: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)
    profile: str = ""


def begin(conn: sqlite3.Connection, import_: Import) -> None:
    """Records an import, usually as planned."""
    raise NotImplementedError


def applying(conn: sqlite3.Connection, import_id: str, act: str) -> None:
    """The first batch is being written by `act`."""
    raise NotImplementedError


def progress(conn: sqlite3.Connection, import_id: str, counts: Mapping[str, int]) -> None:
    """How far it is; commit with the batch it counts."""
    raise NotImplementedError


def done(conn: sqlite3.Connection, import_id: str, counts: Mapping[str, int]) -> None:
    """Everything is written."""
    raise NotImplementedError


def undone(conn: sqlite3.Connection, import_id: str) -> None:
    """Its act was taken back."""
    raise NotImplementedError


def get(conn: sqlite3.Connection, import_id: str) -> Import | None:
    """The import with this id."""
    raise NotImplementedError


def list(conn: sqlite3.Connection) -> "builtins.list[Import]":  # noqa: A001  (imports.list reads as it should)
    """Every import, newest first."""
    raise NotImplementedError


def unfinished(conn: sqlite3.Connection) -> "builtins.list[Import]":
    """Imports that were being applied when the program ended."""
    raise NotImplementedError


def entries(conn: sqlite3.Connection, import_id: str) -> "builtins.list[str]":
    """The entries an import made or changed."""
    raise NotImplementedError


def staging(db: Database, import_id: str) -> Path:
    """Where the plan of an import lies, beside the store."""
    raise NotImplementedError
