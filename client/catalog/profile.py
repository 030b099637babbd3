"""A standard for registering entries (编目规范): which fields, what they are called, what they must hold.

Profiles are data (`resources/profiles/*.toml`). One may extend another: it overrides keys field by field, removes
fields it does not have, and uses code lists with its own values, numbers and labels.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from client import paths
from client.catalog import code_families, codes, vocabulary
from client.catalog.codes import CodeList
from client.catalog.entry import Entry, Values
from client.errors import SettingsProblem
from client.texts import Text, text_of

DEFAULT = "decree-809"
Condition = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a profile, of the entry (`of_item` false) or of its items."""

    id: str
    kind: str
    label: Text
    group: str
    of_item: bool
    required: bool
    required_when: Condition
    forbidden_when: Condition
    length: int
    pattern: str
    pattern_help: Text
    minimum: float | None
    max_values: int
    list: CodeList | None
    linked_to: str
    folded: bool
    synonyms: tuple[str, ...]
    help: Text
    example: Text
    source: str
    confidence: str
    renamed_from: str

    def is_required(self, values: Values) -> bool:
        """Whether a value must stand here, given the other values of the same entry or item."""
        return self.required or holds(self.required_when, values)

    def is_forbidden(self, values: Values) -> bool:
        """Whether no value may stand here, given the other values."""
        return holds(self.forbidden_when, values)


@dataclass(frozen=True, slots=True)
class Group:
    """A section of the form and a group heading of the template; also a level of review."""

    id: str
    label: Text


@dataclass(frozen=True)
class Profile:
    """A resolved profile. `fields` and `item_fields` are in the order of form and template.

    `sharing_level`: where sharing is decided, `entry` or `item`. `review_levels`: who looks at a report, in order.
    """

    id: str
    version: str
    title: Text
    basis: Text
    effective: str
    extends: str
    signoff: bool
    item_word: Text
    header_marks: tuple[str, ...]
    code_assigned_by: str
    code_pattern: str
    code_family: str
    sharing_level: str
    review_levels: tuple[Group, ...]
    groups: tuple[Group, ...]
    fields: tuple[Field, ...]
    item_fields: tuple[Field, ...]
    lists: Mapping[str, CodeList]
    _fields: Mapping[str, Field] = field(repr=False, compare=False)
    _item_fields: Mapping[str, Field] = field(repr=False, compare=False)

    @property
    def key(self) -> str:
        """How an entry pins it: `id@version`."""
        return f"{self.id}@{self.version}"

    def field(self, field_id: str) -> Field | None:
        """The entry field with this id, None when the profile does not have it."""
        return self._fields.get(field_id)

    def item_field(self, field_id: str) -> Field | None:
        """The item field with this id, None when the profile does not have it."""
        return self._item_fields.get(field_id)

    def field_of(self, field_id: str, *, item: bool) -> Field | None:
        """The entry or item field with this id."""
        return (self._item_fields if item else self._fields).get(field_id)

    def label(self, field_id: str, *, item: bool = False) -> str:
        """What this profile calls a field, in the present language; the id where it has none."""
        found = self.field_of(field_id, item=item)
        return str(found.label) if found else field_id

    def doubting(self, words: Iterable[tuple[str, bool, str]]) -> "Profile":
        """This profile with these words (field id, of an item, `plain.key` of the word) read by none of its lists."""
        of: dict[tuple[str, bool], set[str]] = {}
        for name, of_item, key in words:
            of.setdefault((name, of_item), set()).add(key)
        if not of:
            return self
        fields = {one.id: _doubting(one, of.get((one.id, False))) for one in self.fields}
        items = {one.id: _doubting(one, of.get((one.id, True))) for one in self.item_fields}
        return replace(
            self,
            fields=tuple(fields.values()),
            item_fields=tuple(items.values()),
            _fields=fields,
            _item_fields=items,
        )


def _doubting(field: Field, words: set[str] | None) -> Field:
    return replace(field, list=field.list.doubting(words)) if field.list and words else field


def holds(condition: Condition, values: Values) -> bool:
    """Whether every part of a `required_when` or `forbidden_when` is true; an empty condition never is."""
    return bool(condition) and all(_matches(values.get(name, ""), wanted) for name, wanted in condition.items())


def _matches(value: str | tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    present = (value,) if isinstance(value, str) else value
    if not any(present):
        return "" in wanted
    return "*" in wanted or any(one in wanted for one in present)


@cache
def load_profiles() -> Mapping[str, Profile]:
    """Every installed profile by id, in its newest version: the shipped ones and those of the office's packs.

    A fault in a shipped file is our bug and raises as it is; packs were looked at when they were installed.
    """
    raws = _raws()
    return {name: resolve(name, raws) for name in raws if "@" not in name}


def get(name: str) -> Profile:
    """The profile `id` or `id@version`; a version that is not installed any more means the present one.

    Raises `SettingsProblem` when there is no profile of that id.
    """
    wanted, _, version = name.partition("@")
    found = load_profiles().get(wanted)
    if found is None:
        raise SettingsProblem("profile.unknown", name=name, known=", ".join(load_profiles()))
    return found if version in ("", found.version) else _earlier(wanted, version) or found


def is_installed(name: str) -> bool:
    """Whether exactly this `id@version` (or, without a version, this id) is there."""
    wanted, _, version = name.partition("@")
    found = load_profiles().get(wanted)
    return found is not None and (version in ("", found.version) or _earlier(wanted, version) is not None)


def shipped() -> Mapping[str, Mapping[str, Any]]:
    """The raw shipped files by `id`, and by `id@version` for every version there is."""
    raws = {path.stem: _read(path) for path in sorted(paths.resource("profiles").glob("*.toml"))}
    return {**raws, **_versioned(raws)}


def use_packs(raws: Mapping[str, Mapping[str, Any]]) -> None:
    """The raw profiles of the installed packs, by id, for this process. A newer version of a shipped one replaces it."""
    _of_packs.clear()
    _of_packs.update(raws)
    load_profiles.cache_clear()
    _earlier.cache_clear()


_of_packs: dict[str, Mapping[str, Any]] = {}


def with_packs(packed: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Mapping[str, Any]]:
    """All raw files as `resolve` takes them, with these profiles over the shipped ones."""
    return {**shipped(), **packed, **_versioned(packed)}


def _raws() -> Mapping[str, Mapping[str, Any]]:
    return with_packs(_of_packs)


def _versioned(raws: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Mapping[str, Any]]:
    return {f"{name}@{raw['version']}": raw for name, raw in raws.items() if "@" not in name}


@cache
def _earlier(name: str, version: str) -> Profile | None:
    raws = _raws()
    key = f"{name}@{version}"
    return resolve(key, raws) if key in raws else None


def of(entry: Entry) -> Profile:
    """The profile an entry is pinned to."""
    return get(entry.profile)


def resolve(name: str, raws: Mapping[str, Mapping[str, Any]]) -> Profile:
    """One profile out of the raw files, with everything it extends. Raises `SettingsProblem` on a cycle or a fault."""
    chain = _chain(name, raws)
    merged: dict[str, Any] = {}
    fields: dict[str, dict[str, Any]] = {}
    item_fields: dict[str, dict[str, Any]] = {}
    lists: dict[str, dict[str, Any]] = {}
    for raw in chain:
        merged.update({key: value for key, value in raw.items() if key not in ("field", "item_field", "list")})
        for removed in raw.get("remove", ()):
            fields.pop(removed, None)
            item_fields.pop(removed, None)
        _overlay(fields, raw.get("field", ()))
        _overlay(item_fields, raw.get("item_field", ()))
        lists.update(raw.get("list", {}))
    used = _lists(lists)
    words = vocabulary.load()
    entry_fields = tuple(_field(block, words.fields, used, of_item=False) for block in fields.values())
    items = tuple(_field(block, words.item_fields, used, of_item=True) for block in item_fields.values())
    code = merged.get("code", {})
    family = code_families.load().get(str(code.get("family", "")))
    return Profile(
        id=name.partition("@")[0],
        version=str(merged["version"]),
        title=text_of(merged["title"]),
        basis=text_of(merged["basis"]),
        effective=str(merged.get("effective", "")),
        extends=str(chain[-1].get("extends", "")),
        signoff=bool(merged.get("signoff", False)),
        item_word=text_of(merged["item_word"]),
        header_marks=_words(merged.get("header_marks", ())),
        code_assigned_by=str(code.get("assigned_by", "above")),
        code_pattern=str(code.get("pattern", family.pattern if family else "")),
        code_family=family.id if family else "",
        sharing_level=str(merged.get("sharing_level", "entry")),
        review_levels=_groups(merged.get("review", ())),
        groups=_groups(merged["group"]),
        fields=entry_fields,
        item_fields=items,
        lists=used,
        _fields={one.id: one for one in entry_fields},
        _item_fields={one.id: one for one in items},
    )


def _read(path: Path) -> Mapping[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _groups(blocks: Iterable[Mapping[str, Any]]) -> tuple[Group, ...]:
    return tuple(Group(str(one["id"]), text_of(one["label"])) for one in blocks)


def _chain(name: str, raws: Mapping[str, Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The files from the furthest ancestor to `name`."""
    chain: list[Mapping[str, Any]] = []
    seen: set[str] = set()
    while name:
        if name in seen or name not in raws:
            raise SettingsProblem("profile.extends", name=name)
        seen.add(name)
        chain.insert(0, raws[name])
        name = str(raws[name].get("extends", ""))
    return chain


def _overlay(fields: dict[str, dict[str, Any]], blocks: Iterable[Mapping[str, Any]]) -> None:
    """Blocks over what is inherited: keys override, new ids are added at the end or behind `after`."""
    for block in blocks:
        name = block["id"]
        after = block.get("after", "")
        merged = {**fields.get(name, {}), **block}
        if after in fields and after != name:
            fields.pop(name, None)
            place = list(fields).index(after) + 1
            rest = list(fields.items())
            fields.clear()
            fields.update([*rest[:place], (name, merged), *rest[place:]])
        else:
            fields[name] = merged


def _lists(uses: Mapping[str, Mapping[str, Any]]) -> Mapping[str, CodeList]:
    return {
        name: full.used(
            uses.get(name, {}).get("values"),
            {key: str(number) for key, number in uses.get(name, {}).get("numbers", {}).items()},
            {key: text_of(label) for key, label in uses.get(name, {}).get("labels", {}).items()},
        )
        for name, full in codes.load_lists().items()
    }


def _field(
    block: Mapping[str, Any],
    words: Mapping[str, vocabulary.Term],
    lists: Mapping[str, CodeList],
    *,
    of_item: bool,
) -> Field:
    term = words.get(block["id"])
    if term is None:
        raise SettingsProblem("profile.unknown-field", field=str(block["id"]))
    empty = Text("", "")
    example = block.get("example", "")
    return Field(
        id=term.id,
        kind=term.kind,
        label=text_of(block["label"]) if "label" in block else term.label,
        group=str(block.get("group", "")),
        of_item=of_item,
        required=block.get("obligation") == "required",
        required_when=_condition(block.get("required_when", {})),
        forbidden_when=_condition(block.get("forbidden_when", {})),
        length=int(block.get("length", 0)),
        pattern=str(block.get("pattern", "")),
        pattern_help=text_of(block["pattern_help"]) if "pattern_help" in block else empty,
        minimum=float(block["minimum"]) if "minimum" in block else None,
        max_values=int(block.get("max_values", 0)),
        list=lists[term.list] if term.list else None,
        linked_to=str(block.get("linked_to", "")),
        folded=bool(block.get("folded", False)),
        synonyms=_words(block.get("synonyms", ())),
        help=text_of(block["help"]) if "help" in block else empty,
        example=text_of(example) if isinstance(example, Mapping) else Text(str(example), str(example)),
        source=str(block.get("source", "")),
        confidence=str(block.get("confidence", "C")),
        renamed_from=str(block.get("renamed_from", "")),
    )


def _condition(raw: Mapping[str, Any]) -> Condition:
    return {name: _words(wanted) if isinstance(wanted, list) else (str(wanted),) for name, wanted in raw.items()}


def _words(raw: Iterable[object]) -> tuple[str, ...]:
    """A list of words of a data file. Raises `TypeError` when it is none."""
    found = tuple(one for one in raw if isinstance(one, str))
    if isinstance(raw, str) or len(found) != len(tuple(raw)):
        raise TypeError("a list of words is wanted")
    return found
