"""Returned entries: free words at their fields, and the same fault mended elsewhere in one act."""

import pytest

from client.catalog.changes import value_at
from client.catalog.entry import Entry, as_text
from client.checks.rule import Finding, Severity
from client.errors import InputProblem
from client.store import remote
from client.store.remote import Return
from client.workflows import check_entries, edit_entry, returned, undo
from client.workflows.workspace import Workspace
from tests.workflows.conftest import good_entry

RETURNED = check_entries.RETURNED


def give_back(ws: Workspace, entry_id: str, item: str, field: str, text: str) -> Finding:
    entry = edit_entry.stored(ws, entry_id).entry
    value = as_text(value_at(entry, item, field))
    with ws.db.write() as conn:
        remote.put_returns(
            conn, "市平台", entry_id, [Return(entry_id, "市平台", item, field, "reviewer", text, "王", "", value)]
        )
    return next(one for one in check_entries.live(ws, entry) if one.rule == RETURNED)


def stored(ws: Workspace, entry_id: str) -> Entry:
    return edit_entry.stored(ws, entry_id).entry


def test_others_with_the_returned_value_are_mended_alike(ws: Workspace) -> None:
    first, second, third = (good_entry(ws, name=name) for name in ("孤儿信息", "低保信息", "特困信息"))
    edit_entry.set_values(ws, third, {"sharing_condition": "作为行政依据使用"})
    finding = give_back(ws, first, "", "sharing_condition", "共享条件太笼统")
    alike = returned.same_fault(ws, first, finding)
    assert (alike.entries, alike.by) == ((second,), "value")
    with pytest.raises(InputProblem):
        returned.mend_alike(ws, first, finding, alike.entries)
    edit_entry.set_values(ws, first, {"sharing_condition": "作为数据校核使用"})
    done = returned.mend_alike(ws, first, finding, alike.entries)
    assert done.entries == (second,)
    assert stored(ws, second).text("sharing_condition") == "作为数据校核使用"
    assert stored(ws, third).text("sharing_condition") == "作为行政依据使用"
    assert [(one.entry, one.mended) for one in returned.returns(ws)] == [(first, True)]
    undo.undo(ws, done.act)
    assert stored(ws, second).text("sharing_condition") != "作为数据校核使用"


def test_items_of_the_same_name_are_mended_alike(ws: Workspace) -> None:
    first, second = good_entry(ws, name="孤儿信息"), good_entry(ws, name="低保信息")
    item = stored(ws, first).items[1]
    finding = give_back(ws, first, item.id, "item_type", "人口数应为数值型")
    assert returned.same_fault(ws, first, finding).entries == (second,)
    edit_entry.set_values(ws, first, {"items.2.item_type": "数值型"})
    returned.mend_alike(ws, first, finding, [second])
    assert stored(ws, second).items[1].text("item_type") == "number"
    assert stored(ws, second).items[0].text("item_type") == "string"


def test_a_rule_s_fault_is_found_and_mended_in_the_others(ws: Workspace) -> None:
    first, second = good_entry(ws, name="孤儿信息"), good_entry(ws, name="低保信息")
    for one in (first, second):
        edit_entry.set_values(ws, one, {"name": stored(ws, one).text("name") + "★"})
    finding = Finding("name.characters", Severity.WARNING, "", "name")
    alike = returned.same_fault(ws, first, finding)
    assert (alike.entries, alike.by) == ((second,), "rule")
    assert returned.mend_alike(ws, first, finding, alike.entries).entries == (second,)
    assert stored(ws, second).text("name") == "低保信息"
