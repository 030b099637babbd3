"""The whole copy that a platform gives out, fetched by a client: cut, resumed, brought on, refused."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from client.catalog import wire
from client.errors import Cancelled, ClientError, Unreachable
from client.platforms.platform import PushOp
from client.settings import Settings
from client.station import enrolment, snapshot
from client.store import people
from client.store.reference import carried, filling, layout
from client.store.reference.query import ReferenceFilter, ReferenceQuery
from client.sync import reference_snapshot
from client.workflows import enrol, refresh_reference
from client.workflows.workspace import Workspace
from tests.bench import generate_nation
from tests.platforms.contract import put
from tests.platforms.flaky_proxy import flaky_proxy
from tests.platforms.running_station import SPACE, Station, good_entry, station_in_thread
from tests.store.reference.conftest import record
from tests.workflows.test_refresh_reference import StopAfter

Desk = Callable[[str], Workspace]


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Station]:
    with station_in_thread(tmp_path / "station") as running:
        yield running


@pytest.fixture
def desk(tmp_path: Path, station: Station) -> Iterator[Desk]:
    """Opens the desk of this name, enrolled at the station."""
    opened: list[Workspace] = []

    def made(name: str) -> Workspace:
        ws = Workspace.open(tmp_path / name / "work.db", settings=Settings(tmp_path / name / "settings.json"))
        enrol.enrol(ws, station.data / "enrol-clerk.json")
        opened.append(ws)
        return ws

    yield made
    for ws in opened:
        ws.close()


def send(station: Station, *names: str) -> list[str]:
    entries, adapter = [good_entry(name=name) for name in names], station.editor()
    for start in range(0, len(entries), 50):
        adapter.push(SPACE, [put(one.id, wire.body_of(one)) for one in entries[start : start + 50]])
    adapter.close()
    return [one.id for one in entries]


def publish(ws: Workspace, station: Station, **changed: Any) -> str:
    file, about = refresh_reference.whole_copy(ws, snapshot.folder_of(station.data))
    return snapshot.publish(station.data, file, {**about, **changed}).stem


def nation(ws: Workspace, folder: Path, entries: int = 1_200) -> None:
    folder.mkdir(exist_ok=True)
    generate_nation.write(entries, folder / "nation.jsonl")
    refresh_reference.from_files(ws, [folder / "nation.jsonl"])


def named(ws: Workspace) -> list[str]:
    assert ws.reference is not None
    return sorted(one.name for one in ws.reference.rows(limit=1_000))


def address(ws: Workspace, url: str) -> None:
    """Another way to the same platform."""
    with ws.db.write() as conn:
        for one in people.platforms(conn):
            people.put_platform(conn, replace(one, url=url))


def test_the_copy_and_what_changed_since(desk: Desk, station: Station, monkeypatch: pytest.MonkeyPatch) -> None:
    county, clerk = desk("county"), desk("clerk")
    ids = send(station, *(f"第{n}批低保对象信息" for n in range(60)))
    refresh_reference.from_platform(county)
    sha256 = publish(county, station)
    monkeypatch.setattr(reference_snapshot, "WORTH", 10)
    assert refresh_reference.from_platform(clerk).entries == 60
    here = carried.about(clerk.reference_path)
    assert here is not None
    assert here.copy == sha256
    assert refresh_reference.from_platform(clerk).entries == 60, "nothing changed since"
    # One comes, one changes, one goes; and the same is found as by one who reads everything page by page.
    send(station, "新来的企业登记信息")
    adapter = station.editor()
    tokens = {entry_id: found.token for entry_id in ids[:2] if (found := adapter.fetch(SPACE, entry_id))}
    adapter.push(SPACE, [put(ids[0], wire.body_of(good_entry(ids[0], name="改名的低保对象信息")), tokens[ids[0]])])
    adapter.push(SPACE, [PushOp("01930000-0000-7000-8000-000000000001", ids[1], "delete", None, tokens[ids[1]])])
    adapter.close()
    assert refresh_reference.from_platform(clerk).entries == 60
    (snapshot.folder_of(station.data) / snapshot.OFFER).unlink()
    other = desk("other")
    refresh_reference.from_platform(other)
    assert named(clerk) == named(other)
    tables = []
    for ws in (clerk, other):
        assert ws.reference is not None
        tables.append([ws.reference.facets(ReferenceFilter(), facet) for facet in ("sharing", "provider")])
        assert ws.reference.entry(ids[1]) is None
        assert [one.name for one in ws.reference.rows(ReferenceFilter(text="改名"))] == ["改名的低保对象信息"]
    assert tables[0] == tables[1]


def test_only_what_changed_is_pulled_where_no_copy_is_given_out(desk: Desk, station: Station) -> None:
    ws = desk("clerk")
    send(station, *(f"第{n}批低保对象信息" for n in range(30)))
    refresh_reference.from_platform(ws)
    send(station, "新来的企业登记信息")
    seen: list[int] = []

    class Counting(StopAfter):
        def step(self, done: int) -> None:
            seen.append(done)

    assert refresh_reference.from_platform(ws, progress=Counting(0)).entries == 31
    assert 31 in seen
    assert len(named(ws)) == 31
    station.books.begin_new_epoch()  # type: ignore[union-attr]
    assert refresh_reference.from_platform(ws).entries == 31, "another generation is read anew"


def test_a_cut_download_goes_on_by_itself_and_a_dead_line_later(desk: Desk, station: Station, tmp_path: Path) -> None:
    county, clerk = desk("county"), desk("clerk")
    nation(county, tmp_path / "made")
    publish(county, station)
    size = county.reference_path.stat().st_size
    with flaky_proxy(station.port) as line:
        address(clerk, line.url)
        line.cut_down_after, line.cuts_down = size // 2, 1
        assert refresh_reference.from_platform(clerk).entries == 1_200
        assert line.seen == ["cut down"]
        other = desk("other")
        with pytest.raises(Cancelled):
            refresh_reference.from_platform(other, progress=StopAfter(3))
        (part,) = other.reference_path.parent.glob("*.part")
        held = part.stat().st_size
        assert 0 < held < size
        address(other, line.url)
        line.cut_down_after, line.cuts_down = 5_000, 1_000
        with pytest.raises(Unreachable):
            refresh_reference.from_platform(other)
        assert part.stat().st_size == held, "what came stays"
        line.cuts_down = 0
        assert refresh_reference.from_platform(other).entries == 1_200
    assert not part.exists()


def test_who_may_not_read_all_of_the_copy_reads_the_own_space_page_by_page(desk: Desk, station: Station) -> None:
    county, clerk = desk("county"), desk("clerk")
    station.token_for("邻县", "editor", "neighbour")
    send(station, "本县的低保对象信息")
    refresh_reference.from_platform(county)
    adapter = station.editor()
    epoch = adapter.hello().epoch
    adapter.close()
    publish(county, station, epoch=epoch, spaces={SPACE: 1, "neighbour": 1})
    assert refresh_reference.from_platform(clerk).entries == 1
    assert named(clerk) == ["本县的低保对象信息"]


def test_a_nation_is_not_replaced_by_the_own_space(desk: Desk, station: Station, tmp_path: Path) -> None:
    county, clerk = desk("county"), desk("clerk")
    nation(county, tmp_path / "made", 300)
    publish(county, station)
    send(station, "本县的低保对象信息")
    assert refresh_reference.from_platform(clerk).entries == 300
    before = clerk.reference_path.stat().st_mtime_ns
    assert refresh_reference.from_platform(clerk).entries == 300
    assert clerk.reference_path.stat().st_mtime_ns == before, "it is not fetched twice"


@pytest.mark.parametrize(
    ("harm", "code"),
    [
        ("other key", "reference.untrusted"),
        ("altered", "reference.untrusted"),
        ("no signature", "reference.untrusted"),
        ("newer", "reference.newer"),
        ("damaged", "reference.damaged"),
        ("shorter", "platform.nonsense"),
        ("hostile", "reference.not-ours"),
        ("no database", "reference.not-ours"),
        ("full", "store.full"),
    ],
)
def test_what_is_not_as_it_should_be_is_refused_and_the_old_stays(
    harm: str, code: str, desk: Desk, station: Station, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    county, clerk = desk("county"), desk("clerk")
    nation(clerk, tmp_path / "old", 20)
    nation(county, tmp_path / "new", 40)
    _harm(harm, county, station, monkeypatch)
    with pytest.raises(ClientError) as caught:
        refresh_reference.from_platform(clerk)
    assert caught.value.code == code
    assert len(named(clerk)) == 20
    lying = {one.name for one in clerk.reference_path.parent.iterdir()}
    assert not {name for name in lying if name.startswith("reference.db.")}, "nothing useless is left"
    monkeypatch.undo()
    publish(county, station)
    assert refresh_reference.from_platform(clerk).entries == 40


def _harm(harm: str, county: Workspace, station: Station, monkeypatch: pytest.MonkeyPatch) -> None:
    offer, folder = snapshot.folder_of(station.data) / snapshot.OFFER, snapshot.folder_of(station.data)
    if harm == "newer":
        publish(county, station, format=layout.VERSION + 1)
        return
    if harm in ("hostile", "no database"):
        file, about = refresh_reference.whole_copy(county, folder)
        if harm == "hostile":
            with closing(sqlite3.connect(file)) as conn:
                conn.execute("CREATE TRIGGER spy AFTER INSERT ON meta BEGIN DELETE FROM entry; END")
        else:
            file.write_bytes(b"PK\x03\x04" * 5_000)
        snapshot.publish(station.data, file, about)
        return
    name = publish(county, station)
    document = json.loads(offer.read_bytes())
    if harm == "other key":
        stranger = enrolment.private_key(station.data / "stranger.key")
        document = enrolment.signed("snapshot", document["snapshot"], stranger)
    elif harm == "altered":
        document["snapshot"]["entries"] = 999
    elif harm == "no signature":
        del document["signature"]
    elif harm == "damaged":
        file = folder / (name + snapshot.ENDING)
        content = bytearray(file.read_bytes())
        content[len(content) // 2] ^= 1
        file.write_bytes(content)
    elif harm == "shorter":
        document["snapshot"]["bytes"] = "many"
        document = enrolment.signed(
            "snapshot", document["snapshot"], enrolment.private_key(station.data / "signing.key")
        )
    elif harm == "full":
        monkeypatch.setattr(carried, "_SPARE", 1 << 62)
    offer.write_text(json.dumps(document), encoding="utf-8")


def test_entries_are_taken_out_of_the_lists_as_if_they_had_never_been(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dumps = []
    for few in (0, 1_000):
        monkeypatch.setattr(filling, "FEW_GONE", few)
        path = tmp_path / str(few) / "r.db"
        made = filling.Filling.open(path, "x")
        for n in range(200):
            made.add(record(n % 150, f"低保对象{n % 7}", "姓名", f"第{n}项", provider=f"民政局{n % 3}"))
        made.finish({})
        assert ReferenceQuery(path).count() == 150
        with closing(sqlite3.connect(path)) as conn:
            tables = ("entry", "body", "posting", "ordering", "facet")
            dumps.append([conn.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall() for table in tables])
    assert dumps[0] == dumps[1]
