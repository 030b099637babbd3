import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from client.catalog.entry import Entry, Item
from client.catalog.profile import Profile
from client.catalog.tables import present
from client.checks.rule import Finding, Severity
from client.desktop.describe import describe
from client.desktop.forms.cells import CellLine
from client.desktop.forms.elements_view import ElementsDialog
from client.desktop.forms.items_grid import ItemsGrid
from tests.desktop.composing import commit, preedit
from tests.desktop.looking import all_of


@pytest.fixture
def grid(qtbot: QtBot, profile: Profile) -> ItemsGrid:
    made = ItemsGrid(profile, describe)
    qtbot.addWidget(made)
    made.resize(900, 500)
    made.show_items(entry(profile, "姓名", "身份证号"))
    made.show()
    qtbot.waitExposed(made)
    made.table.setCurrentIndex(made.model.index(0, 0))
    made.table.setFocus()
    return made


def entry(profile: Profile, *names: str) -> Entry:
    items = tuple(Item(f"i{place}", {"item_name": name}) for place, name in enumerate(names))
    return Entry("e1", profile.key, items=items)


def names(grid: ItemsGrid) -> list[str]:
    return [item.text("item_name") for item in grid.model.items]


def test_the_first_letter_of_a_word_opens_the_cell_and_none_is_lost(qtbot: QtBot, grid: ItemsGrid) -> None:
    preedit(grid.table, "x")
    preedit(grid.table, "xing")
    (editor,) = all_of(grid.table, CellLine)
    assert editor.composing
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert names(grid) == ["姓名", "身份证号"], "Enter belongs to the word"
    commit(grid.table, "姓")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: names(grid) == ["姓", "身份证号"])


def test_a_word_that_comes_in_one_piece_is_typed(qtbot: QtBot, grid: ItemsGrid) -> None:
    commit(grid.table, "性别")
    (editor,) = all_of(grid.table, CellLine)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: names(grid)[0] == "性别")


def test_half_a_word_of_a_list_is_enough(qtbot: QtBot, grid: ItemsGrid, profile: Profile) -> None:
    column = [field.id for field in profile.item_fields].index("item_type")
    grid.table.setCurrentIndex(grid.model.index(0, column))
    commit(grid.table, "日期时间")
    (editor,) = all_of(grid.table, CellLine)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: grid.model.items[0].text("item_type") == "datetime")


def test_rows_by_keyboard(qtbot: QtBot, grid: ItemsGrid) -> None:
    QTest.keyClick(grid.table, Qt.Key.Key_Return)
    assert grid.table.currentIndex().row() == 1
    QTest.keyClick(grid.table, Qt.Key.Key_Return)
    assert grid.model.rowCount() == 3
    assert grid.table.currentIndex().row() == 2
    grid.table.setCurrentIndex(grid.model.index(1, 0))
    grid.shift(-1)
    assert names(grid) == ["身份证号", "姓名", ""]
    grid.duplicate()
    assert names(grid) == ["身份证号", "身份证号", "姓名", ""]
    assert len({item.id for item in grid.model.items}) == 4
    grid.remove()
    assert names(grid) == ["身份证号", "姓名", ""]
    QTest.keyClick(grid.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert names(grid) == ["身份证号", "身份证号", "姓名", ""]
    QTest.keyClick(grid.table, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert names(grid) == ["身份证号", "姓名", ""]
    grid.insert()
    assert names(grid)[1] == ""


def test_a_block_from_excel_is_pasted(qtbot: QtBot, grid: ItemsGrid) -> None:
    QGuiApplication.clipboard().setText("数据项名称\t数据类型\t数据长度\r\n住址\t字符型\t200\r\n出生日期\t日期型\t\r\n")
    grid.table.setCurrentIndex(grid.model.index(1, 0))
    with qtbot.waitSignal(grid.edited):
        QTest.keyClick(grid.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert names(grid) == ["姓名", "住址", "出生日期"]
    assert grid.model.items[1].values == {"item_name": "住址", "item_type": "string", "item_length": "200"}
    QTest.keyClick(grid.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().startswith("住址\t")


def test_delete_empties_cells_and_not_rows(grid: ItemsGrid) -> None:
    QTest.keyClick(grid.table, Qt.Key.Key_Delete)
    assert names(grid) == ["", "身份证号"]


def test_an_empty_entry_offers_the_first_row(qtbot: QtBot, grid: ItemsGrid, profile: Profile) -> None:
    grid.show_items(entry(profile))
    assert not grid.table.isVisible()
    grid.add()
    assert grid.table.isVisible()
    assert grid.model.rowCount() == 1
    grid.commit()


def test_a_finding_leads_to_its_cell(qtbot: QtBot, grid: ItemsGrid) -> None:
    finding = Finding("item.length", Severity.ERROR, "i1", "item_length")
    grid.tell([finding])
    with qtbot.waitSignal(grid.entered) as entered:
        grid.go_to("i1", "item_length")
    assert entered.args == ["i1", "item_length"]
    assert not grid.grab().isNull()


def type_name(grid: ItemsGrid, row: int, text: str) -> CellLine:
    """Types into the cell of a name; gives the line that is open there."""
    grid.table.setFocus()
    grid.table.setCurrentIndex(grid.model.index(row, 0))
    grid.table.edit(grid.table.currentIndex())
    editor = next(one for one in all_of(grid.table, CellLine) if one.isVisible())
    editor.clear()
    QTest.keyClicks(editor, text)
    return editor


def test_a_data_element_is_picked_by_pinyin_and_brings_its_type(qtbot: QtBot, grid: ItemsGrid) -> None:
    grid.model.insert(2)
    editor = type_name(grid, 2, "gmsf")
    popup = editor.completer().popup()
    qtbot.waitUntil(popup.isVisible)
    assert popup.model().index(0, 0).data().startswith("公民身份号码")
    with qtbot.waitSignal(grid.edited):
        QTest.keyClick(popup, Qt.Key.Key_Down)
        QTest.keyClick(popup, Qt.Key.Key_Return)
    said = grid.model.items[2]
    assert said.text("item_name") == "公民身份号码"
    assert (said.text("item_type"), said.text("item_length")) == ("string", "18")
    assert said.text("item_sensitive") == "sensitive"
    assert grid.model.undo()
    assert grid.model.items[2].values == {}, "one step"


def test_a_name_nobody_knows_is_just_written(qtbot: QtBot, grid: ItemsGrid) -> None:
    editor = type_name(grid, 0, "zzzz")
    assert not editor.completer().popup().isVisible()
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: names(grid)[0] == "zzzz")
    assert "item_type" not in grid.model.items[0].values


def test_elements_of_the_dictionary_become_items_or_fill_a_row(qtbot: QtBot, grid: ItemsGrid) -> None:
    dialog = ElementsDialog(present().elements, grid.present)
    qtbot.addWidget(dialog)
    dialog.view.search.setText("csrq")
    qtbot.waitUntil(lambda: dialog.view.list.lines.rowCount() < 20)
    assert str(dialog.chosen[0].name) == "出生日期"
    row = grid.table.currentIndex().row()
    grid.take_elements(dialog.chosen, into_row=False)
    assert names(grid)[row + 1] == "出生日期"
    grid.table.setCurrentIndex(grid.model.index(0, 0))
    grid.take_elements(dialog.chosen, into_row=True)
    assert names(grid)[0] == "姓名", "what a person has named keeps its name"
    assert grid.model.items[0].text("item_type") == "date"
    dialog.view.search.setText("没有这样的数据元")
    qtbot.waitUntil(lambda: dialog.view.list.lines.rowCount() == 0)
    assert not dialog.chosen
