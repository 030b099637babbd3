"""Entries written, saved field by field, explained, deleted and brought back."""

from dataclasses import replace

import pytest

from client.checks.rule import Finding, Severity
from client.errors import InputProblem
from client.store.query import EntryFilter
from client.workflows import check_entries, edit_entry, undo
from client.workflows.workspace import Workspace
from tests.workflows.conftest import OFFICE, OFFICE_CODE, good_entry


def test_a_new_entry_belongs_to_the_office(ws: Workspace) -> None:
    entry = edit_entry.new_entry(ws).entry
    assert (entry.text("provider"), entry.text("provider_code"), entry.space) == (OFFICE, OFFICE_CODE, OFFICE_CODE)
    assert entry.profile == ws.profile.key


def test_a_draft_without_a_name_is_saved_with_its_faults(ws: Workspace) -> None:
    made = edit_entry.new_entry(ws)
    assert ws.query.entry(made.entry.id) is not None
    assert any(one.field == "name" and one.severity is Severity.ERROR for one in ws.query.findings(made.entry.id))


def test_saving_leaves_alone_what_was_changed_elsewhere_meanwhile(ws: Workspace) -> None:
    opened = edit_entry.new_entry(ws, {"name": "低保对象信息"}).entry
    edit_entry.set_values(ws, opened.id, {"summary": "别处写的摘要"})
    edit_entry.save(ws, opened.with_value("name", "城乡低保对象信息"), opened)
    stored = edit_entry.stored(ws, opened.id).entry
    assert (stored.text("name"), stored.text("summary")) == ("城乡低保对象信息", "别处写的摘要")


def test_a_typing_session_is_one_act(ws: Workspace) -> None:
    base = edit_entry.new_entry(ws).entry
    first = edit_entry.save(ws, base.with_value("name", "低"), base)
    second = edit_entry.save(ws, first.entry.with_value("name", "低保"), first.entry, continuing=first.act)
    assert second.act == first.act
    undo.undo(ws)
    assert edit_entry.stored(ws, base.id).entry.text("name") == ""


def test_values_are_typed_as_people_write_them(ws: Workspace) -> None:
    entry_id = good_entry(ws)
    edit_entry.set_values(
        ws, entry_id, {"update_cycle": "每天", "items.1.item_type": "数值型", "items.3.item_name": "发放日期"}
    )
    stored = edit_entry.stored(ws, entry_id).entry
    assert stored.text("update_cycle") == "daily"
    assert stored.items[0].text("item_type") == "number"
    assert stored.items[2].text("item_name") == "发放日期"


@pytest.mark.parametrize(("name", "code"), [("nonsense", "entry.no-field"), ("items.9.item_type", "entry.no-item")])
def test_a_place_that_is_not_there_is_refused(ws: Workspace, name: str, code: str) -> None:
    entry_id = good_entry(ws)
    with pytest.raises(InputProblem, match=code.replace(".", r"\.")):
        edit_entry.set_values(ws, entry_id, {name: "x"})


def test_an_explanation_passes_a_warning_until_the_value_changes(ws: Workspace) -> None:
    entry_id = good_entry(ws)
    named = edit_entry.set_values(ws, entry_id, {"name": "户籍"})
    warning = next(one for one in named.findings if one.severity is Severity.WARNING)
    explained = edit_entry.explain(ws, entry_id, warning, "全称就是这样")
    assert all(one.explained for one in explained.findings if one.rule == warning.rule)
    changed = edit_entry.set_values(ws, entry_id, {"name": "户口"})
    assert not any(one.explained for one in changed.findings if one.rule == warning.rule)


def test_an_explanation_can_be_undone(ws: Workspace) -> None:
    entry_id = good_entry(ws)
    edit_entry.explain(ws, entry_id, Finding("name.short", Severity.WARNING, "", "name"), "说明")
    undo.undo(ws)
    assert edit_entry.stored(ws, entry_id).entry.explanations == ()


def test_a_deleted_draft_comes_back_whole(ws: Workspace) -> None:
    entry_id = good_entry(ws)
    before = edit_entry.stored(ws, entry_id).entry
    removed = edit_entry.delete(ws, [entry_id])
    assert removed.entries == (entry_id,)
    assert ws.query.count(EntryFilter()) == 0
    undo.undo(ws, removed.act)
    after = edit_entry.stored(ws, entry_id).entry
    assert replace(after, revision=0) == replace(before, revision=0)


def test_redo_takes_the_undo_back(ws: Workspace) -> None:
    entry_id = good_entry(ws)
    edit_entry.set_values(ws, entry_id, {"name": "城乡特困人员信息"})
    undo.undo(ws)
    undo.redo(ws)
    assert edit_entry.stored(ws, entry_id).entry.text("name") == "城乡特困人员信息"


def test_a_copy_has_its_own_identity(ws: Workspace) -> None:
    entry_id = good_entry(ws)
    copied = edit_entry.copy_entry(ws, entry_id).entry
    source = edit_entry.stored(ws, entry_id).entry
    assert copied.values == source.values
    assert not {item.id for item in copied.items} & {item.id for item in source.items}


def test_undo_of_nothing_is_a_sentence(ws: Workspace) -> None:
    with pytest.raises(InputProblem, match=r"entry\.nothing-to-undo"):
        undo.undo(ws)


def test_withdrawing_needs_a_reason(ws: Workspace) -> None:
    with pytest.raises(InputProblem, match=r"entry\.no-reason"):
        edit_entry.withdraw(ws, [good_entry(ws)], " ")


def test_a_safe_fix_in_bulk_is_one_act(ws: Workspace) -> None:
    ids = [good_entry(ws, name=f"{name}信息") for name in ("低保对象", "特困人员", "孤儿")]
    for entry_id in ids:
        base = edit_entry.stored(ws, entry_id).entry
        edit_entry.save(ws, base.with_value("summary", base.text("summary") + " "), base)
    check_entries.check(ws)
    fixed = check_entries.fix_safe(ws)
    if fixed.fixes:
        undo.undo(ws, fixed.act)
        assert all(edit_entry.stored(ws, one).entry.text("summary").endswith(" ") for one in fixed.entries)
