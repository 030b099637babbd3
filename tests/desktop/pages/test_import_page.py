"""导入 by hand: look first, take over, change one's mind; what is no catalog changes nothing."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from client.desktop.ask import FakeAsk
from client.desktop.changes import ChangeBoard
from client.desktop.jobs import Jobs
from client.desktop.pages.import_page import ImportPage
from client.desktop.pages.page import Target
from client.desktop.widgets.drop_area import files_of
from client.desktop.widgets.problem_banner import ProblemBanner
from client.store.query import EntryFilter
from client.workflows.workspace import Workspace
from tests.desktop.looking import all_of, button
from tests.desktop.pages.sheets import ROWS, Heard, settled, shown, workbook


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace, jobs: Jobs, ask: FakeAsk, changes: ChangeBoard) -> ImportPage:
    return ImportPage(workspace, jobs, ask, changes)


@pytest.fixture
def heard(qtbot: QtBot, page: ImportPage) -> Heard:
    return shown(qtbot, page)


def read(qtbot: QtBot, page: ImportPage, *files: Path) -> None:
    page.read_files(files)
    settled(qtbot, page)


def count(page: ImportPage) -> int:
    return page.workspace.query.count(EntryFilter())


def problems(page: ImportPage) -> list[str]:
    return [one.shown_text for one in all_of(page, ProblemBanner) if not one.isHidden()]


def test_the_plan_is_shown_before_anything_is_written(
    qtbot: QtBot, page: ImportPage, heard: Heard, tmp_path: Path
) -> None:
    read(qtbot, page, workbook(tmp_path))
    assert page.faces.currentWidget() is page.plan
    assert {name: tile.number for name, tile in page.plan.tiles.items() if tile.number} == {"new": 3}
    assert page.plan.items.number == 4
    assert page.plan.columns.unknown == 1
    assert page.plan.columns.columns.lines.lines[0].header == "领导批示"
    assert page.plan.faults.count > 0
    assert count(page) == 0


def test_the_picked_entry_shows_what_stands_in_the_file(
    qtbot: QtBot, page: ImportPage, heard: Heard, tmp_path: Path
) -> None:
    read(qtbot, page, workbook(tmp_path))
    values = {place: after for place, _, after in page.plan.lines.detail.changes.texts}
    assert "低保对象信息" in values.values()
    assert "每月" in values.values()


def test_tiles_chips_and_search_narrow_the_list(qtbot: QtBot, page: ImportPage, heard: Heard, tmp_path: Path) -> None:
    read(qtbot, page, workbook(tmp_path))
    found = page.plan.lines.list.lines
    page.plan.lines.search.setText("孤儿")
    qtbot.waitUntil(lambda: found.rowCount() == 1)
    page.plan.lines.search.clear()
    qtbot.waitUntil(lambda: found.rowCount() == 3)
    page.plan.tiles["new"].click()
    assert found.rowCount() == 3
    page.plan.lines.show_kind("changed")
    assert found.rowCount() == 0


def test_taking_over_stores_tells_and_lists_the_import(
    qtbot: QtBot, page: ImportPage, heard: Heard, tmp_path: Path
) -> None:
    read(qtbot, page, workbook(tmp_path))
    page.take_over("all")
    settled(qtbot, page)
    assert count(page) == 3
    assert not page.result.isHidden()
    assert "目录.xlsx" in page.result.text
    assert "其中 3 条有必须改的问题" in page.result.text
    line = page.history.list.present
    assert (line.file, line.person, line.state, line.count("new")) == ("目录.xlsx", "王晓梅", "done", 3)
    page.history.entries_asked.emit(line)
    assert heard.targets[-1] == Target("entries", filter=EntryFilter(import_id=line.id))


def test_an_import_is_taken_back_after_a_question(
    qtbot: QtBot, page: ImportPage, heard: Heard, ask: FakeAsk, tmp_path: Path
) -> None:
    read(qtbot, page, workbook(tmp_path))
    page.take_over("all")
    settled(qtbot, page)
    page.history.undo_asked.emit(page.history.list.present)
    assert count(page) == 3, "turned away, nothing happens"
    ask.answers = [True]
    page.history.undo_asked.emit(page.history.list.present)
    settled(qtbot, page)
    assert count(page) == 0
    assert page.history.list.present.state == "undone"
    assert heard.notices[-1].undo, "the taking back can be taken back"


def test_a_corrected_file_shows_what_has_changed(qtbot: QtBot, page: ImportPage, heard: Heard, tmp_path: Path) -> None:
    read(qtbot, page, workbook(tmp_path))
    page.take_over("all")
    settled(qtbot, page)
    better = (*ROWS[:2], (*ROWS[2][:3], "每月", *ROWS[2][4:]), ROWS[3])
    read(qtbot, page, workbook(tmp_path, better))
    assert (page.plan.tiles["changed"].number, page.plan.tiles["same"].number) == (1, 2)
    page.plan.tiles["changed"].click()
    settled(qtbot, page)
    assert [line[1:] for line in page.plan.lines.detail.changes.texts] == [("每年", "每月")]


def test_only_whole_entries_are_taken_on_request(qtbot: QtBot, page: ImportPage, heard: Heard, tmp_path: Path) -> None:
    read(qtbot, page, workbook(tmp_path))
    faulty = sum(line.errors > 0 for line in page.plan.lines.list.lines.lines)
    page.take_over("clean")
    settled(qtbot, page)
    assert count(page) == 3 - faulty


def test_a_file_that_is_no_catalog_says_so_and_changes_nothing(
    qtbot: QtBot, page: ImportPage, heard: Heard, tmp_path: Path
) -> None:
    page_of_html = tmp_path / "网页.xls"
    page_of_html.write_text("<html><body><p>没有表格</p></body></html>", encoding="utf-8")
    read(qtbot, page, page_of_html)
    assert page.faces.currentWidget() is not page.plan
    assert len(problems(page)) == 1
    assert count(page) == 0
    assert page.workspace.query.imports() == []


def test_several_files_become_one_plan_and_no_refusal_is_lost(
    qtbot: QtBot, page: ImportPage, heard: Heard, tmp_path: Path
) -> None:
    broken = tmp_path / "坏的.xlsx"
    broken.write_bytes(b"PK\x03\x04 broken")
    second = workbook(tmp_path, ROWS[2:], "第二个.xlsx")
    read(qtbot, page, broken, workbook(tmp_path), second)
    assert page.faces.currentWidget() is page.folder.view
    assert [line.state for line in page.folder.lines] == ["refused", "ready", "ready"]
    page.folder.plan.take(page.folder.view.chosen, "all")
    settled(qtbot, page)
    assert count(page) == 3, "what stands in both files comes in once"
    assert [line.state for line in page.folder.lines] == ["refused", "imported", "imported"]


def test_a_missing_file_is_said(qtbot: QtBot, page: ImportPage, heard: Heard, tmp_path: Path) -> None:
    page.open(Target("import", file=str(tmp_path / "没有.xlsx")))
    settled(qtbot, page)
    assert len(problems(page)) == 1


def test_reading_can_be_stopped(qtbot: QtBot, page: ImportPage, heard: Heard, tmp_path: Path) -> None:
    page.read_files([workbook(tmp_path)])
    assert page.working.busy
    page.jobs.running[0].stop()
    settled(qtbot, page)
    assert page.faces.currentWidget() is not page.plan
    assert not page.working.isVisible()
    assert page.drop.isEnabled()


def test_another_standard_reads_the_file_again(qtbot: QtBot, page: ImportPage, heard: Heard, tmp_path: Path) -> None:
    read(qtbot, page, workbook(tmp_path))
    combo = page.plan.standard
    other = next(place for place in range(combo.count()) if place != combo.currentIndex())
    name = combo.itemData(other)
    combo.setCurrentIndex(other)
    combo.activated.emit(other)
    settled(qtbot, page)
    assert page.faces.currentWidget() is page.plan
    assert page.plan.standard.currentData() == name


def test_the_template_is_written(qtbot: QtBot, page: ImportPage, heard: Heard, ask: FakeAsk, tmp_path: Path) -> None:
    ask.answers = [tmp_path / "模板"]
    page.save_template()
    settled(qtbot, page)
    assert (tmp_path / "模板.xlsx").exists()


def test_files_and_folders_are_dropped_addresses_are_not(tmp_path: Path) -> None:
    file = tmp_path / "目录.csv"
    file.touch()
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file)), QUrl.fromLocalFile(str(tmp_path)), QUrl("http://127.0.0.1/a.csv")])
    assert files_of(mime) == [file, tmp_path]


def test_the_keys_lead_through_a_plan_from_above(qtbot: QtBot, page: ImportPage, heard: Heard, tmp_path: Path) -> None:
    page.enter()
    assert page.focusWidget() is button(page.drop, "选择文件")
    read(qtbot, page, workbook(tmp_path))
    assert page.focusWidget() is page.plan.lines.list
    met: list[QWidget] = []
    widget: QWidget | None = page.plan.tabs.tabBar()
    while widget and widget not in met:
        met.append(widget)
        widget = widget.nextInFocusChain()
    wanted = (page.plan.lines.search, button(page, "有必须改的问题  3"), page.plan.lines.list, button(page, "不导入"))
    places = [met.index(one) for one in wanted]
    assert places == sorted(places)


def test_reading_that_was_stopped_says_so(qtbot: QtBot, page: ImportPage, heard: Heard, tmp_path: Path) -> None:
    page.read_files([workbook(tmp_path)])
    assert page._job
    page._job.stop()
    settled(qtbot, page)
    assert heard.notices[-1].text == "已停止，没有导入任何内容。"
