"""What is due when, on the home page."""

import pytest
from pytestqt.qtbot import QtBot

from client.desktop.ask import FakeAsk
from client.desktop.changes import ChangeBoard
from client.desktop.jobs import Jobs
from client.desktop.pages.home import HomePage
from client.workflows import edit_entry
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
