"""What every editor of a field is. It never refuses a text: what it cannot read stays as it was typed."""

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from client.catalog import kinds
from client.catalog.entry import Value
from client.catalog.profile import Field
from client.desktop.widgets import build
from client.desktop.widgets.typing import Line


class Editor(QWidget):
    """Base of all editors of a field. `edited` comes when the clerk changed the value, `left` when the focus goes.

    `value()` is canonical (keys, ISO dates); a text that could not be read stays the text.
    """

    edited = Signal()
    left = Signal()
    entered = Signal()

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.parent_key = ""
        self.line = QHBoxLayout(self)
        self.line.setContentsMargins(0, 0, 0, 0)
        self.line.setSpacing(6)

    def value(self) -> Value:
        """What stands in the editor."""
        raise NotImplementedError

    def set_value(self, value: Value) -> None:
        """Shows a value, without `edited`."""
        raise NotImplementedError

    def mark(self, fault: str) -> None:
        """Colours the frame for "error" or "warning", "" for none."""
        for part in self.marked():
            build.set_look(part, "fault", fault)

    def marked(self) -> tuple[QWidget, ...]:
        """The widgets that `mark` colours."""
        return ()

    def link_to(self, key: str) -> None:
        """The value of the field this one is linked to has become `key`."""
        self.parent_key = key

    def watch(self, widget: QWidget) -> None:
        """Makes a part of the editor count for `entered` and `left`."""
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notices the focus coming and going."""
        if event.type() == QEvent.Type.FocusIn:
            self.entered.emit()
        elif event.type() == QEvent.Type.FocusOut:
            self.left.emit()
        return super().eventFilter(watched, event)


class LineEditor(Editor):
    """One line: names, codes, numbers, addresses. Leaving it shows the value as it was read."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.box = Line()
        self.setFocusProxy(self.box)
        self.line.addWidget(self.box, 1)
        self.watch(self.box)
        self.box.textEdited.connect(lambda _text: self.edited.emit())
        self.box.editingFinished.connect(self._tidy)

    def value(self) -> Value:
        """The typed text as this kind of field reads it."""
        return kinds.read(self.field, self.box.text(), self.parent_key)

    def set_value(self, value: Value) -> None:
        """Shows a value."""
        shown = kinds.show(self.field, value)
        if shown != self.box.text():
            self.box.setText(shown)

    def marked(self) -> tuple[QWidget, ...]:
        """The line."""
        return (self.box,)

    def _tidy(self) -> None:
        shown = kinds.show(self.field, self.value())
        if shown != self.box.text():
            self.box.setText(shown)
