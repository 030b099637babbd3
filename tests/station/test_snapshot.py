"""The whole copy that a station gives out: offered, in ranges, to whom it may concern, always as the contract says."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from client.station import snapshot
from client.station.app import FEATURES
from tests.platforms.running_station import SPACE, Station, station_in_thread
from tests.station.agreed import ask

CONTENT = bytes(range(256)) * 9


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Station]:
    with station_in_thread(tmp_path / "station") as running:
        yield running


def publish(station: Station, content: bytes = CONTENT, **spaces: int) -> str:
    file = snapshot.folder_of(station.data) / "new"
    file.write_bytes(content)
    about = {"format": 1, "entries": 3, "epoch": "e" if spaces else "", "spaces": spaces, "origin": "清河县"}
    return snapshot.publish(station.data, file, about).stem


def test_nothing_is_offered_before_something_was_published(station: Station) -> None:
    clerk = station.token("clerk")
    assert ask(station.url, "GET", "/v1").document["features"] == FEATURES
    assert ask(station.url, "GET", "/v1/snapshot", clerk).status == 404
    assert ask(station.url, "GET", "/v1/snapshot/" + "0" * 64, clerk).status == 404


def test_it_is_fetched_whole_and_from_any_place(station: Station) -> None:
    clerk, sha256 = station.token("clerk"), publish(station, practice=7)
    assert "snapshot" in ask(station.url, "GET", "/v1").document["features"]
    about = ask(station.url, "GET", "/v1/snapshot", clerk).document["snapshot"]
    assert (about["sha256"], about["bytes"], about["spaces"]) == (sha256, len(CONTENT), {SPACE: 7})
    at = f"/v1/snapshot/{sha256}"
    packed = {"Accept-Encoding": "gzip"}
    whole = ask(station.url, "GET", at, clerk, headers=packed)
    assert hashlib.sha256(whole.content).hexdigest() == sha256
    for start in (0, 1, 700, len(CONTENT) - 1):
        part = ask(station.url, "GET", at, clerk, headers={**packed, "Range": f"bytes={start}-"})
        assert (part.status, part.content) == (206, CONTENT[start:])
    for wrong in (f"bytes={len(CONTENT)}-", "bytes=0-5", "bytes=-5", "bytes=0-,9-", "lines=1-", "x" * 3000):
        assert ask(station.url, "GET", at, clerk, headers={"Range": wrong}).status == 416


def test_only_who_may_read_every_space_of_it_gets_it(station: Station) -> None:
    clerk, neighbour = station.token("clerk"), station.token_for("邻县", "editor", "neighbour")
    reader = station.token_for("省级", "reader", "*")
    sha256 = publish(station, practice=1, neighbour=2)
    for path in ("/v1/snapshot", f"/v1/snapshot/{sha256}"):
        assert ask(station.url, "GET", path).status == 401
        assert [ask(station.url, "GET", path, token).status for token in (clerk, neighbour)] == [403, 403]
        assert ask(station.url, "GET", path, reader).status == 200
    publish(station)
    assert ask(station.url, "GET", "/v1/snapshot", clerk).status == 200, "a copy from elsewhere is open to everyone"


def test_a_new_one_takes_the_place_of_the_last(station: Station) -> None:
    clerk, first, second = station.token("clerk"), publish(station), publish(station, b"second")
    assert ask(station.url, "GET", f"/v1/snapshot/{first}", clerk).status == 404
    assert ask(station.url, "GET", f"/v1/snapshot/{second}", clerk).content == b"second"
    third = publish(station, b"third")
    kept = {file.stem for file in snapshot.folder_of(station.data).glob("*" + snapshot.ENDING)}
    assert kept == {second, third}, "whoever is in the middle of the last one may end it"


def test_too_many_downloads_wait(station: Station, monkeypatch: pytest.MonkeyPatch) -> None:
    clerk, sha256 = station.token("clerk"), publish(station)
    monkeypatch.setattr("client.station.app.AT_ONCE", 0)
    assert ask(station.url, "GET", f"/v1/snapshot/{sha256}", clerk).status == 503
    monkeypatch.setattr("client.station.app.AT_ONCE", 1)
    for _ in range(3):
        assert ask(station.url, "GET", f"/v1/snapshot/{sha256}", clerk).status == 200, "a place was given back"
