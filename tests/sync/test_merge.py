"""The merge: nothing that either side wrote is lost."""

from hypothesis import given
from hypothesis import strategies as st

from client.catalog.changes import EXISTS, ORDER, between, value_at
from client.catalog.entry import Entry, Explanation, Item, Value
from client.sync.merge import merge

FIELDS = ("name", "summary", "format_type")
values = st.one_of(st.sampled_from(["", "甲", "乙", "丙"]), st.sampled_from([("xlsx",), ("csv", "xlsx")]))
contents = st.dictionaries(st.sampled_from(FIELDS), values, max_size=3).map(
    lambda raw: {name: value for name, value in raw.items() if value}
)
items = st.lists(
    st.builds(Item, st.sampled_from(["i1", "i2", "i3", "i4"]), contents), unique_by=lambda item: item.id, max_size=4
)
explanations = st.lists(
    st.builds(Explanation, st.just("r"), st.just(""), st.sampled_from(FIELDS), st.sampled_from("ab"), st.just("")),
    unique_by=lambda one: one.field,
    max_size=2,
)
entries = st.builds(
    lambda profile, content, some, said: Entry("e", profile, "s", content, tuple(some), tuple(said)),
    st.sampled_from(["p@1", "p@2"]),
    contents,
    items,
    explanations,
)


@given(base=st.none() | entries, mine=entries, above=entries)
def test_nothing_that_a_side_wrote_is_lost(base: Entry | None, mine: Entry, above: Entry) -> None:
    merged = merge(base, mine, above)
    asked = {(one.item, one.field): one for one in merged.conflicts}
    root = base or Entry("e", "")
    for change in between(root, mine):
        if change.field not in (EXISTS, ORDER):
            assert value_at(merged.entry, change.item, change.field) == change.after, "mine stands until settled"
    for change in between(root, above):
        if change.field == ORDER:
            continue
        stands = value_at(merged.entry, change.item, change.field)
        there = asked.get((change.item, change.field))
        if change.field == EXISTS:
            assert bool(stands) == bool(change.after) or there is not None
        elif change.after:
            assert stands == change.after or (there is not None and there.above == change.after)
        else:
            kept = asked.get((change.item, EXISTS))
            assert not stands or there is not None or kept is not None


@given(base=entries, other=entries)
def test_one_side_alone_is_taken_whole(base: Entry, other: Entry) -> None:
    for merged in (merge(base, other, base), merge(base, base, other), merge(base, other, other)):
        assert merged.conflicts == ()
        assert _same(merged.entry, other)


@given(base=entries, mine=entries, above=entries)
def test_merging_again_asks_nothing_new(base: Entry, mine: Entry, above: Entry) -> None:
    first = merge(base, mine, above)
    again = merge(above, first.entry, above)
    assert again.conflicts == ()
    assert again.taken == ()
    assert _same(again.entry, first.entry)


def test_an_item_removed_above_and_edited_here_is_a_question() -> None:
    base = Entry("e", "p@1", items=(Item("i1", {"name": "甲"}), Item("i2", {"name": "乙"})))
    mine = base.with_value("name", "丙", "i2")
    merged = merge(base, mine, Entry("e", "p@1", items=base.items[:1]))
    assert merged.entry == mine
    assert [(one.item, one.field, one.mine, one.above) for one in merged.conflicts] == [("i2", EXISTS, "1", "")]


def test_an_item_removed_here_and_edited_above_can_be_brought_back_whole() -> None:
    base = Entry("e", "p@1", items=(Item("i1", {"name": "甲", "summary": "乙"}),))
    merged = merge(base, Entry("e", "p@1"), base.with_value("name", "丙", "i1"))
    assert merged.entry.items == ()
    told = [(one.field, one.mine, one.above) for one in merged.conflicts]
    assert told[0] == (EXISTS, "", "0")
    assert sorted(told[1:]) == [("name", "", "丙"), ("summary", "", "乙")]


def test_members_that_only_one_side_knows_stay() -> None:
    base = Entry("e", "p@1")
    mine, above = Entry("e", "p@1", extra={"a": 1}), Entry("e", "p@1", extra={"b": 2})
    assert merge(base, mine, above).entry.extra == {"a": 1, "b": 2}


def _same(one: Entry, other: Entry) -> bool:
    def content(entry: Entry) -> tuple[object, ...]:
        values: dict[str, Value] = dict(entry.values)
        said = {(part.item, part.rule, part.field): (part.text, part.value) for part in entry.explanations}
        return entry.profile, values, {item.id: dict(item.values) for item in entry.items}, said

    return content(one) == content(other)
