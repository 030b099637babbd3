"""What a fix would change, shown before it is made."""

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QWidget

from client.catalog import changes
from client.catalog import profile as profiles
from client.catalog.entry import Entry
from client.desktop.widgets import build
from client.desktop.widgets.changes_view import ChangesView
from client.desktop.widgets.scrolled import scrolled
from client.texts import Translator

_ = Translator("desktop")


class FixDialog(QDialog):
    """Entries as they are and as they would be; the button names the deed."""

    def __init__(
        self, title: str, text: str, samples: Sequence[tuple[Entry, Entry]], yes: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.resize(720, 520)
        self.views: list[ChangesView] = []
        shown = build.stack(spacing=16, margins=(0, 0, 8, 0))
        for before, after in samples:
            view = ChangesView()
            view.show_changes(changes.between(before, after), after, profiles.of(after))
            self.views.append(view)
            shown.addWidget(build.card(build.label(before.text("name") or _("(no name yet)"), "strong"), view))
        shown.addStretch(1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(_("Cancel"))
        accept = buttons.addButton(yes, QDialogButtonBox.ButtonRole.AcceptRole)
        accept.setProperty("look", "primary")
        accept.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        parts = (build.label(title, "heading", wrap=True), build.label(text, wrap=True), scrolled(shown), buttons)
        self.setLayout(build.stack(*parts, margins=(24, 20, 24, 20), spacing=12))
