"""`catalog reference`: filled from our own export, searched, shown, carried."""

import gzip
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from client import texts
from client.cli import app
from client.workflows import export_sheet
from tests.bench import generate_nation

Run = Callable[..., tuple[int, Any]]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    monkeypatch.setenv("CATALOG_HOME", str(tmp_path / "home"))

    def call(*words: str) -> tuple[int, Any]:
        code = app.main(["reference", *words, "--json"])
        out = capsys.readouterr().out
        return code, json.loads(out) if out else None

    yield call
    texts.use_language("zh_CN")


@pytest.fixture
def nation(tmp_path: Path) -> Path:
    generate_nation.write(300, tmp_path / "nation.jsonl")
    return tmp_path / "nation.jsonl"


def test_fill_search_show_carry(run: Run, nation: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("status")[1]["problem"]["code"] == "reference.absent"
    assert run("fill", str(nation)) == (0, {"entries": 300, "refused": 0})
    assert run("status")[1]["entries"] == 300
    code, told = run("search", "信息", "--sort", "name", "--limit", "5")
    assert code == 0
    assert told["total"] > 5 == len(told["entries"])
    assert all("信息" in one["name"] for one in told["entries"])
    first = told["entries"][0]
    shown = run("show", first["id"])[1]
    assert shown["fields"]["name"] == first["name"]
    assert len(shown["items"]) == first["items"]
    line = next(one for one in generate_nation.entries(300) if one["id"] == first["id"])
    assert shown["items"] == [item["fields"] for item in line["items"]]
    assert run("search", "--where", f"state={first['state']}", "--code", first["code"])[1]["total"] == 1
    out = tmp_path / "out.json"
    assert run("search", "信息", "--sort", "name", "--out", str(out))[1]["entries"] == told["total"]
    assert [one["fields"]["name"] for one in json.loads(out.read_text(encoding="utf-8"))][:5] == [
        one["name"] for one in told["entries"]
    ]
    monkeypatch.setattr(export_sheet, "MOST_ABOVE", 3)
    assert run("search", "信息", "--out", str(out))[1]["problem"]["code"] == "reference.too-many"
    assert run("show", "nobody")[1]["problem"]["code"] == "reference.unknown-entry"
    stick = tmp_path / "stick.catalogref"
    assert run("carry", str(stick))[0] == 0
    assert run("fill", str(stick)) == (0, {"entries": 300, "refused": 0})


def test_it_is_given_out_by_a_station(run: Run, nation: Path, tmp_path: Path) -> None:
    data = tmp_path / "station"
    assert run("publish", str(data))[1]["problem"]["code"] == "reference.no-station-data"
    data.mkdir()
    assert run("publish", str(data))[1]["problem"]["code"] == "reference.absent"
    run("fill", str(nation))
    code, told = run("publish", str(data))
    assert code == 0
    assert (told["entries"], told["spaces"]) == (300, {})
    assert [file.name for file in (data / "snapshot").iterdir()].count(f"{told['sha256']}.catalogref") == 1
    assert not list((data / "snapshot").glob("*.part"))


def test_gz_and_lists_are_read_alike(run: Run, nation: Path, tmp_path: Path) -> None:
    lines = nation.read_text(encoding="utf-8").splitlines()
    packed, ours, other = tmp_path / "a.jsonl.gz", tmp_path / "b.json", tmp_path / "c.json"
    packed.write_bytes(gzip.compress("\n".join(lines[:100]).encode()))
    ours.write_text("[\n" + ",\n".join(lines[100:200]) + "\n]\n", encoding="utf-8")
    other.write_text("[" + ",".join(lines[200:]) + "]", encoding="utf-8")
    assert run("fill", str(packed), str(ours), str(other)) == (0, {"entries": 300, "refused": 0})


def test_what_is_refused(run: Run, nation: Path, tmp_path: Path) -> None:
    odd = tmp_path / "odd.jsonl"
    odd.write_text('{"id": "a"}\n{"id": "b", "fields": {"name": "企业", "code": {"x": 1}}}\n', encoding="utf-8")
    assert run("fill", str(odd)) == (1, {"entries": 1, "refused": 1})
    for text in ('{"id": "a"', "[1, 2]\n", '"x"\n', '{"id": "a", "fields": {"name": "\\ud800"}}\n'):
        odd.write_text(text, encoding="utf-8")
        code, told = run("fill", str(odd))
        assert (code, told["problem"]["code"]) == (3, "reference.bad-line")
    assert run("fill", str(tmp_path / "none.jsonl"))[1]["problem"]["code"] == "reference.no-file"
    assert run("fill")[0] == 2
    assert run("status")[1]["entries"] == 1
