"""Twenty clients at once, a puller beside them, and kill -9 in the middle."""

import collections
import threading
import time
from pathlib import Path

import pytest

from client.clock import new_id
from client.errors import Unreachable
from client.platforms.platform import Outcome, PushOp
from tests.platforms.contract import all_changes
from tests.platforms.running_station import SPACE, Station, StationProcess, good_body, station_in_thread


def batches(count: int, size: int) -> list[list[PushOp]]:
    body = good_body()
    return [[PushOp(new_id(), new_id(), "put", body) for _ in range(size)] for _ in range(count)]


def test_twenty_clients_and_a_feed_that_skips_nothing(tmp_path: Path) -> None:
    with station_in_thread(tmp_path) as station:
        acknowledged: dict[str, str] = {}
        seen: list[tuple[str, str]] = []
        done = threading.Event()

        def write() -> None:
            adapter = station.editor()
            for ops in batches(3, 10):
                for result in adapter.push(SPACE, ops):
                    assert result.outcome is Outcome.APPLIED
                    acknowledged[result.id] = result.token
            adapter.close()

        def read() -> None:
            adapter, cursor, last = station.editor(), "", False
            while not last:
                last = done.is_set()
                changes, cursor = all_changes(adapter, SPACE, cursor, 50)
                seen.extend((one.id, one.token) for one in changes)
            adapter.close()

        reader = threading.Thread(target=read)
        reader.start()
        writers = [threading.Thread(target=write) for _ in range(20)]
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join()
        done.set()
        reader.join()
        assert len(acknowledged) == 600
        assert seen == sorted(acknowledged.items(), key=lambda pair: int(pair[1]))


def test_killed_in_the_middle_it_keeps_what_it_acknowledged(tmp_path: Path) -> None:
    process = StationProcess(tmp_path)
    acknowledged: dict[str, str] = {}
    outcomes: collections.Counter[Outcome] = collections.Counter()
    up = threading.Event()
    up.set()

    def write() -> None:
        adapter = process.station.editor()
        for ops in batches(12, 25):
            while True:
                up.wait(30)
                try:
                    results = adapter.push(SPACE, ops)
                except Unreachable:
                    continue
                outcomes.update(one.outcome for one in results)
                acknowledged.update((one.id, one.token) for one in results)
                break
        adapter.close()

    writers = [threading.Thread(target=write) for _ in range(3)]
    for writer in writers:
        writer.start()
    for kill_at in (150, 450):
        while len(acknowledged) < kill_at:
            threading.Event().wait(0.005)
        up.clear()
        process.kill()
        process.start()
        up.set()
    for writer in writers:
        writer.join()
    adapter = process.station.editor()
    changes, _ = all_changes(adapter, SPACE)
    adapter.close()
    process.kill()
    assert {one.id: one.token for one in changes} == acknowledged
    assert len(acknowledged) == 900
    assert set(outcomes) <= {Outcome.APPLIED, Outcome.REPLAYED}


@pytest.mark.bench
def test_pushes_per_second(tmp_path: Path) -> None:
    process = StationProcess(tmp_path)
    for clients in (1, 4):
        for size in (10, 200):
            _measure(process.station, clients, size)
    process.kill()


def _measure(station: Station, clients: int, size: int) -> None:
    work = [batches(10, size) for _ in range(clients)]

    def write(own: list[list[PushOp]]) -> None:
        adapter = station.editor()
        for ops in own:
            adapter.push(SPACE, ops)
        adapter.close()

    threads = [threading.Thread(target=write, args=(own,)) for own in work]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - began
    print(f"{clients} clients, batches of {size}: {clients * 10 * size / seconds:.0f} pushes/s")
