"""The basis of a refusal: judged as it is written, picked from the laws, with its article."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from client.catalog.profile import Profile
from client.desktop.forms import editors
from client.desktop.forms.basis import BasisEditor, LawsDialog, verdict


def editor(qtbot: QtBot, profile: Profile) -> BasisEditor:
    field = profile.field("refusal_basis")
    assert field is not None
    made = editors.make(field)
    assert isinstance(made, BasisEditor)
    qtbot.addWidget(made)
    made.resize(800, 80)
    made.show()
    return made


def test_what_cannot_carry_a_refusal_says_so_at_once(qtbot: QtBot, profile: Profile) -> None:
    made = editor(qtbot, profile)
    assert made.note.text() == ""
    made.box.insertPlainText("《某某省政务数据管理办法》")
    assert made.note.property("rank") == "error"
    made.box.setPlainText("《中华人民共和国反洗钱法》第七条")
    assert made.note.property("rank") == "success"
    made.box.setPlainText("领导不同意")
    assert made.note.property("rank") == "warning"
    assert verdict(" ") == ("", "small")


def test_what_is_picked_is_written_behind_what_stands_there(qtbot: QtBot, profile: Profile) -> None:
    made = editor(qtbot, profile)
    with qtbot.waitSignal(made.edited):
        made.add("《反洗钱法》第七条")
    made.add("《档案法》")
    assert made.value() == "《反洗钱法》第七条；《档案法》"
    asked: list[bool] = []
    made.asked.connect(lambda: asked.append(True))
    made.asked.emit()
    assert asked


def test_laws_are_found_by_pinyin_and_get_their_article(qtbot: QtBot) -> None:
    dialog = LawsDialog()
    qtbot.addWidget(dialog)
    everything = dialog.laws.list.lines.rowCount()
    QTest.keyClicks(dialog.laws.search, "fxq")
    qtbot.waitUntil(lambda: dialog.laws.list.lines.rowCount() < everything)
    assert dialog.laws.list.present.title == "反洗钱法"
    dialog.article.setText("第七条")
    assert dialog.basis == "《反洗钱法》第七条"
    dialog.laws.search.setText("政务数据管理办法")
    qtbot.waitUntil(lambda: dialog.laws.list.lines.rowCount() == 0)
    assert not dialog._take.isEnabled(), "a 办法 is no law"
    dialog.laws.search.setText("《海上交通安全法》")
    qtbot.waitUntil(dialog._take.isEnabled)
    dialog.show()
    dialog.laws.search.setFocus()
    QTest.keyClick(dialog.laws.search, Qt.Key.Key_Return)
    assert dialog.isVisible(), "Enter in the search line searches"
    dialog.article.setFocus()
    QTest.keyClick(dialog.article, Qt.Key.Key_Return)
    assert dialog.result() == LawsDialog.DialogCode.Accepted
    assert dialog.basis.startswith("《海上交通安全法》")
