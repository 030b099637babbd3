"""A real store in a folder of its own, with a clock that moves only when it is told to."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from client.catalog.entry import Entry, Item
from client.clock import new_id
from client.store import journal
from client.store.database import Database


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, **parts: float) -> None:
        self.now += timedelta(**parts)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def db(tmp_path: Path, clock: Clock) -> Iterator[Database]:
    store = Database.open(tmp_path / "work.db", clock)
    yield store
    store.close()


@pytest.fixture
def make() -> Callable[..., Entry]:
    def entry(name: str = "企业登记信息", *items: str, **values: str) -> Entry:
        held = {"name": name, "provider": "市场监督管理局", **values}
        return Entry(
            new_id(), "decree-809@1", values=held, items=tuple(Item(new_id(), {"item_name": one}) for one in items)
        )

    return entry


@pytest.fixture
def save(db: Database) -> Callable[..., Entry]:
    def write(entry: Entry, person: str = "wang") -> Entry:
        with journal.act(db, "edit", person) as pen:
            return pen.save(entry)

    return write
