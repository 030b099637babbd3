import pytest

from client.checks.rule import Severity
from client.errors import InputProblem
from client.store.query import EntryFilter
from client.workflows import check_entries, edit_entry, undo
from client.workflows.standards import apply_element
from client.workflows.workspace import Workspace
from tests.workflows.conftest import good_entry


def test_an_element_fills_an_item_as_one_act(ws: Workspace) -> None:
    entry_id = good_entry(ws)
    before = edit_entry.stored(ws, entry_id).entry
    edited = apply_element.apply_element(ws, entry_id, "id_number")
    item = edited.entry.items[-1]
    assert (item.text("item_name"), item.text("item_type"), item.text("item_length")) == (
        "公民身份号码",
        "string",
        "18",
    )
    assert (item.text("item_level"), item.text("item_sensitive")) == ("3", "sensitive")
    assert item.text("item_english_name") == "id_number"
    undo.undo(ws)
    assert edit_entry.stored(ws, entry_id).entry.items == before.items


def test_an_item_keeps_its_own_name_and_gets_the_rest(ws: Workspace) -> None:
    entry_id = good_entry(ws)
    (first, *_rest) = edit_entry.stored(ws, entry_id).entry.items
    edited = apply_element.apply_element(ws, entry_id, "name", first.id)
    changed = edited.entry.items[0]
    assert (changed.text("item_name"), changed.text("item_length")) == (first.text("item_name"), "50")


def test_what_the_standard_does_not_ask_is_left_out(ws: Workspace) -> None:
    ws.use_profile("national-2017")
    made = edit_entry.new_entry(ws, {"name": "低保对象"})
    (item,) = apply_element.apply_element(ws, made.entry.id, "id_number").entry.items
    assert set(item.values) == {"item_name", "item_type", "item_length"}


def test_unknown_elements_and_items_are_refused(ws: Workspace) -> None:
    entry_id = good_entry(ws)
    with pytest.raises(InputProblem, match=r"entry\.no-element"):
        apply_element.apply_element(ws, entry_id, "nothing")
    with pytest.raises(InputProblem, match=r"entry\.no-item"):
        apply_element.apply_element(ws, entry_id, "name", "nobody")


def test_offers_are_taken_for_the_whole_store_in_one_act(ws: Workspace) -> None:
    ids = [good_entry(ws, name=f"{name}对象信息") for name in ("残疾人", "高龄老人")]
    for entry_id in ids:
        edit_entry.set_values(ws, entry_id, {"items.3.item_name": "身份证号", "items.3.item_type": "数值型"})
    found = check_entries.fix_rule(ws, "item.element-type")
    assert set(found.entries) == set(ids)
    check_entries.fix_rule(ws, "item.element-offer")
    for entry_id in ids:
        item = edit_entry.stored(ws, entry_id).entry.items[2]
        assert (item.text("item_type"), item.text("item_length"), item.text("item_level")) == ("string", "18", "3")
        left = [one for one in check_entries.live(ws, edit_entry.stored(ws, entry_id).entry) if "element" in one.rule]
        assert not [one for one in left if one.severity is not Severity.INFO]
    assert ws.query.count(EntryFilter()) == 2
