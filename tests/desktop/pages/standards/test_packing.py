"""资料包 by hand: looked at, taken over, refused with file and line, gone back from, removed; an open entry follows."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from client.catalog import profile as profiles
from client.catalog import tables
from client.desktop.ask import FakeAsk
from client.desktop.changes import ChangeBoard
from client.desktop.jobs import Jobs
from client.desktop.pages.entries import EntriesPage
from client.desktop.pages.page import Target
from client.desktop.pages.standards.packs_view import PackDialog
from client.desktop.pages.standards.standards_page import StandardsPage
from client.platforms import signing
from client.store import people
from client.workflows import edit_entry
from client.workflows.pack_files import KEY
from client.workflows.standards.adopt_profile import adopt
from client.workflows.workspace import Workspace
from tests.desktop.pages.sheets import Heard, settled, shown
from tests.workflows.standards.test_packs import FILES, PRIVATE, content


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace, jobs: Jobs, ask: FakeAsk, changes: ChangeBoard) -> Iterator[StandardsPage]:
    with workspace.db.write() as conn:
        people.set_meta(conn, KEY, signing.public_key(PRIVATE))
    yield StandardsPage(workspace, jobs, ask, changes)
    tables.use(tables.Tables())
    profiles.use_packs({})


@pytest.fixture
def heard(qtbot: QtBot, page: StandardsPage) -> Heard:
    heard = shown(qtbot, page)
    page.open(Target("standards", filter="packs"))
    return heard


def pack(folder: Path, version: str = "1", files: dict[str, str] | None = None) -> Path:
    """A signed pack as a file."""
    path = folder / f"qinghe-{version}.pack"
    document = signing.sign("pack", content(version, files or FILES), PRIVATE)
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return path


def test_what_it_brings_is_shown_and_taken_over_when_wanted(
    qtbot: QtBot, page: StandardsPage, heard: Heard, ask: FakeAsk, workspace: Workspace, tmp_path: Path
) -> None:
    view = page.packing.view
    assert view.list.lines.rowCount() == 0
    seen: list[str] = []

    def look(dialog: QDialog) -> bool:
        assert isinstance(dialog, PackDialog)
        qtbot.addWidget(dialog)
        seen.append(dialog.said)
        return len(seen) > 1

    ask.answers = [pack(tmp_path), look]
    page.packing.choose()
    settled(qtbot, page)
    assert view.list.lines.rowCount() == 0, "turned away, nothing happens"
    ask.answers = [look]
    view.files_dropped.emit([pack(tmp_path)])
    settled(qtbot, page)
    assert "1" in seen[0]
    assert view.list.present.title == "清河县资料包"
    assert [one.id for one in workspace.tables.models] == ["low"]
    assert any(line.profile.id == "county" for line in page.profiles.list.lines.lines), "its standard is there at once"
    view.lines.search.setText("网格")
    qtbot.waitUntil(lambda: [one.code for one in view.lines.list.lines.lines] == ["grid_code"])


def test_a_refusal_names_file_and_line_and_the_old_one_stays(
    qtbot: QtBot, page: StandardsPage, heard: Heard, ask: FakeAsk, tmp_path: Path
) -> None:
    wrong = {
        **FILES,
        "classes.toml": '[[class]]\ncode = "307999"\nname = "清河县"\n\n[[class]]\ncode = "x"\nname = "错"\n',
    }
    page.packing.look(pack(tmp_path, "1", wrong))
    settled(qtbot, page)
    assert page.banner.isVisible()
    assert "classes.toml" in page.banner.shown_text
    assert "5" in page.banner.shown_text
    assert page.packing.view.list.lines.rowCount() == 0


def test_the_way_back_and_out(
    qtbot: QtBot, page: StandardsPage, heard: Heard, ask: FakeAsk, workspace: Workspace, tmp_path: Path
) -> None:
    view = page.packing.view
    ask.answers = [lambda _dialog: True]
    page.packing.look(pack(tmp_path))
    settled(qtbot, page)
    ask.answers = [lambda _dialog: True]
    page.packing.look(pack(tmp_path, "2", {"classes.toml": FILES["classes.toml"]}))
    settled(qtbot, page)
    assert view.list.present.version == "2"
    assert not workspace.tables.models
    ask.answers = [True]
    view.back.click()
    settled(qtbot, page)
    assert view.list.present.version == "1"
    assert workspace.tables.models
    ask.answers = [True]
    view.remove_asked.emit(view.list.present)
    settled(qtbot, page)
    assert view.list.lines.rowCount() == 0


def test_an_open_entry_gets_the_form_of_its_new_standard(
    qtbot: QtBot, page: StandardsPage, heard: Heard, workspace: Workspace, ask: FakeAsk, changes: ChangeBoard
) -> None:
    entries = EntriesPage(workspace, page.jobs, ask, changes)
    shown(qtbot, entries)
    made = edit_entry.new_entry(workspace, {"name": "低保对象信息"}).entry
    entries.open(Target("entries", entry=made.id))
    settled(qtbot, page)
    assert entries.editor.sheet.profile.id == "decree-809"
    changes.announce(adopt(workspace, "suzhou@" + profiles.get("suzhou").version).changes, page)
    settled(qtbot, page)
    assert entries.editor.entry_id == made.id
    assert entries.editor.sheet.profile.id == "suzhou"
