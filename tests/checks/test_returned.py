"""What a reviewer writes in free words finds its fields, or none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from client.catalog.entry import Entry, Item
from client.checks.returned import places

ENTRY = Entry(
    "e",
    "decree-809@2025.1",
    values={"name": "低保对象信息"},
    items=(Item("i0", {"item_name": "姓名"}), Item("i1", {"item_name": "保障人口数"})),
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("共享条件写得太笼统，请补充", [("", "sharing_condition")]),
        ("摘要不完整；更新频率应为每月", [("", "summary"), ("", "update_cycle")]),
        ("“保障人口数”的数据类型应为数值型", [("i1", "item_type")]),
        ("第2个数据项缺少长度", [("i1", "item_length")]),
        ("姓名属于个人信息，共享类型不应为无条件共享", [("i0", ""), ("", "sharing")]),
        ("目录名称不规范，与已有目录重复", [("", "name")]),
        ("Summary is too short", [("", "summary")]),
        ("请重新核对后报送", []),
        ("类型不对", []),
        ("", []),
    ],
)
def test_words_lead_to_fields(text: str, expected: list[tuple[str, str]]) -> None:
    assert list(places(text, ENTRY)) == expected


def test_an_unknown_standard_maps_nothing() -> None:
    assert places("共享条件", Entry("e", "nowhere@1")) == ()


@given(st.text(max_size=200))
def test_any_text_gives_places_that_are_there(text: str) -> None:
    for item, _field in places(text, ENTRY):
        assert not item or ENTRY.item(item)
