"""Similar entries beside the name that is being written, from the own store and from above."""

import json
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from client.desktop.ask import FakeAsk
from client.desktop.changes import ChangeBoard
from client.desktop.forms.editor import LineEditor
from client.desktop.jobs import Jobs
from client.desktop.pages.entries import EntriesPage
from client.desktop.pages.entry.alike import ABOVE
from client.desktop.pages.page import Target
from client.workflows import edit_entry, refresh_reference
from client.workflows.workspace import Workspace
from tests.desktop.looking import button
from tests.desktop.pages.sheets import Heard, settled, shown


def fill_above(workspace: Workspace, folder: Path) -> None:
    """Two entries above."""
    file = folder / "above.jsonl"
    fields = {"provider": "岳阳市民政局", "update_cycle": "yearly", "sharing": "unconditional"}
    items = [{"fields": {"item_name": "姓名"}}]
    file.write_text(
        "".join(
            json.dumps(
                {
                    "id": f"019a0000-0000-7000-8000-00000000000{n}",
                    "profile": "decree-809@2025.1",
                    "fields": {**fields, "name": name},
                    "items": items,
                },
                ensure_ascii=False,
            )
            + "\n"
            for n, name in ((1, "高龄津贴发放信息"), (2, "婚姻登记信息"))
        ),
        encoding="utf-8",
    )
    refresh_reference.from_files(workspace, [file])


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace, jobs: Jobs, ask: FakeAsk, changes: ChangeBoard) -> EntriesPage:
    return EntriesPage(workspace, jobs, ask, changes)


@pytest.fixture
def heard(qtbot: QtBot, page: EntriesPage) -> Heard:
    return shown(qtbot, page)


def write_name(qtbot: QtBot, page: EntriesPage, text: str) -> None:
    box = page.editor.sheet.form.places["name"].editor
    assert isinstance(box, LineEditor)
    box.box.setFocus()
    box.box.setText(text)
    box.box.textEdited.emit(text)
    qtbot.wait(350)
    settled(qtbot, page)


def test_a_name_that_is_written_shows_what_is_like_it(
    qtbot: QtBot, page: EntriesPage, heard: Heard, workspace: Workspace, tmp_path: Path
) -> None:
    fill_above(workspace, tmp_path)
    known = edit_entry.new_entry(workspace, {"name": "高龄津贴发放情况"}).entry
    mine = edit_entry.new_entry(workspace).entry
    page.open(Target("entries", entry=mine.id))
    panel = page.editor.sheet.alike
    assert panel.isHidden()
    write_name(qtbot, page, "高龄津贴发放")
    assert not panel.isHidden()
    assert len(panel.texts) == 2
    button(panel, "高龄津贴发放情况").click()
    button(panel, "高龄津贴发放信息").click()
    assert [(one.entry == known.id, one.filter) for one in heard.targets] == [(True, None), (False, ABOVE)]
    write_name(qtbot, page, "渔船检验证书")
    assert panel.isHidden(), "nothing is like it"


def test_the_panel_goes_when_the_cursor_leaves_the_name(
    qtbot: QtBot, page: EntriesPage, heard: Heard, workspace: Workspace
) -> None:
    edit_entry.new_entry(workspace, {"name": "高龄津贴发放情况"})
    mine = edit_entry.new_entry(workspace).entry
    page.open(Target("entries", entry=mine.id))
    write_name(qtbot, page, "高龄津贴发放情况")
    assert not page.editor.sheet.alike.isHidden()
    page.editor.go_to("", "summary")
    assert page.editor.sheet.alike.isHidden()
