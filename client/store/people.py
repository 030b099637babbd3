"""The office, its people, who sits at the desk, the platforms it reports to, and small facts of this store."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the office. `role`: clerk (编目员) | approver (部门审核人) | collector (汇总员)."""

    id: str
    name: str
    role: str = "clerk"


@dataclass(frozen=True, slots=True)
class Office:
    """The office this store belongs to. `code` is its unified social credit code, `parents` its names from the province down."""

    name: str
    code: str = ""
    region: str = ""
    parents: tuple[str, ...] = ()
    space: str = ""
    code_block: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Platform:
    """A platform above. `token_ref` names the secret in the key ring; secrets never lie in the store."""

    name: str
    kind: str = "exchange"
    url: str = ""
    space: str = ""
    token_ref: str = ""
    ca: str = ""
    fingerprint: str = ""
    role: str = "editor"
    settings: Mapping[str, str] = field(default_factory=dict)


def office(conn: sqlite3.Connection) -> Office | None:
    """The office, None before the first start is finished."""
    raise NotImplementedError


def set_office(conn: sqlite3.Connection, office: Office) -> None:
    """Says whose store this is."""
    raise NotImplementedError


def people(conn: sqlite3.Connection) -> list[Person]:
    """Everybody, in the order they were added."""
    raise NotImplementedError


def put_person(conn: sqlite3.Connection, person: Person) -> None:
    """Adds somebody or replaces who has the same id."""
    raise NotImplementedError


def remove_person(conn: sqlite3.Connection, person_id: str) -> None:
    """Takes somebody off the list; their acts stay."""
    raise NotImplementedError


def person(conn: sqlite3.Connection) -> Person | None:
    """Who sits at the desk."""
    raise NotImplementedError


def use_person(conn: sqlite3.Connection, person_id: str) -> None:
    """Says who sits at the desk ("" = nobody)."""
    raise NotImplementedError


def platforms(conn: sqlite3.Connection) -> list[Platform]:
    """Every platform, in the order they were added."""
    raise NotImplementedError


def put_platform(conn: sqlite3.Connection, platform: Platform) -> None:
    """Adds a platform or replaces the one with the same name."""
    raise NotImplementedError


def remove_platform(conn: sqlite3.Connection, name: str) -> None:
    """Takes a platform off the list; its receipts stay."""
    raise NotImplementedError


def meta(conn: sqlite3.Connection, key: str) -> str:
    """A small fact of this store, "" when it is not known."""
    raise NotImplementedError


def set_meta(conn: sqlite3.Connection, key: str, value: str) -> None:
    """Remembers a small fact."""
    raise NotImplementedError
