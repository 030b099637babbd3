"""A table with a search line over it: every word that is typed must stand somewhere in a line."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from client import initials
from client.catalog import plain
from client.desktop.models.lines_model import Column
from client.desktop.widgets import build
from client.desktop.widgets.listing import Listing
from client.desktop.widgets.search_box import SearchBox


class Lookup(QWidget):
    """`words` gives what a line is found by; its pinyin initials count, too."""

    def __init__(
        self,
        columns: Sequence[Column[Any]],
        name: str,
        prompt: str,
        words: Callable[[Any], Iterable[str]],
        blank: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._words = words
        self._given: Sequence[Any] = ()
        self._keys: list[str] | None = None
        self.search = SearchBox(prompt)
        self.search.searched.connect(lambda _text: self._show())
        self.list = Listing(columns, name)
        self.list.say_when_blank(blank)
        layout = build.stack(self.search, self.list, spacing=8)
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def show_lines(self, lines: Sequence[Any]) -> None:
        """Shows other lines."""
        self._given, self._keys = lines, None
        self._show()

    def _show(self) -> None:
        sought = [key for key in (plain.key(word) for word in self.search.text().split()) if key]
        if not sought:
            self.list.show_lines(self._given)
            return
        if self._keys is None:
            # Of tens of thousands of lines the pinyin takes a moment: only once somebody searches.
            self._keys = [_key(self._words(line)) for line in self._given]
        pairs = zip(self._given, self._keys, strict=True)
        self.list.show_lines([line for line, key in pairs if all(one in key for one in sought)])


def _key(words: Iterable[str]) -> str:
    held = [word for word in words if word]
    return "\n".join([*(plain.key(word) for word in held), *(one for word in held for one in initials.of(word))])
