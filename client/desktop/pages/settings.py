"""设置: whose work this is, where it goes, by which standard, and how the window looks."""

import sys
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl, qVersion
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QPushButton, QWidget

from client import __version__, paths
from client.catalog import profile as profiles
from client.desktop import theme
from client.desktop.jobs import Lane
from client.desktop.pages.enrolling import Enrolling
from client.desktop.pages.keeping.backing_up import BackingUp
from client.desktop.pages.keeping.backups_section import BackupsSection
from client.desktop.pages.keeping.doctor_section import DoctorSection
from client.desktop.pages.page import Notice, Page, Target
from client.desktop.pages.settings_cards import (
    OfficeSection,
    PeopleSection,
    PersonLine,
    PlatformLine,
    PlatformsSection,
    Section,
)
from client.desktop.widgets import build
from client.desktop.widgets.problem_banner import ProblemBanner
from client.desktop.widgets.scrolled import scrolled
from client.desktop.widgets.typing import Choice
from client.errors import ClientError
from client.settings import SETTINGS, Setting, Value
from client.texts import Translator
from client.workflows import desk
from client.workflows.outcome import Changes
from client.workflows.reach import Reached, reach
from client.workflows.safekeeping import doctor

_ = Translator("desktop")
_WIDEST = 920


class SettingsPage(Page):
    """Cards one below the other, and their names at the left."""

    name = "settings"
    icon = "settings"

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.banner = ProblemBanner()
        self.enrolling = Enrolling(self, self.banner.show_problem)
        self.choices: dict[str, Choice] = {
            setting.name: self._make_choice(setting)
            for setting in SETTINGS
            if setting.allowed or setting.name == "profile"
        }
        self.office, self.people, self.platforms = OfficeSection(), PeopleSection(), PlatformsSection()
        self.backups, self.doctor = BackupsSection(), DoctorSection()
        self.backing_up = BackingUp(self, self.backups, self.banner.show_problem)
        self._basis = build.label("", "muted", wrap=True)
        self._restart = build.label(_("The language changes when the program is started again."), "muted", wrap=True)
        self.sections: list[Section] = [
            self.office,
            self.people,
            self.platforms,
            self._standard_section(),
            self.backups,
            self.doctor,
            self._look_section(),
            self._network_section(),
            self._data_section(),
            self._about_section(),
        ]
        cards = build.stack(*self.sections, 0, margins=(0, 0, 12, 24), spacing=16)
        self.area = scrolled(cards)
        self.area.setMaximumWidth(_WIDEST)
        line = build.row(self._outline(), self.area, 0, spacing=16)
        line.setStretch(1, 100)
        self.body.addWidget(build.label(self.title(), "title"))
        self.body.addWidget(self.banner)
        self.body.addLayout(line, 1)
        self._connect()

    @classmethod
    def title(cls) -> str:
        """设置."""
        return _("Settings")

    def refresh(self, changes: Changes) -> None:
        """What is stored about the office, its people and platforms."""
        if changes.office or changes.everything:
            query = self.workspace.query
            self.office.show_office(query)
            self.people.show_people(query)
            self.platforms.show_platforms(query)
            self._show_basis()
            self.backing_up.show()

    def open(self, target: Target) -> None:
        """A section may be named: office, people, platforms, backups, doctor."""
        named: dict[str, Section] = {
            "office": self.office,
            "people": self.people,
            "platforms": self.platforms,
            "backups": self.backups,
            "doctor": self.doctor,
        }
        section = named.get(str(target.filter or ""))
        if section:
            self._go_to(section)

    # -- deeds -------------------------------------------------------------------------------------------------------

    def choose(self, name: str, value: Value) -> None:
        """Changes one setting; what can take effect at once does."""
        settings = self.workspace.settings
        if settings[name] == value:
            return
        try:
            settings.set(name, value)
        except ClientError as problem:
            self.banner.show_problem(problem)
            return
        if name in ("theme", "text_size"):
            app = QApplication.instance()
            if isinstance(app, QApplication):
                theme.apply(app, settings.text("theme"), int(settings["text_size"]))
        elif name == "language":
            self.noticed.emit(Notice(_("The language changes when the program is started again.")))
        elif name == "profile":
            self._show_basis()
            self.changes.announce(Changes(office=True), self)

    def _save_office(self, name: str, code: str, region: str) -> None:
        office = self.workspace.office
        # A space that a platform has given is kept; one that was only the code follows the code.
        space = office.space if office and office.space != office.code else ""
        self.act(
            lambda _progress: desk.set_office(self.workspace, name, code, region, space),
            then=lambda _done: self._stored(_("The office is saved.")),
            otherwise=self.banner.show_problem,
        )

    def _add_person(self, name: str, role: str) -> None:
        self.act(
            lambda _progress: desk.add_person(self.workspace, name, role),
            then=lambda one: self._stored(_("Added: {name}").format(name=one.name)),
            otherwise=self.banner.show_problem,
        )

    def _seat(self, line: PersonLine) -> None:
        self.act(
            lambda _progress: desk.use_person(self.workspace, line.id),
            then=lambda _done: self._stored(_("{name} is at the desk.").format(name=line.name)),
            otherwise=self.banner.show_problem,
        )

    def _stored(self, text: str) -> None:
        self.changes.announce(Changes(office=True), self)
        self.noticed.emit(Notice(text))

    def _test(self, line: PlatformLine) -> None:
        self.banner.hide()
        self.platforms.said.setText("")
        self.platforms.test.setEnabled(False)
        job = self.act(
            lambda _progress: reach(self.workspace, line.name, line.role),
            label=_("Testing the connection to {name}").format(name=line.name),
            lane=Lane.NETWORK,
            then=self._reached,
            otherwise=self.banner.show_problem,
        )
        job.ended.connect(lambda: self.platforms.test.setEnabled(True))

    def _reached(self, found: Reached) -> None:
        self.platforms.said.setText(
            _("{name} answers and knows us as {actor}.").format(name=found.name, actor=found.actor)
        )

    def _examine(self) -> None:
        ws = self.workspace
        self.doctor.run.setEnabled(False)
        job = self.act(
            lambda _progress: doctor.examine(ws.db.path, settings=ws.settings, clock=ws.clock),
            label=_("Checking this computer"),
            lane=Lane.HEAVY,
            then=self.doctor.show_diagnosis,
            otherwise=self.banner.show_problem,
        )
        job.ended.connect(lambda: self.doctor.run.setEnabled(True))

    # -- building ----------------------------------------------------------------------------------------------------

    def _connect(self) -> None:
        self.office.saved.connect(self._save_office)
        self.people.added.connect(self._add_person)
        self.people.seated.connect(self._seat)
        self.platforms.tested.connect(self._test)
        self.platforms.opened_file.connect(self.enrolling.begin)
        self.doctor.asked.connect(self._examine)
        self.doctor.mending_asked.connect(self.mending_asked)

    def _make_choice(self, setting: Setting) -> Choice:
        made = Choice()
        made.setAccessibleName(str(setting.label))
        allowed = setting.allowed or tuple(profiles.load_profiles())
        for value in allowed:
            made.addItem(_value_word(setting.name, value), value)
        made.setCurrentIndex(made.findData(self.workspace.settings[setting.name]))
        made.activated.connect(lambda _place, name=setting.name: self.choose(name, made.currentData()))
        made.setMinimumWidth(240)
        return made

    def _standard_section(self) -> Section:
        made = Section(_("Standard"), _("New entries follow it; entries that are here keep their own."))
        made.inside.addLayout(self._settings("profile"))
        made.inside.addWidget(self._basis)
        return made

    def _look_section(self) -> Section:
        made = Section(_("Appearance"))
        made.inside.addLayout(self._settings("language", "theme", "text_size"))
        made.inside.addWidget(self._restart)
        return made

    def _network_section(self) -> Section:
        made = Section(_("Network"), _("How platforms are reached from this computer."))
        made.inside.addLayout(self._settings("proxy"))
        return made

    def _data_section(self) -> Section:
        made = Section(_("Data and log"), _("Your work lies here, apart from the program; upgrades do not touch it."))
        store, log = Path(self.workspace.db.path), paths.logs()
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        rows = (
            (_("Data"), store, store.parent),
            (_("Backups"), store.with_name("backups"), store.with_name("backups")),
            (_("Log"), log, log),
        )
        for row, (text, path, folder) in enumerate(rows):
            grid.addWidget(build.label(text), row, 0)
            grid.addWidget(build.label(str(path), "muted", wrap=True, selectable=True), row, 1)
            grid.addWidget(build.button(_("Open folder"), "small", "folder", clicked=partial(_open, folder)), row, 2)
        made.inside.addLayout(grid)
        return made

    def _about_section(self) -> Section:
        made = Section(_("About"))
        lines = (
            _("Government data catalog client {version}").format(version=__version__),
            _("Free software under the GNU General Public License, version 3 or later; no warranty."),
            f"Python {sys.version.split()[0]} · Qt {qVersion()}",
        )
        for line in lines:
            made.inside.addWidget(build.label(line, wrap=True, selectable=True))
        return made

    def _settings(self, *names: str) -> QGridLayout:
        labels = {setting.name: str(setting.label) for setting in SETTINGS}
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnMinimumWidth(0, self.fontMetrics().horizontalAdvance("国") * 8)
        grid.setColumnStretch(2, 1)
        for row, name in enumerate(names):
            label = build.label(labels[name])
            label.setBuddy(self.choices[name])
            grid.addWidget(label, row, 0)
            grid.addWidget(self.choices[name], row, 1)
        return grid

    def _outline(self) -> QWidget:
        bar = QFrame()
        bar.setObjectName("outlineBar")
        buttons: list[QPushButton | int] = [
            build.button(section.title, clicked=partial(self._go_to, section)) for section in self.sections
        ]
        bar.setLayout(build.stack(*buttons, 0, spacing=4))
        bar.setFixedWidth(self.fontMetrics().horizontalAdvance("国") * 9)
        return bar

    def _go_to(self, section: Section) -> None:
        self.area.verticalScrollBar().setValue(section.y())

    def _show_basis(self) -> None:
        chosen = profiles.get(self.workspace.settings.text("profile"))
        effective = _("in force since {day}").format(day=chosen.effective) if chosen.effective else ""
        self._basis.setText("  ".join(part for part in (str(chosen.basis), effective, chosen.key) if part))


def _value_word(name: str, value: Value) -> str:
    """What a value of a setting is called."""
    if name == "profile":
        return str(profiles.get(str(value)).title)
    if name == "text_size":
        return f"{value}%"
    return {
        "": _("As the system says"),
        "zh_CN": "简体中文",
        "en": "English",
        "system": _("As the system says"),
        "light": _("Light"),
        "dark": _("Dark"),
        "none": _("No proxy"),
    }.get(str(value), str(value))


def _open(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
