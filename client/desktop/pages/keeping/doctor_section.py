"""The card of the check-up: is this computer fit for the work, and the support code to read over the telephone."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from client.desktop.pages.keeping.doctor_words import sentence
from client.desktop.pages.settings_cards import Section
from client.desktop.widgets import build
from client.texts import Translator
from client.workflows.safekeeping.doctor import Check, Diagnosis

_ = Translator("desktop")
_SIGNS = {
    "ok": ("done", "success"),
    "warn": ("warning", "warning"),
    "bad": ("error", "error"),
    "told": ("info", "muted"),
}
_ORDER = ("bad", "warn", "ok", "told")


class DoctorSection(Section):
    """`asked()`: look at everything. `mending_asked()`: the damaged file is to be mended. What must be seen to comes first, what is only told last."""

    asked = Signal()
    mending_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Check-up"),
            _("Looks at your work, backups, disk, clock, fonts and input method. Nothing is changed, nothing is sent."),
            parent,
        )
        self.run = build.button(_("Check this computer"), "", "findings", clicked=self.asked.emit)
        self.said = build.label("", "strong", wrap=True)
        self.code = build.label("", "title", selectable=True)
        self.code.setAccessibleName(_("Support code"))
        copy = build.button(_("Copy all"), "small", "copy", clicked=self._copy)
        words = build.stack(
            build.label(_("Support code"), "muted"),
            self.code,
            build.label(
                _("Read it out when you ask for help. It holds nothing of what your entries say."), "muted", wrap=True
            ),
            spacing=4,
        )
        line = build.row(words, build.stack(copy, 0), spacing=12)
        line.setStretch(0, 1)
        self.support = build.card(line, look="note-info")
        self.support.hide()
        self.mend = build.button(_("Mend the file"), "primary", "fix", clicked=self.mending_asked.emit)
        self.mend.hide()
        self._lines = QVBoxLayout()
        self._told: list[str] = []
        first = build.row(self.said, 0, self.mend, self.run, spacing=8)
        first.setStretch(0, 1)
        self.inside.addLayout(first)
        self.inside.addWidget(self.support)
        self.inside.addLayout(self._lines)

    def show_diagnosis(self, found: Diagnosis) -> None:
        """Shows the result of a check-up."""
        checks = sorted(map(_in_window, found.checks), key=lambda one: _ORDER.index(one.state))
        worst = checks[0].state if checks[0].state in ("bad", "warn") else "ok"
        self._told = [f"{one.state:4} {sentence(one)}" for one in checks]
        self.code.setText(found.code)
        self.support.show()
        self.mend.setVisible(any(one.code == "store.damaged" for one in checks))
        text, rank = {
            "ok": (_("Everything is in order."), "success"),
            "warn": (_("It can be worked with; please see to what is marked."), "warning"),
            "bad": (_("Something is wrong: please see to what is marked first."), "error"),
        }[worst]
        self.said.setText(text)
        build.set_look(self.said, "rank", rank)
        self._show_lines(checks)

    @property
    def told(self) -> Sequence[str]:
        """Every line, worst first."""
        return self._told

    def _show_lines(self, checks: Sequence[Check]) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(0, 4, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for row, one in enumerate(checks):
            icon, role = _SIGNS[one.state]
            grid.addWidget(build.icon_label(icon, role, 16), row, 0, Qt.AlignmentFlag.AlignTop)
            rank = "muted" if one.state == "told" else ""
            grid.addWidget(build.label(sentence(one), rank, wrap=True, selectable=True), row, 1)
        held = QWidget()
        held.setLayout(grid)
        build.clear(self._lines)
        self._lines.addWidget(held)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText("\n".join([self.code.text(), *self._told]))


def _in_window(check: Check) -> Check:
    """A log beside the store is no sign of a crash here: this window has the store open."""
    return replace(check, state="ok") if check.code == "store.unclean" else check
