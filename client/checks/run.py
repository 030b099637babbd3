"""Runs every check over an entry: what the profile generates, then the rules, with written explanations applied."""

import hashlib
import importlib
import pkgutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from types import CodeType, ModuleType
from typing import TypeVar

from client import catalog, checks, paths
from client.catalog.entry import Entry
from client.catalog.profile import Profile
from client.checks import field_rules, outside, scan
from client.checks.from_profile import FieldChecks
from client.checks.rule import ENTRY_ID, Context, Finding, Hit, Rule, Severity
from client.checks.rules import RULES
from client.checks.shown import safe

_Asked = tuple[Callable[[Entry, Context], Iterable[Hit]], Rule]
"""A rule with the function in front: looking it up forty times per entry would be felt."""

_REMEMBERED = 1024
_Kept = TypeVar("_Kept")


class _Prepared:
    """The checks of one profile, made ready once."""

    def __init__(self, profile: Profile) -> None:
        self.profile = profile  # keeps the object alive, so that its id() is nobody else's
        self.fields = FieldChecks(profile)
        self.rules = tuple(rule for rule in RULES if _fits(rule, profile))
        generated = field_rules.rules(self._finder)
        self.by_code: dict[str, Rule] = {rule.code: rule for rule in (*generated, *self.rules)}
        self.by_code |= {rule.code: rule for rule in outside.RULES}
        self.severities = {code: rule.severity for code, rule in self.by_code.items()}
        self.ranks = dict(_ranks(profile))
        self._always, self._by_field, self._by_item_field = _sorted_by_subject(self.rules, profile)
        self._of_fields: dict[tuple[str, ...], tuple[_Asked, ...]] = {}
        self._of_item_fields: dict[tuple[str, ...], tuple[tuple[_Asked, ...], tuple[str, ...]]] = {}

    def concerned(self, entry: Entry) -> tuple[_Asked, ...]:
        """The rules that can have something to say about this entry, by the fields that are filled."""
        filled = tuple(entry.values)
        asked = self._of_fields.get(filled)
        if asked is None:
            asked = (*map(_asked, self._always), *_of(self._by_field, filled))
            _remember(self._of_fields, filled, asked)
        if not entry.items:
            return asked
        filled = tuple(entry.items[0].values)
        known = self._of_item_fields.get(filled)
        if known is None:
            blank = tuple(name for name in self._by_item_field if name not in filled)
            known = tuple(_of(self._by_item_field, filled)), blank
            _remember(self._of_item_fields, filled, known)
        of_items, blank = known
        # Items of one entry nearly always have the same fields filled: the others are asked for the rest only.
        for name in blank:
            for item in entry.items:
                if name in item.values:
                    of_items += tuple(_of(self._by_item_field, (name,)))
                    break
        return asked + of_items

    def _finder(self, code: str) -> field_rules.Find:
        def find(entry: Entry, context: Context) -> Iterable[Hit]:
            return [hit[1:] for hit in self.fields.hits(entry) if hit[0] == code]

        return find


_prepared: dict[int, _Prepared] = {}


def _ready(profile: Profile) -> _Prepared:
    found = _prepared.get(id(profile))
    if found is None:
        found = _prepared[id(profile)] = _Prepared(profile)
    return found


def check(entry: Entry, context: Context) -> list[Finding]:
    """Every finding of an entry in the order of the form, explained ones included."""
    ready = _ready(context.profile)
    severities = ready.severities
    findings = [
        Finding(code, severities[code], item, field, _kept(params))
        for code, item, field, params in ready.fields.hits(entry)
    ]
    for find, rule in ready.concerned(entry):
        for item, field, params in find(entry, context):
            findings.append(Finding(rule.code, rule.severity, item, field, _kept(params)))
    if len(findings) > 1:
        _in_form_order(findings, entry, ready.ranks)
    return _explained(findings, entry) if entry.explanations and findings else findings


def all_rules(profile: Profile) -> Mapping[str, Rule]:
    """Every rule that can speak about entries of this profile, by code: generated ones and those from outside too."""
    return _ready(profile).by_code


def ruleset(profile: Profile) -> str:
    """A short name of exactly these checks: it changes when a rule, a list or the profile changes."""
    return _ruleset(id(_ready(profile).profile))


@cache
def _ruleset(prepared: int) -> str:
    digest = hashlib.sha256(_fingerprint().encode())
    digest.update(repr(_prepared[prepared].profile).encode())
    return digest.hexdigest()[:16]


def _fits(rule: Rule, profile: Profile) -> bool:
    return all(profile.field(name) or profile.item_field(name) for name in rule.needs)


_ByField = Mapping[str, tuple[Rule, ...]]


def _sorted_by_subject(rules: Iterable[Rule], profile: Profile) -> tuple[tuple[Rule, ...], _ByField, _ByField]:
    """The rules to ask always, those to ask when a field of the entry is filled, those for a field of the items."""
    always: list[Rule] = []
    by_field: dict[str, tuple[Rule, ...]] = {}
    by_item_field: dict[str, tuple[Rule, ...]] = {}
    for rule in rules:
        subjects = [name for name in rule.about if profile.field(name) or profile.item_field(name)]
        if len(subjects) == 1:
            index = by_field if profile.field(subjects[0]) else by_item_field
            index[subjects[0]] = (*index.get(subjects[0], ()), rule)
        elif subjects or not rule.about:
            always.append(rule)  # with two subjects it could be asked twice
    return tuple(always), by_field, by_item_field


def _asked(rule: Rule) -> _Asked:
    return rule.find, rule


def _of(by_field: _ByField, filled: Iterable[str]) -> Iterator[_Asked]:
    for name in filled:
        yield from map(_asked, by_field.get(name, ()))


def _remember(known: dict[tuple[str, ...], _Kept], filled: tuple[str, ...], kept: _Kept) -> None:
    """Which fields are filled differs little from entry to entry, unless somebody means harm."""
    if len(known) >= _REMEMBERED:
        known.clear()
    known[filled] = kept


def _kept(params: Mapping[str, str]) -> Mapping[str, str]:
    """Params fit to be stored: nobody's number in full, no megabyte of text."""
    if not params:
        return params
    # An id that looks like a telephone number is still an id: masked, it would lead nowhere.
    return {name: text if name == ENTRY_ID else safe(text) for name, text in params.items()}


def _ranks(profile: Profile) -> Iterator[tuple[tuple[bool, str], tuple[int, int]]]:
    """Where a field stands in the form: its group, then its place."""
    groups = {group.id: place for place, group in enumerate(profile.groups)}
    for of_item, fields in ((False, profile.fields), (True, profile.item_fields)):
        for place, field in enumerate(fields):
            yield (of_item, field.id), (groups.get(field.group, len(groups)), place)


def _in_form_order(findings: list[Finding], entry: Entry, ranks: Mapping[tuple[bool, str], tuple[int, int]]) -> None:
    places = {item.id: place for place, item in enumerate(entry.items)}
    last = (len(ranks), 0)
    severities = list(Severity)

    def rank(finding: Finding) -> tuple[int, int, int, int, str]:
        if not finding.item and not finding.field:
            return -1, 0, 0, severities.index(finding.severity), finding.rule
        group, field = ranks.get((bool(finding.item), finding.field), last)
        return group, places.get(finding.item, -1), field, severities.index(finding.severity), finding.rule

    findings.sort(key=rank)


def _explained(findings: list[Finding], entry: Entry) -> list[Finding]:
    """Warnings whose written explanation was given for the value that stands there now are marked as explained."""
    given = {(one.rule, one.item, one.field): one.value for one in entry.explanations if one.text.strip()}
    return [
        replace(finding, explained=True)
        if finding.severity is Severity.WARNING
        and given.get((finding.rule, finding.item, finding.field)) == scan.text_at(entry, finding.item, finding.field)
        else finding
        for finding in findings
    ]


@cache
def _fingerprint() -> str:
    """Over the compiled checks, what they read values with, and the word lists; the same in a frozen bundle."""
    digest = hashlib.sha256()
    for module in sorted(_modules(), key=lambda one: one.__name__):
        digest.update(_code_of(module).encode())
    for folder in ("rules", "codes"):
        for path in sorted(paths.resource(folder).iterdir()):
            if path.suffix in (".toml", ".csv"):
                digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _modules() -> Iterator[ModuleType]:
    """All of both rooms, whatever happens to be loaded: every process must come to the same name."""
    for room in (checks, catalog):
        for found in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
            yield importlib.import_module(found.name)


def _code_of(module: ModuleType) -> str:
    loader = module.__spec__.loader if module.__spec__ else None
    code = loader.get_code(module.__name__) if loader is not None and hasattr(loader, "get_code") else None
    return _shape(code) if isinstance(code, CodeType) else module.__name__


def _shape(code: CodeType) -> str:
    """What a piece of code does, without the paths and line numbers that differ from machine to machine."""
    parts = [code.co_code.hex(), repr(code.co_names)]
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            parts.append(_shape(constant))
        elif isinstance(constant, frozenset):
            parts.append(repr(sorted(map(repr, constant))))
        else:
            parts.append(repr(constant))
    return "\n".join(parts)


def __getattr__(name: str) -> str:
    """`RULESET` names the present set of rules, whatever the profile; worked out when first asked for, not at start."""
    if name == "RULESET":
        return _fingerprint()
    raise AttributeError(name)
