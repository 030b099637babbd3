"""Ctrl+Z after an import: the history of imports says what is true, there and back."""

import sqlite3
from pathlib import Path

import pytest

from client.store.query import EntryFilter
from client.workflows import edit_entry, import_sheet, undo
from client.workflows.workspace import Workspace
from tests.workflows.test_import_sheet import ROWS, sheet


def test_the_history_follows_undo_and_redo(ws: Workspace, tmp_path: Path) -> None:
    done = import_sheet.apply(ws, import_sheet.prepare(ws, sheet(tmp_path, ROWS)))
    back = undo.undo(ws)
    assert back.changes.imports
    assert (ws.query.imports()[0].state, ws.query.count(EntryFilter())) == ("undone", 0)
    again = undo.redo(ws)
    assert again.changes.imports
    assert (ws.query.imports()[0].state, ws.query.count(EntryFilter())) == ("done", 3)
    assert ws.query.imports()[0].counts["new"] == done.new
    undo.undo(ws, again.undone.act)
    assert (ws.query.imports()[0].state, ws.query.count(EntryFilter())) == ("undone", 0)


def test_the_taking_back_of_an_import_can_be_taken_back(ws: Workspace, tmp_path: Path) -> None:
    done = import_sheet.apply(ws, import_sheet.prepare(ws, sheet(tmp_path, ROWS)))
    undone = import_sheet.undo(ws, done.import_id)
    undo.undo(ws, undone.act)
    assert (ws.query.imports()[0].state, ws.query.count(EntryFilter())) == ("done", 3)


def test_an_import_that_is_being_written_is_not_the_last_act(ws: Workspace, tmp_path: Path) -> None:
    """Ctrl+Z meanwhile takes back what was typed before, never half an import."""
    typed = edit_entry.new_entry(ws, {"name": "手写的目录"})
    prepared = import_sheet.prepare(ws, sheet(tmp_path, ROWS))
    asked: list[str] = []

    class Looking:
        """Asks what would be taken back whenever something was written."""

        def stage(self, name: str, total: int = 0) -> None:
            """Nothing to show."""

        def step(self, done: int) -> None:
            """A batch is written."""
            last = ws.query.undoable()
            asked.append(last.id if last else "")

    done = import_sheet.apply(ws, prepared, progress=Looking())
    assert asked
    assert set(asked) == {typed.act}
    last = ws.query.undoable()
    assert last is not None
    assert last.id == done.act


@pytest.mark.parametrize("last", [True, False])
def test_an_import_and_its_record_are_taken_back_together(ws: Workspace, tmp_path: Path, last: bool) -> None:
    """Also when the power goes between the two: here, when the second is refused."""
    done = import_sheet.apply(ws, import_sheet.prepare(ws, sheet(tmp_path, ROWS)))
    with ws.db.write() as conn:
        conn.execute("CREATE TRIGGER refused BEFORE UPDATE OF state ON [import] BEGIN SELECT RAISE(ABORT, ''); END")
    with pytest.raises(sqlite3.IntegrityError):
        _ = undo.undo(ws) if last else import_sheet.undo(ws, done.import_id)
    assert (ws.query.imports()[0].state, ws.query.count(EntryFilter())) == ("done", 3)
    with ws.db.write() as conn:
        conn.execute("DROP TRIGGER refused")
    undo.undo(ws)
    assert (ws.query.imports()[0].state, ws.query.count(EntryFilter())) == ("undone", 0)
