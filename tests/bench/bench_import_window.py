"""Measures how long the window stands still while a large file is read, shown and taken over, all in this one process.

nice -n 10 .venv/bin/python -m tests.bench.bench_import_window [--entries 100000] [--file FILE]

Without a file every row is an entry, which is the worst for the list; `bench_import --make SHAPE FILE` makes others. A turn is what the window's thread does between two looks at its
queue: its CPU time is what our code took, its wall time also counts the wait for the processor and for other threads.
Beside it a process that does nothing but look at the clock: how long the machine itself lets anybody wait.
"""

import argparse
import csv
import multiprocessing
import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication

from client import initials
from client.desktop import app as starting
from client.desktop import garbage
from client.desktop.ask import FakeAsk
from client.desktop.changes import ChangeBoard
from client.desktop.jobs import Jobs
from client.desktop.pages.import_page import ImportPage
from client.desktop.pages.page import Target
from client.desktop.pages.past.past_page import PastPage
from client.desktop.window import PAGES, Window
from client.settings import Settings
from client.store.query import EntryFilter
from client.workflows import desk
from client.workflows.workspace import Workspace

_DOWN = Qt.SortOrder.DescendingOrder
HEAD = ("目录名称", "提供单位", "提供单位代码", "摘要", "数据格式", "更新频率", "数据分类分级", "共享属性")


def main(arguments: Sequence[str]) -> None:
    """Reads, looks, filters, takes over; prints the longest turn of each."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--entries", type=int, default=100_000)
    parser.add_argument("--file", type=Path, help="a workbook instead of the one made here")
    chosen = parser.parse_args(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory(prefix="bench-window-") as held:
        settings = Settings(Path(held) / "settings.json")
        starting.make_application(["bench"], settings)
        workspace = Workspace.open(Path(held) / "work.db", settings=settings)
        desk.set_office(workspace, "临江县民政局", "11110228000108441X", "湖南省 岳阳市 临江县")
        window = Window(workspace, Jobs(), FakeAsk(answers=[True]), ChangeBoard(), PAGES)
        window.resize(1366, 768)
        window.show()
        while len(window.pages) < len(PAGES):
            QApplication.processEvents()
        garbage.leave_alone()
        initials.of("数据")  # the window has read the dictionary of pinyin soon after its start
        file = chosen.file or _file(Path(held), chosen.entries)
        page = window.pages[ImportPage.name]
        assert isinstance(page, ImportPage)
        window.go(Target(ImportPage.name))
        for name, act in _steps(window, page, file):
            mine, theirs = multiprocessing.get_context("spawn").Pipe()
            idle = multiprocessing.get_context("spawn").Process(target=_idle, args=(theirs,), daemon=True)
            idle.start()
            mine.recv()
            taken, cpu, wall = _longest(window.jobs, act)
            mine.send("enough")
            waited = mine.recv()
            idle.join()
            parts = (f"{taken:.1f} s", *(f"{seconds * 1000:.0f} ms" for seconds in (cpu, wall, waited)))
            print(f"| {name} | {' | '.join(parts)} |", flush=True)
        print(f"{workspace.query.count(EntryFilter()):,} entries", file=sys.stderr)
        window.close()
        workspace.close()


def _steps(window: Window, page: ImportPage, file: Path) -> Sequence[tuple[str, Callable[[], object]]]:
    plan, lines = page.plan, page.plan.lines

    def scroll() -> None:
        bar = lines.list.verticalScrollBar()
        for part in range(200):
            QTimer.singleShot(part * 2, partial(bar.setValue, bar.maximum() * part // 200))

    def show_past() -> None:
        window.go(Target(PastPage.name))

    def take_back() -> None:
        past = window.pages[PastPage.name]
        assert isinstance(past, PastPage)
        past.reverse(past.list.present.id, past.list.present)

    return (
        ("the file is read and its plan shown", lambda: page.read_files([file])),
        ("the list is scrolled from top to end", scroll),
        ("another line is looked at, near the end", lambda: lines.list.pick(lines.count - 1)),
        ("the list is narrowed by a word", lambda: lines.search.setText("信息9")),
        ("the word is taken out again", lambda: lines.search.setText("")),
        ("only new ones are shown", plan.tiles["new"].click),
        ("the list is sorted by findings", lambda: lines.list.sortByColumn(3, _DOWN)),
        ("the findings are shown", lambda: plan.tabs.setCurrentWidget(plan.faults)),
        ("everything is taken over", lambda: page.take_over("all")),
        ("the list of entries is shown", lambda: window.go(Target("entries"))),
        ("the findings of the store are shown", lambda: window.go(Target("findings"))),
        ("what was done is shown", show_past),
        ("the import is taken back", take_back),
    )


def _idle(wire: "Connection[Any, Any]") -> None:
    """The longest wait of a process that only looks at the clock."""
    wire.send("ready")
    worst, last = 0.0, time.perf_counter()
    while not wire.poll(0.002):
        now = time.perf_counter()
        worst, last = max(worst, now - last), now
    wire.send(worst)


def _longest(jobs: Jobs, act: Callable[[], object]) -> tuple[float, float, float]:
    """(seconds it all took, CPU seconds and wall seconds of the longest turn of the window's thread)."""
    loop, beat = QEventLoop(), QTimer()
    beat.setInterval(0)
    turns: list[tuple[float, float]] = []
    begun = time.perf_counter()
    last = [time.thread_time(), begun]
    quiet = [0]

    def look() -> None:
        now = [time.thread_time(), time.perf_counter()]
        turns.append((now[0] - last[0], now[1] - last[1]))
        last[:] = now
        quiet[0] = 0 if jobs.running else quiet[0] + 1
        if quiet[0] > 40 and now[1] - begun > 0.6:
            loop.quit()
        time.sleep(0.002)

    beat.timeout.connect(look)
    beat.start()
    QTimer.singleShot(0, act)
    loop.exec()
    return time.perf_counter() - begun, max(cpu for cpu, _ in turns), max(wall for _, wall in turns)


def _file(folder: Path, count: int) -> Path:
    out = folder / "全县目录.csv"
    with out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEAD)
        for number in range(count):
            name = f"第{number}类业务办理信息{number % 97}"
            told = f"全县{name}的办理情况、办理结果和有关材料。"
            writer.writerow(
                (name, "临江县民政局", "11110228000108441X", told, "xlsx", "每月", "一般数据", "无条件共享")
            )
    return out


if __name__ == "__main__":
    main(sys.argv[1:])
