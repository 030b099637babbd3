"""Two processes find in the entries of a file what one finds, and a second one that dies is not missed."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import pytest

from client.catalog import profile as profiles
from client.catalog.entry import Entry
from client.checks import run
from client.checks.rule import Context
from client.workflows import import_sheet
from client.workflows.importing import sharing, staging
from client.workflows.workspace import Workspace
from tests.checks.made import HERE, PROFILES, clean, context, examples
from tests.workflows.test_import_sheet import ROWS, sheet

Link = Connection


def many(profile: str) -> tuple[list[Entry], Context]:
    """Some hundred entries, most of them with faults: more than travel at once, and than wait at once."""
    entries = [
        replace(entry.with_value("name", name), id=f"{place}-{name}")
        for place, entry in enumerate(clean(profile))
        for name in (entry.text("name"), "", "★机密★", "ＡＢＣ系统", *(f"报表{number}" for number in range(80)))
    ]
    return entries, context(profiles.get(profile))


@contextmanager
def beside(work: Any) -> "Iterator[tuple[Link[Any, Any], BaseProcess]]":
    """The way to another process that runs `work(link)`."""
    spawn = get_context("spawn")
    mine, theirs = spawn.Pipe()
    process = spawn.Process(target=work, args=(theirs,))
    process.start()
    theirs.close()
    with mine:
        yield mine, process
    process.join()


def help_along(link: "Link[Any, Any]") -> None:
    sharing.check_along(link, Path("no.store"))


def never_come_up(link: "Link[Any, Any]") -> None:
    os._exit(9)


@pytest.mark.parametrize("profile", PROFILES)
def test_two_find_what_one_finds(profile: str) -> None:
    entries, here = many(profile)
    with beside(help_along) as (link, _):
        found = list(sharing.Alone(entries, here, link))
    assert found == [run.alone(entry, here) for entry in entries]
    assert any(found)


def test_a_second_that_never_comes_up_is_not_missed() -> None:
    entries, here = many("decree-809")
    with beside(never_come_up) as (link, _):
        assert list(sharing.Alone(entries, here, link)) == [run.alone(entry, here) for entry in entries]


def test_one_that_dies_in_the_middle_is_not_missed() -> None:
    entries, here = many("decree-809")
    with beside(help_along) as (link, process):
        found = iter(sharing.Alone(entries, here, link))
        begun = [next(found)]
        process.kill()
        assert [*begun, *found] == [run.alone(entry, here) for entry in entries]


@pytest.mark.parametrize("code", [path.stem for path in sorted((HERE / "examples").glob("*.toml"))])
def test_the_two_parts_are_the_whole(code: str) -> None:
    """A rule that says it crosses no entries asks for none."""

    class Nobody:
        def __getattr__(self, name: str) -> Any:
            raise AssertionError(f"asked for {name}")

    for example in examples(code):
        by_itself = replace(example.context, neighbours=Nobody())
        found = run.alone(example.entry, by_itself)
        assert run.beside(example.entry, example.context, found) == run.check(example.entry, example.context)


def test_a_large_file_is_planned_alike(ws: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [[f"{name}{number}", *rest] for number in range(200) for name, *rest in ROWS if name]
    file = sheet(tmp_path, rows)
    told = []
    for large in (1 << 40, 0):
        monkeypatch.setattr(import_sheet, "_LARGE", large)
        prepared = import_sheet.prepare(ws, file)
        lines = [
            [(one.rule, one.severity, one.field, one.params, line.cell(one)) for one in line.findings]
            for line in staging.read(prepared.plan)
        ]
        told.append((lines, prepared.summary.faults))
        prepared.discard()
    assert told[0] == told[1]
    assert len(told[0][0]) == 600
