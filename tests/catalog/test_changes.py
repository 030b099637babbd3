"""Differences between two states, applied again, give the second state; applied elsewhere, they touch nothing else."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from client.catalog.changes import EXISTS, Change, applied, between, value_at
from client.catalog.entry import Entry, Explanation, Item

TEXTS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=8)
VALUES = st.dictionaries(
    st.sampled_from(["name", "summary", "format_type"]), TEXTS | st.tuples(TEXTS, TEXTS), max_size=3
)
ITEMS = st.lists(
    st.builds(Item, st.sampled_from(["i1", "i2", "i3", "i4", "i5"]), VALUES), max_size=5, unique_by=lambda item: item.id
).map(tuple)
EXPLANATIONS = st.lists(
    st.builds(Explanation, st.just("name.short"), st.just(""), st.sampled_from(["name", "summary"]), TEXTS, TEXTS),
    max_size=2,
    unique_by=lambda one: one.field,
).map(tuple)
ENTRIES = st.builds(
    Entry, st.just("e"), st.sampled_from(["a@1", "b@2"]), values=VALUES, items=ITEMS, explanations=EXPLANATIONS
)


@given(ENTRIES, ENTRIES)
def test_applying_the_differences_gives_the_second_state(old: Entry, new: Entry) -> None:
    result = applied(old, between(old, new))
    assert (result.profile, result.values, result.items) == (new.profile, new.values, new.items)
    assert set(result.explanations) == set(new.explanations)


@given(ENTRIES)
def test_an_entry_does_not_differ_from_itself(entry: Entry) -> None:
    assert between(entry, entry) == ()


@given(ENTRIES, ENTRIES)
def test_every_change_says_what_stands_there_before_and_after(old: Entry, new: Entry) -> None:
    for change in between(old, new):
        if change.field in ("@order", EXISTS):
            continue
        assert value_at(old, change.item, change.field) == change.before
        assert value_at(new, change.item, change.field) == change.after


def test_a_change_of_an_item_that_is_gone_is_left_out() -> None:
    entry = Entry("e", "a@1", items=(Item("i1", {"item_name": "姓名"}),))
    assert applied(entry, [Change("i2", "item_name", "", "性别")]) == entry


def test_a_field_changed_elsewhere_meanwhile_is_kept() -> None:
    base = Entry("e", "a@1", values={"name": "人口信息", "summary": "旧"})
    mine = base.with_value("name", "人口基本信息")
    stored = base.with_value("summary", "新")
    assert applied(stored, between(base, mine)).values == {"name": "人口基本信息", "summary": "新"}


def test_an_added_item_stands_where_it_was_put() -> None:
    base = Entry("e", "a@1", items=(Item("i1", {}), Item("i2", {})))
    mine = replace(base, items=(base.items[0], Item("i3", {"item_name": "性别"}), base.items[1]))
    assert [item.id for item in applied(base, between(base, mine)).items] == ["i1", "i3", "i2"]
