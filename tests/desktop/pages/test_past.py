"""操作记录 by hand: looked for, what taking an act back would do, taken back and done again."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from client.desktop.ask import FakeAsk
from client.desktop.changes import ChangeBoard
from client.desktop.jobs import Jobs
from client.desktop.pages.page import Target
from client.desktop.pages.past.past_page import PastPage
from client.store.query import EntryFilter
from client.workflows import edit_entry, import_sheet
from client.workflows.outcome import EVERYTHING
from client.workflows.workspace import Workspace
from tests.desktop.pages.sheets import Heard, settled, shown
from tests.workflows.test_import_sheet import ROWS, sheet


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace, jobs: Jobs, ask: FakeAsk, changes: ChangeBoard) -> PastPage:
    return PastPage(workspace, jobs, ask, changes)


@pytest.fixture
def heard(qtbot: QtBot, page: PastPage) -> Heard:
    return shown(qtbot, page)


def test_nothing_was_done_yet(page: PastPage, heard: Heard) -> None:
    assert page.faces.currentWidget() is page.blank


def test_an_act_is_taken_back_and_done_again(
    qtbot: QtBot, page: PastPage, heard: Heard, workspace: Workspace, tmp_path: Path
) -> None:
    done = import_sheet.apply(workspace, import_sheet.prepare(workspace, sheet(tmp_path, ROWS)))
    kept = workspace.query.ids(EntryFilter())[0]
    edit_entry.set_values(workspace, kept, {"summary": "后来改过的摘要，写清楚了数据里有什么"})
    page.changes.announce(EVERYTHING, None)
    page.list.selectRow(1)
    settled(qtbot, page)
    assert page.list.present.id == done.act
    assert page.list.present.what == "导入 · 目录.xlsx"
    assert page.view.sentences == (
        "这一步新建或找回的 2 条目录会去掉。",
        "有 1 条后来又改过，改过的内容保留。",
    )
    page.view.back.click()
    settled(qtbot, page)
    assert workspace.query.ids(EntryFilter()) == [kept]
    assert heard.notices[-1].text == "已撤销：导入 · 目录.xlsx；有 1 条后来改过的内容保留"
    assert page.list.present.id == done.act
    assert page.list.present.state.text == "已撤销"
    assert page.view.back.text() == "重做"
    settled(qtbot, page)
    page.view.back.click()
    settled(qtbot, page)
    assert workspace.query.count(EntryFilter()) == 3
    assert [deed.kind for deed in page.list.lines.lines] == ["重做：撤销", "撤销：导入", "修改", "导入"]


def test_acts_are_looked_for_and_lead_to_their_entries(
    qtbot: QtBot, page: PastPage, heard: Heard, workspace: Workspace
) -> None:
    made = edit_entry.new_entry(workspace, {"name": "手写的目录"})
    edit_entry.new_entry(workspace, {"name": "另一条"})
    page.changes.announce(EVERYTHING, None)
    page.search.setText("手写")
    qtbot.waitUntil(lambda: page.list.lines.rowCount() == 1)
    settled(qtbot, page)
    assert page.list.present.what == "新建目录 · 手写的目录"
    page.view.list.selectRow(0)
    page.view.list.opened.emit(page.view.list.present)
    assert heard.targets[-1] == Target("entries", entry=made.entry.id)
    page.search.setText("没有这样的")
    qtbot.waitUntil(lambda: page.list.lines.rowCount() == 0)
    assert page.view.isHidden()
