"""The table of what stands above: opened by a key or two clicks, and by letters sent to where its order begins so."""

from PySide6.QtCore import QElapsedTimer, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from client.desktop.pages.above.above_model import COLUMNS, ROW, AboveModel
from client.texts import Translator

_ = Translator("desktop")
_WIDTHS = {"provider": 12, "items": 5, "sharing": 8, "update_cycle": 6, "code": 12}
_LEAST_NAME = 16
_BY_NEED = ("update_cycle", "sharing", "code", "items")
"""Which columns go first when there is not room for all of them."""
_TOGETHER_MS = 1_000
"""Letters that come faster than this are one word."""


class AboveTable(QTableView):
    """`opened(entry id)` by Enter or two clicks."""

    opened = Signal(str)

    def __init__(self, model: AboveModel) -> None:
        super().__init__()
        self.setModel(model)
        self._lines, self._typed, self._typed_at = model, "", QElapsedTimer()
        self.setAccessibleName(_("What stands above"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(max(34, self.fontMetrics().height() + 16))
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        one = self.fontMetrics().horizontalAdvance("国")
        for place, key in enumerate(COLUMNS):
            if key in _WIDTHS:
                self.setColumnWidth(place, _WIDTHS[key] * one + 24)
            else:
                head.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        self.doubleClicked.connect(self._open)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the line."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the names keep their room and what is asked for least goes."""
        one = self.fontMetrics().horizontalAdvance("国")
        left = event.size().width() - sum(width * one + 24 for width in _WIDTHS.values()) - _LEAST_NAME * one
        for key in _BY_NEED:
            self.setColumnHidden(COLUMNS.index(key), left < 0)
            left += _WIDTHS[key] * one + 24 if left < 0 else 0
        super().resizeEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters go to where the order begins so. Qt would read line after line until one fits, which takes minutes."""
        together = self._typed_at.isValid() and self._typed_at.elapsed() < _TOGETHER_MS
        self._typed = self._typed + search if together else search
        self._typed_at.start()
        line = self._lines.line_of(self._typed)
        if line >= 0:
            self.selectRow(line)
            self.scrollTo(self.currentIndex(), QAbstractItemView.ScrollHint.PositionAtTop)

    def _open(self, index: QModelIndex) -> None:
        row = index.data(ROW)
        if row:
            self.opened.emit(row.id)
