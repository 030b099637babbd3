"""Taking a pack over: looked at first, shown, then used; going back to an earlier one; removing one."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from client.desktop.ask import FileKind
from client.desktop.jobs import Lane
from client.desktop.pages.page import Notice, Page
from client.desktop.pages.standards.packs_view import PackDialog, PacksView
from client.errors import ClientError
from client.texts import Translator
from client.workflows.standards import packs
from client.workflows.standards.packs import Installed, Looked, PackChange

_ = Translator("desktop")


class Packing(QObject):
    """The view of packs for a page; `problem` shows a refusal in place."""

    def __init__(self, page: Page, problem: Callable[[ClientError], None]) -> None:
        super().__init__(page)
        self._page, self._problem = page, problem
        self._ws = page.workspace
        self.view = PacksView()
        self.view.file_asked.connect(self.choose)
        self.view.files_dropped.connect(lambda paths: self.look(paths[0]))
        self.view.picked.connect(self._show_content)
        self.view.back_asked.connect(self.go_back)
        self.view.remove_asked.connect(self.remove)

    def show(self) -> None:
        """The packs in force as they are now."""
        self.view.show_packs(packs.installed(self._ws))

    def choose(self) -> None:
        """Asks for a file."""
        path = self._page.ask.open_file(_("Take over a pack"), [FileKind(_("Pack"), ("*.pack", "*.json"))])
        if path:
            self.look(path)

    def look(self, file: Path) -> None:
        """Shows what a file brings, and takes it over when that is wanted."""
        self._page.act(
            lambda _progress: packs.look(self._ws, file),
            lane=Lane.NETWORK,
            then=lambda found: self._ask(file, found),
            otherwise=self._problem,
        )

    def go_back(self, pack: Installed) -> None:
        """Uses the newest version that was kept."""
        if self._page.ask.confirm(
            _("Back to version {version}?").format(version=pack.earlier[0]),
            _("“{title}” {version} is kept; you can come back to it.").format(title=pack.title, version=pack.version),
            yes=_("Go back"),
        ):
            self._page.act(lambda _progress: packs.go_back(self._ws, pack.id), then=self._used, otherwise=self._problem)

    def remove(self, pack: Installed) -> None:
        """Takes a pack away."""
        if self._page.ask.confirm(
            _("Remove “{title}”?").format(title=pack.title or pack.id),
            _("Its lists are no longer used; entries and codes that were given stay as they are."),
            yes=_("Remove"),
            danger=True,
        ):
            self._page.act(
                lambda _progress: packs.remove(self._ws, pack.id),
                then=lambda _done: self._page.noticed.emit(Notice(_("The pack is removed."))),
                otherwise=self._problem,
            )

    def _ask(self, file: Path, found: Looked) -> None:
        platform = next(iter(self._ws.query.platforms()), None)
        dialog = PackDialog(found, platform.name if platform else "", self._page)
        if self._page.ask.run(dialog):
            self._page.act(lambda _progress: packs.install(self._ws, file), then=self._used, otherwise=self._problem)

    def _used(self, done: PackChange) -> None:
        text = _("“{title}” {version} is in force.").format(title=done.pack.title, version=done.pack.version)
        self._page.noticed.emit(Notice(text))

    def _show_content(self, pack_id: str) -> None:
        self.view.lines.show_pack(packs.contents(self._ws, pack_id))
