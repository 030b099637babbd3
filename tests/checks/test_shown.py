"""What of a value may be shown."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from client import texts
from client.catalog import profile as profiles
from client.catalog.entry import Entry
from client.checks import outside, report
from client.checks.amounts import bare
from client.checks.refusals import names_document, names_law
from client.checks.rule import Context, Finding, Rule, Severity
from client.checks.shown import LIMIT, safe


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("低保对象信息", "低保对象信息"),
        ("甲\u202e乙", "甲□乙"),
        ("甲\n乙\x00", "甲 乙□"),
        ("11010519491231002X", "110*************2X"),
        ("110105194912310021", "110*************21"),
        ("911101080000000000", "911101080000000000"),  # a credit code with a mistake: the clerk has to read it
        ("11010519491331002X", "11010519491331002X"),  # no thirteenth month: nobody's number
        ("找13812345678", "找138****5678"),
        ("长" * 100, "长" * 59 + "…"),
        ("长" * 100_000, "长" * 59 + "…"),
    ],
)
def test_safe(text: str, shown: str) -> None:
    assert safe(text) == shown


@given(st.text(max_size=300))
def test_safe_is_short_printable_and_settled(text: str) -> None:
    shown = safe(text)
    assert len(shown) <= LIMIT
    assert shown.isprintable()
    assert safe(shown) == shown


def test_a_number_across_the_cut_is_not_shown() -> None:
    for lead in range(LIMIT):
        assert "11010519491231002" not in safe("长" * lead + "11010519491231002X")


def test_a_message_names_things_in_the_clerks_words() -> None:
    profile = profiles.get("decree-809")
    finding = Finding(
        "field.required-when",
        Severity.ERROR,
        "",
        "sharing_scope",
        {"because_field": "sharing", "sharing": "conditional"},
    )
    assert report.message(finding, profile).what == "“共享属性”选了“有条件共享”，就要填“共享范围”。"
    assert "第十五条" in report.message(finding, profile).basis
    texts.use_language("en")
    try:
        assert (
            report.message(finding, profile).what
            == "With “Sharing attribute” set to “Conditional”, “Sharing scope” is needed."
        )
    finally:
        texts.use_language("zh_CN")


def test_a_rule_of_tomorrow_is_shown_by_its_code() -> None:
    assert report.message(Finding("name.tomorrow", Severity.ERROR), profiles.get("decree-809")).what == "name.tomorrow"


@pytest.mark.parametrize(
    ("basis", "law"),
    [
        ("《中华人民共和国个人信息保护法》", True),
        ("《网络数据安全管理条例》第十二条", True),
        ("国务院令第711号", True),
        ("根据统计法第九条", True),
        ("《中华人民共和国统计法实施条例》", True),
        ("《全国人民代表大会常务委员会关于维护互联网安全的决定》", True),
        ("《中华人民共和国税收征收管理法（2015修正）》", True),
        ("《政务信息资源共享管理暂行办法》", False),
        ("《关于做好保密工作的通知》", False),
        ("《上海市公共数据开放条例》", False),
        ("《广西壮族自治区大数据发展条例》", False),
        ("国发〔2016〕51号", False),
        ("《中国共产党党务公开条例（试行）》", False),
        ("《信访工作条例》第三条", False),
        ("按统计法规执行", False),
        ("依据环境影响评价法第二十条", True),
        ("《女职工劳动保护特别规定》", True),
        ("涉及商业秘密", False),
        ("", False),
    ],
)
def test_what_a_refusal_may_rest_on(basis: str, law: bool) -> None:
    assert names_law(basis) is law


def test_a_document_is_more_than_words() -> None:
    assert names_document("国发〔2016〕51号")
    assert not names_document("单位规定")


@pytest.mark.parametrize(
    ("field", "text", "number"),
    [
        ("volume_total", "12.5G", "12.5"),
        ("volume_total", "１２ GB", "12"),
        ("volume_total", "2TB", "2048"),
        ("volume_total", "3万条", ""),
        ("records_total", "3万条", "3"),
        ("records_total", "1.2亿", "12000"),
        ("records_total", "5000条", "0.5"),
        ("record_count", "约3万条", "30000"),
        ("record_count", "12", ""),
    ],
)
def test_amounts(field: str, text: str, number: str) -> None:
    assert bare(field, text) == number


@pytest.mark.parametrize(
    ("field", "text", "safe_to_drop"),
    [
        ("volume_total", "12.5G", True),
        ("volume_total", "12.5 GB", True),
        ("volume_total", "512MB", False),
        ("records_total", "3万", True),
        ("records_total", "3万条", True),
        ("records_total", "5000条", False),
        ("records_total", "约3万条", False),
        ("records_open", "12万记录", True),
    ],
)
def test_a_unit_that_repeats_the_heading_is_dropped_unasked(field: str, text: str, safe_to_drop: bool) -> None:
    entry = Entry("e", "national-2017@2017.1", values={field: text})
    here = Context(profiles.get("national-2017"), date(2025, 10, 15))
    mended, _ = report.fix_safe(entry, here)
    assert (mended.text(field) != text) is safe_to_drop


@pytest.mark.parametrize("rule", outside.RULES, ids=[rule.code for rule in outside.RULES])
def test_what_others_find_is_spoken_for(rule: Rule) -> None:
    for text in (rule.what, rule.why, rule.good, rule.bad):
        assert text.zh
        assert text.en
    finding = Finding(
        rule.code, rule.severity, params={"text": "共享条件请写清楚" * 30, "by": "王", "approver": "周明"}
    )
    said = report.message(finding, profiles.get("decree-809"))
    assert "{" not in said.what + said.why + said.good + said.bad
    if "text" in rule.what.zh:
        assert said.what.endswith("共享条件请写清楚" * 30)
    assert not list(rule.find(Entry("e", ""), Context(profiles.get("decree-809"), date(2025, 10, 15))))
