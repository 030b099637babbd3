"""What is shown when the client itself is at fault: never swallowed, nothing lost, something to hand on."""

import logging
import traceback

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QVBoxLayout, QWidget

from client import __version__, paths
from client.desktop.widgets import build
from client.texts import Translator

_ = Translator("desktop")
LOG = logging.getLogger(__name__)


class CrashPage(QWidget):
    """`left()` when the clerk goes on working."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._text = QPlainTextEdit()
        self._text.setReadOnly(True)
        self._text.setMaximumHeight(220)
        self._text.setAccessibleName(_("Details"))
        words = _(
            "This is a fault in the program, not in what you did. Everything saved so far is safe; the last step may "
            "not have happened. Go on working; if it comes again, hand the details to whoever looks after the program."
        )
        log = _("Log file: {path}").format(path=paths.logs() / "client.log")
        buttons = build.row(
            build.button(_("Go on working"), "primary", clicked=self.left.emit),
            build.button(_("Copy details"), "", "copy", clicked=self._copy),
            build.button(_("Open the log folder"), "", "folder", clicked=_open_logs),
            0,
        )
        head = build.row(build.icon_label("error", "error", 28), build.label(_("Something went wrong"), "title"), 0)
        card: QFrame = build.card(
            head,
            build.label(words, wrap=True),
            self._text,
            build.label(log, "small", selectable=True),
            buttons,
            padding=24,
            spacing=12,
        )
        card.setMaximumWidth(880)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(32, 32, 32, 32)
        layout.addWidget(card)
        layout.addStretch(1)

    def show_bug(self, bug: BaseException) -> None:
        """Shows (and logs) an exception that nobody expected."""
        LOG.error("unexpected", exc_info=bug)
        told = "".join(traceback.format_exception(bug))
        self._text.setPlainText(f"{__version__}\n{told}")

    @property
    def details(self) -> str:
        """What is copied."""
        return self._text.toPlainText()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.details)


def _open_logs() -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(paths.logs())))
