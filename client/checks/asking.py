"""Asks the rules that can have something to say about an entry, and only those: that is what makes checking fast."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

from client.catalog.entry import Entry
from client.catalog.profile import Profile
from client.checks.rule import ENTRY_ID, Context, Finding, Hit, Rule
from client.checks.shown import safe

_Asked = tuple[Callable[[Entry, Context], Iterable[Hit]], Rule]
"""A rule with the function in front: looking it up forty times per entry would be felt."""

_REMEMBERED = 1024
_Kept = TypeVar("_Kept")
_ByField = Mapping[str, tuple[Rule, ...]]


class Asking:
    """Rules sorted by what they are about, so that few of them are asked about an entry."""

    def __init__(self, rules: Iterable[Rule], profile: Profile) -> None:
        self._always, self._by_field, self._by_item_field = _sorted_by_subject(rules, profile)
        self._of_fields: dict[tuple[str, ...], tuple[_Asked, ...]] = {}
        self._of_item_fields: dict[tuple[str, ...], tuple[tuple[_Asked, ...], tuple[str, ...]]] = {}

    def ask(self, entry: Entry, context: Context, findings: list[Finding]) -> None:
        """Adds what they find."""
        for find, rule in self._concerned(entry):
            for item, field, params in find(entry, context):
                findings.append(Finding(rule.code, rule.severity, item, field, kept(params)))

    def _concerned(self, entry: Entry) -> tuple[_Asked, ...]:
        """The rules that can have something to say about this entry, by the fields that are filled."""
        filled = tuple(entry.values)
        asked = self._of_fields.get(filled)
        if asked is None:
            asked = (*map(_asked, self._always), *_of(self._by_field, filled))
            _remember(self._of_fields, filled, asked)
        if not entry.items or not self._by_item_field:
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


def kept(params: Mapping[str, str]) -> Mapping[str, str]:
    """Params fit to be stored: nobody's number in full, no megabyte of text."""
    if not params:
        return params
    # An id that looks like a telephone number is still an id: masked, it would lead nowhere.
    return {name: text if name == ENTRY_ID else safe(text) for name, text in params.items()}
