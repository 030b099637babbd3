"""节假日与期限: the days that differ from the week, what the office adds to them, and what terms that makes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from client.catalog import written_dates
from client.desktop.forms.dates import calendar_button
from client.desktop.models.lines_model import Column, Mark
from client.desktop.widgets import build
from client.desktop.widgets.listing import Listing
from client.desktop.widgets.typing import Choice, Line
from client.texts import Translator
from client.workflows import deadlines
from client.workflows.standards.holidays import OWN, Day

_ = Translator("desktop")


@dataclass(frozen=True, slots=True)
class TermLine:
    """A term of the decree, counted from a day."""

    name: str
    days: int
    due: date
    certain: bool
    basis: str


class HolidaysView(QWidget):
    """`year_chosen(year)`, `added(first day, last day, whether they are worked)`, `removed(day)`."""

    year_chosen = Signal(int)
    added = Signal(object, object, bool)
    removed = Signal(object)

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self.year = Choice()
        self.year.setAccessibleName(_("Year"))
        self.year.activated.connect(lambda _place: self.year_chosen.emit(int(self.year.currentData())))
        self.list = Listing(_day_columns(), _("Holidays and working weekends"))
        self.list.say_when_blank(
            _(
                "Nothing is known of this year: only weekends and holidays of a fixed day are left out when a term is counted."
            )
        )
        self._remove = build.button(
            _("Remove"), "small", "trash", clicked=lambda: self.removed.emit(self.list.present.day)
        )
        self._remove.setEnabled(False)
        self.list.picked.connect(lambda line: self._remove.setEnabled(line is not None and line.source == OWN))
        self.first, self.last = Line(), Line()
        self.kind = Choice()
        self.kind.addItem(_("Holiday"), False)
        self.kind.addItem(_("Working day"), True)
        self._add = build.button(_("Add"), "primary", "plus", clicked=self._emit)
        self._fault = build.label("", "error")
        self.start = Line()
        self.start.setText(today.isoformat())
        self.terms = Listing(_term_columns(), _("Terms"))
        left, right = QWidget(), QWidget()
        sides = build.stack(build.row(self.year, 0, self._remove), self.list, spacing=8)
        sides.setStretch(1, 1)
        left.setLayout(sides)
        layout = build.stack(self._adding(), self._counting(), margins=(8, 0, 0, 0), spacing=12)
        layout.setStretch(1, 1)
        right.setLayout(layout)
        split = build.sides(left, right, (500, 620))
        self.setLayout(build.stack(split, margins=(0, 12, 0, 0)))
        for line in (self.first, self.last, self.start):
            line.textChanged.connect(lambda _text: self._react())
        self.first.returnPressed.connect(self._emit)
        self.last.returnPressed.connect(self._emit)
        self._react()

    def show_days(self, years: Sequence[int], year: int, days: Sequence[Day]) -> None:
        """The days of a year."""
        self.year.clear()
        for one in years:
            self.year.addItem(str(one), one)
        self.year.setCurrentIndex(self.year.findData(year))
        self.list.show_lines(days, same="day")
        self._react()

    def blank(self) -> None:
        """What was typed has been added."""
        self.first.clear()
        self.last.clear()

    def _adding(self) -> QWidget:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        self.first.setPlaceholderText(_("Year-month-day"))
        self.last.setPlaceholderText(_("the same day"))
        rows = ((_("First day"), self.first), (_("Last day"), self.last))
        for row, (text, line) in enumerate(rows):
            label = build.label(text)
            label.setBuddy(line)
            line.setAccessibleName(text)
            grid.addWidget(label, row, 0)
            grid.addLayout(build.row(line, calendar_button(line, self._react), spacing=6), row, 1)
        self.kind.setAccessibleName(_("Kind"))
        grid.addWidget(build.label(_("Kind")), 2, 0)
        grid.addLayout(build.row(self.kind, self._add, self._fault, 0), 2, 1)
        hint = _("As the State Council announces it each autumn; a Saturday that is worked is added as a working day.")
        return build.card(build.label(_("Add days"), "heading"), build.label(hint, "muted", wrap=True), grid)

    def _counting(self) -> QWidget:
        self.start.setAccessibleName(_("Counted from"))
        head = build.row(
            build.label(_("Counted from")), self.start, calendar_button(self.start, self._react), 0, spacing=6
        )
        made = build.card(build.label(_("Terms of Decree 809, in working days"), "heading"), head, self.terms)
        layout = made.layout()
        if layout is not None:
            self.terms.setMinimumHeight(180)
        return made

    def _days(self) -> tuple[date | None, date | None]:
        first = written_dates.read_date(self.first.text())
        last = written_dates.read_date(self.last.text()) if self.last.text().strip() else first
        return first, last

    def _react(self) -> None:
        first, last = self._days()
        wrong = any(
            line.text().strip() and not written_dates.read_date(line.text()) for line in (self.first, self.last)
        )
        text = (
            _("This is no day.")
            if wrong
            else _("The end lies before the start.")
            if first and last and last < first
            else ""
        )
        self._fault.setText(text)
        self._add.setEnabled(bool(first and last and last >= first))
        self.terms.show_lines(list(_terms(written_dates.read_date(self.start.text()) or self._today)))

    def _emit(self) -> None:
        first, last = self._days()
        if first and last and last >= first:
            self.added.emit(first, last, bool(self.kind.currentData()))


def _terms(start: date) -> Iterator[TermLine]:
    names = {
        "change": _("Report a change"),
        "extension": _("Longer, with consent"),
        "review": _("Review by the authority"),
        "answer-unconditional": _("Answer a request, shared unconditionally"),
        "answer-conditional": _("Answer a request, shared conditionally"),
        "deliver": _("Deliver the data"),
        "verify": _("Answer a query about the data"),
    }
    for key, (days, basis) in deadlines.TERMS.items():
        by = deadlines.count(start, days)
        yield TermLine(names.get(key, key), days, by.day, by.certain, basis)


def weekday(day: date) -> str:
    """星期一 to 星期日."""
    return (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))[day.weekday()]


def _day_columns() -> Sequence[Column[Day]]:
    return (
        Column(_("Day"), lambda one: one.day.isoformat(), 7),
        Column("", lambda one: weekday(one.day), 3, order=lambda one: one.day.weekday()),
        Column(_("Kind"), lambda one: "", 6, order=lambda one: one.works, mark=_works),
        Column(_("Name"), lambda one: one.name),
        Column(_("Set by"), lambda one: _("this office") if one.source == OWN else _("State Council"), 6),
    )


def _works(one: Day) -> Mark:
    return Mark(_("worked"), "warning") if one.works else Mark(_("free"), "success")


def _term_columns() -> Sequence[Column[TermLine]]:
    return (
        Column(_("Term"), lambda one: one.name, 11),
        Column(_("Days"), lambda one: str(one.days), 3, order=lambda one: one.days, right=True),
        Column(_("Due on"), _due, 8, order=lambda one: one.due),
        Column(_("Basis"), lambda one: one.basis),
    )


def _due(one: TermLine) -> str:
    return one.due.isoformat() if one.certain else _("{day}?").format(day=one.due.isoformat())
