"""What a finding says to a person, and mending: one at a time, shown first, or all the safe ones at once."""

from collections.abc import Mapping
from dataclasses import dataclass

from client.catalog.changes import Change, between
from client.catalog.entry import Entry
from client.catalog.profile import Field, Profile
from client.checks import outside, run
from client.checks.rule import Context, Finding, Fix, Rule
from client.checks.shown import SPOKEN, safe
from client.texts import Text

_ROUNDS = 6
"""A safe fix may uncover the next (tidy, then read again); more rounds than this would be two fixes that quarrel."""

_CERTAIN = frozenset({"A", "B"})


@dataclass(frozen=True, slots=True)
class Message:
    """A finding in the present language. `basis` and `fix_label` are blank where there are none."""

    what: str
    why: str
    basis: str
    good: str
    bad: str
    fix_label: str


def message(finding: Finding, profile: Profile) -> Message:
    """The texts of a finding. A rule that this client does not know (a newer one, a platform's) shows its code."""
    rule = run.all_rules(profile).get(finding.rule)
    if rule is None:
        return Message(finding.rule, "", "", "", "", "")
    field = profile.field_of(finding.field, item=bool(finding.item))
    params = _words(finding, field, profile)
    fix = _offered(rule, finding)
    return Message(
        what=rule.what.fill(params),
        why=rule.why.fill(params),
        basis=_basis(rule, field, profile),
        good=rule.good.fill(params),
        bad=rule.bad.fill(params),
        fix_label=fix.label.fill(params) if fix else "",
    )


def fix(entry: Entry, finding: Finding, context: Context) -> Entry | None:
    """The entry with this one finding mended, None when nothing can be done about it here."""
    rule = run.all_rules(context.profile).get(finding.rule)
    offered = _offered(rule, finding) if rule else None
    mended = offered.apply(entry, finding, context) if offered else None
    return None if mended is None or _same(mended, entry) else mended


def preview(entry: Entry, finding: Finding, context: Context) -> tuple[Change, ...] | None:
    """What `fix` would change, None when there is no fix."""
    mended = fix(entry, finding, context)
    return between(entry, mended) if mended is not None else None


def fix_safe(entry: Entry, context: Context) -> tuple[Entry, tuple[Finding, ...]]:
    """The entry with everything mended that can be mended without asking, and the findings that were mended."""
    rules = run.all_rules(context.profile)
    mended: list[Finding] = []
    for _ in range(_ROUNDS):
        before = entry
        for finding in run.check(entry, context):
            offered = _offered(rules[finding.rule], finding)
            if offered is None or not offered.is_safe(finding):
                continue
            changed = offered.apply(entry, finding, context)
            if changed is not None and not _same(changed, entry):
                entry = changed
                mended.append(finding)
        if entry is before:
            break
    return entry, tuple(mended)


def _offered(rule: Rule, finding: Finding) -> Fix | None:
    offered = rule.fix
    return offered if offered and (not offered.when or finding.params.get(offered.when)) else None


def _same(one: Entry, other: Entry) -> bool:
    return one.values == other.values and one.items == other.items


def _basis(rule: Rule, field: Field | None, profile: Profile) -> str:
    """The rule's own basis; a generated check rests on what the profile says about its field."""
    if not rule.code.startswith("field."):
        return str(rule.basis)
    return field.source if field and field.confidence in _CERTAIN else ""


def _words(finding: Finding, field: Field | None, profile: Profile) -> Mapping[str, str]:
    """The params in the clerk's words: labels for field ids and keys, everything short and printable."""
    words: dict[str, str] = {
        "label": str(field.label) if field else finding.field,
        "item_word": str(profile.item_word),
        "example": str(field.example) if field else "",
        "pattern": str(field.pattern_help) if field else "",
        "profile": str(profile.title),
    }
    for name, value in finding.params.items():
        words[name] = _word(name, value, field, finding, profile)
        if name.endswith("_field"):
            asked = name.removesuffix("_field")
            words[asked] = profile.label(value, item=_of_item(value, finding, profile))
            words[f"{asked}_value"] = _word(value, finding.params.get(value, ""), None, finding, profile)
    return words


def _word(name: str, value: str, field: Field | None, finding: Finding, profile: Profile) -> str:
    if name == "suggestions":
        either = str(Text("或", " or "))
        return either.join(f"“{_word('suggestion', one, field, finding, profile)}”" for one in value.split(","))
    if name not in ("value", "suggestion"):
        field = profile.field_of(name, item=_of_item(name, finding, profile))
    known = field.list.get(value) if field and field.list else None
    if known:
        return str(known.label)
    if not value:
        return str(Text("空白", "blank"))
    return safe(value, SPOKEN) if name == outside.LONG_PARAM else safe(value)


def _of_item(name: str, finding: Finding, profile: Profile) -> bool:
    return bool(finding.item) and profile.item_field(name) is not None
