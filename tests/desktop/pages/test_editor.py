"""One entry by hand: typed, saved, merged, mended, explained, taken back, decided; nothing typed is lost."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from client.catalog.entry import Entry, Item
from client.clock import new_id
from client.desktop.ask import FakeAsk
from client.desktop.changes import ChangeBoard
from client.desktop.forms.basis import BasisEditor, LawsDialog
from client.desktop.forms.choices import CodeEditor
from client.desktop.forms.editor import LineEditor
from client.desktop.jobs import Jobs
from client.desktop.pages.entries import EntriesPage
from client.desktop.pages.entry.editor import Editor
from client.desktop.pages.entry.sheet import Sheet
from client.desktop.pages.fix_dialog import FixDialog
from client.desktop.pages.page import Target
from client.store import conflicts, people, remote
from client.store.conflicts import Conflict
from client.store.people import Platform
from client.store.remote import Return
from client.workflows import check_entries, edit_entry, undo
from client.workflows.outcome import EVERYTHING, Changes
from client.workflows.workspace import Workspace
from tests.desktop.conftest import OFFICE_CODE
from tests.desktop.looking import button, line_of, texts
from tests.desktop.pages.sheets import Heard, settled, shown
from tests.workflows.conftest import good_entry


@pytest.fixture
def entry_id(workspace: Workspace) -> str:
    with workspace.db.write() as conn:
        people.put_platform(conn, Platform("市平台", "exchange", "http://127.0.0.1:9", space=OFFICE_CODE))
    return good_entry(workspace)


@pytest.fixture
def page(
    qtbot: QtBot, workspace: Workspace, jobs: Jobs, ask: FakeAsk, changes: ChangeBoard, entry_id: str
) -> EntriesPage:
    return EntriesPage(workspace, jobs, ask, changes)


@pytest.fixture
def heard(qtbot: QtBot, page: EntriesPage) -> Heard:
    return shown(qtbot, page)


@pytest.fixture
def editor(qtbot: QtBot, page: EntriesPage, heard: Heard, entry_id: str) -> Editor:
    page.open(Target("entries", entry=entry_id))
    settled(qtbot, page)
    return page.editor


def line(editor: Editor, field: str) -> QLineEdit:
    """Where a field is typed into."""
    found = editor.sheet.form.places[field].editor
    if isinstance(found, CodeEditor):
        return line_of(found)
    assert isinstance(found, LineEditor)
    return found.box


def type_in(editor: Editor, field: str, text: str) -> None:
    """Types as a clerk does (without an input method: letters and digits)."""
    box = line(editor, field)
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box, text)


def stored(workspace: Workspace, entry_id: str) -> Entry:
    found = workspace.query.entry(entry_id)
    assert found is not None
    return found.entry


def saved(qtbot: QtBot, editor: Editor, page: EntriesPage) -> None:
    qtbot.waitUntil(lambda: editor.session.at_rest, timeout=5000)
    settled(qtbot, page)


def test_what_is_typed_is_saved_by_itself_as_one_act(
    qtbot: QtBot, page: EntriesPage, editor: Editor, workspace: Workspace, entry_id: str
) -> None:
    before = stored(workspace, entry_id)
    type_in(editor, "name", "population")
    assert editor.head.saved_text == "正在保存……"
    saved(qtbot, editor, page)
    assert stored(workspace, entry_id).text("name") == "population"
    assert editor.head.saved_text.startswith("已保存 ")
    type_in(editor, "name", "population-2")
    saved(qtbot, editor, page)
    assert stored(workspace, entry_id).text("name") == "population-2"
    assert next(act.kind for act in workspace.query.past.page(limit=3)) == "edit"
    undo.undo(workspace)
    assert stored(workspace, entry_id).values == before.values
    page.refresh(EVERYTHING)
    assert line(editor, "name").text() == before.text("name")


def test_what_others_write_meanwhile_stays(
    qtbot: QtBot, page: EntriesPage, editor: Editor, workspace: Workspace, entry_id: str
) -> None:
    type_in(editor, "name", "mine")
    edit_entry.set_values(workspace, entry_id, {"update_cycle": "每年", "name": "theirs"})
    page.refresh(Changes(frozenset({entry_id})))
    assert line(editor, "name").text() == "mine"
    saved(qtbot, editor, page)
    now = stored(workspace, entry_id)
    assert (now.text("name"), now.text("update_cycle")) == ("mine", "yearly")
    assert line(editor, "update_cycle").text() == "每年"


def test_leaving_and_closing_save_at_once(
    qtbot: QtBot, page: EntriesPage, editor: Editor, workspace: Workspace, entry_id: str
) -> None:
    type_in(editor, "name", "left")
    page.show_list()
    settled(qtbot, page)
    assert stored(workspace, entry_id).text("name") == "left"
    page.show_entry(entry_id)
    type_in(editor, "name", "closed")
    page.flush()
    settled(qtbot, page)
    assert stored(workspace, entry_id).text("name") == "closed"


def test_going_to_a_neighbour_saves_and_keeps_the_order(
    qtbot: QtBot, page: EntriesPage, editor: Editor, workspace: Workspace, entry_id: str
) -> None:
    other = edit_entry.new_entry(workspace, {"name": "婚姻登记信息"}).entry.id
    page.list.reload()
    page.list.table.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    place = page.list.model.place_of(entry_id)
    type_in(editor, "contact_phone", "07308812345")
    editor.moved.emit(1 if place == 0 else -1)
    settled(qtbot, page)
    assert editor.entry_id == other
    assert stored(workspace, entry_id).text("contact_phone") == "07308812345"
    editor.moved.emit(-1 if place == 0 else 1)
    assert editor.entry_id == entry_id


def test_rows_of_items_are_saved_too(
    qtbot: QtBot, page: EntriesPage, editor: Editor, workspace: Workspace, entry_id: str
) -> None:
    model = editor.sheet.grid.model
    model.setData(model.index(0, 0), "保障类别名称")
    model.insert(2)
    model.setData(model.index(2, 0), "起始日期")
    saved(qtbot, editor, page)
    items = stored(workspace, entry_id).items
    assert [item.text("item_name") for item in items] == ["保障类别名称", "保障人口数", "起始日期"]
    assert editor.sheet.tabs.tabText(Sheet.ITEMS) == "数据项 3"


def test_a_fault_shows_while_typing_and_leads_there(
    qtbot: QtBot, page: EntriesPage, editor: Editor, entry_id: str
) -> None:
    assert editor.sheet.faults() == 0
    assert editor.head.deed == "sign_off"
    box = line(editor, "name")
    box.setFocus()
    box.selectAll()
    QTest.keyClick(box, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: editor.sheet.faults() > 0, timeout=5000)
    assert editor.head.deed == ""
    assert editor.sheet.form.places["name"].faults
    editor.sheet.tabs.setCurrentIndex(Sheet.REPORT)
    editor.head.next_fault_asked.emit()
    assert editor.sheet.tabs.currentIndex() == Sheet.FORM
    assert "必须改" in " ".join(texts(editor.sheet.help))
    saved(qtbot, editor, page)


def test_a_fix_is_shown_first(
    qtbot: QtBot, page: EntriesPage, editor: Editor, workspace: Workspace, entry_id: str, ask: FakeAsk, heard: Heard
) -> None:
    edit_entry.set_values(workspace, entry_id, {"name": "低保对象信息。"})
    page.refresh(Changes(frozenset({entry_id})))
    settled(qtbot, page)
    finding = next(one for one in check_entries.live(workspace, stored(workspace, entry_id)) if one.field == "name")
    shown_changes: list[str] = []

    def agree(dialog: QDialog) -> bool:
        assert isinstance(dialog, FixDialog)
        shown_changes.extend(after for view in dialog.views for _place, _before, after in view.texts)
        return True

    ask.answers = [agree]
    editor.ask_fix(finding)
    settled(qtbot, page)
    if shown_changes:
        assert stored(workspace, entry_id).text("name") == shown_changes[0]
        assert line(editor, "name").text() == shown_changes[0]
        assert heard.notices[-1].undo
    else:
        assert "手" in heard.notices[-1].text


def test_a_warning_is_explained_at_its_field(
    qtbot: QtBot, page: EntriesPage, editor: Editor, workspace: Workspace, entry_id: str, ask: FakeAsk
) -> None:
    with workspace.db.write() as conn:
        held = stored(workspace, entry_id).text("summary")
        given = Return(entry_id, "市平台", "", "summary", "reviewer", "请写明覆盖年份", "周审", "2026-11-20", held)
        remote.put_returns(conn, "市平台", entry_id, [given])
    check_entries.check(workspace, [entry_id])
    page.refresh(Changes(frozenset({entry_id})))
    settled(qtbot, page)
    assert any("请写明覆盖年份" in text for text in texts(editor.sheet.form.places["summary"]))
    (finding,) = (one for one in workspace.query.findings(entry_id) if one.rule == check_entries.RETURNED)
    ask.answers = ["数据自2015年起，摘要已写明"]
    editor.ask_explanation(finding)
    settled(qtbot, page)
    assert stored(workspace, entry_id).explanations[0].text == "数据自2015年起，摘要已写明"
    assert editor.sheet.faults() == 0


def test_one_value_of_the_history_is_taken_back(
    qtbot: QtBot, page: EntriesPage, editor: Editor, workspace: Workspace, entry_id: str
) -> None:
    edit_entry.set_values(workspace, entry_id, {"update_cycle": "每年", "sharing_way": "接口"})
    page.refresh(Changes(frozenset({entry_id})))
    editor.sheet.tabs.setCurrentIndex(Sheet.HISTORY)
    settled(qtbot, page)
    history = editor.sheet.history
    place = history.list.lines.place_of(lambda one: one.place == "更新频率" and one.after == "每年")
    assert place >= 0
    history.list.pick(place)
    button(history, "恢复为修改前").click()
    settled(qtbot, page)
    assert stored(workspace, entry_id).text("update_cycle") == "monthly"
    assert line(editor, "update_cycle").text() == "每月"


def test_an_item_that_was_taken_out_comes_back_whole(
    qtbot: QtBot, page: EntriesPage, editor: Editor, workspace: Workspace, entry_id: str
) -> None:
    editor.sheet.grid.model.remove([0])
    saved(qtbot, editor, page)
    editor.sheet.tabs.setCurrentIndex(Sheet.HISTORY)
    settled(qtbot, page)
    history = editor.sheet.history
    place = history.list.lines.place_of(lambda one: one.after == "去掉")
    assert place >= 0
    history.list.pick(place)
    button(history, "恢复为修改前").click()
    settled(qtbot, page)
    item = stored(workspace, entry_id).items[0]
    assert (item.text("item_name"), item.text("item_length")) == ("保障类别", "20")


def test_what_both_sides_changed_is_decided_here(
    qtbot: QtBot, page: EntriesPage, editor: Editor, workspace: Workspace, entry_id: str
) -> None:
    with workspace.db.write() as conn:
        conflicts.put(conn, Conflict(entry_id, "市平台", "", "update_cycle", "monthly", "monthly", "yearly"))
    page.refresh(EVERYTHING)
    editor.sheet.tabs.setCurrentIndex(Sheet.REPORT)
    button(editor.sheet.report, "用上级的").click()
    settled(qtbot, page)
    assert stored(workspace, entry_id).text("update_cycle") == "yearly"
    assert workspace.query.conflicts() == []
    assert line(editor, "update_cycle").text() == "每年"


def test_an_entry_that_is_gone_is_said_and_the_text_kept(
    qtbot: QtBot, page: EntriesPage, editor: Editor, workspace: Workspace, entry_id: str
) -> None:
    type_in(editor, "name", "late")
    edit_entry.delete(workspace, [entry_id])
    saved_or_told = lambda: editor.banner.isVisible() or not editor.entry_id  # noqa: E731
    qtbot.waitUntil(saved_or_told, timeout=5000)
    assert "entry.gone" in editor.banner.shown_text
    assert line(editor, "name").text() == "late"
    page.refresh(EVERYTHING)
    assert page.faces.currentWidget() is page.list


def test_two_standards_have_a_sheet_each(
    qtbot: QtBot, page: EntriesPage, editor: Editor, workspace: Workspace, entry_id: str
) -> None:
    first = editor.sheet
    workspace.use_profile("national-2017")
    made = edit_entry.new_entry(workspace, {"name": "老规范目录"}).entry
    edit_entry.save(workspace, replace(made, items=(Item(new_id(), {"item_name": "姓名"}),)), made)
    page.show_entry(made.id)
    settled(qtbot, page)
    assert editor.sheet is not first
    assert editor.sheet.tabs.tabText(Sheet.ITEMS) == "信息项 1"
    page.show_entry(entry_id)
    assert editor.sheet is first


def test_the_same_keys_move_rows_and_lead_to_neighbours(
    qtbot: QtBot, page: EntriesPage, editor: Editor, workspace: Workspace, entry_id: str
) -> None:
    other = edit_entry.new_entry(workspace, {"name": "婚姻登记信息"}).entry.id
    page.list.reload()
    with qtbot.waitActive(page):
        page.activateWindow()
    editor.sheet.tabs.setCurrentIndex(Sheet.ITEMS)
    grid = editor.sheet.grid
    grid.table.setFocus()
    grid.table.setCurrentIndex(grid.model.index(0, 0))
    QTest.keyClick(grid.table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    # A button that is pressed by its key takes a moment to go down.
    qtbot.waitUntil(lambda: grid.model.items[1].text("item_name") == "保障类别")
    assert editor.entry_id == entry_id
    editor.sheet.tabs.setCurrentIndex(Sheet.FORM)
    line(editor, "name").setFocus()
    down = page.list.model.place_of(entry_id) == 0
    key = Qt.Key.Key_Down if down else Qt.Key.Key_Up
    QTest.keyClick(line(editor, "name"), key, Qt.KeyboardModifier.AltModifier)
    assert editor.entry_id == other
    settled(qtbot, page)
    assert stored(workspace, entry_id).items[1].text("item_name") == "保障类别"


def test_the_basis_of_a_refusal_is_picked_from_the_laws(
    qtbot: QtBot, page: EntriesPage, editor: Editor, ask: FakeAsk, workspace: Workspace, entry_id: str
) -> None:
    def pick(dialog: QDialog) -> bool:
        assert isinstance(dialog, LawsDialog)
        place = dialog.laws.list.lines.place_of(lambda law: law.title == "档案法")
        dialog.laws.list.pick(place)
        return True

    ask.answers = [pick]
    basis = editor.sheet.form.places["refusal_basis"].editor
    assert isinstance(basis, BasisEditor)
    basis.asked.emit()
    editor.flush()
    settled(qtbot, page)
    assert edit_entry.stored(workspace, entry_id).entry.text("refusal_basis") == "《档案法》"
