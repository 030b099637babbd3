"""The seeded workbook holds every rule that can speak about entries of a standard; those it lacks cannot."""

from collections.abc import Callable, Mapping

import pytest

from client.catalog import profile as profiles
from client.catalog.profile import Profile
from client.checks import outside, run
from tests.checks.made import PROFILES, clean
from tests.checks.seeded import seeds

Silent = Callable[[Profile], bool]


def _without(*kinds: str) -> Silent:
    return lambda profile: not any(field.kind in kinds for field in (*profile.fields, *profile.item_fields))


def _without_fields(*names: str) -> Silent:
    return lambda profile: not any(profile.field(name) or profile.item_field(name) for name in names)


def _no_forbidden(*, listed: bool) -> Silent:
    return lambda profile: (
        not any(field.forbidden_when and (field.kind in ("code", "codes")) is listed for field in profile.fields)
    )


def _no_minimum(profile: Profile) -> bool:
    return not any(field.minimum is not None for field in (*profile.fields, *profile.item_fields))


def _no_open_list(profile: Profile) -> bool:
    return not any(field.list and field.list.open for field in (*profile.fields, *profile.item_fields))


def _nothing_linked(profile: Profile) -> bool:
    return not any(field.linked_to for field in profile.fields)


def _parent_not_required(profile: Profile) -> bool:
    parents = {field.linked_to for field in profile.fields if field.linked_to}
    return not any(field.required for field in profile.fields if field.id in parents)


def _class_required(profile: Profile) -> bool:
    field = profile.field("format_class")
    return field is None or field.required


SILENT: Mapping[str, Silent] = {
    "field.date": _without("date"),
    "field.email": _without("email"),
    "field.forbidden": _no_forbidden(listed=False),
    "field.forbidden-choice": _no_forbidden(listed=True),
    "field.integer": _without("integer"),
    "field.linked": _nothing_linked,
    "field.list-open": _no_open_list,
    "field.minimum": _no_minimum,
    "field.number": _without("number", "integer"),
    "field.parent-missing": _parent_not_required,
    "field.period": _without("date_range"),
    "field.period-order": _without("date_range"),
    "field.phone": _without("phone"),
    "field.url": _without("url"),
    "date.future": _without_fields("published_on", "modified_on"),
    "date.too-early": _without_fields("published_on", "modified_on"),
    "format.class-from-type": _class_required,
    "sharing.refusal-2017": lambda profile: profile.field("refusal_basis") is not None,
    "volume.unit": _without_fields(
        "volume_total",
        "records_total",
        "volume_shared",
        "records_shared",
        "volume_open",
        "records_open",
        "record_count",
    ),
}
"""Why a rule has nothing to say under some standards, as a question to the standard."""


@pytest.mark.parametrize("name", PROFILES)
def test_every_rule_that_can_speak_is_planted(name: str) -> None:
    profile = profiles.get(name)
    planted = {seed.rule for seed in seeds(profile)}
    left = set(run.all_rules(profile)) - outside.CODES - planted
    assert left == {rule for rule in left if rule in SILENT and SILENT[rule](profile)}


@pytest.mark.parametrize("name", PROFILES)
def test_there_are_thirty_clean_entries_no_two_alike(name: str) -> None:
    entries = clean(name)
    assert len(entries) >= 30
    for field in ("name", "summary"):
        assert len({entry.text(field) for entry in entries}) == len(entries)
    assert len({entry.text("provider") for entry in entries}) >= 5
