"""帮助: found, read, followed, left again; F1 from a field, a finding, a cell; the manual saved in both languages."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from client.checks.handbook.topics import FIELD, ITEM, RULE, Topic
from client.desktop.ask import FakeAsk
from client.desktop.changes import ChangeBoard
from client.desktop.jobs import Jobs
from client.desktop.pages.entries import EntriesPage
from client.desktop.pages.findings import FindingsPage
from client.desktop.pages.page import Target
from client.desktop.pages.standards.help_page import HelpPage
from client.desktop.window import PAGES, Window
from client.workflows import edit_entry
from client.workflows.workspace import Workspace
from tests.desktop.pages.sheets import Heard, shown


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace, jobs: Jobs, ask: FakeAsk, changes: ChangeBoard) -> HelpPage:
    return HelpPage(workspace, jobs, ask, changes)


@pytest.fixture
def heard(qtbot: QtBot, page: HelpPage) -> Heard:
    return shown(qtbot, page)


@pytest.fixture
def window(qtbot: QtBot, workspace: Workspace, jobs: Jobs, ask: FakeAsk, changes: ChangeBoard) -> Iterator[Window]:
    made = Window(workspace, jobs, ask, changes, PAGES)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: len(made.pages) == len(PAGES) and not jobs.running)
    with qtbot.waitActive(made):
        made.activateWindow()
    yield made
    qtbot.waitUntil(lambda: not jobs.running)


def help_of(window: Window) -> HelpPage:
    found = window.pages["help"]
    assert isinstance(found, HelpPage)
    return found


def test_search_narrows_and_the_first_is_shown(qtbot: QtBot, page: HelpPage, heard: Heard) -> None:
    everything = page.list.lines.rowCount()
    page.search.setText("gxsx")
    qtbot.waitUntil(lambda: page.list.lines.rowCount() < everything)
    assert "共享属性" in page.article.toPlainText()
    page.chips.set_keys(["rule"])
    page.chips.picked.emit(("rule",))
    assert all(line.topic.kind == RULE for line in page.list.lines.lines)
    page.search.setText("没有这样的东西")
    qtbot.waitUntil(lambda: page.list.lines.rowCount() == 0)


def test_links_are_followed_and_the_way_leads_back(page: HelpPage, heard: Heard) -> None:
    page.open(Target("help", filter=Topic(FIELD, "sharing"), file="entries"))
    assert page.list.present.topic == Topic(FIELD, "sharing")
    page.article.anchorClicked.emit(QUrl("topic:/rule/sharing.follows-items/decree-809"))
    assert "sharing.follows-items" in page.article.toPlainText()
    page.go_back()
    assert page.article.toPlainText().startswith("共享属性")
    page.go_back()
    assert heard.targets == [Target("entries")]


def test_what_a_standard_writes_stays_text(page: HelpPage, heard: Heard) -> None:
    page.open(Target("help", filter=Topic(RULE, "<b>没有</b>")))
    assert page.article.toPlainText() == ""
    page.article.anchorClicked.emit(QUrl("https://example.invalid/"))
    assert page.article.toPlainText() == ""


def test_the_manual_is_saved_in_the_language_asked_for(
    page: HelpPage, heard: Heard, ask: FakeAsk, tmp_path: Path
) -> None:
    ask.answers = [tmp_path / "rules.html", tmp_path / "rules.md", tmp_path / "no-folder" / "rules.md"]
    page.save_manual("en")
    assert "must mend" in (tmp_path / "rules.html").read_text(encoding="utf-8")
    page.save_manual("zh_CN")
    assert (tmp_path / "rules.md").read_text(encoding="utf-8").startswith("# 检查规则手册")
    met: list[object] = []
    page.jobs.met.connect(met.append)
    page.save_manual("en")
    assert met


def test_f1_in_a_field_tells_of_it_and_escape_leads_back_into_it(
    qtbot: QtBot, window: Window, workspace: Workspace
) -> None:
    made = edit_entry.new_entry(workspace, {"name": "低保对象信息"}).entry
    window.go(Target("entries", entry=made.id, field="summary"))
    entries = window.pages["entries"]
    assert isinstance(entries, EntriesPage)
    box = entries.editor.sheet.form.places["summary"].editor.focusProxy()
    assert box is not None
    qtbot.waitUntil(box.hasFocus)
    QTest.keyClick(box, Qt.Key.Key_F1)
    help_page = help_of(window)
    assert window.stack.currentWidget() is help_page
    assert help_page.list.present.topic == Topic(FIELD, "summary")
    QTest.keyClick(help_page.article, Qt.Key.Key_Escape)
    assert window.stack.currentWidget() is entries
    assert entries.editor.entry_id == made.id
    qtbot.waitUntil(box.hasFocus)


def test_f1_in_a_cell_and_at_a_rule(qtbot: QtBot, window: Window, workspace: Workspace) -> None:
    made = edit_entry.new_entry(workspace, {"name": "低保对象信息"}).entry
    window.go(Target("entries", entry=made.id))
    entries = window.pages["entries"]
    assert isinstance(entries, EntriesPage)
    sheet = entries.editor.sheet
    sheet.tabs.setCurrentIndex(sheet.ITEMS)
    sheet.grid.model.insert(0)
    sheet.grid.table.setCurrentIndex(sheet.grid.model.index(0, 2))
    sheet.grid.table.setFocus()
    window.help()
    assert help_of(window).list.present.topic == Topic(ITEM, sheet.grid.model.fields[2].id)
    window.go(Target("findings", filter="field.required"))
    findings = window.pages["findings"]
    assert isinstance(findings, FindingsPage)
    findings.rules.setFocus()
    window.help()
    assert "field.required" in help_of(window).article.toPlainText()


def test_f1_elsewhere_tells_of_the_page(window: Window) -> None:
    window.go(Target("sync"))
    window.help()
    assert help_of(window).list.present.topic.name == "sync"
