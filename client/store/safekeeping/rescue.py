"""A new store out of a damaged one: everything that can still be read of it, over the newest good backup.

Rows that cannot be read come from the backup, brought up to date by the journal as far as that can be read; an entry
that is in neither comes from what was last sent of it. What is left is lost, and said.
"""

import json
import shutil
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from client.catalog import changes, wire
from client.catalog.changes import Change
from client.catalog.entry import Entry
from client.catalog.states import Local, Mount
from client.clock import new_id
from client.progress import SILENT, Progress
from client.store import entries, search
from client.store.database import Database
from client.store.documents import column, document_of, entry_of, to_json, value_of
from client.store.reversal import EXISTS, digest
from client.store.safekeeping import roster

AT_ONCE = 1000
FARTHEST = 20_000_000
_DERIVED = frozenset({"searched", "rule_count"})
Rows = list[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Lost:
    """An entry of which something is missing. `how`: gone | older (as in the backup, without later changes that could
    not be read) | sent (as it was last sent) | state (whole, but its states are those of a draft)."""

    entry: str
    name: str
    how: str


@dataclass(frozen=True, slots=True)
class Rescued:
    """What came of it: entries in the new store, rows that could not be read by table, and what is missing."""

    entries: int
    unread: Mapping[str, int]
    lost: tuple[Lost, ...]


def rescue(damaged: Path, backup: Path | None, to: Path, person: str, progress: Progress = SILENT) -> Rescued:
    """Writes the new store to `to`. `damaged` is only read; its log belongs beside it.

    Raises `StoreProblem` when `to` cannot be written.
    """
    for ending in ("", "-wal", "-shm"):
        to.with_name(to.name + ending).unlink(missing_ok=True)
    if backup is not None:
        shutil.copyfile(backup, to)
    db = Database.open(to)
    try:
        with db.write() as conn:
            # Tables are filled one after another: the references hold again at the end.
            conn.execute("PRAGMA defer_foreign_keys = ON")
            return _Rescue(conn, damaged, person, progress).run()
    finally:
        db.close()


class _Rescue:
    """One rescue, inside one transaction of the new store."""

    def __init__(self, new: sqlite3.Connection, damaged: Path, person: str, progress: Progress) -> None:
        self._new = new
        self._damaged = damaged
        self._person = person
        self._progress = progress
        self._unread: dict[str, int] = {}
        self._lost: list[Lost] = []
        self._before = new.execute("SELECT coalesce(max(n), 0) FROM change").fetchone()[0]
        self._known: dict[int, str] = {}
        self._read: dict[str, set[int]] = {"entry": set(), "document": set()}

    def run(self) -> Rescued:
        """Every table, then what hangs together."""
        tables = [row[0] for row in self._new.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'search%' AND name NOT LIKE 'sqlite%'"
        )]  # fmt: skip
        self._progress.stage("rescuing", len(tables))
        with suppress(sqlite3.DatabaseError):
            uri = f"{self._damaged.absolute().as_uri()}?mode=ro"
            with closing(sqlite3.connect(uri, uri=True)) as old:
                old.text_factory = lambda raw: raw.decode("utf-8")  # a torn text is not passed on
                for number, table in enumerate(tables):
                    if table not in _DERIVED:
                        self._take(old, table)
                    self._progress.step(number + 1)
        self._stand_in()
        self._bring_up_to_date()
        self._bring_back()
        self._tie_together()
        self._name_missing()
        held = self._new.execute("SELECT count(*) FROM entry WHERE deleted = 0").fetchone()[0]
        return Rescued(held, {name: count for name, count in self._unread.items() if count}, tuple(self._lost))

    def _take(self, old: sqlite3.Connection, table: str) -> None:
        """The rows of a table over those of the backup; instead of them when all could be read."""
        try:
            there = {row[1] for row in old.execute(f'PRAGMA table_info("{table}")')}
        except sqlite3.DatabaseError:
            there = set()
        about = self._new.execute(f'PRAGMA table_info("{table}")').fetchall()
        names = [row[1] for row in about if row[1] in there]
        key = [row[1] for row in sorted(about, key=lambda one: int(one[5])) if row[5]]
        if not names:
            self._unread[table] = -1
            return
        columns = ", ".join(f'"{name}"' for name in names)
        numbered = len(key) == 1 and about[[row[1] for row in about].index(key[0])][2] == "INTEGER"
        rows, unread = _numbered(old, table, columns, key[0]) if numbered else _others(old, table, columns, key)
        good = [row for row in rows if _makes_sense(table, names, row)]
        self._unread[table] = unread + len(rows) - len(good)
        if not self._unread[table]:
            self._new.execute(f'DELETE FROM "{table}"')
        marks = ", ".join("?" * len(names))
        with suppress(sqlite3.IntegrityError):
            self._new.executemany(f'INSERT OR REPLACE INTO "{table}"({columns}) VALUES ({marks})', good)
        if table == "entry" and self._unread[table]:
            self._known = _ids(old)
        if table in self._read:
            self._read[table] = {row[names.index(key[0])] for row in good}

    def _stand_in(self) -> None:
        """Rows of entries that could not be read: their ids also stand in an index; the states are those of a draft."""
        conn = self._new
        there = {row[0] for row in conn.execute("SELECT n FROM entry")}
        documents = {row[0] for row in conn.execute("SELECT entry FROM document")}
        usual = conn.execute("SELECT profile, space FROM entry GROUP BY 1, 2 ORDER BY count(*) DESC LIMIT 1").fetchone()
        profile, space = usual or ("", "")
        for n in sorted((documents | set(self._known)) - there):
            entry_id = self._known.get(n) or new_id()
            if n not in documents:
                self._lost.append(Lost(entry_id, "", "gone"))
                continue
            conn.execute(
                "INSERT INTO entry(n, id, profile, space, revision, local, origin, source, created, updated)"
                " VALUES (?, ?, ?, ?, 1, 'draft', 'typed', '', moment(), moment())",
                (n, entry_id, profile, space),
            )
            body = conn.execute("SELECT body FROM document WHERE entry = ?", (n,)).fetchone()[0]
            name = entry_of(body, entry_id, profile, space, 1).text("name")
            self._lost.append(Lost(entry_id, name, "state"))

    def _bring_up_to_date(self) -> None:
        """Documents of the backup that could not be read in the damaged file: the journal says what changed since."""
        rows = self._new.execute(
            "SELECT e.n, e.id, e.profile, e.space, e.revision, d.body FROM entry e JOIN document d ON d.entry = e.n"
        ).fetchall()
        for n, entry_id, profile, space, revision, body in rows:
            if n in self._read["document"]:
                continue
            entry = entry_of(body, entry_id, profile, space, revision)
            later = [
                Change(item, field, value_of(before), value_of(after))
                for item, field, before, after in self._new.execute(
                    "SELECT item, field, before, after FROM change WHERE entry = ? AND n > ? ORDER BY n",
                    (n, self._before),
                )
            ]
            now = changes.applied(entry, [one for one in later if one.field[:1] != "@" or one.field in _REPLAYED])
            if now != entry:
                self._new.execute("UPDATE document SET body = ? WHERE entry = ?", (document_of(now), n))
            if self._unread.get("change") or n not in self._read["entry"]:
                self._lost.append(Lost(entry_id, now.text("name"), "older"))

    def _bring_back(self) -> None:
        """Entries without a document: from what was sent of them, or gone."""
        bare = self._new.execute(
            "SELECT n, id, name, profile, space FROM entry WHERE n NOT IN (SELECT entry FROM document)"
        ).fetchall()
        for n, entry_id, name, _profile, space in bare:
            sent = self._sent(entry_id, space)
            if sent is not None:
                self._new.execute("INSERT INTO document(entry, body) VALUES (?, ?)", (n, document_of(sent)))
                self._lost.append(Lost(entry_id, sent.text("name"), "sent"))
                continue
            self._lost.append(Lost(entry_id, name or "", "gone"))
            for table in ("change", "finding"):
                self._new.execute(f"DELETE FROM {table} WHERE entry = ?", (n,))
            self._new.execute("DELETE FROM outbox WHERE entry = ?", (entry_id,))
            self._new.execute("DELETE FROM entry WHERE n = ?", (n,))
        self._new.execute("DELETE FROM document WHERE entry NOT IN (SELECT n FROM entry)")

    def _sent(self, entry_id: str, space: str) -> Entry | None:
        frozen = self._new.execute(
            "SELECT body FROM outbox WHERE entry = ?1 AND body IS NOT NULL UNION ALL SELECT * FROM (SELECT body FROM"
            " outbox_history WHERE entry = ?1 AND body IS NOT NULL ORDER BY n DESC)",
            (entry_id,),
        )
        packed = self._new.execute(
            "SELECT base_snapshot FROM remote WHERE entry = ? AND base_snapshot IS NOT NULL", (entry_id,)
        )
        for raw in [*(row[0] for row in frozen.fetchall()), *_unpacked(packed.fetchall())]:
            with suppress(ValueError):
                return wire.entry_of(json.loads(raw), entry_id, space)
        return None

    def _tie_together(self) -> None:
        """Columns, counters, search index and journal as they follow from the documents."""
        conn = self._new
        rows = conn.execute(
            "SELECT e.n, e.id, e.profile, e.space, e.revision, e.deleted, d.body FROM entry e JOIN document d ON d.entry = e.n"
        ).fetchall()
        conn.execute("DELETE FROM searched")
        for n, entry_id, profile, space, revision, deleted, body in rows:
            entry = entry_of(body, entry_id, profile, space, revision)
            # Also of rows that could be read: half a page may be nonsense that looks like values.
            row = entries.columns_of(entry)
            sets = ", ".join(f"{name} = ?" for name in row)
            differs = f"({', '.join(row)}) IS NOT ({', '.join('?' * len(row))})"
            conn.execute(
                f"UPDATE entry SET {sets}, checked = '' WHERE n = ? AND {differs}", (*row.values(), n, *row.values())
            )
            text = column(search.text_of(entry))
            conn.execute("INSERT INTO searched(entry, text, live) VALUES (?, ?, ?)", (n, text, int(not deleted)))
        search.rebuild(conn)
        for table in ("change", "finding"):
            conn.execute(f"DELETE FROM {table} WHERE entry NOT IN (SELECT n FROM entry)")
        conn.execute("DELETE FROM outbox WHERE entry NOT IN (SELECT id FROM entry)")
        conn.execute("DELETE FROM signoff_entry WHERE signoff NOT IN (SELECT n FROM signoff)")
        conn.execute("DELETE FROM rule_count")
        conn.execute(
            "INSERT INTO rule_count SELECT rule, f.severity, count(DISTINCT f.entry), count(*) FROM finding f JOIN entry e"
            " ON e.n = f.entry WHERE f.explained = 0 AND e.deleted = 0 GROUP BY rule, f.severity"
        )
        conn.execute(
            "UPDATE entry SET waiting = id IN (SELECT entry FROM outbox),"
            " conflict = (SELECT count(*) FROM conflict WHERE conflict.entry = entry.id),"
            " returned = (SELECT count(*) FROM returned WHERE returned.entry = entry.id)"
        )
        self._journal()

    def _name_missing(self) -> None:
        """Entries made since the backup of which no trace was found, and the names of those of which only the id was."""
        noted = dict(roster.noted(self._damaged))
        there = {row[0] for row in self._new.execute("SELECT id FROM entry")}
        self._lost = [replace(one, name=one.name or noted.get(one.entry, "")) for one in self._lost]
        there |= {one.entry for one in self._lost}
        self._lost += [Lost(entry, name, "gone") for entry, name in noted.items() if entry not in there]

    def _journal(self) -> None:
        """An act for the repair, for changes whose act is gone, and a beginning for entries whose journal is gone."""
        conn = self._new
        about = to_json({"lost": str(len(self._lost))})
        n = conn.execute(
            "INSERT INTO act(id, kind, person, at, about) VALUES (?, 'repair', ?, moment(), ?) RETURNING n",
            (new_id(), self._person, about),
        ).fetchone()[0]
        orphans = "SELECT DISTINCT act FROM change WHERE act NOT IN (SELECT n FROM act)"
        for (act,) in conn.execute(orphans).fetchall():
            conn.execute(
                "INSERT INTO act(n, id, kind, person, at, about, last_change) VALUES"
                " (?1, ?2, 'unknown', '', moment(), '{}', (SELECT max(n) FROM change WHERE act = ?1))",
                (act, new_id()),
            )
        rows = conn.execute(
            "SELECT e.n, e.id, e.profile, e.space, e.revision, d.body FROM entry e JOIN document d ON d.entry = e.n"
            " WHERE e.n NOT IN (SELECT entry FROM change) AND e.deleted = 0"
        ).fetchall()
        conn.executemany(
            "INSERT INTO change(act, entry, item, field, before, after) VALUES (?, ?, '', ?, '\"\"', ?)",
            [(n, row[0], EXISTS, to_json(digest(entry_of(row[5], *row[1:5])))) for row in rows],
        )
        conn.execute(
            "UPDATE act SET last_change = (SELECT coalesce(max(c.n), 0) FROM change c WHERE c.act = act.n) WHERE n = ?",
            (n,),
        )


_REPLAYED = frozenset({changes.EXISTS, changes.ORDER, changes.PROFILE})


def _numbered(old: sqlite3.Connection, table: str, columns: str, key: str) -> tuple[Rows, int]:
    """Rows by number, in pieces; a piece with a bad page is halved until the bad rows are found."""
    try:
        low, high = old.execute(f'SELECT min("{key}"), max("{key}") FROM "{table}"').fetchone()
    except sqlite3.DatabaseError:
        low, high = _ends(old, table, key)
    if high is None:
        return [], 0
    # A number out of a bad page may be any number.
    high = min(high, low + FARTHEST)
    rows: Rows = []
    unread = 0
    left = [
        (at, min(at + AT_ONCE - 1, high))
        for at in range(high, low - 1, -AT_ONCE)
        for at in (max(low, at - AT_ONCE + 1),)
    ]
    sql = f'SELECT {columns} FROM "{table}" NOT INDEXED WHERE "{key}" BETWEEN ? AND ?'
    while left:
        first, last = left.pop()
        try:
            rows += old.execute(sql, (first, last)).fetchall()
        except (sqlite3.DatabaseError, UnicodeDecodeError):
            if first == last:
                unread += 1
                continue
            middle = (first + last) // 2
            left += [(middle + 1, last), (first, middle)]
    return rows, unread


def _ends(old: sqlite3.Connection, table: str, key: str) -> tuple[int, int]:
    """The ends of a table whose own ends cannot be asked for: as far as numbers lead to something that can be read."""
    high = 1
    for power in range(40):
        with suppress(sqlite3.DatabaseError):
            if (
                old.execute(f'SELECT 1 FROM "{table}" NOT INDEXED WHERE "{key}" >= ? LIMIT 1', (1 << power,)).fetchone()
                is None
            ):
                break
        high = 1 << power
    return 1, min(high * 2, high + 100 * AT_ONCE)


def _others(old: sqlite3.Connection, table: str, columns: str, key: Sequence[str]) -> tuple[Rows, int]:
    """Rows of a table without numbers, from both ends up to the bad page; 1 when there was one."""
    found: dict[tuple[Any, ...], None] = {}
    bad = 0
    order = ", ".join(f'"{name}" {{way}}' for name in key)
    for way in ("ASC", "DESC") if key else ("",):
        sql = f'SELECT {columns} FROM "{table}"' + (f" ORDER BY {order.format(way=way)}" if key else "")
        try:
            for row in old.execute(sql):
                found[row] = None
            return list(found), bad
        except (sqlite3.DatabaseError, UnicodeDecodeError):
            bad = 1
    return list(found), bad


def _ids(old: sqlite3.Connection) -> dict[int, str]:
    """Entry ids by number, from the index that holds nothing else, as far as it can be read from both ends."""
    found: dict[int, str] = {}
    for way in ("ASC", "DESC"):
        with suppress(sqlite3.DatabaseError, UnicodeDecodeError):
            for n, entry_id in old.execute(
                f"SELECT n, id FROM entry INDEXED BY sqlite_autoindex_entry_1 WHERE id > '' ORDER BY id {way}"
            ):
                if isinstance(n, int) and len(entry_id) == _ID_LENGTH:
                    found[n] = entry_id  # noqa: PERF403  (what was read before the bad page counts)
    return found


_ID_LENGTH = 36


def _makes_sense(table: str, names: Sequence[str], row: tuple[Any, ...]) -> bool:
    """Whether a row of a bad page, which SQLite may give back as nonsense, can be one of ours."""
    values = dict(zip(names, row, strict=True))
    try:
        if table == "document":
            entry_of(values["body"], "", "", "", 0)
        elif table == "change":
            value_of(values["before"])
            value_of(values["after"])
        elif table == "entry":
            Local(values["local"])
            Mount(values["mount"])
            return len(values["id"]) == _ID_LENGTH and values["deleted"] in (0, 1)
        elif table == "act":
            json.loads(values["about"])
    except (ValueError, TypeError, KeyError, AttributeError):
        return False
    return True


def _unpacked(rows: Iterable[tuple[bytes]]) -> Iterator[bytes]:
    for (packed,) in rows:
        with suppress(zlib.error):
            yield zlib.decompress(packed)
