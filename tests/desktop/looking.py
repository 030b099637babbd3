"""Finding what a person would look for: a button by its word, the texts that can be read."""

from typing import TypeVar, cast

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget

from client.desktop.forms.choices import CodeEditor

Kind = TypeVar("Kind", bound=QObject)


def all_of(parent: QObject, kind: type[Kind]) -> list[Kind]:
    """Every part of this kind, however deep (the stubs of `findChildren` give nothing to hold on to)."""
    return cast("list[Kind]", list(parent.findChildren(kind)))


def button(parent: QWidget, text: str) -> QPushButton:
    """The button with this word."""
    return next(one for one in all_of(parent, QPushButton) if one.text() == text)


def texts(parent: QWidget) -> list[str]:
    """What labels say."""
    return [one.text() for one in all_of(parent, QLabel)]


def line_of(editor: CodeEditor) -> QLineEdit:
    """Where a code list is typed into."""
    return cast("QLineEdit", editor.box.lineEdit())
