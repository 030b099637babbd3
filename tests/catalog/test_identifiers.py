"""Codes against the vectors of the standards."""

import json
from pathlib import Path

import pytest

from client.catalog import identifiers

VALID = ["11110110000093470L", "11110228000108441X", "11370000MB284651XL", "12110000400638791M"]


@pytest.mark.parametrize("code", VALID)
def test_credit_codes_of_public_bodies(code: str) -> None:
    assert identifiers.uscc_fault(code) == ""


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("11110110000093470M", "check"),
        ("11110110000093471L", "check"),
        ("1111011000009347OL", "characters"),
        ("1111011000009347L", "length"),
        ("", "length"),
        ("一二三四五六七八九十一二三四五六七八", "characters"),
    ],
)
def test_faulty_credit_codes(code: str, fault: str) -> None:
    assert identifiers.uscc_fault(code) == fault


def test_all_vectors_of_the_standard(shared: Path) -> None:
    vectors = json.loads((shared / "standards" / "uscc.json").read_text(encoding="utf-8"))
    assert [code for code in vectors["valid"] if identifiers.uscc_fault(code)] == []
    # Lower case is normalised before the test, so that one vector is valid by then.
    assert [code for code in vectors["invalid"] if code.isupper() and not identifiers.uscc_fault(code)] == []


def test_organisation_code() -> None:
    assert identifiers.is_organisation_code("00247017X")
    assert not identifiers.is_organisation_code("002470170")


def test_resident_ids_are_recognised_by_date_and_check_digit() -> None:
    assert identifiers.is_resident_id("11010519491231002X")
    assert identifiers.is_resident_id("440524188001010014")
    assert not identifiers.is_resident_id("11010519491331002X")
    assert not identifiers.is_resident_id("110105194912310021")
