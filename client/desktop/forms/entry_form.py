"""The form of an entry, laid out from its profile: groups as cards, short fields in two columns."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QScrollArea, QWidget

from client.catalog.entry import Entry, Value, Values, with_value
from client.catalog.profile import Field, Group, Profile
from client.checks.report import Message
from client.checks.rule import Finding
from client.desktop.forms.field_place import FieldPlace
from client.desktop.widgets import build
from client.texts import Translator

_ = Translator("desktop")
MARK_MS = 1600
_AROUND = 24 + 12 + 16 + 8 + 24
"""Between and around two columns of fields: the gap, the card's margins, the scroll bar."""


class GroupCard(QFrame):
    """The fields of one group. Folded fields wait behind a button until they have a value or a fault."""

    def __init__(self, group: Group, places: Sequence[FieldPlace]) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.group = group
        self.places = tuple(places)
        self._unfolded = False
        self._hidden: frozenset[str] = frozenset()
        self._columns = 2
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        self._more = build.button("", "link", "chevron-down", clicked=self._unfold)
        heading = build.label(str(group.label), "heading")
        # As far in as the labels of the fields.
        heading.setContentsMargins(11, 0, 0, 0)
        more = build.row(self._more, 0, margins=(7, 0, 0, 0))
        self.setLayout(build.stack(heading, self._grid, more, margins=(12, 12, 16, 12)))
        for place in places:
            place.setParent(self)

    def arrange(self, irrelevant: frozenset[str]) -> None:
        """Lays out the visible fields; `irrelevant` ones (forbidden now, and blank) are left out."""
        folded = {
            place.field.id
            for place in self.places
            if place.field.folded and not self._unfolded and not place.editor.value() and not place.faults
        }
        hidden = frozenset(folded | {one.field.id for one in self.places if one.field.id in irrelevant})
        count = len(folded - irrelevant)
        self._more.setText(_.plural("{count} more field", "{count} more fields", count).format(count=count))
        self._more.setVisible(count > 0)
        if hidden == self._hidden and self._grid.count():
            return
        self._hidden = hidden
        self._lay_out()
        self.setVisible(len(hidden) < len(self.places) or count > 0)

    def _lay_out(self) -> None:
        while self._grid.count():
            self._grid.takeAt(0)
        row, column = 0, 0
        for place in self.places:
            place.setVisible(place.field.id not in self._hidden)
            if place.field.id in self._hidden:
                continue
            if place.wide or self._columns == 1:
                row, column = row + (column > 0), 0
                self._grid.addWidget(place, row, 0, 1, 2)
                row += 1
            else:
                self._grid.addWidget(place, row, column, Qt.AlignmentFlag.AlignTop)
                row, column = row + column, 1 - column

    def fit(self, width: int) -> None:
        """One column where two do not fit."""
        narrow = max((place.minimumSizeHint().width() for place in self.places if not place.wide), default=0)
        columns = 2 if 2 * narrow + _AROUND <= width else 1
        if columns != self._columns:
            self._columns = columns
            self._grid.setColumnStretch(1, columns - 1)
            self._lay_out()

    def reveal(self, field_id: str) -> None:
        """Unfolds when the field would not be seen."""
        if field_id in self._hidden:
            self._unfold()

    def _unfold(self) -> None:
        self._unfolded = True
        self.arrange(frozenset())


class EntryForm(QScrollArea):
    """`edited(field id)` at every change by the clerk, `entered(field id)` and `left(field id)` with the focus.

    `describe` gives a finding its words. Values of fields that the profile does not have are kept untouched.
    """

    edited = Signal(str)
    entered = Signal(str)
    left = Signal(str)
    fix_asked = Signal(object)
    explain_asked = Signal(object)

    def __init__(
        self, profile: Profile, describe: Callable[[Finding, Profile], Message], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.profile = profile
        self._describe = describe
        self._entry = Entry("", profile.key)
        self._touched: set[str] = set()
        self.places: Mapping[str, FieldPlace] = {field.id: self._place(field) for field in profile.fields}
        self.cards = tuple(self._cards())
        content = QWidget()
        content.setObjectName("content")
        content.setLayout(build.stack(*self.cards, 0, margins=(0, 0, 8, 24), spacing=12))
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.react()

    def show_origins(self, origins: Mapping[str, tuple[str, str]]) -> None:
        """By field id where a value comes from that the imported table did not say, short and in full."""
        for name, place in self.places.items():
            place.say_origin(*origins.get(name, ("", "")))

    def show_entry(self, entry: Entry) -> None:
        """Shows an entry from the start; nothing counts as touched."""
        self._entry = entry
        self._touched.clear()
        for name, place in self.places.items():
            self._link(place, entry.values)
            place.editor.set_value(entry.get(name))
            place.count()
        self.react()
        self.verticalScrollBar().setValue(0)

    def merge(self, entry: Entry) -> None:
        """Takes in what changed elsewhere (undo, a sync); the fields the clerk has touched since stay as they are."""
        for name, place in self.places.items():
            if name not in self._touched and place.editor.value() != entry.get(name):
                self._link(place, entry.values)
                place.editor.set_value(entry.get(name))
                place.count()
        self._entry = entry
        self.react()

    def saved(self, entry: Entry) -> None:
        """What was typed up to now is stored as `entry`; only later edits count as touched."""
        self._entry = entry
        self._touched = {name for name in self._touched if self.places[name].editor.value() != entry.get(name)}

    def values(self) -> Values:
        """All values as they stand in the form."""
        values = self._entry.values
        for name in self._touched:
            values = with_value(values, name, self.places[name].editor.value())
        return values

    def entry(self) -> Entry:
        """The entry as it stands in the form."""
        return replace(self._entry, values=self.values())

    def set_value(self, field_id: str, value: Value) -> None:
        """Puts a value in as if the clerk had typed it (an example taken over)."""
        self.places[field_id].editor.set_value(value)
        self._edited(field_id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column of fields where two do not fit."""
        super().resizeEvent(event)
        for card in self.cards:
            card.fit(event.size().width())

    def tell(self, findings: Sequence[Finding]) -> None:
        """Shows findings of the entry's own fields at their fields; others are left to the rest of the page."""
        by_field: dict[str, list[tuple[Finding, Message]]] = {}
        for finding in findings:
            if not finding.item and finding.field in self.places:
                told = (finding, self._describe(finding, self.profile))
                by_field.setdefault(finding.field, []).append(told)
        for name, place in self.places.items():
            place.tell(by_field.get(name, ()))
        self.react()

    def go_to(self, field_id: str) -> None:
        """Scrolls to a field, marks it for a moment and puts the cursor in."""
        place = self.places.get(field_id)
        if place is None:
            return
        for card in self.cards:
            card.reveal(field_id)
        place.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        place.highlight(True)
        QTimer.singleShot(MARK_MS, place, lambda: place.highlight(False))
        # The layout has to settle before there is a place to scroll to.
        QTimer.singleShot(0, place, lambda: self.ensureWidgetVisible(place, 0, 80))

    def react(self) -> None:
        """Brings what depends on other values up to date: required marks, irrelevant fields, linked lists."""
        values = self.values()
        irrelevant = set()
        writing = QApplication.focusWidget()
        for name, place in self.places.items():
            place.require(place.field.is_required(values))
            self._link(place, values)
            idle = not place.isAncestorOf(writing) if writing else True
            if idle and place.field.is_forbidden(values) and not place.editor.value() and not place.faults:
                irrelevant.add(name)
        for card in self.cards:
            card.arrange(frozenset(irrelevant))

    def _link(self, place: FieldPlace, values: Values) -> None:
        if place.field.linked_to:
            parent = values.get(place.field.linked_to, "")
            place.editor.link_to(parent if isinstance(parent, str) else "")

    def _place(self, field: Field) -> FieldPlace:
        place = FieldPlace(field, self.profile.id)
        place.edited.connect(self._edited)
        place.entered.connect(self.entered)
        place.left.connect(self.left)
        place.fix_asked.connect(self.fix_asked)
        place.explain_asked.connect(self.explain_asked)
        return place

    def _cards(self) -> Sequence[GroupCard]:
        cards = []
        for group in self.profile.groups:
            places = [place for place in self.places.values() if place.field.group == group.id]
            if places:
                cards.append(GroupCard(group, places))
        return cards

    def _edited(self, field_id: str) -> None:
        self._touched.add(field_id)
        self.react()
        self.edited.emit(field_id)
