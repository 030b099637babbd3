"""Words of offices and portals that no list has: offered what they may mean, and never the opposite."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from client.catalog import profile as profiles
from client.catalog.likely import likely

SHARING, OPENING, CYCLE = ("decree-809", "sharing"), ("decree-809", "open_type"), ("decree-809", "update_cycle")
TYPE, OPEN_2017 = ("decree-809", "format_type"), ("national-2017", "open_type")
WAY_2017 = ("national-2017", "sharing_way")

OFFERED = [
    (SHARING, "共享", "unconditional conditional"), (SHARING, "1.无条件共享", "unconditional"),
    (SHARING, "（3）不予共享", "refused"), (SHARING, "无条件工享", "unconditional"), (SHARING, "元条件共享", "unconditional"),
    (SHARING, "有条件共享，需申请", "conditional"), (SHARING, "部门间共享", "conditional"), (SHARING, "暂不共享", "refused"),
    (SHARING, "无条件,有条件", "unconditional conditional"),
    (OPENING, "开发", "unconditional conditional"), (OPENING, "是", "unconditional conditional"),
    (OPENING, "无条件开发", "unconditional"), (OPENING, "依申请开放", "conditional"), (OPENING, "暂不对外开放", "refused"),
    (OPEN_2017, "开发", "yes"), (OPEN_2017, "受限开放", "yes"), (OPEN_2017, "是（无条件）", "yes"), (OPEN_2017, "不开发", "refused"),
    (CYCLE, "每 3 月", "quarterly"), (CYCLE, "3个月", "quarterly"), (CYCLE, "每12个月", "yearly"), (CYCLE, "1次/年", "yearly"),
    (CYCLE, "4次/年", "quarterly"), (CYCLE, "每年两次更新", "half_yearly"), (CYCLE, "每两年", "other"), (CYCLE, "每曰", "daily"),
    (CYCLE, "每季渡", "quarterly"), (CYCLE, "每日/每月", "daily monthly"), (CYCLE, "T+1", "daily"), (CYCLE, "每月15日", "monthly"),
    (TYPE, "Excel", "xls xlsx"), (TYPE, "Word文档", "doc docx"), (TYPE, "MySQL 8.0", "mysql"), (TYPE, "人大金仓V8", "kingbasees"),
    (("decree-809", "item_type"), "VARCHAR2(50)", "string"), (("decree-809", "item_type"), "n12,2", "number"),
    (WAY_2017, "共享平台", "interface database file"), (WAY_2017, "批量交换", "database"), (WAY_2017, "HTTP接口", "interface"),
]  # fmt: skip


@pytest.mark.parametrize(("where", "text", "wanted"), OFFERED)
def test_what_is_offered(where: tuple[str, str], text: str, wanted: str) -> None:
    profile = profiles.get(where[0])
    field = profile.field(where[1]) or profile.item_field(where[1])
    assert field is not None
    assert field.list is not None
    assert set(likely(field.list, text)) == set(wanted.split())


@pytest.mark.parametrize("text", ["可予共享", "非法共享", "待定", "政务共享平台", "不予以开放共享", "", "x" * 1000])
def test_nothing_is_offered_that_denies_what_is_written(text: str) -> None:
    field = profiles.get("decree-809").field("sharing")
    assert field is not None
    assert field.list is not None
    assert "refused" not in likely(field.list, text)
    if text.startswith(("不", "非")):
        assert likely(field.list, text) == ()


@given(st.text(max_size=60))
def test_any_text_is_answered(text: str) -> None:
    for name in ("sharing", "update_cycle", "format_type"):
        field = profiles.get("decree-809").field(name)
        assert field is not None
        assert field.list is not None
        found = likely(field.list, text)
        assert len(found) <= 4
        assert all(field.list.get(key) for key in found)
