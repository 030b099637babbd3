"""What a clerk waits for at every keystroke: all rules over one entry, those that look at other entries included.

    nice -n 10 .venv/bin/python -m tests.bench.bench_typing [--size 300000] [--folder /tmp/bench-typing]

The store is filled once and used again. One office in it has 3,000 entries, more than any real one seen: the others have a
few each. Prints milliseconds of the clock (median, p95, worst) and of processor time (median).
"""

import argparse
import random
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from client.catalog.entry import Entry
from client.checks import run
from client.checks.rule import Alone, Context
from client.settings import Settings
from client.store import journal
from client.store.journal import New
from client.store.query import EntryFilter
from client.workflows import check_entries, similar
from client.workflows.workspace import Workspace
from tests.bench import bench_work, work_entries

RUNS = 300
CROWD = 3_000
CROWDED = "11110228000108441X"


def main(arguments: Sequence[str]) -> None:
    """Fills and measures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", type=int, default=300_000)
    parser.add_argument("--folder", type=Path, default=Path("/tmp/bench-typing"))
    chosen = parser.parse_args(arguments)
    folder = chosen.folder / str(chosen.size)
    bench_work.filled(folder, chosen.size).close()
    ws = Workspace.open(folder / "work.db", settings=Settings(folder / "settings.json"))
    crowd(ws)
    chance = random.Random(11)
    ids = ws.query.ids(EntryFilter(), sort="created", limit=chosen.size)
    anyone = [typed(kept.entry, chance) for one in chance.sample(ids, RUNS) if (kept := ws.query.entry(one))]
    crowded = [typed(entry, chance) for entry in work_entries.entries(RUNS, seed=12)]
    crowded = [entry.with_value("provider_code", CROWDED) for entry in crowded]
    print("| ms | median | p95 | worst | processor |")
    print("|---|---|---|---|---|")
    show("the entry alone", anyone, lambda entry: run.check(entry, Context(ws.profile, ws.today, Alone())))
    show("with the entries beside it", anyone, lambda entry: check_entries.live(ws, entry))
    show(f"the same, of an office with {CROWD:,} entries", crowded, lambda entry: check_entries.live(ws, entry))
    show(
        "similar entries of the store, by a name half typed", anyone, lambda entry: similar.similar_to(ws, half(entry))
    )
    ws.close()


def crowd(ws: Workspace) -> None:
    """An office with very many entries, made once."""
    key = EntryFilter(text="一个很大的局")
    if ws.query.count(key) >= CROWD:
        return
    made = [
        replace(entry, values={**entry.values, "provider": "一个很大的局", "provider_code": CROWDED})
        for entry in work_entries.entries(CROWD, seed=13)
    ]
    with journal.act(ws.db, "import", "clerk") as pen:
        pen.add([New(entry) for entry in made])


def typed(entry: Entry, chance: random.Random) -> Entry:
    """The entry with one more letter in its name, as it is while somebody types."""
    name = entry.text("name")
    at = chance.randrange(len(name))
    return entry.with_value("name", f"{name[:at]}{chance.choice('甲乙丙丁新旧')}{name[at:]}")


def half(entry: Entry) -> str:
    """What of its name stands there after some keystrokes."""
    name = entry.text("name")
    return name[: max(2, len(name) * 2 // 3)]


def show(what: str, entries: Sequence[Entry], deed: Callable[[Entry], object]) -> None:
    """One line of the table."""
    deed(entries[0])
    clock, spent = [], []
    for entry in entries:
        begun, used = time.perf_counter(), time.process_time()
        deed(entry)
        spent.append((time.process_time() - used) * 1000)
        clock.append((time.perf_counter() - begun) * 1000)
    clock.sort()
    spent.sort()
    middle, most = len(clock) // 2, int(len(clock) * 0.95)
    print(f"| {what} | {clock[middle]:.1f} | {clock[most]:.1f} | {clock[-1]:.1f} | {spent[middle]:.2f} |")


if __name__ == "__main__":
    main(sys.argv[1:])
