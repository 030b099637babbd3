"""The head of 报送: the platform and how we stand with it, and the three steps that lead there."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from client import clock
from client.desktop import blocked_words
from client.desktop.widgets import build
from client.desktop.widgets.badge import Badge
from client.desktop.widgets.typing import Choice
from client.texts import Translator

_ = Translator("desktop")


class PlatformCard(QFrame):
    """Name, address, space, last receipt, equal or not. `chosen(name)` when there are several platforms."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._name = build.label("", "heading")
        self._which = Choice()
        self._which.setAccessibleName(_("Platform"))
        self._which.textActivated.connect(self.chosen)
        self._where = build.label("", "muted", selectable=True)
        self._last = build.label("", "muted")
        self._round = build.label("", wrap=True)
        self._state = Badge()
        head = build.row(
            build.icon_label("office", "accent", 24),
            self._name,
            self._which,
            self._state,
            0,
            self._last,
            spacing=12,
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self._where)
        layout.addWidget(self._round)
        self._round.hide()

    def show_platform(self, names: list[str], present: str, url: str, space: str) -> None:
        """Which platform it is, and the space we report into."""
        self._name.setText(present)
        self._name.setVisible(len(names) == 1)
        self._which.setVisible(len(names) > 1)
        self._which.clear()
        self._which.addItems(names)
        self._which.setCurrentText(present)
        self._where.setText(_("{url}, space {space}").format(url=url, space=space))

    def show_state(self, last: str, digest: str) -> None:
        """The last receipt ("" for none) and what the last comparison gave ("" for not yet)."""
        self._last.setText(_("Last receipt {at}").format(at=clock.shown(last)) if last else _("No receipt yet"))
        self._state.show_state(*blocked_words.digest(digest))

    def show_round(self, text: str) -> None:
        """What the last round did; "" hides it."""
        self._round.setText(text)
        self._round.setVisible(bool(text))

    @property
    def round_text(self) -> str:
        """What the last round did, as it is shown."""
        return self._round.text()

    @property
    def state_text(self) -> str:
        """Equal or not, as it is shown."""
        return self._state.text


class Step(QFrame):
    """One of the three steps: its number and name, what is ready for it, and its button."""

    def __init__(
        self,
        number: int,
        title: str,
        act: str,
        icon: str,
        clicked: Callable[[], object],
        look: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self._text = build.label("", "muted", wrap=True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.button = build.button(act, look, icon, clicked=clicked)
        self.button.setMinimumHeight(40 if look == "primary" else 32)
        words = build.stack(build.label(f"{number}  {title}", "strong"), self._text, spacing=4)
        line = build.row(words, self.button, margins=(16, 12, 16, 12), spacing=12)
        line.setStretch(0, 1)
        line.setAlignment(self.button, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(line)

    def say(self, text: str) -> None:
        """What is ready for this step."""
        self._text.setText(text)

    @property
    def text(self) -> str:
        """What is said."""
        return self._text.text()
