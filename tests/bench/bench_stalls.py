"""Measures what a person feels while another process imports: a list that scrolls and a form that saves.

nice -n 10 .venv/bin/python -m tests.bench.bench_stalls [--entries 100000] [--folder /tmp/bench-stalls]
"""

import argparse
import multiprocessing
import shutil
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from client.catalog.entry import Entry
from client.store import journal, pace
from client.store.database import Database
from client.store.journal import New
from client.store.query import EntryFilter, Query
from client.workflows.safekeeping import upkeep
from tests.bench import work_entries

FRAME = 1 / 60


def main(arguments: Sequence[str]) -> None:
    """Imports in one process, scrolls and types in this one."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--entries", type=int, default=100_000)
    parser.add_argument("--folder", type=Path, default=Path("/tmp/bench-stalls"))
    chosen = parser.parse_args(arguments)
    shutil.rmtree(chosen.folder, ignore_errors=True)
    db = Database.open(chosen.folder / "work.db")
    mine = next(work_entries.entries(1, seed=1))
    with journal.act(db, "new", "li") as pen:
        pen.save(mine)
    quiet = [_save_once(db, mine, number) for number in range(60)]
    process = multiprocessing.get_context("spawn").Process(target=bring_in, args=(db.path, chosen.entries))
    process.start()
    pages, saves = feel(db, mine, process.is_alive)
    process.join()
    for name, taken in (
        ("a save of the form, nobody importing", quiet), ("a page of the list", pages), ("a save of the form", saves),
    ):  # fmt: skip
        taken.sort()
        middle, p95, worst = taken[len(taken) // 2], taken[int(len(taken) * 0.95)], taken[-1]
        print(f"| {name} | {len(taken)} | {middle:.1f} | {p95:.1f} | {worst:.1f} |")
    print(f"{Query(db).count(EntryFilter()):,} entries", file=sys.stderr)
    db.close()


def feel(db: Database, mine: Entry, importing: Callable[[], bool]) -> tuple[list[float], list[float]]:
    """Milliseconds of every page and every save while the other process is at work."""
    query = Query(db)
    pages: list[float] = []
    saves: list[float] = []
    while importing() or not saves:
        start = time.perf_counter()
        query.rows(EntryFilter(), offset=(len(pages) * 37) % 5000)
        pages.append((time.perf_counter() - start) * 1000)
        if len(pages) % 20 == 0:
            saves.append(_save_once(db, mine, 100 + len(saves)))
        time.sleep(max(0.0, FRAME - (time.perf_counter() - start)))
    return pages, saves


def _save_once(db: Database, mine: Entry, number: int) -> float:
    start = time.perf_counter()
    with journal.act(db, "edit", "li") as pen:
        pen.save(mine.with_value("summary", f"正在填写的摘要{number}"))
    return (time.perf_counter() - start) * 1000


def bring_in(path: Path, count: int) -> None:
    """The import, in the batches the product uses."""
    db = Database.open(path)
    upkeep.read_dictionary()
    act, start = "", time.perf_counter()
    for batch in pace.batches(db, work_entries.entries(count)):
        with journal.act(db, "import", "wang", continuing=act, derived=True) as pen:
            act = pen.act_id
            pen.add([New(one, origin="import", source="表") for one in batch])
    print(f"imported at {count / (time.perf_counter() - start):,.0f} entries/s", file=sys.stderr)
    db.close()


if __name__ == "__main__":
    main(sys.argv[1:])
