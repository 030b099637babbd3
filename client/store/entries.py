"""Entries as they are kept: a JSON document, and beside it the columns that lists filter and sort by."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from client.catalog.entry import Entry
from client.catalog.states import Local, Mount


@dataclass(frozen=True, slots=True)
class Stored:
    """An entry with what the store knows of it. `origin`: typed | import | platform; `source`: file and sheet or ""."""

    entry: Entry
    local: Local
    mount: Mount
    origin: str
    source: str
    created: str
    updated: str
    deleted: bool


def load(conn: sqlite3.Connection, entry_id: str) -> Stored | None:
    """The entry with this id, deleted ones too."""
    raise NotImplementedError


def load_many(conn: sqlite3.Connection, ids: Iterable[str]) -> list[Stored]:
    """The entries with these ids in this order; unknown ids are left out."""
    raise NotImplementedError


def all_ids(conn: sqlite3.Connection, *, live: bool = True) -> list[str]:
    """Every id, oldest entry first; `live=False`: the deleted ones too."""
    raise NotImplementedError


class Lookup:
    """Finds the entry that an imported row means."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self._conn = conn

    def by_id(self, entry_id: str) -> Entry | None:
        """The live entry with this id."""
        raise NotImplementedError

    def by_code(self, code: str) -> list[str]:
        """Live entries with this catalog code."""
        raise NotImplementedError

    def by_name(self, provider: str, name_key: str) -> list[str]:
        """Live entries of a provider (provider code, or `plain.key` of its name when it has none) with this name."""
        raise NotImplementedError


class StoreNeighbours:
    """`client.checks.rule.Neighbours`, answered by the store."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self._conn = conn

    def same_name(self, entry: Entry, key: str) -> list[str]:
        """Other live entries of the same provider whose `plain.key(name)` is `key`."""
        raise NotImplementedError

    def same_code(self, entry: Entry, code: str) -> list[str]:
        """Other live entries with this catalog code."""
        raise NotImplementedError

    def code_exists(self, code: str) -> bool:
        """Whether a live entry has this catalog code."""
        raise NotImplementedError

    def series(self, entry: Entry, stem: str) -> list[str]:
        """Other live entries of the same provider whose name is `stem` followed by nothing but a number."""
        raise NotImplementedError
