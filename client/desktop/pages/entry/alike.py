"""相似的目录: while the name of an entry is written, what is like it here and above, each with why. A quiet offer."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from client.catalog.entry import Entry
from client.desktop.jobs import Lane
from client.desktop.pages.page import Page, Target
from client.desktop.widgets import build
from client.texts import Translator
from client.workflows import similar
from client.workflows.similar import Like

_ = Translator("desktop")
ABOVE = "above"
"""As a target's filter: what stands above."""
LOOK_MS = 300
_TOLD = ("same", "look", "series")
_MOST = 5


@dataclass(frozen=True, slots=True)
class Found:
    """Entries like the one that is being written, in the own store and above."""

    here: Sequence[Like]
    above: Sequence[Like]


class AlikePanel(QFrame):
    """Hidden while there is nothing to say. `chosen(entry id, whether it stands above)`."""

    chosen = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self._lines = QVBoxLayout()
        self.texts: list[str] = []
        heading = build.label(_("Similar entries"), "strong")
        self.setLayout(build.stack(heading, self._lines, margins=(12, 10, 12, 10), spacing=6))
        self.hide()

    def show_found(self, found: Found) -> None:
        """Shows what was found; nothing hides the panel."""
        build.clear(self._lines)
        self.texts = []
        lines = [(one, False) for one in found.here] + [(one, True) for one in found.above]
        told = sorted((one for one in lines if one[0].verdict in _TOLD), key=lambda one: _TOLD.index(one[0].verdict))
        for like, above in told[:_MOST]:
            self._add(like, above=above)
        self.setVisible(bool(told))

    def _add(self, like: Like, *, above: bool) -> None:
        scope = _("The level above") if above else _("Here")
        text = f"{why(like, above=above)} · {scope} · {like.provider}"
        self.texts.append(f"{like.name} {text}")
        go = build.button(like.name, "link", clicked=partial(self.chosen.emit, like.id, above))
        go.setToolTip(like.name)
        rank = "warning" if like.verdict == "same" else "small"
        self._lines.addLayout(build.stack(build.row(go, 0), build.label(text, rank, wrap=True), spacing=0))


class AlikeWatch(QObject):
    """Looks for similar entries a moment after the last key, beside the window; what comes too late is dropped."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._asked = 0
        self._wanted: tuple[AlikePanel, Entry] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._look)

    def want(self, panel: AlikePanel, entry: Entry) -> None:
        """The name is being written, or the cursor came to it."""
        self._wanted = panel, entry
        self._timer.start()

    def rest(self, panel: AlikePanel) -> None:
        """The cursor is elsewhere, or another entry is open."""
        self._timer.stop()
        self._asked += 1
        panel.hide()

    def open(self, entry_id: str, above: bool) -> None:
        """Leads to an entry of the panel."""
        self._page.requested.emit(Target("entries", entry=entry_id, filter=ABOVE if above else None))

    def _look(self) -> None:
        if self._wanted is None:
            return
        panel, entry = self._wanted
        self._asked += 1
        number, ws = self._asked, self._page.workspace

        def look(_progress: object) -> Found:
            return Found(similar.similar_to(ws, entry), similar.above(ws, entry))

        self._page.act(look, lane=Lane.NETWORK, then=partial(self._show, number, panel), otherwise=_unsaid)

    def _show(self, number: int, panel: AlikePanel, found: Found) -> None:
        if number == self._asked:
            panel.show_found(found)


def why(like: Like, *, above: bool) -> str:
    """Why an entry is shown."""
    if like.verdict == "same" and above:
        return _("the same data stand above already")
    if like.verdict == "same":
        return _("most probably the same")
    if like.verdict == "series":
        return _("one of a series: only the number differs")
    if like.shared:
        return _.plural(
            "please look: {count} item in common", "please look: {count} items in common", like.shared
        ).format(count=like.shared)
    return _("please look: the names are close")


def _unsaid(_problem: object) -> None:
    """An offer that cannot be made is no failure of the clerk's work; the log has it."""
