"""A damaged store is mended from the window: told, closed, mended, and what is missing listed."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from client.desktop import app
from client.desktop.ask import Choice, FakeAsk
from client.desktop.changes import ChangeBoard
from client.desktop.housekeeping import Housekeeping
from client.desktop.jobs import Jobs
from client.desktop.mending import MendDialog
from client.desktop.window import Window
from client.settings import Settings
from client.workflows import edit_entry
from client.workflows.workspace import Workspace
from tests.desktop.looking import button
from tests.workflows.safekeeping.test_repair import PAGE, fill


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    """A store whose beginning is gone; its backup is older than the work."""
    path, _ = fill(tmp_path)
    path.write_bytes(b"\x00" * 3 * PAGE + path.read_bytes()[3 * PAGE :])
    return path


def test_what_came_of_it_is_told_and_what_is_missing_listed(qtbot: QtBot, damaged: Path, tmp_path: Path) -> None:
    dialog = MendDialog(damaged, Settings(tmp_path / "settings.json"))
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.reject()
    assert dialog.isVisible(), "half a mending helps nobody"
    qtbot.waitUntil(dialog.go_on.isEnabled, timeout=60_000)
    assert "damaged" in dialog.said.text()
    assert len(dialog.list.lines.lines) >= 39
    button(dialog, "打开").click()
    assert dialog.result() == QDialog.DialogCode.Accepted
    Workspace.open(damaged, settings=Settings(tmp_path / "settings.json")).close()


def test_a_sound_store_is_left_alone(qtbot: QtBot, workspace: Workspace) -> None:
    dialog = MendDialog(workspace.db.path, workspace.settings)
    qtbot.addWidget(dialog)
    qtbot.waitUntil(dialog.go_on.isEnabled, timeout=60_000)
    assert "store.sound" in dialog.banner.shown_text


def test_the_window_closes_for_it(
    qtbot: QtBot, workspace: Workspace, jobs: Jobs, ask: FakeAsk, changes: ChangeBoard
) -> None:
    window = Window(workspace, jobs, ask, changes, ())
    qtbot.addWidget(window)
    window.show()
    for number in range(60):
        edit_entry.new_entry(workspace, {"name": f"目录{number}", "summary": "内容" * 200})
    workspace.db.path.write_bytes(_with_a_bad_page(workspace.db.path))
    keeping = Housekeeping(window)
    keeping.look_after()
    qtbot.waitUntil(lambda: not window.jobs.running and not window.banner.isHidden(), timeout=30_000)
    button(window.banner, "修复文件").click()
    assert (window.mending, window.isVisible()) == (False, True), "the clerk turned away"
    window.banner.show()
    ask.answers = [True]
    button(window.banner, "修复文件").click()
    assert (window.mending, window.isVisible()) == (True, False)


def test_a_store_that_does_not_open_offers_it(
    qtbot: QtBot, damaged: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    offered: list[list[str]] = []

    class Answering:
        """Chooses the first answer and lets the dialog do its work."""

        def choose(self, _title: str, _text: str, choices: list[Choice]) -> str:
            offered.append([one.key for one in choices])
            return choices[0].key if len(offered) == 1 else ""

        def run(self, dialog: Any) -> bool:
            qtbot.waitUntil(dialog.go_on.isEnabled, timeout=60_000)
            return True

    monkeypatch.setenv("CATALOG_HOME", str(tmp_path))
    monkeypatch.setattr(app, "WindowAsk", Answering)
    opened = app.open_workspace(Settings(tmp_path / "settings.json"))
    assert opened is not None
    assert offered == [["mend", "again"]]
    opened.close()


def _with_a_bad_page(path: Path) -> bytes:
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    raw = bytearray(path.read_bytes())
    middle = len(raw) // PAGE // 2 * PAGE
    raw[middle : middle + PAGE] = b"\x77" * PAGE
    return bytes(raw)
