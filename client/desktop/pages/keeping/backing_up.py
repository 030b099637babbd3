"""Backing up by hand, the second place, and taking a backup back with a look at what would happen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from client.desktop.ask import FileKind
from client.desktop.jobs import Lane
from client.desktop.pages.keeping.backups_section import BackupsSection
from client.desktop.pages.keeping.restore_dialog import RestoreDialog
from client.desktop.pages.page import Notice, Page
from client.errors import ClientError
from client.texts import Translator
from client.workflows.safekeeping import back_up, restore
from client.workflows.safekeeping.back_up import BackedUp, Backup
from client.workflows.safekeeping.restore import Preview, Restored

_ = Translator("desktop")


@dataclass(frozen=True, slots=True)
class _There:
    """The backups that can be reached at this moment."""

    backups: Sequence[Backup]
    second: Path | None
    reachable: bool


class BackingUp:
    """The steps behind the card; `problem` shows a failure in place."""

    def __init__(self, page: Page, section: BackupsSection, problem: Callable[[ClientError], None]) -> None:
        self._page, self._section, self._problem = page, section, problem
        section.asked.connect(self.now)
        section.place_asked.connect(self.choose_place)
        section.place_dropped.connect(lambda: self._use_place(""))
        section.taken.connect(lambda one: self.look(one.path) if one else None)
        section.file_asked.connect(self.open_file)

    def show(self) -> None:
        """Looks what there is. A stick may be slow to answer, so not on the window's thread."""
        ws = self._page.workspace

        def look(_progress: object) -> _There:
            chosen = ws.settings.text("backup_folder")
            place = Path(chosen) if chosen else None
            return _There(back_up.all_backups(ws), place, place is not None and place.is_dir())

        self._page.act(look, lane=Lane.NETWORK, then=self._show, otherwise=self._problem)

    def now(self) -> None:
        """A backup at once."""
        ws = self._page.workspace
        self._section.now.setEnabled(False)
        job = self._page.act(
            lambda progress: back_up.back_up(ws, "asked", progress),
            label=_("Backing up"),
            lane=Lane.HEAVY,
            stoppable=True,
            then=self._backed_up,
            otherwise=self._problem,
        )
        job.ended.connect(self._done)

    def choose_place(self) -> None:
        """Asks for the folder of the second place."""
        folder = self._page.ask.open_folder(_("Second place for backups (such as a stick)"))
        if folder:
            self._use_place(str(folder))

    def open_file(self) -> None:
        """A backup that lies somewhere else."""
        path = self._page.ask.open_file(_("Take a backup back"), [FileKind(_("Backup"), ("*.db",))])
        if path:
            self.look(path)

    def look(self, path: Path) -> None:
        """Compares a backup with the store and asks."""
        self._page.flush()
        ws = self._page.workspace
        self._page.act(
            lambda _progress: restore.preview(ws, path),
            label=_("Comparing with the backup"),
            lane=Lane.HEAVY,
            then=self._ask,
            otherwise=self._problem,
        )

    def _ask(self, found: Preview) -> None:
        dialog = RestoreDialog(found, self._page)
        if not self._page.ask.run(dialog):
            return
        ws, words = self._page.workspace, dialog.words
        self._page.act(
            lambda progress: restore.restore(ws, found.file, words, progress),
            label=_("Taking the backup back"),
            lane=Lane.BULK,
            stoppable=True,
            then=self._restored,
            otherwise=self._problem,
        )

    def _use_place(self, folder: str) -> None:
        try:
            self._page.workspace.settings.set("backup_folder", folder)
        except ClientError as problem:
            self._problem(problem)
            return
        if folder:
            self.now()
        else:
            self.show()

    def _show(self, found: _There) -> None:
        self._section.show_backups(found.backups, found.second, reachable=found.reachable)

    def _done(self) -> None:
        self._section.now.setEnabled(True)
        self.show()

    def _backed_up(self, done: BackedUp) -> None:
        if done.problem:
            self._problem(done.problem)
        text = _("Backed up") if done.made else _("Nothing has changed since the last backup.")
        if done.second:
            text += "；" + _("a second copy lies at {folder}").format(folder=done.second.parent)
        self._page.noticed.emit(Notice(text))

    def _restored(self, done: Restored) -> None:
        self.show()
        text = _("Taken back: {back} entries came back, {changed} are as they were, {removed} newer ones went.").format(
            back=f"{done.back:,}", changed=f"{done.changed:,}", removed=f"{done.removed:,}"
        )
        if done.kept:
            text += " " + _("{count} newer ones stay because they were reported.").format(count=f"{len(done.kept):,}")
        self._page.noticed.emit(Notice(text, done.act))
