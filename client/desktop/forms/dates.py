"""Editors for days and periods: typed in any usual form, or picked from a calendar."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtWidgets import QCalendarWidget, QMenu, QWidget, QWidgetAction

from client.catalog import kinds, written_dates
from client.catalog.entry import Value
from client.catalog.profile import Field
from client.desktop.forms.editor import Editor, LineEditor
from client.desktop.widgets import build
from client.desktop.widgets.typing import Line
from client.texts import Translator

_ = Translator("desktop")
NOW = "至今"
"""The open end of a period, as it stands in values."""


class DateEditor(LineEditor):
    """A day. `2024.1.5`, `20240105` and `2024年1月5日` all become 2024-01-05 when the field is left."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.box.setPlaceholderText(_("Year-month-day"))
        self.box.setMaximumWidth(200)
        self.line.addWidget(calendar_button(self.box, self._picked))
        # 0: the line comes first, what it may not take is left blank.
        self.line.addStretch(0)

    def _picked(self) -> None:
        self.edited.emit()


class PeriodEditor(Editor):
    """From a day to a day, or to now. A text that is no period stays in the first field."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.start, self.end = Line(), Line()
        self.setFocusProxy(self.start)
        self.start.setPlaceholderText(_("From"))
        self.end.setPlaceholderText(_("To, or {now}").format(now=NOW))
        for box in (self.start, self.end):
            self.watch(box)
            box.setMaximumWidth(320)
            box.textEdited.connect(lambda _text: self.edited.emit())
            box.editingFinished.connect(self._tidy)
        parts = (
            self.start,
            calendar_button(self.start, self.edited.emit),
            build.label(_("to")),
            self.end,
            calendar_button(self.end, self.edited.emit),
        )
        for part in parts:
            self.line.addWidget(part, 1 if isinstance(part, Line) else 0)
        self.line.addStretch(0)

    def value(self) -> Value:
        """`from/to`, one day, or the text that is neither."""
        start, end = self.start.text().strip(), self.end.text().strip()
        return kinds.read(self.field, f"{start}至{end}" if end else start)

    def set_value(self, value: Value) -> None:
        """Shows a period."""
        text = value if isinstance(value, str) else "、".join(value)
        start, joint, end = text.partition("/")
        whole = kinds.faults(self.field, text)
        for box, shown in ((self.start, text if whole else start), (self.end, end if joint and not whole else "")):
            if box.text() != shown:
                box.setText(shown)
            box.setCursorPosition(0)

    def marked(self) -> tuple[QWidget, ...]:
        """Both ends."""
        return (self.start, self.end)

    def _tidy(self) -> None:
        for box in (self.start, self.end):
            read = written_dates.read_date(box.text())
            if read and box.text() != read.isoformat():
                box.setText(read.isoformat())


def calendar_button(box: Line, picked: Callable[[], object]) -> QWidget:
    """A button that opens a calendar and writes the picked day into a line; `picked` is called then."""
    made = build.tool("calendar", _("Choose a day"))
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def drop_down() -> None:
        menu = QMenu(made)
        calendar = QCalendarWidget()
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        read = written_dates.read_date(box.text())
        if read:
            calendar.setSelectedDate(QDate(read.year, read.month, read.day))
        action = QWidgetAction(menu)
        action.setDefaultWidget(calendar)
        menu.addAction(action)

        def take(day: QDate) -> None:
            box.setText(date(day.year(), day.month(), day.day()).isoformat())
            menu.close()
            box.setFocus()
            picked()

        calendar.clicked.connect(take)
        calendar.activated.connect(take)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(made.mapToGlobal(QPoint(0, made.height())))
        calendar.setFocus()

    made.clicked.connect(lambda _on=False: drop_down())
    return made
