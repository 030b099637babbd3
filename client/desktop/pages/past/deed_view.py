"""One act: what it was, what taking it back would do, and the entries it changed."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from client.desktop import icons
from client.desktop.models.lines_model import Column, Mark
from client.desktop.models.paged_lines import PagedLines
from client.desktop.pages.past import deed_words
from client.desktop.pages.past.deed_words import Deed
from client.desktop.widgets import build
from client.desktop.widgets.listing import Listing
from client.store.query import Query, Touched
from client.texts import Translator
from client.workflows.undo import Outlook

_ = Translator("desktop")


class DeedView(QWidget):
    """`reversed(act id, deed)` when it is to be taken back or done again; `entry_asked(entry id)`."""

    reversed = Signal(str, object)
    entry_asked = Signal(str)

    def __init__(self, query: Query, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._query = query
        self.deed: Deed | None = None
        self._what = build.label("", "heading", wrap=True, selectable=True)
        self._who = build.label("", "muted", wrap=True)
        self._said = QVBoxLayout()
        self._said.setSpacing(4)
        self.back = build.button("", "", "undo", clicked=self._ask)
        self.sentences: Sequence[str] = ()
        head = build.stack(self._what, self._who, self._said, build.row(self.back, 0), spacing=8)
        self.list = Listing(_columns(), _("Entries it changed"))
        self._lines: PagedLines[Touched] = PagedLines(_columns(), ("stored", ""), self.list)
        self.list.use_model(self._lines)
        self.list.setSortingEnabled(False)
        self.list.opened.connect(self._open)
        self._heading = build.label("", "strong")
        layout = build.stack(build.card(head), self._heading, self.list, 0, margins=(8, 0, 0, 0), spacing=10)
        layout.setStretchFactor(self.list, 100)
        # An act without entries has no list: the room is left below, not between the lines.
        layout.setStretch(layout.count() - 1, 1)
        self.setLayout(layout)

    def show_deed(self, deed: Deed | None, entries: int) -> None:
        """Shows another act that changed so many entries; None shows nothing."""
        self.setVisible(deed is not None)
        self.deed = deed
        if deed is None:
            return
        self._what.setText(deed.what)
        self._who.setText(" · ".join(part for part in (deed.at, deed.who) if part))
        self.back.setText(deed_words.button(deed))
        icons.put(self.back, "redo" if deed_words.again(deed) else "undo", "text", 18)
        self.back.setVisible(bool(deed.reverse))
        self.back.setEnabled(False)
        looking = _("Looking what taking it back would do …")
        self._say([looking if deed.reverse else _("What was erased cannot be brought back.")])
        text = _.plural("{count} entry changed", "{count} entries changed", entries)
        self._heading.setText(text.format(count=f"{entries:,}"))
        self._heading.setVisible(entries > 0)
        self.list.setVisible(entries > 0)
        act = deed.id
        self._lines.show_source(
            entries, lambda _key, _down, offset, limit: self._query.past.touched(act, offset, limit)
        )

    def show_outlook(self, deed: Deed, seen: Outlook) -> None:
        """What would happen, when the clerk has not gone on to another act meanwhile."""
        if self.deed is deed:
            said, possible = deed_words.consequences(deed, seen)
            self._say(said)
            self.back.setEnabled(possible)

    def _say(self, sentences: Sequence[str]) -> None:
        self.sentences = tuple(sentences)
        build.clear(self._said)
        for text in sentences:
            self._said.addWidget(build.label(text, wrap=True))

    def _ask(self) -> None:
        if self.deed:
            self.reversed.emit(self.deed.reverse, self.deed)

    def _open(self, line: Touched) -> None:
        if not line.deleted:
            self.entry_asked.emit(line.id)


def _columns() -> tuple[Column[Touched], ...]:
    return (
        Column(_("Entry name"), lambda one: one.name or _("(no name yet)")),
        Column(
            _("State"),
            lambda _one: "",
            5,
            mark=lambda one: Mark(_("Deleted"), "neutral", "trash") if one.deleted else None,
        ),
    )
