"""The tables of a SQLite file, opened read-only and never trusted: nothing in it is run, its values only counted."""

import shutil
import sqlite3
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from client.catalog.kinds import Cell
from client.errors import InputProblem
from client.spreadsheets import secrecy
from client.spreadsheets.drafting import content, ddl
from client.spreadsheets.drafting.found import Column, Table
from client.spreadsheets.drafting.naming import chinese_part
from client.spreadsheets.drafting.sql_types import type_of

SIGNATURE = b"SQLite format 3\x00"
_MOST_TABLES = 500
_STEPS = 20_000_000
_LONGEST = 2_000


def tables(path: Path) -> tuple[tuple[Table, ...], str]:
    """Every table and view, and the secrecy mark that stands somewhere in them. Raises `InputProblem`."""
    try:
        with TemporaryDirectory() as folder:
            return _opened(_whole(path, Path(folder)))
    except (sqlite3.Error, UnicodeDecodeError) as problem:
        raise InputProblem("draft.damaged", file=path.name) from problem
    except OSError as problem:
        raise InputProblem("input.unreadable", file=path.name, why=problem.strerror or str(problem)) from problem


def _opened(path: Path) -> tuple[tuple[Table, ...], str]:
    # `immutable` keeps SQLite from writing a journal or a lock beside a file that is not ours.
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as conn:
        _guard(conn)
        return _tables(conn)


def _whole(path: Path, folder: Path) -> Path:
    """The file itself; a copy of it with its journal (-wal) folded in where a running program has left one beside it."""
    journal = path.with_name(f"{path.name}-wal")
    if not journal.is_file() or not journal.stat().st_size:
        return path.resolve()
    copy = folder / "copy.db"
    shutil.copyfile(path, copy)
    shutil.copyfile(journal, folder / "copy.db-wal")
    with closing(sqlite3.connect(copy)) as conn:
        conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return copy


def _guard(conn: sqlite3.Connection) -> None:
    """A hostile schema must neither run functions of ours nor keep us busy for ever."""
    conn.execute("PRAGMA trusted_schema = OFF")
    conn.execute("PRAGMA query_only = ON")
    conn.text_factory = lambda data: data.decode("utf-8", "replace")
    steps = 0

    def stop() -> bool:
        nonlocal steps
        steps += 1
        return steps > _STEPS // 10_000

    conn.set_progress_handler(stop, 10_000)


def _tables(conn: sqlite3.Connection) -> tuple[tuple[Table, ...], str]:
    listed = conn.execute(
        "SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%'"
        " ORDER BY type, name LIMIT ?",
        (_MOST_TABLES,),
    )
    found: list[Table] = []
    for name, sql in listed.fetchall():
        defined = _defined(str(sql or ""))
        notes = {column.name: column.comment for column in defined.columns} if defined else {}
        columns, cycle, mark = _columns(conn, str(name), notes)
        if mark:
            return (), mark
        if columns:
            found.append(Table(str(name), columns, defined.comment if defined else "", "sqlite", 1.0, cycle))
    return tuple(found), ""


def _defined(sql: str) -> Table | None:
    """The definition as it was typed, for the comments in it."""
    if "--" in sql or "/*" in sql:
        with suppress(InputProblem):
            return ddl.tables(sql)[0]
    return None


def _columns(conn: sqlite3.Connection, table: str, notes: Mapping[str, str]) -> tuple[tuple[Column, ...], str, str]:
    """(columns, the update cycle that their dates suggest, a secrecy mark)."""
    # The first hidden ones are of virtual tables, those above 1 are computed and are data like others.
    described = conn.execute(
        'SELECT name, type, "notnull", pk FROM pragma_table_xinfo(?) WHERE hidden <> 1', (table,)
    ).fetchall()
    quoted = table.replace('"', '""')
    names = ", ".join(f'substr("{str(name).replace(chr(34), chr(34) * 2)}", 1, {_LONGEST})' for name, *_ in described)
    rows = conn.execute(f'SELECT {names} FROM "{quoted}" LIMIT {content.MOST}').fetchall() if described else []  # noqa: S608
    found = []
    cycles: list[str] = []
    for place, (name, declared, not_null, key) in enumerate(described):
        values: list[Cell] = [row[place] if isinstance(row[place], str | int | float) else None for row in rows]
        mark = secrecy.mark_in(values)
        if mark:
            return (), "", mark
        found.append(_column(str(name), str(declared or ""), bool(not_null), bool(key), values, notes.get(name, "")))
        if found[-1].type in ("date", "datetime"):
            cycles.append(content.cycle(values))
    return tuple(found), next(filter(None, cycles), ""), ""


def _column(name: str, declared: str, not_null: bool, key: bool, values: list[Cell], comment: str) -> Column:
    """What the definition says, and the content where it says nothing (SQLite's types bind nobody)."""
    seen = content.column(name, values, comment=comment)
    words, _, rest = declared.partition("(")
    sizes = [size.strip() for size in rest.rstrip(") ").split(",") if size.strip()]
    word = words.split()[0] if words.split() else ""
    kind, length, sure = type_of(word, sizes, chinese_part(comment) or chinese_part(name)) if word else ("", "", 0.0)
    plain = word.lower() in ("", "text", "blob", "numeric", "any")
    if plain and seen.type and not sizes:
        kind, length, sure = seen.type, seen.length, seen.sure
    elif kind == "integer" and seen.type in ("logical", "date", "datetime"):
        kind, sure = seen.type, 0.6
    elif kind == "string" and seen.type in ("date", "datetime") and not length:
        kind, sure = seen.type, 0.7
    return replace(
        seen, type=kind, length=length or (seen.length if kind == seen.type else ""), sure=sure,
        nullable=not (not_null or key), primary=key, primary_sure=0.95,
    )  # fmt: skip
