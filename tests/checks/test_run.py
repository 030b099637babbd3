"""Whole entries: clean ones stay clean, findings come in the order of the form, explanations count, nothing ever raises."""

import os
import subprocess
import sys
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from client.catalog import profile as profiles
from client.catalog.entry import Entry, Explanation, Item
from client.catalog.profile import Profile
from client.checks import report, run
from client.checks.rule import Severity
from client.checks.shown import LIMIT
from tests.checks.made import HERE, PROFILES, Others, clean, context, entry_of, examples, profile_made

DECREE = profiles.get("decree-809")


@pytest.mark.parametrize("name", PROFILES)
def test_clean_entries_have_no_error_and_hardly_a_warning(name: str) -> None:
    entries = clean(name)
    assert len(entries) == 30
    found = [(entry.text("name"), one) for entry in entries for one in run.check(entry, context(profiles.get(name)))]
    assert not [(name, one) for name, one in found if one.severity is Severity.ERROR]
    assert not [(name, one) for name, one in found if one.severity is Severity.WARNING]


def test_the_order_is_that_of_the_form() -> None:
    entry = entry_of(DECREE.key, {"sharing": "x", "name": ""}, [{"item_name": "姓名"}, {"item_type": "string"}])
    places = [(one.item, one.field) for one in run.check(entry, context(DECREE))]
    assert places.index(("", "name")) < places.index(("i0", "item_type")) < places.index(("i1", "item_name"))
    assert places.index(("i1", "item_name")) < places.index(("", "sharing"))
    blank = run.check(Entry("e", DECREE.key), context(DECREE))
    assert (blank[0].item, blank[0].field) == ("", "")


def test_an_explanation_passes_a_warning_until_the_value_changes() -> None:
    entry = clean("decree-809")[0].with_value("name", "信息系统平台")
    (finding,) = [one for one in run.check(entry, context(DECREE)) if one.rule == "name.is-system"]
    assert finding.blocks
    given_for = Explanation("name.is-system", "", "name", "就叫这个名字", "信息系统平台")
    explained = replace(entry, explanations=(given_for,))
    (finding,) = [one for one in run.check(explained, context(DECREE)) if one.rule == "name.is-system"]
    assert finding.explained
    assert not finding.blocks
    changed = explained.with_value("name", "新的信息系统平台")
    (finding,) = [one for one in run.check(changed, context(DECREE)) if one.rule == "name.is-system"]
    assert finding.blocks


def test_an_error_cannot_be_explained_away() -> None:
    entry = clean("decree-809")[0].with_value("name", "")
    entry = replace(entry, explanations=(Explanation("field.required", "", "name", "没有名称", ""),))
    assert any(one.rule == "field.required" and one.blocks for one in run.check(entry, context(DECREE)))


def test_the_rule_set_changes_with_the_profile() -> None:
    names = {run.ruleset(profiles.get(name)) for name in PROFILES}
    assert len(names) == len(PROFILES)
    assert run.ruleset(DECREE) == run.ruleset(DECREE)
    assert run.ruleset(profile_made("decree-809", "integer")) != run.ruleset(DECREE)
    assert run.RULESET


def test_the_rule_set_is_the_same_in_every_process() -> None:
    script = "from client.checks import run; from client.catalog import profile; print(run.ruleset(profile.get('decree-809')))"
    answers = {
        subprocess.run(
            [sys.executable, "-c", script],
            capture_output=True,
            text=True,
            check=True,
            encoding="utf-8",
            cwd=HERE.parent.parent,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout.strip()
        for seed in ("1", "2")
    }
    assert answers == {run.ruleset(DECREE)}


@pytest.mark.parametrize("code", [path.stem for path in sorted((HERE / "examples").glob("*.toml"))])
def test_a_rule_that_is_not_asked_had_nothing_to_say(code: str) -> None:
    """`about` only saves time: asking every rule of the profile finds the same."""
    for example in examples(code):
        rules = [rule for rule in run.all_rules(example.context.profile).values() if not rule.code.startswith("field.")]
        by_hand = {
            (rule.code, item, field) for rule in rules for item, field, _ in rule.find(example.entry, example.context)
        }
        assert {
            (one.rule, one.item, one.field)
            for one in run.check(example.entry, example.context)
            if not one.rule.startswith("field.")
        } == by_hand


def test_safe_fixes_mend_everything_safe_at_once() -> None:
    entry = clean("decree-809")[29]
    messy = (
        entry.with_value("name", " ２０２５年社区矫正  对象信息")
        .with_value("sharing", "不共享")
        .with_value("sharing_way", "file")
        .with_value("format_class", "")
        .with_value("provider_code", "11110228000108441x")
    )
    mended, done = report.fix_safe(messy, context(DECREE))
    assert mended.text("name") == "2025年社区矫正 对象信息"
    assert (mended.get("sharing"), mended.get("sharing_way"), mended.get("format_class")) == ("refused", "", "database")
    assert mended.get("provider_code") == "11110228000108441X"
    assert Counter(one.rule for one in done) == {
        "field.untidy": 1, "field.form": 2, "field.forbidden-choice": 1, "format.class-from-type": 1,
    }  # fmt: skip
    assert report.fix_safe(mended, context(DECREE)) == (mended, ())


NASTY = st.one_of(
    st.text(max_size=40),
    st.text(alphabet="年月日至0123456789-/.★机密★《》法条例、,，|XxG万条 \u200b\u202e\x00\n", max_size=60),
    st.sampled_from(["\u202e" * 5, "\x00\x07", "9" * 5000, "中" * 100_000, "1e999999", "NaN", "-0", "０", "٣", "²", " ", "|", "{value}", "{", "11010519491231002X", "13812345678"]),
    st.sampled_from([value.key for listed in DECREE.lists.values() for value in listed.values]),
    st.sampled_from([value.label.zh for listed in DECREE.lists.values() for value in listed.values]),
)  # fmt: skip
VALUES = st.one_of(NASTY, st.lists(NASTY, min_size=1, max_size=3).map(tuple)).filter(bool)


def entries(profile: Profile) -> st.SearchStrategy[Entry]:
    fields = st.dictionaries(st.sampled_from([field.id for field in profile.fields]), VALUES, max_size=12)
    items = st.lists(
        st.dictionaries(st.sampled_from([field.id for field in profile.item_fields]), VALUES, max_size=6), max_size=3
    )
    return st.builds(
        lambda values, rows: Entry(
            "e", profile.key, values=values, items=tuple(Item(f"i{n}", row) for n, row in enumerate(rows))
        ),
        fields,
        items,
    )


@settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_nothing_a_person_can_type_breaks_a_check_a_message_or_a_fix(data: st.DataObject) -> None:
    profile = profiles.get(data.draw(st.sampled_from(PROFILES)))
    entry = data.draw(entries(profile))
    here = context(profile)
    for finding in run.check(entry, here):
        for param in finding.params.values():
            assert len(param) <= LIMIT
            assert "11010519491231002X" not in param
        said = report.message(finding, profile)
        for text in (said.what, said.why, said.good, said.bad, said.fix_label, said.basis):
            assert all(char.isprintable() or char == "\n" for char in text), finding
            assert "\u202e" not in text
            assert len(text) < 1500
        mended = report.fix(entry, finding, here)
        assert mended is None or mended.values != entry.values or mended.items != entry.items
    once, _ = report.fix_safe(entry, here)
    assert report.fix_safe(once, here) == (once, ())


def test_an_id_that_looks_like_a_telephone_number_leads_to_its_entry() -> None:
    twin = "01a212e5-0000-7000-8000-c18112341668"
    found = run.check(clean("decree-809")[0], context(DECREE, Others(names=(twin,))))
    assert [one.params["other"] for one in found if one.rule == "name.duplicate"] == [twin]


def test_a_hundred_thousand_characters_cost_no_time() -> None:
    text = "（((1,1" * 15_000
    entry = entry_of(
        DECREE.key,
        {field.id: text for field in DECREE.fields},
        [{field.id: text for field in DECREE.item_fields}],
    )
    assert run.check(entry, context(DECREE))
