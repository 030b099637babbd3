"""Measures work.db: every question a person waits for, over 1k, 30k and 300k entries; never fails because it is slow.

    nice -n 10 .venv/bin/python -m tests.bench.bench_work [--sizes 1000,30000,300000] [--folder /tmp/bench]

A filled store stays in the folder and is used again. Prints a table in Markdown for README.md.
"""

import argparse
import os
import random
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path

from client.catalog.states import Local
from client.checks.rule import Finding, Severity
from client.store import findings, journal, search
from client.store.database import Database
from client.store.journal import New
from client.store.query import EntryFilter, Query
from tests.bench import work_entries

RUNS = 30
COLD_RUNS = 3
ROW = (
    "id, code, name, provider, items, sharing, update_cycle, local, report, errors, warnings, conflict, returned,"
    " waiting, updated, profile"
)
Action = Callable[[], object]


def main(arguments: Sequence[str]) -> None:
    """Fills and measures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", default="1000,30000,300000")
    parser.add_argument("--folder", type=Path, default=Path("/tmp/bench-work"))
    parser.add_argument("--warm", action="store_true", help="no cold column")
    parser.add_argument("--only", default="", help="only actions whose name holds this")
    chosen = parser.parse_args(arguments)
    sizes = [int(size) for size in chosen.sizes.split(",")]
    columns: dict[str, list[str]] = {}
    for size in sizes:
        db = filled(chosen.folder / str(size), size)
        for name, action, raw in actions(db):
            if chosen.only in name:
                first = "" if chosen.warm else f"; cold {cold(db.path, name):.0f}"
                columns.setdefault(name, []).append(_shown(measured(action), measured(raw) if raw else None) + first)
        print(f"{size}: {db.path.stat().st_size / size / 1024:.1f} KiB an entry", file=sys.stderr)
        db.close()
    print(
        f"| action (ms: median, p95; p95 of processor time, x raw SQLite; cold) | {' | '.join(f'{size:,}' for size in sizes)} |"
    )
    print(f"|---|{'---|' * len(sizes)}")
    for name, cells in columns.items():
        print(f"| {name} | {' | '.join(cells)} |")


def filled(folder: Path, size: int) -> Database:
    """A store with so many entries, findings and states; made once."""
    db = Database.open(folder / "work.db")
    with db.read() as conn:
        there = conn.execute("SELECT count(*) FROM entry").fetchone()[0]
    if there >= size:
        return db
    chance, start, act = random.Random(3), time.perf_counter(), ""
    made = work_entries.entries(size)
    while batch := list(islice(made, 500)):
        with journal.act(db, "import", "clerk", continuing=act) as pen:
            act = pen.act_id
            pen.add([
                New(one, (Local.DRAFT, Local.READY)[chance.random() < 0.3], "import", "表", _faults(chance), "r1")
                for one in batch
            ])  # fmt: skip
    print(f"{size}: filled at {size / (time.perf_counter() - start):,.0f} entries/s", file=sys.stderr)
    return db


def _faults(chance: random.Random) -> list[Finding]:
    if chance.random() < 0.5:
        return []
    warning = Finding(f"rule.warning-{chance.randint(1, 20)}", Severity.WARNING, "", "summary", {"value": "x"})
    error = Finding(f"rule.error-{chance.randint(1, 20)}", Severity.ERROR, "", "name", {"value": "y"})
    return [warning] if chance.random() < 0.7 else [warning, error]


def actions(db: Database) -> Iterator[tuple[str, Action, Action | None]]:
    """(name, action, the same by plain SQLite where that says something)."""
    query, chance = Query(db), random.Random(5)
    ids = query.ids(EntryFilter(), sort="created", limit=5000)
    everything = EntryFilter()
    conn = sqlite3.connect(f"{db.path.as_uri()}?mode=ro", uri=True)

    def one() -> str:
        return chance.choice(ids)

    page = f"SELECT {ROW} FROM entry WHERE deleted = 0 ORDER BY updated DESC, n DESC LIMIT 100"
    yield "open the store, first page", lambda: _opened(db.path), None
    yield "first page, newest first", lambda: query.rows(everything), lambda: conn.execute(page).fetchall()  # fmt: skip
    for sort in ("name", "code", "provider", "items", "severity", "local"):
        yield f"first page by {sort}", partial(query.rows, everything, sort, False), None
    half = query.count(everything) // 2
    ready = EntryFilter(local=("ready",))
    yield "page in the middle by name", lambda: query.rows(everything, "name", False, half), None
    yield "page anywhere by name", lambda: query.rows(everything, "name", False, chance.randrange(half * 2)), None
    yield "page anywhere of a state (a third of all), by name", lambda: query.rows(ready, "name", False, chance.randrange(half * 2 // 4)), None  # fmt: skip
    yield "jump: line of an entry by updated", lambda: query.position(everything, "updated", one()), None
    yield "jump: line of an entry by name", lambda: query.position(everything, "name", one(), False), None
    yield "count of all", lambda: query.count(everything), None
    yield "state_counts", query.state_counts, None
    for column in ("local", "severity", "provider", "update_cycle"):
        yield f"facet {column}", partial(query.facets, everything, column), None
    for name, word in (
        ("2 characters", "企业"), ("1 character", "龙"), ("pinyin initials", "qydj"), ("two initials", "xx"), ("rare item name", "特种设备抽样坐标7"), ("code beginning", "4401"),
        ("a word found in everything", "信息"), ("a word of every provider", "局"), ("two words", "清河 补贴"),
    ):  # fmt: skip
        match = (
            f"SELECT {ROW} FROM entry"
            " WHERE n IN (SELECT rowid FROM search WHERE search MATCH ?) ORDER BY updated DESC, n DESC LIMIT 100"
        )
        expression = search.expression(word)
        yield f"search {name}: page", partial(query.rows, EntryFilter(text=word)), partial(_all_rows, conn, match, expression)  # fmt: skip
        yield f"search {name}: count", partial(query.count, EntryFilter(text=word)), None
    yield "search found in everything, by name", lambda: query.rows(EntryFilter(text="信息"), "name", False), None
    yield "facet severity of a common word", lambda: query.facets(EntryFilter(text="企业"), "severity"), None
    yield "facet severity of a word in a sixth", lambda: query.facets(EntryFilter(text="信息"), "severity"), None
    yield "facet provider of a word found in everything", lambda: query.facets(EntryFilter(text="局"), "provider"), None
    yield "filter local + severity: page", lambda: query.rows(EntryFilter(local=("ready",), severity="error")), None
    yield "filter local + severity: count", lambda: query.count(EntryFilter(local=("ready",), severity="error")), None
    yield "filter rule: page", lambda: query.rows(EntryFilter(rule="rule.error-3")), None
    yield "filter rule: count", lambda: query.count(EntryFilter(rule="rule.error-3")), None
    yield (
        "filter by a field without a column: page",
        lambda: query.rows(EntryFilter(where=(("sharing_way", "file"),))),
        None,
    )
    yield "filter by a rare field value: page", lambda: query.rows(EntryFilter(where=(("region", "440103"),))), None
    yield "filter by a rare field value: count", lambda: query.count(EntryFilter(where=(("region", "440103"),))), None
    yield "filter state, sorted by findings: page", lambda: query.rows(EntryFilter(local=("ready",), severity="error"), "severity"), None  # fmt: skip
    yield "findings by rule", query.findings_by_rule, None
    body = "SELECT e.*, d.body FROM entry e JOIN document d ON d.entry = e.n WHERE e.id = ?"
    yield "open", lambda: query.entry(one()), lambda: conn.execute(body, (one(),)).fetchone()
    yield "history of an entry", lambda: query.history(one()), None
    yield "save", lambda: _save(db, one()), _raw_save(db, ids, chance)
    yield "undo what was saved last", lambda: journal.undo(db, _save(db, one()), "clerk"), None


def _opened(path: Path) -> object:
    with closing(Database.open(path)) as db:
        return Query(db).rows(EntryFilter())


def _all_rows(conn: sqlite3.Connection, sql: str, value: str) -> object:
    return conn.execute(sql, (value,)).fetchall()


def _save(db: Database, entry_id: str) -> str:
    with journal.act(db, "edit", "clerk") as pen:
        stored = pen.load(entry_id)
        assert stored is not None
        values = {**stored.entry.values, "summary": f"改过的摘要{time.time_ns()}"}
        saved = pen.save(replace(stored.entry, values=values))
        findings.put(pen.conn, entry_id, saved.revision, "r1", [])
    return pen.act_id


def _raw_save(db: Database, ids: Sequence[str], chance: random.Random) -> Action:
    """The same rows by hand: an update of entry and document, an act, a change, one commit on the disk. What it leaves
    out: comparing the two documents, the journal's folding, the findings."""
    conn = sqlite3.connect(db.path, isolation_level=None)
    conn.execute("PRAGMA synchronous = FULL")

    def save() -> None:
        conn.execute("BEGIN IMMEDIATE")
        n = conn.execute("SELECT n FROM entry WHERE id = ?", (chance.choice(ids),)).fetchone()[0]
        body = conn.execute("SELECT body FROM document WHERE entry = ?", (n,)).fetchone()[0]
        now = str(time.time())
        conn.execute("UPDATE document SET body = ? WHERE entry = ?", (body + " ", n))
        conn.execute("UPDATE entry SET updated = ?, revision = revision + 1 WHERE n = ?", (now, n))
        act = conn.execute(
            "INSERT INTO act(id, kind, last_change) VALUES (?, 'raw', 0) RETURNING n", (now,)
        ).fetchone()[0]
        conn.execute(
            "INSERT INTO change(act, entry, item, field, before, after) VALUES (?, ?, '', 'x', '\"\"', '\"\"')",
            (act, n),
        )
        conn.execute("COMMIT")

    return save


def measured(action: Action) -> tuple[float, float, float, float]:
    """(median, p95, median and p95 of processor time) in ms of `RUNS` runs after one to warm up; what takes seconds is
    run less often."""
    action()
    taken: list[float] = []
    spent: list[float] = []
    while len(taken) < RUNS and sum(taken) < 6000:
        start, work = time.perf_counter(), time.process_time()
        action()
        taken.append((time.perf_counter() - start) * 1000)
        spent.append((time.process_time() - work) * 1000)
    return (*_middle(taken), *_middle(spent))


def _middle(values: list[float]) -> tuple[float, float]:
    values.sort()
    return values[len(values) // 2], values[min(len(values) - 1, int(len(values) * 0.95))]


def cold(path: Path, name: str) -> float:
    """Median ms of the first call after the system has been asked to drop the file's pages, in a store just opened."""
    taken: list[float] = []
    for _ in range(COLD_RUNS):
        with path.open("rb") as file:
            os.fsync(file.fileno())
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        with closing(Database.open(path)) as db:
            action = next(one for called, one, _raw in actions(db) if called == name)
            with path.open("rb") as file:
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
            start = time.perf_counter()
            action()
            taken.append((time.perf_counter() - start) * 1000)
    return sorted(taken)[len(taken) // 2]


def _shown(ours: tuple[float, float, float, float], raw: tuple[float, float, float, float] | None) -> str:
    """On the clock, then of processor time, by which it is compared: others work on the same computer."""
    times = f" (x{ours[2] / max(raw[2], 1e-6):.1f})" if raw else ""
    text = f"{ours[0]:.1f}, {ours[1]:.1f}; {ours[3]:.1f}{times}"
    return f"**{text}**" if ours[3] > 50 else text


def machine() -> str:
    """What it was measured on."""
    with closing(sqlite3.connect(":memory:")) as conn:
        version = conn.execute("SELECT sqlite_version()").fetchone()[0]
    return f"{os.cpu_count()} cores, Python {sys.version.split()[0]}, SQLite {version}"


if __name__ == "__main__":
    main(sys.argv[1:])
