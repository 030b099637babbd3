"""What the sheet lacks is asked once for all its entries, and not again for the next sheet of this kind."""

from pathlib import Path

from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from client.desktop.ask import FakeAsk
from client.desktop.pages.import_page import ImportPage
from client.desktop.pages.importing.answer_row import AnswerRow
from client.desktop.pages.importing.by_table import ByTable
from client.desktop.widgets.typing import Choice, Line
from client.spreadsheets.filling.answers import Fill
from client.store.query import EntryFilter
from tests.desktop.conftest import OFFICE_CODE
from tests.desktop.looking import texts
from tests.desktop.pages.sheets import ROWS, settled, workbook
from tests.workflows.test_fill_in import sheet


def read(qtbot: QtBot, page: ImportPage, file: Path) -> None:
    page.read_files([file])
    settled(qtbot, page)


def row(page: ImportPage, field: str, text: str = "") -> AnswerRow:
    return next(one for one in page.plan.questions.rows if (one.question.field, one.question.text) == (field, text))


def items(page: ImportPage) -> int:
    return int(page.plan.items.accessibleName().split()[-1])


def stored(page: ImportPage, field: str) -> set[str]:
    entries = [page.workspace.query.entry(one) for one in page.workspace.query.ids(EntryFilter())]
    return {one.entry.text(field) for one in entries if one}


def test_what_is_missing_is_answered_once_and_remembered(qtbot: QtBot, page: ImportPage, tmp_path: Path) -> None:
    read(qtbot, page, workbook(tmp_path))
    assert "缺少" in page.plan.lack.text or "lacks" in page.plan.lack.text
    page.plan.lack.asked.emit()
    assert page.plan.tabs.currentWidget() is page.plan.questions
    own = row(page, "provider_code").answer
    assert own is not None
    assert own.fill is not None
    assert set(own.fill.table.values()) == {OFFICE_CODE}, "a fact is chosen beforehand"
    assert row(page, "data_level").answer is None, "what is only usual waits for the clerk"
    level = row(page, "data_level").choice
    level.setCurrentIndex(1)
    before = page.plan.questions.count
    page.plan.questions.fill.click()
    settled(qtbot, page)
    assert page.plan.questions.count < before
    assert row(page, "provider_code").question.count == 3, "what was filled in is listed"
    page.take_over("all")
    settled(qtbot, page)
    assert stored(page, "provider_code") == {OFFICE_CODE}
    assert stored(page, "data_level") == {"general"}
    read(qtbot, page, workbook(tmp_path, (*ROWS[2:], ("新的信息", *ROWS[3][1:])), "下个月.xlsx"))
    open_fields = {one.question.field for one in page.plan.questions.rows[: page.plan.questions.count]}
    assert not {"provider_code", "data_level"} & open_fields


def test_an_answer_is_written_freely_and_changed(qtbot: QtBot, page: ImportPage, tmp_path: Path) -> None:
    read(qtbot, page, workbook(tmp_path))
    code = row(page, "provider_code")
    code.choice.setEditText("11430000000000000X")
    page.plan.questions.fill.click()
    settled(qtbot, page)
    again = row(page, "provider_code")
    assert again.choice.currentText() == "11430000000000000X"
    assert again.answer is None, "nothing new is said"
    again.choice.setCurrentIndex(0)
    page.plan.questions.fill.click()
    settled(qtbot, page)
    opened = row(page, "provider_code")
    assert opened in page.plan.questions.rows[: page.plan.questions.count], "it is open again"


def test_a_word_that_no_list_knows_is_explained(qtbot: QtBot, page: ImportPage, tmp_path: Path) -> None:
    odd = (*ROWS[:2], (*ROWS[2][:3], "每 3 月", *ROWS[2][4:]), ROWS[3])
    read(qtbot, page, workbook(tmp_path, odd))
    word = next(one for one in page.plan.questions.rows if one.question.text)
    answer = word.answer
    assert answer is not None
    assert answer.meaning is not None
    assert answer.meaning.value == "quarterly"
    page.plan.questions.fill.click()
    settled(qtbot, page)
    page.take_over("all")
    settled(qtbot, page)
    assert "quarterly" in stored(page, "update_cycle")


def test_every_provider_gets_its_own_answer(qtbot: QtBot, page: ImportPage, ask: FakeAsk, tmp_path: Path) -> None:
    other = ("征地补偿信息", "临江县自然资源局", *ROWS[3][2:])
    read(qtbot, page, workbook(tmp_path, (*ROWS, other)))
    code = row(page, "provider_code")

    def say(dialog: QDialog) -> bool:
        assert isinstance(dialog, ByTable)
        cells = {key: cell for key, cell in dialog.rows if isinstance(key, str)}
        assert set(cells) == {"临江县民政局", "临江县自然资源局"}
        cell = cells["临江县自然资源局"]
        assert isinstance(cell, Line)
        cell.setText("11110228000108442Y")
        return True

    ask.answers = [say]
    place = code.choice.findText("按提供单位分别填写……")
    code.choice.setCurrentIndex(place)
    code.choice.activated.emit(place)
    said = code.answer
    assert said is not None
    assert said.fill == Fill("provider_code", "provider", "", {"临江县自然资源局": "11110228000108442Y"})
    page.plan.questions.fill.click()
    settled(qtbot, page)
    page.take_over("all")
    settled(qtbot, page)
    assert stored(page, "provider_code") == {"", "11110228000108442Y"}


def test_words_decide_and_turning_away_leaves_the_question_open(
    qtbot: QtBot, page: ImportPage, ask: FakeAsk, tmp_path: Path
) -> None:
    read(qtbot, page, workbook(tmp_path))
    level = row(page, "data_level")

    def say(dialog: QDialog) -> bool:
        assert isinstance(dialog, ByTable)
        word, cell = dialog.rows[0]
        assert isinstance(word, Line)
        assert isinstance(cell, Choice)
        word.setText("特困")
        cell.setCurrentIndex(cell.findData("important"))
        assert isinstance(dialog.others, Choice)
        dialog.others.setCurrentIndex(dialog.others.findData("general"))
        return True

    place = level.choice.findText("按名称或摘要中的词填写……")
    level.choice.setCurrentIndex(place)
    level.choice.activated.emit(place)
    assert level.answer is None
    ask.answers = [say]
    level.choice.activated.emit(place)
    page.plan.questions.fill.click()
    settled(qtbot, page)
    page.take_over("all")
    settled(qtbot, page)
    assert stored(page, "data_level") == {"general", "important"}


def test_a_word_that_was_read_is_told_and_corrected(qtbot: QtBot, page: ImportPage, tmp_path: Path) -> None:
    daily = (*ROWS[:2], (*ROWS[2][:3], "每天", *ROWS[2][4:]), ROWS[3])
    read(qtbot, page, workbook(tmp_path, daily))
    assert ("1个词" in page.plan.lack.text) or ("1 word was" in page.plan.lack.text)
    word = row(page, "update_cycle", "每天")
    assert word in page.plan.questions.taken
    assert any("D5" in text and "每日" in text for text in texts(word)), "what it was read as, and where"
    assert word.answer is None, "nothing need be said to accept it"
    place = word.choice.findText("实时")
    word.choice.setCurrentIndex(place)
    page.plan.questions.fill.click()
    settled(qtbot, page)
    assert row(page, "update_cycle", "每天").choice.currentText() == "实时"
    page.take_over("all")
    settled(qtbot, page)
    assert stored(page, "update_cycle") == {"monthly", "realtime", "yearly"}
    read(qtbot, page, workbook(tmp_path, daily, "下个月.xlsx"))
    assert row(page, "update_cycle", "每天").choice.currentText() == "实时", "remembered, and told again"


def test_a_word_of_two_meanings_waits_for_the_clerk(qtbot: QtBot, page: ImportPage, tmp_path: Path) -> None:
    head = ("目录名称", "提供单位", "摘要", "开放属性")
    file = sheet(tmp_path, [*head], [["低保对象信息", "临江县民政局", "全县低保对象的基本情况。", "开发"]])
    read(qtbot, page, file)
    word = row(page, "open_type", "开发")
    assert word.answer is None
    assert [word.choice.itemText(place)[:5] for place in (1, 2)] == ["无条件开放", "有条件开放"]


def test_items_that_an_answer_took_are_listed_and_given_back(qtbot: QtBot, page: ImportPage, tmp_path: Path) -> None:
    head = ["目录名称", "提供单位", "摘要", "更新频率"]
    told = "低保对象，主要字段：姓名、性别、保障金额。"
    file = sheet(tmp_path, head, [["低保对象信息", "临江县民政局", told, "每月"]])
    read(qtbot, page, file)
    row(page, "item_name").choice.setCurrentIndex(1)
    page.plan.questions.fill.click()
    settled(qtbot, page)
    assert items(page) == 3
    taken = row(page, "item_name")
    assert taken in page.plan.questions.filled
    assert taken.answer is None, "nothing need be said to keep them"
    taken.choice.setCurrentIndex(1)
    page.plan.questions.fill.click()
    settled(qtbot, page)
    assert items(page) == 0
    assert row(page, "item_name") in page.plan.questions.rows[: page.plan.questions.count], "it is asked again"
