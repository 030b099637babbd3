"""目录条目 by hand: the list, its filters, ticks and acts."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QPushButton
from pytestqt.qtbot import QtBot

from client.desktop.ask import FakeAsk
from client.desktop.changes import ChangeBoard
from client.desktop.jobs import Jobs
from client.desktop.pages.entries import NEW, EntriesPage
from client.desktop.pages.entry.refused_dialog import RefusedDialog
from client.desktop.pages.entry.table import marks
from client.desktop.pages.page import Target
from client.desktop.pages.sign_off_dialog import SignOffDialog
from client.store import people
from client.store.people import Platform
from client.store.query import EntryFilter
from client.workflows import edit_entry, undo
from client.workflows.outcome import EVERYTHING
from client.workflows.workspace import Workspace
from tests.desktop.conftest import OFFICE_CODE
from tests.desktop.looking import all_of, button, texts
from tests.desktop.pages.sheets import Heard, settled, shown
from tests.workflows.conftest import good_entry

NAMES = ("低保对象信息", "婚姻登记信息", "殡葬服务机构信息")


@pytest.fixture
def ids(workspace: Workspace) -> list[str]:
    """Three drafts with faults and one entry without any."""
    with workspace.db.write() as conn:
        people.put_platform(conn, Platform("市平台", "exchange", "http://127.0.0.1:9", space=OFFICE_CODE))
    made = [edit_entry.new_entry(workspace, {"name": name}).entry.id for name in NAMES]
    return [*made, good_entry(workspace)]


@pytest.fixture
def page(
    qtbot: QtBot, workspace: Workspace, jobs: Jobs, ask: FakeAsk, changes: ChangeBoard, ids: list[str]
) -> EntriesPage:
    return EntriesPage(workspace, jobs, ask, changes)


@pytest.fixture
def heard(qtbot: QtBot, page: EntriesPage) -> Heard:
    return shown(qtbot, page)


def names(page: EntriesPage) -> list[str]:
    model = page.list.model
    return [row.name for row in (model.row(place) for place in range(model.rowCount())) if row]


def test_chips_and_words_narrow_the_list(qtbot: QtBot, page: EntriesPage, heard: Heard) -> None:
    assert len(names(page)) == 4
    chip = next(one for one in all_of(page.list.chips, QPushButton) if "必须改" in one.text())
    chip.click()
    assert sorted(names(page)) == sorted(NAMES)
    page.list.search.setText("婚姻")
    with qtbot.waitSignal(page.list.search.searched):
        QTest.keyClick(page.list.search, Qt.Key.Key_Return)
    assert names(page) == ["婚姻登记信息"]
    page.list.search.setText("没有这个词")
    with qtbot.waitSignal(page.list.search.searched):
        QTest.keyClick(page.list.search, Qt.Key.Key_Return)
    assert "没有符合条件的目录" in texts(page)
    button(page.list, "显示全部").click()
    assert len(names(page)) == 4


def test_another_page_can_ask_for_some(page: EntriesPage, heard: Heard, ids: list[str]) -> None:
    page.open(Target("entries", filter=EntryFilter(severity="clean")))
    assert names(page) == ["城乡低保对象信息"]
    assert list(page.list.chips.keys) == ["clean"]
    page.open(Target("entries", filter=EntryFilter(ids=tuple(ids[:2]))))
    assert sorted(names(page)) == sorted(NAMES[:2])
    assert not page.list.chips.keys


def test_keys_tick_open_and_make(
    qtbot: QtBot, page: EntriesPage, heard: Heard, workspace: Workspace, ids: list[str]
) -> None:
    table = page.list.table
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert page.list.model.ticked_count == 1
    QTest.keyClick(table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert page.list.model.ticked_count == 4
    row = table.present
    assert row is not None
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert page.editor.entry_id == row.id
    page.open(Target("entries", filter=NEW))
    settled(qtbot, page)
    assert page.editor.entry_id not in ["", *ids]
    assert workspace.query.count(EntryFilter()) == 5


def test_the_tick_over_the_list_ticks_everything(page: EntriesPage, heard: Heard) -> None:
    head = page.list.table.head
    for count in (4, 0):
        QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(12, head.height() // 2))
        assert page.list.model.ticked_count == count
    head.ticked.emit(True)
    page.list.model.toggle(0)
    assert len(page.list.chosen()()) == 3


def test_a_letter_does_not_read_the_whole_list(page: EntriesPage, heard: Heard) -> None:
    table = page.list.table
    model = table.model()
    table.setCurrentIndex(model.index(0, 1))
    last = str(model.index(model.rowCount() - 1, 1).data())
    assert last != str(table.currentIndex().data())
    table.keyboardSearch(last)
    assert table.currentIndex().row() == 0


def test_the_header_sorts_in_the_store(page: EntriesPage, heard: Heard) -> None:
    page.list.table.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    assert page.list.model.sort_key == "name"
    assert names(page) == sorted(names(page), key=names(page).index)


def test_delete_is_taken_back(
    qtbot: QtBot, page: EntriesPage, heard: Heard, workspace: Workspace, ask: FakeAsk
) -> None:
    page.list.table.setFocus()
    QTest.keyClick(page.list.table, Qt.Key.Key_Delete)
    settled(qtbot, page)
    assert workspace.query.count(EntryFilter()) == 3
    assert heard.notices[-1].text == "已删除 1 条"
    undo.undo(workspace, heard.notices[-1].undo)
    page.refresh(EVERYTHING)
    assert len(names(page)) == 4
    page.list.model.tick_all(True)
    ask.answers = [False]
    page.list.asked.emit("remove")
    assert ask.asked[-1][1] == "删除 4 条目录？"
    assert workspace.query.count(EntryFilter()) == 4


def consent(approver: str) -> Callable[[QDialog], bool]:
    """Fills in the sign-off as a department head would have it filled in."""

    def fill(dialog: QDialog) -> bool:
        assert isinstance(dialog, SignOffDialog)
        dialog.approver.setEditText(approver)
        dialog.document.setText("临民〔2026〕3号")
        dialog.secrecy.setChecked(True)
        dialog.personal.setChecked(True)
        assert dialog.agree.isEnabled()
        return True

    return fill


def test_consent_and_queue_say_what_was_left_out(
    qtbot: QtBot, page: EntriesPage, heard: Heard, workspace: Workspace, ask: FakeAsk, ids: list[str]
) -> None:
    page.list.model.tick_all(True)
    ask.answers = [consent("周明")]
    page.list.asked.emit("sign_off")
    settled(qtbot, page)
    assert heard.notices[-1].text == "已审核同意 1 条"
    dialogs: list[RefusedDialog] = []

    def look(dialog: QDialog) -> bool:
        assert isinstance(dialog, RefusedDialog)
        dialogs.append(dialog)
        dialog.list.opened.emit(dialog.list.present)
        return True

    ask.answers = [look]
    page.list.asked.emit("submit")
    settled(qtbot, page)
    assert heard.notices[-1].text == "已把 1 条加入待报送"
    assert dialogs[0].list.lines.rowCount() == 3
    assert heard.targets[-1].page == "entries"
    assert heard.targets[-1].entry in ids[:3]
    assert len(workspace.query.outbox()) == 1
    row = next(row for row in workspace.query.rows(EntryFilter(waiting=True)))
    assert marks(row, "report")[0][0] == "待报送"


def test_what_is_ticked_is_exported(
    qtbot: QtBot, page: EntriesPage, heard: Heard, ask: FakeAsk, tmp_path: Path
) -> None:
    page.list.model.toggle(0)
    page.list.model.toggle(1)
    ask.answers = [tmp_path / "out"]
    page.list.asked.emit("export")
    settled(qtbot, page)
    assert "2 条" in heard.notices[-1].text
    assert openpyxl.load_workbook(tmp_path / "out.xlsx").sheetnames


def test_a_copy_is_open_at_once(
    qtbot: QtBot, page: EntriesPage, heard: Heard, workspace: Workspace, ids: list[str]
) -> None:
    page.list.put_cursor(ids[1])
    page.list.asked.emit("copy")
    settled(qtbot, page)
    assert page.editor.entry_id not in ["", *ids]
    assert page.editor.head.name.text == NAMES[1]


def test_only_reported_entries_are_withdrawn(
    qtbot: QtBot, page: EntriesPage, heard: Heard, ask: FakeAsk, ids: list[str]
) -> None:
    page.list.put_cursor(ids[0])
    ask.answers = ["职能划转"]
    page.list.asked.emit("withdraw")
    settled(qtbot, page)
    assert "没有报送过" in heard.notices[-1].text


def test_safe_fixes_are_shown_before_they_are_made(
    qtbot: QtBot, page: EntriesPage, heard: Heard, workspace: Workspace, ask: FakeAsk
) -> None:
    entry = edit_entry.new_entry(workspace, {"name": "  孤儿　信息 "}).entry
    page.refresh(EVERYTHING)
    page.list.model.tick_all(True)
    ask.answers = [lambda dialog: True]
    page.list.asked.emit("fix")
    settled(qtbot, page)
    assert "已修改" in heard.notices[-1].text or "处" in heard.notices[-1].text
    stored = workspace.query.entry(entry.id)
    assert stored is not None
    assert not stored.entry.text("name").startswith(" ")


def test_an_empty_store_says_what_to_do_first(
    qtbot: QtBot, workspace: Workspace, jobs: Jobs, ask: FakeAsk, changes: ChangeBoard
) -> None:
    empty = EntriesPage(workspace, jobs, ask, changes)
    heard = shown(qtbot, empty)
    if workspace.query.count(EntryFilter()) == 0:
        button(empty.list, "导入表格").click()
    assert heard.targets in ([], [Target("import")])
    assert "还没有目录" in " ".join(texts(empty))
