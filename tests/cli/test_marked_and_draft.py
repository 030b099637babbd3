"""`--marked` and `draft`: the JSON members and exit codes a script sees."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from client.cli import app
from tests.cli.test_commands import Run, run
from tests.workflows.test_import_sheet import ROWS, sheet

__all__ = ["run"]


def test_a_marked_copy_of_an_import_comes_back_without_a_new_entry(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "校验.xlsx"
    _, told = run("import", str(sheet(tmp_path, ROWS)), "--marked", str(out))
    assert told["marked"]["cells"] > 0
    assert told["marked"]["faults"]["error"] > 0
    assert "校验汇总" in load_workbook(out).sheetnames
    again = run("import", str(out))[1]["entries"]
    assert (again["new"], again["same"]) == (0, 3)


def test_a_folder_is_marked_by_department_and_taken_back_as_a_whole(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "上报"
    folder.mkdir()
    sheet(folder, ROWS[:2])
    (folder / "坏.xlsx").write_bytes(b"PK broken")
    _, told = run("import", str(folder), "--marked", str(tmp_path / "标记"))
    good = next(one for one in told["files"] if one["import_id"])
    assert Path(good["marked"]["path"]).name.startswith(good["department"])
    assert good["department"] in good["marked"]["letter"]
    (import_,) = run("imports")[1]
    assert run("entries")[1]["total"] > 0
    assert run("undo", import_["folder"])[1]["left"] == 0


def test_a_copy_that_cannot_be_written_is_told_and_the_others_go_on(run: Run, tmp_path: Path) -> None:
    here, there = tmp_path / "甲", tmp_path / "乙"
    for folder, rows in ((here, ROWS[:2]), (there, ROWS[2:])):
        folder.mkdir()
        sheet(folder, rows)
    files = [str(next(folder.glob("*.xlsx"))) for folder in (here, there)]
    wall = tmp_path / "不是文件夹"
    wall.write_text("x", encoding="utf-8")
    for asked, marks in (([*files], len(files)), ([str(here), str(there)], len(files))):
        code, told = run("import", *asked, "--marked", str(wall))
        assert code == 3
        assert [one["marked"]["path"] for one in told["files"]] == [None] * marks
        assert all(one["marked"]["problem"]["code"] == "input.not-written" for one in told["files"])
        assert all(one["import_id"] for one in told["files"])
    code, told = run("check", *files, str(wall), "--marked", str(wall))
    assert code == 3
    assert told["checked"] == 3
    assert [one["file"] for one in told["problems"]] == [str(wall)]


def test_the_json_says_how_many_cells_it_leaves_out(run: Run, tmp_path: Path) -> None:
    rows = [[f"甲乙丙丁{number}事项信息", *ROWS[0][1:]] for number in range(230)]
    _, told = run("import", str(sheet(tmp_path, rows)), "--dry-run")
    most = max(told["findings"], key=lambda one: one["count"])
    assert (most["count"], len(most["cells"]), most["more_cells"]) == (230, 200, 30)


def test_check_marks_without_storing(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "校验.xlsx"
    code, told = run("check", str(sheet(tmp_path, ROWS)), "--marked", str(out))
    assert code == 1
    assert told["marked"]["path"] == str(out)
    assert run("entries")[1]["total"] == 0
    assert run("check", "--all", "--marked", str(out))[1]["problem"]["code"] == "import.marked-needs-file"


def test_draft_stores_unless_dry(run: Run, tmp_path: Path) -> None:
    script = tmp_path / "低保.sql"
    script.write_text("CREATE TABLE t (xm varchar(20) COMMENT '姓名') COMMENT='低保对象表';", encoding="utf-8")
    code, told = run("draft", str(script), "--dry-run")
    assert (code, told["entry"]) == (0, None)
    assert {one["field"] for one in told["items"][0]["values"]} >= {"item_name", "item_type", "item_length"}
    assert run("entries")[1]["total"] == 0
    _, told = run("draft", str(script))
    assert run("entries")[1]["entries"][0]["id"] == told["entry"]
    code, told = run("draft", str(tmp_path / "没有.csv"))
    assert (code, told["problem"]["code"]) == (3, "input.missing")


def test_people_read_the_draft(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CATALOG_HOME", str(tmp_path / "home"))
    script = tmp_path / "a.sql"
    script.write_text("CREATE TABLE t (xm varchar(20), zzzq int);", encoding="utf-8")
    assert app.main(["draft", str(script), "--dry-run"]) == 0
    said = capsys.readouterr().out
    assert "姓名" in said
    assert "zzzq ?" in said
