"""The two profiles of platforms of another shape: their numbers, their levels of review, their codes, as data only."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from client.catalog import code_families, profile
from client.catalog.profile import Profile

PROVINCE = profile.get("province-direct")
SUZHOU = profile.get("suzhou")


def key_of(one: Profile, listed: str, text: str) -> str:
    found = one.lists[listed].find(text)
    assert found is not None, (listed, text)
    return found.key


def test_they_decide_sharing_at_different_places_and_are_reviewed_by_different_people() -> None:
    assert (PROVINCE.sharing_level, SUZHOU.sharing_level) == ("entry", "item")
    assert [level.id for level in PROVINCE.review_levels] == ["department", "city", "province"]
    assert [level.id for level in SUZHOU.review_levels] == ["authority", "province"]
    assert len(profile.get("decree-809").review_levels) == 2
    assert PROVINCE.item_field("item_sharing") is None
    item_sharing = SUZHOU.item_field("item_sharing")
    assert item_sharing is not None
    assert item_sharing.required


def test_every_value_of_the_province_dictionaries_is_understood_by_name_and_by_number(shared: Path) -> None:
    raw: dict[str, Any] = json.loads((shared / "standards" / "dict_province_direct.json").read_text(encoding="utf-8"))
    lists = {
        "data_domain": "数据所属领域",
        "admin_tier": "数据所在层级",
        "channel": "提供渠道",
        "central_department": "中央业务指导部门",
        "processing": "数据加工程度",
        "catalog_tag": "目录标签",
        "province_division": "行政区划代码",
        "system_class": "来源系统分级",
        "item_level": "信息项分级",
        "region_scope": "数据区域范围",
        "update_cycle": "更新周期",
    }
    for listed, head in lists.items():
        values = next(found for name, found in raw.items() if name.startswith(head))
        keys = [key_of(PROVINCE, listed, name) for _, name in values]
        assert [key_of(PROVINCE, listed, number) for number, _ in values] == keys
        assert len(set(keys)) == len(values) == len(PROVINCE.lists[listed].values), listed


def test_the_dictionaries_of_the_city_are_understood(shared: Path) -> None:
    raw: dict[str, Any] = json.loads((shared / "standards" / "dict_suzhou.json").read_text(encoding="utf-8"))
    for listed, head in {"data_domain": "事项目录", "life_theme": "所属领域", "life_scene": "按主题"}.items():
        values = next(found for name, found in raw.items() if name.startswith(head))
        assert [key_of(SUZHOU, listed, name) for name in values] == [one.key for one in SUZHOU.lists[listed].values]
    assert {key_of(SUZHOU, "refusal_class", number) for number in "1234"} == {"law", "policy", "sensitive", "other"}
    exported = {word.partition(" ")[0] for name, words in raw.items() if name.startswith("export") for word in words}
    asked = {field.label.zh for field in (*SUZHOU.fields, *SUZHOU.item_fields)}
    # Two columns are states of the platform, two share the words "详细说明" with their neighbours.
    assert exported - asked == {"状态", "省级上报", "详细说明"}


def test_the_same_cycle_has_another_number_on_every_platform(shared: Path) -> None:
    assert key_of(PROVINCE, "update_cycle", "6") == key_of(PROVINCE, "update_cycle", "每半年") == "half_yearly"
    assert key_of(SUZHOU, "update_cycle", "ondemand") == "on_demand"
    assert SUZHOU.lists["update_cycle"].find("每半年") is None
    assert SUZHOU.lists["opening"].find("disallowed") is not None
    rows = csv.reader((shared / "standards" / "update_cycles_by_platform.csv").read_text("utf-8-sig").splitlines())
    coded = next(row[1] for row in rows if row[0].startswith("dsg current"))
    for part in coded.split():
        assert key_of(PROVINCE, "update_cycle", part[0]) == key_of(PROVINCE, "update_cycle", part[1:])


def test_certificates_are_numbered_otherwise_than_other_questions_of_yes_and_no() -> None:
    assert key_of(SUZHOU, "certificate", "2") == key_of(SUZHOU, "yes_no", "0") == "no"


def test_the_families_of_codes_take_the_real_codes(shared: Path) -> None:
    raw = json.loads((shared / "standards" / "resource_code_families.json").read_text(encoding="utf-8"))
    ours = list(code_families.load().values())
    for theirs in raw["families"]:
        if not isinstance(theirs["regex"], str):
            continue
        family = next(one for one in ours if one.pattern == theirs["regex"])
        for code in theirs.get("examples", ()):
            assert family.fits(code.replace("…", "1")), code
        assert family.fits(family.example)


@pytest.mark.parametrize("family", code_families.load().values(), ids=lambda one: one.id)
def test_a_number_of_a_family_is_a_code_of_it(family: code_families.Family) -> None:
    front, slash, number = family.example.partition("/")
    if not slash:
        assert not family.pattern
        return
    assert family.fits_front(front)
    assert not family.fits_front("")
    assert not family.fits_front("%%")
    assert family.fits(family.code(front, 1))
    assert family.code(front, int(number)) == family.example


def test_a_profile_takes_the_pattern_of_its_family() -> None:
    assert SUZHOU.code_pattern == code_families.load()["suzhou"].pattern
    assert profile.get("national-2017").code_pattern == code_families.load()["national-1272"].pattern
    assert PROVINCE.code_pattern == ""


def test_an_older_version_is_found_and_an_unknown_one_means_the_present() -> None:
    present = profile.get("decree-809")
    newer = {"version": "2026.1", "extends": "decree-809@2025.1"}
    try:
        profile.use_packs({"decree-809": newer})
        assert profile.get("decree-809").key == "decree-809@2026.1"
        assert profile.get("decree-809").field("name") is not None
        assert profile.get("decree-809@2025.1") == present
        assert profile.get("decree-809@1999.1").key == "decree-809@2026.1"
        assert profile.is_installed("decree-809@2025.1")
        assert not profile.is_installed("decree-809@1999.1")
    finally:
        profile.use_packs({})
    assert profile.get("decree-809") == present
    assert not profile.is_installed("nowhere")
