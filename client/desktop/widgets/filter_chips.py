"""Filters as a row of chips with counts: press to narrow, press again to widen."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from client.desktop.widgets import build
from client.desktop.widgets.flow import Flow


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter: its key, its word and how many entries it would show (None: unknown)."""

    key: str
    label: str
    count: int | None = None


class FilterChips(QWidget):
    """`picked(keys)` after every press. With `single`, one chip at most is on."""

    picked = Signal(object)

    def __init__(self, *, single: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._single = single
        self._flow = Flow(self, gap=8)
        self._buttons: dict[str, QPushButton] = {}

    def show_chips(self, chips: Sequence[Chip]) -> None:
        """Shows these chips; those that were on stay on."""
        on = self.keys
        gone = set(self._buttons) - {chip.key for chip in chips}
        for key in gone:
            widget = self._buttons.pop(key)
            self._flow.removeWidget(widget)
            widget.deleteLater()
        for chip in chips:
            if chip.key not in self._buttons:
                made = build.button("", "chip")
                made.setCheckable(True)
                made.clicked.connect(lambda _on, key=chip.key: self._press(key))
                self._flow.addWidget(made)
                self._buttons[chip.key] = made
            text = chip.label if chip.count is None else f"{chip.label}  {chip.count:,}"
            self._buttons[chip.key].setText(text)
        self.set_keys(key for key in on if key not in gone)

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the chips that are on."""
        return tuple(key for key, made in self._buttons.items() if made.isChecked())

    def follow(self, before: QWidget) -> None:
        """Tab leads from `before` to the chips, which were made later than what stands behind them."""
        for made in self._buttons.values():
            QWidget.setTabOrder(before, made)
            before = made

    def set_keys(self, keys: Iterable[str]) -> None:
        """Switches exactly these on, without a signal."""
        wanted = set(keys)
        for key, made in self._buttons.items():
            made.setChecked(key in wanted)

    def _press(self, key: str) -> None:
        if self._single:
            for other, made in self._buttons.items():
                if other != key:
                    made.setChecked(False)
        self.picked.emit(self.keys)
