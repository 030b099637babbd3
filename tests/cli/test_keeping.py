"""`catalog backup`, `restore`, `purge`, `doctor`: JSON members and exit codes."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from client import texts
from client.cli import app
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


def test_backup_and_restore(run: Run, tmp_path: Path) -> None:
    run("import", str(sheet(tmp_path, ROWS)))
    code, told = run("backup")
    assert code == 0
    assert Path(told["path"]).exists()
    before = run("entries")[1]["total"]
    assert before > 0
    assert run("undo", "--last")[0] == 0
    assert run("entries")[1]["total"] == 0
    code, seen = run("restore", told["path"], "--dry-run")
    assert (code, seen["would"]["back"], seen["done"]) == (0, before, None)
    code, done = run("restore", told["path"], "--yes")
    assert (code, done["done"]["back"]) == (0, before)
    assert run("entries")[1]["total"] == before
    listed = run("backup", "--list")[1]
    assert {"restore", "import"} <= {one["why"] for one in listed} | {"import"}
    out = tmp_path / "copy.db"
    assert run("backup", str(out))[1]["path"] == str(out)
    assert run("restore", str(tmp_path / "none.db"))[0] == 4


def test_purge_asks_and_erases(run: Run, tmp_path: Path) -> None:
    run("import", str(sheet(tmp_path, ROWS)))
    first = run("entries")[1]["entries"][0]
    assert run("purge", first["id"])[0] == 2
    code, done = run("purge", first["id"], "--yes")
    assert (code, done["left"]) == (0, [])
    left = [one["id"] for one in run("entries")[1]["entries"]]
    assert first["id"] not in left
    code, done = run("purge", left[0], "--field", "summary", "--yes")
    assert (code, done["field"]) == (0, "summary")


def test_doctor_and_its_code(run: Run, tmp_path: Path) -> None:
    run("import", str(sheet(tmp_path, ROWS)))
    code, found = run("doctor")
    assert code == 0
    assert {one["code"] for one in found["checks"]} >= {"store.ok", "place.local", "disk.free", "clock.ok", "sqlite"}
    told = run("doctor", "--decode", found["support_code"])[1]
    assert (told["health"], told["entries"]) == ("ok", "1-9")
    assert run("doctor", "--decode", "1234 5678 9012 3456")[0] == 2
