"""首页 by hand: the first start, who sits here, what waits, what was returned."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from client.desktop.ask import FakeAsk
from client.desktop.changes import ChangeBoard
from client.desktop.jobs import Jobs
from client.desktop.pages.entries import NEW
from client.desktop.pages.home import HomePage
from client.desktop.pages.page import Target
from client.desktop.widgets.badge import Badge
from client.settings import Settings
from client.store import people, remote
from client.store.people import Office, Platform
from client.store.query import EntryFilter
from client.store.remote import Return
from client.workflows import check_entries, desk, edit_entry
from client.workflows.outcome import EVERYTHING
from client.workflows.workspace import Workspace
from tests.desktop.conftest import OFFICE_CODE
from tests.desktop.looking import all_of, button, texts
from tests.desktop.pages.sheets import Heard, settled, shown
from tests.workflows.conftest import good_entry


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace, jobs: Jobs, ask: FakeAsk, changes: ChangeBoard) -> HomePage:
    return HomePage(workspace, jobs, ask, changes)


@pytest.fixture
def heard(qtbot: QtBot, page: HomePage) -> Heard:
    return shown(qtbot, page)


@pytest.fixture
def nobody(tmp_path: Path) -> Iterator[Workspace]:
    """A store of which nothing is known yet."""
    opened = Workspace.open(tmp_path / "new" / "work.db", settings=Settings(tmp_path / "new" / "settings.json"))
    yield opened
    opened.close()


@pytest.fixture
def first(qtbot: QtBot, nobody: Workspace, jobs: Jobs, ask: FakeAsk, changes: ChangeBoard) -> HomePage:
    made = HomePage(nobody, jobs, ask, changes)
    shown(qtbot, made)
    return made


def test_the_first_start_asks_which_office_this_is(qtbot: QtBot, first: HomePage, nobody: Workspace) -> None:
    assert first.faces.currentWidget() is first.first_start
    button(first.first_start, "去填写").click()
    form = first.first_start.form
    form.name.setText("临江县柳林镇人民政府")
    form.code.setText(OFFICE_CODE[:17] + "1")
    form.person.setText("王晓梅")
    begin = button(form, "开始使用")
    assert not begin.isEnabled()
    assert "校验位不符" in texts(form)
    form.code.setText(OFFICE_CODE.lower())
    assert begin.isEnabled()
    form.province.setCurrentText("湖南省")
    form.place.setText("岳阳市 临江县 柳林镇")
    begin.click()
    settled(qtbot, first)
    office = nobody.office
    assert office is not None
    assert (office.name, office.code, office.region) == (
        "临江县柳林镇人民政府",
        OFFICE_CODE,
        "湖南省 岳阳市 临江县 柳林镇",
    )
    assert nobody.person is not None
    assert nobody.person.name == "王晓梅"
    assert "从单位现有的表格开始" in texts(first.faces.currentWidget())


def test_practising_is_said_on_the_page(qtbot: QtBot, first: HomePage, nobody: Workspace) -> None:
    button(first.first_start, "开始练习").click()
    settled(qtbot, first)
    assert desk.is_practice(nobody.office)
    edit_entry.new_entry(nobody, {"name": "练习目录"})
    first.refresh(EVERYTHING)
    assert any("练习单位" in text and "不会报送" in text for text in texts(first))


def test_without_a_person_the_page_asks_who_is_here(
    qtbot: QtBot, nobody: Workspace, jobs: Jobs, ask: FakeAsk, changes: ChangeBoard
) -> None:
    with nobody.db.write() as conn:
        people.set_office(conn, Office("临江县民政局", OFFICE_CODE, "", space=OFFICE_CODE))
        people.put_person(conn, people.Person("p1", "刘芳"))
    page = HomePage(nobody, jobs, ask, changes)
    shown(qtbot, page)
    assert page.faces.currentWidget() is page.who
    button(page.who, "刘芳").click()
    settled(qtbot, page)
    assert nobody.who == "p1"
    assert page.faces.currentWidget() is not page.who


def test_somebody_new_sits_down(
    qtbot: QtBot, nobody: Workspace, jobs: Jobs, ask: FakeAsk, changes: ChangeBoard
) -> None:
    with nobody.db.write() as conn:
        people.set_office(conn, Office("临江县民政局", OFFICE_CODE, "", space=OFFICE_CODE))
    page = HomePage(nobody, jobs, ask, changes)
    shown(qtbot, page)
    page.who.name.setText("赵敏")
    QTest.keyClick(page.who.name, Qt.Key.Key_Return)
    settled(qtbot, page)
    assert nobody.person is not None
    assert nobody.person.name == "赵敏"


def test_what_waits_is_counted_and_leads_there(
    page: HomePage, heard: Heard, workspace: Workspace, changes: ChangeBoard
) -> None:
    edit_entry.new_entry(workspace, {"name": "低保对象信息"})
    good_entry(workspace)
    changes.announce(EVERYTHING)
    tasks = {task.key: task.count for task in page.tasks.tasks}
    assert tasks == {"error": 1, "to_sign": 1}
    assert page.pipeline.numbers["total"] == 2
    button(page.tasks, "改好").click()
    assert heard.targets == [Target("entries", filter=EntryFilter(severity="error"))]
    button(page, "新建目录").click()
    assert heard.targets[-1] == Target("entries", filter=NEW)


def test_a_return_leads_to_its_field(page: HomePage, heard: Heard, workspace: Workspace, changes: ChangeBoard) -> None:
    entry_id = good_entry(workspace)
    with workspace.db.write() as conn:
        people.put_platform(conn, Platform("市平台", "exchange", "http://127.0.0.1:9", space=OFFICE_CODE))
        given = Return(entry_id, "市平台", "", "summary", "reviewer", "请写明覆盖年份", "周审", "", "旧")
        remote.put_returns(conn, "市平台", entry_id, [given])
    check_entries.check(workspace)
    changes.announce(EVERYTHING)
    assert next(task.key for task in page.tasks.tasks) == "returned"
    assert any("请写明覆盖年份" in text for text in texts(page.returned))
    assert heard.counts[-1] == 1
    button(page.returned, "城乡低保对象信息").click()
    assert heard.targets == [Target("entries", entry=entry_id, field="summary")]
    assert page.above.isVisible()
    assert "市平台" in texts(page.above)


def test_nothing_to_do_is_said_calmly(page: HomePage, heard: Heard) -> None:
    page.tasks.show_tasks([])
    assert "今天没有要处理的" in texts(page.tasks)


def test_a_number_of_the_way_leads_to_its_entries(page: HomePage, heard: Heard, workspace: Workspace) -> None:
    edit_entry.new_entry(workspace, {"name": "低保对象信息"})
    page.refresh(EVERYTHING)
    wanted: list[EntryFilter] = []
    page.pipeline.chosen.connect(wanted.append)
    tile = page.pipeline._tiles["local.draft"]
    tile.click()
    assert wanted == [EntryFilter(local=("draft",))]
    assert not tile.isChecked()


def test_what_must_be_mended_is_counted_without_what_may_be_explained(
    page: HomePage, heard: Heard, workspace: Workspace, changes: ChangeBoard
) -> None:
    edit_entry.new_entry(workspace, {"name": "低保对象信息", "summary": "低保对象信息"})
    changes.announce(EVERYTHING)
    row = workspace.query.rows(EntryFilter(), "created", False, 0, 1)[0]
    assert row.errors
    assert row.warnings
    badges = [badge.text for badge in all_of(page.recent, Badge)]
    assert str(row.errors) in badges
    assert str(row.errors + row.warnings) not in badges
