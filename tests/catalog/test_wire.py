"""The exchange body carries everything there and back, and its digest sees content only."""

import pytest
from hypothesis import given

from client.catalog import wire
from client.catalog.entry import Entry, Explanation, Item
from tests.catalog.test_changes import ENTRIES


@given(ENTRIES)
def test_an_entry_comes_back_as_it_went(entry: Entry) -> None:
    back = wire.entry_of(wire.body_of(entry), entry.id, entry.space)
    assert (back.profile, back.values, [i.id for i in back.items]) == (
        entry.profile,
        entry.values,
        [i.id for i in entry.items],
    )
    assert wire.digest(wire.body_of(back)) == wire.digest(wire.body_of(entry))


def test_members_of_a_newer_platform_are_given_back() -> None:
    body = {"profile": "a@1", "fields": {}, "items": [], "lineage": {"from": ["x"]}}
    assert wire.body_of(wire.entry_of(body, "e")) == body


def test_the_digest_ignores_the_sign_off_which_names_it() -> None:
    entry = Entry("e", "a@1", values={"name": "人口信息"})
    assert wire.digest(wire.body_of(entry, {"approver": "周明"})) == wire.digest(wire.body_of(entry))


def test_the_digest_does_not_depend_on_the_order_of_fields() -> None:
    one = Entry("e", "a@1", values={"name": "人口信息", "summary": "概况"})
    other = Entry("e", "a@1", values={"summary": "概况", "name": "人口信息"})
    assert wire.digest(wire.body_of(one)) == wire.digest(wire.body_of(other))


def test_a_pointer_finds_the_item_by_place_and_holds_it_by_id() -> None:
    entry = Entry("e", "a@1", items=(Item("i1", {}), Item("i2", {})))
    pointer = wire.pointer(entry, "i2", "item_type")
    assert pointer == "/items/1/fields/item_type"
    assert wire.place(entry, pointer) == ("i2", "item_type")


@pytest.mark.parametrize("pointer", ["", "/", "/items/9/fields/item_type", "/items/x", "/nothing/here", "fields/name"])
def test_a_pointer_at_nothing_we_know_means_the_whole_entry(pointer: str) -> None:
    assert wire.place(Entry("e", "a@1", items=(Item("i1", {}),)), pointer) == ("", "")


def test_explanations_travel_with_the_value_they_stand_for() -> None:
    said = Explanation("name.short", "", "name", "全称就是这样", "户籍")
    entry = Entry("e", "a@1", values={"name": "户籍"}, explanations=(said,))
    assert wire.entry_of(wire.body_of(entry), "e").explanations == (said,)


@pytest.mark.parametrize(
    "body", [{}, {"profile": "a@1", "items": [{}]}, {"profile": "a@1", "fields": 3}, {"profile": "a@1", "items": "x"}]
)
def test_a_body_of_another_shape_is_named_as_such(body: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="exchange body"):
        wire.entry_of(body, "e")
