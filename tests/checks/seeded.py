"""Workbooks full of planted faults: every failing example of every rule, written as rows the way an office would."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from client.catalog.entry import Entry, Item, Value
from client.catalog.profile import Profile
from client.checks import outside, run
from tests.checks.made import Example, clean, context, examples

CROSSING = {
    "name.duplicate": [{"name": "孤儿基本生活保障信息"}, {"name": "孤儿基本生活 保障信息。"}],
    "name.series": [{"name": "公共图书馆名录信息1"}, {"name": "公共图书馆名录信息2"}],
    "name.near-duplicate": [{"name": "养老机构备案登记信息"}, {"name": "养老机构备案登记一览表"}],
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
    for code, rows in CROSSING.items():
        if code in run.all_rules(profile):
            for row in rows:
                number += 1
                yield _crossing(profile, code, row, patterns[3], number)


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
