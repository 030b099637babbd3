"""The list of everything that was done, and what taking an act back would do, said before it is done."""

from pathlib import Path

from client.store.query import EntryFilter
from client.workflows import edit_entry, import_sheet, undo
from client.workflows.workspace import Workspace
from tests.workflows.test_import_sheet import ROWS, sheet


def test_what_is_foreseen_is_what_happens(ws: Workspace, tmp_path: Path) -> None:
    done = import_sheet.apply(ws, import_sheet.prepare(ws, sheet(tmp_path, ROWS)))
    seen = undo.foresee(ws, done.act).foreseen
    assert (seen.entries, seen.back, seen.gone, seen.kept) == (3, 3, 3, 0)
    one = ws.query.ids(EntryFilter())[0]
    edit_entry.set_values(ws, one, {"summary": "后来改过的摘要，写清楚了数据里有什么"})
    seen = undo.foresee(ws, done.act).foreseen
    assert (seen.back, seen.gone, seen.kept) == (2, 2, 1)
    reversal = undo.undo(ws, done.act)
    assert len(reversal.undone.entries) == seen.back
    assert len({entry for entry, _item, _field in reversal.undone.skipped}) == seen.kept
    assert ws.query.ids(EntryFilter()) == [one]


def test_a_code_that_was_given_is_not_foreseen_to_go(ws: Workspace) -> None:
    made = edit_entry.new_entry(ws, {"name": "低保对象信息"})
    assert undo.foresee(ws, made.act).foreseen.gone == 1
    removed = edit_entry.delete(ws, [made.entry.id])
    seen = undo.foresee(ws, removed.act).foreseen
    assert (seen.back, seen.gone) == (1, 0)


def test_acts_are_found_by_file_entry_kind_and_what_was_deleted(ws: Workspace, tmp_path: Path) -> None:
    done = import_sheet.apply(ws, import_sheet.prepare(ws, sheet(tmp_path, ROWS)))
    made = edit_entry.new_entry(ws, {"name": "手写的目录"})
    removed = edit_entry.delete(ws, [made.entry.id])
    past = ws.query.past

    def found(text: str = "", kind: str = "") -> list[str]:
        return [one.id for one in past.page(past.wanted(text, kind))]

    assert found() == [removed.act, made.act, done.act]
    assert past.count() == 3
    assert found("目录.xlsx") == [done.act]
    assert found("手写") == [removed.act]
    assert found(kind="new") == [made.act]
    assert found("没有这样的") == []
    name = ws.query.rows(EntryFilter())[0].name
    assert found(name) == [done.act]
    assert [one.name for one in past.touched(made.act)] == ["手写的目录"]
    assert past.touched(made.act)[0].deleted
    assert past.kinds() == {"import": 1, "new": 1, "delete": 1}
