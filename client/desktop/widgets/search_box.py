"""A search field that waits until the typing pauses, and never searches half a pinyin word."""

from typing import cast

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget

from client.desktop import icons
from client.desktop.widgets.typing import Line

PAUSE_MS = 250


class SearchBox(Line):
    """`searched(text)` comes after a pause or at Enter; Escape clears."""

    searched = Signal(str)

    def __init__(self, prompt: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(prompt)
        self.setAccessibleName(prompt)
        self.setClearButtonEnabled(True)
        self.setMinimumWidth(220)
        self._sign = self.addAction(icons.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self._last = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._search)
        # While a word is being composed the text does not change: only finished words are searched.
        self.textChanged.connect(self._pause.start)
        self.returnPressed.connect(self._search)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape empties the field; a second one goes to whoever is behind."""
        if event.key() == Qt.Key.Key_Escape and self.text() and not self.composing:
            self.clear()
            self._search()
            return
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # It has searched; handed on, it would press a button of the dialog around.
            event.accept()

    def _search(self) -> None:
        self._pause.stop()
        text = self.text().strip()
        if text != self._last:
            self._last = text
            self.searched.emit(text)


def find_on_ctrl_f(page: QWidget) -> None:
    """Ctrl+F leads into the first search line of a page that can be seen."""

    def find() -> None:
        boxes = cast("list[SearchBox]", page.findChildren(SearchBox))
        found = next((box for box in boxes if box.isVisible()), None)
        if found:
            found.setFocus()
            found.selectAll()

    shortcut = QShortcut(QKeySequence("Ctrl+F"), page)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(find)
