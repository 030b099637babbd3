"""设置 by hand: the office, its people, its platforms, and how the window looks."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from client.desktop import palette
from client.desktop.ask import FakeAsk
from client.desktop.changes import ChangeBoard
from client.desktop.jobs import Jobs
from client.desktop.pages.enrolling import EnrolDialog
from client.desktop.pages.page import Target
from client.desktop.pages.settings import SettingsPage
from client.settings import SETTINGS, Settings
from client.workflows.workspace import Workspace
from tests.desktop.pages.sheets import Heard, settled, shown
from tests.platforms.running_station import Station, station_in_thread

OTHER_CODE = "11110110000093470L"


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace, jobs: Jobs, ask: FakeAsk, changes: ChangeBoard) -> SettingsPage:
    return SettingsPage(workspace, jobs, ask, changes)


@pytest.fixture
def heard(qtbot: QtBot, page: SettingsPage) -> Heard:
    return shown(qtbot, page)


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Station]:
    with station_in_thread(tmp_path / "station") as running:
        yield running


def join(qtbot: QtBot, page: SettingsPage, ask: FakeAsk, station: Station) -> None:
    ask.answers = [station.data / "enrol-clerk.json", lambda _dialog: True]
    page.platforms.opened_file.emit()
    settled(qtbot, page)
    settled(qtbot, page)


def test_the_office_is_checked_as_it_is_typed_and_saved(
    qtbot: QtBot, page: SettingsPage, heard: Heard, workspace: Workspace
) -> None:
    office = page.office
    assert office.name.text() == "临江县民政局"
    office.code.setText("1111022800010844")
    short = office.fault
    office.code.setText(OTHER_CODE[:-1] + "M")
    wrong = office.fault
    office.code.setText(OTHER_CODE.lower())
    right = office.fault
    assert len({short, wrong, right}) == 3
    office.saved.emit("临江县教育局", OTHER_CODE, "湖南省")
    settled(qtbot, page)
    stored = workspace.office
    assert stored is not None
    assert (stored.name, stored.code, stored.region) == ("临江县教育局", OTHER_CODE, "湖南省")


def test_what_is_being_typed_is_not_overwritten_by_news(page: SettingsPage, heard: Heard) -> None:
    page.office.name.setText("临江县民政")
    page.people.added.emit("李四", "clerk")
    assert page.office.name.text() == "临江县民政"


def test_people_are_added_and_sit_at_the_desk(
    qtbot: QtBot, page: SettingsPage, heard: Heard, workspace: Workspace
) -> None:
    page.people.name.setText("张建国")
    page.people.role.setCurrentIndex(page.people.role.findData("approver"))
    page.people.add.click()
    settled(qtbot, page)
    assert [(one.name, one.role) for one in workspace.query.people()][-1] == ("张建国", "approver")
    line = next(one for one in page.people.list.lines.lines if one.name == "张建国")
    page.people.seated.emit(line)
    settled(qtbot, page)
    assert workspace.person is not None
    assert workspace.person.name == "张建国"


def test_joining_shows_the_key_and_can_be_turned_away(
    qtbot: QtBot, page: SettingsPage, heard: Heard, ask: FakeAsk, workspace: Workspace, station: Station
) -> None:
    ask.answers = [station.data / "enrol-clerk.json"]
    page.platforms.opened_file.emit()
    settled(qtbot, page)
    assert ask.asked[-1][2] == EnrolDialog.__name__
    assert list(workspace.query.platforms()) == []
    join(qtbot, page, ask, station)
    assert [one.space for one in page.platforms.list.lines.lines] == ["practice"]


def test_the_dialog_has_the_key(qtbot: QtBot, page: SettingsPage, heard: Heard, ask: FakeAsk, station: Station) -> None:
    seen: list[str] = []

    def read(dialog: QDialog) -> bool:
        seen.append(dialog.windowTitle())
        return False

    ask.answers = [station.data / "enrol-clerk.json", read]
    page.platforms.opened_file.emit()
    settled(qtbot, page)
    assert len(seen) == 1


def test_a_file_that_is_no_enrolment_is_said(
    qtbot: QtBot, page: SettingsPage, heard: Heard, ask: FakeAsk, tmp_path: Path
) -> None:
    other = tmp_path / "other.json"
    other.write_text("{}", encoding="utf-8")
    ask.answers = [other]
    page.platforms.opened_file.emit()
    settled(qtbot, page)
    assert not page.banner.isHidden()


def test_the_connection_is_tested(
    qtbot: QtBot, page: SettingsPage, heard: Heard, ask: FakeAsk, station: Station
) -> None:
    join(qtbot, page, ask, station)
    page.platforms.tested.emit(page.platforms.list.present)
    settled(qtbot, page)
    assert page.platforms.said.text()
    assert page.banner.isHidden()


def test_every_setting_has_a_choice_and_is_kept(page: SettingsPage, heard: Heard, tmp_path: Path) -> None:
    assert set(page.choices) == {setting.name for setting in SETTINGS} - {"backup_folder"}
    page.choose("profile", "national-2017")
    page.choose("proxy", "none")
    page.choose("language", "en")
    kept = Settings(tmp_path / "settings.json")
    assert (kept["profile"], kept["proxy"], kept["language"]) == ("national-2017", "none", "en")
    assert len(heard.notices) == 1, "the language needs a restart, and that is said"


def test_looks_change_at_once(page: SettingsPage, heard: Heard, qapp: QApplication) -> None:
    page.choose("theme", "dark")
    dark = palette.is_dark()
    page.choose("theme", "light")
    assert dark
    assert not palette.is_dark()


def test_a_section_can_be_asked_for(page: SettingsPage, heard: Heard) -> None:
    page.open(Target("settings", filter="platforms"))
    assert page.area.verticalScrollBar().value() > 0
