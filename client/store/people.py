"""The office, its people, who sits at the desk, the platforms it reports to, and small facts of this store."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from client.store.documents import to_json


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
    about = meta(conn, "office")
    if not about:
        return None
    raw = json.loads(about)
    return Office(**{**raw, "parents": tuple(raw["parents"])})


def set_office(conn: sqlite3.Connection, office: Office) -> None:
    """Says whose store this is."""
    set_meta(conn, "office", to_json(asdict(office)))


def people(conn: sqlite3.Connection) -> list[Person]:
    """Everybody, in the order they were added."""
    return [Person(**json.loads(about)) for (about,) in conn.execute("SELECT about FROM person ORDER BY n")]


def put_person(conn: sqlite3.Connection, person: Person) -> None:
    """Adds somebody or replaces who has the same id."""
    sql = "INSERT INTO person(id, about) VALUES (?, ?) ON CONFLICT(id) DO UPDATE SET about = excluded.about"
    conn.execute(sql, (person.id, to_json(asdict(person))))


def remove_person(conn: sqlite3.Connection, person_id: str) -> None:
    """Takes somebody off the list; their acts stay."""
    conn.execute("DELETE FROM person WHERE id = ?", (person_id,))


def person(conn: sqlite3.Connection) -> Person | None:
    """Who sits at the desk, None when nobody was chosen or the chosen one was taken off the list."""
    chosen = meta(conn, "person")
    return next((one for one in people(conn) if one.id == chosen), None)


def use_person(conn: sqlite3.Connection, person_id: str) -> None:
    """Says who sits at the desk ("" = nobody)."""
    set_meta(conn, "person", person_id)


def platforms(conn: sqlite3.Connection) -> list[Platform]:
    """Every platform, in the order they were added."""
    return [Platform(**json.loads(about)) for (about,) in conn.execute("SELECT about FROM platform ORDER BY n")]


def put_platform(conn: sqlite3.Connection, platform: Platform) -> None:
    """Adds a platform or replaces the one with the same name."""
    sql = "INSERT INTO platform(name, about) VALUES (?, ?) ON CONFLICT(name) DO UPDATE SET about = excluded.about"
    conn.execute(sql, (platform.name, to_json(asdict(platform))))


def remove_platform(conn: sqlite3.Connection, name: str) -> None:
    """Takes a platform off the list; its receipts stay."""
    conn.execute("DELETE FROM platform WHERE name = ?", (name,))


def meta(conn: sqlite3.Connection, key: str) -> str:
    """A small fact of this store, "" when it is not known."""
    row = conn.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return str(row[0]) if row else ""


def set_meta(conn: sqlite3.Connection, key: str, value: str) -> None:
    """Remembers a small fact."""
    conn.execute("INSERT OR REPLACE INTO meta(key, value) VALUES (?, ?)", (key, value))
