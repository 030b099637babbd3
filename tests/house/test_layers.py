"""Imports only go down: the contracts of pyproject.toml hold, and each of them is seen to fail once."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
CONTRACTS: dict[str, dict[str, Any]] = {
    contract["id"]: contract
    for contract in tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
}

# What breaks each contract: a file of the small house below and what it must not say. A new contract needs a line here.
VIOLATIONS: dict[str, list[dict[str, str]]] = {
    "layers": [
        {"catalog/probe.py": "def late() -> None:\n    import client.checks\n"},
        {"store/probe.py": "import client.platforms\n"},
        {"desktop/probe.py": "import client.cli\n"},
        {"errors/probe.py": "import client.settings\n"},
        {"surprise.py": ""},  # exhaustive: a room nobody gave a floor
    ],
    "acyclic": [
        {"checks/first.py": "import client.checks.second\n", "checks/second.py": "import client.checks.first\n"}
    ],
    "station": [{"station/probe.py": "from client.store import query\n"}, {"station/probe.py": "import client.sync\n"}],
    "qt": [
        {"cli/probe.py": "from PySide6.QtCore import QObject\n"},
        {"workflows/probe.py": "import client.desktop.probe\n", "desktop/probe.py": "import PySide6\n"},
    ],
    "sqlite": [{"workflows/probe.py": "import sqlite3\n"}, {"spreadsheets/reader.py": "import sqlite_utils\n"}],
    "station-libraries": [
        {"store/probe.py": "import sqlalchemy\n"},
        {"platforms/probe.py": "import starlette.routing\n"},
    ],
    "http": [{"sync/probe.py": "import requests\n"}, {"desktop/probe.py": "import keyring\n"}],
    "sheets": [{"workflows/probe.py": "import openpyxl\n"}, {"checks/probe.py": "import python_calamine\n"}],
    "store-door": [
        {"desktop/probe.py": "from client.store import outbox\n"},
        {"cli/probe.py": "from client.store import outbox\n"},
    ],
    "migrations": [
        {"store/migrations/m0001_first.py": "from client.store import database\n"},
        {"store/migrations/m0001_first.py": "import client.clock\n"},
        {"store/migrations/m0002_second.py": "import client.store.migrations.m0001_first\n"},
    ],
}
# What the contracts allow on purpose; the small house says all of it and is still in order.
ALLOWED = {
    "desktop/window.py": "import PySide6.QtWidgets\nfrom client.store import query\n",
    "store/database.py": "import sqlite3\nimport sqlite_utils\nfrom client.store.migrations import m0001_first\n",
    "store/outbox.py": "",
    "store/query.py": "import client.store.database\n",
    "store/migrations/__init__.py": "from client.store.migrations import m0001_first\n",
    "store/migrations/m0001_first.py": "import json\n",
    "spreadsheets/drafting/database.py": "import sqlite3\n",
    "spreadsheets/reader.py": "import openpyxl\nimport python_calamine\n",
    "station/server.py": "import starlette\nimport sqlalchemy\nimport uvicorn\n",
    "platforms/http.py": "import requests\nimport truststore\nimport keyring\n",
    "workflows/submit.py": "import client.store.outbox\nimport client.sync\n",
}


def test_the_contracts_hold() -> None:
    done = _lint(ROOT)
    assert done.returncode == 0, done.stdout


def test_the_small_house_is_in_order(tmp_path: Path) -> None:
    """Without a violation every contract holds, so what the next test sees is the violation and nothing else."""
    _small_house(tmp_path)
    done = _lint(tmp_path)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("contract", "files"), [(contract, files) for contract in CONTRACTS for files in VIOLATIONS.get(contract, [{}])]
)
def test_each_contract_can_fail(tmp_path: Path, contract: str, files: dict[str, str]) -> None:
    assert files, f"contract {contract} has no violation in VIOLATIONS: nobody has seen it fail"
    _small_house(tmp_path, files)
    done = _lint(tmp_path, "--contract", contract)
    assert done.returncode == 1, done.stdout
    assert f"{CONTRACTS[contract]['name']} BROKEN" in done.stdout


def test_the_qt_contract_names_every_room_but_the_window() -> None:
    rooms = {f"client.{name}" for name in _rooms()} - {"client.desktop", "client.__main__"}
    assert set(CONTRACTS["qt"]["source_modules"]) == rooms


def _rooms() -> list[str]:
    layers: list[str] = CONTRACTS["layers"]["layers"]
    return [name.strip() for layer in layers for name in layer.replace("|", ":").split(":")]


def _small_house(folder: Path, extra: dict[str, str] | None = None) -> None:
    """The rooms of the layers contract, each with next to nothing in it."""
    files = {f"{room}/__init__.py": "" for room in _rooms() if room != "__main__"}
    files |= {"__init__.py": "", "__main__.py": "import client.desktop.window\n"}
    for name, text in (files | ALLOWED | (extra or {})).items():
        path = folder / "client" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (folder / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())


def _lint(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    start = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    return subprocess.run(
        [sys.executable, "-c", start, "--no-cache", *options],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
        # Wide lines: the name of a contract must not break in the middle.
        env=os.environ | {"COLUMNS": "400", "PYTHONPATH": str(folder)},
    )
