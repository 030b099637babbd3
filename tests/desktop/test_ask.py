from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QPlainTextEdit
from pytestqt.qtbot import QtBot

from client.desktop.ask import Choice, FakeAsk, FileKind, TextDialog, with_ending
from tests.desktop.looking import all_of


def test_answers_are_used_in_order_and_then_the_clerk_turns_away(qtbot: QtBot) -> None:
    ask = FakeAsk([True, "mine", "说明", "/tmp/a.xlsx", _fill])
    assert ask.confirm("t", "x", yes="y")
    assert ask.choose("t", "x", [Choice("mine", "本地"), Choice("above", "上级")]) == "mine"
    assert ask.write("t", "x") == "说明"
    assert str(ask.open_file("t")) == "/tmp/a.xlsx"
    dialog = QDialog()
    qtbot.addWidget(dialog)
    assert ask.run(dialog)
    assert not ask.confirm("t", "x", yes="y")
    assert ask.write("t", "x") is None
    assert ask.save_file("t", "a") is None
    assert [question for question, _title, _text in ask.asked][:2] == ["confirm", "choose"]


def test_an_answer_that_was_not_offered_is_a_fault_of_the_test() -> None:
    with pytest.raises(ValueError, match="no answer"):
        FakeAsk(["neither"]).choose("t", "x", [Choice("mine", "本地")])


def test_the_text_dialog_gives_what_was_written(qtbot: QtBot) -> None:
    dialog = TextDialog("写说明", "情况说明", value=" 属实 ", long=True, yes="保存")
    qtbot.addWidget(dialog)
    assert dialog.text() == "属实"
    assert [box.tabChangesFocus() for box in all_of(dialog, QPlainTextEdit)] == [True]


def test_a_kind_of_file_is_shown_as_qt_wants_it() -> None:
    assert FileKind("表格", ("*.xlsx", "*.csv")).shown == "表格 (*.xlsx *.csv)"


def _fill(dialog: QDialog) -> bool:
    dialog.accept()
    return True


@pytest.mark.parametrize(
    ("typed", "chosen", "written"),
    [
        ("目录", "", "目录.xlsx"),
        ("目录", "文本 (*.csv)", "目录.csv"),
        ("目录.JSON", "", "目录.JSON"),
        ("目录2025.06", "", "目录2025.06.xlsx"),
        ("目录.docx", "文本 (*.csv)", "目录.docx.csv"),
    ],
)
def test_a_name_gets_the_ending_of_the_chosen_kind(typed: str, chosen: str, written: str) -> None:
    kinds = [FileKind("表格", ("*.xlsx",)), FileKind("文本", ("*.csv",)), FileKind("交换", ("*.json",))]
    assert with_ending(Path(typed), chosen, kinds) == Path(written)
    assert with_ending(Path(typed), chosen, []) == Path(typed)
