"""The head of the editor: the way back, the name, states, whether it is saved, the neighbours in the list, the deeds."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from client.desktop import palette, words
from client.desktop.pages.entry.list_view import Act
from client.desktop.widgets import build
from client.desktop.widgets.badge import Badge
from client.store.query import Stored
from client.texts import Translator

_ = Translator("desktop")


class Cut(QWidget):
    """One line of text that is cut where there is no room, in the title's size."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = build.label("", "title")
        self._label.setParent(self)
        self._label.hide()
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def say(self, text: str) -> None:
        """Shows another text."""
        self._text = text
        self.setToolTip(text)
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    @property
    def text(self) -> str:
        """The whole text."""
        return self._text

    def sizeHint(self) -> QSize:
        """As long as the text."""
        self._label.ensurePolished()
        metrics = self._label.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._text) + 2, metrics.height() + 4)

    def minimumSizeHint(self) -> QSize:
        """Six characters must stay."""
        return QSize(self._label.fontMetrics().horizontalAdvance("国") * 6, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The text, cut at its end."""
        painter = QPainter(self)
        painter.setFont(self._label.font())
        painter.setPen(palette.colour("text"))
        shown = painter.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, shown)
        painter.end()


class EditorHead(QWidget):
    """`back_asked()`, `moved(-1 or 1)`, `asked(key of an act)`, `next_fault_asked()`."""

    back_asked = Signal()
    moved = Signal(int)
    asked = Signal(str)
    next_fault_asked = Signal()

    def __init__(self, acts: Sequence[Act], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = Cut()
        self._local, self._report = Badge(), Badge()
        self._saved = build.label("", "small")
        self._place = build.label("", "small")
        self._before = build.tool("up", _("Previous entry (Alt+Up)"), clicked=lambda: self.moved.emit(-1))
        self._after = build.tool("down", _("Next entry (Alt+Down)"), clicked=lambda: self.moved.emit(1))
        back = build.tool("chevron-left", _("Back to the list (Esc)"), clicked=self.back_asked.emit, size=20)
        more = build.tool("more", _("More"))
        menu = QMenu(more)
        for act in acts:
            if act.key not in ("sign_off", "submit"):
                menu.addAction(act.text, lambda key=act.key: self.asked.emit(key))
        more.setMenu(menu)
        more.setPopupMode(more.ToolButtonPopupMode.InstantPopup)
        self._next = build.button(_("Next fault"), "", "findings", clicked=self.next_fault_asked.emit)
        self._next.setToolTip("F8")
        self._deed = build.button("", "primary", clicked=lambda: self.asked.emit(self._deed_key))
        self._deed_key = "submit"
        line = build.row(
            back, self.name, self._local, self._report, 0, self._saved, 4, self._place, self._before, self._after,
            more, self._next, self._deed, spacing=8,
        )  # fmt: skip
        self.setLayout(line)

    def show_entry(self, stored: Stored, report: str) -> None:
        """Name and states."""
        self.name.say(stored.entry.text("name") or _("(no name yet)"))
        icon, kind = words.state_look(stored.local)
        self._local.show_state(words.local_state(stored.local), kind, icon)
        self._report.setVisible(report != "none")
        icon, kind = words.state_look(report)
        self._report.show_state(words.report_state(report), kind, icon)

    def show_deed(self, faults: int, deed: str) -> None:
        """What comes next: the next fault, the consent, the queue; "" for nothing."""
        self._next.setVisible(faults > 0)
        self._next.setText(_("Next fault {count}").format(count=faults))
        self._deed.setVisible(not faults and bool(deed))
        self._deed_key = deed
        self._deed.setText(_("Sign off") if deed == "sign_off" else _("Queue for reporting"))

    def show_place(self, place: int, count: int) -> None:
        """Where the entry stands in the list."""
        self._place.setText(f"{place:,} / {count:,}" if place else "")
        self._before.setEnabled(place > 1)
        self._after.setEnabled(0 < place < count)

    def show_saved(self, at: str, *, typing: bool) -> None:
        """Whether what is typed is stored."""
        self._saved.setText(_("Saving …") if typing else _("Saved {at}").format(at=at) if at else "")

    @property
    def saved_text(self) -> str:
        """What is said about saving."""
        return self._saved.text()

    @property
    def deed(self) -> str:
        """The act the main button stands for, "" while there are faults."""
        return self._deed_key if not self._deed.isHidden() else ""
