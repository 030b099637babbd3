"""A folder in the window: one plan with a line for each file, answered once, taken over and taken back together."""

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from client.desktop.ask import FakeAsk
from client.desktop.pages.import_page import ImportPage
from client.desktop.pages.importing.file_line import FileLine
from client.desktop.pages.page import Target
from client.desktop.widgets.problem_banner import ProblemBanner
from client.store.query import EntryFilter
from client.workflows import edit_entry
from tests.desktop.looking import all_of, button, texts
from tests.desktop.pages.sheets import ROWS, Heard, settled, workbook

HEAD = ("目录名称", "提供单位", "摘要", "更新频率")


def sheet(folder: Path, name: str, *rows: tuple[str, ...]) -> Path:
    made = openpyxl.Workbook()
    page = made.active
    assert page is not None
    for row in (HEAD, *rows):
        page.append(row)
    made.save(folder / name)
    return folder / name


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two departments with the same columns, one with its own, one file that is broken."""
    made = tmp_path / "2025年上报"
    made.mkdir()
    sheet(made, "公安.xlsx", ("暂住人口信息", "临江县公安局", "全县暂住人口的登记情况。", "每月"))
    sheet(made, "教育.xlsx", ("学生资助信息", "临江县教育局", "受资助学生的名单和金额。", "每年"))
    workbook(made, ROWS, "民政.xlsx")
    (made / "坏的.xlsx").write_bytes(b"PK\x03\x04 broken")
    return made


def opened(qtbot: QtBot, page: ImportPage, *files: Path) -> dict[str, FileLine]:
    page.read_files(files)
    settled(qtbot, page)
    return {line.file.name: line for line in page.folder.lines}


def count(page: ImportPage) -> int:
    return page.workspace.query.count(EntryFilter())


def test_every_file_has_its_line_and_nothing_is_written(qtbot: QtBot, page: ImportPage, folder: Path) -> None:
    lines = opened(qtbot, page, folder)
    assert page.faces.currentWidget() is page.folder.view
    assert {name: line.state for name, line in lines.items()} == {
        "公安.xlsx": "ready", "教育.xlsx": "ready", "民政.xlsx": "ready", "坏的.xlsx": "refused",
    }  # fmt: skip
    assert page.folder.view.tiles["new"].number == 5
    assert lines["公安.xlsx"].read is not None
    assert lines["公安.xlsx"].read.department == "临江县公安局"
    assert len(page.folder.view.chosen) == 3
    assert count(page) == 0
    page.folder.view.list.pick(page.folder.lines.index(lines["坏的.xlsx"]))
    assert "坏的.xlsx" in page.folder.view.detail.said


def test_all_files_are_imported_and_taken_back_together(
    qtbot: QtBot, page: ImportPage, ask: FakeAsk, heard: Heard, folder: Path
) -> None:
    opened(qtbot, page, folder)
    page.folder.view.take.click()
    settled(qtbot, page)
    assert count(page) == 5
    assert "新增 5" in page.folder.view.result.text
    (entry_id,) = page.workspace.query.ids(EntryFilter(text="学生资助信息"))
    held = edit_entry.stored(page.workspace, entry_id).entry
    edit_entry.save(page.workspace, held.with_value("summary", "受资助学生的名单、金额和发放日期。"), held)
    together = page.history.together
    assert len(together) == 3
    ask.answers = [True, lambda _dialog: True]
    page.history.folder_undo_asked.emit(together)
    settled(qtbot, page)
    assert [row.name for row in page.workspace.query.rows(EntryFilter())] == ["学生资助信息"]
    assert ask.asked[-1][2] == "KeptDialog"
    assert heard.targets[-1] == Target("entries", entry=entry_id)
    assert page.history.together == []


def test_only_chosen_files_are_imported(qtbot: QtBot, page: ImportPage, folder: Path) -> None:
    lines = opened(qtbot, page, folder)
    view = page.folder.view
    row = view.model.place_of(lambda line: line is lines["民政.xlsx"])
    view.list.setCurrentIndex(view.model.index(row, 3))
    QTest.keyClick(view.list, Qt.Key.Key_Space)
    assert lines["民政.xlsx"] not in view.chosen
    view.take.click()
    settled(qtbot, page)
    assert count(page) == 2
    assert [line.state for line in lines.values() if line.imported] == ["imported", "imported"]
    assert lines["民政.xlsx"].state == "ready"


def test_what_is_missing_is_answered_once_for_files_of_one_layout(qtbot: QtBot, page: ImportPage, folder: Path) -> None:
    lines = opened(qtbot, page, folder)
    police, school = lines["公安.xlsx"], lines["教育.xlsx"]
    assert page.folder.plan.alike(police) == [police, school]
    page.folder.view.asked.emit(police)
    assert page.faces.currentWidget() is page.plan
    assert page.plan.tabs.currentWidget() is page.plan.questions
    sharing = next(row for row in page.plan.questions.rows if row.question.field == "sharing")
    assert sharing.question.count == 2, "both files lack it"
    sharing.choice.setCurrentIndex(sharing.choice.findText("无条件共享"))
    page.plan.questions.fill.click()
    settled(qtbot, page)
    assert page.faces.currentWidget() is page.plan, "back in the file that was looked into"
    for line in (police, school):
        assert line.prepared is not None
        assert [one.entry.values["sharing"] for one in line.prepared.lines()] == ["unconditional"]


def test_words_that_were_read_are_told_for_a_folder_too(qtbot: QtBot, page: ImportPage, tmp_path: Path) -> None:
    made = tmp_path / "上报"
    made.mkdir()
    sheet(made, "公安.xlsx", ("暂住人口信息", "临江县公安局", "全县暂住人口的登记情况。", "每天"))
    lines = opened(qtbot, page, made)
    assert [one.text for one in lines["公安.xlsx"].taken] == ["每天"]
    assert any("1个词按清单里的值读取" in text or "1 word was read" in text for text in texts(page.folder.view))


def test_a_file_is_looked_into_and_given_back(qtbot: QtBot, page: ImportPage, folder: Path) -> None:
    lines = opened(qtbot, page, folder)
    page.folder.view.list.pick(page.folder.lines.index(lines["民政.xlsx"]))
    QTest.keyClick(page.folder.view.list, Qt.Key.Key_Return)
    assert page.plan.tiles["new"].number == 3
    QTest.keyClick(page.plan, Qt.Key.Key_Escape)
    assert page.faces.currentWidget() is page.folder.view
    assert lines["民政.xlsx"].state == "ready"
    page.folder.view.opened.emit(lines["民政.xlsx"])
    page.take_over("all")
    settled(qtbot, page)
    assert (count(page), lines["民政.xlsx"].state) == (3, "imported")


def test_marked_copies_go_into_a_folder_beside(qtbot: QtBot, page: ImportPage, folder: Path) -> None:
    lines = opened(qtbot, page, folder)
    page.folder.view.mark.click()
    settled(qtbot, page)
    beside = folder.with_name("2025年上报_校验")
    assert sorted(path.name for path in beside.glob("*.xlsx")) == [
        "临江县公安局_校验.xlsx", "临江县教育局_校验.xlsx", "临江县民政局_校验.xlsx",
    ]  # fmt: skip
    assert "3 份" in page.folder.view.result.text
    page.folder.view.list.pick(page.folder.lines.index(lines["公安.xlsx"]))
    page.folder.view.detail.copy.click()
    assert "临江县公安局_校验.xlsx" in QGuiApplication.clipboard().text()


def test_where_the_folder_beside_cannot_be_written_another_is_asked_for(
    qtbot: QtBot, page: ImportPage, ask: FakeAsk, folder: Path, tmp_path: Path
) -> None:
    opened(qtbot, page, folder)
    folder.with_name("2025年上报_校验").write_text("", encoding="utf-8")
    page.folder.view.mark.click()
    settled(qtbot, page)
    (banner,) = (one for one in all_of(page, ProblemBanner) if not one.isHidden())
    assert "input.not-written" in banner.shown_text
    elsewhere = tmp_path / "别处"
    elsewhere.mkdir()
    ask.answers = [elsewhere]
    button(banner, "再试一次").click()
    settled(qtbot, page)
    assert len(list(elsewhere.glob("*.xlsx"))) == 3


def test_reading_is_stopped_and_goes_on(qtbot: QtBot, page: ImportPage, folder: Path) -> None:
    page.read_files([folder])
    qtbot.waitUntil(lambda: any(line.read for line in page.folder.lines), timeout=30_000)
    page.jobs.running[0].stop()
    settled(qtbot, page)
    waiting = [line for line in page.folder.lines if line.state == "waiting"]
    assert waiting
    assert page.folder.view.again.isVisible()
    page.folder.view.again.click()
    settled(qtbot, page)
    assert not [line for line in page.folder.lines if line.state == "waiting"]


def test_a_file_dropped_beside_an_open_plan_joins_it(qtbot: QtBot, page: ImportPage, folder: Path) -> None:
    page.read_files([folder / "民政.xlsx"])
    settled(qtbot, page)
    assert page.faces.currentWidget() is page.plan
    lines = opened(qtbot, page, folder / "公安.xlsx", folder / "民政.xlsx")
    assert {name: line.state for name, line in lines.items()} == {"民政.xlsx": "ready", "公安.xlsx": "ready"}


def test_a_mended_file_is_tried_again(qtbot: QtBot, page: ImportPage, folder: Path) -> None:
    lines = opened(qtbot, page, folder)
    sheet(folder, "坏的.xlsx", ("污染源信息", "临江县生态环境局", "全县污染源的名称和位置。", "每月"))
    page.folder.view.list.pick(page.folder.lines.index(lines["坏的.xlsx"]))
    page.folder.view.detail.again.click()
    settled(qtbot, page)
    assert lines["坏的.xlsx"].state == "ready"


def test_an_empty_folder_is_said(qtbot: QtBot, page: ImportPage, tmp_path: Path) -> None:
    (tmp_path / "空").mkdir()
    opened(qtbot, page, tmp_path / "空")
    assert page.faces.currentWidget() is page.start
    assert [one for one in all_of(page, ProblemBanner) if not one.isHidden()]


def test_leaving_writes_nothing_and_leaves_no_plans(qtbot: QtBot, page: ImportPage, folder: Path) -> None:
    opened(qtbot, page, folder)
    page.folder.view.left.emit()
    assert page.faces.currentWidget() is page.start
    assert count(page) == 0
    store = page.workspace.db.path
    assert list(store.with_name(f"{store.name}.imports").glob("*.plan")) == []
