"""Writes a small store of this version as SQL, to upgrade from in the future: python tests/store/dump.py OUT.sql

The search index is kept as the rows of its own tables: FTS5 does not dump itself.
"""

import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from client.catalog.entry import Entry, Item
from client.checks.rule import Finding, Severity
from client.store import findings, journal, outbox, people, remote
from client.store.database import Database
from client.store.outbox import Op
from client.store.people import Office, Person
from client.store.remote import Remote


def fill(db: Database) -> None:
    """A little of everything."""
    ids = [f"01900000-0000-7000-8000-00000000000{number}" for number in range(3)]
    names = ("城乡低保对象信息", "特困供养人员信息", "删掉的目录")
    for entry_id, name in zip(ids, names, strict=True):
        items = (Item(entry_id.replace("-7000-", "-7001-"), {"item_name": "姓名"}),)
        with journal.act(db, "edit", "wang") as pen:
            pen.save(Entry(entry_id, "decree-809@1", values={"name": name, "provider": "民政局"}, items=items))
            findings.put(pen.conn, entry_id, 1, "R1", [Finding("a.b", Severity.ERROR, "", "name", {"value": "x"})])
    with journal.act(db, "delete", "wang") as pen:
        pen.delete(ids[2])
    with db.write() as conn:
        people.set_office(conn, Office("清河县民政局", "11110110000093470L"))
        people.put_person(conn, Person("p1", "李雪"))
        outbox.queue(conn, Op("op1", "省平台", "s", ids[0], "put", {"fields": {"name": names[0]}}))
        remote.put(conn, Remote("省平台", "s", ids[1], "t1", {"fields": {}}, code="330000/000001"))


def lines(conn: sqlite3.Connection) -> Iterator[str]:
    """The SQL that makes the same file again."""
    yield "PRAGMA writable_schema = ON;"
    for kind, name, table, sql in conn.execute(
        "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND sql LIKE 'CREATE VIRTUAL%'"
    ):
        row = ", ".join(_literal(part) for part in (kind, name, table, 0, sql))
        yield f"INSERT INTO sqlite_schema(type, name, tbl_name, rootpage, sql) VALUES ({row});"
    for part in ("table", "rows", "index", "trigger"):
        yield from _rows(conn) if part == "rows" else _made(conn, part)
    yield "PRAGMA writable_schema = OFF;"
    for pragma in ("application_id", "user_version"):
        yield f"PRAGMA {pragma} = {conn.execute(f'PRAGMA {pragma}').fetchone()[0]};"


def _made(conn: sqlite3.Connection, kind: str) -> Iterator[str]:
    for (sql,) in conn.execute(
        "SELECT sql FROM sqlite_schema WHERE type = ? AND sql NOT LIKE 'CREATE VIRTUAL%'", (kind,)
    ):
        yield f"{sql};"


def _rows(conn: sqlite3.Connection) -> Iterator[str]:
    tables = conn.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'")
    for (table,) in tables.fetchall():
        for row in conn.execute(f'SELECT * FROM "{table}"'):
            yield f'INSERT INTO "{table}" VALUES ({", ".join(map(_literal, row))});'


def _literal(value: str | bytes | float | None) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, bytes):
        return f"X'{value.hex()}'"
    return str(value) if isinstance(value, int | float) else "'" + value.replace("'", "''") + "'"


def main(out: Path) -> None:
    """Makes the dump."""
    with tempfile.TemporaryDirectory() as folder:
        db = Database.open(Path(folder) / "work.db")
        fill(db)
        db.close()
        with closing(sqlite3.connect(db.path)) as conn:
            out.write_text("\n".join([*lines(conn), ""]), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
