"""The navigation at the left: a button for every page, with the number of things that wait there."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout

from client import __version__
from client.desktop import icons
from client.desktop.widgets import build
from client.texts import Translator

_ = Translator("desktop")
WIDTH = 184
_AT_FOOT = 3


class RailButton(QPushButton):
    """One page: icon, name, and a number that is hidden at 0."""

    def __init__(self, icon: str, title: str, key: str) -> None:
        super().__init__(f"  {title}")
        self.setProperty("look", "rail")
        self.setCheckable(True)
        self.setToolTip(f"{title} ({key})")
        self.setAccessibleName(title)
        icons.put(self, icon, "rail_text", 20)
        self._count = build.label("")
        self._count.setObjectName("railCount")
        self._count.hide()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 12, 0)
        line.addStretch(1)
        line.addWidget(self._count)

    def show_count(self, count: int) -> None:
        """Shows how much waits on this page."""
        self._count.setText(str(count) if count < 1000 else "999+")
        self._count.setVisible(count > 0)

    @property
    def count_text(self) -> str:
        """The number shown, "" when hidden."""
        return "" if self._count.isHidden() else self._count.text()


class Rail(QFrame):
    """`chosen(page name)` when a button is pressed."""

    chosen = Signal(str)

    def __init__(self, pages: Sequence[tuple[str, str, str]]) -> None:
        """`pages`: (name, icon, title) in their order; the last three (history, help, settings) stand apart at the foot."""
        super().__init__()
        self.setObjectName("rail")
        # Wider when the text is larger.
        self.setMinimumWidth(WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.buttons: dict[str, RailButton] = {}
        self._group = QButtonGroup(self)
        product = build.label(_("Data catalog"))
        product.setObjectName("product")
        note = build.label(_("Version {version}").format(version=__version__))
        note.setObjectName("productNote")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(2)
        column.addLayout(build.stack(product, note, margins=(20, 20, 12, 20), spacing=2))
        for place, (name, icon, title) in enumerate(pages):
            if place == len(pages) - _AT_FOOT and place:
                column.addStretch(1)
            button = RailButton(icon, title, f"Ctrl+{place + 1}")
            button.clicked.connect(lambda _on=False, name=name: self.chosen.emit(name))
            self._group.addButton(button)
            self.buttons[name] = button
            column.addWidget(button)

    def show_page(self, name: str) -> None:
        """Marks the page that is in front."""
        if name in self.buttons:
            self.buttons[name].setChecked(True)
