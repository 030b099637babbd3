"""Bringing entries under another standard: looked at first, shown, then done as one act; both can be stopped."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from client.catalog import profile as profiles
from client.catalog.profile import Profile
from client.desktop.jobs import Lane
from client.desktop.pages.page import Notice, Page
from client.desktop.pages.standards.adopt_dialog import AdoptDialog
from client.errors import ClientError
from client.store.query import EntryFilter
from client.texts import Translator
from client.workflows.standards import adopt_profile
from client.workflows.standards.adopt_profile import Adopted

_ = Translator("desktop")


class Adopting(QObject):
    """For a page; `problem` shows a failure in place."""

    def __init__(self, page: Page, problem: Callable[[ClientError], None]) -> None:
        super().__init__(page)
        self._page, self._problem = page, problem
        self._ws = page.workspace

    def ask(self, key: str) -> None:
        """What adopting the standard `id@version` for every entry would change; then whether to."""
        self._page.act(
            lambda progress: adopt_profile.adopt(self._ws, key, dry_run=True, progress=progress),
            label=_("Looking at what would change"),
            lane=Lane.NETWORK,
            stoppable=True,
            then=self._show,
            otherwise=self._problem,
        )

    def _show(self, told: Adopted) -> None:
        if not told.entries:
            self._page.noticed.emit(Notice(_("Every entry follows this standard already.")))
            return
        dialog = AdoptDialog(told, self._ws.query, self._most_used(told.profile), self._page)
        if not self._page.ask.run(dialog):
            return
        # The same entries that were shown; one that was written since goes over as it is by then.
        self._page.act(
            lambda progress: adopt_profile.adopt(self._ws, told.profile, told.entries, progress=progress),
            label=_("Adopting the standard"),
            lane=Lane.BULK,
            stoppable=True,
            then=partial(self._done, profiles.get(told.profile)),
            otherwise=self._problem,
        )

    def _most_used(self, but: str) -> Profile:
        """What most entries follow now: the fields are compared with it."""
        held = [key for key, _count in self._ws.query.facets(EntryFilter(), "profile") if key and key != but]
        return profiles.get(held[0]) if held else self._ws.profile

    def _done(self, new: Profile, done: Adopted) -> None:
        count = len(done.entries)
        text = _.plural("{count} entry follows {name} now", "{count} entries follow {name} now", count)
        self._page.noticed.emit(Notice(text.format(count=f"{count:,}", name=new.title), done.act))
