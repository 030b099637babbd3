"""Measures the page of findings over a large store: catching up, picking a rule, ordering and searching its entries.

QT_QPA_PLATFORM=offscreen nice -n 10 .venv/bin/python -m tests.bench.bench_findings [--entries 33000] [--folder /tmp/bench-findings]

The store is filled and checked once and used again. Processor time; a table in Markdown for README.md.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path

from PySide6.QtCore import Qt

from client.desktop import app as starting
from client.desktop.ask import FakeAsk
from client.desktop.changes import ChangeBoard
from client.desktop.jobs import Jobs
from client.desktop.pages.findings import FindingsPage
from client.settings import Settings
from client.store import journal
from client.store.journal import New
from client.workflows import check_entries
from client.workflows.outcome import EVERYTHING
from client.workflows.workspace import Workspace
from tests.bench import work_entries

RUNS = 9


def main(arguments: Sequence[str]) -> None:
    """Fills and measures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--entries", type=int, default=33_000)
    parser.add_argument("--folder", type=Path, default=Path("/tmp/bench-findings"))
    chosen = parser.parse_args(arguments)
    settings = Settings(chosen.folder / "settings.json")
    app = starting.make_application(["bench"], settings)
    ws = Workspace.open(chosen.folder / "work.db", settings=settings)
    fill(ws, chosen.entries)
    jobs = Jobs()
    page = FindingsPage(ws, jobs, FakeAsk(), ChangeBoard())
    page.resize(1166, 708)
    page.refresh(EVERYTHING)
    page.show()
    app.processEvents()
    rules = list(range(page.rules.lines.rowCount()))
    entries = page.concerned.list

    def pick(number: int) -> None:
        page.rules.pick(rules[(number + 1) % len(rules)])
        page.rules.pick(rules[number % len(rules)])
        app.processEvents()

    def again() -> None:
        page.hide()
        page.refresh(EVERYTHING)
        page.show()
        app.processEvents()

    def order(number: int) -> None:
        page.concerned.list.sortByColumn(0, (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder)[number % 2])
        app.processEvents()

    def end(number: int) -> None:
        entries.pick(entries.lines.rowCount() - 1 - number)
        app.processEvents()

    print("| the page of findings (ms of processor time: median, worst) | |\n|---|---|")
    print(f"| catching up after a change | {spent(lambda _number: again())} |")
    print(f"| picking two rules | {spent(pick, max(RUNS, len(rules)))} |")
    page.rules.pick(0)
    print(f"| other order of the {entries.lines.rowCount():,} entries of a rule | {spent(order)} |")
    print(f"| to the last of them | {spent(end)} |")
    print(f"{len(rules)} rules", file=sys.stderr)
    jobs.close()
    ws.close()


def fill(ws: Workspace, count: int) -> None:
    """A store with so many checked entries."""
    with ws.db.read() as conn:
        if conn.execute("SELECT count(*) FROM entry").fetchone()[0] >= count:
            return
    made, act = work_entries.entries(count), ""
    while batch := list(islice(made, 300)):
        with journal.act(ws.db, "import", "clerk", continuing=act) as pen:
            act = pen.act_id
            pen.add([New(one, origin="import", source="表") for one in batch])
    check_entries.check(ws)


def spent(act: Callable[[int], object], runs: int = RUNS) -> str:
    """Median and worst of so many runs."""
    taken = []
    for number in range(runs):
        start = time.process_time()
        act(number)
        taken.append((time.process_time() - start) * 1000)
    return f"{statistics.median(taken):.0f}, {max(taken):.0f}"


if __name__ == "__main__":
    main(sys.argv[1:])
