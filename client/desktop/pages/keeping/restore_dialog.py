"""What taking a backup back would do, before it is done."""

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QWidget

from client import clock
from client.desktop.models.lines_model import Column, Mark
from client.desktop.widgets import build
from client.desktop.widgets.listing import Listing
from client.texts import Translator
from client.workflows.safekeeping.restore import Difference, Preview

_ = Translator("desktop")
SHOWN = 2000
"""Lines at most; nobody reads on, and the list is only to recognise what would happen."""


def kind_mark(one: Difference) -> Mark:
    """What would happen to an entry."""
    return {
        "back": Mark(_("comes back"), "success", "plus"),
        "changed": Mark(_("as it was then"), "info", "history"),
        "newer": Mark(_("goes, unless reported"), "warning", "trash"),
    }[one.kind]


class RestoreDialog(QDialog):
    """All of the backup, or only the entries that are picked: `words` are their ids, empty for all."""

    def __init__(self, found: Preview, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Take a backup back"))
        self.setMinimumSize(720, 480)
        self._picked = False
        columns: tuple[Column[Difference], ...] = (
            Column(_("Entry name"), lambda one: one.name or _("(no name yet)")),
            Column(_("What happens"), lambda one: kind_mark(one).text, 12, mark=kind_mark),
        )
        self.list = Listing(columns, _("What would happen"), several=True)
        self.list.say_when_blank(_("Everything stands here as it stands in the backup."))
        self.list.show_lines(found.differences[:SHOWN])
        self.list.clearSelection()
        said = build.label(summary(found), wrap=True)
        note = build.label(
            _(
                "What is queued, receipts and codes stay as they are. Before it, the present state is backed up, and all of"
                " it can be taken back afterwards."
            ),
            "muted",
            wrap=True,
        )
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(_("Cancel"))
        self.only = buttons.addButton(_("Only the picked entries"), QDialogButtonBox.ButtonRole.ActionRole)
        self.all = buttons.addButton(_("Take all of it back"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.all.setProperty("look", "primary")
        self.all.setEnabled(found.whole or bool(found.differences))
        self.only.clicked.connect(self._take_picked)
        self.only.setEnabled(False)
        self.list.selectionModel().selectionChanged.connect(lambda *_both: self.only.setEnabled(bool(self.picked())))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        heading = build.label(self.windowTitle(), "heading")
        layout = build.stack(heading, said, self.list, note, buttons, margins=(24, 20, 24, 20), spacing=12)
        layout.setStretch(2, 1)
        self.setLayout(layout)

    def picked(self) -> Sequence[str]:
        """The ids of the entries that are picked and stand in the backup."""
        return [one.entry for one in self.list.chosen if one.kind != "newer"]

    @property
    def words(self) -> Sequence[str]:
        """For the workflow: which entries; empty for all."""
        return self.picked() if self._picked else ()

    def _take_picked(self) -> None:
        self._picked = True
        self.accept()


def summary(found: Preview) -> str:
    """How much would happen, in one line."""
    head = _("{file}: {count} entries, last change {at}.").format(
        file=found.file.name, count=f"{found.entries:,}", at=clock.shown(found.at) or "-"
    )
    if found.whole:
        return head + " " + _("Nothing has been done here yet: all of the backup would be taken over.")
    numbers = _("{back} come back, {changed} become as they were then, {newer} made since go.").format(
        back=f"{found.count('back'):,}", changed=f"{found.count('changed'):,}", newer=f"{found.count('newer'):,}"
    )
    return f"{head} {numbers}"
