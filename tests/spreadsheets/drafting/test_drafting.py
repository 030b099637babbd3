"""Drafts out of data: names and types right, keys and personal columns told, values never kept, nothing run."""

import sqlite3
import time
from contextlib import closing, suppress
from dataclasses import asdict
from pathlib import Path

import pytest

from client.catalog import profile as profiles
from client.catalog.entry import as_text
from client.errors import InputProblem
from client.spreadsheets.drafting import ddl
from client.spreadsheets.drafting.found import Drafted
from client.spreadsheets.drafting.reading import draft
from tests.spreadsheets.drafting.dumps import DUMPS
from tests.spreadsheets.drafting.sources import IDS, MOBILES, SOURCES, Source, script

PROFILE = profiles.get("decree-809")


def made(source: Source, folder: Path) -> Drafted:
    path = folder / source.name
    source.make(path)
    return draft(path, PROFILE, source.table)


def texts(drafted: Drafted, field: str) -> dict[str, str]:
    return {item.column: as_text(item.values[field].value) for item in drafted.items if field in item.values}


def test_names_and_types_of_twenty_sources(tmp_path: Path) -> None:
    assert len(SOURCES) == 20
    wrong: list[str] = []
    total = 0
    for source in SOURCES:
        drafted = made(source, tmp_path)
        names, types = texts(drafted, "item_name"), texts(drafted, "item_type")
        for column, (name, kind) in source.items.items():
            total += 2
            if names.get(column) != name:
                wrong.append(f"{source.name} {column}: {names.get(column)} instead of {name}")
            kept = kind if kind in types.values() else {"long_text": "memo", "blob": "general"}.get(kind, kind)
            if types.get(column) not in (kind, kept):
                wrong.append(f"{source.name} {column}: {types.get(column)} instead of {kind}")
    print(f"\n{total - len(wrong)} of {total} names and types right", *wrong, sep="\n")
    assert len(wrong) * 100 <= total * 5


def test_names_and_types_of_dumps_as_tools_write_them(tmp_path: Path) -> None:
    wrong: list[str] = []
    total = 0
    for dump in DUMPS:
        path = tmp_path / dump.name
        dump.make(path)
        drafted = draft(path, PROFILE, dump.table)
        names, types = texts(drafted, "item_name"), texts(drafted, "item_type")
        for column, (name, kind) in dump.items.items():
            total += 2
            if names.get(column) != name:
                wrong.append(f"{dump.name} {column}: {names.get(column)} instead of {name}")
            if types.get(column) not in (kind, {"long_text": "memo", "blob": "general"}.get(kind, kind)):
                wrong.append(f"{dump.name} {column}: {types.get(column)} instead of {kind}")
    print(f"\n{total - len(wrong)} of {total} names and types right", *wrong, sep="\n")
    assert len(wrong) * 100 <= total


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
def test_each_source(source: Source, tmp_path: Path) -> None:
    drafted = made(source, tmp_path)
    if source.entry:
        assert drafted.values["name"].value == source.entry
    if source.format:
        assert drafted.values["format_type"].value == (source.format,)
    keys = {column for column, value in texts(drafted, "item_primary_key").items() if value == "yes"}
    assert keys == set(source.keys)
    sensitive = {column for column, value in texts(drafted, "item_sensitive").items() if value == "sensitive"}
    assert set(source.sensitive) <= sensitive
    assert all(0 < filled.sure <= 1 for item in drafted.items for filled in item.values.values())
    # No value of the data is in the draft.
    said = repr(asdict(drafted))
    assert not any(number in said for number in (*IDS, *MOBILES))


def test_blanks_lengths_and_what_cannot_be_told(tmp_path: Path) -> None:
    drafted = made(SOURCES[0], tmp_path)
    assert texts(drafted, "item_length")["sfzh"] == "18"
    assert texts(drafted, "item_length")["je"] == "18,2"
    assert texts(drafted, "item_nullable")["sfzh"] == "no"
    assert texts(drafted, "item_nullable")["xm"] == "yes"
    path = tmp_path / "空.csv"
    path.write_text("abcq,姓名\n", encoding="utf-8")
    item = draft(path, PROFILE).items[0]
    assert item.values["item_name"].sure < 0.5
    assert "item_nullable" not in item.values


def test_a_daily_table_is_daily(tmp_path: Path) -> None:
    source = next(one for one in SOURCES if one.name == "雨量日报.xlsx")
    assert made(source, tmp_path).values["update_cycle"].value == "daily"


def test_which_table(tmp_path: Path) -> None:
    source = next(one for one in SOURCES if one.table)
    path = tmp_path / source.name
    source.make(path)
    with pytest.raises(InputProblem, match=r"draft\.which"):
        draft(path, PROFILE)
    with pytest.raises(InputProblem, match=r"draft\.unknown-table"):
        draft(path, PROFILE, "nobody")
    assert set(draft(path, PROFILE, "COMPANY").tables) == {"company", "rkxx"}


HOSTILE = (
    "CREATE TABLE a (b int, c varchar(20) COMMENT '没有结束的引号);\nDROP TABLE x;",
    "CREATE TABLE " + "(" * 20_000,
    "CREATE TABLE a (" + ",".join(f"c{number} int" for number in range(50_000)) + ");",
    "CREATE TABLE a (" + "b decimal(" * 3000 + ")" * 3000 + ");",
    "CREATE TABLE a (b int DEFAULT (SELECT load_extension('x')), c int);" + "/*" * 5000,
    "CREATE TABLE ; CREATE TABLE a; CREATE TABLE a (); CREATE TABLE a (b);",
    "create table " * 20_000,
    "CREATE TABLE \x00 (a int);\x1b[31m",
    "COMMENT ON COLUMN a.b IS 'x';\n" * 30_000 + "CREATE TABLE a (b int);",
    "x CREATE TABLE a (b int)",
    "CREATE TABLE a (b decimal(' ', 2), ' ' ' ');\nCOMMENT ON TABLE . IS 'x';",
)


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_hostile_scripts_end_in_a_sentence_or_a_draft(number: int, tmp_path: Path) -> None:
    path = tmp_path / "x.sql"
    script(HOSTILE[number])(path)
    begin = time.process_time()
    with suppress(InputProblem):
        assert len(draft(path, PROFILE).items) <= 2000
    assert time.process_time() - begin < 10


def test_a_long_dump_costs_its_definitions_only(tmp_path: Path) -> None:
    rows = "INSERT INTO t VALUES " + ",".join(f"({number},'甲')" for number in range(2000)) + ";\n"
    path = tmp_path / "dump.sql"
    path.write_text("CREATE TABLE t (id int, xm varchar(9));\n" + rows * 300 + "CREATE TABLE u (a int);\n", "utf-8")
    begin = time.process_time()
    assert {one.name for one in ddl.tables(path.read_text(encoding="utf-8"))} == {"t", "u"}
    assert time.process_time() - begin < 5


def test_a_hostile_database_is_no_trap(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    with closing(sqlite3.connect(path)) as conn:
        conn.execute(
            "CREATE VIEW v AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) AS n FROM c"
        )
        conn.commit()
    begin = time.process_time()
    with pytest.raises(InputProblem):
        draft(path, PROFILE)
    assert time.process_time() - begin < 10
    before = path.read_bytes()
    path.write_bytes(before[:100] + b"\xff" * 3000)
    with pytest.raises(InputProblem, match=r"draft\.damaged"):
        draft(path, PROFILE)
    assert [one.name for one in tmp_path.iterdir()] == ["x.db"]


def test_secrets_of_the_state_are_not_read(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("姓名,说明\n甲,机密★10年\n", encoding="utf-8")
    with pytest.raises(InputProblem, match=r"draft\.secret"):
        draft(path, PROFILE)


def test_numbers_in_headers_and_comments_are_masked(tmp_path: Path) -> None:
    path = tmp_path / "x.sql"
    path.write_text(f"CREATE TABLE t (a varchar(9) COMMENT '姓名（如{IDS[0]}，电话{MOBILES[0]}）');", encoding="utf-8")
    said = repr(asdict(draft(path, PROFILE)))
    assert IDS[0] not in said
    assert MOBILES[0] not in said


@pytest.mark.parametrize("name", sorted(profiles.load_profiles()))
def test_every_standard_takes_a_draft(name: str, tmp_path: Path) -> None:
    profile = profiles.get(name)
    path = tmp_path / SOURCES[0].name
    SOURCES[0].make(path)
    drafted = draft(path, profile)
    assert all(profile.field(field) for field in drafted.values)
    assert all(profile.item_field(field) for item in drafted.items for field in item.values)


def test_a_draft_makes_no_findings_of_its_own(tmp_path: Path) -> None:
    """Levels of all items or of none, no name twice without a word, no English name that is the name again."""
    path = tmp_path / "x.sql"
    path.write_text(
        "CREATE TABLE t (id int PRIMARY KEY, xm varchar(9), sfzh char(18), qwx int, lxdh varchar(20), phone varchar(20),"
        " create_time datetime);",
        "utf-8",
    )
    drafted = draft(path, PROFILE)
    assert list(texts(drafted, "item_level").values()) == ["1", "2", "3", "1", "2", "2", "1"]
    assert "qwx" not in texts(drafted, "item_english_name")
    doubted = {item.column for item in drafted.items if item.values["item_name"].why == "twice"}
    assert doubted == {"lxdh", "phone"}
    assert drafted.values["summary"].value == "包括姓名、公民身份号码内容。"
