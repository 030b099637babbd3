"""What the window sees to by itself at start and every hour."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from client.desktop.ask import FakeAsk
from client.desktop.changes import ChangeBoard
from client.desktop.housekeeping import Housekeeping
from client.desktop.jobs import Jobs
from client.desktop.window import Window
from client.settings import Settings
from client.store import imports
from client.store.imports import Import
from client.workflows import edit_entry
from client.workflows.safekeeping import back_up
from client.workflows.workspace import Workspace


@pytest.fixture
def window(qtbot: QtBot, workspace: Workspace, jobs: Jobs, ask: FakeAsk, changes: ChangeBoard) -> Window:
    made = Window(workspace, jobs, ask, changes, ())
    qtbot.addWidget(made)
    return made


def rest(qtbot: QtBot, window: Window) -> None:
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=30_000)


def test_an_import_that_was_cut_off_is_dealt_with_at_start(qtbot: QtBot, window: Window, workspace: Workspace) -> None:
    done = edit_entry.new_entry(workspace, {"name": "导入到一半"})
    with workspace.db.write() as conn:
        imports.begin(conn, Import("one", "目录.xlsx", "0", "", "", "planned", "", {}, ""))
        imports.applying(conn, "one", done.act)
    Housekeeping(window).begin()
    rest(qtbot, window)
    with workspace.db.read() as conn:
        assert list(imports.unfinished(conn)) == []
    stored = workspace.query.entry(done.entry.id)
    assert stored is not None
    assert stored.deleted, "its plan is gone, so it is taken back"


def test_a_backup_is_made_when_the_hour_has_come(qtbot: QtBot, window: Window, workspace: Workspace) -> None:
    edit_entry.new_entry(workspace, {"name": "低保对象信息"})
    keeping = Housekeeping(window)
    keeping.back_up()
    rest(qtbot, window)
    keeping.back_up()
    rest(qtbot, window)
    assert [one.why for one in back_up.all_backups(workspace)] == ["hour"]


def test_a_damaged_page_is_found_while_the_window_is_open(
    qtbot: QtBot, window: Window, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once a day, unasked, although everything that was opened so far could be read."""
    for number in range(60):
        edit_entry.new_entry(workspace, {"name": f"第{number}个目录", "summary": f"第{number}个摘要" * 80})
    workspace.db._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    raw = bytearray(workspace.db.path.read_bytes())
    # A page of a document that nobody has open; its first bytes say what kind of page it is.
    page = raw.find("第30个摘要".encode()) // 4096 * 4096
    raw[page : page + 8] = b"\x77" * 8
    workspace.db.path.write_bytes(raw)
    keeping = Housekeeping(window)
    monkeypatch.setattr(keeping, "back_up", lambda: None)  # a backup would find it too
    keeping.look_after()
    rest(qtbot, window)
    assert str(workspace.db.path) in window.banner.shown_text
    monkeypatch.setattr(window, "show_problem", lambda problem: pytest.fail(str(problem)))
    keeping.look_after()
    rest(qtbot, window)


def test_a_synchronised_folder_is_said_at_start(
    qtbot: QtBot, jobs: Jobs, ask: FakeAsk, changes: ChangeBoard, tmp_path: Path
) -> None:
    settings = Settings(tmp_path / "settings.json")
    workspace = Workspace.open(tmp_path / "OneDrive - 县民政局" / "work.db", settings=settings)
    made = Window(workspace, jobs, ask, changes, ())
    qtbot.addWidget(made)
    Housekeeping(made).begin()
    rest(qtbot, made)
    assert "OneDrive" in made.banner.shown_text
    workspace.close()


def test_a_damaged_file_is_said(qtbot: QtBot, window: Window, workspace: Workspace) -> None:
    Housekeeping(window)._looked(["row 3 missing from index"])
    assert "row 3" in window.banner.shown_text or str(workspace.db.path) in window.banner.shown_text
