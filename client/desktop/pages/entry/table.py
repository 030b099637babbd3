"""The table of entries: states and findings as badges, a tick for the whole list, as many columns as there is room."""

from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionButton,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from client.desktop import words
from client.desktop.models.entries_model import COLUMNS, ROW, EntriesModel, findings_text
from client.desktop.widgets.badge import badge_width, paint_badge
from client.store.query import Row
from client.texts import Translator

_ = Translator("desktop")
Index = QModelIndex | QPersistentModelIndex
_SIDE = 8
_PLACES = {column.key: place for place, column in enumerate(COLUMNS)}
_BY_NEED = ("findings", "state", "report", "updated", "items", "provider", "sharing", "code", "update_cycle")
"""Which columns go last when there is not room for all of them."""
_WIDTHS = {"findings": 9, "state": 6, "report": 8, "updated": 9, "items": 4, "provider": 11, "sharing": 7, "code": 12}
_LEAST_NAME = 18

Mark = tuple[str, str, str]
"""(word, kind of badge, icon)."""


def marks(row: Row, key: str) -> list[Mark]:
    """The badges of a cell."""
    if key == "state":
        icon, kind = words.state_look(row.local)
        return [(words.local_state(row.local), kind, icon)]
    if key == "report":
        return _report_marks(row)
    if key == "findings":
        return _finding_marks(row)
    return []


def _report_marks(row: Row) -> list[Mark]:
    icon, kind = words.state_look(row.report)
    if row.conflict:
        return [(_("Changed on both sides"), "warning", "conflict")]
    if row.returned:
        return [(words.report_state("returned"), "error", "returned")]
    if row.waiting:
        return [(words.report_state("queued"), "info", "clock")]
    return [(words.report_state(row.report), kind, icon)] if row.report != "none" else []


def _finding_marks(row: Row) -> list[Mark]:
    found: list[Mark] = []
    if row.errors:
        found.append((_("{count} to mend").format(count=row.errors), "error", "error"))
    if row.warnings:
        found.append((_("{count} to explain").format(count=row.warnings), "warning", "warning"))
    return found


class EntryCells(QStyledItemDelegate):
    """Paints badges where a cell has some; an entry without a name is grey."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The ground as the table wants it, then text or badges."""
        row, key = index.data(ROW), COLUMNS[index.column()].key
        found = marks(row, key) if isinstance(row, Row) else []
        if not found and key not in ("state", "report", "findings"):
            super().paint(painter, option, index)
            return
        self.initStyleOption(option, index)
        # The stubs leave out the members that every style option has.
        told: Any = option
        told.text = ""
        told.widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, told, painter, told.widget)
        place = QRect(told.rect).adjusted(_SIDE, 0, -4, 0)
        painter.save()
        painter.setFont(told.font)
        short = (
            len(found) > 1
            and sum(badge_width(painter.fontMetrics(), text, icon) + 6 for text, _kind, icon in found) > place.width()
        )
        for text, kind, icon in found:
            if place.width() > 24:
                said = "".join(sign for sign in text if sign.isdigit()) if short else text
                place.setLeft(place.left() + paint_badge(painter, place, said, kind, icon) + 6)
        painter.restore()

    def helpEvent(self, event: Any, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        """Badges may be cut: the words in full."""
        row = index.data(ROW)
        if isinstance(row, Row) and COLUMNS[index.column()].key == "findings":
            view.setToolTip(findings_text(row))
        else:
            view.setToolTip("")
        return super().helpEvent(event, view, option, index)


class TickHeader(QHeaderView):
    """The header, with a tick over the first column: `ticked(on)` for the whole list."""

    ticked = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._state = Qt.CheckState.Unchecked
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def show_state(self, state: Qt.CheckState) -> None:
        """All, some or none are ticked."""
        self._state = state
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The first section ticks; it is not sorted by."""
        if self.logicalIndexAt(event.position().toPoint()) == 0:
            self.ticked.emit(self._state is not Qt.CheckState.Checked)
            return
        super().mouseReleaseEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Nothing begins in the first section."""
        if self.logicalIndexAt(event.position().toPoint()) != 0:
            super().mousePressEvent(event)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """As usual, and the tick."""
        painter.save()
        super().paintSection(painter, rect, section)
        painter.restore()
        if section:
            return
        tick = QStyleOptionButton()
        # The stubs leave out the members that every style option has.
        told: Any = tick
        size = 18
        told.rect = QRect(rect.x() + _SIDE, rect.center().y() - size // 2 + 1, size, size)
        told.state = (
            QStyle.StateFlag.State_Enabled
            | {
                Qt.CheckState.Checked: QStyle.StateFlag.State_On,
                Qt.CheckState.PartiallyChecked: QStyle.StateFlag.State_NoChange,
                Qt.CheckState.Unchecked: QStyle.StateFlag.State_Off,
            }[self._state]
        )
        table = self.parentWidget()
        style = table.style() if table else self.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_IndicatorItemViewItemCheck, tick, painter, table)


class EntriesTable(QTableView):
    """`opened(entry id)` by Enter or two clicks, `removed()` by Delete, `menu_asked(global place)`."""

    opened = Signal(str)
    removed = Signal()
    menu_asked = Signal(object)

    def __init__(self, model: EntriesModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entries = model
        self.setAccessibleName(_("Entries"))
        self.head = TickHeader(self)
        self.setHorizontalHeader(self.head)
        self.setModel(model)
        self.setItemDelegate(EntryCells(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setAlternatingRowColors(True)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.head.setSortIndicator(_PLACES["updated"], Qt.SortOrder.DescendingOrder)
        self.setSortingEnabled(True)
        self.head.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        self.head.setSectionResizeMode(_PLACES["name"], QHeaderView.ResizeMode.Stretch)
        self.head.ticked.connect(model.tick_all)
        model.ticked_changed.connect(self._show_ticks)
        model.modelReset.connect(self._show_ticks)
        self.doubleClicked.connect(lambda index: self._open(index) if index.column() else None)

    @property
    def present(self) -> Row | None:
        """The entry the cursor is on."""
        return self.entries.row(self.currentIndex().row())

    def put_cursor(self, place: int) -> None:
        """Puts the cursor on a line and shows it."""
        index = self.entries.index(place, _PLACES["name"])
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def keyboardSearch(self, search: str) -> None:
        """Letters do nothing: Qt would read line after line until one begins so, for seconds in a long list."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Space ticks, Delete removes, Ctrl+A ticks everything."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        elif key == Qt.Key.Key_Space:
            self.entries.toggle(self.currentIndex().row())
        elif key == Qt.Key.Key_Delete:
            self.removed.emit()
        elif key == Qt.Key.Key_A and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.entries.tick_all(True)
        elif key == Qt.Key.Key_Menu:
            self.menu_asked.emit(self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft()))
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: Any) -> None:
        """The acts, where the mouse is."""
        self.menu_asked.emit(event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many columns as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Columns follow the size of the text."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def sizeHint(self) -> QSize:
        """Takes what there is."""
        return QSize(800, 400)

    def _fit(self) -> None:
        one = self.fontMetrics().horizontalAdvance("国")
        self.verticalHeader().setDefaultSectionSize(max(36, self.fontMetrics().height() + 18))
        self.setColumnWidth(0, 36)
        room = self.viewport().width() - 36 - _LEAST_NAME * one
        for key in _BY_NEED:
            width = _WIDTHS.get(key, 7) * one + 3 * _SIDE
            fits = width <= room
            self.setColumnHidden(_PLACES[key], not fits)
            self.setColumnWidth(_PLACES[key], width)
            # Once one is left out, the less important ones are, too.
            room = room - width if fits else -1

    def _open(self, index: QModelIndex) -> None:
        row = self.entries.row(index.row()) if index.isValid() else None
        if row:
            self.opened.emit(row.id)

    def _show_ticks(self) -> None:
        count = self.entries.ticked_count
        full = count == self.entries.rowCount() and count > 0
        none, some = Qt.CheckState.Unchecked, Qt.CheckState.PartiallyChecked
        self.head.show_state(Qt.CheckState.Checked if full else some if count else none)
