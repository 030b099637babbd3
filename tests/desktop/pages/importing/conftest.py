import pytest
from pytestqt.qtbot import QtBot

from client.desktop.ask import FakeAsk
from client.desktop.changes import ChangeBoard
from client.desktop.jobs import Jobs
from client.desktop.pages.import_page import ImportPage
from client.workflows.workspace import Workspace
from tests.desktop.pages.sheets import Heard, shown


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace, jobs: Jobs, ask: FakeAsk, changes: ChangeBoard) -> ImportPage:
    return ImportPage(workspace, jobs, ask, changes)


@pytest.fixture(autouse=True)
def heard(qtbot: QtBot, page: ImportPage) -> Heard:
    """The page is shown; what it says is kept."""
    return shown(qtbot, page)
