"""A reference filled from records of a test."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from client.store.reference.filling import Filling
from client.store.reference.query import ReferenceQuery
from client.store.reference.record import Record

Fill = Callable[..., ReferenceQuery]


def record(number: int, name: str, *items: str, state: str = "published", **fields: Any) -> Record:
    body = {
        "profile": "decree-809@1",
        "fields": {"name": name, "code": f"307{number:06d}", **fields},
        "items": [
            {"id": f"i{at}", "fields": {"item_name": one, "item_type": "string"}} for at, one in enumerate(items)
        ],
    }
    return Record(ident(number), body, state, "", "11110110000093470L")


def ident(number: int) -> str:
    return f"01930000-0000-7000-8000-{number:012x}"


@pytest.fixture
def fill(tmp_path: Path) -> Fill:
    def made(records: Sequence[Record]) -> ReferenceQuery:
        filling = Filling.open(tmp_path / "reference.db", "test")
        for one in records:
            filling.add(one)
        filling.finish({"filled_at": "2026-11-23T06:05:04.321Z", "origin": "test"})
        return ReferenceQuery(tmp_path / "reference.db")

    return made
