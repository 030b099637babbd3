from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from client.desktop.ask import FakeAsk
from client.desktop.changes import ChangeBoard
from client.desktop.jobs import Jobs, Lane
from client.desktop.pages.page import Notice, Page, Target
from client.desktop.window import Window
from client.errors import StoreProblem
from client.progress import Progress
from client.workflows import edit_entry
from client.workflows.outcome import Changes
from client.workflows.workspace import Workspace
from tests.desktop.looking import all_of, button


class Watched(Page):
    """A page that remembers what it was told."""

    icon = "entries"

    def __init__(self, workspace: Workspace, jobs: Jobs, ask: FakeAsk, changes: ChangeBoard) -> None:
        super().__init__(workspace, jobs, ask, changes)
        self.told: list[str] = []
        self.seen = Changes()

    @classmethod
    def title(cls) -> str:
        return {"first": "今日", "second": "目录"}[cls.name]

    def refresh(self, changes: Changes) -> None:
        self.told.append("refresh")
        self.seen = changes
        self.counted.emit(3)

    def open(self, target: Target) -> None:
        self.told.append(f"open {target.entry}")

    def flush(self) -> None:
        self.told.append("flush")


class First(Watched):
    name = "first"


class Second(Watched):
    name = "second"


@pytest.fixture
def window(qtbot: QtBot, workspace: Workspace, jobs: Jobs, ask: FakeAsk, changes: ChangeBoard) -> Window:
    made = Window(workspace, jobs, ask, changes, [First, Second])
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: len(made.pages) == 2)
    return made


def page(window: Window, name: str) -> Watched:
    found = window.pages[name]
    assert isinstance(found, Watched)
    return found


def test_pages_are_built_told_and_shown(window: Window) -> None:
    assert window.stack.currentWidget() is page(window, "first")
    assert page(window, "second").told == ["refresh"]
    assert window.rail.buttons["second"].count_text == "3"


def test_that_every_page_stands_is_told(
    qtbot: QtBot, workspace: Workspace, jobs: Jobs, ask: FakeAsk, changes: ChangeBoard
) -> None:
    made = Window(workspace, jobs, ask, changes, [First, Second])
    qtbot.addWidget(made)
    with qtbot.waitSignal(made.built):
        made.show()
    assert set(made.pages) == {"first", "second"}


def test_keys_lead_to_pages(qtbot: QtBot, window: Window) -> None:
    with qtbot.waitActive(window):
        window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.stack.currentWidget() is page(window, "second")
    assert window.rail.buttons["second"].isChecked()
    assert "flush" in page(window, "first").told
    page(window, "first").told.clear()
    QTest.keyClick(window, Qt.Key.Key_F5)
    assert page(window, "first").told == ["refresh"]


def test_a_page_can_send_the_clerk_elsewhere(window: Window) -> None:
    page(window, "first").requested.emit(Target("second", entry="e7"))
    assert page(window, "second").told[-1] == "open e7"
    window.go(Target("nowhere"))
    assert window.stack.currentWidget() is page(window, "second")


def test_the_status_line_tells_whose_work_it_is(window: Window) -> None:
    assert window.status.texts == ("临江县民政局", "王晓梅", "", "没有待报送的", "还没有回执")


def test_an_act_of_a_page_is_announced_and_taken_back(qtbot: QtBot, window: Window, workspace: Workspace) -> None:
    first = page(window, "first")
    made: list[edit_entry.Edited] = []
    job = first.act(lambda _progress: edit_entry.new_entry(workspace, {"name": "人口"}), then=made.append)
    with qtbot.waitSignal(job.ended):
        pass
    entry_id = made[0].entry.id
    assert page(window, "second").seen.entries == {entry_id}
    window.say(Notice("已新建", made[0].act))
    with qtbot.waitSignal(window.jobs.ended):
        button(window.toast, "撤销").click()
    assert window.toast.text == "已撤销"
    stored = workspace.query.entry(entry_id)
    assert stored is not None
    assert stored.deleted
    with qtbot.waitSignal(window.redo().ended):
        pass
    stored = workspace.query.entry(entry_id)
    assert stored is not None
    assert not stored.deleted


def test_nothing_to_undo_is_said_in_words(qtbot: QtBot, window: Window) -> None:
    with qtbot.waitSignal(window.jobs.met):
        window.undo()
    assert window.banner.isVisible()
    assert "entry.nothing-to-undo" in window.banner.shown_text


def test_a_long_job_shows_its_progress_and_can_be_stopped(qtbot: QtBot, window: Window) -> None:
    hold = Event()

    def work(progress: Progress) -> None:
        progress.stage("checking", 200)
        progress.step(73)
        hold.wait(10)
        progress.step(74)

    job = page(window, "first").act(work, label="检查全部目录", lane=Lane.HEAVY, stoppable=True)
    qtbot.waitUntil(lambda: window.strip.texts == ("检查全部目录", "正在检查", "73 / 200"))
    assert window.strip.isVisible()
    button(window.strip, "停止").click()
    with qtbot.waitSignal(job.cancelled):
        hold.set()
    qtbot.waitUntil(lambda: not window.strip.isVisible())


def test_a_problem_nobody_takes_stands_in_the_banner(qtbot: QtBot, window: Window) -> None:
    def work(_progress: Progress) -> None:
        raise StoreProblem("store.full", path="x")

    with qtbot.waitSignal(window.jobs.met):
        page(window, "first").act(work)
    assert "store.full" in window.banner.shown_text


def test_a_bug_leads_to_the_crash_page_and_back(qtbot: QtBot, window: Window) -> None:
    with qtbot.waitSignal(window.jobs.crashed):
        page(window, "first").act(lambda _progress: 1 // 0)
    assert window.stack.currentWidget() is window.crash
    assert "ZeroDivisionError" in window.crash.details
    button(window.crash, "继续工作").click()
    assert window.stack.currentWidget() is page(window, "first")


def test_what_another_program_wrote_is_noticed(qtbot: QtBot, window: Window, workspace: Workspace) -> None:
    other = Workspace.open(workspace.db.path)
    try:
        edit_entry.new_entry(other, {"name": "命令行写的"})
    finally:
        other.close()
    qtbot.waitUntil(lambda: page(window, "first").seen.everything, timeout=6000)


def test_closing_saves_and_asks_only_when_a_long_job_runs(qtbot: QtBot, window: Window, ask: FakeAsk) -> None:
    hold = Event()
    page(window, "first").act(lambda _progress: hold.wait(10), label="导入", lane=Lane.HEAVY, stoppable=True)
    ask.answers = [False]
    assert not window.close()
    assert ask.asked[0][1] == "要关闭吗？"
    hold.set()
    qtbot.waitUntil(lambda: not window.jobs.running)
    assert window.close()
    assert page(window, "first").told[-1] == "flush"


def test_every_control_of_the_frame_can_be_named(window: Window) -> None:
    for one in all_of(window, QPushButton):
        assert one.accessibleName() or one.text() or one.toolTip(), one
    with capture_exceptions():
        assert not window.grab().isNull()
