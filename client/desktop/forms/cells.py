"""Editors inside the cells of the items grid, which leave a word that is being composed alone."""

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from client.catalog import tables
from client.catalog.profile import Field
from client.checks.rule import Finding
from client.desktop import icons, palette, words
from client.desktop.forms.choices import KEY, Suggestions, meant, options
from client.desktop.forms.element_suggestions import ElementSuggestions
from client.desktop.models.items_model import FINDINGS, ItemsModel
from client.desktop.widgets.typing import Line

Index = QModelIndex | QPersistentModelIndex
_ICON = 14


class CellLine(Line):
    """The editor of a cell. `chosen()`: a data element was picked, its id is in `element`."""

    chosen = Signal()

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.setFrame(False)
        self.setAccessibleName(str(field.label))
        self.element = ""
        if field.id == "item_name":
            self._offer_elements()
        elif field.list is not None:
            model = options(field.list.values, blank=False)
            model.setParent(self)
            self.setCompleter(Suggestions(model, self))

    def _offer_elements(self) -> None:
        offered = ElementSuggestions(tables.present().elements, self)
        self.setCompleter(offered)
        offered.activated[QModelIndex].connect(self._take)  # type: ignore[index]
        self.textEdited.connect(lambda text: self._seek(offered, text))

    def _take(self, line: QModelIndex) -> None:
        self.element = str(line.data(KEY))
        # Only now is the name in the cell; the popup still has the keys.
        QTimer.singleShot(0, self, self.chosen.emit)

    def _seek(self, offered: ElementSuggestions, text: str) -> None:
        self.element = ""
        offered.seek(text)


class Cells(QStyledItemDelegate):
    """Paints the sign of a fault beside its text, and opens a line with suggestions for editing."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A line of text; for code lists with the values to choose from."""
        model = index.model()
        if not isinstance(model, ItemsModel):
            return super().createEditor(parent, option, index)
        made = CellLine(model.fields[index.column()], parent)
        made.chosen.connect(lambda: self._close(made))
        return made

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """The text of the cell, unless something is being written already."""
        if isinstance(editor, CellLine) and not editor.isModified() and not editor.composing:
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Half a word of a code list becomes the value it can only mean."""
        if isinstance(editor, CellLine):
            element = tables.present().elements.get(editor.element) if editor.element else None
            if element and isinstance(model, ItemsModel):
                model.take_element(index.row(), element, named=True)
                return
            cell = model.index(index.row(), index.column())
            model.setData(cell, meant(editor.field, editor.text(), ""))

    def _close(self, editor: CellLine) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """As large as the cell."""
        editor.setGeometry(QRect(option.rect))  # type: ignore[attr-defined]

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter and Tab close the editor, but not while they belong to a word; arrows up and down choose a suggestion."""
        if isinstance(editor, CellLine) and isinstance(event, QKeyEvent) and editor.composing:
            return False
        return super().eventFilter(editor, event)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The text, and at its right the sign of the worst fault."""
        rect = QRect(option.rect)  # type: ignore[attr-defined]
        ground = index.data(Qt.ItemDataRole.BackgroundRole)
        if ground is not None:
            # A style sheet with rules for items leaves the model's background out.
            painter.fillRect(rect, ground)
        super().paint(painter, option, index)
        found: list[Finding] = index.data(FINDINGS) or []
        open_ones = [finding for finding in found if not finding.explained]
        if not open_ones:
            return
        worst = min(open_ones, key=lambda finding: ("error", "warning", "info").index(finding.severity))
        icon, role = words.severity_look(worst.severity)
        ratio = painter.device().devicePixelRatioF()
        drawn = icons.pixmap(icon, palette.colour(role).name(), _ICON, ratio)
        painter.drawPixmap(rect.right() - _ICON - 3, rect.center().y() - _ICON // 2 + 1, drawn)
