"""Where an import begins: the place to drop files, what will happen, and what was imported before."""

from collections.abc import Sequence

from PySide6.QtWidgets import QSizePolicy, QWidget

from client.desktop.pages.import_history import ImportHistory, PastImport
from client.desktop.widgets import build
from client.desktop.widgets.drop_area import DropArea
from client.desktop.widgets.result_card import ResultCard
from client.desktop.widgets.working import Working
from client.texts import Translator

_ = Translator("desktop")


class StartFace(QWidget):
    """`result` of the last import, `working` while a file is read, `drop`, and `history`."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.result, self.working = ResultCard(), Working()
        self.drop = DropArea(
            "import",
            _("Drop workbooks here, or a whole folder"),
            _(
                "Any layout will do: the header and the columns are recognised."
                " Nothing is stored before you have seen what would happen."
            ),
        )
        self.steps = _make_steps()
        self._rest = QWidget()
        self._rest.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.history = ImportHistory()
        parts = (self.result, self.working, self.drop, self.steps, self.history, self._rest)
        layout = build.stack(build.label(title, "title"), *parts, spacing=16)
        for part in (self.drop, self.history, self._rest):
            layout.setStretchFactor(part, 1)
        self.setLayout(layout)

    def show_imports(self, imports: Sequence[PastImport]) -> None:
        """With a history below, the place to drop files is a band; before, it invites."""
        self.history.show_imports(imports)
        lines = self.fontMetrics().height() * (10 if imports else 18)
        self.drop.setMaximumHeight(max(lines, self.drop.minimumSizeHint().height()))
        for part in (self.steps, self._rest):
            part.setVisible(not imports)


def _make_steps() -> QWidget:
    """What will happen, for somebody who does it for the first time."""
    steps = (
        ("file", _("1  Drop the file"), _("xlsx, xls, et, ods, csv; your own table is fine, no template is needed.")),
        (
            "search",
            _("2  See what would happen"),
            _("New, changed, already here, faulty: entry by entry, field by field."),
        ),
        ("undo", _("3  Import, and change your mind"), _("Everything comes in at once and can be taken back at once.")),
    )
    cards = []
    for icon, title, text in steps:
        words = build.stack(build.label(title, "strong"), build.label(text, "muted", wrap=True), 0, spacing=4)
        line = build.row(build.stack(build.icon_label(icon, "accent", 24), 0), words, spacing=12)
        line.setStretch(1, 1)
        cards.append(build.card(line))
    row = QWidget()
    beside = build.row(spacing=16)
    for card in cards:
        beside.addWidget(card, 1)
    row.setLayout(beside)
    row.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return row
