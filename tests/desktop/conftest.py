from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from client.catalog.profile import Profile, get
from client.desktop import theme
from client.desktop.ask import FakeAsk
from client.desktop.changes import ChangeBoard
from client.desktop.garbage import Garbage
from client.desktop.jobs import Jobs
from client.settings import Settings
from client.workflows import desk
from client.workflows.workspace import Workspace

OFFICE_CODE = "11110228000108441X"


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    theme.apply(qapp, "light")
    Garbage(qapp)
    return qapp


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """An open store with an office and a clerk."""
    opened = Workspace.open(tmp_path / "work.db", settings=Settings(tmp_path / "settings.json"))
    desk.set_office(opened, "临江县民政局", OFFICE_CODE, "湖南省 岳阳市 临江县")
    desk.add_person(opened, "王晓梅")
    yield opened
    opened.close()


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    assert made.close()


@pytest.fixture
def ask() -> FakeAsk:
    return FakeAsk()


@pytest.fixture
def changes(qtbot: QtBot) -> ChangeBoard:
    return ChangeBoard()


@pytest.fixture
def profile() -> Profile:
    return get("decree-809")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What the offscreen platform says about pop-ups is no fault of ours."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))
