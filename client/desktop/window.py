"""The window: navigation, the pages behind it, the status line. What the work is, the pages know."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from client.desktop import topics
from client.desktop.ask import Ask
from client.desktop.changes import ChangeBoard
from client.desktop.crash import CrashPage
from client.desktop.jobs import Job, Jobs
from client.desktop.pages.entries import EntriesPage
from client.desktop.pages.findings import FindingsPage
from client.desktop.pages.home import HomePage
from client.desktop.pages.import_page import ImportPage
from client.desktop.pages.page import Notice, Page, Target
from client.desktop.pages.past.past_page import PastPage
from client.desktop.pages.settings import SettingsPage
from client.desktop.pages.standards.help_page import HelpPage
from client.desktop.pages.standards.standards_page import StandardsPage
from client.desktop.pages.sync import SyncPage
from client.desktop.rail import Rail
from client.desktop.status_line import ProgressStrip, StatusLine
from client.desktop.widgets.problem_banner import ProblemBanner
from client.desktop.widgets.toast import Toast
from client.errors import ClientError
from client.texts import Translator
from client.workflows import undo as undoing
from client.workflows.outcome import EVERYTHING, Changes
from client.workflows.undo import Reversal

if TYPE_CHECKING:
    from client.workflows.workspace import Workspace

_ = Translator("desktop")
LOG = logging.getLogger(__name__)
LOOK_MS = 2000

PAGES: tuple[type[Page], ...] = (
    HomePage,
    EntriesPage,
    ImportPage,
    FindingsPage,
    SyncPage,
    StandardsPage,
    PastPage,
    HelpPage,
    SettingsPage,
)
"""The pages in the order of the navigation; a new page is a module in `pages/` and a line here."""


class Window(QMainWindow):
    """Built from a workspace that is open; `pages` are built one after the other once the window is there.

    `built()`: the last of them stands.
    """

    built = Signal()

    def __init__(
        self, workspace: Workspace, jobs: Jobs, ask: Ask, changes: ChangeBoard, pages: Sequence[type[Page]] = PAGES
    ) -> None:
        super().__init__()
        self.workspace, self.jobs, self.ask, self.changes = workspace, jobs, ask, changes
        self.setWindowTitle(_("Government data catalog client"))
        self.setMinimumSize(960, 600)
        self.pages: dict[str, Page] = {}
        self.rail = Rail([(kind.name, kind.icon, kind.title()) for kind in pages])
        self.stack = QStackedWidget()
        self.banner = ProblemBanner()
        self.banner.setObjectName("windowBanner")
        self.status = StatusLine()
        self.strip = ProgressStrip(jobs)
        self.crash = CrashPage()
        self._waiting_kinds = list(pages)
        self._front = ""
        self.mending = False
        self._lay_out()
        self.toast = Toast(self.centralWidget())
        self._connect()
        self._shortcuts(pages)
        self._version = workspace.db.data_version()
        self._look = QTimer(self)
        self._look.setInterval(LOOK_MS)
        self._look.timeout.connect(self._look_for_others)
        self._look.start()
        self._show_status()
        if pages:
            self.go(Target(pages[0].name))
        QTimer.singleShot(0, self, self._build_next)

    def go(self, target: Target) -> None:
        """Brings a page to the front and shows what the target names on it."""
        page = self._page(target.page)
        if page is None:
            return
        if self._front and self._front != target.page:
            self.pages[self._front].flush()
        self._front = target.page
        page.open(target)
        self.stack.setCurrentWidget(page)
        self.rail.show_page(target.page)
        page.enter()

    def say(self, notice: Notice) -> None:
        """A short message, with a button to take the act back where it names one."""
        self.toast.say(notice.text, (lambda: self.undo(notice.undo)) if notice.undo else None)

    def show_problem(self, problem: ClientError) -> None:
        """A failure nobody else shows."""
        self.banner.show_problem(problem)

    def show_bug(self, bug: BaseException) -> None:
        """Our own fault: the crash page."""
        self.crash.show_bug(bug)
        self.stack.setCurrentWidget(self.crash)

    def undo(self, act: str = "") -> Job:
        """Takes back an act, or the last one."""
        self.flush()
        return self.jobs.start(lambda _progress: undoing.undo(self.workspace, act), then=self._undone)

    def redo(self) -> Job:
        """Does again what was taken back last."""
        self.flush()
        return self.jobs.start(lambda _progress: undoing.redo(self.workspace), then=self._redone)

    def help(self) -> None:
        """F1: the help for what the cursor is at; Esc leads back to it."""
        page = self.pages.get(self._front)
        if page is not None and HelpPage.name in self.rail.buttons and self._front != HelpPage.name:
            self.flush()
            topic = topics.at(QApplication.focusWidget()) or page.topic()
            self.go(Target(HelpPage.name, filter=topic, file=self._front))

    def mend(self) -> None:
        """Asks whether to close the window, so that the damaged file can be mended; `mending` says that it was closed
        for this."""
        if self.ask.confirm(
            _("Mend the file with your work?"),
            _(
                "The window closes, everything that can be read is kept, gaps are filled from the newest backup, and the"
                " window opens again. The damaged file is kept as well."
            ),
            yes=_("Close and mend"),
        ):
            self.mending = self.close()

    def flush(self) -> None:
        """Everything that is being typed goes to its workflow now."""
        for page in self.pages.values():
            page.flush()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Saves what is being typed, waits for the writes, and only asks when a long job is under way."""
        self.flush()
        long_ones = [job.label for job in self.jobs.running if job.label and job.stoppable]
        if long_ones and not self.ask.confirm(
            _("Close the window?"),
            _("Still under way: {jobs}. It will be stopped; nothing half done stays behind.").format(
                jobs="、".join(long_ones)
            ),
            yes=_("Stop and close"),
        ):
            event.ignore()
            return
        self._look.stop()
        if not self.jobs.close():
            LOG.warning("a job did not end in time")
        event.accept()

    def _lay_out(self) -> None:
        middle = QVBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        banner = QVBoxLayout()
        banner.setContentsMargins(24, 0, 24, 0)
        banner.addWidget(self.banner)
        middle.addLayout(banner)
        middle.addWidget(self.stack, 1)
        middle.addWidget(self.strip)
        middle.addWidget(self.status)
        whole = QWidget()
        whole.setObjectName("window")
        line = QHBoxLayout(whole)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self.rail)
        line.addLayout(middle, 1)
        self.setCentralWidget(whole)
        self.stack.addWidget(self.crash)

    def _connect(self) -> None:
        self.rail.chosen.connect(lambda name: self.go(Target(name)))
        self.status.chosen.connect(lambda name: self.go(Target(name)))
        self.jobs.met.connect(self.show_problem)
        self.jobs.crashed.connect(self.show_bug)
        self.changes.changed.connect(self._changed)
        self.crash.left.connect(lambda: self.go(Target(self._front)))

    def _shortcuts(self, pages: Sequence[type[Page]]) -> None:
        for place, kind in enumerate(pages, start=1):
            self._on(f"Ctrl+{place}", partial(self.go, Target(kind.name)))
        self._on("F1", self.help)
        self._on("F5", lambda: self.changes.announce(EVERYTHING, self))
        self._on("Ctrl+Z", self.undo)
        self._on("Ctrl+Y", self.redo)
        self._on("Ctrl+Shift+Z", self.redo)

    def _on(self, keys: str, act: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.activated.connect(act)

    def _page(self, name: str) -> Page | None:
        if name not in self.pages:
            kind = next((kind for kind in self._waiting_kinds if kind.name == name), None)
            if kind is None:
                return None
            self._waiting_kinds.remove(kind)
            page = kind(self.workspace, self.jobs, self.ask, self.changes)
            page.requested.connect(self.go)
            page.noticed.connect(self.say)
            page.mending_asked.connect(self.mend)
            page.counted.connect(self.rail.buttons[name].show_count)
            self.pages[name] = page
            self.stack.addWidget(page)
            page.refresh(EVERYTHING)
        return self.pages[name]

    def _build_next(self) -> None:
        # One page per turn of the event loop: the window is usable at once and the numbers in the navigation follow.
        if self._waiting_kinds:
            self._page(self._waiting_kinds[0].name)
            QTimer.singleShot(0, self, self._build_next)
        else:
            self.built.emit()

    def _changed(self, _changes: Changes, _initiator: object) -> None:
        self._version = self.workspace.db.data_version()
        self._show_status()

    def _look_for_others(self) -> None:
        # The command line or a second window may have written; our own jobs announce what they did themselves.
        version = self.workspace.db.data_version()
        if version != self._version and not self.jobs.running:
            self._version = version
            self.changes.announce(EVERYTHING, self)

    def _show_status(self) -> None:
        office, person = self.workspace.office, self.workspace.person
        self.status.show_office(office.name if office else "", person.name if person else "")
        last = next(iter(self.workspace.query.receipts(1)), None)
        at = f"{datetime.fromisoformat(last.at).astimezone():%Y-%m-%d %H:%M}" if last else ""
        self.status.show_queue(len(self.workspace.query.outbox()), at)

    def _undone(self, outcome: Reversal) -> None:
        self._reversed(outcome, _("Taken back"))

    def _redone(self, outcome: Reversal) -> None:
        self._reversed(outcome, _("Done again"))

    def _reversed(self, outcome: Reversal, text: str) -> None:
        self.changes.announce(outcome.changes, self)
        skipped = len(outcome.undone.skipped)
        if skipped:
            more = _("{count} values were changed since and stay as they are.").format(count=skipped)
            text = f"{text}；{more}"
        self.toast.say(text)
