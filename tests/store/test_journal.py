from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from client.catalog.entry import Entry, Explanation, Item
from client.catalog.states import Local, Mount
from client.clock import new_id
from client.errors import Cancelled, InputProblem
from client.progress import Silent
from client.store import entries, journal, pace
from client.store.database import Database
from client.store.query import EntryFilter, Query

Make = Callable[..., Entry]
Save = Callable[..., Entry]


def stored(db: Database, entry_id: str) -> entries.Stored:
    with db.read() as conn:
        found = entries.load(conn, entry_id)
    assert found is not None
    return found


def undo_last(db: Database) -> journal.Undone:
    with db.read() as conn:
        last = journal.last_undoable(conn)
    assert last is not None
    return journal.undo(db, last.id, "wang")


def redo_last(db: Database) -> journal.Undone:
    with db.read() as conn:
        last = journal.last_redoable(conn)
    assert last is not None
    return journal.redo(db, last.id, "wang")


def test_save_and_load(db: Database, make: Make, save: Save) -> None:
    entry = replace(
        make("名称", "编号", "姓名", sharing_way=("interface", "file")),
        space="s1",
        explanations=(Explanation("r.a", "", "name", "说明", "名称"),),
        extra={"x": {"y": [1]}},
    )
    assert save(entry) == replace(entry, revision=1)
    found = stored(db, entry.id)
    assert found.entry == replace(entry, revision=1)
    assert (found.local, found.mount, found.origin, found.deleted) == (Local.DRAFT, Mount.NONE, "typed", False)
    assert found.created == found.updated == "2026-03-02T08:00:00.000Z"


def test_blanks_are_not_stored(db: Database, make: Make, save: Save) -> None:
    entry = save(replace(make(code=""), items=(Item("i", {"item_name": ""}),)))
    assert "code" not in stored(db, entry.id).entry.values
    assert stored(db, entry.id).entry.items == (Item("i", {}),)


@pytest.mark.parametrize("text", ["", "a\x00b", "half \ud800 pair", "𠮷野家 🏠", "x" * 100_000])
def test_a_draft_is_always_savable(db: Database, make: Make, save: Save, text: str) -> None:
    entry = save(make(text, text, provider=text, code=text))
    again = save(make(text, text, provider=text, code=text))
    assert stored(db, entry.id).entry == entry
    assert stored(db, again.id).entry.text("name") == text


def test_nothing_is_written_when_nothing_changed(db: Database, make: Make, save: Save) -> None:
    entry = save(make())
    assert save(entry) == entry
    with db.read() as conn:
        assert len(journal.acts(conn)) == 1
        assert len(journal.history(conn, entry.id)) == 1


def test_every_act_names_its_person_and_time(db: Database, make: Make) -> None:
    with journal.act(db, "import", "li", about={"file": "a.xlsx"}) as pen:
        entry = pen.save(make(), origin="import", source="a.xlsx!Sheet1")
    with db.read() as conn:
        act = journal.acts(conn)[0]
        line = journal.history(conn, entry.id)[0]
    assert (act.kind, act.person, act.about, act.entries) == ("import", "li", {"file": "a.xlsx"}, 1)
    assert (line.act, line.person, line.at, line.field, line.before, line.after) == (
        act.id, "li", "2026-03-02T08:00:00.000Z", "@exists", "", "1",
    )  # fmt: skip
    assert (stored(db, entry.id).origin, stored(db, entry.id).source) == ("import", "a.xlsx!Sheet1")


def test_an_act_is_whole_or_not_at_all(db: Database, make: Make) -> None:
    entry = make()

    def fail() -> None:
        with journal.act(db, "edit", "wang") as pen:
            pen.save(entry)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with db.read() as conn:
        assert entries.load(conn, entry.id) is None
        assert journal.acts(conn) == []
    assert Query(db).count(EntryFilter(text="企业")) == 0


def test_an_edit_makes_a_draft_again(db: Database, make: Make, save: Save) -> None:
    entry = save(make())
    with journal.act(db, "check", "wang") as pen:
        pen.set_local(entry.id, Local.READY)
    save(entry.with_value("name", "新名称"))
    assert stored(db, entry.id).local is Local.DRAFT
    undo_last(db)
    assert stored(db, entry.id).local is Local.READY
    assert stored(db, entry.id).entry.text("name") == "企业登记信息"


def test_steps_outside_the_table_are_refused(db: Database, make: Make, save: Save) -> None:
    entry = save(make())
    with pytest.raises(InputProblem, match=r"state\.step"), journal.act(db, "sign", "wang") as pen:
        pen.set_local(entry.id, Local.SIGNED_OFF)
    with pytest.raises(InputProblem, match=r"store\.unknown-entry"), journal.act(db, "sign", "wang") as pen:
        pen.set_local("nobody", Local.READY)


def test_undo_and_redo_across_a_restart(db: Database, make: Make, save: Save) -> None:
    entry = save(make("甲"))
    save(entry.with_value("name", "乙"))
    again = Database.open(db.path)
    assert undo_last(again).restored == ((entry.id, "", "name"),)
    assert stored(again, entry.id).entry.text("name") == "甲"
    again.close()
    third = Database.open(db.path)
    redo_last(third)
    assert stored(third, entry.id).entry.text("name") == "乙"
    third.close()


def test_undo_walks_back_and_redo_walks_forth(db: Database, make: Make, save: Save) -> None:
    entry = save(make("0"))
    for number in "123":
        entry = save(entry.with_value("name", number))
    names = []
    for step in (undo_last, undo_last, redo_last, undo_last, undo_last, redo_last, redo_last, redo_last):
        step(db)
        names.append(stored(db, entry.id).entry.text("name"))
    assert names == ["2", "1", "2", "1", "0", "1", "2", "3"]
    undo_last(db)
    save(stored(db, entry.id).entry.with_value("code", "1"))
    with db.read() as conn:
        assert journal.last_redoable(conn) is None


def test_creation_and_deletion_are_undone(db: Database, make: Make, save: Save) -> None:
    entry = save(make())
    query = Query(db)
    undo_last(db)
    assert stored(db, entry.id).deleted
    assert query.count(EntryFilter()) == query.count(EntryFilter(text="企业")) == 0
    assert query.count(EntryFilter(text="企业", deleted=True)) == 1
    redo_last(db)
    with journal.act(db, "delete", "wang") as pen:
        pen.delete(entry.id)
    assert stored(db, entry.id).deleted
    undo_last(db)
    assert not stored(db, entry.id).deleted
    assert query.count(EntryFilter()) == query.count(EntryFilter(text="企业")) == 1


def test_what_changed_since_is_listed(db: Database, make: Make, save: Save) -> None:
    entry = save(make("甲", code="1"))
    with journal.act(db, "fix", "wang") as pen:
        changed = pen.save(entry.with_value("name", "乙").with_value("code", "2"))
        act = pen.act_id
    save(changed.with_value("code", "3"))
    undone = journal.undo(db, act, "li")
    assert undone.restored == ((entry.id, "", "name"),)
    assert undone.skipped == ((entry.id, "", "code"),)
    assert undone.entries == {entry.id}
    assert stored(db, entry.id).entry.values == {"name": "甲", "code": "3", "provider": "市场监督管理局"}
    with pytest.raises(InputProblem, match=r"store\.already-undone"):
        journal.undo(db, act, "li")
    with pytest.raises(InputProblem, match=r"store\.unknown-act"):
        journal.undo(db, "nothing", "li")


def test_a_session_of_typing_is_one_act(db: Database, make: Make, save: Save) -> None:
    entry = save(make("起点"))
    act = ""
    for name in ("企", "企业", "企业名"):
        with journal.act(db, "edit", "wang", continuing=act) as pen:
            entry = pen.save(entry.with_value("name", name))
            act = pen.act_id
    with db.read() as conn:
        assert len(journal.acts(conn)) == 2
        assert [(one.before, one.after) for one in journal.history(conn, entry.id)] == [("起点", "企业名"), ("", "1")]
    undo_last(db)
    assert stored(db, entry.id).entry.text("name") == "起点"


def test_a_session_that_begins_with_a_new_entry(db: Database, make: Make) -> None:
    act, entry = "", make("企")
    for name in ("企", "企业", "企业名"):
        with journal.act(db, "edit", "wang", continuing=act) as pen:
            entry = pen.save(entry.with_value("name", name))
            act = pen.act_id
    with db.read() as conn:
        assert len(journal.history(conn, entry.id)) == 1
    assert undo_last(db).skipped == ()
    assert stored(db, entry.id).deleted


def test_a_session_ends_where_somebody_else_has_written(db: Database, make: Make, save: Save) -> None:
    entry = save(make("甲", code="1"))
    with journal.act(db, "edit", "wang") as pen:
        entry = pen.save(entry.with_value("name", "乙"))
        act = pen.act_id
    entry = save(entry.with_value("code", "2"), "sync")
    with journal.act(db, "edit", "wang", continuing=act) as pen:
        entry = pen.save(entry.with_value("name", "丙"))
        assert pen.act_id != act
    undo_last(db)
    assert stored(db, entry.id).entry.text("name") == "乙"


def test_another_persons_or_an_undone_act_is_not_continued(db: Database, make: Make) -> None:
    with journal.act(db, "edit", "wang") as pen:
        pen.save(make())
        act = pen.act_id
    with journal.act(db, "edit", "li", continuing=act) as pen:
        assert pen.act_id != act
    journal.undo(db, act, "wang")
    with journal.act(db, "edit", "wang", continuing=act) as pen:
        assert pen.act_id != act


def test_twice_in_one_act_is_one_change(db: Database, make: Make, save: Save) -> None:
    entry = save(make("甲"))
    with journal.act(db, "edit", "wang") as pen:
        pen.save(entry.with_value("name", "乙"))
        pen.save(entry)
    with db.read() as conn:
        assert len(journal.history(conn, entry.id)) == 1


def test_sync_is_not_what_ctrl_z_takes_back(db: Database, make: Make, save: Save) -> None:
    entry = save(make("甲"))
    with journal.act(db, "sync", "wang") as pen:
        pen.save(entry.with_value("summary", "上级改的"))
        act = pen.act_id
    with db.read() as conn:
        last = journal.last_undoable(conn)
    assert last is not None
    assert last.kind == "edit"
    journal.undo(db, act, "wang")
    assert stored(db, entry.id).entry.text("summary") == ""


def test_a_large_act_is_undone_in_batches_and_goes_on_where_it_stopped(
    db: Database, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pace, "FIRST", 3)
    act = ""
    for _ in range(4):
        with journal.act(db, "import", "wang", continuing=act) as pen:
            for _ in range(2):
                pen.save(make())
            act = pen.act_id

    class Stop(Silent):
        def step(self, done: int) -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        journal.undo(db, act, "wang", Stop())
    query = Query(db)
    assert query.count(EntryFilter()) == 5
    undone = journal.undo(db, act, "wang")
    assert len(undone.entries) == 5
    assert query.count(EntryFilter()) == 0
    assert len(query.past.page()) == 2
    redo_last(db)
    assert query.count(EntryFilter()) == 8


def test_a_sync_is_taken_back_and_the_code_it_brought_stays(db: Database, make: Make, save: Save) -> None:
    entry = save(make("甲"))
    with journal.act(db, "sync", "") as pen:
        pen.save(entry.with_value("code", "330000/1").with_value("name", "乙"))
    undone = journal.undo(db, pen.act_id, "wang")
    now = stored(db, entry.id).entry
    assert (now.text("name"), now.text("code"), undone.skipped) == ("甲", "330000/1", ())
    redo_last(db)
    assert stored(db, entry.id).entry.text("name") == "乙"


steps = st.lists(
    st.tuples(
        st.sampled_from(["name", "code", "item", "add", "remove", "turn", "delete", "undo", "redo", "ready"]),
        st.integers(0, 3),
    ),
    max_size=14,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps)
def test_undoing_everything_leads_back_to_the_beginning(db: Database, todo: list[tuple[str, int]]) -> None:
    """Whatever was done, undone and redone between: walking all the way back passes each earlier state again."""
    entry_id = new_id()
    with journal.act(db, "start", "wang") as pen:
        pen.save(Entry(entry_id, "p@1", items=(Item("a", {"item_name": "甲"}), Item("b", {}))))
    past = [_state(db, entry_id)]
    future: list[object] = []
    for what, number in todo:
        if what in ("undo", "redo"):
            source, goal = (past, future) if what == "undo" else (future, past)
            if len(past) > 1 if what == "undo" else future:
                (undo_last if what == "undo" else redo_last)(db)
                goal.append(source.pop())
                assert _state(db, entry_id) == past[-1]
            continue
        _do(db, entry_id, what, number)
        if (now := _state(db, entry_id)) != past[-1]:
            past.append(now)
            future.clear()
    while len(past) > 1:
        undo_last(db)
        past.pop()
        assert _state(db, entry_id) == past[-1]
    with db.write() as conn:
        conn.execute("INSERT INTO search(search) VALUES ('integrity-check')")


def _state(db: Database, entry_id: str) -> object:
    found = stored(db, entry_id)
    return dict(found.entry.values), found.entry.items, found.local, found.deleted


def _do(db: Database, entry_id: str, what: str, number: int) -> None:
    entry, items = stored(db, entry_id).entry, stored(db, entry_id).entry.items
    with journal.act(db, what, "wang") as pen:
        if what == "delete":
            pen.delete(entry_id)
        elif stored(db, entry_id).deleted:
            return
        elif what == "ready":
            pen.set_local(entry_id, Local.READY)
        elif what in ("name", "code"):
            pen.save(entry.with_value(what, "甲乙丙丁"[:number]))
        elif what == "item" and items:
            pen.save(entry.with_value("item_name", "子丑寅卯"[:number], items[number % len(items)].id))
        elif what == "add":
            new = Item(new_id(), {"item_name": str(number)})
            pen.save(replace(entry, items=(*items[:number], new, *items[number:])))
        elif what == "remove":
            pen.save(replace(entry, items=(*items[:number], *items[number + 1 :])))
        elif what == "turn":
            pen.save(replace(entry, items=(*items[number:], *items[:number])))
