"""Lists too long for memory, by declared columns: pages are fetched when they are painted, ordered where they lie."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt

from client.desktop.models.lines_model import Column, LinesModel

Line = TypeVar("Line")
Index = QModelIndex | QPersistentModelIndex
Fetch = Callable[[str, bool, int, int], Sequence[Line]]
"""(sort key, descending, offset, limit) -> that page."""
PAGE, KEPT_PAGES = 100, 20
_ROOT = QModelIndex()


class PagedLines(LinesModel[Line], Generic[Line]):
    """`sorts`: the sort key of each column, "" for one that cannot be sorted by; the first is the usual order."""

    def __init__(self, columns: Sequence[Column[Line]], sorts: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(columns, parent)
        self._sorts = tuple(sorts)
        self.sort_key, self.descending = self._sorts[0], False
        self._count = 0
        self._fetch: Fetch[Line] | None = None
        self._pages: OrderedDict[int, Sequence[Line]] = OrderedDict()

    def show_source(self, count: int, fetch: Fetch[Line]) -> None:
        """Shows `count` lines that `fetch` gives page by page."""
        self.beginResetModel()
        self._count, self._fetch = count, fetch
        self._pages.clear()
        self.endResetModel()

    @property
    def lines(self) -> Sequence[Line]:
        """Every line; for a list that is known to be short."""
        return [line for line in map(self.line, range(self._count)) if line is not None]

    def line(self, number: int) -> Line | None:
        """The line at a place, None beyond the end or when the list has shrunk meanwhile."""
        if not 0 <= number < self._count or self._fetch is None:
            return None
        page, place = divmod(number, PAGE)
        if page not in self._pages:
            self._pages[page] = self._fetch(self.sort_key, self.descending, page * PAGE, PAGE)
            while len(self._pages) > KEPT_PAGES:
                self._pages.popitem(last=False)
        self._pages.move_to_end(page)
        held = self._pages[page]
        return held[place] if place < len(held) else None

    def rowCount(self, parent: Index = _ROOT) -> int:
        """The lines."""
        return 0 if parent.isValid() else self._count

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Another order; a column that has none leaves it as it is."""
        key = self._sorts[column] if 0 <= column < len(self._sorts) else ""
        if not key:
            return
        self.layoutAboutToBeChanged.emit()
        self.sort_key, self.descending = key, order is Qt.SortOrder.DescendingOrder
        self._pages.clear()
        self.layoutChanged.emit()
