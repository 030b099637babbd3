"""An entry that stands above, to read: its fields, its items, and the way to a new entry after it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from client.catalog import kinds
from client.catalog import profile as profiles
from client.catalog.entry import Entry, Item
from client.catalog.profile import Field, Profile
from client.desktop.models.lines_model import Column
from client.desktop.widgets import build
from client.desktop.widgets.listing import Listing
from client.desktop.widgets.scrolled import scrolled
from client.store.query import ReferenceEntry
from client.texts import Translator

_ = Translator("desktop")
_SHOWN = 6
"""Columns of items that fit beside one another."""


class AboveEntry(QWidget):
    """`closed()`; `taken(Entry)`: a new entry after this one."""

    closed = Signal()
    taken = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entry: Entry | None = None
        self.name = build.label("", "title", wrap=True, selectable=True)
        back = build.tool("chevron-left", _("Back to the list (Esc)"), clicked=self.closed.emit, size=20)
        self.take = build.button(_("New entry after this one"), "primary", "copy", clicked=self._take)
        head = build.row(back, self.name, 0, self.take, spacing=8)
        head.setStretch(1, 1)
        self._inside = QVBoxLayout()
        self._inside.setSpacing(12)
        note = build.label(_("Read only: it stands above and is kept by another office."), "muted", wrap=True)
        layout = build.stack(head, note, scrolled(self._inside), spacing=8)
        layout.setStretch(2, 1)
        self.setLayout(layout)

    def show_entry(self, found: ReferenceEntry) -> None:
        """Shows an entry from the start."""
        self.entry = entry = found.entry
        profile = profiles.of(entry)
        self.name.setText(entry.text("name"))
        build.clear(self._inside)
        self._inside.addWidget(build.card(build.label(str(profile.title), "heading"), _fields(entry, profile)))
        if entry.items:
            self._inside.addWidget(_items(entry, profile))
        self._inside.addStretch(1)

    def _take(self) -> None:
        if self.entry:
            self.taken.emit(self.entry)


def _fields(entry: Entry, profile: Profile) -> QWidget:
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(1, 1)
    for field in profile.fields:
        value = entry.get(field.id)
        if value:
            row = grid.rowCount()
            grid.addWidget(build.label(str(field.label), "muted"), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(build.label(kinds.show(field, value), wrap=True, selectable=True), row, 1)
    made = QWidget()
    made.setLayout(grid)
    return made


def _items(entry: Entry, profile: Profile) -> Listing:
    heads = [field for field in profile.item_fields if any(item.text(field.id) for item in entry.items)][:_SHOWN]
    columns = [_column(field, 0 if place == 0 else 8) for place, field in enumerate(heads)]
    made = Listing(columns, str(profile.item_word))
    made.show_lines(entry.items)
    made.setMinimumHeight(min(12, len(entry.items) + 2) * 34)
    return made


def _column(field: Field, width: int) -> Column[Item]:
    return Column(str(field.label), lambda item: kinds.show(field, item.values.get(field.id, "")), width)
