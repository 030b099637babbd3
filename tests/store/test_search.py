from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from client.catalog import plain
from client.catalog.entry import Entry
from client.store import journal, search
from client.store.database import Database
from client.store.query import EntryFilter, Query
from client.store.safekeeping import maintenance

Make = Callable[..., Entry]
Save = Callable[..., Entry]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("企", True), ("息", True), ("登记", True), ("企业登记信息", True), ("登记企业", False), ("信用代码", True),
        ("代码 企业", True), ("代码 车辆", False), ("市场监督", True), ("307/001", True), ("307001", True), ("3", True),
        ("ＡＢＣ", True), ("abc", True), ("（）", True), ("", True), ('" OR *', False), ("业信", False), ("码3", False),
    ],
)  # fmt: skip
def test_words(db: Database, make: Make, save: Save, text: str, found: bool) -> None:
    entry = save(make("企业（登记）信息 Abc", "统一社会信用代码", code="307/001"))
    query = Query(db)
    assert query.ids(EntryFilter(text=text)) == ([entry.id] if found else [])
    assert query.count(EntryFilter(text=text)) == int(found)


def test_the_index_follows_every_change(db: Database, make: Make, save: Save) -> None:
    entry = save(make("甲乙丙", "丁戊"))
    save(entry.with_value("name", "己庚"))
    query = Query(db)
    assert [query.count(EntryFilter(text=word)) for word in ("甲乙", "己庚", "丁戊")] == [0, 1, 1]
    with journal.act(db, "delete", "wang") as pen:
        pen.delete(entry.id)
    assert query.count(EntryFilter(text="己庚")) == 0
    assert maintenance.check_search(db)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_piece_of_a_name_finds_exactly_the_names_that_hold_it(db: Database, data: st.DataObject) -> None:
    """Against the plain truth: the key of what was typed stands in the key of the name, whatever the characters."""
    letters = st.text(st.sampled_from("企业登记ab1𠮷、() Éſ") | st.characters(codec="utf-8"), max_size=8)
    names = data.draw(st.lists(letters, min_size=1, max_size=4))
    wanted = data.draw(st.sampled_from(names).map(lambda name: name[len(name) // 3 :]) | letters)
    with db.write() as conn:
        conn.execute("DELETE FROM searched")
        conn.execute("INSERT INTO search(search) VALUES ('delete-all')")
        conn.execute("PRAGMA defer_foreign_keys = ON")
        for n, name in enumerate(names, 1):
            search.index(conn, n, plain.key(name))
        match = search.expression(wanted)
        keys = search.words(wanted)
        found = (
            [row[0] for row in conn.execute("SELECT rowid FROM search WHERE search MATCH ?", (match,))] if match else []
        )
        truth = [n for n, name in enumerate(names, 1) if keys and all(key in plain.key(name) for key in keys)]
        conn.execute("DELETE FROM searched")
    assert sorted(found) == truth


def test_rebuild(db: Database, make: Make, save: Save) -> None:
    save(make("甲乙丙"))
    gone = save(make("甲乙丁"))
    with journal.act(db, "delete", "wang") as pen:
        pen.delete(gone.id)
    with db.write() as conn:
        conn.execute("INSERT INTO search(search) VALUES ('delete-all')")
        assert search.rebuild(conn) == 1
    assert Query(db).count(EntryFilter(text="甲乙")) == 1
