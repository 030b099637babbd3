"""The steps of looking above: fetching it, opening an entry of it, a new entry after it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from client.catalog.entry import Entry
from client.desktop.ask import FileKind
from client.desktop.jobs import Lane, Work
from client.desktop.pages.above.above_entry import AboveEntry
from client.desktop.pages.above.above_view import AboveView
from client.desktop.pages.entry.acts import export_kinds, exported_text
from client.desktop.pages.page import Notice, Page
from client.desktop.widgets import build
from client.errors import ClientError
from client.texts import Translator
from client.workflows import edit_entry, export_sheet, refresh_reference
from client.workflows.edit_entry import Edited
from client.workflows.refresh_reference import Refreshed

_ = Translator("desktop")


class LookingAbove(QObject):
    """The list and the open entry, for a page. `left()`: back to the own entries."""

    left = Signal()

    def __init__(self, page: Page, problem: Callable[[ClientError], None], opened: Callable[[str], None]) -> None:
        super().__init__(page)
        self._page, self._problem, self._opened = page, problem, opened
        self.view = AboveView(page.workspace, page.jobs, problem)
        self.entry = AboveEntry()
        own = build.button(_("Here"), "chip", clicked=self.left.emit)
        above = build.button(_("The level above"), "chip")
        above.setCheckable(True)
        above.setChecked(True)
        above.setEnabled(False)
        head = build.row(build.label(page.title(), "title"), 16, own, above, 0)
        listed = QWidget()
        layout = build.stack(head, self.view, spacing=12)
        layout.setStretch(1, 1)
        listed.setLayout(layout)
        self.faces = QStackedWidget()
        self.faces.addWidget(listed)
        self.faces.addWidget(self.entry)
        self.view.opened.connect(self.show)
        self.view.fetch_asked.connect(self.fetch)
        self.view.file_asked.connect(self.open_file)
        self.view.export_asked.connect(self.export)
        self.entry.closed.connect(self.show)
        self.entry.taken.connect(self.take)
        shortcut = QShortcut(QKeySequence("Esc"), self.entry)
        shortcut.activated.connect(self.show)

    def show(self, entry_id: str = "") -> None:
        """The list, or an entry of it."""
        found = None
        try:
            reference = self._page.workspace.reference
            found = reference.entry(entry_id) if reference and entry_id else None
        except ClientError as problem:
            self._problem(problem)
        if found:
            self.entry.show_entry(found)
            self.faces.setCurrentWidget(self.entry)
            return
        self.faces.setCurrentIndex(0)
        self.view.reload()
        self.view.search.setFocus()

    def fetch(self) -> None:
        """Everything the platform lets us read."""
        ws = self._page.workspace
        self._refresh(
            lambda progress: refresh_reference.apart(ws, refresh_reference.from_platform, "", progress=progress),
            _("Fetching what stands above"),
            Lane.NETWORK,
        )

    def open_file(self) -> None:
        """From an export file or a stick."""
        kinds = [FileKind(_("Entries from above"), ("*.jsonl", "*.json", "*.gz", "*.catalogref", "*.db"))]
        path = self._page.ask.open_file(_("Entries from above"), kinds)
        if path:
            self.fill(path)

    def fill(self, path: Path) -> None:
        """Fills from one file, beside what is in use."""
        ws = self._page.workspace
        self._refresh(
            lambda progress: refresh_reference.apart(ws, refresh_reference.from_files, [path], progress=progress),
            _("Reading what stands above"),
            Lane.HEAVY,
        )

    def export(self) -> None:
        """Everything that the list holds, as it is ordered, to a file."""
        model, ws = self.view.model, self._page.workspace
        wanted, sort, descending = model.filter, model.sort_key, model.descending
        out = self._page.ask.save_file(
            _("Export what is listed"), _("The level above {day}.xlsx").format(day=ws.today), export_kinds()
        )
        if out is None:
            return
        self._page.act(
            lambda progress: export_sheet.export_above(ws, out, wanted, sort, descending, progress),
            label=_("Exporting"),
            lane=Lane.HEAVY,
            stoppable=True,
            then=lambda done: self._page.noticed.emit(Notice(exported_text(done))),
            otherwise=self._problem,
        )

    def take(self, model: Entry) -> None:
        """A new draft after an entry above, open at once."""
        ws = self._page.workspace
        self._page.act(lambda _progress: edit_entry.new_from(ws, model), then=self._taken, otherwise=self._problem)

    def _refresh(self, work: Work, label: str, lane: Lane) -> None:
        job = self._page.act(work, label=label, lane=lane, stoppable=True, then=self._filled, otherwise=self._problem)
        stopped = _("Stopped. What was read so far is kept: next time it goes on from there.")
        job.cancelled.connect(lambda: self._page.noticed.emit(Notice(stopped)))

    def _taken(self, done: Edited) -> None:
        self._opened(done.entry.id)
        self._page.noticed.emit(Notice(_("A new draft after it, with your office as provider"), done.act))

    def _filled(self, done: Refreshed) -> None:
        text = _.plural("{count} entry from above", "{count} entries from above", done.entries)
        parts = [text.format(count=f"{done.entries:,}")]
        if done.refused:
            parts.append(_("{count} could not be read and were left out").format(count=f"{done.refused:,}"))
        self._page.noticed.emit(Notice("；".join(parts)))
        self.view.reload()
