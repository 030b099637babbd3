"""Workbooks full of planted faults: every failing example of every rule, written as rows the way an office would."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from client.catalog.entry import Entry, Item, Value
from client.catalog.profile import Profile
from client.catalog.tables import Organisation, Organisations, Tables
from client.checks import outside, run
from tests.checks.made import Example, Others, clean, context, examples

BY_KIND: dict[str, tuple[tuple[str, Value], ...]] = {
    "code": (("field.list", "自己写的值"),),
    "codes": (("field.list", "自己写的值"),),
    "date": (("field.date", "去年年底"),),
    "date_range": (("field.period", "近几年"), ("field.period-order", "2024-12-31/2020-01-01")),
    "number": (("field.number", "很多"), ("field.minimum", "-1")),
    "integer": (("field.number", "很多"), ("field.integer", "3.5"), ("field.minimum", "-1")),
    "email": (("field.email", "tsztz.bjmy.gov.cn"),),
    "url": (("field.url", "data.beijing"),),
    "phone": (("field.phone", "见通讯录"),),
}
"""What breaks every field of a kind, whatever it is called."""

ELSEWHERE: dict[str, tuple[dict[str, Value], ...]] = {
    "code.related-unknown": ({"related": "307021022100/000999"},),
    "date.future": ({"published_on": "2099-01-01"}, {"modified_on": "2099-01-01"}),
    "date.too-early": ({"published_on": "1900-01-01"}, {"modified_on": "1900-01-01"}),
    "field.forbidden-choice": ({"sharing": "refused", "sharing_way": "file"},),
    "field.linked": (
        {"format_class": "spreadsheet", "format_type": ("mysql",)},
        {"format_class": "spreadsheet", "format_type": "mysql"},
    ),
    "format.way": (
        {"format_class": "spreadsheet", "format_type": ("xlsx",), "sharing_way": "interface"},
        {"format_type": ("xlsx",), "sharing_way": "interface"},
        {"format_class": "spreadsheet", "format_type": "xlsx", "sharing_way": "interface"},
    ),
    "volume.unit": ({"record_count": "3万条"}, {"volume_total": "12.5GB"}),
    "provider.disagree": ({"provider": "某某县某某局", "provider_code": "11370000MB284651XL"},),
    "provider.unlisted": ({"provider": "某某县某某站", "provider_code": "12110000400638791M"},),
}
"""Rules whose examples speak of fields that other standards do not have, or of an office's own list."""

UNITS = Tables(Organisations((Organisation("11370000MB284651XL", "山东省大数据局"),)))

CROSSING = {
    "name.duplicate": [{"name": "孤儿基本生活保障信息"}, {"name": "孤儿基本生活 保障信息。"}],
    "name.series": [{"name": "公共图书馆名录信息1"}, {"name": "公共图书馆名录信息2"}],
    "name.near-duplicate": [{"name": "养老机构备案登记信息"}, {"name": "养老机构备案登记一览表"}],
    "name.alike": [{"name": "养老机构备案信息"}, {"name": "养老机构备案基本信息表"}],
    "code.duplicate": [{"code": "307021022100/000009"}, {"code": "307021022100/000009"}],
}
"""Rules that compare entries, with the rows that break them."""


@dataclass(frozen=True)
class Seed:
    """One planted fault: the row, the rule that must find it, and where (place of the item, -1 for the entry)."""

    rule: str
    entry: Entry
    item: int
    field: str


def seeds(profile: Profile, rounds: int = 3) -> Iterator[Seed]:
    """Every fault that can be planted in rows of this standard, `rounds` times on different clean entries."""
    patterns = clean(profile.id)
    number = 0
    for code in run.all_rules(profile):
        if code in outside.CODES:
            continue
        for turn in range(rounds):
            for example in examples(code):
                number += 1
                pattern = patterns[(number + turn) % len(patterns)]
                seed = _seed(profile, example, pattern, number)
                if seed is not None:
                    yield seed
    for seed in _by_profile(profile, patterns):
        number += 1
        yield replace(seed, entry=_named(seed, number))
    for code, rows in CROSSING.items():
        if code in run.all_rules(profile):
            for row in rows:
                number += 1
                # Names alone say no more than "please look": nothing to compare the items by.
                pattern = replace(patterns[3], items=()) if code == "name.alike" else patterns[3]
                yield _crossing(profile, code, row, pattern, number)


def _by_profile(profile: Profile, patterns: Sequence[Entry]) -> Iterator[Seed]:
    """Faults that follow from the fields of the profile itself, on the first clean entry on which they are any."""
    for field in profile.fields:
        for rule, value in BY_KIND.get(field.kind, ()):
            yield from islice(_on_any(profile, patterns, rule, field.id, {field.id: value}), 1)
    for rule, ways in ELSEWHERE.items():
        for values in ways:
            if all(map(profile.field, values)):
                yield from islice(_on_any(profile, patterns, rule, "", values), 1)
    for pattern in patterns:
        yield from _with_items(profile, pattern)


def _on_any(
    profile: Profile, patterns: Sequence[Entry], rule: str, field: str, values: dict[str, Value]
) -> Iterator[Seed]:
    for pattern in patterns:
        entry = replace(pattern, values={**pattern.values, **values})
        for one in run.check(entry, context(profile, Others(unknown=("307021022100/000999",)), UNITS)):
            if one.rule == rule and not one.item and one.field in (field or tuple(values)):
                yield Seed(rule, entry, -1, one.field)


def _with_items(profile: Profile, pattern: Entry) -> Iterator[Seed]:
    """No items at all, and a first item that is refused and open."""
    bare = replace(pattern, items=())
    if any(one.rule == "item.missing" for one in run.check(bare, context(profile))):
        yield Seed("item.missing", bare, -1, "")
    for name, value in (("item_open", "unconditional"), ("item_open_public", "yes")):
        if pattern.items and profile.item_field(name) and profile.item_field("item_sharing"):
            first = pattern.items[0]
            values = {**first.values, "item_sharing": "refused", name: value}
            entry = replace(pattern, items=(replace(first, values=values), *pattern.items[1:]))
            yield Seed("item.refused-open", entry, 0, name)


def _named(seed: Seed, number: int) -> Entry:
    entry = seed.entry
    return replace(
        entry, id=f"s{number}", values={**entry.values, "name": f"{_village(number)}{entry.text('name')}"[-100:]}
    )


def _seed(profile: Profile, example: Example, pattern: Entry, number: int) -> Seed | None:
    """The example on a clean entry where that still breaks the rule, else the example with a name of its own."""
    if not example.fails or not _has_columns(profile, example):
        return None
    example = replace(example, entry=replace(example.entry, profile=profile.key))
    item = int(example.item[1:]) if example.item else -1
    for entry in _candidates(example, pattern, number):
        found = {(one.rule, one.item, one.field) for one in run.check(entry, context(profile))}
        if (example.rule, example.item, example.field) in found:
            return Seed(example.rule, entry, item, example.field)
    return None


def _has_columns(profile: Profile, example: Example) -> bool:
    """Whether a sheet of this standard has a column for everything the example says."""
    of_items = {name for item in example.entry.items for name in item.values}
    return all(map(profile.field, example.entry.values)) and all(map(profile.item_field, of_items))


def _candidates(example: Example, pattern: Entry, number: int) -> Iterator[Entry]:
    held = example.entry
    base: dict[str, Value] = {
        name: value for name, value in pattern.values.items() if name != example.field or example.item
    }
    base["name"] = f"{_village(number)}{pattern.text('name')}"
    values = {**base, **held.values}
    if example.field == "name" and not held.values.get("name"):
        del values["name"]
    items = held.items or tuple(Item(f"i{place}", one.values) for place, one in enumerate(pattern.items))
    yield replace(pattern, id=f"s{number}", values=values, items=items)
    yield replace(pattern, id=f"s{number}", values=values, items=held.items)
    yield replace(held, id=f"s{number}", values={"name": base["name"], **held.values})
    yield replace(held, id=f"s{number}")


def _crossing(profile: Profile, code: str, row: dict[str, str], pattern: Entry, number: int) -> Seed:
    values = {**pattern.values, "name": f"{_village(number)}{pattern.text('name')}", **row}
    return Seed(code, replace(pattern, id=f"s{number}", values=values), -1, next(iter(row)))


def _village(number: int) -> str:
    """A place of its own for every row, without a number that would make a series of them."""
    signs = "东西南北上下新老杨柳槐桃李张王赵刘陈林溪泉岭坪湾塘店桥河"
    first, rest = divmod(number, len(signs) ** 2)
    return "".join(signs[place % len(signs)] for place in (first, rest // len(signs), rest)) + "村"
