"""Lists of which some lines are chosen: a tick in the first column, by mouse or space bar."""

from collections.abc import Callable, Hashable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt

from client.desktop.models.lines_model import Column, Index, Line, LinesModel


class TickedLines(LinesModel[Line]):
    """Lines with a tick in the first column. `ticked` holds the keys; lines that `can` not be ticked have none."""

    def __init__(
        self,
        columns: Sequence[Column[Line]],
        key: Callable[[Line], Hashable],
        parent: QObject | None = None,
        *,
        can: Callable[[Line], bool] = lambda _line: True,
    ) -> None:
        super().__init__(columns, parent)
        self.ticked: set[Hashable] = set()
        self._key, self._can = key, can

    @property
    def chosen(self) -> list[Line]:
        """The lines with a tick, in the order they were given."""
        return [line for line in self.given if self._can(line) and self._key(line) in self.ticked]

    def tick(self, lines: Sequence[Line]) -> None:
        """Ticks exactly these."""
        self.ticked = {self._key(line) for line in lines if self._can(line)}
        self.repaint()

    def flags(self, index: Index) -> Qt.ItemFlag:
        """The first column takes a tick."""
        flags = super().flags(index)
        line = self.line(index.row())
        ticks = index.column() == 0 and line is not None and self._can(line)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if ticks else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """As the lines say, and the tick."""
        line = self.line(index.row())
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == 0 and line is not None and self._can(line):
            return Qt.CheckState.Checked if self._key(line) in self.ticked else Qt.CheckState.Unchecked
        return super().data(index, role)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """A tick, by mouse or space bar."""
        line = self.line(index.row())
        if role != Qt.ItemDataRole.CheckStateRole or line is None or not self._can(line):
            return False
        self.ticked ^= {self._key(line)}
        self.dataChanged.emit(index, index)
        return True
