"""Receipts (回执): the proof that something arrived. Never changed, never undone."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Receipt:
    """A platform's answer to one op, `raw` as it came. `version` is the token the entry has there now."""

    op_id: str
    platform: str
    entry: str
    kind: str
    version: str
    at: str
    raw: Mapping[str, Any]


def put(conn: sqlite3.Connection, receipt: Receipt) -> None:
    """Keeps a receipt; a second one for the same op changes nothing."""
    raise NotImplementedError


def of(conn: sqlite3.Connection, entry: str) -> list[Receipt]:
    """The receipts of an entry, newest first."""
    raise NotImplementedError


def last(conn: sqlite3.Connection) -> Receipt | None:
    """The newest receipt of all."""
    raise NotImplementedError


def latest(conn: sqlite3.Connection, limit: int = 100) -> list[Receipt]:
    """The newest receipts, newest first."""
    raise NotImplementedError
