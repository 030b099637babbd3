"""kill -9 while a copy is fetched, brought on and swapped in: what is there is the old or the new one, never another.

6 kills in the ordinary run, 30 with `--slow`.
"""

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from client.store.reference.query import ReferenceQuery
from client.workflows import refresh_reference
from tests.platforms.running_station import Station
from tests.workflows.test_reference_copy import Desk, desk, publish, send, station

__all__ = ["desk", "station"]
PROGRAM = Path(__file__).with_name("fetching_reference.py")


def test_killed(desk: Desk, station: Station) -> None:
    _torture(desk, station, 6)


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_killed_often(desk: Desk, station: Station) -> None:
    _torture(desk, station, 30)


def _torture(desk: Desk, station: Station, kills: int) -> None:
    chance, county, clerk = random.Random(20261125), desk("county"), desk("clerk")
    send(station, *(f"第{n}批低保对象信息" for n in range(40)))
    refresh_reference.from_platform(county)
    publish(county, station)
    send(station, "第一个新来的")
    path = clerk.reference_path
    clerk.close()
    query, whole, done, killed = ReferenceQuery(path), 41, 0, 0
    old = 0
    while killed < kills:
        said = _run_until_killed(path.parent, chance.randint(1, 24))
        ended = said[-1:] == [f"done {whole}"]
        killed += not ended
        held = _entries(query)
        assert held in {old, whole}, said
        if ended:
            assert held == whole
        if held == whole:
            # The next generation: one more above, so that there is something to bring on, or a new copy to fetch.
            done, old, whole = done + 1, whole, whole + 1
            send(station, f"新来的{whole}")
            if done % 2:
                refresh_reference.from_platform(county)
                publish(county, station)
                path.unlink()
                old = 0
                whole += 1
                send(station, f"又一个{whole}")
    assert done
    lying = {one.name for one in path.parent.iterdir() if one.name.startswith("reference.db")}
    assert len(lying) <= 5, "what is left of the killed ones does not pile up"
    query.close()


def _entries(query: ReferenceQuery) -> int:
    """How many entries the file has, every one of them whole; 0 without a file."""
    if not query.present():
        return 0
    rows = query.rows(limit=1_000)
    assert len(rows) == query.count() == len({one.id for one in rows})
    for row in rows[:3]:
        found = query.entry(row.id)
        assert found is not None
        assert found.entry.text("name") == row.name
    return len(rows)


def _run_until_killed(folder: Path, lines: int) -> list[str]:
    said: list[str] = []
    with subprocess.Popen(
        [sys.executable, str(PROGRAM), str(folder)],
        stdout=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONIOENCODING": "utf-8"},
    ) as program:
        assert program.stdout is not None
        for line in program.stdout:
            said.append(line.strip())
            if len(said) == lines + 1:
                program.kill()
    return said
