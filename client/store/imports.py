"""Imports: planned, applying, done, undone; an unfinished one is finished or undone at the next start (model.md 7)."""

import builtins
import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from client.store.database import Database
from client.store.documents import to_json

STATES = ("planned", "applying", "done", "undone")
_COLUMNS = "id, file, sha256, at, person, state, act, counts, profile"


@dataclass(frozen=True, slots=True)
class Import:
    """One file taken over. `act` is the act that wrote its entries ("" before), `counts` e.g. new, changed, same.

    `file` is the name a person knows it by, `profile` is `id@version`; a blank `at` means now. `folder` is the same for
    all files that were taken over together ("" for a single one); the act says it, it is only read here.
    """

    id: str
    file: str
    sha256: str
    at: str
    person: str
    state: str = "planned"
    act: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)
    profile: str = ""
    folder: str = ""


def begin(conn: sqlite3.Connection, import_: Import) -> None:
    """Records an import, usually as planned."""
    conn.execute(
        f'INSERT INTO "import"({_COLUMNS}) VALUES (?, ?, ?, coalesce(nullif(?, \'\'), moment()), ?, ?, ?, ?, ?)',
        (import_.id, import_.file, import_.sha256, import_.at, import_.person, import_.state, import_.act,
         to_json(dict(import_.counts)), import_.profile),
    )  # fmt: skip


def applying(conn: sqlite3.Connection, import_id: str, act: str) -> None:
    """The first batch is being written by `act`; commit with that batch."""
    conn.execute("UPDATE \"import\" SET state = 'applying', act = ? WHERE id = ?", (act, import_id))


def progress(conn: sqlite3.Connection, import_id: str, counts: Mapping[str, int]) -> None:
    """How far it is; commit with the batch it counts."""
    conn.execute('UPDATE "import" SET counts = ? WHERE id = ?', (to_json(dict(counts)), import_id))


def done(conn: sqlite3.Connection, import_id: str, counts: Mapping[str, int]) -> None:
    """Everything is written; commit with the last batch."""
    progress(conn, import_id, counts)
    conn.execute("UPDATE \"import\" SET state = 'done' WHERE id = ?", (import_id,))


def undone(conn: sqlite3.Connection, import_id: str) -> None:
    """Its act was taken back, or it was given up before anything was written."""
    conn.execute("UPDATE \"import\" SET state = 'undone' WHERE id = ?", (import_id,))


def get(conn: sqlite3.Connection, import_id: str) -> Import | None:
    """The import with this id."""
    return next(iter(_imports(conn, "WHERE id = ?", import_id)), None)


def of_act(conn: sqlite3.Connection, act: str) -> Import | None:
    """The import whose entries this act wrote."""
    return next(iter(_imports(conn, "WHERE act = ? AND act <> ''", act)), None)


def list(conn: sqlite3.Connection) -> "builtins.list[Import]":  # noqa: A001  (imports.list reads as it should)
    """Every import, newest first."""
    return _imports(conn, "ORDER BY n DESC")


def unfinished(conn: sqlite3.Connection) -> "builtins.list[Import]":
    """Imports that were being applied when the program ended, oldest first."""
    return _imports(conn, "WHERE state = 'applying' ORDER BY n")


def entries(conn: sqlite3.Connection, import_id: str) -> "builtins.list[str]":
    """The entries an import made or changed, oldest first."""
    rows = conn.execute(
        'SELECT e.id FROM entry e WHERE e.n IN (SELECT c.entry FROM change c JOIN act a ON a.n = c.act JOIN "import" i'
        " ON i.act = a.id WHERE i.id = ?) ORDER BY e.n",
        (import_id,),
    )
    return [row[0] for row in rows]


def staging(db: Database, import_id: str) -> Path:
    """Where the plan of an import lies: in the folder `<store>.imports` beside the store (not created here)."""
    return db.path.with_name(f"{db.path.name}.imports") / f"{import_id}.plan"


def plans(db: Database) -> "builtins.list[Path]":
    """Every plan that lies beside the store, of imports that wait, were interrupted or given up."""
    return sorted(staging(db, "").parent.glob("*.plan"))


def _imports(conn: sqlite3.Connection, where: str, *values: str) -> "builtins.list[Import]":
    folder = "(SELECT json_extract(a.about, '$.folder') FROM act a WHERE a.id = \"import\".act)"
    rows = conn.execute(f'SELECT {_COLUMNS}, {folder} FROM "import" {where}', values)
    return [
        Import(import_id, file, sha256, at, person, state, act, json.loads(counts), profile, folder or "")
        for import_id, file, sha256, at, person, state, act, counts, profile, folder in rows
    ]
