"""The checks that follow from a profile by themselves: required, length, list, linkage, pattern, dates, numbers, codes.

A profile is turned once into plain functions by field (`FieldChecks`), because every entry runs through all of them at
every keystroke and 20,000 entries a second are wanted. The texts of these checks are in `field_rules.py`.
"""

import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from client.catalog import identifiers, kinds, plain, written_dates
from client.catalog.entry import Entry, Value, Values, as_text
from client.catalog.likely import likely
from client.catalog.profile import Condition, Field, Profile, holds
from client.checks import amounts, scan

Fault = tuple[str, Mapping[str, str]]
"""(what stands behind `field.` in the rule code, params)."""

FieldHit = tuple[str, str, str, Mapping[str, str]]
"""(rule code, item id, field id, params)."""

_SHORT = 64
_REMEMBERED = 4096
"""Values of a field that were found good are kept, up to so many and so long: list keys, dates, codes of offices and
names of items repeat without end, and looking one up costs a tenth of checking it."""

_FINE: tuple[Fault, ...] = ()
_Check = Callable[[Value, Values], Sequence[Fault]]
_LISTED = frozenset({"code", "codes"})
_WORDS = frozenset({"text", "long_text", "organisation", "catalog_code", "region"})
_NARROWED = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}


@dataclass(frozen=True, slots=True)
class _Side:
    """The fields of the entry, or those of its items, made ready."""

    required: frozenset[str]
    conditional: tuple[tuple[str, str, frozenset[str], Condition], ...]
    forbidden: tuple[tuple[str, Condition, str], ...]
    passed: Mapping[str, set[Value]]
    linked: frozenset[str]
    checks: Mapping[str, _Check]
    fields: Mapping[str, Field]
    children: Mapping[str, Field]


class FieldChecks:
    """What one profile says about single fields, ready to run over entries."""

    def __init__(self, profile: Profile) -> None:
        self._entry = _side(profile.fields, profile.code_pattern)
        self._items = _side(profile.item_fields, profile.code_pattern)

    def hits(self, entry: Entry) -> list[FieldHit]:
        """Every fault that the profile itself names, in no particular order."""
        found: list[FieldHit] = []
        _scan(self._entry, "", entry.values, found)
        for item in entry.items:
            _scan(self._items, item.id, item.values, found)
        if striking := scan.striking(entry):
            self._untidy(striking, found)
        return found

    def field(self, field_id: str, item_id: str) -> Field | None:
        """The field at a place of an entry."""
        return (self._items if item_id else self._entry).fields.get(field_id)

    def _untidy(self, striking: Iterable[scan.Place], found: list[FieldHit]) -> None:
        for item_id, field_id, text in striking:
            field = self.field(field_id, item_id)
            if field and field.kind in _WORDS and tidied(field, text) != text:
                found.append(("field.untidy", item_id, field_id, {"value": text}))
                if text.isspace() and field_id in (self._items if item_id else self._entry).required:
                    found.append(("field.required", item_id, field_id, {}))


def tidied(field: Field, text: str) -> str:
    """A text as it should be stored: no stray blanks, no invisible characters, ordinary letters and digits."""
    return as_text(kinds.read(field, "".join(filter(_lawful, text)))).translate(_NARROWED)


def _lawful(char: str) -> bool:
    return char.isprintable() or char.isspace()


def _scan(side: _Side, item_id: str, values: Values, found: list[FieldHit]) -> None:
    if "" in values.values():  # blanks are never stored, but a form under way may hand them in
        values = {name: value for name, value in values.items() if value}
    if not values.keys() >= side.required:
        found.extend(_missing(side, item_id, values))
    for name, first, wanted, condition in side.conditional:
        # The first part of a condition over one key is asked without a call: it is false nearly always.
        if name not in values and (not wanted or values.get(first) in wanted) and holds(condition, values):
            found.append(("field.required-when", item_id, name, _because(condition, values)))
    for name, condition, code in side.forbidden:
        if name in values and holds(condition, values):
            found.append((code, item_id, name, {"value": as_text(values[name]), **_because(condition, values)}))
    passed = side.passed
    for name, value in values.items():
        if name in passed and value not in passed[name]:
            hits = side.checks[name](value, values)
            if hits:
                for code, params in hits:
                    found.append((f"field.{code}", item_id, name, params))
            elif name not in side.linked and len(value) <= _SHORT and len(passed[name]) < _REMEMBERED:
                passed[name].add(value)


def _missing(side: _Side, item_id: str, values: Values) -> Iterable[FieldHit]:
    for name in side.required - values.keys():
        child = side.children.get(name)
        parent = parent_of(child, values.get(child.id, "")) if child else ""
        if parent:
            yield (
                "field.parent-missing",
                item_id,
                name,
                {"suggestion": parent, "child_field": child.id if child else ""},
            )
        else:
            yield "field.required", item_id, name, {}


def parent_of(field: Field, value: Value) -> str:
    """The one key of the linked field that all parts of this value belong to, "" when they are not of one mind."""
    parts = (value,) if isinstance(value, str) else value
    known = [field.list.get(part) for part in parts] if field.list else []
    parents = {one.parent if one else "" for one in known}
    return parents.pop() if len(parents) == 1 else ""


def _because(condition: Condition, values: Values) -> Mapping[str, str]:
    """The first field of a condition and its value, by which the clerk sees why."""
    name = next(iter(condition))
    return {"because_field": name, name: as_text(values.get(name, ""))}


def _first_part(condition: Condition, kinds_of: Mapping[str, str]) -> tuple[str, frozenset[str]]:
    """The first field of a condition with the values it may have; no values where a plain look-up cannot tell."""
    name, wanted = next(iter(condition.items()))
    plain_keys = kinds_of.get(name) == "code" and not {"", "*"} & set(wanted)
    return name, frozenset(wanted) if plain_keys else frozenset()


def _side(fields: Sequence[Field], code_pattern: str) -> _Side:
    kinds_of = {field.id: field.kind for field in fields}
    checks = {field.id: check for field in fields if (check := _check_of(field, code_pattern))}
    return _Side(
        required=frozenset(field.id for field in fields if field.required),
        conditional=tuple(
            (field.id, *_first_part(field.required_when, kinds_of), field.required_when)
            for field in fields
            if field.required_when
        ),
        forbidden=tuple(
            (field.id, field.forbidden_when, f"field.forbidden{'-choice' if field.kind in _LISTED else ''}")
            for field in fields
            if field.forbidden_when
        ),
        passed={name: set() for name in checks},
        linked=frozenset(field.id for field in fields if field.linked_to),
        checks=checks,
        fields={field.id: field for field in fields},
        children={field.linked_to: field for field in fields if field.linked_to},
    )


def _check_of(field: Field, code_pattern: str) -> _Check | None:
    if field.list is not None and field.kind in _LISTED:
        return _list_check(field)
    if field.kind in _WORDS:
        pattern = field.pattern or (code_pattern if field.kind == "catalog_code" else "")
        return _text_check(field, pattern) if pattern or field.length else None
    return _kind_check(field)


def _text_check(field: Field, pattern: str) -> _Check:
    limit = field.length or sys.maxsize
    form = re.compile(pattern) if pattern else None

    def check(value: Value, values: Values) -> Sequence[Fault]:
        text = value if isinstance(value, str) else as_text(value)
        found = _FINE
        if len(text) > limit:
            found = (("length", {"value": text, "length": str(len(text)), "limit": str(limit)}),)
        if form is not None and not form.search(text):
            better = field.kind == "catalog_code" and form.search(as_text(kinds.read(field, text)))
            found = (*found, ("form" if better else "pattern", {"value": text}))
        return found

    return check


def _kind_check(field: Field) -> _Check:
    fault_of = kinds.KINDS[field.kind].fault

    def check(value: Value, values: Values) -> Sequence[Fault]:
        text = value if isinstance(value, str) else as_text(value)
        code = fault_of(text, field)
        if not code:
            return _FINE if not field.length or len(text) <= field.length else _too_long(field, text)
        mended = as_text(kinds.read(field, text))
        if mended != text and not fault_of(mended, field):
            return (("form", {"value": text, "suggestion": mended}),)
        if code in ("number", "integer") and amounts.with_unit(text):
            return _FINE  # volume.unit speaks to it
        if code == "uscc-length" and identifiers.is_organisation_code(plain.narrow(text).upper().replace("-", "")):
            code = "uscc-organisation"
        params = {"value": text, "length": str(len(text)), "minimum": f"{field.minimum or 0:g}"}
        if code == "uscc-characters" and (meant := identifiers.uscc_meant(text)):
            return ((code, {**params, "suggestion": meant}),)
        month = written_dates.read_month(text) if code == "date" else None
        return ((code, {**params, "suggestion": month.isoformat()} if month else params),)

    return check


def _too_long(field: Field, text: str) -> Sequence[Fault]:
    return (("length", {"value": text, "length": str(len(text)), "limit": str(field.length)}),)


def _list_check(field: Field) -> _Check:
    allowed = frozenset(value.key for value in field.list.values) if field.list else frozenset()
    parents = {value.key: value.parent for value in field.list.values if value.parent} if field.list else {}
    most = 1 if field.kind == "code" else field.max_values or sys.maxsize
    linked = field.linked_to
    strange: dict[tuple[str, str], Fault] = {}

    def unlisted(part: str, above: str) -> Fault:
        found = strange.get((part, above))
        if found is None:
            found = _unlisted(field, part, above)
            if len(strange) < _REMEMBERED:
                strange[part, above] = found
        return found

    def check(value: Value, values: Values) -> Sequence[Fault]:
        if isinstance(value, str):
            if value in allowed:
                if not linked:
                    return _FINE
                above = values.get(linked)
                if not above or parents.get(value, above) == above:
                    return _FINE
            parts: tuple[str, ...] = (value,)
        else:
            parts = value
        above_text = as_text(values.get(linked, ""))
        found: list[Fault] = (
            [("too-many", {"value": "、".join(parts), "limit": str(most)})] if len(parts) > most else []
        )
        for part in parts:
            if part not in allowed:
                found.append(unlisted(part, above_text))
            elif above_text and parents.get(part, above_text) != above_text:
                found.append(("linked", {"value": part, "above_field": linked, linked: above_text}))
        return found

    return check


def _unlisted(field: Field, text: str, parent: str) -> Fault:
    """What a value outside its list most likely is: another spelling, a neighbour of a listed value, or unknown."""
    listed = field.list
    if listed is None or len(text) > 256:
        return "list", {"value": text}
    exact = listed.find(text, parent) or listed.find(text)
    if exact:
        return "form", {"value": text, "suggestion": exact.key}
    near = likely(listed, text, parent)
    if len(near) == 1:
        return "list-near", {"value": text, "suggestion": near[0]}
    if near:
        return "list-several", {"value": text, "suggestions": ",".join(near)}
    return "list-open" if listed.open else "list", {"value": text}
