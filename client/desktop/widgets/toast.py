"""A short message over the lower edge of the window, with one button to take the deed back."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from client.desktop.widgets import build
from client.texts import Translator

_ = Translator("desktop")
SECONDS = 8


class Toast(QFrame):
    """Goes after a few seconds, not while the mouse rests on it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("look", "toast")
        self._text = build.label("")
        self._text.setMaximumWidth(640)
        self._undo = build.button(_("Undo"), "small", clicked=self._take_back)
        self._act: Callable[[], object] | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 10, 12, 10)
        layout.addLayout(build.row(self._text, self._undo, spacing=16))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SECONDS * 1000)
        self._timer.timeout.connect(self.hide)
        parent.installEventFilter(self)
        self.hide()

    def say(self, text: str, undo: Callable[[], object] | None = None) -> None:
        """Shows a message; `undo` is what the button does, None leaves it out."""
        self._text.setText(text)
        self._act = undo
        self._undo.setVisible(undo is not None)
        self.show()
        self.ensurePolished()
        self.adjustSize()
        self._place()
        self.raise_()
        self._timer.start()

    @property
    def text(self) -> str:
        """What is said."""
        return self._text.text()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Being read: stay."""
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Read: go soon."""
        self._timer.start()
        super().leaveEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keeps its place when the window changes its size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        over = self.parentWidget()
        if over:
            self.move((over.width() - self.width()) // 2, over.height() - self.height() - 48)

    def _take_back(self) -> None:
        self.hide()
        if self._act:
            self._act()
