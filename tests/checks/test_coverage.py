"""Each line of the list of known faults is answered for: by a rule, by the profile, elsewhere, or with a reason."""

import csv
import os
from pathlib import Path

import pytest

from client import paths
from client.catalog import profile as profiles
from client.checks import run
from client.checks.rules import RULES

SHARED = Path(os.environ.get("CATALOG_SHARED", paths.resource().parent.parent / "shared"))
PLACES = {"rule", "generated", "profile", "importer", "workflow", "platform", "not yet"}


def table() -> list[dict[str, str]]:
    with paths.resource("rules", "coverage.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_table_says_what_the_rules_say() -> None:
    generated = [rule for rule in run.all_rules(profiles.get("decree-809")).values() if rule.code.startswith("field.")]
    said = {(line["id"], code) for line in table() for code in line["rules"].split()}
    assert said == {(line, rule.code) for rule in (*generated, *RULES) for line in rule.covers}


def test_a_line_without_a_rule_has_a_reason() -> None:
    for line in table():
        assert line["where"] in PLACES
        assert line["rules"] or line["note"], line["id"]
        assert bool(line["rules"]) == (line["where"] in ("rule", "generated")), line["id"]


def test_every_known_fault_is_answered_for() -> None:
    listed = SHARED / "standards" / "check_rules.csv"
    if not listed.exists():
        pytest.skip("the list of known faults lies beside the repository and is not here")
    with listed.open(encoding="utf-8-sig", newline="") as file:
        assert [row["id"] for row in csv.DictReader(file)] == [line["id"] for line in table()]
