"""Entries, profiles and neighbours for the tests of the checks."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from client.catalog import profile as profiles
from client.catalog.entry import Entry, Item, Value
from client.catalog.profile import Field, Profile
from client.catalog.tables import Organisation, Organisations, Tables
from client.checks.rule import Context
from client.checks.similar import Named, telling

HERE = Path(__file__).parent
TODAY = date(2025, 10, 15)
PROFILES = ("decree-809", "national-2017", "province-direct", "suzhou")
LONG = "很长的名称" * 60
NO_PACKS = Tables()


@dataclass(frozen=True)
class Others:
    """Neighbours that give the answers an example asks for."""

    names: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    numbered: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    close: tuple[Named, ...] = ()

    def same_name(self, entry: Entry, key: str) -> Iterable[str]:
        return self.names

    def same_code(self, entry: Entry, code: str) -> Iterable[str]:
        return self.codes

    def code_exists(self, code: str) -> bool:
        return code not in self.unknown

    def series(self, entry: Entry, stem: str) -> Iterable[str]:
        return self.numbered

    def alike(self, entry: Entry, key: str) -> Iterable[Named]:
        return self.close


@dataclass(frozen=True)
class Example:
    """One entry of an example file: whether the rule must find it, where, and what a fix makes of it."""

    rule: str
    fails: bool
    entry: Entry
    context: Context
    item: str
    field: str
    fixed: str | None
    fixed_at: str


def context(profile: Profile, others: Others | None = None, tables: Tables | None = None) -> Context:
    return Context(profile, TODAY, others or Others(), tables or NO_PACKS)


def clean(profile: str) -> list[Entry]:
    """The thirty clean entries of a profile."""
    raw = tomllib.loads((HERE / "clean" / f"{profile}.toml").read_text(encoding="utf-8"))
    key = profiles.get(profile).key
    return [
        entry_of(key, {**one["basic"], **one["more"]}, one["items"], number) for number, one in enumerate(raw["entry"])
    ]


def entry_of(key: str, values: Mapping[str, Any], items: Iterable[Mapping[str, Any]] = (), number: int = 0) -> Entry:
    return Entry(
        id=f"e{number}",
        profile=key,
        values={name: _value(value) for name, value in values.items()},
        items=tuple(
            Item(f"i{place}", {name: _value(value) for name, value in item.items()}) for place, item in enumerate(items)
        ),
    )


def examples(rule: str) -> list[Example]:
    """All entries of a rule's example file."""
    raw = tomllib.loads((HERE / "examples" / f"{rule}.toml").read_text(encoding="utf-8"))
    profile = profile_made(raw.get("profile", "decree-809"), raw.get("made", ""))
    units = tuple(
        Organisation(one["code"], one["name"], tuple(one.get("other_names", ())))
        for one in raw.get("organisations", ())
    )
    tables = Tables(Organisations(units))
    return [
        _example(rule, one, profile, tables, fails=kind == "fail") for kind in ("fail", "pass") for one in raw[kind]
    ]


def profile_made(name: str, made: str) -> Profile:
    """A shipped profile with one field changed, where no shipped one asks for a kind of check."""
    shipped = profiles.get(name)
    if made == "forbidden":
        return _with(shipped, "sharing_scope", forbidden_when={"sharing": ("refused",)})
    if made == "integer":
        return _with(shipped, "record_count", kind="integer")
    if made == "open":
        field = shipped.field("processing")
        assert field is not None
        assert field.list is not None
        return _with(shipped, "processing", list=replace(field.list, open=True))
    assert not made
    return shipped


def _with(profile: Profile, name: str, **changes: Any) -> Profile:
    def changed(field: Field) -> Field:
        return replace(field, **changes) if field.id == name else field

    fields = tuple(changed(field) for field in profile.fields)
    return replace(profile, fields=fields, _fields={field.id: field for field in fields})


def _entry(raw: Mapping[str, Any], profile: Profile) -> Entry:
    if raw.get("full"):
        return clean(profile.id)[0]
    return entry_of(profile.key, raw.get("values", {}), raw.get("items", ()))


def _example(rule: str, raw: Mapping[str, Any], profile: Profile, tables: Tables, *, fails: bool) -> Example:
    others = Others(
        tuple(raw.get("same_name", ())),
        tuple(raw.get("same_code", ())),
        tuple(raw.get("series", ())),
        tuple(raw.get("unknown_codes", ())),
        tuple(
            Named(f"other{place}", one["name"], items=telling(one.get("items", ())))
            for place, one in enumerate(raw.get("alike", ()))
        ),
    )
    entry = replace(_entry(raw, profile), space=raw.get("space", ""))
    place, dot, field = raw.get("at", "").partition(".")
    return Example(
        rule=rule,
        fails=fails,
        entry=entry,
        context=context(profile, others, tables),
        item=f"i{place}" if dot else "",
        field=field if dot else place,
        fixed=raw.get("fixed"),
        fixed_at=raw.get("fixed_at", ""),
    )


def _value(value: str | list[str]) -> Value:
    if value == "LONG":
        return LONG
    return value if isinstance(value, str) else tuple(value)
