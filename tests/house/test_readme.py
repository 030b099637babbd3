"""The README names the commands that exist, and CI runs the one it names for testing."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="module")
def readme() -> str:
    return (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "command", ["python3 build/start.py", "python3 build/start.py --demo", "python3 build/check.py"]
)
def test_the_readme_names_the_commands(readme: str, command: str) -> None:
    assert command in readme


def test_every_script_the_readme_names_exists(readme: str) -> None:
    named = set(re.findall(r"\bbuild/\w+\.py\b", readme))
    assert {name for name in named if not (ROOT / name).is_file()} == set()


def test_every_picture_the_readme_shows_exists(readme: str) -> None:
    shown = set(re.findall(r"!\[[^\]]*\]\(([^)]+)\)", readme))
    assert {name for name in shown if not (ROOT / name).is_file()} == set()


def test_ci_runs_the_command_of_the_readme() -> None:
    run = ROOT / ".ci" / "run"
    assert "exec python3 build/check.py" in run.read_text(encoding="utf-8")
    assert run.stat().st_mode & 0o111
