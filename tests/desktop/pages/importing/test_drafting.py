"""A draft out of the data itself: which tables, what was found, corrected in place, then the entry is open in the form."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from client.catalog import profile as profiles
from client.desktop.ask import FakeAsk
from client.desktop.pages.import_page import ImportPage
from client.desktop.pages.importing.draft_dialog import DraftDialog, TableDialog
from client.spreadsheets.drafting.reading import drafts
from client.store.query import EntryFilter
from tests.desktop.pages.sheets import Heard, settled

DDL = """
CREATE TABLE dibao (name VARCHAR(50) NOT NULL COMMENT '姓名', qwx DECIMAL(10,2), del_flag CHAR(1) COMMENT '删除标志');
CREATE TABLE village (code CHAR(12) PRIMARY KEY COMMENT '村代码', title VARCHAR(80) COMMENT '村名称');
CREATE TABLE sys_dict (k INT COMMENT '键', v INT COMMENT '值');
"""


def script(folder: Path) -> Path:
    file = folder / "民政.sql"
    file.write_text(DDL, encoding="utf-8")
    return file


def typed(qtbot: QtBot, dialog: DraftDialog, row: int, text: str) -> None:
    """Corrects a name as a clerk does: the cursor on the line, Enter, the name, Enter."""
    dialog.list.pick(row)
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    editor = dialog.list.indexWidget(dialog.list.lines.index(row, 1))
    assert isinstance(editor, QLineEdit)
    editor.setText(text)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.list.lines.index(row, 1).data() == text)


def test_tables_are_ticked_items_corrected_and_the_entries_stored_as_one_act(
    qtbot: QtBot, page: ImportPage, heard: Heard, ask: FakeAsk, tmp_path: Path
) -> None:
    def choose(dialog: QDialog) -> bool:
        assert isinstance(dialog, TableDialog)
        assert [one.table for one in dialog.chosen] == ["dibao"]
        for row in (0, 1):
            dialog.list.pick(row)
            QTest.keyClick(dialog.list, Qt.Key.Key_Space)
        return True

    def correct(dialog: QDialog) -> bool:
        assert isinstance(dialog, DraftDialog)
        qtbot.addWidget(dialog)
        dialog.show()
        dialog.only.setChecked(True)
        assert dialog.list.lines.rowCount() == 1
        typed(qtbot, dialog, 0, "保障金额")
        dialog.only.setChecked(False)
        dialog.list.pick(2)
        QTest.keyClick(dialog.list, Qt.Key.Key_Space)
        dialog.which.setCurrentIndex(1)
        dialog.name.setText("行政村")
        return True

    ask.answers = [choose, correct]
    page.read_files([script(tmp_path)])
    qtbot.waitUntil(lambda: bool(heard.targets), timeout=30_000)
    settled(qtbot, page)
    query = page.workspace.query
    stored = [query.entry(row.id) for row in query.rows(EntryFilter())]
    entries = {one.entry.text("name"): one.entry for one in stored if one}
    names = {name: [item.text("item_name") for item in entry.items] for name, entry in entries.items()}
    assert names["行政村"] == ["村代码", "村名称"]
    assert ["姓名", "保障金额"] in names.values()
    assert len(names) == 2
    assert "保障金额" in next(entry.text("summary") for name, entry in entries.items() if name != "行政村")
    assert heard.notices[-1].undo


def test_how_sure_and_why_stand_beside_each_item(qtbot: QtBot, tmp_path: Path) -> None:
    found = drafts(script(tmp_path), profiles.get("decree-809"))
    dialog = DraftDialog(found[:1], profiles.get("decree-809"))
    qtbot.addWidget(dialog)
    titles = [column.title for column in dialog.list.lines.columns]
    reasons = [dialog.list.lines.index(row, titles.index("依据")).data() for row in range(3)]
    assert reasons == ["列的注释", "没认出来，请填写名称", "列的注释"]
    assert dialog.list.columnWidth(titles.index("数据项名称")) > 100
    assert not dialog.which.isVisibleTo(dialog)
    # A type is chosen from the list of the standard.
    place = dialog.list.lines.index(1, titles.index("数据类型"))
    dialog.list.setCurrentIndex(place)
    dialog.list.edit(place)
    box = dialog.list.indexWidget(place)
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findData("currency"))
    dialog.list.itemDelegate().setModelData(box, dialog.list.lines, place)
    assert dialog.drafts[0].items[1].values["item_type"].value == "currency"


def test_tables_are_found_by_a_part_of_their_name(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = TableDialog("民政.sql", drafts(script(tmp_path), profiles.get("decree-809")))
    qtbot.addWidget(dialog)
    dialog.search.setText("VILL")
    assert [one.table for one in dialog.list.lines.given] == ["village"]
    dialog.ticks.tick(dialog.list.lines.given)
    dialog.search.clear()
    assert [one.table for one in dialog.chosen] == ["village"]


def test_turning_away_stores_nothing(qtbot: QtBot, page: ImportPage, ask: FakeAsk, tmp_path: Path) -> None:
    file = tmp_path / "数据.csv"
    file.write_text("姓名,金额\n张三,100\n李四,200\n", encoding="utf-8")
    ask.answers = [file]
    page.drafting.choose()
    settled(qtbot, page)
    assert [one[2] for one in ask.asked] == ["", "DraftDialog"]
    assert page.workspace.query.count(EntryFilter()) == 0
