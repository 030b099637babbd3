"""The card of the backups: when the last one was made, where a second one goes, and the list to take one back from."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from client import clock
from client.desktop.models.lines_model import Column
from client.desktop.pages.settings_cards import Section
from client.desktop.widgets import build
from client.desktop.widgets.listing import Listing
from client.texts import Translator
from client.workflows.safekeeping.back_up import Backup

_ = Translator("desktop")
_LIST_HEIGHT = 208


def why_word(why: str) -> str:
    """Why a backup was made."""
    return {
        "import": _("Before an import"),
        "sync": _("Before reporting"),
        "exit": _("When the window was closed"),
        "hour": _("Every hour"),
        "restore": _("Before a backup was taken back"),
        "repair": _("Before mending the file"),
        "upgrade": _("Before an upgrade"),
        "asked": _("By hand"),
        "profile": _("Before another standard"),
    }.get(why, why)


def size_text(size: int) -> str:
    """Bytes as a person reads them."""
    return f"{size / 1e9:.1f} GB" if size >= 1e9 else f"{size / 1e6:.1f} MB"


class BackupsSection(Section):
    """`asked()`: back up now; `place_asked()`, `place_dropped()`: the second place; `taken(Backup)`; `file_asked()`."""

    asked = Signal()
    place_asked = Signal()
    place_dropped = Signal()
    taken = Signal(object)
    file_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Backups"),
            _("Made by itself every hour, before anything that touches much, and when the window is closed."),
            parent,
        )
        self.last = build.label("", "strong", wrap=True)
        self.now = build.button(_("Back up now"), "", "save", clicked=self.asked.emit)
        self.place = build.label("", wrap=True, selectable=True)
        self.choose = build.button(_("Choose a folder"), "small", "folder", clicked=self.place_asked.emit)
        self.drop = build.button(_("No second place"), "link", "", clicked=self.place_dropped.emit)
        columns: tuple[Column[Backup], ...] = (
            Column(_("When"), lambda one: clock.shown(one.at), 9, order=lambda one: one.at),
            Column(_("Why"), lambda one: why_word(one.why), 11),
            Column(_("Size"), lambda one: size_text(one.size), 5, order=lambda one: one.size, right=True),
            Column(_("Where"), lambda one: str(one.path.parent)),
        )
        self.list = Listing(columns, _("Backups"))
        self.list.say_when_blank(_("No backup yet. The first one is made by itself within the hour."))
        self.list.setFixedHeight(_LIST_HEIGHT)
        self.take = build.button(
            _("Take this one back…"), "", "history", clicked=lambda: self.taken.emit(self.list.present)
        )
        self.take.setEnabled(False)
        self.list.picked.connect(lambda line: self.take.setEnabled(line is not None))
        self.list.opened.connect(self.taken)
        other = build.button(_("From another file…"), "link", "folder", clicked=self.file_asked.emit)
        first = build.row(self.last, 0, self.now, spacing=8)
        first.setStretch(0, 1)
        second = build.row(self.place, self.choose, self.drop, spacing=8)
        second.setStretch(0, 1)
        self.inside.addLayout(first)
        self.inside.addLayout(second)
        self.inside.addWidget(self.list)
        self.inside.addLayout(build.row(other, 0, self.take, spacing=8))

    def show_backups(self, found: Sequence[Backup], second: Path | None, *, reachable: bool) -> None:
        """Shows what there is."""
        self.list.show_lines(found, same="path")
        if found:
            self.last.setText(
                _("Last backup: {at} ({why})").format(at=clock.shown(found[0].at), why=why_word(found[0].why))
            )
        else:
            self.last.setText(_("No backup yet"))
        self.drop.setVisible(second is not None)
        if second is None:
            self.place.setText(
                _("Second place: none. A stick or a shared folder keeps the work when this disk breaks.")
            )
        elif reachable:
            self.place.setText(_("Second place: {folder}").format(folder=second))
        else:
            self.place.setText(
                _("Second place: {folder}. It cannot be reached now: plug the stick in.").format(folder=second)
            )
        build.set_look(self.place, "rank", "warning" if second is not None and not reachable else "muted")
