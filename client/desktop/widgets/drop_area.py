"""Where files are dropped, with buttons for those who rather choose."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QRectF, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from client.desktop import palette
from client.desktop.widgets import build


class DropArea(QWidget):
    """`dropped(paths)` with the files that were let go over it, in their order."""

    dropped = Signal(object)

    def __init__(self, icon: str, title: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self._over = False
        self._buttons = build.row(spacing=8)
        middle = Qt.AlignmentFlag.AlignHCenter
        said = build.label(text, "muted", wrap=True)
        said.setAlignment(middle)
        # Half a line of Chinese more or less decides where it breaks; the height follows from a fixed width.
        width = said.fontMetrics().horizontalAdvance("国") * 34
        said.setFixedSize(width, said.heightForWidth(width))
        layout = build.stack(margins=(24, 16, 24, 16), spacing=8)
        layout.addStretch(1)
        layout.addWidget(build.icon_label(icon, "accent", 40), 0, middle)
        layout.addWidget(build.label(title, "heading"), 0, middle)
        layout.addLayout(build.row(0, said, 0))
        layout.addSpacing(8)
        layout.addLayout(self._buttons)
        layout.setAlignment(self._buttons, middle)
        layout.addStretch(1)
        self.setLayout(layout)

    def offer(self, text: str, act: Callable[[], object], *, look: str = "", icon: str = "") -> None:
        """Adds a button."""
        made = build.button(text, look, icon, clicked=act)
        self._buttons.addWidget(made)
        if look == "primary":
            self.setFocusProxy(made)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files are welcome, nothing else is."""
        if files_of(event.mimeData()):
            self._over = True
            self.update()
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Gone again."""
        self._over = False
        self.update()
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Let go."""
        self._over = False
        self.update()
        files = files_of(event.mimeData())
        if files:
            event.acceptProposedAction()
            self.dropped.emit(files)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A dashed frame, in the accent's colour while files hang over it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(palette.colour("accent" if self._over else "outline"), 1.5, Qt.PenStyle.DashLine))
        painter.setBrush(palette.colour("accent_soft" if self._over else "surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 10, 10)
        painter.end()


def files_of(mime: QMimeData) -> list[Path]:
    """The files and folders of this computer among what is dragged."""
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
