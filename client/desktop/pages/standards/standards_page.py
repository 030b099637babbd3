"""编目规范: what the office goes by, to look at and to keep: standards, code lists, data elements, packs, holidays."""

from typing import Any, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QTabWidget, QWidget

from client.desktop.pages.page import Page, Target
from client.desktop.pages.standards.adopting import Adopting
from client.desktop.pages.standards.packing import Packing
from client.desktop.pages.standards.profiles_view import ProfilesView
from client.desktop.widgets import build
from client.desktop.widgets.problem_banner import ProblemBanner
from client.desktop.widgets.search_box import SearchBox
from client.errors import ClientError
from client.texts import Translator
from client.workflows.outcome import Changes

_ = Translator("desktop")


class StandardsPage(Page):
    """A tab for each kind of thing; `Target.filter` may name one: standards, packs."""

    name = "standards"
    icon = "columns"

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._stale = True
        self.banner = ProblemBanner()
        self.adopting = Adopting(self, self.banner.show_problem)
        self.packing = Packing(self, self.banner.show_problem)
        self.profiles = ProfilesView()
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self._sides: dict[str, QWidget] = {}
        self._add("standards", self.profiles, _("Standards and fields"))
        self.body.addWidget(build.label(self.title(), "title"))
        self.body.addWidget(self.banner)
        self.body.addWidget(self.tabs, 1)
        self._add("packs", self.packing.view, _("Packs"))
        self._connect()

    @classmethod
    def title(cls) -> str:
        """编目规范."""
        return _("Standards")

    def refresh(self, changes: Changes) -> None:
        """Packs and settings change what is here, entries only the counts."""
        if changes.office or changes.everything or changes.entries:
            self._stale = True
            if self.isVisible():
                self._reload()

    def showEvent(self, event: QShowEvent) -> None:
        """Catches up."""
        super().showEvent(event)
        if self._stale:
            self._reload()

    def open(self, target: Target) -> None:
        """A tab may be named."""
        side = self._sides.get(str(target.filter or ""))
        if side is not None:
            self.tabs.setCurrentWidget(side)

    def choose(self, profile_id: str) -> None:
        """New entries follow this standard from now on."""
        try:
            self.workspace.settings.set("profile", profile_id)
        except ClientError as problem:
            self.banner.show_problem(problem)
            return
        self.changes.announce(Changes(office=True), self)

    def _reload(self) -> None:
        self._stale = False
        self.profiles.show_standards(self.workspace.query, self.workspace.profile)
        self.packing.show()

    def _add(self, name: str, side: QWidget, title: str) -> None:
        self._sides[name] = side
        self.tabs.addTab(side, title)

    def _connect(self) -> None:
        self.profiles.chosen.connect(self.choose)
        self.profiles.adopted.connect(self.adopting.ask)
        self.profiles.asked.connect(self._ask_help)
        shortcut = QShortcut(QKeySequence("Ctrl+F"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self._find)

    def _ask_help(self, topic: object) -> None:
        self.requested.emit(Target("help", filter=topic, file=self.name))

    def _find(self) -> None:
        # The stubs have a parent's child always there.
        found = cast("SearchBox | None", self.tabs.currentWidget().findChild(SearchBox))
        if found is not None:
            found.setFocus()
            found.selectAll()
