"""Typing as an input method does: a preedit that grows, then the word. `qtbot.keyClicks` with Chinese aborts Qt."""

from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget


def preedit(widget: QWidget, text: str) -> None:
    """A word is being composed."""
    QApplication.sendEvent(widget, QInputMethodEvent(text, []))


def commit(widget: QWidget, text: str) -> None:
    """The word is chosen."""
    event = QInputMethodEvent("", [])
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)
