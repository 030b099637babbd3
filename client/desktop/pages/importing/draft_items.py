"""The items of a draft as a list that is corrected in place: which are taken, what they are called, of which type."""

from collections.abc import Container, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QStyleOptionViewItem, QWidget

from client.catalog import kinds
from client.catalog.profile import Profile
from client.desktop.models.lines_model import LINE, Column, Mark
from client.desktop.models.ticked_lines import TickedLines
from client.desktop.widgets.listing import Listing, MarkPainter
from client.spreadsheets.drafting.found import DraftedItem, Filled
from client.spreadsheets.drafting.naming import has_chinese
from client.texts import Translator

_ = Translator("desktop")
Index = QModelIndex | QPersistentModelIndex
_NAME, _TYPE = "item_name", "item_type"
_WIDTHS = {_NAME: 12, _TYPE: 7, "item_length": 4}
_WHEN_FOUND = {"item_sensitive": 6, "item_primary_key": 4, "item_nullable": 4}
"""Shown only when the data says something about them; what a sheet says nothing of would be three blank columns."""


class DraftLine:
    """An item while it is corrected; `at` is its place among the columns of the data."""

    def __init__(self, at: int, item: DraftedItem) -> None:
        self.at, self.item = at, item

    def correct(self, field: str, value: str) -> None:
        """What the clerk says is sure."""
        values = {**self.item.values, field: Filled(value, 1.0, "person")}
        if field == _NAME and not has_chinese(self.item.column):
            values["item_english_name"] = Filled(self.item.column, 0.95)
        self.item = replace(self.item, values=values)

    @property
    def doubtful(self) -> bool:
        """Whether somebody must look at it."""
        return self.item.weakest[1].level == "check"


class _Lines(TickedLines[DraftLine]):
    """Ticks say what is taken; names and types can be typed over."""

    def __init__(self, columns: Sequence[Column[DraftLine]], fields: Sequence[str]) -> None:
        super().__init__(columns, lambda line: line.at)
        self.fields = fields

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Names and types are open."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if self.fields[index.column()] in (_NAME, _TYPE) else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """An editor begins with what stands there."""
        if role == Qt.ItemDataRole.EditRole:
            return super().data(index, Qt.ItemDataRole.DisplayRole)
        return super().data(index, role)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """A tick, a name or the key of a type."""
        line, field = self.line(index.row()), self.fields[index.column()]
        if role != Qt.ItemDataRole.EditRole:
            return super().setData(index, value, role)
        text = str(value).strip()
        if line is None or not text or text == self.data(index):
            return False
        line.correct(field, text)
        self.repaint()
        return True


class _Painter(MarkPainter):
    """Types are chosen from the list of the standard."""

    def __init__(self, types: Sequence[tuple[str, str]], parent: QWidget) -> None:
        super().__init__(parent)
        self._types = types

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A drop-down for types, a line for names."""
        model = index.model()
        if not isinstance(model, _Lines) or model.fields[index.column()] != _TYPE:
            return super().createEditor(parent, option, index)
        box = QComboBox(parent)
        for key, shown in self._types:
            box.addItem(shown, key)
        return box

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """The present type is the chosen one."""
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(editor.findData(_text(index.data(LINE), _TYPE)))
        else:
            super().setEditorData(editor, index)

    def setModelData(self, editor: QWidget, model: Any, index: Index) -> None:
        """Its key is kept."""
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentData())
        else:
            super().setModelData(editor, model, index)


class DraftItems(Listing):
    """The items of one draft at a time; Enter, F2, two clicks or typing corrects, the space bar leaves out."""

    def __init__(self, profile: Profile, found: Container[str]) -> None:
        self._profile = profile
        fields = [_TYPE, "item_length", *(name for name in _WHEN_FOUND if name in found)]
        columns = (
            Column[DraftLine](_("Column in the data"), lambda line: line.item.column, 11),
            self._column(_NAME),
            Column[DraftLine](
                _("How sure"), lambda line: "", 6, order=lambda line: line.item.weakest[1].sure, mark=_mark
            ),
            Column[DraftLine](_("What tells it"), _reason, 11),
            *(self._column(name) for name in fields),
        )
        super().__init__(columns, _("Items found in the data"))
        self.ticks = _Lines(columns, ("", _NAME, "", "", *fields))
        self.use_model(self.ticks)
        kind = profile.item_field(_TYPE)
        types = [(value.key, kinds.show(kind, value.key)) for value in kind.list.values] if kind and kind.list else []
        self.setItemDelegate(_Painter(types, self))
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.AnyKeyPressed)
        self.opened.connect(lambda _line: self._correct())

    def show_lines(self, lines: Sequence[DraftLine], *, same: str = "") -> None:
        """The cursor stands on a name, so that typing corrects it."""
        super().show_lines(lines, same=same)
        if lines:
            self.setCurrentIndex(self.lines.index(self.currentIndex().row(), 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2 corrects; what Ctrl goes with is the dialog's."""
        if event.key() == Qt.Key.Key_F2:
            self._correct()
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _correct(self) -> None:
        """The cell with the cursor; the name where that one is not to be corrected."""
        if self.state() == self.State.EditingState:
            return  # the Enter that ends a correction comes here, too
        at = self.currentIndex()
        open_ = self.lines.flags(at) & Qt.ItemFlag.ItemIsEditable
        self.edit(at if open_ else self.lines.index(at.row(), 1))

    def _column(self, name: str) -> Column[DraftLine]:
        def tip(line: DraftLine) -> str:
            filled = line.item.values.get(name)
            said = _why(name, filled) if filled else ""
            return f"{self._shown(line, name)}\n{said}" if said else self._shown(line, name)

        width = (_WIDTHS | _WHEN_FOUND)[name]
        return Column(self._profile.label(name, item=True), lambda line: self._shown(line, name), width, tip=tip)

    def _shown(self, line: DraftLine, name: str) -> str:
        field, value = self._profile.item_field(name), _text(line, name)
        return kinds.show(field, value) if field and value else value


def _text(line: DraftLine, name: str) -> str:
    filled = line.item.values.get(name)
    return str(filled.value) if filled else ""


def _mark(line: DraftLine) -> Mark:
    filled = line.item.weakest[1]
    if filled.why == "person":
        return Mark(_("corrected"), "info", "check")
    if filled.level == "sure":
        return Mark(_("sure"), "success", "check")
    return Mark(_("likely"), "neutral") if filled.level == "likely" else Mark(_("please check"), "warning", "warning")


def _reason(line: DraftLine) -> str:
    """Of what is least certain; of the name where all is well."""
    field, filled = line.item.weakest
    if field == _TYPE and filled.level == "check":
        return _("nothing tells the type")
    return _why(_NAME, line.item.values.get(_NAME, filled))


def _why(field: str, filled: Filled) -> str:
    said = {
        "comment": _("column comment"),
        "header": _("name in the data"),
        "dictionary": _("common column name"),
        "guess": _("pinyin or English"),
        "twice": _("another item is called so, too"),
        "person": _("corrected here"),
        "name": _("items of this name are personal"),
        "resident-id": _("the values look like resident ids"),
        "mobile": _("the values look like mobile numbers"),
        "bank-card": _("the values look like bank cards"),
        "mail": _("the values look like mail addresses"),
        "plate": _("the values look like number plates"),
        "landline": _("the values look like telephone numbers"),
        "address": _("the values look like addresses"),
        "person-name": _("the values look like names of people"),
        "blotted": _("the values are blotted out in part"),
    }.get(filled.why, "")
    return said or (_("please give it a name") if field == _NAME else "")
