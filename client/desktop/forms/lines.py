"""Editors that are lines of text: numbers, credit codes, organisations, and texts of several lines."""

from math import ceil

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from client.catalog import identifiers, kinds, plain
from client.catalog.entry import Value
from client.catalog.profile import Field
from client.desktop.forms.choices import Suggestions, named
from client.desktop.forms.editor import Editor, LineEditor
from client.desktop.widgets import build
from client.desktop.widgets.typing import Text
from client.texts import Translator

_ = Translator("desktop")
LONG_LINES = (2, 9)


class NumberEditor(LineEditor):
    """A number; written to the right, as in a table of figures."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.box.setMaximumWidth(240)
        self.box.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers)
        self.line.addStretch(0)


class CreditCodeEditor(LineEditor):
    """A unified social credit code, looked at while it is typed: how many characters are missing, whether it can be."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._note = build.label("", "small")
        self._note.setMinimumWidth(96)
        self.line.addWidget(self._note)
        self.box.textChanged.connect(lambda _text: self._look())
        self._look()

    def _look(self) -> None:
        code = plain.narrow(self.box.text()).upper()
        if not code:
            text, rank = _("18 characters"), "small"
        else:
            fault = identifiers.uscc_fault(code)
            text, rank = self._words(fault, len(code)), "warning" if fault else "success"
        self._note.setText(text)
        build.set_look(self._note, "rank", rank)

    @staticmethod
    def _words(fault: str, length: int) -> str:
        if fault == "length" and length < 18:
            return _("{count} to go").format(count=18 - length)
        if fault == "length":
            return _("{count} too many").format(count=length - 18)
        return {
            "": _("✓ Correct"),
            "characters": _("A character that cannot be"),
            "check": _("Check digit does not fit"),
        }[fault]


class OrganisationEditor(LineEditor):
    """The name of an organisation, completed from the names known in this store (`suggest`)."""

    def suggest(self, names: list[str]) -> None:
        """Which names to offer while typing."""
        model = named(names)
        model.setParent(self)
        completer = Suggestions(model, self.box)
        completer.activated.connect(lambda _text: self.edited.emit())
        self.box.setCompleter(completer)


class LongEditor(Editor):
    """Several lines; grows with its text instead of scrolling inside the form."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.box = Text()
        self.setFocusProxy(self.box)
        self.line.addWidget(self.box, 1)
        self.watch(self.box)
        self._quiet = False
        self.box.textChanged.connect(self._changed)
        self.box.document().documentLayout().documentSizeChanged.connect(lambda _size: self._grow())
        self.box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._grow()

    def value(self) -> Value:
        """The text without blanks at the ends of its lines."""
        return kinds.read(self.field, self.box.toPlainText())

    def set_value(self, value: Value) -> None:
        """Shows a value."""
        shown = kinds.show(self.field, value)
        if shown != self.box.toPlainText():
            self._quiet = True
            self.box.setPlainText(shown)
            self._quiet = False

    def marked(self) -> tuple[QWidget, ...]:
        """The text."""
        return (self.box,)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width wraps into another number of lines."""
        super().resizeEvent(event)
        self._grow()

    def _changed(self) -> None:
        self._grow()
        if not self._quiet:
            self.edited.emit()

    def _grow(self) -> None:
        least, most = LONG_LINES
        # QPlainTextEdit counts its size in lines, not in pixels.
        lines = max(least, min(most, round(self.box.document().size().height())))
        height = ceil(QFontMetricsF(self.box.font()).lineSpacing()) * lines + 22
        always = Qt.ScrollBarPolicy.ScrollBarAsNeeded if lines == most else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.box.setVerticalScrollBarPolicy(always)
        if self.box.height() != height or self.box.minimumHeight() != height:
            self.box.setFixedHeight(height)
