"""How many entries a second of processor time pass through all checks (wanted: 20,000 with seven items each)."""

import time
from dataclasses import replace

import pytest

from client.catalog import profile as profiles
from client.catalog.entry import Entry, Item
from client.checks import run
from client.checks.rule import Alone, Context
from tests.checks.made import PROFILES, TODAY, clean

ENTRIES = 600
SLICES = 60
"""Short slices, the best of which counts: on a machine that others use too, long ones measure the others."""
ITEMS = 7


def made(number: int, pattern: Entry) -> Entry:
    """A clean entry made different from its neighbours, with seven items."""
    items = tuple(
        Item(
            f"{number}-{place}", {**pattern.items[place % len(pattern.items)].values, "item_english_name": f"F{place}"}
        )
        for place in range(ITEMS)
    )
    items = tuple(
        replace(item, values={**item.values, "item_name": f"{item.text('item_name')}{'甲乙丙丁戊己庚'[place]}"})
        for place, item in enumerate(items)
    )
    values = {
        **pattern.values,
        "name": f"{pattern.text('name')}（第{number}片区）",
        "summary": f"{pattern.text('summary')}第{number}片区。",
        "contact_phone": "010-69012345",
    }
    return replace(pattern, id=str(number), values=values, items=items)


@pytest.mark.bench
@pytest.mark.parametrize("name", PROFILES)
def test_entries_a_second(name: str) -> None:
    patterns = clean(name)
    entries = [made(number, patterns[number % len(patterns)]) for number in range(ENTRIES)]
    here = Context(profiles.get(name), TODAY, Alone())
    run.check(entries[0], here)
    best, found = 0.0, 0
    for _ in range(SLICES):
        begun = time.process_time()
        found = sum(len(run.check(entry, here)) for entry in entries)
        best = max(best, ENTRIES / (time.process_time() - begun))
    print(f"\nchecks, {name}: {best:,.0f} entries/s with {ITEMS} items, {found / ENTRIES:.1f} findings each")
