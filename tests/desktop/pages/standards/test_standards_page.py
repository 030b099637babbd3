"""编目规范 by hand: what is installed, looked at; another standard adopted after a look, and taken back."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from client.catalog import profile as profiles
from client.checks import working_days
from client.desktop.ask import FakeAsk
from client.desktop.changes import ChangeBoard
from client.desktop.jobs import Jobs
from client.desktop.pages.page import Target
from client.desktop.pages.standards.adopt_dialog import AdoptDialog
from client.desktop.pages.standards.standards_page import StandardsPage
from client.store.query import EntryFilter
from client.workflows import edit_entry, undo
from client.workflows.workspace import Workspace
from tests.desktop.pages.sheets import Heard, settled, shown

NEWER = {
    "version": "2026.1",
    "extends": "decree-809@2025.1",
    "remove": ["source_system"],
    "field": [{"id": "domain", "obligation": "required"}, {"id": "summary", "length": 9}],
}


@pytest.fixture
def newer() -> Iterator[str]:
    yield "decree-809@2026.1"
    profiles.use_packs({})


@pytest.fixture
def page(
    qtbot: QtBot, workspace: Workspace, jobs: Jobs, ask: FakeAsk, changes: ChangeBoard, newer: str
) -> StandardsPage:
    for name in ("低保对象信息", "特困人员信息"):
        edit_entry.new_entry(workspace, {"name": name, "source_system": "民政系统"})
    profiles.use_packs({"decree-809": NEWER})
    return StandardsPage(workspace, jobs, ask, changes)


@pytest.fixture
def heard(qtbot: QtBot, page: StandardsPage) -> Heard:
    return shown(qtbot, page)


def pick(page: StandardsPage, profile_id: str) -> None:
    place = page.profiles.list.lines.place_of(lambda line: line.profile.id == profile_id)
    page.profiles.list.pick(place)


def test_standards_fields_and_who_follows_them(qtbot: QtBot, page: StandardsPage, heard: Heard) -> None:
    pick(page, "decree-809")
    line = page.profiles.list.present
    assert (line.entries, line.older, line.in_use) == (0, 2, True)
    page.profiles.search.setText("共享属性")
    qtbot.waitUntil(lambda: page.profiles.fields.lines.rowCount() == 2)
    page.profiles.fields.opened.emit(page.profiles.fields.present)
    assert heard.targets[-1].page == "help"
    assert heard.targets[-1].filter.name == "sharing"


def test_another_standard_is_used_for_new_entries(page: StandardsPage, heard: Heard, workspace: Workspace) -> None:
    pick(page, "suzhou")
    page.profiles.choose.click()
    assert workspace.profile.id == "suzhou"
    assert page.profiles.list.present.in_use
    assert not page.profiles.choose.isEnabled()


def test_what_would_change_is_shown_and_nothing_happens_unless_wanted(
    qtbot: QtBot, page: StandardsPage, heard: Heard, workspace: Workspace, ask: FakeAsk, newer: str
) -> None:
    (one, _other) = sorted(workspace.query.ids(EntryFilter()))
    seen: list[AdoptDialog] = []

    def look(dialog: QDialog) -> bool:
        assert isinstance(dialog, AdoptDialog)
        qtbot.addWidget(dialog)
        seen.append(dialog)
        return False

    pick(page, "decree-809")
    ask.answers = [look]
    page.profiles.adopt.click()
    settled(qtbot, page)
    (dialog,) = seen
    assert [line.code for line in dialog.rules.lines.lines] == ["field.required"]
    assert dialog.entries.lines.rowCount() == 2
    dialog.search.setText("特困")
    qtbot.waitUntil(lambda: dialog.entries.lines.rowCount() == 1)
    told = {(line.kind, line.label): line.values for line in dialog.fields.lines.lines}
    assert ("required", "所属领域") in told or any(kind == "required" for kind, _label in told)
    assert [values for (kind, _label), values in told.items() if kind == "removed"] == [2]
    assert edit_entry.stored(workspace, one).entry.profile == "decree-809@2025.1"


def test_adopting_is_one_act_that_is_taken_back(
    qtbot: QtBot, page: StandardsPage, heard: Heard, workspace: Workspace, ask: FakeAsk, newer: str
) -> None:
    ids = workspace.query.ids(EntryFilter())
    ask.answers = [lambda _dialog: True]
    page.adopting.ask(newer)
    settled(qtbot, page)
    assert {edit_entry.stored(workspace, one).entry.profile for one in ids} == {newer}
    undo.undo(workspace, heard.notices[-1].undo)
    assert {edit_entry.stored(workspace, one).entry.profile for one in ids} == {"decree-809@2025.1"}


def test_nothing_to_adopt_says_so(qtbot: QtBot, page: StandardsPage, heard: Heard, workspace: Workspace) -> None:
    page.adopting.ask("decree-809@2025.1")
    settled(qtbot, page)
    assert heard.notices
    assert not heard.notices[-1].undo


def test_a_tab_may_be_asked_for(page: StandardsPage, heard: Heard) -> None:
    page.open(Target("standards", filter="standards"))
    assert page.tabs.currentWidget() is page.profiles


def tab(page: StandardsPage, name: str) -> None:
    page.open(Target("standards", filter=name))


def test_lists_classes_regions_and_elements_are_searched(qtbot: QtBot, page: StandardsPage, heard: Heard) -> None:
    tab(page, "lists")
    place = page.lists.list.lines.place_of(lambda line: line.id == "sharing")
    page.lists.list.pick(place)
    values = page.lists.values.list.lines.lines
    assert [(one.number, str(one.label)) for one in values][:2] == [("1", "无条件共享"), ("2", "有条件共享")]
    page.lists.standard.setCurrentIndex(page.lists.standard.findData("suzhou"))
    page.lists.standard.activated.emit(0)
    assert page.lists.list.lines.rowCount() > 0
    tab(page, "regions")
    page.regions.search.setText("yys")
    qtbot.waitUntil(lambda: 0 < page.regions.list.lines.rowCount() < 40)
    assert "岳阳市" in [line.region.name for line in page.regions.list.lines.lines]
    page.regions.search.setText("没有这样的地方")
    qtbot.waitUntil(lambda: page.regions.list.lines.rowCount() == 0)
    tab(page, "classes")
    page.classes.search.setText("民政")
    qtbot.waitUntil(lambda: 0 < page.classes.list.lines.rowCount() < 20)
    tab(page, "elements")
    assert page.elements.list.lines.rowCount() > 100


def test_a_holiday_is_added_and_taken_back(
    qtbot: QtBot, page: StandardsPage, heard: Heard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CATALOG_HOME", str(tmp_path))
    working_days.calendar.cache_clear()
    tab(page, "holidays")
    view = page.holidays
    assert view.list.lines.rowCount() > 20
    view.first.setText("2031年2月3日")
    view.last.setText("2031-02-01")
    assert not view._add.isEnabled()
    view.last.setText("2031-02-07")
    view._add.click()
    assert [line.day.day for line in view.list.lines.lines] == [3, 4, 5, 6, 7]
    assert view.first.text() == ""
    view.start.setText("2031-01-31")
    assert next(line for line in view.terms.lines.lines if line.days == 2).due.isoformat() == "2031-02-11"
    view.removed.emit(date(2031, 2, 3))
    assert view.list.lines.rowCount() == 4
    working_days.calendar.cache_clear()


def test_ctrl_f_leads_into_the_search_of_the_tab(qtbot: QtBot, page: StandardsPage, heard: Heard) -> None:
    with qtbot.waitActive(page):
        page.activateWindow()
    for name, box in (("standards", page.profiles.search), ("regions", page.regions.search)):
        tab(page, name)
        page.tabs.setFocus()
        QTest.keyClick(page.tabs, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(box.hasFocus)
