"""Two entries side by side: field by field, then their items; what differs stands out, what is equal stays quiet."""

import html
from collections.abc import Iterator
from itertools import zip_longest

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from client.catalog import kinds, plain
from client.catalog import profile as profiles
from client.catalog.entry import Entry
from client.desktop import palette
from client.texts import Translator

_ = Translator("desktop")
_MOST = 400
"""Items shown of each side."""
_Row = tuple[str, str, str, bool]


class Comparison(QTextBrowser):
    """A sheet for reading; `show_pair` fills it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pair: tuple[Entry, Entry] | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setObjectName("article")
        self.setAccessibleName(_("Side by side"))

    def show_pair(self, one: Entry, other: Entry) -> None:
        """Shows two entries."""
        self._pair = (one, other)
        self.setHtml(_page(one, other))

    def clear(self) -> None:
        """Nothing to compare."""
        self._pair = None
        super().clear()

    def changeEvent(self, event: QEvent) -> None:
        """Other colours: set again."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._pair:
            self.setHtml(_page(*self._pair))


def rows(one: Entry, other: Entry) -> list[_Row]:
    """(label, value here, value there, whether they differ), fields both leave blank left out."""
    profile, theirs = profiles.of(one), profiles.of(other)
    labels = {field.id: str(field.label) for field in (*theirs.fields, *profile.fields)}
    found = []
    for name in dict.fromkeys([field.id for field in (*profile.fields, *theirs.fields)]):
        mine, other_value = profile.field(name), theirs.field(name)
        left = kinds.show(mine, one.get(name)) if mine else ""
        right = kinds.show(other_value, other.get(name)) if other_value else ""
        if left or right:
            found.append((labels[name], left, right, plain.key(left) != plain.key(right)))
    return found


def items(one: Entry, other: Entry) -> list[_Row]:
    """Items with the same name beside one another, then those that only one side has."""
    theirs = {plain.key(item.text("item_name")): item.text("item_name") for item in other.items}
    both, left = [], []
    for item in one.items:
        name = item.text("item_name")
        same = theirs.pop(plain.key(name), None)
        if same is None:
            left.append(name)
        else:
            both.append(("", name, same, False))
    only = [("", mine, other_name, True) for mine, other_name in zip_longest(left, theirs.values(), fillvalue="")]
    return [*both, *only]


def _page(one: Entry, other: Entry) -> str:
    now = palette.colours()
    style = (
        f"body {{ color: {now.text}; }} td, th {{ text-align: left; }} th, .label {{ color: {now.muted}; }}"
        f" td {{ border-top: 1px solid {now.line}; }} .other {{ background-color: {now.warning_soft}; }}"
        f" .part {{ font-weight: bold; }}"
    )
    head = f"<tr><th></th><th>{_safe(one.text('name'))}</th><th>{_safe(other.text('name'))}</th></tr>"
    body = "".join(_lines(one, other))
    return (
        f"<html><head><style>{style}</style></head><body>"
        f'<table width="100%" cellspacing="0" cellpadding="5">{head}{body}</table></body></html>'
    )


def _lines(one: Entry, other: Entry) -> Iterator[str]:
    for label, left, right, differs in rows(one, other):
        yield _line(label, left, right, differs=differs)
    word = str(profiles.of(one).item_word)
    both = items(one, other)
    shared = sum(not row[3] for row in both)
    told = _("{word}: {count} in common").format(word=word, count=shared)
    yield f'<tr><td colspan="3" class="part">{_safe(told)}</td></tr>'
    for label, left, right, differs in both[:_MOST]:
        yield _line(label, left, right, differs=differs)


def _line(label: str, left: str, right: str, *, differs: bool) -> str:
    look = ' class="other"' if differs else ""
    return (
        f'<tr><td class="label" width="110">{_safe(label)}</td><td{look} width="45%">{_safe(left)}</td>'
        f'<td{look} width="45%">{_safe(right)}</td></tr>'
    )


def _safe(text: str) -> str:
    return html.escape("".join(char if char.isprintable() else " " for char in text))
