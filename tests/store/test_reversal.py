"""Undo is pure, so it is tried with anything: entries whose items come, go and change places."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from client.catalog.entry import Entry, Explanation, Item, Value
from client.catalog.states import Local, Mount
from client.store.reversal import Snapshot, differences, digest, take_back

texts = st.sampled_from(["甲", "乙", "丙"])
values: st.SearchStrategy[dict[str, Value]] = st.dictionaries(
    st.sampled_from(["name", "code", "sharing_way"]), texts | st.lists(texts, min_size=1, max_size=2).map(tuple)
)
items = st.builds(Item, st.sampled_from("abcdef"), values)
explanations = st.builds(
    Explanation,
    st.sampled_from(["r.a", "r.b"]),
    st.sampled_from(["", "a"]),
    st.sampled_from(["", "name"]),
    texts,
    texts,
)
entries = st.builds(
    Entry,
    id=st.just("e"),
    profile=st.sampled_from(["one@1", "two@1"]),
    space=st.sampled_from(["", "s"]),
    values=values,
    items=st.lists(items, max_size=5, unique_by=lambda item: item.id).map(tuple),
    explanations=st.lists(explanations, max_size=2, unique_by=lambda one: (one.rule, one.item, one.field)).map(tuple),
    extra=st.sampled_from([{}, {"x": [1]}]),
)
snapshots = st.builds(Snapshot, entries, st.booleans(), st.sampled_from(list(Local)), st.sampled_from(list(Mount)))


def same(one: Snapshot, other: Snapshot) -> bool:
    return digest(one.entry) == digest(other.entry) and replace(one, entry=other.entry) == other


@given(snapshots, snapshots)
def test_right_after_an_act_undo_gives_exactly_what_was_before(old: Snapshot, new: Snapshot) -> None:
    if not old.exists and not new.exists:
        return  # nobody edits what is deleted
    done = differences(old, new)
    back = take_back(new, done)
    assert same(back.now, old)
    assert not back.skipped
    assert len(back.restored) == len(done)


@given(snapshots, snapshots)
def test_redo_gives_exactly_what_was_undone(old: Snapshot, new: Snapshot) -> None:
    if not old.exists and not new.exists:
        return
    undone = take_back(new, differences(old, new)).now
    redone = take_back(undone, differences(new, undone)).now
    assert same(redone, new)


@given(entries, entries, entries)
def test_later_work_is_never_overwritten(old: Entry, new: Entry, later: Entry) -> None:
    """Whatever else was changed since stays; each line of the act is either restored or listed."""
    before, after, now = (Snapshot(one, True, Local.DRAFT, Mount.NONE) for one in (old, new, later))
    done = differences(before, after)
    back = take_back(now, done)
    assert {*back.restored, *back.skipped} == {*done}
    assert not {*back.restored} & {*back.skipped}
    touched = {line.field for line in done if not line.item}
    for field in later.values:
        if field not in touched:
            assert back.now.entry.get(field) == later.get(field)
    for line in back.restored:
        if not line.item and not line.field.startswith("@"):
            assert later.get(line.field) == line.after
            assert back.now.entry.get(line.field) == line.before


def test_a_new_entry_that_was_edited_since_stays() -> None:
    made = Snapshot(Entry("e", "p@1", values={"name": "甲"}), True, Local.DRAFT, Mount.NONE)
    now = replace(made, entry=made.entry.with_value("name", "乙"))
    back = take_back(now, differences(None, made))
    assert back.now == now
    assert len(back.skipped) == 1


def test_undo_of_an_edit_makes_a_ready_entry_a_draft() -> None:
    old = Snapshot(Entry("e", "p@1", values={"name": "甲"}), True, Local.DRAFT, Mount.NONE)
    new = replace(old, entry=old.entry.with_value("name", "乙"))
    back = take_back(replace(new, local=Local.SIGNED_OFF), differences(old, new))
    assert back.now.local is Local.DRAFT
