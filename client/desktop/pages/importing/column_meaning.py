"""What a column means, said by the clerk where it was not understood or understood wrongly."""

import re
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QFrame

from client.catalog.profile import Profile
from client.desktop.widgets import build
from client.desktop.widgets.typing import Choice
from client.spreadsheets.drafts import ColumnMatch
from client.texts import Translator
from client.workflows.importing.prepared import Request

_ = Translator("desktop")
LETTERS = re.compile(r"[A-Z]{1,3}")
"""A column named by its letters: it means this column of this very file."""
ALONE = ""
"""The field of a column that is left alone."""


def taught(request: Request, meanings: Sequence[tuple[ColumnMatch, str]]) -> Request:
    """The request with what the clerk said about columns; the last word about a column counts."""
    said = dict(request.mapping)
    said |= {_column_key(column): field for column, field in meanings}
    return replace(request, mapping=tuple(said.items()))


def _column_key(column: ColumnMatch) -> str:
    """The column by its label, so that other files profit too; by its letter where the label would be misread."""
    label, group = column.header, column.group
    if not label or "/" in label + group or LETTERS.fullmatch(label):
        return column.column
    return f"{group}/{label}" if group else label


class ColumnMeaning(QFrame):
    """Below the list of columns: the picked one and what it means. `said(ColumnMatch, field id or ALONE)`."""

    said = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self._column: ColumnMatch | None = None
        self._present = ALONE
        self._question = build.label("", "strong")
        self.choice = Choice()
        self.choice.setAccessibleName(_("What the column means"))
        self.choice.setMaxVisibleItems(20)
        self.choice.currentIndexChanged.connect(lambda _place: self._compare())
        self.say = build.button(_("Read the file again with this"), "", "sync", clicked=self._say)
        note = build.label(_("Remembered for your office when the file is imported."), "muted", wrap=True)
        head = build.row(self._question, note, spacing=16)
        head.setStretch(1, 1)
        line = build.row(self.choice, self.say, 0, spacing=12)
        self.setLayout(build.stack(head, line, margins=(12, 10, 12, 10), spacing=6))
        self.hide()

    def use(self, profile: Profile) -> None:
        """Offers the fields of a standard."""
        with QSignalBlocker(self.choice):
            self.choice.clear()
            self.choice.addItem(_("Do not import this column"), ALONE)
            for field in profile.fields:
                self.choice.addItem(str(field.label), field.id)
            form = _("{item}: {field}")
            for field in profile.item_fields:
                self.choice.addItem(form.format(item=profile.item_word, field=str(field.label)), field.id)

    def ask_about(self, column: ColumnMatch | None) -> None:
        """The picked column; our own marks are not open to question."""
        self._column = column
        self.setVisible(column is not None and not (column.field or "").startswith("@"))
        if column is None:
            return
        name = " / ".join(part for part in (column.group, column.header) if part)
        form = _("Column {column} “{name}” means") if name else _("Column {column} means")
        self._question.setText(form.format(column=column.column, name=name))
        self._present = column.field or ALONE
        # Another column means the same more clearly; a clerk who picks this one most likely wants it instead.
        place = self.choice.findData(column.field or column.suggest or ALONE, Qt.ItemDataRole.UserRole)
        self.choice.setCurrentIndex(max(place, 0))
        self._compare()

    def _compare(self) -> None:
        # A column without a name is left alone anyway.
        self.say.setEnabled(self.choice.currentData() != self._present)

    def _say(self) -> None:
        if self._column:
            self.said.emit(self._column, str(self.choice.currentData()))
