"""A station and an office for every test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.platforms.running_station import Station, station_in_thread
from tests.sync.office import Above, Office


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Station]:
    with station_in_thread(tmp_path / "station") as running:
        yield running


@pytest.fixture
def office(tmp_path: Path, station: Station) -> Iterator[Office]:
    made = Office(tmp_path, station)
    yield made
    made.close()


@pytest.fixture
def above(station: Station) -> Above:
    return Above(station)
