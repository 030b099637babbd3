"""The items of an entry: a table to write in, to paste into from Excel, to order by keyboard."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QInputMethodEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from client.catalog.data_elements import DataElement
from client.catalog.entry import Entry
from client.catalog.profile import Field, Profile
from client.checks.handbook.topics import ITEM, Topic
from client.checks.report import Message
from client.checks.rule import Finding
from client.desktop import topics
from client.desktop.forms.cells import CellLine, Cells
from client.desktop.models.items_model import ItemsModel
from client.desktop.models.pasting import cut
from client.desktop.widgets import build
from client.desktop.widgets.empty_state import EmptyState
from client.texts import Translator
from client.workflows.standards.apply_element import values_of

_ = Translator("desktop")
ROW_HEIGHT = 32
_WIDTHS = {"text": 150, "long_text": 240, "code": 128}


class ItemsTable(QTableView):
    """The table itself. Enter goes down, Tab goes right; both leave a word that is being composed alone."""

    def __init__(self, model: ItemsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.items_model = model
        self.setModel(model)
        self.setItemDelegate(Cells(self))
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setAlternatingRowColors(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(True)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.verticalHeader().setMinimumWidth(36)
        self.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.horizontalHeader().setStretchLastSection(True)
        for column, field in enumerate(model.fields):
            self.setColumnWidth(column, self._width(field))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy, paste, clear, undo, and going on to a new row with Enter or Tab at the end."""
        model = self.items_model
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(model.copied(self.cells()))
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.matches(QKeySequence.StandardKey.Undo):
            self.keep_cursor(model.undo)
        elif event.matches(QKeySequence.StandardKey.Redo):
            self.keep_cursor(model.redo)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            model.clear_cells(self.cells())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            # From an open cell it comes here too, before the cell is closed: `closeEditor` goes on from there.
            if self.state() is QAbstractItemView.State.EditingState:
                event.ignore()
            else:
                self._down()
        else:
            super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Enter in a cell goes on to the next row, as in Excel."""
        if hint is QAbstractItemDelegate.EndEditHint.SubmitModelCache:
            super().closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
            self._down()
        else:
            super().closeEditor(editor, hint)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """A Chinese word opens the editor with its first letter, which Qt hands on; nothing is swallowed.

        A word that comes in one piece (a candidate chosen elsewhere, hand writing) is typed into the cell as a whole.
        """
        index = self.currentIndex()
        if event.commitString() and not event.preeditString() and index.isValid() and not self._open_cells():
            self.edit(index)
            opened = self._open_cells()
            if opened:
                QGuiApplication.sendEvent(opened[0], event)
                return
        super().inputMethodEvent(event)

    def cells(self) -> list[tuple[int, int]]:
        """The selected cells as (row, column); the current one when none is."""
        chosen = [(index.row(), index.column()) for index in self.selectedIndexes()]
        current = self.currentIndex()
        return chosen or ([(current.row(), current.column())] if current.isValid() else [])

    def rows(self) -> list[int]:
        """The rows of the selected cells."""
        return sorted({row for row, _column in self.cells()})

    def paste(self) -> None:
        """Writes the clipboard from the current cell on; without one, below the last row."""
        block = cut(QGuiApplication.clipboard().text())
        if block == [[""]]:
            return
        current = self.currentIndex()
        row = current.row() if current.isValid() else self.items_model.rowCount()
        column = current.column() if current.isValid() else 0
        taken, width = self.items_model.paste(block, row, column)
        first = self.items_model.index(row, column)
        last = self.items_model.index(row + taken - 1, min(column + width, self.items_model.columnCount()) - 1)
        self.setCurrentIndex(first)
        self.selectionModel().select(QItemSelection(first, last), QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def keep_cursor(self, act: Callable[[], object]) -> None:
        """Does something that may replace all rows, and puts the cursor back where it was."""
        row, column = self.currentIndex().row(), self.currentIndex().column()
        act()
        last = self.items_model.rowCount() - 1
        if last >= 0 and row >= 0:
            self.setCurrentIndex(self.items_model.index(min(row, last), column))

    def _down(self) -> None:
        current = self.currentIndex()
        row = current.row() + 1
        if row >= self.items_model.rowCount():
            self.items_model.insert(row)
        self.setCurrentIndex(self.items_model.index(row, max(current.column(), 0)))

    def _open_cells(self) -> list[CellLine]:
        return [part for part in self.viewport().children() if isinstance(part, CellLine)]

    @staticmethod
    def _width(field: Field) -> int:
        if field.id == "item_name":
            return 220
        return max(_WIDTHS.get(field.kind, 120), 30 + 15 * len(str(field.label)))


class ItemsGrid(QWidget):
    """The table with its buttons. `edited()` at every change by the clerk; `entered(item id, field id)` with the cursor.

    `elements_asked()`: the dictionary of data elements is wanted; what is picked comes back by `take_elements`.
    """

    edited = Signal()
    entered = Signal(str, str)
    elements_asked = Signal()

    def __init__(
        self, profile: Profile, describe: Callable[[Finding, Profile], Message], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.profile = profile
        self._describe = describe
        self.model = ItemsModel(profile, self)
        self.table = ItemsTable(self.model)
        word = str(profile.item_word)
        self.table.setAccessibleName(word)
        self._empty = EmptyState(
            "entries",
            _("No {items} yet").format(items=word),
            _("Add them one by one, or copy rows in Excel or WPS and paste them here; a header row is recognised."),
        )
        self._empty.offer(_("Add the first"), self.add, look="primary", icon="plus")
        self._empty.offer(_("Data elements…"), self.elements_asked.emit, icon="entries")
        self._empty.offer(_("Paste"), self.table.paste, icon="copy")
        self._bar = self._toolbar(word)
        self.setLayout(build.stack(self._bar, self.table, self._empty, spacing=8))
        self.model.edited.connect(self.edited)
        self.model.modelReset.connect(self._show_or_empty)
        self.table.selectionModel().currentChanged.connect(self._entered)
        self._show_or_empty()

    def show_items(self, entry: Entry) -> None:
        """Shows the items of an entry."""
        self.table.keep_cursor(lambda: self.model.show_items(entry.items))

    def tell(self, findings: Sequence[Finding]) -> None:
        """Marks the faulty cells."""
        ours = [finding for finding in findings if finding.item]
        self.model.tell(ours, {id(one): self._describe(one, self.profile).what for one in ours})

    def go_to(self, item_id: str, field_id: str) -> None:
        """Puts the cursor into a cell."""
        index = self.model.place_of(item_id, field_id)
        if index.isValid():
            self.table.setCurrentIndex(index)
            self.table.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
            self.table.setFocus()

    def commit(self) -> None:
        """Takes over what is being typed in an open cell."""
        if self.table.state() is QAbstractItemView.State.EditingState:
            self.table.setFocus()

    def add(self) -> None:
        """A new row at the end, ready to be typed in."""
        row = self.model.rowCount()
        self.model.insert(row)
        self._settle(row)
        self.table.edit(self.model.index(row, 0))

    def insert(self) -> None:
        """A blank row above the cursor."""
        row = max(self.table.currentIndex().row(), 0)
        self.model.insert(row)
        self._settle(row)

    def duplicate(self) -> None:
        """The selected rows once more, below."""
        rows = self.table.rows()
        if rows:
            self.model.insert(rows[-1] + 1, [self.model.items[row].values for row in rows])
            self._settle(rows[-1] + 1, len(rows))

    def remove(self) -> None:
        """Takes the selected rows out; undo brings them back."""
        rows = self.table.rows()
        if rows:
            self.table.keep_cursor(lambda: self.model.remove(rows))

    def shift(self, by: int) -> None:
        """Moves the selected rows up or down."""
        rows = self.table.rows()
        if rows:
            moved = self.model.move(rows, by)
            self._settle(moved[0], len(moved))

    @property
    def present(self) -> str:
        """What the row is called that the cursor is in: its name or number, "" without a row."""
        row = self.table.currentIndex().row()
        return (self.model.items[row].text("item_name") or str(row + 1)) if row >= 0 else ""

    def take_elements(self, elements: Sequence[DataElement], *, into_row: bool) -> None:
        """Data elements as new items below the cursor, or one of them into the row the cursor is in."""
        row = self.table.currentIndex().row()
        if into_row and row >= 0:
            self.model.take_element(row, elements[0])
        else:
            place = row + 1 if row >= 0 else self.model.rowCount()
            self.model.insert(place, [values_of(one, self.profile) for one in elements])
            self._settle(place, len(elements))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The acts of the toolbar, where the mouse is."""
        menu = QMenu(self)
        for text, act in self._acts():
            menu.addAction(text, act)
        menu.addSeparator()
        menu.addAction(_("Copy"), lambda: QGuiApplication.clipboard().setText(self.model.copied(self.table.cells())))
        menu.addAction(_("Paste"), self.table.paste)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The hint goes first when there is little room."""
        super().resizeEvent(event)
        self._hint.setVisible(event.size().width() > self._hint.sizeHint().width() + 450)

    def _acts(self) -> tuple[tuple[str, Callable[[], object]], ...]:
        return (
            (_("Insert row above"), self.insert),
            (_("Duplicate rows"), self.duplicate),
            (_("Delete rows"), self.remove),
            (_("Move up"), lambda: self.shift(-1)),
            (_("Move down"), lambda: self.shift(1)),
        )

    def _toolbar(self, word: str) -> QWidget:
        made = QWidget()
        add = build.button(_("Add"), "", "plus", clicked=self.add)
        icons = ("insert", "duplicate", "trash", "up", "down")
        keys = ("Ctrl+Shift++", "Ctrl+D", "Ctrl+-", "Alt+Up", "Alt+Down")
        line = build.row(add, spacing=4)
        for (text, act), icon, key in zip(self._acts(), icons, keys, strict=True):
            one = build.tool(icon, f"{text} ({key})", clicked=act)
            one.setShortcut(QKeySequence(key))
            line.addWidget(one)
        dictionary = build.button(_("Data elements…"), "small", "entries", clicked=self.elements_asked.emit)
        dictionary.setToolTip(_("Items everybody has, with type, length and level (Ctrl+E)"))
        dictionary.setShortcut(QKeySequence("Ctrl+E"))
        line.addSpacing(4)
        line.addWidget(dictionary)
        line.addStretch(1)
        self._hint = build.label(_("Enter: next row · Tab: next cell · Ctrl+V: paste from Excel"), "small")
        line.addWidget(self._hint)
        self._count = build.label("", "muted")
        line.addSpacing(12)
        line.addWidget(self._count)
        made.setLayout(line)
        self._word = word
        return made

    def _settle(self, row: int, count: int = 1) -> None:
        column = max(self.table.currentIndex().column(), 0)
        first = self.model.index(row, column)
        self.table.setCurrentIndex(first)
        if count > 1:
            last = self.model.index(row + count - 1, column)
            self.table.selectionModel().select(
                QItemSelection(first, last), QItemSelectionModel.SelectionFlag.ClearAndSelect
            )
        self.table.setFocus()

    def _show_or_empty(self) -> None:
        count = self.model.rowCount()
        self.table.setVisible(count > 0)
        self._bar.setVisible(count > 0)
        self._empty.setVisible(count == 0)
        self._count.setText(_("{count} rows").format(count=count))

    def _entered(self, current: QModelIndex) -> None:
        if current.isValid():
            item = self.model.items[current.row()]
            field = self.model.fields[current.column()]
            topics.put(self.table, Topic(ITEM, field.id, self.profile.id))
            self.entered.emit(item.id, field.id)
