"""What an office wrote is painted in lists and tips without effect: no HTML, no turned line, no resident id."""

import pytest
from PySide6.QtCore import Qt

from client.desktop.models.cells import CELL, TIP, shown_cell, shown_tip
from client.desktop.models.entries_model import COLUMNS, EntriesModel
from client.desktop.models.lines_model import Column, LinesModel
from client.workflows import edit_entry
from client.workflows.workspace import Workspace

ID = "11010519491231002X"


@pytest.mark.parametrize(
    ("text", "cell", "tip"),
    [
        ("低保对象信息", "低保对象信息", "低保对象信息"),
        ("低保\u202e息信\x07\n对象", "低保□息信□ 对象", "低保□息信□\n对象"),
        ("<img src=x><b>低保</b>", "<img src=x><b>低保</b>", "<span>&lt;img src=x&gt;&lt;b&gt;低保&lt;/b&gt;</span>"),
        (f"低保{ID}", "低保110*************2X", "低保110*************2X"),
    ],
)
def test_a_text_has_no_effect(text: str, cell: str, tip: str) -> None:
    assert shown_cell(text) == cell
    assert shown_tip(text) == tip


def test_a_text_of_100_000_characters_does_not_cover_the_screen() -> None:
    assert len(shown_cell("长" * 100_000)) == CELL
    assert len(shown_tip("长" * 100_000)) == TIP


def test_every_list_paints_so(workspace: Workspace) -> None:
    edit_entry.new_entry(workspace, {"name": f"<b>{ID}\u202e"})
    of_entries = EntriesModel(workspace.query)
    of_entries.reload()
    place = next(at for at, column in enumerate(COLUMNS) if column.key == "name")
    of_lines: LinesModel[str] = LinesModel([Column("名称", str)])
    of_lines.show_lines([f"<b>{ID}\u202e"])
    for cell in (of_entries.index(0, place), of_lines.index(0, 0)):
        assert cell.data() == "<b>110*************2X□"
        assert cell.data(Qt.ItemDataRole.ToolTipRole) == "<span>&lt;b&gt;110*************2X□</span>"
