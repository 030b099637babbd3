"""Lists that fit in memory (a plan, the queue, receipts): any rows, shown by columns that are declared."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from client.desktop.models.cells import shown_cell, shown_tip

Index = QModelIndex | QPersistentModelIndex
Line = TypeVar("Line")
LINE = Qt.ItemDataRole.UserRole
MARK = Qt.ItemDataRole.UserRole + 1
_ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class Mark:
    """A cell shown as a badge: its word, its kind (neutral, info, success, warning, error) and an icon."""

    text: str
    kind: str = "neutral"
    icon: str = ""


@dataclass(frozen=True)
class Column(Generic[Line]):
    """A column. `width` in Chinese characters, 0 takes what is left; `order` sorts by something else than the text.

    `mark` shows the cell as a badge (None: as text); `tip` is said when the mouse rests on it (default: the text).
    """

    title: str
    text: Callable[[Line], str]
    width: int = 0
    order: Callable[[Line], Any] | None = None
    mark: Callable[[Line], Mark | None] | None = None
    tip: Callable[[Line], str] | None = None
    right: bool = False


class LinesModel(QAbstractTableModel, Generic[Line]):
    """The lines of a list in the order the clerk wants them."""

    def __init__(self, columns: Sequence[Column[Line]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._given: Sequence[Line] = ()
        self._lines: list[Line] = []
        self._sorted_by: tuple[int, Qt.SortOrder] | None = None

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Shows these lines, in the order that was chosen last."""
        self.beginResetModel()
        self._given = lines
        self._lines = self._ordered()
        self.endResetModel()

    @property
    def given(self) -> Sequence[Line]:
        """The lines in the order they were given."""
        return self._given

    def repaint(self) -> None:
        """The same lines say something else now; order and cursor stay."""
        if self._lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._lines) - 1, len(self.columns) - 1))

    @property
    def lines(self) -> Sequence[Line]:
        """The lines as they are shown."""
        return self._lines

    def line(self, number: int) -> Line | None:
        """The line at a place, None beyond the end."""
        return self._lines[number] if 0 <= number < len(self._lines) else None

    def place_of(self, wanted: Callable[[Line], bool]) -> int:
        """Where the first such line stands, -1 when there is none."""
        return next((place for place, line in enumerate(self._lines) if wanted(line)), -1)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """The lines."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """The columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, badge, tooltip, and the whole line."""
        line = self.line(index.row()) if index.isValid() else None
        if line is None:
            return None
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return shown_cell(column.text(line))
        if role == LINE:
            return line
        if role == MARK:
            return column.mark(line) if column.mark else None
        if role == Qt.ItemDataRole.ToolTipRole:
            return shown_tip((column.tip or column.text)(line))
        if role == Qt.ItemDataRole.TextAlignmentRole and column.right:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The names of the columns, aligned like their cells."""
        if orientation is Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if self.columns[section].right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Orders the lines by a column; -1 as they were given."""
        self._sorted_by = (column, order) if 0 <= column < len(self.columns) else None
        self.layoutAboutToBeChanged.emit()
        self._lines = self._ordered()
        self.layoutChanged.emit()

    def _ordered(self) -> list[Line]:
        if self._sorted_by is None:
            return list(self._given)
        column = self.columns[self._sorted_by[0]]
        descending = self._sorted_by[1] is Qt.SortOrder.DescendingOrder
        return sorted(self._given, key=column.order or column.text, reverse=descending)
