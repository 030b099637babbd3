"""What is due when: terms of the decree in working days, overdue ones first."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from client.desktop.widgets import build
from client.texts import Translator
from client.workflows.deadlines import Deadline

_ = Translator("desktop")
SHOWN = 4
WITHIN = 5
"""Working days ahead that are worth a line on the home page."""


class DueCard(QFrame):
    """Hidden while nothing is due. `chosen(entry id)`."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        self.texts: list[str] = []
        heading = build.label(_("Due"), "strong")
        self.setLayout(build.stack(heading, self._lines, margins=(16, 12, 16, 12), spacing=8))
        self.hide()

    def show_due(self, found: Sequence[Deadline]) -> None:
        """Shows the most pressing; `found` has them first."""
        build.clear(self._lines)
        self.texts = []
        for one in found[:SHOWN]:
            text = sentence(one)
            self.texts.append(text)
            go = build.button(one.name or _("(no name yet)"), "link", clicked=partial(self.chosen.emit, one.entry))
            go.setToolTip(one.basis)
            rank = "error" if one.left < 0 else "warning" if one.left <= 1 else "muted"
            said = build.label(text, rank, wrap=True)
            # As far in as the word on the link above.
            said.setContentsMargins(5, 0, 0, 0)
            self._lines.addLayout(build.stack(build.row(go, 0), said, spacing=0))
        if len(found) > SHOWN:
            left = len(found) - SHOWN
            more = _.plural("and {count} more", "and {count} more", left).format(count=left)
            self._lines.addWidget(build.label(more, "muted"))
        self.setVisible(bool(found))


def sentence(one: Deadline) -> str:
    """What is to be done until when."""
    what = {
        "mend": _("Mend what was returned"),
        "report": _("Report the change"),
        "review": _("The platform reviews"),
        "update": _("Update the data"),
    }[one.kind]
    if one.left < 0:
        left = _.plural("{count} working day late", "{count} working days late", -one.left).format(count=-one.left)
    else:
        left = _.plural("{count} working day left", "{count} working days left", one.left).format(count=one.left)
    text = f"{what} · {one.due:%Y-%m-%d} · {left}"
    if one.certain:
        return text
    return f"{text} · " + _("holidays of {year} not known yet, it may be later").format(year=one.due.year)
