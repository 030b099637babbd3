"""The public interface of `catalog`: JSON members and exit codes of cli.md."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from client import texts
from client.cli import app
from client.errors import Cancelled
from tests.workflows.test_import_sheet import ROWS, sheet

Run = Callable[..., tuple[int, Any]]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """Calls `catalog ... --json` on a store of its own: (exit code, document)."""
    monkeypatch.setenv("CATALOG_HOME", str(tmp_path / "home"))

    def call(*words: str) -> tuple[int, Any]:
        code = app.main([*words, "--json"])
        out = capsys.readouterr().out
        return code, json.loads(out) if out else None

    yield call
    texts.use_language("zh_CN")


def test_import_document(run: Run, tmp_path: Path) -> None:
    code, told = run("import", str(sheet(tmp_path, ROWS)))
    assert code == 1
    assert set(told) >= {"file", "import_id", "profile", "sheets", "entries", "items", "problem", "damage", "findings"}
    assert told["entries"]["total"] == sum(
        told["entries"][kind] for kind in ("new", "changed", "same", "duplicate", "refused")
    )
    rows = told["sheets"][0]["rows"]
    assert rows["read"] == sum(count for name, count in rows.items() if name != "read")
    assert told["sheets"][0]["verdict"] == "catalog"
    assert told["items"] == 4
    assert run("imports")[1][0]["id"] == told["import_id"]


def test_dry_run_stores_nothing(run: Run, tmp_path: Path) -> None:
    assert run("import", str(sheet(tmp_path, ROWS)), "--dry-run")[1]["import_id"] is None
    assert run("entries")[1]["total"] == 0


def test_several_files_give_a_list(run: Run, tmp_path: Path) -> None:
    missing = tmp_path / "没有.xlsx"
    code, told = run("import", str(sheet(tmp_path, ROWS)), str(missing))
    assert code == 3
    assert [bool(one["problem"]) for one in told["files"]] == [False, True]


def test_a_refused_file_is_exit_3_with_texts(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "说明.csv"
    file.write_text("这是一段说明\n", encoding="utf-8")
    code, told = run("import", str(file))
    assert code == 3
    assert set(told["problem"]) == {"code", "title", "text", "advice"}
    assert all(told["problem"].values())


MEMBERS = {"file", "import_id", "profile", "sheets", "entries", "items", "problem", "damage", "findings"}


def test_a_file_that_cannot_be_read_has_every_member(run: Run, tmp_path: Path) -> None:
    (tmp_path / "夹").mkdir()
    (tmp_path / "夹" / "坏.xlsx").write_bytes(b"PK\x03\x04 broken")
    (tmp_path / "夹" / "说明.csv").write_text("这是一段说明\n", encoding="utf-8")
    missing = run("import", str(tmp_path / "没有.xlsx"))
    folder = run("import", str(tmp_path / "夹"), "--dry-run")
    assert (missing[0], folder[0]) == (3, 3)
    for one in (missing[1], *folder[1]["files"]):
        assert set(one) >= MEMBERS
        assert all(one["problem"].values())
        assert one["entries"] == dict.fromkeys(("total", "new", "changed", "same", "duplicate", "refused"), 0)
    # What was seen of a file of a folder that is no catalog is told row by row, as for a single file.
    assert folder[1]["files"][1]["sheets"][0]["left_out"]


def test_every_place_is_told_as_a_cell(run: Run, tmp_path: Path) -> None:
    file = sheet(tmp_path, ROWS)
    book = openpyxl.load_workbook(file)
    drawn = book["Sheet"]
    drawn.row_dimensions[4].hidden = True
    drawn.column_dimensions["D"].hidden = True
    drawn.cell(3000, 1).number_format = "0.00"
    book.save(file)
    _, told = run("import", str(file), "--dry-run")
    assert {one["kind"] for one in told["damage"]} >= {"hidden-row", "hidden-column", "ghost"}
    cells = [cell for one in (*told["damage"], *told["findings"]) for cell in one["cells"]]
    assert [cell for cell in cells if not re.fullmatch(r"Sheet![A-Z]{1,3}[1-9]\d*", cell)] == []


@pytest.mark.parametrize(
    ("words", "code", "problem"),
    [
        (["import"], 2, "program.usage"),
        (["no-such-command"], 2, "program.usage"),
        (["import", "a.xlsx", "--accept", "some"], 2, "program.usage"),
    ],
)
def test_a_line_that_is_not_understood_gives_a_document(run: Run, words: list[str], code: int, problem: str) -> None:
    told_code, told = run(*words)
    assert (told_code, told["problem"]["code"]) == (code, problem)
    assert all(told["problem"].values())


@pytest.mark.parametrize(
    ("failure", "code", "problem"), [(Cancelled, 6, "program.stopped"), (RuntimeError, 70, "program.fault")]
)
def test_stopping_and_our_own_faults_give_a_document(
    run: Run, monkeypatch: pytest.MonkeyPatch, failure: type[Exception], code: int, problem: str
) -> None:
    def fail(*_words: object) -> None:
        raise failure

    monkeypatch.setattr("client.cli.app.paths.default_store", fail)
    told_code, told = run("entries")
    assert (told_code, told["problem"]["code"]) == (code, problem)
    assert all(told["problem"].values())


def test_check_names_the_cells_of_a_file(run: Run, tmp_path: Path) -> None:
    code, told = run("check", str(sheet(tmp_path, ROWS)))
    assert code == 1
    missing = [one for one in told["findings"] if one["field"] == "summary" and one["rule"] == "field.required"]
    assert [one["cell"] for one in missing] == ["Sheet!C6"]
    assert told["checked"] == 3
    assert run("entries")[1]["total"] == 0


def test_show_and_edit(run: Run, tmp_path: Path) -> None:
    run("import", str(sheet(tmp_path, ROWS)))
    _, shown = run("show", "孤儿信息")
    assert shown["name"] == "孤儿信息"
    _, edited = run("edit", shown["id"], "summary=全县孤儿的监护和补助情况。", "items.1.item_type=日期型")
    assert {one["field"]: one["value"] for one in edited["fields"]}["summary"].startswith("全县孤儿")
    assert edited["items"][0]["fields"][1]["value"] == "date"
    history = run("show", shown["id"], "--history")[1]["history"]
    assert {"summary", "item_type"} <= {one["field"] for one in history}
    assert run("undo", "--last")[0] == 0
    assert "summary" not in {one["field"] for one in run("show", shown["id"])[1]["fields"]}
    assert run("redo")[0] == 0
    assert "summary" in {one["field"] for one in run("show", shown["id"])[1]["fields"]}


def test_search_by_item_and_filter_by_value(run: Run, tmp_path: Path) -> None:
    run("import", str(sheet(tmp_path, ROWS)))
    assert [one["name"] for one in run("entries", "--query", "监护人")[1]["entries"]] == ["孤儿信息"]
    assert run("entries", "--where", "sharing=conditional")[1]["total"] == 1
    names = [one["name"] for one in run("entries", "--sort", "name")[1]["entries"]]
    assert sorted(names) == names


def test_undo_of_an_import(run: Run, tmp_path: Path) -> None:
    _, told = run("import", str(sheet(tmp_path, ROWS)))
    assert run("undo", told["import_id"])[1]["entries"] == 3
    assert run("entries")[1]["total"] == 0


@pytest.mark.parametrize(
    ("words", "code", "problem"),
    [
        (("show", "没有这个"), 3, "entry.gone"),
        (("undo", "--last"), 3, "entry.nothing-to-undo"),
        (("undo",), 2, "import.undo-what"),
        (("submit",), 2, "office.no-platform"),
        (("sync",), 2, "office.no-platform"),
        (("--profile", "nowhere", "entries"), 2, "profile.unknown"),
        (("export", "x.pdf"), 3, "import.no-such-format"),
        (("enrol", "没有.json"), 3, "enrol.unreadable"),
        (("office", "--name", "县局", "--code", "123"), 3, "office.code"),
    ],
)
def test_failures_are_sentences_with_the_exit_code_of_their_kind(
    run: Run, words: tuple[str, ...], code: int, problem: str
) -> None:
    assert run(*words) == (code, {"problem": {**run(*words)[1]["problem"], "code": problem}})


@pytest.mark.parametrize("ending", ["xlsx", "csv", "json"])
def test_export_writes_every_entry(run: Run, tmp_path: Path, ending: str) -> None:
    run("import", str(sheet(tmp_path, ROWS)))
    code, told = run("export", str(tmp_path / f"out.{ending}"))
    assert (code, told["entries"]) == (0, 3)
    assert (tmp_path / f"out.{ending}").stat().st_size > 0


def test_our_own_workbook_comes_back_without_a_change(run: Run, tmp_path: Path) -> None:
    run("import", str(sheet(tmp_path, ROWS)))
    run("export", str(tmp_path / "out.xlsx"))
    counts = run("import", str(tmp_path / "out.xlsx"))[1]["entries"]
    assert (counts["total"], counts["same"]) == (3, 3)


def test_a_template_can_be_filled_in_and_imported(run: Run, tmp_path: Path) -> None:
    assert run("template", str(tmp_path / "空白.xlsx"))[0] == 0
    assert len(openpyxl.load_workbook(tmp_path / "空白.xlsx").sheetnames) >= 2
    code, told = run("import", str(tmp_path / "空白.xlsx"))
    assert code == 3, "the example row of a template is never imported"
    assert told["problem"]


def test_profiles(run: Run) -> None:
    assert {"national-2017", "decree-809"} <= {one["id"] for one in run("profiles")[1]}
    fields = {one["id"]: one for one in run("profiles", "show", "decree-809")[1]["fields"]}
    assert [value["key"] for value in fields["sharing"]["values"]] == ["unconditional", "conditional", "refused"]


def test_people(run: Run) -> None:
    run("people", "add", "李雪")
    run("people", "add", "周明", "--role", "approver")
    assert [(one["name"], one["at_desk"]) for one in run("people", "use", "周明")[1]] == [
        ("李雪", False),
        ("周明", True),
    ]


def test_it_speaks_the_asked_language(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--lang", "en", "show", "x")[1]["problem"]["title"] == "This entry is not here"
    assert app.main(["--lang", "zh_CN", "show", "x"]) == 3
    assert "找不到这个条目" in capsys.readouterr().err


def test_a_folder_in_the_place_of_the_store_is_exit_4(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "work.db").mkdir()
    assert app.main(["entries"]) == 4
    assert "Traceback" not in capsys.readouterr().err


def test_a_foreign_file_as_store_is_exit_4_and_untouched(run: Run, tmp_path: Path) -> None:
    foreign = tmp_path / "photo.jpg"
    foreign.write_bytes(b"\xff\xd8" + b"x" * 4096)
    code, told = run("--store", str(foreign), "entries")
    assert code == 4
    assert told["problem"]["code"].startswith("store.")
    assert foreign.read_bytes() == b"\xff\xd8" + b"x" * 4096


HOSTILE = ("低保\u202e息信\x1b[31m对象\x07", "低保" + "长" * 100_000, "[red]低保[/red]\u2066信息", "低保[/b]信息[2023]")


@pytest.mark.parametrize("name", HOSTILE, ids=["control and direction", "very long", "markup", "end of markup"])
def test_a_hostile_name_is_said_safely(tmp_path: Path, run: Run, capsys: pytest.CaptureFixture[str], name: str) -> None:
    """Findings, refusals and lists name the entry; no value of it may steer the terminal or fill it."""
    file = tmp_path / "目录.csv"
    file.write_text(f"目录名称,目录摘要,共享属性\n{name},{name},无条件\n", encoding="utf-8")
    run("import", str(file))
    entry = run("entries")[1]["entries"][0]["id"]
    for words in (["check", str(file)], ["check", "--all"], ["entries"], ["show", entry], ["submit", entry]):
        assert app.main(words) != 70, words
        said = "".join(capsys.readouterr())
        assert not [char for char in said if not char.isprintable() and char != "\n"], words
        if words == ["entries"]:
            assert "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in name[:40]) in said
        assert len(said) < 20_000 or words[0] == "show"


def test_a_resident_id_in_a_name_is_in_no_list(tmp_path: Path, run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "目录.csv"
    file.write_text("目录名称,目录摘要,共享属性\n低保11010519491231002X信息,摘要,无条件\n", encoding="utf-8")
    run("import", str(file))
    for words in (["check", "--all"], ["entries"]):
        app.main(words)
        said = "".join(capsys.readouterr())
        assert "低保110*************2X信息" in said, words
        assert "11010519491231002X" not in said, words


def test_acts_are_listed_and_taken_back_by_their_id(run: Run, tmp_path: Path) -> None:
    run("import", str(sheet(tmp_path, ROWS)))
    _, told = run("acts")
    assert [(one["kind"], one["entries"], one["undone_by"]) for one in told["acts"]] == [("import", 3, "")]
    assert run("undo", told["acts"][0]["id"])[1]["left"] == 0
    _, told = run("acts", "--kind", "import")
    assert (told["total"], bool(told["acts"][0]["undone_by"])) == (1, True)
    assert run("acts", "--query", "没有这样的")[1]["total"] == 0


@pytest.mark.parametrize(
    "words", [("deadlines", "--count", "-3"), ("entries", "--limit", "-1"), ("acts", "--kind", "x")]
)
def test_what_is_no_number_of_things_is_said_in_the_language_of_the_client(run: Run, words: tuple[str, ...]) -> None:
    code, told = run(*words)
    assert code == 2
    assert "argument" not in told["problem"]["text"]


def test_help_speaks_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        app.main(["--lang", "zh_CN", "import", "--help"])
    said = capsys.readouterr().out
    assert not re.search("usage|options|positional|show this", said)


@pytest.mark.skipif(sys.platform == "win32", reason="no such pipes")
def test_an_import_nobody_listens_to_is_done_all_the_same(run: Run, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "client", "import", str(sheet(tmp_path, ROWS))]
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, timeout=120, check=False)
    os.close(write)
    assert (done.returncode, done.stderr) == (1, b"")
    assert run("entries")[1]["total"] == 3
