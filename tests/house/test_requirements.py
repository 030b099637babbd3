"""What pyproject.toml asks for is what the hashed requirement files pin; nobody forgets `build/pin.py`."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent.parent
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PIN = re.compile(r"^(?P<pin>[a-z0-9][^\\]*?) \\\n(?P<hashes>(?:    --hash=.*\n)+)", re.MULTILINE)


def test_every_dependency_is_pinned_for_the_client() -> None:
    station = PROJECT["project"]["optional-dependencies"]["station"]
    assert _unpinned([*PROJECT["project"]["dependencies"], *station, *_group("source")], "client") == []


def test_every_tool_is_pinned_for_developers() -> None:
    assert _unpinned(_group("dev"), "dev") == []


def test_developers_have_what_clerks_have() -> None:
    """One `.venv` serves both, and what is tested is what is shipped."""
    assert {str(pin) for pin in _pins("client")} - {str(pin) for pin in _pins("dev")} == set()


@pytest.mark.parametrize("kind", ["client", "dev"])
def test_every_pin_has_hashes(kind: str) -> None:
    text = _text(kind)
    assert len(PIN.findall(text)) == len(re.findall(r"^\S", text, re.MULTILINE)) > 20


def test_a_forgotten_pin_is_seen() -> None:
    assert _unpinned(["sqlite-utils>=99", "left-pad", "requests"], "client") == ["sqlite-utils>=99", "left-pad"]


def _unpinned(wanted: list[str], kind: str) -> list[str]:
    pins = _pins(kind)
    return [line for line in wanted if not any(_meets(pin, Requirement(line)) for pin in pins)]


def _meets(pin: Requirement, wanted: Requirement) -> bool:
    version = next(iter(pin.specifier)).version
    same_marker = wanted.marker is None or wanted.marker == pin.marker
    return canonicalize_name(pin.name) == canonicalize_name(wanted.name) and same_marker and version in wanted.specifier


def _pins(kind: str) -> list[Requirement]:
    return [Requirement(found["pin"]) for found in PIN.finditer(_text(kind))]


def _text(kind: str) -> str:
    return (ROOT / "build" / "requirements" / f"{kind}.txt").read_text(encoding="utf-8")


def _group(name: str) -> list[str]:
    lines: list[str | dict[str, str]] = PROJECT["dependency-groups"][name]
    return [each for line in lines for each in ([line] if isinstance(line, str) else _group(line["include-group"]))]
