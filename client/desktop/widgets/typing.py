"""Text fields for Chinese: Enter, Tab and Escape belong to the input method while a word is being composed."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

_WORD_KEYS = frozenset(
    (
        Qt.Key.Key_Return,
        Qt.Key.Key_Enter,
        Qt.Key.Key_Tab,
        Qt.Key.Key_Backtab,
        Qt.Key.Key_Escape,
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
    )
)


def belongs_to_word(event: QEvent) -> bool:
    """Whether this is a key that ends, steers or drops a word that is being composed."""
    return isinstance(event, QKeyEvent) and event.key() in _WORD_KEYS


class Line(QLineEdit):
    """A line of text. Some input methods pass the keys of a composition on; acting on them would lose the word."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.composing = False

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Notes whether a word is being composed."""
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def event(self, event: QEvent) -> bool:
        """Swallows the keys of a composition before Qt moves the focus or closes an editor with them."""
        keys = (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)
        if self.composing and event.type() in keys and belongs_to_word(event):
            event.accept()
            return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving ends a composition: Qt commits it or drops it, and we hear nothing more of it."""
        super().focusOutEvent(event)
        self.composing = False


class Text(QPlainTextEdit):
    """Lines of text; Tab goes to the next field."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.composing = False
        self.setTabChangesFocus(True)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Notes whether a word is being composed."""
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def event(self, event: QEvent) -> bool:
        """Swallows the keys of a composition before Qt moves the focus with them."""
        if self.composing and event.type() == QEvent.Type.KeyPress and belongs_to_word(event):
            event.accept()
            return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving ends a composition."""
        super().focusOutEvent(event)
        self.composing = False

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A field that is not being written in does not hold up the scrolling of the form."""
        if self.hasFocus() and self.verticalScrollBar().maximum() > 0:
            super().wheelEvent(event)
        else:
            event.ignore()


class Choice(QComboBox):
    """A drop-down list that the mouse wheel scrolls past and never changes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Left to the form behind."""
        event.ignore()
