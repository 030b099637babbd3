"""What is due when, on the home page."""

from dataclasses import replace
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from client.desktop.ask import FakeAsk
from client.desktop.changes import ChangeBoard
from client.desktop.jobs import Jobs
from client.desktop.pages.home import HomePage
from client.desktop.pages.today.due import sentence
from client.workflows import deadlines, edit_entry
from client.workflows.workspace import Workspace
from tests.desktop.looking import button
from tests.desktop.pages.sheets import settled, shown
from tests.workflows.conftest import good_entry


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace, jobs: Jobs, ask: FakeAsk, changes: ChangeBoard) -> HomePage:
    return HomePage(workspace, jobs, ask, changes)


def test_data_that_are_overdue_are_shown_and_lead_there(qtbot: QtBot, page: HomePage, workspace: Workspace) -> None:
    late = good_entry(workspace, name="低保对象信息")
    edit_entry.set_values(workspace, late, {"update_cycle": "每月", "modified_on": "2020-01-01"})
    heard = shown(qtbot, page)
    settled(qtbot, page)
    assert not page.due.isHidden()
    assert len(page.due.texts) == 1
    button(page.due, "低保对象信息").click()
    assert [one.entry for one in heard.targets] == [late]


def test_nothing_due_takes_no_room(qtbot: QtBot, page: HomePage, workspace: Workspace) -> None:
    good_entry(workspace, name="低保对象信息", modified_on="")
    shown(qtbot, page)
    settled(qtbot, page)
    assert page.due.isHidden()


def test_a_term_into_a_year_without_announced_holidays_says_so() -> None:
    day = date(2093, 10, 1)
    by = deadlines.count(day, 10)
    one = deadlines.Deadline("report", "e1", "低保对象信息", "市平台", day, by.day, 3, None, by.certain, "")
    assert "2093" in sentence(one).rpartition("·")[2]
    assert "放假" in sentence(one)
    assert "放假" not in sentence(replace(one, certain=True))
