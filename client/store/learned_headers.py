"""Column headers an office has taught the import."""

import sqlite3
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Learned:
    """In this office's sheets the header `header_key` (under the group heading `group`, or "") means `field`."""

    office: str
    header_key: str
    group: str
    field: str
    of_item: bool


def learn(conn: sqlite3.Connection, office: str, header_key: str, group: str, field: str, of_item: bool) -> None:
    """Remembers a header; a later meaning replaces the earlier; `field` "" forgets it."""
    conn.execute(
        "DELETE FROM learned_header WHERE office = ? AND header_key = ? AND header_group = ?",
        (office, header_key, group),
    )
    if field:
        conn.execute(
            "INSERT INTO learned_header(office, header_key, header_group, field, of_item) VALUES (?, ?, ?, ?, ?)",
            (office, header_key, group, field, int(of_item)),
        )


def all(conn: sqlite3.Connection) -> list[Learned]:  # noqa: A001  (learned_headers.all reads as it should)
    """Everything learned, oldest first."""
    rows = conn.execute("SELECT office, header_key, header_group, field, of_item FROM learned_header ORDER BY n")
    return [Learned(office, key, group, field, bool(of_item)) for office, key, group, field, of_item in rows]
