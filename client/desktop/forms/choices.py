"""Editors for code lists: type a part of the word, its number or a synonym; arrows and Enter; no mouse needed."""

from collections.abc import Iterable

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QCompleter, QFrame, QSizePolicy, QWidget

from client import initials
from client.catalog import kinds, plain
from client.catalog.codes import CodeValue
from client.catalog.entry import Value
from client.catalog.profile import Field
from client.desktop.forms.editor import Editor
from client.desktop.widgets import build
from client.desktop.widgets.flow import Flow
from client.desktop.widgets.typing import Choice, Line
from client.texts import Translator

_ = Translator("desktop")
KEY = Qt.ItemDataRole.UserRole
WORDS = Qt.ItemDataRole.UserRole + 1


class Suggestions(QCompleter):
    """Offers values by any word that means them, and fills in their label."""

    def __init__(self, model: QAbstractItemModel, parent: QObject) -> None:
        super().__init__(model, parent)
        self.setCompletionRole(WORDS)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setMaxVisibleItems(10)
        self.popup().setObjectName("suggestions")

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        """What a chosen line writes into the field: its label, not its search words."""
        return str(index.data(Qt.ItemDataRole.DisplayRole) or "")


def options(values: Iterable[CodeValue], *, blank: bool) -> QStandardItemModel:
    """The values as lines: label, key and every word they are found by."""
    model = QStandardItemModel()
    if blank:
        model.appendRow(_option("", "", ""))
    for value in values:
        words = (str(value.label), value.label.zh, value.label.en, value.key, value.number, *value.synonyms)
        found_by = (*words, *initials.of(value.label.zh))
        model.appendRow(_option(str(value.label), value.key, "\n".join(dict.fromkeys(found_by))))
    return model


def named(names: Iterable[str]) -> QStandardItemModel:
    """Names as lines, found by a piece of them or by their pinyin initials."""
    model = QStandardItemModel()
    for name in names:
        model.appendRow(_option(name, name, "\n".join([name, *initials.of(name)])))
    return model


def meant(field: Field, text: str, parent: str) -> str:
    """The key that a typed text means: exactly, or as the only value whose label contains it; otherwise the text."""
    read = str(kinds.read(field, text, parent))
    if not read or field.list is None or field.list.get(read) or field.list.open:
        return read
    sought = plain.key(text)
    held = [value.key for value in field.list.within(parent) if sought and sought in plain.key(str(value.label))]
    return held[0] if len(held) == 1 else read


class CodeEditor(Editor):
    """One value of a code list. A text that is none of its values stays and is marked by the checks."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.box = Choice()
        self.box.setEditable(True)
        self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._line = Line()
        self.box.setLineEdit(self._line)
        self.box.setMaxVisibleItems(14)
        self.box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self.box)
        self.line.addWidget(self.box, 1)
        self.watch(self._line)
        self._shown: Value = ""
        self._fill()
        self.box.activated.connect(lambda _place: self._settle())
        self._line.textEdited.connect(lambda _text: self.edited.emit())
        self._line.editingFinished.connect(self._settle)

    def value(self) -> Value:
        """The key, or the text that is none."""
        text = self._line.text()
        # While the clerk is still typing, half a word is not yet a choice.
        return str(kinds.read(self.field, text, self.parent_key))

    def set_value(self, value: Value) -> None:
        """Shows a value."""
        self._shown = value
        text = kinds.show(self.field, value)
        place = self.box.findText(text) if text else 0
        self.box.setCurrentIndex(place)
        if self._line.text() != text:
            self._line.setText(text)
        self._line.setCursorPosition(0)

    def marked(self) -> tuple[QWidget, ...]:
        """The list."""
        return (self.box,)

    def link_to(self, key: str) -> None:
        """Offers only the values that belong to `key`."""
        if key != self.parent_key:
            super().link_to(key)
            self._fill()

    def _fill(self) -> None:
        text = self._line.text()
        values = self.field.list.within(self.parent_key) if self.field.list else ()
        model = options(values, blank=True)
        model.setParent(self)
        self.box.setModel(model)
        completer = Suggestions(model, self)
        # Only now is the word in the field; before, `activated` would read what was typed.
        completer.activated.connect(lambda _text: QTimer.singleShot(0, self, self._settle))
        self.box.setCompleter(completer)
        self.box.setCurrentIndex(self.box.findText(text) if text else 0)
        self._line.setText(text)

    def _settle(self) -> None:
        key = meant(self.field, self._line.text(), self.parent_key)
        changed = key != self._shown
        self.set_value(key)
        if changed:
            self.edited.emit()


class CodesEditor(Editor):
    """Several values of a code list as chips, and a line to add more. Backspace in the empty line takes the last one."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._keys: list[str] = []
        self._frame = QFrame()
        self._frame.setObjectName("chips")
        self._flow = Flow(self._frame, gap=4, margin=4)
        self._line_box = Line()
        self._line_box.setMinimumWidth(120)
        self._line_box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._line_box.setPlaceholderText(_("Type to add"))
        self._flow.addWidget(self._line_box)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._frame.setSizePolicy(policy)
        self.setFocusProxy(self._line_box)
        self.line.addWidget(self._frame, 1)
        self.watch(self._line_box)
        self._fill()
        self._line_box.returnPressed.connect(self._add_typed)

    def value(self) -> Value:
        """The keys; a word that is still being typed counts as it is read."""
        typed = kinds.read(self.field, self._line_box.text(), self.parent_key)
        more = (typed,) if isinstance(typed, str) else typed
        return tuple(dict.fromkeys([*self._keys, *(key for key in more if key)])) or ""

    def set_value(self, value: Value) -> None:
        """Shows the values."""
        self._keys = [value] if isinstance(value, str) else list(value)
        self._keys = [key for key in self._keys if key]
        self._line_box.clear()
        self._show()

    def marked(self) -> tuple[QWidget, ...]:
        """The frame around the chips."""
        return (self._frame,)

    def link_to(self, key: str) -> None:
        """Offers only the values that belong to `key`."""
        if key != self.parent_key:
            super().link_to(key)
            self._fill()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Shows where the focus is on the frame, keeps typed words when it goes, and takes Backspace."""
        if watched is self._line_box:
            if event.type() == QEvent.Type.FocusIn:
                build.set_look(self._frame, "active", "true")
            elif event.type() == QEvent.Type.FocusOut:
                build.set_look(self._frame, "active", "false")
                if not self._line_box.completer().popup().isVisible():
                    self._add_typed()
            elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._takes(event):
                return True
        return super().eventFilter(watched, event)

    def _takes(self, event: QKeyEvent) -> bool:
        empty = not self._line_box.text() and not self._line_box.composing
        if event.key() == Qt.Key.Key_Backspace and empty and self._keys:
            self._remove(self._keys[-1])
            return True
        if event.key() == Qt.Key.Key_Down and empty:
            self._line_box.completer().setCompletionPrefix("")
            self._line_box.completer().complete()
            return True
        return False

    def _fill(self) -> None:
        values = self.field.list.within(self.parent_key) if self.field.list else ()
        model = options(values, blank=False)
        model.setParent(self)
        completer = Suggestions(model, self)
        completer.activated.connect(lambda _text: QTimer.singleShot(0, self, self._add_typed))
        self._line_box.setCompleter(completer)

    def _add_typed(self) -> None:
        text = self._line_box.text().strip()
        if not text:
            return
        read = kinds.read(self.field, text, self.parent_key)
        parts = (read,) if isinstance(read, str) else read
        for part in parts:
            key = meant(self.field, part, self.parent_key)
            if key and key not in self._keys:
                self._keys.append(key)
        self._line_box.clear()
        self._show()
        self.edited.emit()

    def _remove(self, key: str) -> None:
        self._keys.remove(key)
        self._show()
        self._line_box.setFocus()
        self.edited.emit()

    def _show(self) -> None:
        while self._flow.count() > 1:
            taken = self._flow.takeAt(0)
            if taken:
                taken.widget().hide()
                taken.widget().deleteLater()
        for place, key in enumerate(self._keys):
            known = self.field.list is not None and (self.field.list.open or self.field.list.get(key) is not None)
            chip = build.button(f"{kinds.show(self.field, (key,))}  ✕", clicked=lambda key=key: self._remove(key))  # type: ignore[misc]
            chip.setObjectName("chip")
            chip.setProperty("unread", "false" if known else "true")
            chip.setToolTip(_("Remove") if known else _("Not in the list; press to remove"))
            chip.setAccessibleName(_("Remove {name}").format(name=kinds.show(self.field, (key,))))
            chip.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            self._flow.insert(place, chip)
        self._line_box.setPlaceholderText("" if self._keys else _("Type to add"))
        self._frame.updateGeometry()


def _option(label: str, key: str, found_by: str) -> QStandardItem:
    item = QStandardItem(label)
    item.setData(key, KEY)
    item.setData(found_by, WORDS)
    return item
