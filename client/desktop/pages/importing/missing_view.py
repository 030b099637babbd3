"""What earlier files of the same source had and this one has not: keep it, withdraw it, or ask the department."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from client.desktop.models.lines_model import Column
from client.desktop.models.ticked_lines import TickedLines
from client.desktop.pages.page import Notice, Page
from client.desktop.widgets import build
from client.desktop.widgets.listing import Listing
from client.errors import ClientError
from client.texts import Translator
from client.workflows import import_sheet
from client.workflows.import_sheet import Dropped
from client.workflows.importing.missing import Missing

_ = Translator("desktop")


class MissingView(QWidget):
    """Nothing is ticked and nothing happens by itself. `dropped([Missing])`, `entry_asked(entry id)`."""

    dropped = Signal(object)
    entry_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        columns: tuple[Column[Missing], ...] = (
            Column(_("Entry name"), lambda one: one.name or _("(no name yet)")),
            Column(_("Provider"), lambda one: one.provider, 14),
            Column(_("Came in with"), lambda one: one.file, 16),
            Column(_("State"), lambda one: _("Reported") if one.reported else _("Draft"), 5),
        )
        self.model: TickedLines[Missing] = TickedLines(columns, lambda one: one.entry, self)
        self.list = Listing(columns, _("No longer in the file"))
        self.list.use_model(self.model)
        self.list.opened.connect(lambda one: self.entry_asked.emit(one.entry))
        self.list.say_when_blank(_("Nothing is missing."))
        self.model.dataChanged.connect(lambda *_where: self._show_choice())
        note = build.label(
            _(
                "These entries came in with earlier files and are not in this one. They stay as they are"
                " unless you withdraw them."
            ),
            wrap=True,
        )
        self.ask = build.button(_("Copy a question to the department"), "small", "copy", clicked=self._copy)
        self.drop = build.button(_("Withdraw those ticked"), "small", "withdraw", clicked=self._press)
        line = build.row(note, self.ask, self.drop, spacing=8)
        line.setStretch(0, 1)
        self.setLayout(build.stack(line, self.list, margins=(0, 8, 0, 0), spacing=8))

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.model.given)

    def show_missing(self, missing: Sequence[Missing]) -> None:
        """The entries of another plan."""
        self.model.ticked = set()
        self.list.show_lines(missing)
        self._show_choice()

    def take_out(self, gone: Sequence[str]) -> None:
        """These are withdrawn."""
        self.show_missing([one for one in self.model.given if one.entry not in gone])

    def _show_choice(self) -> None:
        self.drop.setEnabled(bool(self.model.chosen))
        self.ask.setEnabled(bool(self.count))

    def _press(self) -> None:
        self.dropped.emit(self.model.chosen)

    def _copy(self) -> None:
        """The ticked ones, or all of them, as a text that can be sent."""
        chosen = self.model.chosen or list(self.model.given)
        head = _("These catalog entries are not in the new file. Do they still exist, or shall they be withdrawn?")
        lines = [f"{number}. {one.name}（{one.provider}）" for number, one in enumerate(chosen, 1)]
        QGuiApplication.clipboard().setText("\n".join([head, *lines]))


class Dropping:
    """Withdraws what the clerk ticked, after a question; `problem` shows a failure."""

    def __init__(self, page: Page, view: MissingView, problem: Callable[[ClientError], None]) -> None:
        self._page, self._view, self._problem = page, view, problem
        view.dropped.connect(self._ask)

    def _ask(self, chosen: Sequence[Missing]) -> None:
        page, reported = self._page, sum(one.reported for one in chosen)
        title = _.plural("Withdraw {count} entry?", "Withdraw {count} entries?", len(chosen)).format(count=len(chosen))
        if reported:
            text = _("{count} of them were reported: the platform is asked to withdraw them. Why?")
            reason = page.ask.write(title, text.format(count=reported), long=True, yes=_("Withdraw"))
        else:
            text = _("They were never reported and are deleted; it can be taken back.")
            reason = "" if page.ask.confirm(title, text, yes=_("Withdraw"), danger=True) else None
        if reason is not None:
            page.act(
                lambda _progress: import_sheet.drop_missing(page.workspace, [one.entry for one in chosen], reason),
                label=_("Withdrawing"),
                then=self._done,
                otherwise=self._problem,
            )

    def _done(self, done: Dropped) -> None:
        self._view.take_out((*done.deleted, *done.withdrawn))
        parts = [
            text.format(count=f"{count:,}")
            for count, text in (
                (len(done.deleted), _("{count} deleted")),
                (len(done.withdrawn), _("{count} wait to be withdrawn above")),
                (len(done.kept), _("{count} have a report under way and stay")),
            )
            if count
        ]
        self._page.noticed.emit(Notice("；".join(parts), done.act if done.deleted else ""))
