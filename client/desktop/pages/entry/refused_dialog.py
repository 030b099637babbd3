"""What was left out of a deed and why, entry by entry, with the way to each."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QWidget

from client.catalog import profile as profiles
from client.checks.rule import Finding
from client.desktop.blocked_words import blocked
from client.desktop.models.lines_model import Column
from client.desktop.widgets import build
from client.desktop.widgets.listing import Listing
from client.store.query import Query
from client.texts import Translator

_ = Translator("desktop")
Refused = Sequence[tuple[str, Sequence[Finding]]]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One entry with what keeps it back."""

    entry: str
    name: str
    reasons: tuple[str, ...]
    first: Finding


class RefusedDialog(QDialog):
    """`chosen` is the line the clerk wants to go to, None when the dialog was closed."""

    def __init__(self, title: str, text: str, refused: Refused, query: Query, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.resize(760, 480)
        self.chosen: LeftOut | None = None
        columns: tuple[Column[LeftOut], ...] = (
            Column(_("Entry name"), lambda line: line.name, 16),
            Column(_("What keeps it back"), lambda line: "；".join(line.reasons)),
        )
        self.list = Listing(columns, title)
        self.list.opened.connect(self._go)
        buttons = QDialogButtonBox()
        buttons.addButton(_("Close"), QDialogButtonBox.ButtonRole.RejectRole).clicked.connect(self.reject)
        go = buttons.addButton(_("Go to this entry"), QDialogButtonBox.ButtonRole.ActionRole)
        go.setProperty("look", "primary")
        go.clicked.connect(lambda: self._go(self.list.present))
        self.list.show_lines([_line(query, entry, findings) for entry, findings in refused])
        parts = (build.label(title, "heading", wrap=True), build.label(text, wrap=True), self.list, buttons)
        self.setLayout(build.stack(*parts, margins=(24, 20, 24, 20), spacing=12))

    def _go(self, line: LeftOut | None) -> None:
        self.chosen = line
        self.accept()


def _line(query: Query, entry_id: str, findings: Sequence[Finding]) -> LeftOut:
    stored = query.entry(entry_id)
    if stored is None:
        return LeftOut(entry_id, "", (), findings[0])
    profile = profiles.of(stored.entry)
    reasons = tuple(dict.fromkeys(blocked(one, profile) for one in findings))
    return LeftOut(entry_id, stored.entry.text("name") or _("(no name yet)"), reasons, findings[0])
