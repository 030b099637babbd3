"""The list of what was made since the last backup: kept short, erased with what is erased, never in the way."""

from pathlib import Path

from client.store.safekeeping import roster
from client.workflows import edit_entry
from client.workflows.safekeeping import back_up, purge
from client.workflows.workspace import Workspace


def test_the_last_name_counts_and_a_torn_line_does_not(tmp_path: Path) -> None:
    store = tmp_path / "work.db"
    roster.note(store, [("a", ""), ("b", "乙")])
    roster.note(store, [("a", "甲"), ("c", "丙"), ("c", None)])
    with roster.path_of(store).open("ab") as file:
        file.write('["d", "半'.encode())
    assert roster.noted(store) == {"a": "甲", "b": "乙"}


def test_a_place_that_cannot_be_written_stops_nobody(ws: Workspace) -> None:
    roster.path_of(ws.db.path).mkdir()
    made = edit_entry.new_entry(ws, {"name": "照样能存"})
    back_up.back_up(ws, "asked")
    assert edit_entry.stored(ws, made.entry.id).entry.text("name") == "照样能存"
    assert roster.noted(ws.db.path) == {}


def test_a_backup_makes_it_short_and_purge_erases(ws: Workspace) -> None:
    first = edit_entry.new_entry(ws, {"name": "低保对象信息"})
    back_up.back_up(ws, "asked")
    assert roster.noted(ws.db.path) == {}
    second = edit_entry.new_entry(ws, {"name": "绝不外传的名称"})
    edit_entry.set_values(ws, first.entry.id, {"name": "低保家庭信息"})
    assert roster.noted(ws.db.path) == {second.entry.id: "绝不外传的名称", first.entry.id: "低保家庭信息"}
    purge.purge(ws, purge.target_of(ws, second.entry.id))
    assert roster.noted(ws.db.path) == {first.entry.id: "低保家庭信息"}
    assert "绝不外传" not in roster.path_of(ws.db.path).read_text(encoding="utf-8")
