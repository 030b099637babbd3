"""A table over a `LinesModel`: whole lines are picked, badges are painted, blank lists say why they are blank."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from client.desktop import palette
from client.desktop.models.lines_model import LINE, MARK, Column, LinesModel, Mark
from client.desktop.widgets.badge import badge_width, paint_badge

Index = QModelIndex | QPersistentModelIndex
_SIDE, _AIR = 10, 12
_MEASURED = 200
"""Lines whose badges are looked at for the width of their column."""


class MarkPainter(QStyledItemDelegate):
    """Paints cells that carry a `Mark` as badges."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The ground as the table wants it, then the badge."""
        mark = index.data(MARK)
        if not isinstance(mark, Mark):
            super().paint(painter, option, index)
            return
        self.initStyleOption(option, index)
        # The stubs leave out the members that every style option has.
        told: Any = option
        told.text = ""
        told.widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, told, painter, told.widget)
        place = QRect(told.rect).adjusted(_SIDE, 2, -2, -2)
        painter.save()
        painter.setFont(told.font)
        paint_badge(painter, place, mark.text, mark.kind, mark.icon)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As wide as the badge; with air above and below several lines."""
        mark = index.data(MARK)
        told: Any = QStyleOptionViewItem(option)
        # Qt forgets the margins of the style sheet when it breaks lines.
        told.rect.adjust(0, 0, -2 * _SIDE, 0)
        usual = super().sizeHint(told, index) + QSize(0, _AIR)
        if not isinstance(mark, Mark):
            return usual
        return QSize(badge_width(QFontMetrics(told.font), mark.text, mark.icon) + 2 * _SIDE, usual.height())


class Listing(QTableView):
    """`picked(line)` whenever another line is the present one (None: no line); `opened(line)` by Enter or two clicks.

    `wrapped`: texts that are too long for their column take several lines instead of being cut.
    """

    picked = Signal(object)
    opened = Signal(object)

    def __init__(
        self,
        columns: Sequence[Column[Any]],
        name: str,
        *,
        several: bool = False,
        wrapped: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.lines: LinesModel[Any] = LinesModel(columns, self)
        self._blank = ""
        self.setAccessibleName(name)
        self.setItemDelegate(MarkPainter(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if several else mode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        # Only for short lists: Qt measures every line of them.
        self.setWordWrap(wrapped)
        if wrapped:
            self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
            self.horizontalHeader().sectionResized.connect(lambda *_told: self.resizeRowsToContents())
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        self.use_model(self.lines)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.data(LINE)))

    def use_model(self, lines: LinesModel[Any]) -> None:
        """Shows a model of its own kind (one with ticks)."""
        self.lines = lines
        self.setModel(lines)
        self._lay_out_columns()
        self.selectionModel().currentRowChanged.connect(lambda now, _before: self.picked.emit(now.data(LINE)))

    def say_when_blank(self, text: str) -> None:
        """What stands in the middle of an empty list."""
        self._blank = text
        self.viewport().update()

    def show_lines(self, lines: Sequence[Any], *, same: str = "") -> None:
        """Shows these lines and stays on the one that was picked, known by its attribute `same`; else on the first."""
        before = self.present
        kept = getattr(before, same, None) if same and before is not None else None
        self.lines.show_lines(lines)
        self.make_room_for_badges()
        place = self.lines.place_of(lambda line: getattr(line, same) == kept) if kept is not None else -1
        if lines:
            self.selectRow(max(place, 0))
        else:
            self.picked.emit(None)

    @property
    def present(self) -> Any:
        """The line the cursor is on, None when there is none."""
        return self.lines.line(self.currentIndex().row())

    @property
    def chosen(self) -> list[Any]:
        """Every line that is selected, from above."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self.lines.line(row) for row in rows]

    def pick(self, place: int) -> None:
        """Puts the cursor on a line."""
        self.selectRow(place)
        self.scrollTo(self.lines.index(place, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the line; the space bar ticks it, whichever of its cells the cursor is on."""
        first = self.lines.index(self.currentIndex().row(), 0)
        if event.key() == Qt.Key.Key_Space and self.lines.flags(first) & Qt.ItemFlag.ItemIsUserCheckable:
            self.lines.setData(first, None, Qt.ItemDataRole.CheckStateRole)
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.present is not None:
            self.opened.emit(self.present)
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The table, or why it is empty."""
        super().paintEvent(event)
        if self.lines.rowCount() or not self._blank:
            return
        painter = QPainter(self.viewport())
        painter.setPen(palette.colour("muted"))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(self.viewport().rect().adjusted(24, 8, -24, -8), flags, self._blank)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Rows follow the size of the text."""
        super().resizeEvent(event)
        height = max(34, self.fontMetrics().height() + 16)
        self.verticalHeader().setMinimumSectionSize(height)
        self.verticalHeader().setDefaultSectionSize(height)

    def changeEvent(self, event: QEvent) -> None:
        """Columns follow the size of the text."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._lay_out_columns()

    def make_room_for_badges(self) -> None:
        """A word that stands for a state is never cut; a column that the clerk has made wider stays so."""
        lines = [self.lines.line(row) for row in range(min(self.lines.rowCount(), _MEASURED))]
        for place, column in enumerate(self.lines.columns):
            marks = [mark for line in lines if (mark := column.mark(line))] if column.mark and column.width else []
            needed = [badge_width(self.fontMetrics(), mark.text, mark.icon) for mark in marks]
            if needed and max(needed) + 2 * _SIDE > self.columnWidth(place):
                self.setColumnWidth(place, max(needed) + 2 * _SIDE)

    def _lay_out_columns(self) -> None:
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setMinimumSectionSize(40)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        one = self.fontMetrics().horizontalAdvance("国")
        for place, column in enumerate(self.lines.columns):
            if column.width:
                # English heads are longer than Chinese ones.
                widest = max(column.width * one, head.fontMetrics().horizontalAdvance(column.title) + 12)
                self.setColumnWidth(place, widest + 2 * _SIDE + 4)
            else:
                head.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        self.make_room_for_badges()
