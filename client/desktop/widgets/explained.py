"""Everything a rule has to say: why it is there, what it rests on, how it should be and how not."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from client.checks.report import Message
from client.desktop.widgets import build
from client.texts import Translator

_ = Translator("desktop")


class Explained(QWidget):
    """Lines of label and text; what is blank is left out. `heading` says what is wrong first."""

    def __init__(self, *, heading: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading = heading
        self._what = build.label("", "heading", wrap=True, selectable=True)
        self._what.setVisible(heading)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        names = {"why": _("Why"), "basis": _("Basis"), "good": _("Right"), "bad": _("Wrong")}
        self._rows = {}
        for row, (part, name) in enumerate(names.items()):
            label = build.label(name, {"good": "success", "bad": "error"}.get(part, "muted"))
            text = build.label("", wrap=True, selectable=True)
            grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(text, row, 1)
            self._rows[part] = (label, text)
        self.setLayout(build.stack(self._what, grid, spacing=8))

    def show_message(self, message: Message) -> None:
        """Shows another rule."""
        self._what.setText(message.what)
        for part, (label, text) in self._rows.items():
            said = str(getattr(message, part))
            text.setText(said)
            for widget in (label, text):
                widget.setVisible(bool(said))

    @property
    def what(self) -> str:
        """What is wrong, as it is shown."""
        return self._what.text()
