"""Every rule has its texts and its examples, and finds what they say it finds."""

import pkgutil
import string
from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest

from client.catalog import profile as profiles
from client.catalog.changes import between
from client.catalog.entry import Entry
from client.checks import report, run
from client.checks import rules as rules_package
from client.checks.rule import Context, Finding, Hit, Rule, Severity
from client.checks.rules import RULES
from tests.checks.made import HERE, PROFILES, Example, examples, profile_made

GENERATED = tuple(rule for rule in run.all_rules(profiles.get("decree-809")).values() if rule.code.startswith("field."))
EVERY = (*GENERATED, *RULES)
CODES = tuple(rule.code for rule in EVERY)
PARAMS_OF_REPORT = {"label", "item_word", "example", "pattern", "profile"}


def found(rule: Rule, example: Example) -> list[Finding]:
    hits = rule.find(example.entry, example.context)
    return [Finding(rule.code, rule.severity, item, field, params) for item, field, params in hits]


def rule_of(code: str, context: Context) -> Rule:
    return run.all_rules(context.profile)[code]


def faults_of_examples(code: str, find: Callable[[Entry, Context], Iterable[Hit]] | None = None) -> list[str]:
    """What is wrong with a rule by its examples; `find` stands in for the rule's own."""
    faults = []
    for example in examples(code):
        rule = rule_of(code, example.context)
        if find is not None:
            rule = replace(rule, find=find)
        places = {(finding.item, finding.field) for finding in found(rule, example)}
        if example.fails and (example.item, example.field) not in places:
            faults.append(f"not found at {example.item or 'entry'} {example.field}: {example.entry.values}")
        if not example.fails and places:
            faults.append(f"found in a good entry at {places}: {example.entry.values}")
    return faults


def test_codes_are_unique_and_well_formed() -> None:
    assert len(set(CODES)) == len(CODES)
    for code in CODES:
        area, _, problem = code.partition(".")
        assert area.isalpha()
        assert set(problem) <= set(string.ascii_lowercase + string.digits + "-")


def test_every_rule_file_is_listed() -> None:
    names = {
        found.name
        for found in pkgutil.walk_packages(rules_package.__path__, f"{rules_package.__name__}.")
        if not found.ispkg
    }
    assert names == {rule.find.__module__ for rule in RULES}


@pytest.mark.parametrize("rule", EVERY, ids=CODES)
def test_every_text_is_there_in_both_languages(rule: Rule) -> None:
    for text in (rule.what, rule.why, rule.good, rule.bad):
        assert text.zh.strip()
        assert text.en.strip()
    assert bool(rule.basis.zh) == bool(rule.basis.en)
    assert bool(rule.title.zh) == bool(rule.title.en)
    assert _names(rule.title.zh) == _names(rule.title.en)
    if rule.fix:
        assert rule.fix.label.zh
        assert rule.fix.label.en
    assert any("\u4e00" <= char <= "\u9fff" for char in rule.what.zh + rule.why.zh)
    assert not any("\u4e00" <= char <= "\u9fff" for char in rule.why.en)
    assert _names(rule.what.zh) == _names(rule.what.en)


@pytest.mark.parametrize("code", CODES)
def test_examples(code: str) -> None:
    assert not faults_of_examples(code)


@pytest.mark.parametrize("code", CODES)
def test_a_broken_rule_is_noticed(code: str) -> None:
    every_place: list[Hit] = [(example.item, example.field, {}) for example in examples(code) if example.fails]
    assert faults_of_examples(code, lambda entry, context: ())
    assert faults_of_examples(code, lambda entry, context: every_place)


def test_no_example_without_a_rule() -> None:
    assert {path.stem for path in (HERE / "examples").glob("*.toml")} == set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_what_is_said_has_no_holes(code: str) -> None:
    for example in examples(code):
        for finding in run.check(example.entry, example.context):
            said = report.message(finding, example.context.profile)
            for text in (said.what, said.why, said.good, said.bad, said.fix_label):
                assert "{" not in text, (finding, text)


@pytest.mark.parametrize("code", CODES)
def test_a_fix_removes_the_finding_and_touches_nothing_else(code: str) -> None:
    for example in examples(code):
        rule = rule_of(code, example.context)
        if not example.fails or rule.fix is None:
            continue
        finding = next(one for one in found(rule, example) if (one.item, one.field) == (example.item, example.field))
        mended = report.fix(example.entry, finding, example.context)
        if mended is None:
            assert rule.fix.when
            continue
        left = [(one.item, one.field) for one in found(rule, replace(example, entry=mended))]
        assert (example.item, example.field) not in left
        changes = between(example.entry, mended)
        where = example.fixed_at or example.field
        assert [(change.item, change.field) for change in changes] == [(example.item, where)]
        assert report.preview(example.entry, finding, example.context) == changes
        if example.fixed is not None:
            assert changes[0].after == example.fixed


def test_every_fixable_rule_shows_what_comes_out() -> None:
    for rule in EVERY:
        if rule.fix:
            assert any(example.fixed is not None for example in examples(rule.code)), rule.code


def test_rules_are_silent_where_the_profile_has_no_such_field() -> None:
    national = run.all_rules(profiles.get("national-2017"))
    assert "sharing.refusal-too-low" not in national
    assert "volume.exceeds-total" in national
    assert "volume.exceeds-total" not in run.all_rules(profiles.get("decree-809"))


@pytest.mark.parametrize("name", PROFILES)
def test_a_basis_is_only_named_when_the_source_is_certain(name: str) -> None:
    profile = profiles.get(name)
    for field in profile.fields:
        said = report.message(Finding("field.required", Severity.ERROR, "", field.id), profile)
        assert bool(said.basis) == (bool(field.source) and field.confidence in ("A", "B"))


def test_made_profiles_are_profiles() -> None:
    assert profile_made("decree-809", "integer") != profiles.get("decree-809")


def _names(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name} - PARAMS_OF_REPORT
