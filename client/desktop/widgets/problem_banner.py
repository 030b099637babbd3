"""A failure shown in place: what happened, why, what to do, and the details to copy for whoever helps."""

from collections.abc import Callable

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from client import __version__
from client.desktop.widgets import build
from client.errors import ClientError
from client.texts import Translator, explain

_ = Translator("desktop")


class ProblemBanner(QFrame):
    """Hidden until `show_problem`; stays until it is closed or replaced."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "note-error")
        self._details = ""
        self._title = build.label("", "strong", wrap=True)
        self._text = build.label("", wrap=True, selectable=True)
        self._advice = build.label("", wrap=True, selectable=True)
        self._again = build.button(_("Try again"), "small", "sync")
        self._copy = build.button(_("Copy details"), "link", "copy", clicked=self._copy_details)
        words = build.stack(
            self._title, self._text, self._advice, build.row(self._again, self._copy, 0, spacing=12), spacing=4
        )
        top = build.stack(build.icon_label("error", "error", 20), 0)
        close = build.stack(build.tool("close", _("Close"), clicked=self.hide), 0)
        line = build.row(top, words, close, margins=(16, 12, 8, 8), spacing=12)
        line.setStretch(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(line)
        self._act: Callable[[], object] | None = None
        self._again.clicked.connect(self._try_again)
        self.hide()

    def show_problem(self, problem: ClientError, again: Callable[[], object] | None = None, label: str = "") -> None:
        """Shows the three texts; `again` is what "Try again" (or `label`) does, None leaves the button out."""
        advice = explain(problem)
        self._title.setText(advice.title)
        self._text.setText(advice.text)
        self._advice.setText(_("What to do: {advice}").format(advice=advice.advice))
        self._details = "\n".join([advice.title, advice.text, advice.advice, f"{problem} · {__version__}"])
        self._act = again
        self._again.setText(label or _("Try again"))
        self._again.setVisible(again is not None)
        self.show()

    @property
    def shown_text(self) -> str:
        """Everything that is said, with code and version, as it is copied."""
        return self._details

    def _copy_details(self) -> None:
        QGuiApplication.clipboard().setText(self._details)

    def _try_again(self) -> None:
        self.hide()
        if self._act:
            self._act()
