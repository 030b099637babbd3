"""The lists of 报送: the queue, what was not put into it, what came back, the receipts."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from client import clock
from client.desktop import blocked_words
from client.desktop.models.lines_model import Column, Mark
from client.desktop.pages.sync_lines import Back, Held, Proof, Waiting
from client.desktop.widgets import build
from client.desktop.widgets.listing import Listing
from client.desktop.widgets.search_box import SearchBox
from client.texts import Translator

_ = Translator("desktop")


class LineList(QWidget):
    """A list with an explanation over it and buttons for what is picked. `opened(line)` leads to the entry."""

    opened = Signal(object)

    def __init__(
        self,
        columns: Sequence[Column[Any]],
        name: str,
        text: str,
        blank: str,
        *tools: QWidget,
        several: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.list = Listing(columns, name, several=several)
        self.list.say_when_blank(blank)
        self.list.opened.connect(self.opened)
        self._go = build.button(_("Open the entry"), "small", "entries", clicked=self._open)
        self.text = build.label(text, "muted", wrap=True)
        head = build.row(self.text, *tools, self._go, spacing=8)
        head.setStretch(0, 1)
        self.setLayout(build.stack(head, self.list, margins=(0, 8, 0, 0), spacing=8))
        self.list.picked.connect(lambda line: self._go.setEnabled(line is not None))

    @property
    def count(self) -> int:
        """How many lines there are."""
        return self.list.lines.rowCount()

    def show_lines(self, lines: Sequence[Any]) -> None:
        """Shows these lines; the picked entry stays picked."""
        self.list.show_lines(lines, same="entry")
        self._go.setEnabled(bool(lines))

    def _open(self) -> None:
        if self.list.present is not None:
            self.opened.emit(self.list.present)


class QueueView(LineList):
    """待报送. `remove_asked(lines)`: reports that were never tried may leave the queue."""

    remove_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        self.remove = build.button(_("Take out of the queue"), "small", "close")
        super().__init__(
            _waiting_columns(),
            _("Waiting to be sent"),
            _("These are frozen as they were when they were put here; later edits go with the next report."),
            _("Nothing waits to be sent."),
            self.remove,
            several=True,
            parent=parent,
        )
        self.remove.clicked.connect(lambda _on=False: self.remove_asked.emit(self.removable))
        self.list.selectionModel().selectionChanged.connect(lambda *_both: self._show_remove())
        self._show_remove()

    def show_lines(self, lines: Sequence[Any]) -> None:
        """Shows the queue."""
        super().show_lines(lines)
        self._show_remove()

    @property
    def removable(self) -> list[Waiting]:
        """The chosen ones that were never tried: the others may have arrived already."""
        return [line for line in self.list.chosen if line.tries == 0]

    def _show_remove(self) -> None:
        self.remove.setEnabled(bool(self.removable))
        tried = bool(self.list.chosen) and not self.removable
        self.remove.setToolTip(
            _("A report that was tried may have arrived; withdraw the entry instead.") if tried else ""
        )


class HeldView(LineList):
    """What was not put into the queue."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            _held_columns(),
            _("Not put into the queue"),
            _("These stay here until what is said beside them is done."),
            _("Nothing was held back."),
            parent=parent,
        )


class ReturnsView(LineList):
    """What reviewers gave back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            _back_columns(),
            _("Returned"),
            _("Mend the place, have it signed off and put it into the queue again."),
            _("Nothing stands returned."),
            parent=parent,
        )


class ReceiptsView(LineList):
    """The receipts, searched by name or version."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._lines: Sequence[Proof] = ()
        self._text = ""
        self.search = SearchBox(_("Search receipts"))
        super().__init__(
            _proof_columns(),
            _("Receipts"),
            _("A receipt proves that the platform has it."),
            _("No receipts yet."),
            self.search,
            parent=parent,
        )
        self.search.searched.connect(self._search)

    def show_lines(self, lines: Sequence[Any]) -> None:
        """Shows the receipts that fit the search."""
        self._lines = lines
        sought = self._text.casefold()
        super().show_lines([one for one in lines if sought in one.name.casefold() or sought in one.version.casefold()])

    def _search(self, text: str) -> None:
        self._text = text
        self.show_lines(self._lines)


def _waiting_columns() -> tuple[Column[Waiting], ...]:
    return (
        Column(_("Entry name"), lambda one: one.name or _("(no name yet)")),
        Column(_("Kind"), lambda one: blocked_words.op_kind(one.kind), 5),
        Column(_("Waiting since"), lambda one: clock.shown(one.since), 9),
        Column(_("Tries"), lambda one: str(one.tries), 4, order=lambda one: one.tries, right=True),
        Column(_("Next try"), lambda one: clock.shown(one.next_try) if one.tries else _("with the next report"), 9),
        Column(_("Last time"), lambda one: blocked_words.failure(one.error) if one.error else "", 14, mark=_error_mark),
    )


def _held_columns() -> tuple[Column[Held], ...]:
    return (
        Column(_("Entry name"), lambda one: one.name or _("(no name yet)"), 20),
        Column(_("Why"), lambda one: one.why),
        Column(
            _("More reasons"), lambda one: str(one.more) if one.more else "", 5, order=lambda one: one.more, right=True
        ),
    )


def _back_columns() -> tuple[Column[Back], ...]:
    return (
        Column(_("State"), lambda one: _back_mark(one).text, 6, mark=_back_mark),
        Column(_("Entry name"), lambda one: one.name or _("(no name yet)"), 16),
        Column(_("Place"), lambda one: one.place, 10),
        Column(_("Why it was returned"), lambda one: one.text),
        Column(_("By"), lambda one: one.by, 8),
        Column(_("When"), lambda one: clock.shown(one.at), 9, order=lambda one: one.at),
    )


def _proof_columns() -> tuple[Column[Proof], ...]:
    return (
        Column(_("When"), lambda one: clock.shown(one.at), 9, order=lambda one: one.at),
        Column(_("Entry name"), lambda one: one.name or _("(no name yet)")),
        Column(_("Kind"), lambda one: blocked_words.op_kind(one.kind), 5),
        Column(_("Version above"), lambda one: one.version, 12),
    )


def _error_mark(one: Waiting) -> Mark | None:
    return Mark(blocked_words.failure(one.error), "warning", "warning") if one.error else None


def _back_mark(one: Back) -> Mark:
    return Mark(_("Mended"), "success", "check") if one.mended else Mark(_("To be mended"), "error", "returned")
