"""The cards of the settings page that hold more than a choice: the office, its people, the platforms."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from client.catalog import identifiers, plain
from client.desktop.models.lines_model import Column, Mark
from client.desktop.widgets import build
from client.desktop.widgets.listing import Listing
from client.desktop.widgets.typing import Choice, Line
from client.store.query import Query
from client.texts import Translator

_ = Translator("desktop")
ROLES = ("clerk", "approver", "collector")
_LIST_HEIGHT = 168


def role_word(role: str) -> str:
    """What a person does in the office."""
    return {"clerk": _("Clerk"), "approver": _("Approver of the department"), "collector": _("Collector")}.get(
        role, role
    )


class Section(QFrame):
    """A card with a heading and a line under it that says what it is for."""

    def __init__(self, title: str, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.title = title
        self.inside = QVBoxLayout(self)
        self.inside.setContentsMargins(20, 16, 20, 20)
        self.inside.setSpacing(10)
        self.inside.addWidget(build.label(title, "heading"))
        if text:
            self.inside.addWidget(build.label(text, "muted", wrap=True))


class OfficeSection(Section):
    """Name, credit code (checked as it is typed) and region. `saved(name, code, region)`."""

    saved = Signal(str, str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Office"), _("As on the seal; new entries are filled in with it."), parent)
        self.name, self.code, self.region = Line(), Line(), Line()
        self._kept = ("", "", "")
        self._fault = build.label("", "muted")
        self._save = build.button(_("Save"), "primary", "save", clicked=self._emit)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        rows = ((_("Name"), self.name), (_("Unified social credit code"), self.code), (_("Region"), self.region))
        for row, (text, line) in enumerate(rows):
            label = build.label(text)
            label.setBuddy(line)
            line.setAccessibleName(text)
            grid.addWidget(label, 2 * row, 0)
            grid.addWidget(line, 2 * row, 1)
            line.textChanged.connect(lambda _text: self._react())
        grid.addWidget(self._fault, 3, 1)
        self.region.setPlaceholderText(_("Province, city, county, township"))
        self.inside.addLayout(grid)
        self.inside.addLayout(build.row(0, self._save))

    def show_office(self, query: Query) -> None:
        """Shows what is stored, unless the clerk is writing something else."""
        office = query.office()
        stored = (office.name, office.code, office.region) if office else ("", "", "")
        if self._typed() == self._kept:
            for line, text in zip((self.name, self.code, self.region), stored, strict=True):
                line.setText(text)
        self._kept = stored
        self._react()

    @property
    def fault(self) -> str:
        """What is said of the code."""
        return self._fault.text()

    def _typed(self) -> tuple[str, str, str]:
        return self.name.text().strip(), self._code(), self.region.text().strip()

    def _code(self) -> str:
        return plain.narrow(self.code.text().strip()).upper()

    def _react(self) -> None:
        code = self._code()
        fault = identifiers.uscc_fault(code) if code else ""
        text, rank = {
            "": ("", "muted"),
            "length": (_("A credit code has 18 characters, here are {count}.").format(count=len(code)), "warning"),
            "characters": (_("A credit code has digits and capital letters without I, O, S, V, Z."), "error"),
            "check": (_("The check character does not fit: one character may be wrong."), "error"),
        }[fault]
        if code and not fault:
            text, rank = _("The code is right."), "success"
        self._fault.setText(text)
        build.set_look(self._fault, "rank", rank)
        build.set_look(self.code, "fault", "error" if rank == "error" else "")
        whole = bool(self.name.text().strip()) and bool(code) and not fault
        self._save.setEnabled(whole and self._typed() != self._kept)

    def _emit(self) -> None:
        self.saved.emit(*self._typed())


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody of the office."""

    id: str
    name: str
    role: str
    at_desk: bool


class PeopleSection(Section):
    """`added(name, role)`, `seated(PersonLine)`: who sits at the desk."""

    added = Signal(str, str)
    seated = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("People"), _("Everything that is done is noted with who did it."), parent)
        columns: tuple[Column[PersonLine], ...] = (
            Column(_("Name of the person"), lambda one: one.name),
            Column(_("Role"), lambda one: role_word(one.role), 10),
            Column(_("At the desk"), lambda one: "", 8, order=lambda one: not one.at_desk, mark=_desk_mark),
        )
        self.list = Listing(columns, _("People"))
        self.list.say_when_blank(_("Nobody yet. The first one added is at the desk."))
        self.list.setFixedHeight(_LIST_HEIGHT)
        self.list.picked.connect(self._pick)
        self.list.opened.connect(self.seated)
        self.name = Line()
        self.name.setPlaceholderText(_("Name of the person"))
        self.name.setAccessibleName(_("Name of the person"))
        self.name.setMinimumWidth(160)
        self.role = Choice()
        self.role.setAccessibleName(_("Role"))
        for role in ROLES:
            self.role.addItem(role_word(role), role)
        self.add = build.button(_("Add"), "", "plus", clicked=self._add)
        self._seat = build.button(
            _("Is at the desk now"), "", "person", clicked=lambda: self.seated.emit(self.list.present)
        )
        self.name.textChanged.connect(lambda text: self.add.setEnabled(bool(text.strip())))
        self.name.returnPressed.connect(self._add)
        self.add.setEnabled(False)
        self.inside.addWidget(self.list)
        line = build.row(self.name, self.role, self.add, 0, self._seat, spacing=8)
        line.setStretch(0, 2)
        self.inside.addLayout(line)

    def show_people(self, query: Query) -> None:
        """Shows who there is."""
        present = query.person()
        at_desk = present.id if present else ""
        people = [PersonLine(one.id, one.name, one.role, one.id == at_desk) for one in query.people()]
        self.list.show_lines(people, same="id")

    def _pick(self, line: PersonLine | None) -> None:
        self._seat.setEnabled(line is not None and not line.at_desk)

    def _add(self) -> None:
        name = self.name.text().strip()
        if name:
            self.name.clear()
            self.added.emit(name, str(self.role.currentData()))


@dataclass(frozen=True, slots=True)
class PlatformLine:
    """A platform above, with our role there."""

    name: str
    url: str
    role: str
    space: str

    @property
    def key(self) -> tuple[str, str]:
        """What makes it the same line after a refresh."""
        return self.name, self.role


class PlatformsSection(Section):
    """`tested(PlatformLine)`, `opened_file()`: another enrolment file."""

    tested = Signal(object)
    opened_file = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Platforms above"), _("Joined by the enrolment file that the level above gives out."), parent
        )
        columns: tuple[Column[PlatformLine], ...] = (
            Column(_("Name"), lambda one: one.name, 12),
            Column(_("Address"), lambda one: one.url),
            Column(_("Space"), lambda one: one.space, 12),
            Column(_("Role"), lambda one: _("Reviewer above") if one.role == "reviewer" else _("Reporting"), 7),
        )
        self.list = Listing(columns, _("Platforms above"))
        self.list.say_when_blank(_("Not joined to a platform yet"))
        self.list.setFixedHeight(_LIST_HEIGHT)
        self.test = build.button(
            _("Test the connection"), "", "sync", clicked=lambda: self.tested.emit(self.list.present)
        )
        self.test.setEnabled(False)
        self.list.picked.connect(lambda line: self.test.setEnabled(line is not None))
        self.said = build.label("", "success", wrap=True)
        open_file = build.button(_("Open the enrolment file"), "", "folder", clicked=self.opened_file.emit)
        self.inside.addWidget(self.list)
        line = build.row(self.said, 0, self.test, open_file, spacing=8)
        line.setStretch(0, 1)
        self.inside.addLayout(line)

    def show_platforms(self, query: Query) -> None:
        """Shows what we have joined."""
        lines = [PlatformLine(one.name, one.url, one.role, one.space) for one in query.platforms()]
        self.list.show_lines(lines, same="key")


def _desk_mark(one: PersonLine) -> Mark | None:
    return Mark(_("at the desk"), "success", "person") if one.at_desk else None
