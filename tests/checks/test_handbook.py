"""Looking things up: every field, rule and list has an article without holes, found by words and by pinyin initials."""

import pytest

from client import texts
from client.catalog import profile as profiles
from client.catalog.profile import Profile
from client.checks.handbook import articles, topics
from client.checks.handbook.manual_page import manual_in
from client.checks.handbook.topics import FIELD, ITEM, LIST, RULE, Topic


@pytest.mark.parametrize("profile", profiles.load_profiles().values(), ids=lambda profile: profile.id)
@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_everything_that_is_listed_has_an_article(profile: Profile, language: str) -> None:
    with texts.speaking(language):
        for line in topics.headlines(profile):
            found = articles.article(line.topic, profile)
            assert found is not None, line
            assert found.title
            assert line.topic.kind in {FIELD, ITEM, RULE, LIST}
            for text in (found.title, found.lead, *(text for _label, text in found.lines)):
                assert "{" not in text, (line.topic, text)
            for _heading, links in found.links:
                for text, topic in links:
                    assert text
                    assert articles.article(topic, profile) is not None, topic


def test_a_field_says_what_is_asked_and_where_it_is_written() -> None:
    profile = profiles.get("decree-809")
    told = articles.article(Topic(FIELD, "refusal_reason"), profile)
    assert told is not None
    lines = dict(told.lines)
    assert lines["要求"] == "“共享属性”为不予共享时必须填"
    assert "第十五条" in lines["依据"]
    sharing = articles.article(Topic(FIELD, "sharing"), profile)
    assert sharing is not None
    assert [(row[0], row[1]) for row in sharing.rows] == [("1", "无条件共享"), ("2", "有条件共享"), ("3", "不予共享")]


def test_a_rule_of_another_standard_is_told_all_the_same() -> None:
    only_there = next(
        (line.topic, one)
        for one in profiles.load_profiles().values()
        for line in topics.headlines(one)
        if line.topic.kind == RULE
    )
    assert articles.article(only_there[0], profiles.get("decree-809")) is not None
    assert articles.article(Topic(RULE, "no.such-rule"), profiles.get("decree-809")) is None


def test_words_and_initials_find_and_the_nearest_comes_first() -> None:
    known = topics.headlines(profiles.get("decree-809"))
    assert topics.find(known, "共享属性")[0].topic == Topic(FIELD, "sharing")
    assert Topic(FIELD, "sharing") in [one.topic for one in topics.find(known, "gxsx")]
    assert topics.find(known, "name.duplicate")[0].topic == Topic(RULE, "name.duplicate")
    assert topics.find(known, "没有这样的东西") == []
    assert topics.find(known, " ") == list(known)


def test_a_manual_in_the_other_language_changes_nothing_else() -> None:
    profile = profiles.get("decree-809")
    _text, page = manual_in("en", profile)
    assert 'lang="en"' in page
    assert "must mend" in page
    assert texts.language() == "zh_CN"
    assert "必须改" in manual_in("zh_CN", profile)[1]


def test_every_kind_of_field_has_a_word() -> None:
    known = {
        one.kind for profile in profiles.load_profiles().values() for one in (*profile.fields, *profile.item_fields)
    }
    assert known <= articles.KINDS.keys()
