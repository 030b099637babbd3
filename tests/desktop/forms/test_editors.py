import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from client.catalog import kinds
from client.catalog.profile import Field, Profile, get
from client.catalog.vocabulary import load
from client.desktop.forms import editors
from client.desktop.forms.choices import CodeEditor, CodesEditor, meant
from client.desktop.forms.dates import DateEditor, PeriodEditor
from client.desktop.forms.editor import LineEditor
from client.desktop.forms.lines import CreditCodeEditor, LongEditor, OrganisationEditor
from tests.desktop.composing import commit, preedit
from tests.desktop.looking import all_of, line_of


def field(profile: Profile, name: str) -> Field:
    found = profile.field(name)
    assert found is not None, name
    return found


@pytest.fixture
def old() -> Profile:
    return get("national-2017")


def test_every_kind_there_is_has_an_editor() -> None:
    assert set(editors.EDITORS) == set(kinds.KINDS)


@pytest.mark.parametrize("name", ["decree-809", "national-2017"])
def test_what_cannot_be_read_is_kept_and_shown(qtbot: QtBot, name: str) -> None:
    for each in get(name).fields:
        editor = editors.make(each)
        qtbot.addWidget(editor)
        text = ("见附件（待定）",) if each.kind == "codes" else "见附件（待定）"
        with qtbot.assertNotEmitted(editor.edited):
            editor.set_value(text)
        assert editor.value() in (text, kinds.read(each, "见附件（待定）")), each.id
        editor.set_value("")
        assert not editor.value(), each.id


def test_a_code_is_found_by_a_part_of_its_word_its_number_or_a_synonym(qtbot: QtBot, profile: Profile) -> None:
    sharing = field(profile, "sharing")
    assert meant(sharing, "有条件", "") == "conditional"
    assert meant(sharing, "Unconditional", "") == "unconditional"
    assert meant(sharing, "条件共享", "") == "条件共享"
    editor = CodeEditor(sharing)
    qtbot.addWidget(editor)
    editor.show()
    commit(line_of(editor), "不予")
    with qtbot.waitSignal(editor.edited):
        QTest.keyClick(line_of(editor), Qt.Key.Key_Return)
    assert editor.value() == "refused"
    assert editor.box.currentText() == kinds.show(sharing, "refused")


def test_a_code_is_chosen_from_the_list_by_keys(qtbot: QtBot, profile: Profile) -> None:
    editor = CodeEditor(field(profile, "sharing"))
    qtbot.addWidget(editor)
    editor.show()
    editor.set_value("unconditional")
    QTest.keyClick(line_of(editor), Qt.Key.Key_Down)
    assert editor.value() == "conditional"


def test_a_linked_list_offers_what_belongs_to_the_other_value(qtbot: QtBot, old: Profile) -> None:
    editor = CodesEditor(field(old, "format_type"))
    qtbot.addWidget(editor)
    before = all_of(editor, QPushButton)
    editor.link_to("database")
    editor.set_value(("mysql", "oracle"))
    assert editor.value() == ("mysql", "oracle")
    assert len(all_of(editor, QPushButton)) == len(before) + 2


def test_several_codes_by_keyboard_alone(qtbot: QtBot, profile: Profile) -> None:
    editor = CodesEditor(field(profile, "format_type"))
    qtbot.addWidget(editor)
    editor.show()
    line = editor.focusProxy()
    assert line is not None
    line.setFocus()
    QTest.keyClicks(line, "mysql")
    QTest.keyClick(line, Qt.Key.Key_Return)
    QTest.keyClicks(line, "xlsx")
    assert editor.value() == ("mysql", "xlsx"), "a word that is still being typed counts"
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert editor.value() == ("mysql", "xlsx")
    QTest.keyClick(line, Qt.Key.Key_Backspace)
    assert editor.value() == ("mysql",)


@pytest.mark.parametrize("typed", ["2024.1.5", "20240105", "2024年1月5日", "2024/01/05"])
def test_a_day_in_any_form(qtbot: QtBot, old: Profile, typed: str) -> None:
    editor = DateEditor(field(old, "published_on"))
    qtbot.addWidget(editor)
    editor.show()
    commit(editor.box, typed)
    QTest.keyClick(editor.box, Qt.Key.Key_Return)
    assert editor.value() == "2024-01-05"
    assert editor.box.text() == "2024-01-05"


def test_a_period_from_a_day_to_now(qtbot: QtBot, profile: Profile) -> None:
    editor = PeriodEditor(field(profile, "time_range"))
    qtbot.addWidget(editor)
    editor.show()
    commit(editor.start, "2020年1月1日")
    commit(editor.end, "至今")
    assert editor.value() == "2020-01-01/至今"
    editor.set_value("2020-01-01/2024-12-31")
    assert (editor.start.text(), editor.end.text()) == ("2020-01-01", "2024-12-31")
    editor.set_value("2008年以来")
    assert (editor.start.text(), editor.end.text()) == ("2008年以来", "")
    assert editor.value() == "2008年以来"


def test_a_credit_code_is_looked_at_while_it_is_typed(qtbot: QtBot, profile: Profile) -> None:
    editor = CreditCodeEditor(field(profile, "provider_code"))
    qtbot.addWidget(editor)
    for code, word in (
        ("", "18 位"),
        ("1111022800010844", "还差 2 位"),
        ("11110228000108441X", "✓ 正确"),
        ("111102280001084410", "校验位不符"),
        ("1111022800010844100", "多了 1 位"),
    ):
        editor.box.setText(code)
        assert editor._note.text() == word
    assert editor.value() == "1111022800010844100"


def test_a_long_text_grows_and_tab_leaves_it(qtbot: QtBot, profile: Profile) -> None:
    editor = LongEditor(field(profile, "summary"))
    qtbot.addWidget(editor)
    editor.resize(400, 60)
    editor.show()
    low = editor.box.height()
    with qtbot.assertNotEmitted(editor.edited):
        editor.set_value("\n".join(["一行"] * 7))
    assert editor.box.height() > low
    assert editor.box.tabChangesFocus()
    with qtbot.waitSignal(editor.edited):
        commit(editor.box, "好")


def test_enter_belongs_to_the_word_that_is_being_composed(qtbot: QtBot, profile: Profile) -> None:
    editor = LineEditor(field(profile, "name"))
    qtbot.addWidget(editor)
    editor.show()
    left: list[int] = []
    editor.box.returnPressed.connect(lambda: left.append(1))
    preedit(editor.box, "renkou")
    QTest.keyClick(editor.box, Qt.Key.Key_Return)
    QTest.keyClick(editor.box, Qt.Key.Key_Tab)
    assert left == []
    commit(editor.box, "人口")
    QTest.keyClick(editor.box, Qt.Key.Key_Return)
    assert left == [1]
    assert editor.value() == "人口"


def test_organisations_are_offered_by_any_part_of_their_name(qtbot: QtBot, profile: Profile) -> None:
    editor = OrganisationEditor(field(profile, "provider"))
    qtbot.addWidget(editor)
    editor.suggest(["临江县民政局", "临江县教育局"])
    completer = editor.box.completer()
    for typed in ("教育", "jyj", "LJXJY"):
        completer.setCompletionPrefix(typed)
        assert completer.currentCompletion() == "临江县教育局", typed


def test_values_of_a_list_are_found_by_pinyin_initials(qtbot: QtBot, profile: Profile) -> None:
    editor = CodeEditor(field(profile, "sharing"))
    qtbot.addWidget(editor)
    completer = editor.box.completer()
    assert completer is not None
    completer.setCompletionPrefix("wtj")
    assert completer.currentCompletion() == "无条件共享"


def test_marks_are_taken_away_again(qtbot: QtBot, profile: Profile) -> None:
    for each in profile.fields:
        editor = editors.make(each)
        qtbot.addWidget(editor)
        editor.mark("error")
        assert editor.marked()
        assert all(part.property("fault") == "error" for part in editor.marked())
        editor.mark("")
        assert not any(part.property("fault") for part in editor.marked())


def test_vocabulary_kinds_are_all_known() -> None:
    words = load()
    used = {term.kind for term in [*words.fields.values(), *words.item_fields.values()]}
    assert used <= set(editors.EDITORS)
