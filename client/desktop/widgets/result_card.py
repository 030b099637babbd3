"""What a deed has brought, with the ways on from there; stays until it is closed."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from client.desktop.widgets import build
from client.texts import Translator

_ = Translator("desktop")


class ResultCard(QFrame):
    """Hidden until there is a result."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "note-success")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._title = build.label("", "strong", wrap=True)
        self._text = build.label("", wrap=True, selectable=True)
        self._buttons = build.row(spacing=8)
        words = build.stack(self._title, self._text, self._buttons, spacing=6)
        sign = build.stack(build.icon_label("done", "success", 20), 0)
        close = build.stack(build.tool("close", _("Close"), clicked=self.hide), 0)
        line = build.row(sign, words, close, margins=(16, 12, 8, 12), spacing=12)
        line.setStretch(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(line)
        self.hide()

    def show_result(self, title: str, text: str) -> None:
        """Shows another result, without ways on."""
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        build.clear(self._buttons)
        self._buttons.addStretch(1)
        self.show()

    def offer(self, text: str, act: Callable[[], object], *, look: str = "", icon: str = "") -> None:
        """Adds a way on."""
        self._buttons.insertWidget(self._buttons.count() - 1, build.button(text, look, icon, clicked=act))

    @property
    def text(self) -> str:
        """What is said."""
        return f"{self._title.text()} {self._text.text()}".strip()
