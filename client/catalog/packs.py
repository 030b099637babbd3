"""What a county or an office adds as data (单位资料包): organisations, classes, data elements, model entries, codes, profiles.

A pack is one signed document; inside lie small TOML files by kind. Everything is looked at before anything is used, and
what is wrong is named with its file and line. Pure: the content is given, the signature was verified before.
"""

import hashlib
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any, TypeVar

from client.catalog import codes, data_elements, identifiers, plain, vocabulary, wire
from client.catalog import profile as profiles
from client.catalog.data_elements import DataElement
from client.catalog.entry import Values
from client.catalog.profile import Profile
from client.catalog.tables import Model, Organisation, Organisations, Tables
from client.catalog.trees import Region, regions
from client.errors import SettingsProblem
from client.texts import Text, text_of

Made = TypeVar("Made")
FORMAT = 1
MOST_BYTES = 8_000_000
_LONGEST = 4000
_DEEPEST = 8
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_VERSION = re.compile(r"\d{1,8}(\.\d{1,8}){0,3}")
_PROFILE_FILE = re.compile(r"profiles/([a-z0-9][a-z0-9-]{0,63})\.toml")
_DAY = re.compile(r"|\d{4}-\d{2}-\d{2}")
_HIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Control characters and direction marks: no workbook takes them, and a label with them shows what it is not."""


@dataclass(frozen=True)
class Pack:
    """A pack that was read. `profiles` are raw, by id; `blocks` as in an enrolment file, each with the `space` it is for."""

    id: str
    version: str
    title: Text
    digest: str = ""
    organisations: tuple[Organisation, ...] = ()
    classes: Mapping[str, str] = field(default_factory=dict)
    elements: tuple[DataElement, ...] = ()
    models: tuple[Model, ...] = ()
    blocks: tuple[Mapping[str, Any], ...] = ()
    regions: Mapping[str, Region] = field(default_factory=dict)
    profiles: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def is_older_than(self, other: "Pack") -> bool:
        """Whether the other one stands above this."""
        return _number(self.version) < _number(other.version)


def read(content: Mapping[str, Any], beside: Iterable[Pack] = ()) -> Pack:
    """The pack of a signed content; its profiles must fit those shipped and those of the packs `beside`.

    Raises `SettingsProblem`: pack.other-version, pack.unknown-kind, pack.line (with file, line and reason) and others.
    """
    if content.get("format") != FORMAT or str(content.get("vocabulary", "")) != vocabulary.load().version:
        raise SettingsProblem("pack.other-version", found=str(content.get("format"))[:20], known=str(FORMAT))
    name, version, files = str(content.get("id", "")), str(content.get("version", "")), content.get("files")
    if not _ID.fullmatch(name) or not _VERSION.fullmatch(version) or not isinstance(files, Mapping):
        raise SettingsProblem("pack.malformed", why="id, version, files")
    try:
        title = text_of(content["title"])
    except (KeyError, TypeError) as problem:
        raise SettingsProblem("pack.malformed", why="title") from problem
    found: dict[str, Any] = {}
    raw_profiles: dict[str, Mapping[str, Any]] = {}
    for file, text in files.items():
        of_profile = _PROFILE_FILE.fullmatch(str(file))
        reader = _READERS.get(str(file))
        if (reader is None and of_profile is None) or not isinstance(text, str):
            raise SettingsProblem("pack.unknown-kind", file=plain.tidy(str(file))[:80], known=", ".join(_READERS))
        sheet = _Sheet(str(file), text)
        if of_profile:
            raw_profiles[of_profile[1]] = sheet.raw
        elif reader:
            found |= reader(sheet)
    _check_profiles(raw_profiles, files, beside)
    digest = hashlib.sha256(wire.canonical(content)).hexdigest()
    return Pack(name, version, title, digest, profiles=raw_profiles, **found)


def tables(packs: Sequence[Pack]) -> Tables:
    """The shipped tables with what the packs add; later packs win."""
    elements = data_elements.shipped()
    for pack in packs:
        elements = elements.with_more(pack.elements)
    return Tables(
        organisations=Organisations(
            tuple({_unit_key(one): one for pack in packs for one in pack.organisations}.values())
        ),
        elements=elements,
        classes={code: name for pack in packs for code, name in pack.classes.items()},
        models=tuple({one.id: one for pack in packs for one in pack.models}.values()),
        regions={**regions(), **{code: one for pack in packs for code, one in pack.regions.items()}},
        version=hashlib.sha256(" ".join(pack.digest for pack in packs).encode()).hexdigest()[:16] if packs else "",
    )


def overlays(packs: Iterable[Pack]) -> Mapping[str, Mapping[str, Any]]:
    """The raw profiles of all packs by id; later packs win."""
    return {name: raw for pack in packs for name, raw in pack.profiles.items()}


class _Sheet:
    """One file of a pack: its parsed content, and where its blocks stand."""

    def __init__(self, file: str, text: str) -> None:
        self.file, self.text = file, text
        if len(text) > MOST_BYTES:
            raise SettingsProblem("pack.line", file=file, line=1, why="too large")
        try:
            self.raw: Mapping[str, Any] = tomllib.loads(text)
        except tomllib.TOMLDecodeError as problem:
            at = re.search(r"line (\d+)", str(problem))
            raise self.fault(int(at[1]) if at else text.count("\n") + 1, "TOML") from problem
        except (RecursionError, ValueError) as problem:
            raise self.fault(1, "TOML") from problem
        self._measure(self.raw, 0)

    def fault(self, line: int, why: str) -> SettingsProblem:
        """A refusal that names the line."""
        return SettingsProblem("pack.line", file=self.file, line=line, why=why)

    def line_with(self, word: str) -> int:
        """The first line that has a word; 1 where it is written otherwise (with escapes)."""
        return next((place for place, line in enumerate(self.text.splitlines(), 1) if word in line), 1)

    def blocks(self, kind: str) -> Iterable[tuple[int, Mapping[str, Any]]]:
        """Every block of a kind with its line; nothing else may stand in the file."""
        strange = sorted(set(self.raw) - {kind})
        if strange:
            raise self.fault(self.line_with(strange[0]), strange[0][:40])
        found = self.raw.get(kind, [])
        if not isinstance(found, list):
            raise self.fault(1, kind)
        head = f"[[{kind}]]"
        starts = [place for place, line in enumerate(self.text.splitlines(), 1) if line.strip().startswith(head)]
        for line, block in zip_longest(starts[: len(found)], found, fillvalue=1):
            if not isinstance(block, Mapping):
                raise self.fault(line, kind)
            yield line, block

    def made(self, line: int, make: Callable[[Mapping[str, Any]], Made], raw: Mapping[str, Any]) -> Made:
        """What `make` reads out of a block; a block of another shape is refused with its line."""
        try:
            return make(raw)
        except (KeyError, TypeError, ValueError, AttributeError) as problem:
            raise self.fault(line, str(problem)[:80] or type(problem).__name__) from problem

    def _measure(self, value: object, depth: int) -> None:
        if depth > _DEEPEST:
            raise self.fault(1, "nesting")
        if isinstance(value, str) and len(value) > _LONGEST:
            raise self.fault(self.line_with(value[:40]), "text too long")
        if isinstance(value, str) and (hidden := _HIDDEN.search(value)):
            raise self.fault(self.line_with(hidden[0]), f"U+{ord(hidden[0]):04X}")
        if isinstance(value, Mapping):
            for name, part in value.items():
                self._measure(name, depth + 1)
                self._measure(part, depth + 1)
        elif isinstance(value, list):
            for part in value:
                self._measure(part, depth + 1)


def _unit(raw: Mapping[str, Any]) -> Organisation:
    return Organisation(str(raw["code"]), str(raw["name"]).strip(), tuple(map(str, raw.get("other_names", ()))))


def _class(raw: Mapping[str, Any]) -> tuple[str, str]:
    return str(raw["code"]), str(raw["name"])


def _model(raw: Mapping[str, Any]) -> Model:
    items = tuple(_values(item) for item in raw.get("items", ()))
    return Model(str(raw["id"]), str(raw["title"]), _values(raw["fields"]), items)


def _region(raw: Mapping[str, Any]) -> Region:
    more = (str(raw.get(name, "")) for name in ("parent", "since", "until", "successor"))
    return Region(str(raw["code"]), str(raw["name"]), *more)


def _organisations(sheet: _Sheet) -> dict[str, Any]:
    found = []
    for line, raw in sheet.blocks("organisation"):
        one = sheet.made(line, _unit, raw)
        if not one.name or identifiers.uscc_fault(one.code):
            raise sheet.fault(line, one.code[:40])
        found.append(one)
    return {"organisations": tuple(found)}


def _classes(sheet: _Sheet) -> dict[str, Any]:
    found = {}
    for line, raw in sheet.blocks("class"):
        code, name = sheet.made(line, _class, raw)
        if not re.fullmatch(r"[123][0-9A-Z]{1,39}", code) or not name.strip():
            raise sheet.fault(line, code[:40])
        found[code] = name
    return {"classes": found}


def _elements(sheet: _Sheet) -> dict[str, Any]:
    found = []
    types, levels = codes.load_lists()["data_type"], codes.load_lists()["item_level"]
    for line, raw in sheet.blocks("element"):
        one = sheet.made(line, data_elements.element_of, raw)
        if not one.id or not types.get(one.type) or (one.level and not levels.get(one.level)):
            raise sheet.fault(line, one.id[:40])
        if one.fixed and not one.length.isdecimal():
            raise sheet.fault(line, "length")
        found.append(one)
    return {"elements": tuple(found)}


def _models(sheet: _Sheet) -> dict[str, Any]:
    words = vocabulary.load()
    found = []
    for line, raw in sheet.blocks("model"):
        one = sheet.made(line, _model, raw)
        strange = [
            *(set(one.values) - set(words.fields)),
            *(name for item in one.items for name in set(item) - set(words.item_fields)),
        ]
        if strange:
            raise sheet.fault(line, strange[0][:40])
        found.append(one)
    return {"models": tuple(found)}


def _blocks(sheet: _Sheet) -> dict[str, Any]:
    found = []
    for line, raw in sheet.blocks("block"):
        if not all(
            isinstance(raw.get(name), kind)
            for name, kind in (("id", str), ("space", str), ("front", str), ("first", int), ("last", int))
        ):
            raise sheet.fault(line, "id, space, front, first, last")
        found.append(dict(raw))
    return {"blocks": tuple(found)}


def _regions(sheet: _Sheet) -> dict[str, Any]:
    found = {}
    for line, raw in sheet.blocks("region"):
        one = sheet.made(line, _region, raw)
        if not re.fullmatch(r"\d{2}(\d{2}){0,2}(\d{3}){0,2}", one.code) or not (
            _DAY.fullmatch(one.since) and _DAY.fullmatch(one.until)
        ):
            raise sheet.fault(line, one.code[:40])
        found[one.code] = one
    return {"regions": found}


_READERS: Mapping[str, Callable[[_Sheet], dict[str, Any]]] = {
    "organisations.toml": _organisations,
    "classes.toml": _classes,
    "elements.toml": _elements,
    "models.toml": _models,
    "codes.toml": _blocks,
    "regions.toml": _regions,
}


def _check_profiles(raws: Mapping[str, Mapping[str, Any]], files: Mapping[str, Any], beside: Iterable[Pack]) -> None:
    together = profiles.with_packs({**overlays(beside), **raws}) if raws else {}
    for name, raw in raws.items():
        sheet = _Sheet(f"profiles/{name}.toml", files[f"profiles/{name}.toml"])
        if raw.get("id", name) != name or not _VERSION.fullmatch(str(raw.get("version", ""))):
            raise sheet.fault(1, "id, version")
        try:
            made = profiles.resolve(name, together)
            re.compile(made.code_pattern)
            for one in (*made.fields, *made.item_fields):
                re.compile(one.pattern)
        except SettingsProblem as problem:
            word = str(problem.params.get("field", "")) or "extends"
            raise sheet.fault(sheet.line_with(word), problem.code) from problem
        except (KeyError, TypeError, ValueError, AttributeError, re.error) as problem:
            raise sheet.fault(1, f"{type(problem).__name__}: {problem}"[:80]) from problem
        _check_headers(sheet, made)


def _check_headers(sheet: _Sheet, made: Profile) -> None:
    """A header that stands twice in one group, for entries or for items, could not be told apart in a sheet."""
    seen: dict[tuple[bool, str, str], str] = {}
    for one in (*made.fields, *made.item_fields):
        place = (one.of_item, one.group, plain.key(one.label.zh))
        if place in seen:
            raise sheet.fault(sheet.line_with(f'"{one.id}"'), f"{one.label.zh}: {seen[place]}, {one.id}")
        seen[place] = one.id


def _values(raw: Mapping[str, Any]) -> Values:
    return {str(name): tuple(map(str, one)) if isinstance(one, list) else str(one) for name, one in raw.items() if one}


def _unit_key(one: Organisation) -> str:
    return one.code or plain.key(one.name)


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))
