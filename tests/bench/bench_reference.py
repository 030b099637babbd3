"""Measures reference.db: filling, size, and every question a person waits for; never fails because it is slow.

    nice -n 10 .venv/bin/python -m tests.bench.bench_reference [--sizes 1000,30000,300000,3000000] [--folder /tmp/nation]

The made-up nation and the filled file stay in the folder (3,000,000 entries: 14 GB and 3 GB) and are used again.
"""

import argparse
import os
import random
import shutil
import sqlite3
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path

from client.catalog import wire
from client.settings import Settings
from client.station import snapshot
from client.store.reference.layout import set_meta
from client.store.reference.query import ReferenceFilter, ReferenceQuery
from client.sync.reference_feed import Place, cursor_of
from client.workflows import enrol, refresh_reference
from client.workflows.workspace import Workspace
from tests.bench import generate_nation
from tests.platforms.contract import put
from tests.platforms.running_station import SPACE, StationProcess, good_entry

RUNS = 40
SHOWN = 10_000
"""Lines of a search that the window shows."""
Action = Callable[[ReferenceQuery, random.Random], object]
TWO = ("渔船", "低保", "林权", "登记", "信息", "名单", "养老", "变更", "企业", "年检", "许可", "排污")
ONE = ("渔", "林", "村", "信", "县", "医", "河", "税")
LONG = (
    "养老保险",
    "河长制台账",
    "不动产登记",
    "退役军人",
    "备案信息",
    "社会组织名单",
    "重点排污许可",
    "特种设备登记信息",
)
ITEMS = ("残疾证号", "姓名", "身份证号码", "渔船编号", "金额", "法定代表人", "监护人高龄", "编号")
FACETS = ("sharing", "state", "update_cycle", "region", "provider", "data_level")


def main(arguments: Sequence[str]) -> None:
    """Fills and measures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", default="1000,30000,300000")
    parser.add_argument("--folder", type=Path, default=Path("/tmp/nation"))
    chosen = parser.parse_args(arguments)
    print(f"Python {sys.version.split()[0]}, SQLite {sqlite3.sqlite_version}, load {os.getloadavg()[0]:.1f}\n")
    sizes = [int(size) for size in chosen.sizes.split(",")]
    columns = [_measured(size, chosen.folder / str(size)) for size in sizes]
    print(
        "| ms: median, p95, p95 of processor time (first call, pages dropped) | "
        + " | ".join(f"{size:,}" for size in sizes)
        + " |"
    )
    print("|---|" + "---|" * len(sizes))
    for name in columns[0]:
        print(f"| {name} | " + " | ".join(column.get(name, "") for column in columns) + " |")


def _measured(size: int, folder: Path) -> dict[str, str]:
    folder.mkdir(parents=True, exist_ok=True)
    found = _filled(size, folder)
    path = folder / "reference.db"
    _drop_pages(path)
    query = ReferenceQuery(path)
    found["open and first page, cold"] = f"{_timed(query.rows)[0]:.1f}"
    for name, action in _actions(query).items():
        query.close()
        _drop_pages(path)
        cold, _ = _timed(partial(action, query, random.Random(0)))
        # A new question each time: what was found before must not help.
        taken = [_timed(partial(action, query, random.Random(run))) for run in range(1, RUNS + 1)]
        wall, busy = (sorted(one) for one in zip(*taken, strict=True))
        at = int(RUNS * 0.95)
        found[name] = f"{wall[RUNS // 2]:.1f}, {wall[at]:.1f}, {busy[at]:.1f} (cold {cold:.0f})"
    query.close()
    return found


def _filled(size: int, folder: Path) -> dict[str, str]:
    source, path = folder / "nation.jsonl", folder / "reference.db"
    told = folder / "filled.txt"
    if not path.exists():
        if not source.exists():
            generate_nation.write(size, source)
        ws = Workspace.open(folder / "work.db", settings=Settings(folder / "settings.json"))
        started = time.perf_counter()
        refresh_reference.from_files(ws, [source])
        took = time.perf_counter() - started
        stick = folder / "stick.catalogref"
        refresh_reference.carry_out(ws, stick)
        started = time.perf_counter()
        refresh_reference.from_files(ws, [stick])
        whole = time.perf_counter() - started
        stick.unlink()
        fetched, brought_on = _over_the_wire(ws, folder / "wire")
        ws.close()
        told.write_text(f"{took} {whole} {fetched} {brought_on}", encoding="utf-8")
    took, whole, fetched, brought_on = map(float, told.read_text(encoding="utf-8").split())
    return {
        "fill from JSON lines, entries/s": f"{size / took:,.0f} ({took:.0f} s)",
        "fill from a whole file, entries/s": f"{size / whole:,.0f} ({whole:.1f} s)",
        "fetch the whole copy from a station, entries/s": f"{size / fetched:,.0f} ({fetched:.1f} s)",
        "bring on by 1,000 changes, s": f"{brought_on:.1f}",
        "bytes per entry": f"{path.stat().st_size / size:,.0f}",
    }


def _over_the_wire(county: Workspace, folder: Path) -> tuple[float, float]:
    """Seconds in which a client with nothing has the reference from a station on this machine, published by another
    one; and in which it then takes over 1,000 entries that came since."""
    running = StationProcess(folder / "station")
    clerk = Workspace.open(folder / "desk" / "work.db", settings=Settings(folder / "settings.json"))
    try:
        enrol.enrol(clerk, running.station.data / "enrol-clerk.json")
        adapter = running.station.editor()
        file, about = refresh_reference.whole_copy(county, snapshot.folder_of(running.station.data))
        epoch = adapter.hello().epoch
        about |= {"epoch": epoch, "spaces": {SPACE: 0}}
        with closing(sqlite3.connect(file)) as conn, conn:
            set_meta(conn, "cursor", cursor_of(Place(epoch, {SPACE: "0"})))
        snapshot.publish(running.station.data, file, about)
        started = time.perf_counter()
        assert refresh_reference.from_platform(clerk).entries == about["entries"]
        fetched = time.perf_counter() - started
        for _ in range(10):
            made = [good_entry() for _ in range(100)]
            adapter.push(SPACE, [put(one.id, wire.body_of(one)) for one in made])
        started = time.perf_counter()
        assert refresh_reference.from_platform(clerk).entries == about["entries"] + 1_000
        adapter.close()
        return fetched, time.perf_counter() - started
    finally:
        clerk.close()
        running.kill()
        shutil.rmtree(folder)


def _actions(query: ReferenceQuery) -> dict[str, Action]:
    size = query.count()

    def text(words: Sequence[str]) -> Callable[[random.Random], ReferenceFilter]:
        # The region makes every question a new one half of the time, the word alone the other half.
        return lambda chance: ReferenceFilter(
            text=chance.choice(words), region=chance.choice(("", *(str(one) for one in range(11, 42))))
        )

    def sorted_search(query: ReferenceQuery, chance: random.Random) -> object:
        return query.rows(text(TWO)(chance), chance.choice(("name", "code", "provider", "items", "modified")), False)

    def deep(query: ReferenceQuery, chance: random.Random) -> object:
        chosen = ReferenceFilter(text=chance.choice(TWO))
        return query.rows(chosen, chance.choice(("name", "provider")), False, chance.randrange(query.count(chosen) + 1))

    def shown(query: ReferenceQuery, chance: random.Random) -> object:
        chosen = ReferenceFilter(text=chance.choice(TWO))
        offset = chance.randrange(query.count(chosen, SHOWN))
        return query.rows(chosen, chance.choice(("name", "provider")), False, offset)

    def entry(query: ReferenceQuery, chance: random.Random) -> object:
        return query.entry(query.rows(offset=chance.randrange(size), limit=1)[0].id)

    return {
        "first page, latest first": lambda query, chance: query.rows(),
        "jump to a line, any sort": lambda query, chance: query.rows(
            sort=chance.choice(("name", "code", "provider", "items", "modified", "updated")),
            offset=chance.randrange(size),
        ),
        "line of a code or name": lambda query, chance: query.jump(
            chance.choice(("name", "code")), chance.choice(LONG)
        ),
        "search, one character": lambda query, chance: query.rows(text(ONE)(chance)),
        "search, two characters": lambda query, chance: query.rows(text(TWO)(chance)),
        "search, longer": lambda query, chance: query.rows(text(LONG)(chance)),
        "search by item": lambda query, chance: query.rows(
            ReferenceFilter(item=chance.choice(ITEMS), text=chance.choice(TWO))
        ),
        "code prefix": lambda query, chance: query.rows(
            ReferenceFilter(code=f"3{chance.randrange(11, 40)}0{chance.randrange(1, 8)}0")
        ),
        "filter by two facets": lambda query, chance: query.rows(
            ReferenceFilter(
                where=(("sharing", "refused"), ("update_cycle", chance.choice(("daily", "weekly")))),
                region=str(chance.randrange(11, 42)),
            )
        ),
        "search, 10,000+": lambda query, chance: query.count(text(TWO)(chance), 10_000),
        "exact count, two characters": lambda query, chance: query.count(text(TWO)(chance)),
        "exact count, one character": lambda query, chance: query.count(text(ONE)(chance)),
        "exact count, item": lambda query, chance: query.count(
            ReferenceFilter(item=chance.choice(ITEMS), text=chance.choice(TWO))
        ),
        "search, then sorted": sorted_search,
        "search, sorted, a line the window shows": shown,
        "search, sorted, any line": deep,
        "facet counts of a search": lambda query, chance: query.facets(text(TWO)(chance), chance.choice(FACETS)),
        "facet counts of everything": lambda query, chance: query.facets(ReferenceFilter(), chance.choice(FACETS)),
        "open an entry": entry,
        "similar names": lambda query, chance: query.similar(
            query.rows(offset=chance.randrange(size), limit=1)[0].name
        ),
    }


def _timed(action: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds on the clock and of the processor: on a machine that does other work the second says more."""
    started, busy = time.perf_counter(), time.thread_time()
    action()
    return (time.perf_counter() - started) * 1000, (time.thread_time() - busy) * 1000


def _drop_pages(path: Path) -> None:
    """Asks the system to forget what it holds of the file."""
    if hasattr(os, "posix_fadvise"):
        handle = os.open(path, os.O_RDONLY)
        os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
        os.close(handle)


if __name__ == "__main__":
    main(sys.argv[1:])
