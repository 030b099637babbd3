"""In the form a value that the imported table did not say is told from one that it did."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from client.desktop.ask import FakeAsk
from client.desktop.changes import ChangeBoard
from client.desktop.jobs import Jobs
from client.desktop.pages.entries import EntriesPage
from client.desktop.pages.page import Target
from client.store.query import EntryFilter
from client.workflows import import_sheet
from client.workflows.importing import fill_in
from client.workflows.importing.prepared import Request
from client.workflows.workspace import Workspace
from tests.desktop.pages.sheets import settled, shown, workbook


def test_what_was_filled_in_is_said_at_its_field_until_it_is_changed(
    qtbot: QtBot, workspace: Workspace, jobs: Jobs, ask: FakeAsk, changes: ChangeBoard, tmp_path: Path
) -> None:
    answers = fill_in.typed(workspace, [("data_level", "一般数据"), ("item_sensitive", "plain")])
    prepared = import_sheet.prepare(workspace, workbook(tmp_path), Request(answers=answers))
    import_sheet.apply(workspace, prepared)
    page = EntriesPage(workspace, jobs, ask, changes)
    shown(qtbot, page)
    (entry_id,) = workspace.query.ids(EntryFilter(text="低保对象信息"))
    page.open(Target("entries", entry=entry_id))
    settled(qtbot, page)
    places = page.editor.sheet.form.places
    assert [name for name, place in places.items() if place.origin] == ["data_level"]
    assert places["data_level"].origin == "导入时补填"
    assert not page.editor.sheet.items_origin.isHidden()
    places["data_level"].editor.set_value("important")
    places["data_level"].editor.edited.emit()
    assert places["data_level"].origin == ""
    qtbot.waitUntil(lambda: page.editor.session.at_rest, timeout=5000)
    settled(qtbot, page)
    assert "data_level" not in fill_in.filled(workspace, entry_id)
