"""Our whole set of rules beside others' list checks alone, on the same rows in the same run.

`frictionless` and `jsonschema-rs` are no dependencies: `pip install --target out/bench frictionless jsonschema-rs`, then
`PYTHONPATH=out/bench pytest --bench tests/bench`. Absent ones are left out of the table.
"""

import time
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

import pytest

from client.catalog import profile as profiles
from client.catalog.entry import Entry
from client.checks import run
from client.checks.rule import Alone, Context
from tests.checks.made import TODAY, clean
from tests.checks.test_speed import made

COUNT = 1000
PASSES = 12
PROFILE = profiles.get("decree-809")
LISTED = {
    field.id: [value.key for value in field.list.values]
    for field in PROFILE.fields
    if field.kind == "code" and field.list
}


def entries() -> list[Entry]:
    patterns = clean(PROFILE.id)
    return [made(number, patterns[number % len(patterns)]) for number in range(COUNT)]


def rows(of: Sequence[Entry]) -> list[dict[str, str]]:
    return [{name: entry.text(name) or LISTED[name][0] for name in LISTED} for entry in of]


def spent(deed: Callable[[], object]) -> float:
    """Entries a second of one core: the best of some passes, since the machine is used by others too."""
    taken = []
    for _ in range(PASSES):
        begun = time.process_time()
        deed()
        taken.append(time.process_time() - begun)
    return COUNT / min(taken)


def _jsonschema(data: list[dict[str, str]]) -> Callable[[], object]:
    library: Any = import_module("jsonschema_rs")
    properties = {name: {"enum": keys} for name, keys in LISTED.items()}
    validator = library.validator_for({"type": "object", "properties": properties})
    return lambda: sum(validator.is_valid(row) for row in data)


def _frictionless(data: list[dict[str, str]]) -> Callable[[], object]:
    library: Any = import_module("frictionless")
    fields = [{"name": name, "type": "string", "constraints": {"enum": keys}} for name, keys in LISTED.items()]
    schema = library.Schema.from_descriptor({"fields": fields})
    return lambda: library.validate(data, schema=schema).valid


@pytest.mark.bench
@pytest.mark.timeout(300)
@pytest.mark.filterwarnings("ignore")
def test_beside_others() -> None:
    held = entries()
    data = rows(held)
    here = Context(PROFILE, TODAY, Alone())
    run.check(held[0], here)
    table = [
        (
            f"ours: {len(run.all_rules(PROFILE))} rules, 7 items each",
            spent(lambda: [run.check(one, here) for one in held]),
        )
    ]
    for name, prepare in (("jsonschema-rs", _jsonschema), ("frictionless", _frictionless)):
        try:
            table.append((f"{name}: {len(LISTED)} lists", spent(prepare(data))))
        except ImportError:
            table.append((f"{name}: not installed", 0.0))
    for what, rate in table:
        print(f"\n{what:<44} {rate:>12,.0f} entries/s of one core", end="")
    print()
