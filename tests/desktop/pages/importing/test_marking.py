"""The office's own workbook back with its faults marked, before the import and after it."""

from pathlib import Path

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from client.desktop.ask import FakeAsk
from client.desktop.pages.import_page import ImportPage
from client.store.query import EntryFilter
from client.texts import Translator
from tests.desktop.looking import all_of
from tests.desktop.pages.sheets import settled, workbook


def marking_label() -> str:
    return Translator("desktop")("Mark the faults in a copy")


def read(qtbot: QtBot, page: ImportPage, file: Path) -> None:
    page.read_files([file])
    settled(qtbot, page)


def test_the_copy_is_marked_before_the_import(qtbot: QtBot, page: ImportPage, ask: FakeAsk, tmp_path: Path) -> None:
    read(qtbot, page, workbook(tmp_path))
    page.plan.mark_asked.emit()
    assert page.jobs.running == (), "turned away, nothing happens"
    out = tmp_path / "校验"
    ask.answers = [out]
    page.plan.mark_asked.emit()
    settled(qtbot, page)
    assert out.with_suffix(".xlsx").exists()
    assert "校验.xlsx" in page.plan.result.text
    page.take_over("all")
    settled(qtbot, page)
    assert page.workspace.query.count(EntryFilter()) == 3


def test_the_copy_is_marked_after_the_import_and_goes_in_again_without_new_entries(
    qtbot: QtBot, page: ImportPage, ask: FakeAsk, tmp_path: Path
) -> None:
    read(qtbot, page, workbook(tmp_path))
    page.take_over("all")
    settled(qtbot, page)
    out = tmp_path / "标出.xlsx"
    ask.answers = [out]
    next(one for one in all_of(page.result, QPushButton) if one.text() == marking_label()).click()
    settled(qtbot, page)
    assert "标出.xlsx" in page.result.text
    read(qtbot, page, out)
    assert page.plan.tiles["new"].number == 0
    assert page.plan.tiles["same"].number == 3


def test_the_file_itself_is_never_written_over(qtbot: QtBot, page: ImportPage, ask: FakeAsk, tmp_path: Path) -> None:
    file = workbook(tmp_path)
    before = file.read_bytes()
    read(qtbot, page, file)
    ask.answers = [file]
    page.plan.mark_asked.emit()
    settled(qtbot, page)
    assert file.read_bytes() == before
    assert page.plan.result.isHidden()
