import re
import tomllib
from pathlib import Path

import make_sample
from client import paths
from client.spreadsheets import reasons
from client.spreadsheets.understand import understand
from client.texts import error_codes

SOURCES = Path(__file__).resolve().parents[2] / "client" / "spreadsheets"


def used(pattern: str) -> set[str]:
    return {found for path in SOURCES.rglob("*.py") for found in re.findall(pattern, path.read_text(encoding="utf-8"))}


def test_every_problem_has_its_texts() -> None:
    assert used(r'"(input\.[a-z-]+)"') <= set(error_codes())


def test_every_reason_has_a_sentence_and_every_sentence_is_used() -> None:
    known = {code for code in reasons.sentences() if code not in ("sheet.outline", "sheet.classification")}
    assert used(r'"((?:row|sheet)\.[a-z-]+)"') == known


def test_sentences_name_the_same_things_in_both_languages() -> None:
    raw = tomllib.loads(paths.resource("headers", "reasons.toml").read_text(encoding="utf-8"))
    for code, table in raw.items():
        assert set(re.findall(r"{\w+}", table["zh"])) == set(re.findall(r"{\w+}", table["en"])), code


def test_the_sample_is_what_its_script_makes(tmp_path: Path) -> None:
    make_sample.build(tmp_path / "again.xlsx")
    assert (tmp_path / "again.xlsx").read_bytes() == make_sample.OUT.read_bytes()


def test_the_sample_is_understood() -> None:
    found = understand(make_sample.OUT)
    assert found.profile.startswith("national-2017@")
    assert 58 <= len(found.drafts) <= 65
    assert 380 <= found.items <= 430
    assert all(column.field for column in found.sheets[0].columns if column.header != "序号")
