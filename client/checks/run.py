"""Runs every check over an entry: what the profile generates, then the rules, with written explanations applied."""

import hashlib
import importlib
import pkgutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from types import CodeType, ModuleType

from client import catalog, checks, paths
from client.catalog.entry import Entry
from client.catalog.profile import Profile
from client.checks import field_rules, outside, scan
from client.checks.asking import Asking, kept
from client.checks.from_profile import FieldChecks
from client.checks.rule import Context, Finding, Hit, Rule, Severity
from client.checks.rules import RULES


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
        self._alone = Asking((rule for rule in self.rules if not rule.crosses_entries), profile)
        self._beside = Asking((rule for rule in self.rules if rule.crosses_entries), profile)

    def alone(self, entry: Entry, context: Context) -> list[Finding]:
        """What can be said of the entry without any other."""
        severities = self.severities
        findings = [
            Finding(code, severities[code], item, field, kept(params))
            for code, item, field, params in self.fields.hits(entry)
        ]
        self._alone.ask(entry, context, findings)
        return findings

    def whole(self, entry: Entry, context: Context, findings: list[Finding]) -> list[Finding]:
        """`findings` of the entry alone with those beside others, in the order of the form, explanations applied."""
        self._beside.ask(entry, context, findings)
        if len(findings) > 1:
            _in_form_order(findings, entry, self.ranks)
        return _explained(findings, entry) if entry.explanations and findings else findings

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
    return ready.whole(entry, context, ready.alone(entry, context))


def alone(entry: Entry, context: Context) -> list[Finding]:
    """The part of `check` that asks for no other entry, so that it can be done anywhere; for `beside`."""
    return _ready(context.profile).alone(entry, context)


def beside(entry: Entry, context: Context, findings: list[Finding]) -> list[Finding]:
    """The other part: what `check` gives, when `alone` gave `findings`."""
    return _ready(context.profile).whole(entry, context, findings)


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
