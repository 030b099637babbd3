"""The list of what stands above: a window on `reference.rows`, page by page, at most `MOST` lines of a search."""

from collections import OrderedDict
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from client.catalog import codes
from client.desktop.models.cells import shown_cell, shown_tip
from client.desktop.models.entries_model import column_title
from client.store.query import ReferenceFilter, ReferenceQuery, ReferenceRow

Index = QModelIndex | QPersistentModelIndex
PAGE = 100
KEPT_PAGES = 30
MOST = 10_000
"""Nobody reads on; the whole list, which costs nothing to count, is shown whole."""
COLUMNS = ("name", "provider", "items", "sharing", "update_cycle", "code")
SORTED = {"name": "name", "provider": "provider", "items": "items", "code": "code"}
ROW = Qt.ItemDataRole.UserRole
_ROOT = QModelIndex()


class AboveModel(QAbstractTableModel):
    """One row per entry; `more`: the list has more lines than are shown."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._query: ReferenceQuery | None = None
        self.filter = ReferenceFilter()
        self.sort_key, self.descending = "updated", True
        self.more = False
        self._count = 0
        self._pages: OrderedDict[int, Sequence[ReferenceRow]] = OrderedDict()

    def show_list(self, query: ReferenceQuery | None, wanted: ReferenceFilter) -> None:
        """Shows another list."""
        self.beginResetModel()
        self._query, self.filter = query, wanted
        self._pages.clear()
        count = query.count(wanted, 0 if self.whole else MOST) if query else 0
        self.more = not self.whole and count > MOST
        self._count = min(count, MOST) if self.more else count
        self.endResetModel()

    @property
    def whole(self) -> bool:
        """Whether nothing is searched for."""
        return self.filter == ReferenceFilter()

    def line_of(self, beginning: str) -> int:
        """The line where the texts begin so, -1 where the list is in no order of a text or only a part is shown."""
        if self._query is None or not self.whole or self.sort_key not in SORTED.values():
            return -1
        line = self._query.jump(self.sort_key, beginning)
        return max(0, min(self._count - 1, self._count - 1 - line if self.descending else line))

    def row(self, number: int) -> ReferenceRow | None:
        """The line at a place, None beyond the end."""
        if self._query is None or not 0 <= number < self._count:
            return None
        page, place = divmod(number, PAGE)
        if page not in self._pages:
            found = self._query.rows(self.filter, self.sort_key, self.descending, page * PAGE, PAGE)
            self._pages[page] = found
            while len(self._pages) > KEPT_PAGES:
                self._pages.popitem(last=False)
        lines = self._pages[page]
        return lines[place] if place < len(lines) else None

    def rowCount(self, parent: Index = _ROOT) -> int:
        """The lines of the list."""
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = _ROOT) -> int:
        """The columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, tooltip, and the whole row."""
        row = self.row(index.row()) if index.isValid() else None
        if row is None:
            return None
        key = COLUMNS[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return shown_cell(_cell(row, key))
        if role == Qt.ItemDataRole.ToolTipRole:
            return shown_tip(_cell(row, key))
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.TextAlignmentRole and key == "items":
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The names of the columns."""
        if orientation is Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and COLUMNS[section] == "items":
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return column_title(COLUMNS[section]) if role == Qt.ItemDataRole.DisplayRole else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Orders the list, by the columns the file has an order of; anything else is how it came, latest first."""
        key = SORTED.get(COLUMNS[column], "") if column >= 0 else ""
        self.sort_key = key or "updated"
        self.descending = order is Qt.SortOrder.DescendingOrder or not key
        self.layoutAboutToBeChanged.emit()
        self._pages.clear()
        self.layoutChanged.emit()


def _cell(row: ReferenceRow, key: str) -> str:
    text = str(getattr(row, key))
    known = codes.load_lists().get(key)
    value = known.get(text) if known else None
    return str(value.label) if value else text
