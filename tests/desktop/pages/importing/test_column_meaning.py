"""A column that was not understood gets its meaning from the clerk; the office need not say it twice."""

from pathlib import Path
from typing import Any

import openpyxl
from pytestqt.qtbot import QtBot

from client.desktop.pages.import_columns import ColumnsView
from client.desktop.pages.import_page import ImportPage
from client.desktop.pages.importing.column_meaning import ALONE, taught
from client.spreadsheets.drafts import ColumnMatch
from client.store.query import EntryFilter
from client.workflows.importing.prepared import Request
from tests.desktop.pages.sheets import settled, workbook


def read(qtbot: QtBot, page: ImportPage, file: Path) -> None:
    page.read_files([file])
    settled(qtbot, page)


def pick(page: ImportPage, header: str) -> ColumnMatch:
    columns = page.plan.columns.columns
    columns.pick(columns.lines.place_of(lambda one: one.header == header))
    picked: ColumnMatch = columns.present
    return picked


def say(qtbot: QtBot, page: ImportPage, field: str) -> None:
    meaning = page.plan.columns.meaning
    meaning.choice.setCurrentIndex(meaning.choice.findData(field))
    meaning.say.click()
    settled(qtbot, page)


def test_an_unknown_column_gets_its_meaning_and_is_known_the_next_time(
    qtbot: QtBot, page: ImportPage, tmp_path: Path
) -> None:
    file = workbook(tmp_path)
    read(qtbot, page, file)
    page.plan.tabs.setCurrentWidget(page.plan.columns)
    pick(page, "领导批示")
    assert not page.plan.columns.meaning.say.isEnabled(), "it is left alone as it stands"
    say(qtbot, page, "keywords")
    assert page.plan.columns.unknown == 0
    assert page.plan.tabs.currentWidget() is page.plan.columns, "the clerk stays where he was"
    assert (pick(page, "领导批示").field, pick(page, "领导批示").how) == ("keywords", "learned")
    page.take_over("all")
    settled(qtbot, page)
    stored = [page.workspace.query.entry(one) for one in page.workspace.query.ids(EntryFilter())]
    assert any("已阅" in text for text in [one.entry.text("keywords") for one in stored if one])
    read(qtbot, page, file)
    assert page.plan.columns.unknown == 0
    assert page.plan.tiles["same"].number == 3


def test_a_column_understood_wrongly_is_left_alone(qtbot: QtBot, page: ImportPage, tmp_path: Path) -> None:
    read(qtbot, page, workbook(tmp_path))
    pick(page, "摘要")
    say(qtbot, page, ALONE)
    assert pick(page, "摘要").field is None
    pick(page, "更新频率")
    say(qtbot, page, ALONE)
    assert (pick(page, "摘要").field, pick(page, "更新频率").field) == (None, None), "both are kept"


def test_columns_are_named_so_that_they_are_not_misread() -> None:
    def key(header: str, group: str = "") -> str:
        column = ColumnMatch("D", header, group, None, False, "none", 0.0)
        return taught(Request(), [(column, "keywords")]).mapping[0][0]

    assert key("领导批示") == "领导批示"
    assert key("代码", "提供方") == "提供方/代码"
    assert key("共享/开放") == "D"
    assert key("ID") == "D"
    assert key("") == "D"


def test_columns_of_a_sheet_that_is_not_imported_are_not_missed(qtbot: QtBot, page: ImportPage, tmp_path: Path) -> None:
    file = workbook(tmp_path)
    book = openpyxl.load_workbook(file)
    book.create_sheet("部门职能清单").append(["内设机构", "职责", "备注"])
    book.save(file)
    read(qtbot, page, file)
    view = page.plan.columns
    assert [sheet.reason is None for sheet in view.sheets.lines.lines] == [True, False]
    assert view.unknown == 1, "the one of the sheet that is imported"
    view.sheets.pick(1)
    assert not any(column.mark(line) for line in view.columns.lines.lines for column in _marked(view))


def _marked(view: ColumnsView) -> list[Any]:
    return [column for column in view.columns.lines.columns if column.mark]
