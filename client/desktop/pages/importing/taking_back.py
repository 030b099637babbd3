"""An import taken back, one file or a whole folder; what was edited since stays and is listed."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QWidget

from client.catalog import changes as content
from client.catalog import profile as profiles
from client.catalog.changes import Change
from client.desktop.jobs import Lane
from client.desktop.models.lines_model import Column
from client.desktop.pages.import_history import PastImport
from client.desktop.pages.page import Notice, Page, Target
from client.desktop.widgets import build
from client.desktop.widgets.changes_view import place_text
from client.desktop.widgets.listing import Listing
from client.errors import ClientError
from client.progress import Progress
from client.store.query import Query
from client.texts import Translator
from client.workflows import import_folder, import_sheet
from client.workflows.outcome import Changes
from client.workflows.undo import Undone

_ = Translator("desktop")
_NAMED = 4
_MOST = 1000


class TakingBack:
    """Asks, takes back, and says what stayed. `done` is called when it is over; `problem` shows a failure."""

    def __init__(self, page: Page, problem: Callable[[ClientError], None], done: Callable[[], None]) -> None:
        self._page, self._problem, self._done = page, problem, done

    def ask(self, line: PastImport) -> None:
        """One file of the history."""
        if self._agreed(line.file, line.count("new") + line.count("changed")):
            self.undo(line.id, line.file)

    def ask_folder(self, lines: Sequence[PastImport]) -> None:
        """All files that were imported together."""
        files = _.plural("{count} file", "{count} files", len(lines)).format(count=len(lines))
        if self._agreed(files, sum(one.count("new") + one.count("changed") for one in lines)):
            self.undo_folder(lines[0].folder, files)

    def undo(self, import_id: str, file: str) -> None:
        """Takes one file back without asking."""
        self._start(lambda progress: import_sheet.undo(self._page.workspace, import_id, progress), file)

    def undo_folder(self, folder: str, name: str) -> None:
        """Takes a folder back without asking."""
        self._start(lambda progress: import_folder.undo(self._page.workspace, folder, progress), name, whole=False)

    def _agreed(self, what: str, count: int) -> bool:
        return self._page.ask.confirm(
            _("Take back the import of {file}?").format(file=what),
            _("{count} entries go back to what they were. What was edited since stays.").format(count=f"{count:,}"),
            yes=_("Take it back"),
            danger=True,
        )

    def _start(self, work: Callable[[Progress], Undone], file: str, *, whole: bool = True) -> None:
        self._page.act(
            work,
            label=_("Taking back {file}").format(file=file),
            lane=Lane.BULK,
            then=partial(self._undone, file, whole),
            otherwise=self._problem,
        )

    def _undone(self, file: str, whole: bool, undone: Undone) -> None:
        page = self._page
        page.changes.announce(Changes(entries=undone.entries, imports=True, outbox=True), page)
        self._done()
        text = _("The import of {file} was taken back.").format(file=file)
        # One act takes one file back; the way back from a folder is to import it again.
        page.noticed.emit(Notice(text, undone.act if whole else ""))
        if undone.skipped:
            dialog = KeptDialog(file, undone, page.workspace.query, page)
            if page.ask.run(dialog) and dialog.chosen:
                page.requested.emit(Target("entries", entry=dialog.chosen))


class KeptDialog(QDialog):
    """What an undo left alone because somebody has changed it since: `chosen` is the entry to go to."""

    def __init__(self, file: str, undone: Undone, query: Query, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.resize(720, 440)
        self.setWindowTitle(_("Kept: what was edited since"))
        kept = _kept(undone, query)
        columns: tuple[Column[tuple[str, str, str]], ...] = (
            Column(_("Entry name"), lambda one: one[1] or _("(no name yet)")),
            Column(_("What stays as it is"), lambda one: one[2]),
        )
        self.list = Listing(columns, self.windowTitle())
        self.list.show_lines(kept)
        self.list.opened.connect(self.accept)
        count = len({entry for entry, _item, _field in undone.skipped})
        text = _.plural(
            "{count} entry of {file} was edited after the import; these values stay.",
            "{count} entries of {file} were edited after the import; these values stay.",
            count,
        ).format(count=f"{count:,}", file=file)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setText(_("Close"))
        buttons.addButton(_("Go to the entry"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        parts = (build.label(self.windowTitle(), "heading"), build.label(text, wrap=True), self.list, buttons)
        self.setLayout(build.stack(*parts, margins=(24, 20, 24, 20), spacing=12))

    @property
    def chosen(self) -> str:
        """The entry of the picked line."""
        line = self.list.present
        return line[0] if line else ""


def _kept(undone: Undone, query: Query) -> list[tuple[str, str, str]]:
    """(entry, its name, its places) for every entry that was left alone in part."""
    places: dict[str, list[tuple[str, str]]] = {}
    for entry, item, field in undone.skipped:
        places.setdefault(entry, []).append((item, field))
    found = []
    for entry_id, held in list(places.items())[:_MOST]:
        stored = query.entry(entry_id)
        if stored is None:
            continue
        profile = profiles.of(stored.entry)
        labels = dict.fromkeys(
            place_text(profile, Change(item, field, "", ""))
            for item, field in held
            if not field.startswith("@") or field in (content.EXISTS, content.ORDER)
        )
        whole = any(not item and field.startswith("@exists") for item, field in held)
        text = "、".join(list(labels)[:_NAMED]) + ("…" if len(labels) > _NAMED else "")
        found.append((entry_id, stored.entry.text("name"), _("The whole entry") if whole or not text else text))
    return found
