from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from client.catalog.entry import Entry
from client.catalog.profile import Profile, get
from client.checks import run
from client.checks.rule import Context, Finding, Severity
from client.desktop.describe import describe
from client.desktop.forms.entry_form import EntryForm
from client.desktop.forms.field_help import FieldHelp
from client.desktop.forms.field_place import FieldPlace
from client.workflows.check_entries import RETURNED
from tests.desktop.composing import commit
from tests.desktop.looking import all_of, button, texts


def entry(profile: Profile, **values: str | tuple[str, ...]) -> Entry:
    return Entry("e1", profile.key, values=values)


@pytest.fixture
def form(qtbot: QtBot, profile: Profile) -> EntryForm:
    made = EntryForm(profile, describe)
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.show()
    return made


@pytest.mark.parametrize("name", ["decree-809", "national-2017"])
def test_every_field_of_the_profile_has_its_place(qtbot: QtBot, name: str) -> None:
    profile = get(name)
    form = EntryForm(profile, describe)
    qtbot.addWidget(form)
    assert list(form.places) == [field.id for field in profile.fields]
    in_cards = [place.field.id for card in form.cards for place in card.places]
    assert sorted(in_cards) == sorted(form.places)


def test_showing_an_entry_is_no_edit(qtbot: QtBot, form: EntryForm, profile: Profile) -> None:
    shown = entry(profile, name="人口 信息", sharing="半共享", format_type=("mysql", "看不懂"), domain_of_old="x")
    with qtbot.assertNotEmitted(form.edited):
        form.show_entry(shown)
    assert form.entry() == shown, "what the profile does not have, and what cannot be read, is kept"


def test_typing_changes_the_entry(qtbot: QtBot, form: EntryForm, profile: Profile) -> None:
    form.show_entry(entry(profile, summary="旧"))
    with qtbot.waitSignal(form.edited) as edited:
        commit(form.places["name"].editor.box, "人口信息")  # type: ignore[attr-defined]
    assert edited.args == ["name"]
    assert form.entry() == entry(profile, summary="旧", name="人口信息")


def test_required_marks_follow_other_values(form: EntryForm, profile: Profile) -> None:
    form.show_entry(entry(profile, sharing="unconditional"))
    condition = form.places["sharing_condition"]
    reason = form.places["refusal_reason"]
    before = (_required(condition), _required(reason))
    form.set_value("sharing", "refused")
    assert (_required(condition), _required(reason)) != before
    assert _required(reason)


def test_what_may_not_be_filled_is_hidden_unless_it_holds_something(form: EntryForm, profile: Profile) -> None:
    forbidden = next((field for field in profile.fields if field.forbidden_when), None)
    if forbidden is None:
        pytest.skip("the profile forbids nothing")
    (other, wanted), *_rest = forbidden.forbidden_when.items()
    values = {name: keys[0] for name, keys in forbidden.forbidden_when.items()}
    form.show_entry(Entry("e1", profile.key, values=values))
    assert form.places[forbidden.id].isHidden(), (other, wanted)
    form.show_entry(Entry("e1", profile.key, values={**values, forbidden.id: "写了"}))
    assert not form.places[forbidden.id].isHidden()


def test_folded_fields_wait_for_a_value(qtbot: QtBot) -> None:
    profile = get("national-2017")
    form = EntryForm(profile, describe)
    qtbot.addWidget(form)
    form.show()
    form.show_entry(Entry("e1", profile.key, values={"class_6": "登记信息"}))
    assert form.places["class_5"].isHidden()
    assert not form.places["class_6"].isHidden()
    form.go_to("class_5")
    assert not form.places["class_5"].isHidden()


def test_findings_stand_at_their_field(qtbot: QtBot, form: EntryForm, profile: Profile) -> None:
    shown = entry(profile, sharing="半共享")
    form.show_entry(shown)
    found = run.check(shown, Context(profile, date(2026, 11, 23)))
    form.tell(found)
    place = form.places["sharing"]
    assert place.faults == 1
    assert any("半共享" in text for text in texts(place))
    assert form.places["name"].faults >= 1
    form.tell(())
    assert place.faults == 0


def test_the_reviewers_words_stand_at_the_field(qtbot: QtBot, form: EntryForm, profile: Profile) -> None:
    form.show_entry(entry(profile, name="人口"))
    words = {"text": "名称太短", "by": "市数据局", "at": "2026-11-20T00:00:00Z"}
    finding = Finding(RETURNED, Severity.WARNING, "", "name", words)
    form.tell([finding])
    place = form.places["name"]
    assert any("名称太短" in text for text in texts(place))
    explain = button(place, "写说明")
    with qtbot.waitSignal(form.explain_asked) as asked:
        explain.click()
    assert asked.args == [finding]


def test_a_fix_is_offered_beside_the_field(qtbot: QtBot, form: EntryForm, profile: Profile) -> None:
    shown = entry(profile, update_cycle="每两年")
    form.show_entry(shown)
    found = [one for one in run.check(shown, Context(profile, date(2026, 11, 23))) if one.field == "update_cycle"]
    form.tell(found)
    buttons = all_of(form.places["update_cycle"], QPushButton)
    assert buttons
    with qtbot.waitSignal(form.fix_asked):
        buttons[0].click()


def test_a_change_from_elsewhere_spares_what_was_typed(form: EntryForm, profile: Profile) -> None:
    form.show_entry(entry(profile, name="甲", summary="旧"))
    form.set_value("name", "我写的")
    form.merge(entry(profile, name="上级写的", summary="新"))
    assert form.entry() == entry(profile, name="我写的", summary="新")
    form.saved(form.entry())
    form.merge(entry(profile, name="后来的", summary="新"))
    assert form.entry().text("name") == "后来的"


def test_typing_on_while_a_save_is_under_way_is_kept(form: EntryForm, profile: Profile) -> None:
    form.show_entry(entry(profile, name="甲"))
    form.set_value("name", "甲乙")
    stored = form.entry()
    form.set_value("name", "甲乙丙")
    form.saved(replace(stored, revision=2))
    assert form.entry().text("name") == "甲乙丙"
    assert form.entry().revision == 2


def test_going_to_a_field_puts_the_cursor_in(qtbot: QtBot, form: EntryForm, profile: Profile) -> None:
    form.show_entry(entry(profile))
    last = list(form.places)[-1]
    with qtbot.waitExposed(form):
        form.activateWindow()
    form.go_to(last)
    place = form.places[last]
    qtbot.waitUntil(lambda: place.isAncestorOf(form.focusWidget()))
    assert place.property("marked") == "true"
    qtbot.waitUntil(lambda: form.verticalScrollBar().value() > 0)


def test_the_help_tells_what_belongs_there(qtbot: QtBot, profile: Profile) -> None:
    panel = FieldHelp(profile, describe)
    qtbot.addWidget(panel)
    panel.show_field(None)
    name = profile.field("name")
    assert name is not None
    panel.show_field(name, [Finding("field.required", Severity.ERROR, "", "name")], required=True)
    assert {str(name.label), str(name.help)} <= set(texts(panel))
    take = button(panel, "填入这个例子")
    with qtbot.waitSignal(panel.example_taken) as taken:
        take.click()
    assert taken.args == ["name", str(name.example)]


def _required(place: FieldPlace) -> bool:
    return not place._mark.isHidden()
