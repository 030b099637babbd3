"""Backups and the check-up on the settings page, over a real store."""

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from client.cli.commands.doctor import WORDS as TERMINAL
from client.desktop.ask import FakeAsk
from client.desktop.changes import ChangeBoard
from client.desktop.jobs import Jobs
from client.desktop.pages.keeping.doctor_words import WORDS
from client.desktop.pages.keeping.restore_dialog import RestoreDialog
from client.desktop.pages.settings import SettingsPage
from client.workflows import edit_entry, undo
from client.workflows.safekeeping import back_up, doctor
from client.workflows.workspace import Workspace
from tests.desktop.pages.sheets import Heard, settled, shown


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace, jobs: Jobs, ask: FakeAsk, changes: ChangeBoard) -> SettingsPage:
    return SettingsPage(workspace, jobs, ask, changes)


@pytest.fixture
def heard(qtbot: QtBot, page: SettingsPage) -> Heard:
    made = shown(qtbot, page)
    settled(qtbot, page)
    return made


def named(workspace: Workspace, entry_id: str) -> str:
    stored = workspace.query.entry(entry_id)
    assert stored is not None
    return stored.entry.text("name")


def test_a_backup_by_hand_is_made_and_listed(qtbot: QtBot, page: SettingsPage, heard: Heard) -> None:
    assert page.backups.list.lines.rowCount() == 0
    page.backups.now.click()
    settled(qtbot, page)
    settled(qtbot, page)
    assert [one.why for one in page.backups.list.lines.lines] == ["asked"]
    assert page.backups.list.lines.lines[0].path.exists()
    page.backups.now.click()
    settled(qtbot, page)
    assert len({one.text for one in heard.notices}) == 2, "a second one would be the same, and that is said"
    assert page.backups.now.isEnabled()


def test_a_second_place_is_chosen_filled_at_once_and_dropped(
    qtbot: QtBot, page: SettingsPage, heard: Heard, ask: FakeAsk, workspace: Workspace, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    ask.answers = [stick]
    page.backups.choose.click()
    settled(qtbot, page)
    settled(qtbot, page)
    assert len(list(stick.rglob("*.db"))) == 1
    assert str(stick) in page.backups.place.text()
    assert len(page.backups.list.lines.lines) == 2
    stick.rename(tmp_path / "pocket")
    page.backing_up.show()
    settled(qtbot, page)
    assert page.backups.place.property("rank") == "warning"
    page.backups.drop.click()
    settled(qtbot, page)
    assert workspace.settings.text("backup_folder") == ""
    assert page.backups.drop.isHidden()


def test_turning_away_changes_no_second_place(page: SettingsPage, heard: Heard, workspace: Workspace) -> None:
    page.backups.choose.click()
    assert workspace.settings.text("backup_folder") == ""


def test_a_backup_is_taken_back_after_a_look_and_undone(
    qtbot: QtBot, page: SettingsPage, heard: Heard, ask: FakeAsk, workspace: Workspace
) -> None:
    first = edit_entry.new_entry(workspace, {"name": "低保对象信息"}).entry
    second = edit_entry.new_entry(workspace, {"name": "孤儿信息"}).entry
    file = back_up.back_up(workspace, "asked").path
    edit_entry.set_values(workspace, first.id, {"name": "改过的名称"})
    edit_entry.delete(workspace, [second.id])
    later = edit_entry.new_entry(workspace, {"name": "后来新建"}).entry
    seen: list[list[str]] = []

    def agree(dialog: QDialog) -> bool:
        assert isinstance(dialog, RestoreDialog)
        seen.append([one.kind for one in dialog.list.lines.lines])
        return True

    ask.answers = [agree]
    page.backing_up.look(file)
    settled(qtbot, page)
    settled(qtbot, page)
    assert sorted(seen[0]) == ["back", "changed", "newer"]
    assert (named(workspace, first.id), named(workspace, second.id)) == ("低保对象信息", "孤儿信息")
    stored = workspace.query.entry(later.id)
    assert stored is not None
    assert stored.deleted
    undo.undo(workspace, heard.notices[-1].undo)
    assert named(workspace, first.id) == "改过的名称"


def test_single_entries_are_picked_out_of_a_backup(
    qtbot: QtBot, page: SettingsPage, heard: Heard, ask: FakeAsk, workspace: Workspace
) -> None:
    first = edit_entry.new_entry(workspace, {"name": "低保对象信息"}).entry
    second = edit_entry.new_entry(workspace, {"name": "孤儿信息"}).entry
    file = back_up.back_up(workspace, "asked").path
    for one in (first, second):
        edit_entry.set_values(workspace, one.id, {"name": "改过的名称"})

    def pick(dialog: QDialog) -> bool:
        assert isinstance(dialog, RestoreDialog)
        assert not dialog.only.isEnabled()
        dialog.list.pick(dialog.list.lines.place_of(lambda one: one.entry == second.id))
        dialog.only.click()
        return True

    ask.answers = [pick]
    page.backing_up.look(file)
    settled(qtbot, page)
    settled(qtbot, page)
    assert (named(workspace, first.id), named(workspace, second.id)) == ("改过的名称", "孤儿信息")


def test_a_file_that_is_no_backup_is_said_and_nothing_asked(
    qtbot: QtBot, page: SettingsPage, heard: Heard, ask: FakeAsk, tmp_path: Path
) -> None:
    other = tmp_path / "other.db"
    other.write_text("no database", encoding="utf-8")
    ask.answers = [other]
    page.backups.file_asked.emit()
    settled(qtbot, page)
    assert not page.banner.isHidden()
    assert [one[0] for one in ask.asked] == ["open_file"]


def test_the_check_up_says_what_it_found_and_the_code_can_be_read_out(
    qtbot: QtBot, page: SettingsPage, heard: Heard, workspace: Workspace
) -> None:
    edit_entry.new_entry(workspace, {"name": "秘密的名称"})
    assert page.doctor.support.isHidden()
    page.doctor.run.click()
    settled(qtbot, page)
    assert [len(part) for part in page.doctor.code.text().split(" ")] == [4, 4, 4, 4]
    assert doctor.decode(page.doctor.code.text()) is not None
    states = [line.split()[0] for line in page.doctor.told]
    assert states == sorted(states, key=["bad", "warn", "ok", "told"].index)
    page.doctor._copy()
    copied = QGuiApplication.clipboard().text()
    assert page.doctor.code.text() in copied
    assert "秘密" not in copied


def test_every_code_of_the_doctor_has_words() -> None:
    assert set(WORDS) == set(TERMINAL)
