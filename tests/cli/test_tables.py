"""`catalog elements`, `catalog packs`, `catalog adopt`: what an office looks things up in, and what it goes by."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from client import texts
from client.cli import app
from client.clock import system_clock
from client.station import enrolment
from client.station.tables import Books
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


def test_elements_are_listed_and_found(run: Run) -> None:
    code, everything = run("elements")
    assert code == 0
    assert len(everything) >= 150
    first = run("elements", "身份证号")[1][0]
    assert (first["id"], first["type"], first["length"], first["level"]) == ("id_number", "string", "18", "3")
    assert app.main(["elements", "姓名"]) == 0


def test_an_element_is_applied(run: Run, tmp_path: Path) -> None:
    run("import", str(sheet(tmp_path, ROWS)))
    entry = run("entries")[1]["entries"][0]["id"]
    before = len(run("show", entry)[1]["items"])
    assert run("elements", "--apply", entry, "uscc") == (0, {"entry": entry, "items": before + 1})
    assert run("elements", "--apply", entry, "nothing")[0] == 3


def test_adopting_is_shown_then_done(run: Run, tmp_path: Path) -> None:
    run("import", str(sheet(tmp_path, ROWS)))
    code, told = run("adopt", "province-direct@2024.1", "--dry-run")
    assert (code, told["entries"], told["new_findings"], told["act"]) == (0, 3, 3, None)
    done = run("adopt", "province-direct@2024.1")[1]
    assert {**done, "act": None} == told
    assert run("show", run("entries")[1]["entries"][0]["id"])[1]["profile"] == "province-direct@2024.1"
    assert run("adopt", "nowhere@1")[0] == 2


def test_codes_are_listed_and_missing_ones_are_a_sentence(run: Run, tmp_path: Path) -> None:
    run("import", str(sheet(tmp_path, ROWS)))
    assert run("codes") == run("codes", "list") == (0, [])
    entry = run("entries")[1]["entries"][0]["id"]
    assert run("codes", "assign") == (0, {"codes": {}, "act": None})
    assert run("codes", "renumber", entry)[1]["problem"]["code"] == "codes.exhausted"
    assert run("codes", "renumber", entry, "307021022100/000001")[1]["codes"] == {entry: "307021022100/000001"}


def test_packs_need_somebody_to_trust(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.pack").write_text("{}", encoding="utf-8")
    assert run("packs") == run("packs", "list") == (0, [])
    code, told = run("packs", "install", str(tmp_path / "a.pack"))
    assert (code, told["problem"]["code"]) == (2, "pack.no-key")
    assert run("packs", "remove", "nothing")[0] == 2


def test_a_county_signs_a_pack_and_an_office_takes_it_over(run: Run, tmp_path: Path) -> None:
    data, folder, out = tmp_path / "station", tmp_path / "county", tmp_path / "county.pack"
    books = Books(f"sqlite:///{tmp_path / 'station.db'}")
    clerk, _reviewer = enrolment.write_files(books, data, "http://127.0.0.1:9", system_clock)
    books.close()
    folder.mkdir()
    (folder / "pack.toml").write_text(
        'id = "county"\nversion = "1"\ntitle = {zh = "清河县资料包", en = "County"}\n', encoding="utf-8"
    )
    (folder / "classes.toml").write_text('[[class]]\ncode = "x"\nname = "乙"\n', encoding="utf-8")
    code, told = run("packs", "sign", str(folder), str(data), str(out))
    assert (code, told["problem"]["code"], out.exists()) == (2, "pack.line", False)
    (folder / "classes.toml").write_text('[[class]]\ncode = "307999"\nname = "清河县"\n', encoding="utf-8")
    assert run("packs", "sign", str(folder), str(folder), str(out))[0] == 2, "no station there"
    assert run("packs", "sign", str(folder), str(data), str(out))[1]["version"] == "1"
    assert run("enrol", str(clerk))[0] == 0
    assert run("packs", "install", str(out))[1]["holds"] == {"classes": 1}
    assert run("packs", "remove", "county")[0] == 0


def test_holidays_are_listed_added_and_taken_back(run: Run) -> None:
    code, known = run("holidays", "2026")
    assert code == 0
    assert {"day": "2026-10-01", "works": False, "name": "国庆节", "source": "announced"} in known
    added = run("holidays", "--add", "2031-02-03", "--to", "2031-02-04")[1]
    assert [one["day"] for one in added] == ["2031-02-03", "2031-02-04"]
    assert run("holidays", "--add", "2031-02-08", "--works")[1][-1]["works"]
    assert len(run("holidays", "--remove", "2031-02-03")[1]) == 2
    assert run("holidays", "--add", "2031-02-03", "--to", "2030-01-01")[0] == 3
    assert app.main(["holidays", "2026"]) == 0


def test_models_and_entries_told_apart(run: Run, tmp_path: Path) -> None:
    assert run("models") == (0, [])
    assert run("models", "--begin", "nothing")[0] == 3
    run("import", str(sheet(tmp_path, ROWS)))
    ids = [one["id"] for one in run("entries")[1]["entries"][:2]]
    assert set(run("similar", "--apart", *ids)[1]["apart"]) == set(ids)


def test_a_field_is_told_as_the_help_tells_it(run: Run) -> None:
    code, told = run("profiles", "show", "decree-809", "refusal_reason")
    assert code == 0
    assert "第十五条" in told["lines"]["依据"]
    assert "item.refused-reason" in told["rules"]
    assert run("profiles", "show", "decree-809", "item_type")[1]["values"]
    assert run("profiles", "show", "decree-809", "nothing")[0] == 3
    assert app.main(["profiles", "show", "decree-809", "sharing"]) == 0
