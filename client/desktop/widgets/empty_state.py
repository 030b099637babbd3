"""What stands where a list has nothing to show: why it is empty and what to do next."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from client.desktop.widgets import build


class EmptyState(QWidget):
    """An icon, a sentence, an explanation and at most two ways on."""

    def __init__(self, icon: str, title: str, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        middle = Qt.AlignmentFlag.AlignHCenter
        self._title = build.label(title, "heading")
        self._text = build.label(text, "muted", wrap=True)
        self._text.setAlignment(middle)
        self._text.setMinimumWidth(360)
        self._text.setMaximumWidth(520)
        self._text.setVisible(bool(text))
        self._buttons = build.row(spacing=8)
        self._layout = QVBoxLayout(self)
        self._layout.setSpacing(8)
        self._layout.addStretch(2)
        self._layout.addWidget(build.icon_label(icon, "faint", 40), 0, middle)
        self._layout.addSpacing(4)
        self._layout.addWidget(self._title, 0, middle)
        self._layout.addWidget(self._text, 0, middle)
        self._layout.addSpacing(8)
        self._layout.addLayout(self._buttons)
        self._layout.setAlignment(self._buttons, middle)
        self._layout.addStretch(3)

    def say(self, title: str, text: str = "") -> None:
        """Another reason for being empty (nothing yet, or nothing that fits the filter)."""
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))

    def offer(self, text: str, act: Callable[[], object], *, look: str = "", icon: str = "") -> None:
        """Adds a way on."""
        self._buttons.addWidget(build.button(text, look, icon, clicked=act))
