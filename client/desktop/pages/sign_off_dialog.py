"""部门审核同意: who consents, under which document, the two assessments, and to which entries."""

from collections.abc import Sequence

from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QRadioButton,
    QSizePolicy,
    QWidget,
)

from client.desktop import import_words
from client.desktop.models.lines_model import Column
from client.desktop.models.ticked_lines import TickedLines
from client.desktop.widgets import build
from client.desktop.widgets.listing import Listing
from client.desktop.widgets.search_box import SearchBox
from client.desktop.widgets.typing import Choice, Line
from client.store.query import Row
from client.texts import Translator

_ = Translator("desktop")


class SignOffDialog(QDialog):
    """`entries()` are the ids consented to. `candidates`: the entries without faults that wait for consent."""

    def __init__(self, candidates: Sequence[Row], approvers: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._candidates = candidates
        self.setWindowTitle(_("Sign-off by the department"))
        self.resize(760, 640)
        self.approver = Choice()
        self.approver.setEditable(True)
        self._name = Line()
        self.approver.setLineEdit(self._name)
        self.approver.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.approver.addItems(list(approvers))
        self.approver.setAccessibleName(_("Approver"))
        self.document = Line()
        self.document.setPlaceholderText(_("For example 清民函〔2025〕12号; may stay blank"))
        self.secrecy = QCheckBox(_("The risk to state secrets was assessed"))
        self.personal = QCheckBox(_("The impact on personal information was assessed"))
        count = len(candidates)
        self.everything = QRadioButton(
            _.plural("The {count} entry without faults", "All {count} entries without faults", count).format(
                count=count
            )
        )
        self.some = QRadioButton(_("Only those ticked below"))
        self.everything.setChecked(True)
        self.search = SearchBox(_("Search names"))
        self.list = self._make_list()
        self.lacks = build.label("", "muted", wrap=True)
        self._accept = self._make_buttons()
        self._lay_out()
        self.search.searched.connect(self._show_candidates)
        for choice in (self.everything, self.some, self.secrecy, self.personal):
            choice.toggled.connect(lambda _on: self._react())
        self.approver.editTextChanged.connect(lambda _text: self._react())
        self.ticked.dataChanged.connect(lambda *_where: self._react())
        self._show_candidates("")
        self._react()

    def entries(self) -> tuple[str, ...]:
        """The ids consented to, in the order of the list."""
        if self.everything.isChecked():
            return tuple(row.id for row in self._candidates)
        return tuple(row.id for row in self._candidates if row.id in self.ticked.ticked)

    def _make_list(self) -> Listing:
        columns: tuple[Column[Row], ...] = (
            Column(_("Entry name"), lambda row: row.name or _("(no name yet)")),
            Column(_("Provider"), lambda row: row.provider, 12),
        )
        made = Listing(columns, _("Entries without faults"))
        self.ticked = TickedLines(columns, lambda row: row.id, self)
        made.use_model(self.ticked)
        made.say_when_blank(_("No entry without faults waits for consent."))
        return made

    def _make_buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(_("Cancel"))
        self.agree = buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        self.agree.setProperty("look", "primary")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        return buttons

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.addRow(build.label(_("Approver")), self.approver)
        form.addRow(build.label(_("Document number")), self.document)
        held = QWidget()
        form.setContentsMargins(0, 0, 0, 0)
        held.setLayout(form)
        law = build.label(
            _("Decree 809, article 13: both come before the consent. An edit afterwards voids it for that entry."),
            "muted",
            wrap=True,
        )
        foot = build.row(self.lacks, self._accept, spacing=12)
        foot.setStretch(0, 1)
        parts = (
            build.label(self.windowTitle(), "heading"),
            held,
            law,
            self.secrecy,
            self.personal,
            build.line(),
            build.row(self.everything, self.some, 0, spacing=16),
            self.search,
            self.list,
            foot,
        )
        self.setLayout(build.stack(*parts, margins=(24, 20, 24, 20), spacing=10))

    def _show_candidates(self, text: str) -> None:
        sought = text.casefold()
        self.list.show_lines([row for row in self._candidates if sought in row.name.casefold()], same="id")

    def _react(self) -> None:
        for part in (self.search, self.list):
            part.setEnabled(self.some.isChecked())
        count = len(self.entries())
        self.agree.setText(
            _.plural("Consent to {count} entry", "Consent to {count} entries", count).format(count=count)
        )
        named = bool(self._name.text().strip())
        missing = [
            text
            for text, done in (
                (_("the approver"), named),
                (_("the two assessments"), self.secrecy.isChecked() and self.personal.isChecked()),
                (_("the entries"), count > 0),
            )
            if not done
        ]
        self.lacks.setText(_("Still open: {things}").format(things=import_words.listed(missing)) if missing else "")
        self.agree.setEnabled(not missing)
