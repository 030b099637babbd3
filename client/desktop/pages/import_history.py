"""Every import so far: which file, when, by whom, what came of it, and taking one back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from client import clock
from client.desktop.models.lines_model import Column, Mark
from client.desktop.widgets import build
from client.desktop.widgets.listing import Listing
from client.store.query import Query
from client.texts import Translator

_ = Translator("desktop")


@dataclass(frozen=True, slots=True)
class PastImport:
    """One line of the history."""

    id: str
    file: str
    at: str
    person: str
    counts: Mapping[str, int]
    state: str
    folder: str = ""

    def count(self, kind: str) -> int:
        """How many entries were of this kind."""
        return self.counts.get(kind, 0)


def past_imports(query: Query) -> list[PastImport]:
    """The history, newest first."""
    names = {person.id: person.name for person in query.people()}
    return [
        PastImport(one.id, one.file, one.at, names.get(one.person, ""), one.counts, one.state, one.folder)
        for one in query.imports()
    ]


class ImportHistory(QWidget):
    """`undo_asked(PastImport)`, `entries_asked(PastImport)` for the picked line.

    `folder_undo_asked([PastImport])`: all files that were imported together with it and still stand.
    """

    undo_asked = Signal(object)
    folder_undo_asked = Signal(object)
    entries_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = Listing(_columns(), _("Earlier imports"))
        self.list.picked.connect(self._pick)
        self.list.opened.connect(self.entries_asked)
        self._show = build.button(
            _("Show the entries"), "small", "entries", clicked=lambda: self.entries_asked.emit(self.list.present)
        )
        self._undo = build.button(
            _("Take this import back"), "small", "undo", clicked=lambda: self.undo_asked.emit(self.list.present)
        )
        self._undo_folder = build.button("", "small", "undo", clicked=self._ask_folder)
        words = build.label(_("Earlier imports"), "heading")
        head = build.row(words, 0, self._show, self._undo_folder, self._undo, spacing=8)
        self.setLayout(build.stack(head, self.list, spacing=8))

    def show_imports(self, imports: Sequence[PastImport]) -> None:
        """Shows the history."""
        self.setVisible(bool(imports))
        self.list.show_lines(imports, same="id")

    def _pick(self, line: PastImport | None) -> None:
        done = line is not None and line.state == "done"
        self._show.setEnabled(done)
        self._undo.setEnabled(done)
        together = self.together
        text = _.plural("Take back {count} file together", "Take back {count} files together", len(together))
        self._undo_folder.setText(text.format(count=len(together)))
        self._undo_folder.setVisible(len(together) > 1)

    @property
    def together(self) -> list[PastImport]:
        """What was imported in one go with the picked line and still stands; [] for a single file."""
        line: PastImport | None = self.list.present
        if line is None or not line.folder or line.state != "done":
            return []
        return [one for one in self.list.lines.given if one.folder == line.folder and one.state == "done"]

    def _ask_folder(self) -> None:
        self.folder_undo_asked.emit(self.together)


def _state_mark(one: PastImport) -> Mark:
    return {
        "done": Mark(_("Imported"), "success", "check"),
        "undone": Mark(_("Taken back"), "neutral", "undo"),
        "applying": Mark(_("Under way"), "info", "clock"),
    }.get(one.state, Mark(_("Planned"), "neutral", "clock"))


def _number(kind: str, title: str) -> Column[PastImport]:
    return Column(title, lambda one: f"{one.count(kind):,}", 4, order=lambda one: one.count(kind), right=True)


def _columns() -> tuple[Column[PastImport], ...]:
    return (
        Column(_("File"), lambda one: one.file),
        Column(_("When"), lambda one: clock.shown(one.at), 9, order=lambda one: one.at),
        Column(_("Who"), lambda one: one.person, 6),
        _number("new", _("New")),
        _number("changed", _("Changed")),
        _number("skipped", _("Left out")),
        Column(_("State"), lambda one: _state_mark(one).text, 7, mark=_state_mark),
    )
