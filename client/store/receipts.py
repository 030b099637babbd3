"""Receipts (回执): the proof that something arrived. Never changed, never undone."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from client.store.documents import to_json

_COLUMNS = "op_id, platform, entry, kind, version, at, raw"


@dataclass(frozen=True, slots=True)
class Receipt:
    """A platform's answer to one op, `raw` as it came. `version` is the token the entry has there now; blank `at`: now."""

    op_id: str
    platform: str
    entry: str
    kind: str
    version: str
    at: str
    raw: Mapping[str, Any]


def put(conn: sqlite3.Connection, receipt: Receipt) -> None:
    """Keeps a receipt; a second one for the same op (an answer that came twice) changes nothing."""
    conn.execute(
        f"INSERT INTO receipt({_COLUMNS}) VALUES (?, ?, ?, ?, ?, coalesce(nullif(?, ''), moment()), ?)"
        " ON CONFLICT(op_id) DO NOTHING",
        (receipt.op_id, receipt.platform, receipt.entry, receipt.kind, receipt.version, receipt.at,
         to_json(dict(receipt.raw))),
    )  # fmt: skip


def of(conn: sqlite3.Connection, entry: str) -> list[Receipt]:
    """The receipts of an entry, newest first."""
    return _receipts(conn, "WHERE entry = ? ORDER BY n DESC", entry)


def last(conn: sqlite3.Connection) -> Receipt | None:
    """The newest receipt of all."""
    return next(iter(latest(conn, 1)), None)


def latest(conn: sqlite3.Connection, limit: int = 100) -> list[Receipt]:
    """The newest receipts, newest first."""
    return _receipts(conn, "ORDER BY n DESC LIMIT ?", limit)


def _receipts(conn: sqlite3.Connection, where: str, *values: str | int) -> list[Receipt]:
    rows = conn.execute(f"SELECT {_COLUMNS} FROM receipt {where}", values)
    return [
        Receipt(op_id, platform, entry, kind, version, at, json.loads(raw))
        for op_id, platform, entry, kind, version, at, raw in rows
    ]
