"""What stands above, filled from a real station and from files, stopped and gone on with."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from client.catalog import wire
from client.errors import Cancelled
from client.platforms.platform import PushOp
from client.settings import Settings
from client.store.query import ReferenceFilter
from client.sync import reference_feed
from client.workflows import enrol, refresh_reference
from client.workflows.workspace import Workspace
from tests.bench import generate_nation
from tests.platforms.contract import put
from tests.platforms.running_station import SPACE, Station, good_entry, station_in_thread


class StopAfter:
    """Presses stop at the n-th step."""

    def __init__(self, steps: int) -> None:
        self.left = steps

    def stage(self, name: str, total: int = 0) -> None:
        """Not of interest."""

    def step(self, done: int) -> None:
        """Stops."""
        self.left -= 1
        if self.left <= 0:
            raise Cancelled


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Station]:
    with station_in_thread(tmp_path / "station") as running:
        yield running


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    opened = Workspace.open(tmp_path / "desk" / "work.db", settings=Settings(tmp_path / "settings.json"))
    yield opened
    opened.close()


def _absent(ws: Workspace) -> bool:
    return ws.reference is None


def _send(station: Station, count: int) -> list[str]:
    entries = [good_entry(name=f"第{n}批低保对象信息") for n in range(count)]
    adapter = station.editor()
    for start in range(0, count, 50):
        adapter.push(SPACE, [put(one.id, wire.body_of(one)) for one in entries[start : start + 50]])
    adapter.close()
    return [one.id for one in entries]


def test_from_the_station(ws: Workspace, station: Station, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reference_feed, "PAGE", 20)
    enrol.enrol(ws, station.data / "enrol-clerk.json")
    ids = _send(station, 70)
    assert _absent(ws)
    with pytest.raises(Cancelled):
        refresh_reference.from_platform(ws, progress=StopAfter(3))
    assert _absent(ws)
    # Meanwhile one changes above and one is deleted.
    adapter = station.editor()
    found = adapter.fetch(SPACE, ids[0])
    assert found is not None
    changed = good_entry(ids[0], name="改名的低保对象信息")
    assert adapter.push(SPACE, [put(ids[0], wire.body_of(changed), found.token)])[0].token
    gone = adapter.fetch(SPACE, ids[1])
    assert gone is not None
    deleted = adapter.push(SPACE, [PushOp("01930000-0000-7000-8000-000000000001", ids[1], "delete", None, gone.token)])
    assert deleted[0].outcome == "applied", deleted
    adapter.close()
    done = refresh_reference.from_platform(ws)
    assert (done.entries, done.refused) == (69, 0)
    query = ws.reference
    assert query is not None
    assert query.count(ReferenceFilter(text="低保对象")) == 69
    entry = query.entry(ids[0])
    assert entry is not None
    assert entry.entry.text("name") == "改名的低保对象信息"
    assert entry.state == "submitted"
    assert query.entry(ids[1]) is None
    assert query.rows()[0].id == ids[0], "the latest changed stands first"


def test_a_stopped_file_goes_on(ws: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("client.sync.reference_lines.BATCH", 50)
    generate_nation.write(400, tmp_path / "nation.jsonl")
    with pytest.raises(Cancelled):
        refresh_reference.from_files(ws, [tmp_path / "nation.jsonl"], StopAfter(4))
    assert refresh_reference.from_files(ws, [tmp_path / "nation.jsonl"]).entries == 400
    query = ws.reference
    assert query is not None
    assert query.count() == 400
    listed = {one.id for one in query.rows(limit=500)}
    assert listed == {one["id"] for one in generate_nation.entries(400)}
