"""不予共享依据: written freely, or picked from the laws and regulations; what cannot carry a refusal says so at once."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QSizePolicy, QWidget

from client.catalog import kinds
from client.catalog.profile import Field
from client.checks import refusals
from client.checks.words import Law, has_chinese, law_titles
from client.desktop.forms.lines import LongEditor
from client.desktop.forms.lookup import Lookup
from client.desktop.models.lines_model import Column
from client.desktop.widgets import build
from client.desktop.widgets.typing import Line
from client.texts import Translator

_ = Translator("desktop")
_SIDE = 190


class BasisEditor(LongEditor):
    """`asked()`: the list of laws is wanted; what is picked comes back by `add`."""

    asked = Signal()

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        choose = build.button(_("Choose a law…"), "small", "search", clicked=self.asked.emit)
        self.note = build.label("", "small", wrap=True)
        self.note.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        side = QWidget()
        side.setFixedWidth(_SIDE)
        side.setLayout(build.stack(build.row(choose, 0), self.note, 0, spacing=4))
        self.line.addWidget(side, 0, Qt.AlignmentFlag.AlignTop)
        self.box.textChanged.connect(self._look)
        self._look()

    def add(self, text: str) -> None:
        """Writes a basis behind what stands there."""
        before = str(kinds.read(self.field, self.box.toPlainText())).rstrip("；;。 ")
        self.box.setPlainText(f"{before}；{text}" if before else text)

    def _look(self) -> None:
        text, rank = verdict(self.box.toPlainText())
        self.note.setText(text)
        build.set_look(self.note, "rank", rank)


def verdict(text: str) -> tuple[str, str]:
    """(what is to be said of a basis, how it looks), blank for a blank one."""
    if not text.strip():
        return "", "small"
    if refusals.names_law(text):
        return _("✓ It can carry a refusal."), "success"
    if refusals.names_document(text):
        return _("Measures, notices and local regulations cannot carry a refusal."), "error"
    return _("Name the law, the administrative regulation or the State Council decision."), "warning"


class LawsDialog(QDialog):
    """`basis` is what the clerk has put together: the title in its brackets, with the article."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Basis of the refusal"))
        self.resize(640, 560)
        self.laws = Lookup(
            _columns(),
            _("Laws and regulations"),
            _("Search by characters, or by the first letters of the pinyin"),
            lambda one: (one.title,),
            _("Not in the list. Another law can be written by hand; it is judged by its kind."),
        )
        self.laws.list.opened.connect(lambda _law: self.accept())
        self.laws.list.picked.connect(lambda _law: self._react())
        self.laws.search.textChanged.connect(lambda _text: self._react())
        self.article = Line()
        self.article.setPlaceholderText(_("such as 第七条"))
        self.article.setAccessibleName(_("Article"))
        self.article.textChanged.connect(lambda _text: self._react())
        self._said = build.label("", "muted", wrap=True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(_("Cancel"))
        self._take = buttons.addButton(_("Take it"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._take.setProperty("look", "primary")
        self._take.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        line = build.row(build.label(_("Clause")), self.article, 0)
        hint = _("A refusal to share rests on a law, an administrative regulation or a decision of the State Council.")
        parts = (build.label(hint, wrap=True), self.laws, line, self._said, buttons)
        layout = build.stack(*parts, margins=(24, 20, 24, 20), spacing=12)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.laws.show_lines(law_titles())
        self.laws.search.returnPressed.connect(self.laws.list.setFocus)
        self.laws.search.setFocus()
        self._react()

    @property
    def basis(self) -> str:
        """《…》第…条; a title that is not in the list as it was typed."""
        law: Law | None = self.laws.list.present
        typed = self.laws.search.text().strip().strip("《》")
        title = law.title if law else typed if has_chinese(typed) else ""
        return f"《{title}》{self.article.text().strip()}" if title else ""

    def _react(self) -> None:
        text, rank = verdict(self.basis)
        self._said.setText(f"{self.basis}  {text}".strip())
        build.set_look(self._said, "rank", rank)
        self._take.setEnabled(rank == "success")


def _columns() -> Sequence[Column[Law]]:
    return (
        Column(_("Title of the law"), lambda one: one.title),
        Column(_("Kind"), lambda one: _("Law") if one.kind == "law" else _("Administrative regulation"), 8),
    )
