from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from client import initials
from client.catalog import plain
from client.catalog.entry import Entry
from client.errors import Cancelled
from client.store import journal, search
from client.store.database import Database
from client.store.query import EntryFilter, Query
from client.store.safekeeping import maintenance

Make = Callable[..., Entry]
Save = Callable[..., Entry]


class Stopping:
    """A person who presses stop."""

    def __init__(self, after: int) -> None:
        self._after = after

    def stage(self, name: str, total: int = 0) -> None:
        """Nothing to show."""

    def step(self, done: int) -> None:
        """Stops there."""
        if done >= self._after:
            raise Cancelled


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


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("qydj", True), ("QYDJ", True), ("yhxz", True), ("yh", True), ("scjd", True), ("yhxzxk", True), ("xqyh", False),
        ("q", True), ("qydj 监督", True), ("qydj2015", True), ("sfz", False),
    ],
)  # fmt: skip
def test_pinyin_initials_of_name_and_provider(db: Database, make: Make, save: Save, text: str, found: bool) -> None:
    """As words are read: the 行 of 银行 and of 行政 are two; what an item is called is not found by them."""
    save(make("企业登记（2015年）银行行政许可", "身份证", provider="市场监督管理局"))
    assert Query(db).count(EntryFilter(text=text)) == int(found)


def test_places_are_found_however_their_characters_are_read(db: Database, make: Make, save: Save) -> None:
    save(make("福州市长乐区低保对象"))
    assert [Query(db).count(EntryFilter(text=text)) for text in ("clq", "fzs")] == [1, 1]


def test_a_store_of_before_is_made_findable_in_pieces(
    db: Database, make: Make, save: Save, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An index by fewer texts is brought up to date; interrupted, it goes on where it was."""
    monkeypatch.setattr(initials, "of", lambda _text: ())
    made = [save(make(f"企业登记{number}")) for number in range(7)]
    with journal.act(db, "delete", "wang") as pen:
        pen.delete(made[1].id)
    monkeypatch.undo()
    monkeypatch.setattr(maintenance, "BATCH", 2)
    query, wanted = Query(db), EntryFilter(text="qydj")
    with pytest.raises(Cancelled):
        maintenance.refresh_search(db, Stopping(after=4))
    assert query.count(wanted) == 3
    assert not maintenance.search_is_fresh(db)
    assert maintenance.refresh_search(db)
    assert query.count(wanted) == 6
    assert maintenance.search_is_fresh(db)
    assert not maintenance.refresh_search(db)
    assert maintenance.check_search(db)
