"""数据元: the dictionary to search in, and the dialog that brings elements of it into the table of items."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QWidget

from client.catalog import codes
from client.catalog.data_elements import DataElement, Dictionary
from client.desktop.models.lines_model import Column, Mark
from client.desktop.widgets import build
from client.desktop.widgets.listing import Listing
from client.desktop.widgets.search_box import SearchBox
from client.texts import Translator

_ = Translator("desktop")
_MOST = 5000


class ElementsView(QWidget):
    """Search line, list, and what is known of the picked element. `opened(element)` by Enter or two clicks."""

    opened = Signal(object)

    def __init__(self, elements: Dictionary, *, several: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._elements = elements
        self.search = SearchBox(_("Name, column name, or first letters of the pinyin"))
        self.search.searched.connect(self._search)
        self.search.returnPressed.connect(self._to_list)
        self.search.installEventFilter(self)
        self.list = Listing(_columns(), _("Data elements"), several=several)
        self.list.say_when_blank(_("No element is called like that. Write the item yourself."))
        self.list.picked.connect(self._pick)
        self.list.opened.connect(self.opened)
        self._about = build.label("", "muted", wrap=True, selectable=True)
        self._about.setMinimumHeight(self._about.fontMetrics().height() * 2 + 4)
        layout = build.stack(self.search, self.list, self._about, spacing=8)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self._search("")

    def show_elements(self, elements: Dictionary) -> None:
        """Another dictionary: a pack was installed."""
        self._elements = elements
        self._search(self.search.text().strip())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrow down leads from the search line into the list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Down:
            self._to_list()
            return True
        return super().eventFilter(watched, event)

    def _search(self, text: str) -> None:
        self.list.show_lines(self._elements.find(text, _MOST), same="id")

    def _to_list(self) -> None:
        self.list.setFocus()

    def _pick(self, element: DataElement | None) -> None:
        parts: list[str] = []
        if element:
            if element.synonyms:
                parts.append(_("Also called: {names}").format(names="、".join(element.synonyms)))
            parts.append(_("Columns: {names}").format(names=", ".join((element.id, *element.columns))))
            if element.source and element.confidence != "C":
                parts.append(_("Source: {text}").format(text=element.source))
        self._about.setText("   ".join(parts))


class ElementsDialog(QDialog):
    """Which elements, and where to: as new items, or into the row the cursor is in (`into_row`)."""

    def __init__(self, elements: Dictionary, row: str = "", parent: QWidget | None = None) -> None:
        """`row` names the row the cursor is in, "" for none."""
        super().__init__(parent)
        self.setWindowTitle(_("Data elements"))
        self.resize(860, 560)
        self.into_row = False
        self.view = ElementsView(elements, several=True)
        self.view.opened.connect(lambda _element: self.accept())
        self.view.list.picked.connect(lambda _element: self._react())
        self.view.list.selectionModel().selectionChanged.connect(lambda *_changes: self._react())
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(_("Cancel"))
        self._add = buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        self._add.setProperty("look", "primary")
        self._add.setDefault(True)
        self._fill = buttons.addButton(_("Fill in row “{row}”").format(row=row), QDialogButtonBox.ButtonRole.ActionRole)
        self._fill.setVisible(bool(row))
        self._fill.setAutoDefault(False)
        self._fill.clicked.connect(self._take_into_row)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        hint = build.label(
            _("Type, length, level and sensitivity come along. What a person has named keeps its name."), wrap=True
        )
        layout = build.stack(hint, self.view, buttons, margins=(24, 20, 24, 20), spacing=12)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.view.search.setFocus()
        self._react()

    @property
    def chosen(self) -> Sequence[DataElement]:
        """The picked elements, from above."""
        return self.view.list.chosen

    def _take_into_row(self) -> None:
        self.into_row = True
        self.accept()

    def _react(self) -> None:
        count = len(self.chosen)
        self._add.setText(_.plural("Add as {count} new item", "Add as {count} new items", count).format(count=count))
        self._add.setEnabled(count > 0)
        self._fill.setEnabled(count == 1)


def told(element: DataElement) -> str:
    """Type, length, level and sensitivity in one line."""
    parts = [_word("data_type", element.type), element.length, _word("item_level", element.level)]
    if element.sensitive:
        parts.append(_("sensitive"))
    return " · ".join(part for part in parts if part)


def _word(name: str, key: str) -> str:
    found = codes.load_lists()[name].get(key)
    return str(found.label) if found else key


def _columns() -> tuple[Column[DataElement], ...]:
    return (
        Column(_("Name"), lambda one: str(one.name)),
        Column(_("Type"), lambda one: _word("data_type", one.type), 6),
        Column(_("Length"), lambda one: one.length, 4, order=_longest),
        Column(_("Level"), lambda one: _word("item_level", one.level), 5),
        Column(_("Sensitive"), lambda one: "", 5, order=lambda one: not one.sensitive, mark=_sensitive),
        Column(_("Group"), lambda one: str(one.area), 11),
    )


def _longest(one: DataElement) -> int:
    whole = one.length.partition(",")[0]
    return int(whole) if whole.isdecimal() else 0


def _sensitive(one: DataElement) -> Mark | None:
    return Mark(_("sensitive"), "warning", "lock") if one.sensitive else None
