"""A rule by itself reads as a sentence: no places are left open where nobody is meant."""

import pytest

from client import texts
from client.catalog import profile as profiles
from client.checks import run
from client.desktop import rule_words


@pytest.mark.parametrize("language", texts.LANGUAGES)
@pytest.mark.parametrize("profile", profiles.load_profiles().values(), ids=lambda profile: profile.id)
def test_no_rule_by_itself_shows_a_place_left_open(profile: profiles.Profile, language: str) -> None:
    with texts.speaking(language):
        for code in run.all_rules(profile):
            for field in ("", "name", "甲、乙"):
                assert not set(rule_words.of_rule(code, profile, field).what) & set("{…"), code


def test_a_generated_check_still_names_the_fields_it_speaks_of() -> None:
    profile = profiles.get("decree-809")
    assert rule_words.of_rule("field.uscc-length", profile, "provider_code").what == (
        "“提供单位代码”：统一社会信用代码不是18位。"
    )
    assert rule_words.of_rule("field.required", profile, "甲、乙").what == "“甲、乙”没有填。"
    assert rule_words.of_rule("sharing.follows-items", profile).what == "目录的共享属性和各数据项不一致。"
