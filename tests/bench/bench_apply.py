"""An import of 100,000 rows into a full work.db, from the file to the last entry, beside the floor: unzip and parse the
same file, and the same rows into the same tables and indexes by plain `executemany`.

    nice -n 10 .venv/bin/python -m tests.bench.bench_apply [--size 300000] [--folder /tmp/bench-work]

Processor seconds, the worker's included. The full store of `bench_work` is copied, never changed.
"""

import argparse
import resource
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, TypeVar

from python_calamine import CalamineWorkbook

from client.settings import Settings
from client.store import search
from client.workflows import import_sheet
from client.workflows.importing.prepared import Request
from client.workflows.safekeeping.back_up import back_up
from client.workflows.workspace import Workspace
from tests.bench import bench_import, bench_work

Result = TypeVar("Result")


def main(arguments: Sequence[str]) -> None:
    """Measures both and prints a table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", type=int, default=300_000)
    parser.add_argument("--folder", type=Path, default=Path("/tmp/bench-work"))
    chosen = parser.parse_args(arguments)
    bench_work.filled(chosen.folder / str(chosen.size), chosen.size).close()
    with tempfile.TemporaryDirectory(dir=chosen.folder) as name:
        folder = Path(name)
        file = folder / "目录.xlsx"
        bench_import.make("first", file)
        for one in ("ours", "floor"):
            (folder / one).mkdir()
            shutil.copyfile(chosen.folder / str(chosen.size) / "work.db", folder / one / "work.db")
        ours = _ours(folder / "ours" / "work.db", file)
        parse, taken = measured(lambda: sum(1 for _ in _rows(file)))
        insert = _floor(folder / "ours" / "work.db", folder / "floor" / "work.db", chosen.size)
        print(f"{taken:,} rows")
    floor = parse + insert
    print("| | CPU s | times the floor |\n|---|---|---|")
    for label, seconds in (*ours, ("all of it", sum(seconds for _, seconds in ours)), ("floor: parse", parse),
                           ("floor: executemany", insert), ("floor", floor)):  # fmt: skip
        print(f"| {label} | {seconds:.1f} | {seconds / floor:.1f} |")


def _ours(store: Path, file: Path) -> list[tuple[str, float]]:
    ws = Workspace.open(store, settings=Settings(store.with_name("settings.json")))
    try:
        plan, prepared = measured(lambda: import_sheet.prepare(ws, file, Request()))
        # The backup before it is a copy of the file, whose floor is another one: it is made before and measured alone.
        copy, _ = measured(lambda: back_up(ws, "import"))
        taken, done = measured(lambda: import_sheet.apply(ws, prepared))
        print(f"{done.new:,} new entries", file=sys.stderr)
    finally:
        ws.close()
    print(f"backup before: {copy:.1f} s of CPU", file=sys.stderr)
    return [("read, understand, compare, check, plan", plan), ("take over", taken)]


def _rows(file: Path) -> Any:
    return CalamineWorkbook.from_path(str(file)).get_sheet_by_index(0).iter_rows()


def _floor(filled: Path, to: Path, before: int) -> float:
    """The rows that the import made, into a store that does not have them yet: one transaction, one statement a table."""
    with closing(sqlite3.connect(filled)) as conn:
        keys = {"entry": "n", "document": "entry", "searched": "entry", "finding": "entry", "change": "entry"}
        rows = {
            table: conn.execute(f'SELECT * FROM "{table}" WHERE {key} > ?', (before,)).fetchall()
            for table, key in keys.items()
        }
        acts = conn.execute(
            "SELECT * FROM act WHERE n IN (SELECT act FROM change WHERE entry > ?)", (before,)
        ).fetchall()
    rows = {"act": acts, **rows}
    found = [(row[0], search._tokens(row[1])) for row in rows["searched"]]
    with closing(sqlite3.connect(to, isolation_level=None)) as conn:
        conn.create_function("moment", 0, lambda: "")
        conn.execute("PRAGMA cache_size = -32768")

        def insert() -> None:
            conn.execute("BEGIN")
            for table, lines in rows.items():
                if lines:
                    conn.executemany(f'INSERT INTO "{table}" VALUES ({", ".join("?" * len(lines[0]))})', lines)
            conn.executemany("INSERT INTO search(rowid, text) VALUES (?, ?)", found)
            conn.execute("COMMIT")

        return measured(insert)[0]


def measured(work: Callable[[], Result]) -> tuple[float, Result]:
    """(processor seconds with those of processes that ended, what came of it)."""
    start = _spent()
    result = work()
    return _spent() - start, result


def _spent() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


if __name__ == "__main__":
    main(sys.argv[1:])
