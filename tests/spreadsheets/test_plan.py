from collections.abc import Sequence
from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from client.catalog import profile as profiles
from client.catalog.entry import Entry, Item, Values
from client.clock import new_id
from client.spreadsheets.drafts import Draft, DraftItem, Source
from client.spreadsheets.plan import Kind, Plan, name_of, plan
from client.spreadsheets.reasons import Reason

PROFILE = profiles.get("decree-809")
FIELDS = ("name", "provider", "code", "summary")
ITEM_FIELDS = ("item_name", "item_type")


class Stored:
    """Entries as the store would give them."""

    def __init__(self, entries: Sequence[Entry] = (), deleted: Sequence[str] = ()) -> None:
        self.entries = {entry.id: entry for entry in entries}
        self.deleted = frozenset(deleted)

    def by_id(self, entry_id: str) -> Entry | None:
        return self.entries.get(entry_id)

    def used(self, entry_id: str) -> bool:
        return entry_id in self.entries or entry_id in self.deleted

    def by_code(self, code: str) -> list[str]:
        return [entry.id for entry in self.entries.values() if entry.text("code") == code]

    def by_name(self, provider: str, name_key: str) -> list[str]:
        return [entry.id for entry in self.entries.values() if name_of(entry.values) == (provider, name_key)]


def draft(
    name: str = "",
    *,
    key: str = "",
    items: Sequence[DraftItem] = (),
    columns: Sequence[str] = FIELDS,
    item_columns: Sequence[str] = ITEM_FIELDS,
    **more: str,
) -> Draft:
    values = {field: value for field, value in {"name": name, "provider": "局", **more}.items() if value}
    source = Source("表", dict.fromkeys(columns, "A"), dict.fromkeys(item_columns, "B"))
    return Draft(key, values, tuple(items), 2, source)


def item(name: str, key: str = "", kind: str = "") -> DraftItem:
    values = {field: value for field, value in {"item_name": name, "item_type": kind}.items() if value}
    return DraftItem(key, values, 2)


def made(drafts: Sequence[Draft], stored: Sequence[Entry] = ()) -> Plan:
    numbers = count(1)
    return plan(drafts, Stored(stored), PROFILE, lambda: f"id{next(numbers)}", space="某县")


def kinds(found: Plan) -> list[str]:
    return [line.kind.value for line in found.lines]


def entry(entry_id: str, name: str, items: Sequence[Item] = (), **more: str) -> Entry:
    values: Values = {"name": name, "provider": "局", **more}
    return Entry(entry_id, PROFILE.key, values=values, items=tuple(items), revision=1)


def test_new_entries_belong_to_the_space_and_profile() -> None:
    (line,) = made([draft("甲", items=[item("姓名")])]).lines
    assert line.entry is not None
    assert (line.kind, line.entry.space, line.entry.profile) == (Kind.NEW, "某县", PROFILE.key)
    assert line.entry.items[0].text("item_name") == "姓名"


def test_matched_by_key_then_code_then_name() -> None:
    stored = [entry("a", "甲"), entry("b", "乙", code="307/1"), entry("c", "丙")]
    found = made([draft("甲新", key="a"), draft("乙新", code="307/1"), draft("丙。")], stored)
    assert [line.old.id if line.old else "" for line in found.lines] == ["a", "b", "c"]
    assert [line.renamed for line in found.lines] == [True, True, False]
    assert kinds(found) == ["changed", "changed", "changed"]


def test_a_row_that_names_its_entry_by_key_comes_before_one_that_names_it_by_name() -> None:
    found = made([draft("甲"), draft("甲改", key="a")], [entry("a", "甲")])
    assert kinds(found) == ["new", "changed"]


def test_the_second_row_with_a_key_is_a_copy_and_new() -> None:
    found = made([draft("甲", key="a"), draft("甲的副本", key="a")], [entry("a", "甲")])
    assert kinds(found) == ["same", "new"]
    assert found.lines[1].entry is not None
    assert found.lines[1].entry.id != "a"


def test_duplicates_inside_the_file_point_at_the_first() -> None:
    found = made([draft("低保对象信息"), draft("乙"), draft("低保对象（信息）", summary="别的")])
    assert kinds(found) == ["new", "new", "duplicate"]
    assert found.lines[2].first == 0
    assert {change.field for change in found.lines[2].changes} == {"name", "summary"}


def test_one_name_with_two_codes_or_two_offices_is_no_duplicate() -> None:
    found = made([draft("甲", code="1"), draft("甲", code="2"), draft("甲", provider="另一局"), draft(""), draft("")])
    assert kinds(found) == ["new"] * 5


def test_rows_without_name_and_code_are_known_by_what_they_say() -> None:
    rows = [draft("", summary="述", items=[item("姓名")]), draft("", summary="别的"), draft("", summary="述")]
    first = made(rows)
    assert kinds(first) == ["new"] * 3
    again = made(rows, [line.entry for line in first.lines if line.entry])
    assert kinds(again) == ["same"] * 3


def test_a_blank_column_blanks_and_a_missing_column_leaves_alone() -> None:
    stored = [entry("a", "甲", summary="述", code="1")]
    (line,) = made([draft("甲", key="a", columns=("name", "provider", "summary"))], stored).lines
    assert line.entry is not None
    assert line.entry.values == {"name": "甲", "provider": "局", "code": "1"}
    assert [(change.field, change.before, change.after) for change in line.changes] == [("summary", "述", "")]


def test_items_are_matched_by_key_name_and_place() -> None:
    old = [
        Item("1", {"item_name": "姓名"}),
        Item("2", {"item_name": "性别"}),
        Item("3", {"item_name": "年龄", "item_level": "2"}),
    ]
    items = [item("年龄"), item("姓名全称", key="1"), item("籍贯"), item("民族")]
    (line,) = made([draft("甲", key="a", items=items)], [entry("a", "甲", old)]).lines
    assert line.entry is not None
    ids = [one.id for one in line.entry.items]
    assert ids[:2] == ["3", "1"]
    assert line.entry.items[0].values["item_level"] == "2"
    assert set(ids[2:]) & {"1", "2", "3"} == set()
    again = made(
        [draft("甲", key="a", items=[item("姓名"), item("性别（改）"), item("年龄")])], [entry("a", "甲", old)]
    )
    assert again.lines[0].entry is not None
    assert [one.id for one in again.lines[0].entry.items] == ["1", "2", "3"]


def test_a_file_without_item_columns_leaves_the_items() -> None:
    old = [Item("1", {"item_name": "姓名"})]
    assert kinds(made([draft("甲", key="a", item_columns=())], [entry("a", "甲", old)])) == ["same"]


def test_refused_rows_are_lines_without_an_entry() -> None:
    refused = Draft("", {}, (), 5, Source("表", {}, {}), refused=Reason("row.secret"))
    found = made([refused])
    assert kinds(found) == ["refused"]
    assert found.lines[0].entry is None


def test_missing_since_last_time() -> None:
    found = made([draft("甲", key="a")], [entry("a", "甲"), entry("b", "乙")])
    assert found.missing(["a", "b"]) == ("b",)


NAMES = st.sampled_from(["甲", "乙", "丙", "丁", "甲 ", ""])
DRAFTS = st.lists(
    st.builds(
        lambda name, key, code, summary, items: draft(
            name, key=key, code=code, summary=summary, items=[item(one) for one in items]
        ),
        NAMES,
        st.sampled_from(["", "", "a", "b", "x"]),
        st.sampled_from(["", "1", "2"]),
        st.sampled_from(["", "述"]),
        st.lists(st.sampled_from(["姓名", "性别", ""]), max_size=3),
    ),
    max_size=8,
)
STORED = [entry("a", "甲", [Item("i1", {"item_name": "姓名"})], code="1"), entry("b", "乙", summary="旧")]


@given(DRAFTS)
def test_every_draft_has_one_line_and_every_entry_one_draft(drafts: list[Draft]) -> None:
    found = made(drafts, STORED)
    assert [line.draft for line in found.lines] == drafts
    assert sum(found.count(kind) for kind in Kind) == len(drafts)
    about = [line.old.id for line in found.lines if line.old]
    assert len(about) == len(set(about))
    ids = [line.entry.id for line in found.lines if line.entry]
    assert len(ids) == len(set(ids))
    for line in found.lines:
        assert (line.kind is Kind.SAME) == (line.old is not None and not line.changes)
        if line.entry:
            items = [one.id for one in line.entry.items]
            assert len(items) == len(set(items))


@given(DRAFTS)
def test_importing_the_same_file_again_changes_nothing(drafts: list[Draft]) -> None:
    named = [one for one in drafts if one.values.get("name") and not one.key]
    first = made(named)
    kept = [line.entry for line in first.lines if line.entry and line.kind is Kind.NEW]
    again = made(named, kept)
    assert again.count(Kind.NEW) == 0
    assert again.count(Kind.SAME) + again.count(Kind.DUPLICATE) == len(named)


def test_a_marked_but_unstored_row_keeps_the_ids_it_was_given() -> None:
    key, part = new_id(), new_id()
    rows = [draft("甲", key=key, items=[item("姓名", key=part)])] * 2
    first, second = made(rows).lines
    assert first.entry is not None
    assert second.entry is not None
    assert (first.entry.id, first.entry.items[0].id) == (key, part)
    # A copied row is another entry, with other items.
    assert {second.entry.id, second.entry.items[0].id}.isdisjoint({key, part})
    again = made([draft("乙", key=key, items=[item("姓名", key=part)])], [first.entry])
    assert kinds(again) == ["changed"]
    assert again.lines[0].renamed


def test_a_deleted_entry_is_not_written_over() -> None:
    key = new_id()
    (line,) = plan([draft("甲", key=key)], Stored(deleted=[key]), PROFILE, new_id, space="某县").lines
    assert line.kind is Kind.NEW
    assert line.entry is not None
    assert line.entry.id != key
