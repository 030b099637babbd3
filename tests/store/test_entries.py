from collections.abc import Callable

import pytest

from client.catalog import plain, vocabulary
from client.catalog.entry import Entry
from client.checks.similar import read
from client.store import entries, journal
from client.store.alike.names import OfProviders
from client.store.database import Database
from client.store.entries import Lookup, StoreNeighbours

Make = Callable[..., Entry]
Save = Callable[..., Entry]


def test_load_many_in_the_order_asked(db: Database, make: Make, save: Save) -> None:
    saved = [save(make(str(number))) for number in range(3)]
    wanted = [saved[2].id, "nobody", saved[0].id]
    with db.read() as conn:
        assert [one.entry.id for one in entries.load_many(conn, wanted)] == [saved[2].id, saved[0].id]
        assert entries.all_ids(conn) == [one.id for one in saved]
        assert entries.load(conn, "nobody") is None


def test_lookup(db: Database, make: Make, save: Save) -> None:
    with_code = save(make("企业（名录）", code="3-1", provider_code="91X"))
    without = save(make("企业名录"))
    gone = save(make("企业名录", code="3-1"))
    with journal.act(db, "delete", "wang") as pen:
        pen.delete(gone.id)
    with db.read() as conn:
        lookup, key = Lookup(conn), plain.key("企业名录")
        assert lookup.by_id(without.id) == without
        assert lookup.by_id(gone.id) is None
        assert lookup.by_code("3-1") == [with_code.id]
        assert lookup.by_code("") == []
        assert lookup.by_name("91X", key) == [with_code.id]
        assert lookup.by_name(plain.key("市场监督管理局"), key) == [without.id]
        assert lookup.by_name("91X", "") == []
        assert len(entries.all_ids(conn, live=False)) == 3


def test_neighbours(db: Database, make: Make, save: Save) -> None:
    one, two = save(make("2024年名录", code="1")), save(make("2024年 名录", code="1"))
    save(make("2024年名录", provider="别的局"))
    series = [save(make(f"名录{number}")) for number in ("1", "十二")]
    save(make("名录1号"))
    save(make("名录"))
    with db.read() as conn:
        ask = StoreNeighbours(conn)
        assert ask.same_name(one, plain.key("2024年名录")) == [two.id]
        assert ask.same_code(one, "1") == [two.id]
        assert ask.code_exists("1")
        assert not ask.code_exists("2")
        assert sorted(ask.series(one, "名录")) == sorted(entry.id for entry in series)
        assert ask.series(series[0], "名录") == [series[1].id]
        assert ask.series(one, "") == []


@pytest.mark.parametrize("crowd", [30, 450])
def test_asked_for_many_entries_the_same_comes_close_but_series(
    db: Database, make: Make, save: Save, crowd: int
) -> None:
    """Above 400 entries of an office only names that begin alike are compared."""
    kinds = ("信息", "基本信息", "台账", "登记信息", "第2批信息", "2024年信息")
    things = [chr(0x4E10 + 37 * number) + chr(0x5E10 + 91 * number) for number in range(crowd // 6)]
    new = [make(f"本地区{thing}{kind}", provider_code="91X") for thing in things for kind in kinds]
    with journal.act(db, "import", "wang") as pen:
        pen.add([journal.New(one) for one in new])
    elsewhere = save(make("城乡信息"))
    found = 0
    with db.read() as conn:
        many, ask = OfProviders(conn), StoreNeighbours(conn)
        for entry in [*new, elsewhere]:
            key, numbers = plain.key(entry.text("name")), read(entry.text("name")).numbers
            wanted = [one for one in ask.alike(entry, key) if read(one.name).numbers == numbers]
            assert many.close(entries.provider_key(entry), key, numbers, entry.id) == wanted
            found += len(wanted)
    assert found > crowd // 2


def test_the_columns_follow_from_the_fields_that_are_named() -> None:
    """A save looks at the columns only when one of these has changed."""
    blank = entries.columns_of(Entry("x", "decree-809@1"))
    told = set()
    for field in vocabulary.load().fields:
        if entries.columns_of(Entry("x", "decree-809@1", values={field: "某"})) != blank:
            told.add(field)
    assert told == entries.IN_COLUMNS
