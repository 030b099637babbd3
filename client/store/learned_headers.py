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
    raise NotImplementedError


def all(conn: sqlite3.Connection) -> list[Learned]:  # noqa: A001  (learned_headers.all reads as it should)
    """Everything learned, oldest first."""
    raise NotImplementedError
