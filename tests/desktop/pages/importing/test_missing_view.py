"""What the new file no longer has: asked about or withdrawn, and only what was ticked."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from client.desktop.ask import FakeAsk
from client.desktop.pages.import_page import ImportPage
from client.desktop.pages.page import Target
from client.store.query import EntryFilter
from tests.desktop.pages.sheets import ROWS, Heard, settled, workbook


def test_what_is_missing_is_withdrawn_when_ticked(
    qtbot: QtBot, page: ImportPage, heard: Heard, ask: FakeAsk, tmp_path: Path
) -> None:
    page.read_files([workbook(tmp_path)])
    settled(qtbot, page)
    page.take_over("all")
    settled(qtbot, page)
    page.read_files([workbook(tmp_path, ROWS[:2], "下个月.xlsx")])
    settled(qtbot, page)
    view = page.plan.missing
    assert page.plan.tabs.indexOf(view) >= 0
    assert [one.name for one in view.model.given] == ["特困人员信息", "孤儿信息"]
    page.plan.tabs.setCurrentWidget(view)
    assert not view.drop.isEnabled(), "nothing is ticked by itself"
    view.ask.click()
    assert "1. 特困人员信息（临江县民政局）" in QGuiApplication.clipboard().text()
    view.list.pick(1)
    QTest.keyClick(view.list, Qt.Key.Key_Space)
    view.drop.click()
    assert page.workspace.query.count(EntryFilter()) == 3, "turned away, nothing happens"
    ask.answers = [True]
    view.drop.click()
    settled(qtbot, page)
    assert sorted(row.name for row in page.workspace.query.rows(EntryFilter())) == ["低保对象信息", "特困人员信息"]
    assert [one.name for one in view.model.given] == ["特困人员信息"]
    assert heard.notices[-1].undo
    QTest.keyClick(view.list, Qt.Key.Key_Return)
    assert heard.targets[-1] == Target("entries", entry=view.model.given[0].entry)
