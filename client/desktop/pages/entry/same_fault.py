"""What a reviewer gave back in one entry often stands in others, too: counted beside the card, mended after a question."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from client.checks.rule import Finding
from client.desktop.describe import is_returned
from client.desktop.jobs import Lane
from client.desktop.pages.entry.findings_list import FindingsList
from client.desktop.pages.page import Notice, Page
from client.errors import ClientError
from client.texts import Translator
from client.workflows import returned
from client.workflows.check_entries import Fixed
from client.workflows.returned import Alike

_ = Translator("desktop")


class SameFault(QObject):
    """For the entry that is open; `problem` shows a failure in place, `open_id` names the entry."""

    def __init__(self, page: Page, open_id: Callable[[], str], problem: Callable[[ClientError], None]) -> None:
        super().__init__(page)
        self._page, self._open_id, self._problem = page, open_id, problem

    def count(self, listed: FindingsList) -> None:
        """Looks, beside the window, how many others have what the reviewer gave back."""
        ws, entry_id = self._page.workspace, self._open_id()
        wanted = [card.finding for card in listed.cards if is_returned(card.finding)]
        if not wanted or not entry_id:
            return

        def look(_progress: object) -> list[tuple[Finding, int]]:
            return [(one, len(returned.same_fault(ws, entry_id, one).entries)) for one in wanted]

        self._page.act(
            look, lane=Lane.NETWORK, then=partial(self._show, listed, entry_id), otherwise=lambda _problem: None
        )

    def ask(self, finding: Finding) -> None:
        """Says what would be done, and does it when the clerk agrees."""
        self._page.flush()
        ws, entry_id = self._page.workspace, self._open_id()
        # In the store's lane, so that what was typed last is stored before it is looked at.
        self._page.act(
            lambda _progress: returned.same_fault(ws, entry_id, finding),
            then=partial(self._ask, entry_id, finding),
            otherwise=self._problem,
        )

    def _show(self, listed: FindingsList, entry_id: str, counts: list[tuple[Finding, int]]) -> None:
        if entry_id != self._open_id():
            return
        for card in listed.cards:
            card.offer_alike(next((count for one, count in counts if one == card.finding), 0))

    def _ask(self, entry_id: str, finding: Finding, found: Alike) -> None:
        count = len(found.entries)
        if not count:
            return
        yes = _.plural("Mend {count} entry", "Mend {count} entries", count).format(count=f"{count:,}")
        text = _("Where “{value}” still stands, what this entry has now is written instead. It can be taken back.")
        if not self._page.ask.confirm(_("Mend the same fault elsewhere?"), text.format(value=found.value), yes=yes):
            return
        ws = self._page.workspace
        self._page.act(
            lambda progress: returned.mend_alike(ws, entry_id, finding, found.entries, progress),
            label=_("Mending"),
            stoppable=True,
            then=self._mended,
            otherwise=self._problem,
        )

    def _mended(self, done: Fixed) -> None:
        count = len(done.entries)
        text = _.plural("{count} entry mended", "{count} entries mended", count).format(count=f"{count:,}")
        self._page.noticed.emit(Notice(text, done.act))
