"""Where all entries stand, from the draft to the published entry: one number for each stretch of the way."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from client.catalog.states import Local
from client.desktop.pages.entry.filters import APPROVED, ARRIVED
from client.desktop.widgets import build
from client.desktop.widgets.tile import Tile
from client.store.query import EntryFilter
from client.texts import Translator

_ = Translator("desktop")


class Pipeline(QFrame):
    """`chosen(EntryFilter)` when a number is pressed."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        stretches: tuple[tuple[str, str, str, str, EntryFilter], ...] = (
            ("total", _("All entries"), "text", "entries", EntryFilter()),
            ("local.draft", _("Drafts"), "text", "file", EntryFilter(local=(Local.DRAFT,))),
            ("local.signed_off", _("Signed off"), "text", "signoff", EntryFilter(local=(Local.SIGNED_OFF,))),
            ("waiting", _("Waiting to be sent"), "info", "clock", EntryFilter(waiting=True)),
            ("arrived", _("Arrived above"), "info", "receipt", EntryFilter(report=ARRIVED)),
            ("approved", _("Accepted or published"), "success", "done", EntryFilter(report=APPROVED)),
        )
        self._tiles: dict[str, Tile] = {}
        for key, word, role, icon, wanted in stretches:
            tile = Tile(word, role, icon)
            tile.clicked.connect(lambda _on=False, tile=tile, wanted=wanted: self._press(tile, wanted))
            self._tiles[key] = tile
        self.setLayout(build.row(*self._tiles.values(), spacing=12))

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Shows `query.state_counts()`."""
        sums = {
            "arrived": sum(counts.get(f"report.{state}", 0) for state in ARRIVED),
            "approved": sum(counts.get(f"report.{state}", 0) for state in APPROVED),
        }
        for key, tile in self._tiles.items():
            tile.show_number(sums.get(key, counts.get(key, 0)))

    @property
    def numbers(self) -> dict[str, int]:
        """What is shown."""
        return {key: tile.number for key, tile in self._tiles.items()}

    def _press(self, tile: Tile, wanted: EntryFilter) -> None:
        # A way somewhere, not a switch.
        tile.setChecked(False)
        self.chosen.emit(wanted)
