"""Values before and after, field by field, in the clerk's words: what an import, a fix or a sync changes."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from client.catalog import changes, kinds
from client.catalog.changes import Change
from client.catalog.entry import Entry, Value, as_text
from client.catalog.profile import Profile
from client.desktop.widgets import build
from client.texts import Translator

_ = Translator("desktop")
SHOWN = 200
"""Lines at most; a new entry of a thousand items is not read line by line."""


def value_text(profile: Profile, field: str, value: Value, *, of_item: bool) -> str:
    """A value as a person reads it; what is not a field of the profile as plain text."""
    found = profile.field_of(field, item=of_item)
    return kinds.show(found, value) if found else as_text(value)


def place_text(profile: Profile, change: Change) -> str:
    """What the place of a change is called."""
    if change.field == changes.EXISTS:
        return str(profile.item_word)
    if change.field == changes.ORDER:
        return _("Order of the items")
    if change.field == changes.PROFILE:
        return _("Standard")
    if change.field.startswith(changes.EXPLAINED):
        return _("Explanation")
    return profile.label(change.field, item=bool(change.item))


class ChangesView(QWidget):
    """A grid of lines: field, value before, value after. For a new entry there is only one column of values."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._texts: list[tuple[str, str, str]] = []

    @property
    def texts(self) -> Sequence[tuple[str, str, str]]:
        """(place, before, after) of every line shown."""
        return self._texts

    def show_changes(self, found: Iterable[Change], entry: Entry, profile: Profile, *, new: bool = False) -> None:
        """Shows changes of an entry; `entry` names its items. With `new`, nothing stood there before."""
        self._texts = []
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        if not new:
            grid.setColumnStretch(2, 1)
            for column, text in enumerate((_("Field"), _("Before"), _("After"))):
                grid.addWidget(build.label(text, "small"), 0, column)
        lines = [one for one in found if not (new and one.field in (changes.EXISTS, changes.ORDER))]
        item = ""
        for change in lines[:SHOWN]:
            if change.item and change.item != item:
                item = change.item
                _add_heading(grid, _item_name(entry, item, profile))
            self._add_line(grid, change, profile, new=new)
        if len(lines) > SHOWN:
            left = len(lines) - SHOWN
            _add_heading(grid, _.plural("and {count} more", "and {count} more", left).format(count=left))
        content = QWidget()
        content.setLayout(grid)
        build.clear(self._layout)
        self._layout.addWidget(content)

    def _add_line(self, grid: QGridLayout, change: Change, profile: Profile, *, new: bool) -> None:
        row = grid.rowCount()
        place = place_text(profile, change)
        before, after = _sides(change, profile)
        self._texts.append((place, before, after))
        name = build.label(place, "muted", wrap=True)
        name.setMinimumWidth(name.fontMetrics().horizontalAdvance("国") * 6)
        name.setMaximumWidth(name.fontMetrics().horizontalAdvance("国") * 9)
        grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
        if new:
            grid.addWidget(_value(after), row, 1)
            return
        grid.addWidget(_value(before, gone=True), row, 1)
        grid.addWidget(_value(after), row, 2)


def _sides(change: Change, profile: Profile) -> tuple[str, str]:
    if change.field == changes.EXISTS:
        return (_("was there") if change.before else "", _("is there") if change.after else _("taken out"))
    if change.field == changes.ORDER:
        return "", _("rearranged")
    if change.field.startswith(changes.EXPLAINED):
        return (change.before[0] if change.before else "", change.after[0] if change.after else "")
    shown = [
        value_text(profile, change.field, value, of_item=bool(change.item)) for value in (change.before, change.after)
    ]
    return shown[0], shown[1]


def _value(text: str, *, gone: bool = False) -> QLabel:
    made = build.label(text or _("blank"), "muted" if gone or not text else "", wrap=True, selectable=True)
    made.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    return made


def _item_name(entry: Entry, item_id: str, profile: Profile) -> str:
    item = entry.item(item_id)
    name = (item.text("item_name") if item else "") or _("(no name yet)")
    return f"{profile.item_word}：{name}"


def _add_heading(grid: QGridLayout, text: str) -> None:
    grid.addWidget(build.label(text, "strong", wrap=True), grid.rowCount(), 0, 1, 3)
