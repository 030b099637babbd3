"""While the name of an item is written: data elements that are called like it, by characters, column name or pinyin."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter

from client.catalog.data_elements import Dictionary
from client.desktop.forms.choices import KEY
from client.desktop.forms.elements_view import told

NAME = Qt.ItemDataRole.UserRole + 2
_MOST = 12
_WIDTH = 420
"""Of the list, in logical pixels: the cell is narrower than what a line has to say."""


class ElementSuggestions(QCompleter):
    """Lines say what comes along; what is written into the cell is the name. `KEY` of a line is the element's id.

    The dictionary ranks (exactly, begins so, holds it), not Qt: call `seek` with what has been typed.
    """

    def __init__(self, elements: Dictionary, parent: QObject) -> None:
        self._lines = QStandardItemModel(parent)
        super().__init__(self._lines, parent)
        self._elements = elements
        self.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.setMaxVisibleItems(_MOST)
        self.popup().setObjectName("suggestions")
        self.popup().setMinimumWidth(_WIDTH)

    def seek(self, text: str) -> None:
        """Offers what is called like the text; nothing for a blank one."""
        self._lines.clear()
        for element in self._elements.find(text, _MOST) if text.strip() else ():
            item = QStandardItem(f"{element.name.zh}　{told(element)}")
            item.setData(element.id, KEY)
            item.setData(element.name.zh, NAME)
            self._lines.appendRow(item)

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        """The name alone."""
        return str(index.data(NAME) or "")
