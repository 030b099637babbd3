"""Profiles resolve from their files: extended, removed, relabelled; faults are refused."""

from typing import Any

import pytest

from client.catalog import profile
from client.errors import SettingsProblem

GROUPS = [{"id": "basic", "label": {"zh": "基本", "en": "Basic"}}]
PARENT: dict[str, Any] = {
    "version": "1",
    "title": {"zh": "甲", "en": "A"},
    "basis": {"zh": "", "en": ""},
    "item_word": {"zh": "信息项", "en": "item"},
    "group": GROUPS,
    "field": [
        {"id": "name", "label": {"zh": "名称", "en": "Name"}, "obligation": "required", "length": 50},
        {"id": "code"},
        {"id": "sharing", "obligation": "required"},
    ],
}


def child(**more: Any) -> dict[str, Any]:
    return {"version": "2", "extends": "parent", **more}


def test_the_shipped_profiles_resolve() -> None:
    found = profile.load_profiles()
    assert set(found) >= {"national-2017", "decree-809"}
    assert profile.get(profile.DEFAULT).extends == "national-2017"


def test_the_2017_sheet_has_its_53_columns() -> None:
    one = profile.get("national-2017")
    assert len(one.fields) + len(one.item_fields) == 53


def test_the_decree_has_no_classes_and_no_volume_columns() -> None:
    one = profile.get("decree-809")
    assert not any(field.id.startswith(("class_", "volume_", "records_")) for field in one.fields)
    assert not one.field("published_on").required  # type: ignore[union-attr]
    assert one.signoff


def test_a_child_overrides_keys_removes_fields_and_places_new_ones() -> None:
    raws = {
        "parent": PARENT,
        "child": child(
            remove=["code"],
            field=[{"id": "name", "length": 128}, {"id": "summary", "after": "name"}],
        ),
    }
    one = profile.resolve("child", raws)
    assert [field.id for field in one.fields] == ["name", "summary", "sharing"]
    name = one.field("name")
    assert name is not None
    assert (name.length, name.required, name.label.zh) == (128, True, "名称")


def test_a_child_uses_a_list_with_its_own_numbers() -> None:
    raws = {"parent": PARENT, "child": child(list={"sharing": {"numbers": {"conditional": 1, "unconditional": 2}}})}
    field = profile.resolve("child", raws).field("sharing")
    assert field is not None
    assert field.list is not None
    found = field.list.find("1")
    assert found is not None
    assert found.key == "conditional"


def test_a_circle_of_extends_is_refused() -> None:
    raws = {"one": {"extends": "two"}, "two": {"extends": "one"}}
    with pytest.raises(SettingsProblem, match=r"profile\.extends"):
        profile.resolve("one", raws)


def test_a_field_outside_the_vocabulary_is_refused() -> None:
    with pytest.raises(SettingsProblem, match=r"profile\.unknown-field"):
        profile.resolve("parent", {"parent": {**PARENT, "field": [{"id": "nonsense"}]}})


def test_an_unknown_profile_names_the_known_ones() -> None:
    with pytest.raises(SettingsProblem) as caught:
        profile.get("nowhere-1")
    assert "decree-809" in str(caught.value.params["known"])


def test_required_when() -> None:
    one = profile.get("decree-809").field("sharing_scope")
    assert one is not None
    assert one.is_required({"sharing": "conditional"})
    assert not one.is_required({"sharing": "unconditional"})
    assert not one.is_required({})


@pytest.mark.parametrize("one", profile.load_profiles().values(), ids=lambda one: one.id)
def test_every_field_says_everything_a_clerk_needs(one: profile.Profile) -> None:
    groups = {group.id for group in one.groups}
    for field in (*one.fields, *one.item_fields):
        for text in (field.label, field.help, field.example):
            assert text.zh.strip(), field.id
            assert text.en.strip(), field.id
        assert field.source, field.id
        assert field.confidence in ("A", "B", "C"), field.id
        assert field.of_item or field.group in groups, field.id
        assert not field.linked_to or one.field_of(field.linked_to, item=field.of_item), field.id
