"""What a reviewer gave back in one entry is mended in the others that have it, too."""

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from client.desktop.ask import FakeAsk
from client.desktop.changes import ChangeBoard
from client.desktop.jobs import Jobs
from client.desktop.pages.entries import EntriesPage
from client.desktop.pages.entry.sheet import Sheet
from client.desktop.pages.page import Target
from client.desktop.widgets.finding_card import FindingCard
from client.store import remote
from client.store.remote import Return
from client.workflows import check_entries, edit_entry, undo
from client.workflows.check_entries import RETURNED
from client.workflows.workspace import Workspace
from tests.desktop.pages.sheets import Heard, settled, shown
from tests.workflows.conftest import good_entry


@pytest.fixture
def ids(workspace: Workspace) -> tuple[str, str]:
    first, second = good_entry(workspace, name="低保对象信息"), good_entry(workspace, name="孤儿信息")
    held = summary(workspace, first)
    with workspace.db.write() as conn:
        given = Return(first, "市平台", "", "summary", "reviewer", "请写明覆盖年份", "周审", "2026-11-20", held)
        remote.put_returns(conn, "市平台", first, [given])
    check_entries.check(workspace, [first, second])
    return first, second


@pytest.fixture
def page(
    qtbot: QtBot, workspace: Workspace, jobs: Jobs, ask: FakeAsk, changes: ChangeBoard, ids: tuple[str, str]
) -> EntriesPage:
    return EntriesPage(workspace, jobs, ask, changes)


@pytest.fixture
def heard(qtbot: QtBot, page: EntriesPage, ids: tuple[str, str]) -> Heard:
    made = shown(qtbot, page)
    page.open(Target("entries", entry=ids[0]))
    page.editor.sheet.tabs.setCurrentIndex(Sheet.FINDINGS)
    settled(qtbot, page)
    return made


def summary(workspace: Workspace, entry_id: str) -> str:
    stored = workspace.query.entry(entry_id)
    assert stored is not None
    return stored.entry.text("summary")


def card(page: EntriesPage) -> FindingCard:
    return next(one for one in page.editor.sheet.findings.cards if one.finding.rule == RETURNED)


def offer(page: EntriesPage) -> QPushButton:
    made = card(page).alike
    assert made is not None
    return made


def test_the_card_says_how_many_others_have_it(page: EntriesPage, heard: Heard) -> None:
    assert not offer(page).isHidden()
    assert "1" in offer(page).text()


def test_before_it_is_mended_here_there_is_nothing_to_take_over(
    qtbot: QtBot, page: EntriesPage, heard: Heard, ask: FakeAsk
) -> None:
    ask.answers = [True]
    offer(page).click()
    settled(qtbot, page)
    assert not page.editor.banner.isHidden()


def test_the_others_get_what_stands_here_now_and_it_can_be_undone(
    qtbot: QtBot, page: EntriesPage, heard: Heard, ask: FakeAsk, workspace: Workspace, ids: tuple[str, str]
) -> None:
    before = summary(workspace, ids[1])
    done = edit_entry.set_values(workspace, ids[0], {"summary": "2015年以来全县低保对象的基本情况和保障金额。"})
    page.changes.announce(done.changes)
    settled(qtbot, page)
    offer(page).click()
    settled(qtbot, page)
    assert summary(workspace, ids[1]) == before, "the clerk turned away"
    ask.answers = [True]
    offer(page).click()
    settled(qtbot, page)
    assert summary(workspace, ids[1]) == summary(workspace, ids[0])
    undo.undo(workspace, heard.notices[-1].undo)
    assert summary(workspace, ids[1]) == before
