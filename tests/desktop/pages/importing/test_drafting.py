"""A draft out of the data itself: which table, what was found, then the entry is open in the form."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from client.desktop.ask import FakeAsk
from client.desktop.pages.import_page import ImportPage
from client.desktop.pages.importing.draft_dialog import DraftDialog, TableDialog
from client.store.query import EntryFilter
from tests.desktop.pages.sheets import Heard, settled

DDL = """
CREATE TABLE dibao (name VARCHAR(50) NOT NULL COMMENT '姓名', amount DECIMAL(10,2) COMMENT '保障金额');
CREATE TABLE village (code CHAR(12) PRIMARY KEY COMMENT '村代码', title VARCHAR(80) COMMENT '村名称');
"""


def test_the_table_is_asked_for_and_the_draft_is_opened(
    qtbot: QtBot, page: ImportPage, heard: Heard, ask: FakeAsk, tmp_path: Path
) -> None:
    file = tmp_path / "民政.sql"
    file.write_text(DDL, encoding="utf-8")
    seen: list[str] = []

    def choose(dialog: QDialog) -> bool:
        assert isinstance(dialog, TableDialog)
        dialog.list.pick(1)
        return True

    def agree(dialog: QDialog) -> bool:
        assert isinstance(dialog, DraftDialog)
        lines = dialog.list.lines
        seen.extend(str(lines.index(place, 1).data()) for place in range(lines.rowCount()))
        titles = [column.title for column in lines.columns]
        assert "是否主键" in titles
        key = lines.index(0, titles.index("是否主键"))
        assert key.data() == "是"
        assert "把握" in key.data(Qt.ItemDataRole.ToolTipRole)
        return True

    ask.answers = [file, choose, agree]
    page.drafting.choose()
    qtbot.waitUntil(lambda: bool(heard.targets), timeout=30_000)
    assert seen == ["村代码", "村名称"]
    made = page.workspace.query.entry(heard.targets[-1].entry)
    assert made is not None
    assert [item.text("item_name") for item in made.entry.items] == ["村代码", "村名称"]
    settled(qtbot, page)


def test_turning_away_stores_nothing(qtbot: QtBot, page: ImportPage, ask: FakeAsk, tmp_path: Path) -> None:
    file = tmp_path / "数据.csv"
    file.write_text("姓名,金额\n张三,100\n李四,200\n", encoding="utf-8")
    ask.answers = [file]
    page.drafting.choose()
    settled(qtbot, page)
    assert [one[2] for one in ask.asked] == ["", "DraftDialog"]
    assert page.workspace.query.count(EntryFilter()) == 0
