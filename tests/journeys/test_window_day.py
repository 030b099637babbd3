"""A clerk's day through the real window over a real station: join, import, mend, consent, report, no line, a return."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from client import paths
from client.catalog.states import Report
from client.desktop import theme
from client.desktop.ask import FakeAsk
from client.desktop.changes import ChangeBoard
from client.desktop.forms.lines import LongEditor
from client.desktop.jobs import Jobs
from client.desktop.pages.enrolling import EnrolDialog
from client.desktop.pages.entries import EntriesPage
from client.desktop.pages.entry.refused_dialog import RefusedDialog
from client.desktop.pages.fix_dialog import FixDialog
from client.desktop.pages.home import HomePage
from client.desktop.pages.import_page import ImportPage
from client.desktop.pages.page import Page, Target
from client.desktop.pages.sign_off_dialog import SignOffDialog
from client.desktop.pages.sync import SyncPage
from client.desktop.window import PAGES, Window
from client.settings import Settings
from client.store.query import EntryFilter
from client.workflows import enrol, review
from client.workflows.workspace import Workspace
from tests.desktop.composing import commit
from tests.desktop.looking import button, texts
from tests.platforms.running_station import StationProcess

pytestmark = [
    pytest.mark.timeout(300),
    pytest.mark.qt_log_ignore("This plugin does not support", extend=True),
]
LIMIT = 120_000
OnePage = TypeVar("OnePage", bound=Page)


@pytest.fixture
def station(tmp_path: Path) -> Iterator[StationProcess]:
    running = StationProcess(tmp_path / "station")
    yield running
    running.kill()


@pytest.fixture
def clerk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    monkeypatch.setenv("CATALOG_HOME", str(tmp_path / "home"))
    opened = Workspace.open(tmp_path / "clerk" / "work.db", settings=Settings(tmp_path / "clerk" / "settings.json"))
    yield opened
    opened.close()


@pytest.fixture
def reviewer(tmp_path: Path, clerk: Workspace, station: StationProcess) -> Iterator[Workspace]:
    opened = Workspace.open(tmp_path / "above" / "work.db", settings=Settings(tmp_path / "above" / "settings.json"))
    enrol.enrol(opened, tmp_path / "station" / "enrol-reviewer.json")
    yield opened
    opened.close()


@pytest.fixture
def ask() -> FakeAsk:
    return FakeAsk()


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, clerk: Workspace, ask: FakeAsk) -> Iterator[Window]:
    theme.apply(qapp, "light")
    made = Window(clerk, Jobs(), ask, ChangeBoard(), PAGES)
    made.resize(1366, 768)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: len(made.pages) == len(PAGES))
    yield made
    assert made.close()


def settle(qtbot: QtBot, window: Window) -> None:
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=LIMIT)


def page(window: Window, kind: type[OnePage]) -> OnePage:
    found = window.pages[kind.name]
    assert isinstance(found, kind)
    return found


def agree(kind: type[QDialog]) -> Callable[[QDialog], bool]:
    def look(dialog: QDialog) -> bool:
        assert isinstance(dialog, kind)
        return True

    return look


def close(dialog: QDialog) -> bool:
    assert isinstance(dialog, RefusedDialog)
    return False


def consent(dialog: QDialog) -> bool:
    """As the department head would have it filled in."""
    assert isinstance(dialog, SignOffDialog)
    dialog.approver.setEditText("周明")
    dialog.document.setText("清数字〔2026〕18号")
    dialog.secrecy.setChecked(True)
    dialog.personal.setChecked(True)
    return True


def report(qtbot: QtBot, window: Window) -> SyncPage:
    window.go(Target(SyncPage.name))
    above = page(window, SyncPage)
    above.report()
    settle(qtbot, window)
    return above


def mend_summary(qtbot: QtBot, window: Window, text: str) -> None:
    """Types a summary with an input method and waits until it is stored."""
    editor = page(window, EntriesPage).editor
    place = editor.sheet.form.places["summary"].editor
    assert isinstance(place, LongEditor)
    place.box.setFocus()
    place.box.selectAll()
    commit(place.box, text)
    qtbot.waitUntil(lambda: editor.session.at_rest, timeout=LIMIT)
    settle(qtbot, window)


def test_a_day_through_the_window(
    qtbot: QtBot, window: Window, clerk: Workspace, reviewer: Workspace, station: StationProcess, ask: FakeAsk
) -> None:
    # The first start: join with the file of the level above.
    home = page(window, HomePage)
    assert home.faces.currentWidget() is home.first_start
    ask.answers = [station.data / "enrol-clerk.json", agree(EnrolDialog)]
    button(home.first_start, "选择文件").click()
    settle(qtbot, window)
    assert clerk.office is not None
    assert home.faces.currentWidget() is not home.first_start

    # The office's workbook.
    sample = next(iter(paths.resource("samples").glob("*.xlsx")))
    window.go(Target(ImportPage.name, file=str(sample)))
    importing = page(window, ImportPage)
    qtbot.waitUntil(lambda: importing.faces.currentWidget() is importing.plan, timeout=LIMIT)
    importing.take_over("all")
    settle(qtbot, window)
    total = clerk.query.count(EntryFilter())
    assert total > 50

    # What can be mended without a question is mended, one is mended by hand.
    window.go(Target(EntriesPage.name))
    entries = page(window, EntriesPage)
    settle(qtbot, window)
    faulty = clerk.query.count(EntryFilter(severity="error"))
    entries.list.model.tick_all(True)
    ask.answers = [agree(FixDialog)]
    entries.list.asked.emit("fix")
    settle(qtbot, window)
    left = clerk.query.ids(EntryFilter(severity="error"))
    assert len(left) <= faulty
    blank = next(one for one in left if any(found.field == "summary" for found in clerk.query.findings(one)))
    window.go(Target(EntriesPage.name, entry=blank, field="summary"))
    settle(qtbot, window)
    before = entries.editor.sheet.faults()
    mend_summary(qtbot, window, "本县范围内的基本情况，包括主要指标、办理时间和办理结果等内容。")
    assert entries.editor.sheet.faults() < before
    entries.show_list()

    # Consent and queue; what is not ready stays back with its reasons.
    entries.list.model.tick_all(True)
    ask.answers = [consent]
    entries.list.asked.emit("sign_off")
    settle(qtbot, window)
    ask.answers = [close]
    entries.list.asked.emit("submit")
    settle(qtbot, window)
    queued = len(clerk.query.outbox())
    assert queued > 20

    # No line: said in words, nothing is lost.
    station.kill()
    above = report(qtbot, window)
    assert above.banner.isVisible()
    assert len(clerk.query.outbox()) == queued
    assert clerk.query.receipts() == []
    station.start()
    report(qtbot, window)
    assert clerk.query.outbox() == []
    assert len(clerk.query.receipts(1000)) == queued

    # The reviewer gives one back; the reason stands at the field.
    sent = [one.entry for one in clerk.query.receipts(1000)]
    review.decide(reviewer, sent[:1], "returned", field="summary", reason="请写明数据覆盖的年份。")
    review.decide(reviewer, sent[1:], "accepted")
    report(qtbot, window)
    window.go(Target(HomePage.name))
    settle(qtbot, window)
    assert home.tasks.tasks[0].key == "returned"
    name = clerk.query.rows(EntryFilter(returned=True))[0].name
    button(home.returned, name).click()
    settle(qtbot, window)
    assert entries.editor.entry_id == sent[0]
    assert any("请写明数据覆盖的年份" in text for text in texts(entries.editor.sheet.form.places["summary"]))
    mend_summary(qtbot, window, "全县范围内的基本情况和办理结果等内容，数据覆盖2015年至今。")
    assert entries.editor.head.deed in ("sign_off", "submit")
    if entries.editor.head.deed == "sign_off":
        ask.answers = [consent]
        entries.editor.asked.emit("sign_off")
        settle(qtbot, window)
    assert entries.editor.head.deed == "submit"
    entries.editor.asked.emit("submit")
    settle(qtbot, window)
    assert entries.editor.head.deed == ""
    report(qtbot, window)
    known = clerk.query.remote(clerk.chosen_platform().name, sent[0])
    assert known is not None
    assert known.report is Report.RECEIVED
    window.go(Target(HomePage.name))
    settle(qtbot, window)
    assert home.above.state_text == "与上级一致"
