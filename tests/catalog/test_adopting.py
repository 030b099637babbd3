"""Going over to another standard loses nothing, and coming back brings back what was kept aside."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from client.catalog import profile as profiles
from client.catalog.adopting import KEPT, convert
from client.catalog.entry import Entry, Item
from tests.checks.made import PROFILES, clean

DECREE, PROVINCE, SUZHOU = (profiles.get(name) for name in ("decree-809", "province-direct", "suzhou"))


def test_a_renamed_field_becomes_a_key_where_the_list_knows_the_word() -> None:
    entry = Entry("e", DECREE.key, values={"name": "甲", "domain": "市场监管", "keywords": "社会保障、医疗卫生"})
    done = convert(entry, DECREE, PROVINCE)
    assert done.entry.values == {"name": "甲", "data_domain": "market", "catalog_tags": ("social_security", "health")}
    assert set(done.renamed) == {("domain", "data_domain"), ("keywords", "catalog_tags")}
    assert done.entry.extra == {}
    unknown = convert(entry.with_value("domain", "从没听过的领域"), DECREE, PROVINCE)
    assert unknown.entry.get("data_domain") == "从没听过的领域"


def test_what_has_no_place_is_kept_and_comes_back() -> None:
    items = (Item("i", {"item_name": "姓名", "item_sharing": "conditional"}),)
    entry = Entry("e", DECREE.key, values={"name": "甲", "industry": "教育", "record_count": "5"}, items=items)
    there = convert(entry, DECREE, PROVINCE)
    assert set(there.kept) == {"industry", "record_count", "item_sharing"}
    assert there.entry.extra == {
        KEPT: {"fields": {"industry": "教育", "record_count": "5"}, "items": {"i": {"item_sharing": "conditional"}}}
    }
    back = convert(there.entry, PROVINCE, DECREE)
    assert back.entry == entry
    assert set(back.returned) == {"industry", "record_count", "item_sharing"}


def test_a_value_that_was_typed_meanwhile_is_not_overwritten() -> None:
    there = convert(Entry("e", DECREE.key, values={"industry": "教育"}), DECREE, PROVINCE).entry
    back = convert(there.with_value("industry", "卫生"), PROVINCE, DECREE)
    assert back.entry.get("industry") == "卫生"
    assert back.entry.extra[KEPT] == {"fields": {"industry": "教育"}}


def test_foreign_members_stay_and_a_foreign_kept_member_breaks_nothing() -> None:
    entry = Entry("e", DECREE.key, values={"name": "甲"}, extra={"x": 1, KEPT: "nonsense"})
    assert convert(entry, DECREE, PROVINCE).entry.extra == {"x": 1}


@given(st.data())
def test_no_value_is_lost_on_any_way(data: st.DataObject) -> None:
    old, new = (profiles.get(data.draw(st.sampled_from(PROFILES))) for _ in range(2))
    entry = data.draw(st.sampled_from(clean(old.id)))
    done = convert(entry, old, new)
    moved = dict(done.renamed)
    aside = done.entry.extra.get(KEPT, {}).get("fields", {})
    for name, value in entry.values.items():
        held = done.entry.values.get(moved.get(name, name)) or aside.get(name)
        assert held, (name, value)
    assert len(done.entry.items) == len(entry.items)
    assert done.entry.profile == new.key


@pytest.mark.parametrize("name", PROFILES)
def test_going_over_to_what_it_is_changes_nothing(name: str) -> None:
    for entry in clean(name):
        assert convert(entry, profiles.get(name), profiles.get(name)).entry == entry
