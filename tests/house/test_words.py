"""Names say what a thing is for. Words that say nothing are banned, as whole names and as parts of names."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
BANNED = frozenset(
    word + ending
    for word in ("util", "helper", "common", "misc", "manager", "handler", "processor")
    for ending in ("", "s")
)
# Only names that we give count: what Python and Qt call their own (contextmanager, StreamHandler) is theirs.
WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")


def test_no_name_says_nothing() -> None:
    files = [path for room in ("client", "build", "tests", "resources") for path in sorted((ROOT / room).rglob("*"))]
    assert len(files) > 10, "the tree was not found"
    faults = []
    for path in files:
        if "__pycache__" in path.parts:
            continue
        faults += [f"{path.relative_to(ROOT)}: the file's name" for _ in _banned_in(path.stem)]
        if path.suffix == ".py":
            source = path.read_text(encoding="utf-8")
            faults += [
                f"{path.relative_to(ROOT)}:{line} {name}" for line, name in _given_names(source) if _banned_in(name)
            ]
    assert faults == []


@pytest.mark.parametrize(
    "source",
    [
        "class EntryManager: ...",
        "def sheet_utils(): ...",
        "def read(row_helper): ...",
        "common = 1",
        "self.clickHandler = None",
        "import json as misc",
        "for HTTPProcessor in (): ...",
    ],
)
def test_a_banned_name_is_seen(source: str) -> None:
    assert any(_banned_in(name) for _, name in _given_names(source))


@pytest.mark.parametrize("source", ["from contextlib import contextmanager", "logging.StreamHandler()", "utility = 1"])
def test_names_of_others_are_theirs(source: str) -> None:
    assert not any(_banned_in(name) for _, name in _given_names(source))


def _banned_in(name: str) -> list[str]:
    return [word for word in WORD.findall(name) if word.lower() in BANNED]


def _given_names(source: str) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.ClassDef(name=name) | ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                yield node.lineno, name
            case ast.arg(arg=name) | ast.Name(id=name, ctx=ast.Store()) | ast.Attribute(attr=name, ctx=ast.Store()):
                yield node.lineno, name
            case ast.alias(asname=str(name)):
                yield node.lineno, name
            case _:
                pass
