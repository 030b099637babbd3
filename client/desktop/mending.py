"""A damaged store is mended while no window has it open: how far it is, what came of it, what is missing."""

from pathlib import Path

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QWidget

from client.desktop.jobs import Jobs, Lane
from client.desktop.models.lines_model import Column
from client.desktop.widgets import build
from client.desktop.widgets.listing import Listing
from client.desktop.widgets.problem_banner import ProblemBanner
from client.desktop.widgets.working import Working
from client.settings import Settings
from client.texts import Translator
from client.workflows.safekeeping import repair
from client.workflows.safekeeping.repair import Lost, Repaired

_ = Translator("desktop")


class MendDialog(QDialog):
    """Begins at once; closes only when it is over. The work is opened again by whoever showed it."""

    def __init__(self, store: Path, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Mending the file with your work"))
        self.resize(720, 420)
        self._jobs = Jobs(self)
        self.working, self.banner = Working(), ProblemBanner()
        self.said = build.label("", wrap=True, selectable=True)
        columns: tuple[Column[Lost], ...] = (
            Column(_("Entry name"), lambda one: one.name or _("(no name yet)")),
            Column(_("What became of it"), _how, 14),
        )
        self.list = Listing(columns, _("Entries of which something is missing"))
        self.list.hide()
        buttons = QDialogButtonBox()
        self.go_on = buttons.addButton(_("Open my work"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.go_on.setProperty("look", "primary")
        self.go_on.setEnabled(False)
        buttons.accepted.connect(self.accept)
        heading = build.label(self.windowTitle(), "heading")
        parts = (heading, self.working, self.banner, self.said, self.list, 0, buttons)
        layout = build.stack(*parts, margins=(24, 20, 24, 20), spacing=12)
        layout.setStretchFactor(self.list, 10)
        self.setLayout(layout)
        job = self._jobs.start(
            lambda progress: repair.repair(store, repair.second_place(settings), progress=progress),
            lane=Lane.HEAVY,
            then=self._show,
            otherwise=self.banner.show_problem,
        )
        job.ended.connect(self._ended)
        self.working.watch(job, _("Everything that can be read is kept; gaps are filled from the newest backup."))

    def reject(self) -> None:
        """Esc and the cross wait for the end: half a mending helps nobody."""
        if self.go_on.isEnabled():
            super().reject()

    def _show(self, done: Repaired) -> None:
        lost = done.rescued.lost
        whole = done.rescued.entries - sum(one.how != "gone" for one in lost)
        text = _.plural("{count} entry is whole.", "{count} entries are whole.", whole)
        parts = [text.format(count=f"{whole:,}")]
        if lost:
            text = _.plural("{count} entry is not:", "{count} entries are not:", len(lost))
            parts.append(text.format(count=f"{len(lost):,}"))
        kept = _("The damaged file is kept here: {path}").format(path=done.damaged)
        self.said.setText(f"{kept}\n\n{' '.join(parts)}")
        self.list.show_lines(lost)
        self.list.setVisible(bool(lost))

    def _ended(self) -> None:
        self.go_on.setEnabled(True)
        self.go_on.setFocus()
        self._jobs.close()


def _how(one: Lost) -> str:
    return {
        "gone": _("lost"),
        "older": _("as it was in the backup"),
        "sent": _("as it was last sent"),
        "state": _("whole, but a draft again"),
    }[one.how]
