"""Erasing content everywhere (model.md 8, 9): the one deed that the journal does not remember and undo cannot reach.

What stays: that the entry was there, who erased it and when, the acts without what they changed, receipts without
what they quoted.
"""

import contextlib
import json
import os
import shutil
import sqlite3
import tempfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

from client.catalog.changes import EXPLAINED
from client.catalog.entry import Entry
from client.errors import StoreProblem
from client.store import entries, findings, outbox, people, search
from client.store.copying import flush, verify
from client.store.database import Database
from client.store.documents import column, document_of, to_json, value_of
from client.store.failures import translated, translated_files
from client.store.reversal import EXISTS, EXTRA
from client.store.safekeeping import restoring

Target = tuple[str, str, str]
"""(entry, item, field) to erase: field "": the whole entry; item "": the field wherever the entry has it."""

ERASED = "@erased"
"""What the journal shows instead of what was there."""

SHORTEST = 4
"""A shorter text is not looked for in what quotes it: a "1" stands everywhere."""


def erase(conn: sqlite3.Connection, target: Target, act: str = "") -> frozenset[str]:
    """Takes the content out of every table, in the transaction of the caller; gives the texts that were erased.

    With `act` the journal gets one line without content. Nothing happens to an unknown entry. The file still holds
    the bytes until `Database.compact`.
    """
    found = entries.numbered(conn, target[0])
    if found is None:
        return frozenset()
    n, stored = found
    left = _without(stored.entry, target)
    texts = {text for text in _texts(conn, n, stored.entry, target) if text}
    _document(conn, n, left, whole=not target[2])
    _journal(conn, n, target, act)
    _queue(conn, target[0])
    _above(conn, target)
    _quoted(conn, n, target, sorted(text for text in texts if len(text) >= SHORTEST))
    known = restoring.purged(conn)
    if target not in known:
        people.set_meta(conn, restoring.PURGED, to_json([*known, target]))
    return frozenset(texts)


def in_file(path: Path, targets: Sequence[Target]) -> bool:
    """Erases the targets in a backup, which is replaced by one without them; False when it holds none of the entries.

    Raises `StoreProblem`; the backup is then as it was.
    """
    if not _concerns(path, targets):
        return False
    with translated_files(path), tempfile.TemporaryDirectory(dir=path.parent, ignore_cleanup_errors=True) as name:
        folder = Path(name)
        work = folder / "work.db"
        try:
            shutil.copyfile(path, work)
            db = Database.open(work)
            try:
                with db.write() as conn:
                    for target in targets:
                        erase(conn, target)
                db.compact()
            finally:
                db.close()
            with translated(path), closing(sqlite3.connect(work)) as conn:
                conn.execute("PRAGMA journal_mode = DELETE")
                verify(conn, path)
            flush(work)
            old = folder / "old.db"
            path.replace(old)
            work.replace(path)
            flush(path.parent)
        finally:
            for rest in folder.rglob("*"):
                if rest.is_file():
                    shred(rest)
    return True


def in_plan(path: Path, targets: Iterable[Target], texts: Iterable[str]) -> bool:
    """Takes the lines of an import's plan that speak of an erased entry, or quote what was erased, out of it."""
    sought = [json.dumps(entry) for entry, _, _ in targets]
    sought += [json.dumps(text, ensure_ascii=False)[1:-1] for text in texts if len(text) >= SHORTEST]
    with translated_files(path):
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        kept = [line for line in lines if not any(one in line for one in sought)]
        if len(kept) == len(lines):
            return False
        part = path.with_name(path.name + ".part")
        part.write_text("".join(kept), encoding="utf-8")
        flush(part)
        old = path.with_name(path.name + ".old")
        path.replace(old)
        part.replace(path)
        shred(old)
    return True


def shred(path: Path) -> None:
    """Overwrites a file before it goes. On a stick or an SSD the medium may keep a copy that no program reaches."""
    with contextlib.suppress(OSError), path.open("r+b") as file:
        left = path.stat().st_size
        while left > 0:
            file.write(bytes(min(left, 1 << 20)))
            left -= 1 << 20
        file.flush()
        os.fsync(file.fileno())
    path.unlink(missing_ok=True)


def _concerns(path: Path, targets: Sequence[Target]) -> bool:
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as conn:
            wanted = to_json([target[0] for target in targets])
            sql = "SELECT 1 FROM entry WHERE id IN (SELECT value FROM json_each(?)) LIMIT 1"
            return conn.execute(sql, (wanted,)).fetchone() is not None
    except sqlite3.DatabaseError as problem:
        raise StoreProblem("store.damaged", path=str(path), why=str(problem)) from problem


def _without(entry: Entry, target: Target) -> Entry:
    _, item, field = target
    if not field:
        return replace(entry, values={}, items=(), explanations=(), extra={}, space=entry.space)
    items = tuple(
        replace(one, values={name: value for name, value in one.values.items() if name != field})
        if item in ("", one.id)
        else one
        for one in entry.items
    )
    values = entry.values if item else {name: value for name, value in entry.values.items() if name != field}
    told = tuple(one for one in entry.explanations if one.field != field or (item and one.item != item))
    # What this client does not know may quote anything.
    return replace(entry, values=values, items=items, explanations=told, extra={})


def _texts(conn: sqlite3.Connection, n: int, entry: Entry, target: Target) -> Iterator[str]:
    """Every text the place holds or has held, here, in the queue and in what was agreed with platforms."""
    _, item, field = target
    for holder, values in (("", entry.values), *((one.id, one.values) for one in entry.items)):
        for name, value in values.items():
            if field in ("", name) and item in ("", holder):
                yield from (value,) if isinstance(value, str) else value
    rows = conn.execute("SELECT item, field, before, after FROM change WHERE entry = ?", (n,))
    for holder, name, before, after in rows:
        if (field in ("", name) and item in ("", holder) and not name.startswith("@")) or (
            name.startswith(EXPLAINED) and (not field or name.endswith(f"/{field}"))
        ):
            for value in (value_of(before), value_of(after)):
                yield from (value,) if isinstance(value, str) else value
    bodies = conn.execute(
        "SELECT body FROM outbox WHERE entry = ?1 AND body IS NOT NULL"
        " UNION ALL SELECT body FROM outbox_history WHERE entry = ?1 AND body IS NOT NULL",
        (entry.id,),
    ).fetchall()
    packed = conn.execute("SELECT base_snapshot FROM remote WHERE entry = ? AND base_snapshot IS NOT NULL", (entry.id,))
    for raw in [*(row[0] for row in bodies), *(zlib.decompress(row[0]) for row in packed)]:
        yield from _body_texts(json.loads(raw), item, field)


def _body_texts(body: dict[str, Any], item: str, field: str) -> Iterator[str]:
    for holder, fields in (("", body.get("fields", {})), *((one["id"], one.get("fields", {})) for one in body.get("items", ()))):  # fmt: skip
        for name, value in fields.items():
            if field in ("", name) and item in ("", holder):
                yield from (value,) if isinstance(value, str) else map(str, value)


def _document(conn: sqlite3.Connection, n: int, left: Entry, *, whole: bool) -> None:
    row: dict[str, Any] = {**entries.columns_of(left), "checked": ""}
    deleted = conn.execute("SELECT deleted FROM entry WHERE n = ?", (n,)).fetchone()[0]
    if not deleted:
        findings.tally(conn, n, -1)
    conn.execute("DELETE FROM finding WHERE entry = ?", (n,))
    if whole:
        row |= {"deleted": 1, "source": "", "severity": "unchecked", "errors": 0, "warnings": 0}
        row |= {"conflict": 0, "returned": 0, "waiting": 0}
    sets = ", ".join(f"{name} = ?" for name in row)
    sql = f"UPDATE entry SET updated = moment(), revision = revision + 1, {sets} WHERE n = ?"
    conn.execute(sql, (*row.values(), n))
    conn.execute("UPDATE document SET body = ? WHERE entry = ?", (document_of(left), n))
    search.index(conn, n, column(search.text_of(left)), live=not (whole or deleted))
    # Forgetting a text only marks it as gone; merged into one, the index holds it no more.
    conn.execute("INSERT INTO search(search) VALUES ('optimize')")


def _journal(conn: sqlite3.Connection, n: int, target: Target, act: str) -> None:
    _, item, field = target
    gone = "entry = ?1 AND (?2 = '' OR field = ?2 OR field = ?4 OR field LIKE ?5 || '/%/' || ?2)"
    gone += " AND (?3 = '' OR item = ?3 OR field = ?4)"
    values = (n, field, item, EXTRA, EXPLAINED)
    acts = [row[0] for row in conn.execute(f"SELECT DISTINCT act FROM change WHERE {gone}", values)]
    conn.execute(f"DELETE FROM change WHERE {gone}", values)
    # A fingerprint of the content is no content, but who suspects something could try it out.
    conn.execute(
        "UPDATE change SET before = CASE before WHEN '\"\"' THEN before ELSE ?2 END,"
        " after = CASE after WHEN '\"\"' THEN after ELSE ?2 END WHERE entry = ?1 AND field = ?3",
        (n, to_json(ERASED), EXISTS),
    )
    if act:
        conn.execute(
            "INSERT INTO change(act, entry, item, field, before, after) SELECT n, ?, ?, ?, ?, '\"\"' FROM act WHERE id = ?",
            (n, item, field or EXISTS, to_json(ERASED), act),
        )
    for one in acts:
        conn.execute(
            "UPDATE act SET last_change = (SELECT coalesce(max(n), 0) FROM change WHERE act = ?1) WHERE n = ?1", (one,)
        )


def _queue(conn: sqlite3.Connection, entry: str) -> None:
    """What waits leaves the queue, and what was sent keeps no content: only that it was."""
    for (op_id,) in conn.execute("SELECT op_id FROM outbox WHERE entry = ?", (entry,)).fetchall():
        outbox.finish(conn, op_id, "purged", {})
    conn.execute("UPDATE outbox_history SET body = NULL, answer = '{}', last_error = '' WHERE entry = ?", (entry,))
    conn.execute("UPDATE receipt SET raw = '{}' WHERE entry = ?", (entry,))


def _above(conn: sqlite3.Connection, target: Target) -> None:
    entry, item, field = target
    rows = conn.execute("SELECT platform, base_snapshot FROM remote WHERE entry = ?", (entry,)).fetchall()
    for platform, packed in rows:
        snapshot = None
        if field and packed is not None:
            snapshot = zlib.compress(to_json(_body_without(json.loads(zlib.decompress(packed)), item, field)).encode())
        sql = "UPDATE remote SET base_snapshot = ?, review = NULL WHERE entry = ? AND platform = ?"
        conn.execute(sql, (snapshot, entry, platform))
    conn.execute("DELETE FROM conflict WHERE entry = ?1 AND (?2 = '' OR field = ?2)", (entry, field))
    conn.execute("DELETE FROM returned WHERE entry = ?1 AND (?2 = '' OR field = ?2)", (entry, field))


def _body_without(body: dict[str, Any], item: str, field: str) -> dict[str, Any]:
    bare: dict[str, Any] = {name: body[name] for name in ("profile", "fields", "items") if name in body}
    if not item:
        bare["fields"] = {name: value for name, value in bare.get("fields", {}).items() if name != field}
    bare["items"] = [
        {**one, "fields": {name: value for name, value in one.get("fields", {}).items() if name != field}}
        if item in ("", one["id"])
        else one
        for one in bare.get("items", ())
    ]
    return bare


def _quoted(conn: sqlite3.Connection, n: int, target: Target, texts: Sequence[str]) -> None:
    """Other places that may quote an erased text: reviewers' words and findings of entries beside it."""
    wanted = to_json(texts)
    quotes = "EXISTS (SELECT 1 FROM json_each(?1) WHERE instr({}, value))"
    conn.execute(f"DELETE FROM returned WHERE entry = ?2 AND {quotes.format('text || value')}", (wanted, target[0]))
    conn.execute(f"DELETE FROM conflict WHERE entry = ?2 AND {quotes.format('base || mine || above')}", (wanted, target[0]))  # fmt: skip
    told = f"SELECT DISTINCT e.id FROM finding f JOIN entry e ON e.n = f.entry WHERE {quotes.format('f.params')}"
    for (other,) in conn.execute(told, (wanted,)).fetchall():
        findings.put(conn, other, 0, "", ())
    for column_ in ("conflict", "returned"):
        conn.execute(
            f"UPDATE entry SET {column_} = (SELECT count(*) FROM {column_} t WHERE t.entry = entry.id) WHERE n = ?",
            (n,),
        )
