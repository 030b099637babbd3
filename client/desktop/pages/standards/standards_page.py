"""编目规范: what the office goes by, to look at and to keep: standards, code lists, data elements, packs, holidays."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QTabWidget, QWidget

from client.desktop.forms.elements_view import ElementsView
from client.desktop.pages.page import Page, Target
from client.desktop.pages.standards.adopting import Adopting
from client.desktop.pages.standards.holidays_view import HolidaysView
from client.desktop.pages.standards.packing import Packing
from client.desktop.pages.standards.profiles_view import ProfilesView
from client.desktop.pages.standards.tables_views import (
    ListsView,
    class_lines,
    classes_view,
    region_lines,
    regions_view,
)
from client.desktop.widgets import build
from client.desktop.widgets.problem_banner import ProblemBanner
from client.desktop.widgets.search_box import find_on_ctrl_f
from client.errors import ClientError
from client.texts import Translator
from client.workflows.outcome import Changes
from client.workflows.standards import holidays

_ = Translator("desktop")


class StandardsPage(Page):
    """A tab for each kind of thing; `Target.filter` may name one: standards, packs, lists, classes, regions, elements, holidays."""

    name = "standards"
    icon = "columns"

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._stale = True
        self._filled: set[str] = set()
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
        self.lists, self.classes, self.regions = ListsView(), classes_view(), regions_view()
        self.elements = ElementsView(self.workspace.tables.elements)
        self.holidays = HolidaysView(self.workspace.today)
        self._year = self.workspace.today.year
        self._add("packs", self.packing.view, _("Packs"))
        self._add("lists", self.lists, _("Code lists"))
        self._add("classes", _padded(self.classes), _("Classification"))
        self._add("regions", _padded(self.regions), _("Regions"))
        self._add("elements", _padded(self.elements), _("Data elements"))
        self._add("holidays", self.holidays, _("Holidays and terms"))
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
        self._filled.clear()
        self._fill()

    def _fill(self) -> None:
        """A tab is filled when it is looked at: of regions there may be tens of thousands."""
        side = next((name for name, one in self._sides.items() if one is self.tabs.currentWidget()), "")
        if side in self._filled or self._stale:
            return
        self._filled.add(side)
        tables = self.workspace.tables
        if side == "lists":
            self.lists.show_standards(self.workspace.profile)
        elif side == "classes":
            self.classes.show_lines(class_lines(tables))
        elif side == "regions":
            self.regions.show_lines(region_lines(tables, self.workspace.today))
        elif side == "elements":
            self.elements.show_elements(tables.elements)
        elif side == "holidays":
            self._show_days()

    def add_days(self, first: date, last: date, works: bool) -> None:
        """Days of the office's own in the calendar."""

        def added() -> None:
            holidays.add(first, last, works=works)
            self._year = first.year
            self.holidays.blank()

        self._with_calendar(added)

    def _with_calendar(self, act: Callable[[], None]) -> None:
        try:
            act()
        except ClientError as problem:
            self.banner.show_problem(problem)
            return
        # What is due when, and what the checks say of terms, is counted anew.
        self.changes.announce(Changes(office=True), self)

    def _show_days(self) -> None:
        try:
            self.holidays.show_days(holidays.years(self.workspace.today), self._year, holidays.days(self._year))
        except ClientError as problem:
            self.banner.show_problem(problem)

    def _show_year(self, year: int) -> None:
        self._year = year
        self._show_days()

    def _add(self, name: str, side: QWidget, title: str) -> None:
        self._sides[name] = side
        self.tabs.addTab(side, title)

    def _connect(self) -> None:
        self.profiles.chosen.connect(self.choose)
        self.profiles.adopted.connect(self.adopting.ask)
        self.profiles.asked.connect(self._ask_help)
        self.tabs.currentChanged.connect(lambda _tab: self._fill())
        self.holidays.year_chosen.connect(self._show_year)
        self.holidays.added.connect(self.add_days)
        self.holidays.removed.connect(lambda day: self._with_calendar(lambda: holidays.remove(day)))
        find_on_ctrl_f(self)

    def _ask_help(self, topic: object) -> None:
        self.requested.emit(Target("help", filter=topic, file=self.name))


def _padded(widget: QWidget) -> QWidget:
    made = QWidget()
    made.setLayout(build.stack(widget, margins=(0, 12, 0, 0)))
    return made
