"""One answer for each provider, or for words in name and abstract, instead of one for the whole file."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QGridLayout, QLineEdit, QWidget

from client.catalog.profile import Profile
from client.desktop.widgets import build
from client.desktop.widgets.scrolled import scrolled
from client.desktop.widgets.typing import Choice, Line
from client.spreadsheets.filling.answers import PROVIDER, Fill
from client.texts import Translator
from client.workflows.importing.fill_in import Question

_ = Translator("desktop")
_WORDS = 6
_MOST = 300
Cell = Choice | Line


class ByTable(QDialog):
    """`fill` is what was said. `how` is PROVIDER (a line for each of `providers`) or WORD (lines for words to be typed)."""

    def __init__(
        self, question: Question, profile: Profile, how: str, providers: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._question, self._profile, self._how = question, profile, how
        self.rows: list[tuple[QLineEdit | str, Cell]] = []
        label = profile.label(question.field, item=question.of_item)
        by_provider = how == PROVIDER
        title = _("{field} by provider") if by_provider else _("{field} by words in name or abstract")
        self.setWindowTitle(title.format(field=label))
        self.resize(640, 500)
        grid = QGridLayout()
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        for name in providers[:_MOST] if by_provider else [""] * _WORDS:
            self._add(grid, name if by_provider else self._word())
        self.others = self._cell(_("all others"))
        grid.addWidget(build.label(_("all others"), "muted"), len(self.rows), 0)
        grid.addWidget(self.others, len(self.rows), 1)
        text = (
            _("What stays open here stays open in the entries of that provider.")
            if by_provider
            else _("The first word that stands in the name or the abstract of an entry counts.")
        )
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(_("Cancel"))
        accept = buttons.addButton(_("Use these"), QDialogButtonBox.ButtonRole.AcceptRole)
        accept.setProperty("look", "primary")
        accept.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        inside = build.stack(grid, 0, margins=(4, 4, 12, 4))
        parts = (build.label(self.windowTitle(), "heading"), build.label(text, wrap=True), scrolled(inside), buttons)
        self.setLayout(build.stack(*parts, margins=(24, 20, 24, 20), spacing=12))

    @property
    def fill(self) -> Fill | None:
        """The table as an answer, None when nothing was said."""
        said = {key: value for key, value in ((_text(one), _said(cell)) for one, cell in self.rows) if key and value}
        rest = _said(self.others)
        return Fill(self._question.field, self._how, rest, said, self._question.of_item) if said or rest else None

    def _add(self, grid: QGridLayout, key: QLineEdit | str) -> None:
        place = len(self.rows)
        cell = self._cell(key if isinstance(key, str) else _("Value {number}").format(number=place + 1))
        grid.addWidget(build.label(key, wrap=True) if isinstance(key, str) else key, place, 0)
        grid.addWidget(cell, place, 1)
        self.rows.append((key, cell))

    def _word(self) -> Line:
        made = Line()
        made.setPlaceholderText(_("a word, for example 低保"))
        made.setAccessibleName(_("Word {number}").format(number=len(self.rows) + 1))
        return made

    def _cell(self, name: str) -> Cell:
        field = self._profile.field_of(self._question.field, item=self._question.of_item)
        made: Cell
        if field is None or field.list is None:
            made = Line()
        else:
            made = Choice()
            made.addItem(_("Leave open"), "")
            for value in field.list.values:
                made.addItem(str(value.label), value.key)
        made.setAccessibleName(name)
        return made


def _text(key: QLineEdit | str) -> str:
    return key if isinstance(key, str) else key.text().strip()


def _said(cell: Cell) -> str:
    if isinstance(cell, QComboBox):
        return str(cell.currentData(Qt.ItemDataRole.UserRole) or "")
    return cell.text().strip()
