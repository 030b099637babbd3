"""The five sides of an entry for one standard: 基本信息, 信息项, 问题, 修改记录, 报送与回执, with the help beside."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QTabWidget, QWidget

from client.catalog import kinds
from client.catalog.entry import Entry
from client.catalog.profile import Profile
from client.checks.rule import Finding
from client.desktop.describe import describe
from client.desktop.forms.entry_form import EntryForm
from client.desktop.forms.field_help import FieldHelp
from client.desktop.forms.items_grid import ItemsGrid
from client.desktop.pages.entry import origins
from client.desktop.pages.entry.alike import AlikePanel
from client.desktop.pages.entry.findings_list import FindingsList, ordered
from client.desktop.pages.entry.history_view import HistoryView
from client.desktop.pages.entry.report_view import ReportView
from client.desktop.widgets import build
from client.texts import Translator
from client.workflows.importing.fill_in import Filled

_ = Translator("desktop")
HELP_WIDTH, LEAST_HELP = 320, 248
ROOMY = 1000
"""From this width on the help has its full width; on smaller screens the form comes first."""


class Sheet(QWidget):
    """`edited()` at every change by the clerk, `left()` when a field is left, `turned(tab)` when another side is shown.

    `fix_asked`, `explain_asked` carry a finding. `naming(whether the name is being written)`.
    """

    edited = Signal()
    left = Signal()
    turned = Signal(int)
    fix_asked = Signal(object)
    explain_asked = Signal(object)
    naming = Signal(bool)

    FORM, ITEMS, FINDINGS, HISTORY, REPORT = range(5)

    def __init__(self, profile: Profile, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.profile = profile
        self._entry = Entry("", profile.key)
        self._findings: Sequence[Finding] = ()
        self._field = ("", "")
        self.form = EntryForm(profile, describe)
        self.grid = ItemsGrid(profile, describe)
        self.findings = FindingsList(profile)
        self.history = HistoryView()
        self.report = ReportView(profile)
        self.items_origin = build.label("", "small", wrap=True)
        self.help = FieldHelp(profile, describe)
        self.alike = AlikePanel()
        self.side = QWidget()
        self.side.setLayout(build.stack(self.alike, self.help, spacing=8))
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        for side in (self.form, _padded(self.items_origin, self.grid), self.findings, self.history, self.report):
            self.tabs.addTab(side, "")
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.addWidget(self.tabs)
        self._split.addWidget(self.side)
        self._split.setStretchFactor(0, 1)
        self._split.setChildrenCollapsible(False)
        self.tabs.setMinimumWidth(480)
        self.side.setMinimumWidth(LEAST_HELP)
        self.side.setMaximumWidth(420)
        self.setLayout(build.stack(self._split))
        self._connect()
        self._name_tabs()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The help gives way first; where the clerk has drawn the line stays while the size does."""
        super().resizeEvent(event)
        wide = event.size().width()
        if wide != event.oldSize().width():
            beside = HELP_WIDTH if wide >= ROOMY else LEAST_HELP
            self._split.setSizes([wide - beside, beside])

    def show_entry(self, entry: Entry) -> None:
        """Shows another entry from the start."""
        self._entry, self._field = entry, ("", "")
        self.form.show_entry(entry)
        self.grid.show_items(entry)
        self.help.show_field(None)
        self._name_tabs()

    def show_origins(self, filled: Mapping[str, Filled]) -> None:
        """Which values the imported table did not say, at their fields and above the items."""
        self.form.show_origins(origins.said(filled))
        text = origins.of_items(filled, self.profile)
        self.items_origin.setText(text)
        self.items_origin.setVisible(bool(text))

    def take_in(self, stored: Entry, shown: Entry) -> None:
        """What is stored now, and what the sides have to show: what is being typed stays."""
        self.form.saved(stored)
        self.form.merge(stored)
        if self.grid.model.items != shown.items:
            self.grid.show_items(shown)
        self._name_tabs()

    def entry(self) -> Entry:
        """The entry as it stands on the sides."""
        return replace(self.form.entry(), items=self.grid.model.items)

    def tell(self, findings: Sequence[Finding]) -> None:
        """Shows findings at their fields, in the table, in the list and in the help."""
        self._findings = findings
        self.form.tell(findings)
        self.grid.tell(findings)
        self.findings.tell(findings, self.entry())
        self._name_tabs()
        self._show_help()

    def go_to(self, item_id: str, field_id: str) -> None:
        """Leads to a place."""
        if item_id:
            self.tabs.setCurrentIndex(self.ITEMS)
            self.grid.go_to(item_id, field_id)
        elif field_id:
            self.tabs.setCurrentIndex(self.FORM)
            self.form.go_to(field_id)
        elif self._findings:
            self.tabs.setCurrentIndex(self.FINDINGS)
        if field_id:
            self._enter(item_id, field_id)

    def next_fault(self) -> bool:
        """Leads to the next fault after the present place, then around; false when there is none."""
        places = [one for one in self._in_order() if one.blocks]
        if not places:
            return False
        after = [one for one in places if self._rank(one.item, one.field) > self._rank(*self._field)]
        goal = (after or places)[0]
        self.go_to(goal.item, goal.field)
        self._field = (goal.item, goal.field)
        return True

    def faults(self) -> int:
        """How many findings keep the entry from being reported."""
        return sum(one.blocks for one in self._findings)

    def commit(self) -> None:
        """Takes over what is being typed in an open cell."""
        self.grid.commit()

    def _connect(self) -> None:
        self.form.edited.connect(self._form_edited)
        self.form.left.connect(lambda _field: self.left.emit())
        self.form.entered.connect(lambda field: self._enter("", field))
        self.grid.edited.connect(self._items_edited)
        self.grid.entered.connect(self._enter)
        self.help.example_taken.connect(self._take_example)
        for side in (self.form, self.help, self.findings):
            side.fix_asked.connect(self.fix_asked)
            side.explain_asked.connect(self.explain_asked)
        self.findings.go_asked.connect(lambda one: self.go_to(one.item, one.field))
        self.report.go_asked.connect(self.go_to)
        self.tabs.currentChanged.connect(self._turn)

    def _form_edited(self, field_id: str) -> None:
        if field_id == "name":
            self.naming.emit(True)
        self.edited.emit()

    def _items_edited(self) -> None:
        self._name_tabs()
        self.edited.emit()

    def _turn(self, tab: int) -> None:
        self.side.setVisible(tab in (self.FORM, self.ITEMS))
        self.turned.emit(tab)

    def _enter(self, item_id: str, field_id: str) -> None:
        self._field = (item_id, field_id)
        self.naming.emit((item_id, field_id) == ("", "name"))
        self._show_help()

    def _show_help(self) -> None:
        item_id, field_id = self._field
        field = self.profile.field_of(field_id, item=bool(item_id)) if field_id else None
        if field is None:
            self.help.show_field(None)
            return
        here = [one for one in self._findings if (one.item, one.field) == self._field]
        entry = self.entry()
        item = entry.item(item_id) if item_id else None
        values = item.values if item else entry.values
        self.help.show_field(field, here, required=field.is_required(values))

    def _take_example(self, field_id: str, text: str) -> None:
        item_id, _field = self._field
        if item_id:
            index = self.grid.model.place_of(item_id, field_id)
            self.grid.model.setData(index, text)
            return
        field = self.profile.field(field_id)
        if field:
            self.form.set_value(field_id, kinds.read(field, text, self.entry().text(field.linked_to)))

    def _in_order(self) -> list[Finding]:
        return sorted(ordered(self._findings), key=lambda one: self._rank(one.item, one.field))

    def _rank(self, item_id: str, field_id: str) -> tuple[int, int, int]:
        """Where a place stands: fields of the form, then cell by cell."""
        fields = self.profile.item_fields if item_id else self.profile.fields
        place = next((place for place, one in enumerate(fields) if one.id == field_id), -1)
        items = self.grid.model.items
        row = next((row for row, one in enumerate(items) if one.id == item_id), -1) if item_id else -1
        return (int(bool(item_id)), row, place)

    def _name_tabs(self) -> None:
        blocking, told = self.faults(), len(self._findings)
        items, word = len(self.grid.model.items), str(self.profile.item_word)
        names = (
            _("Basic information"),
            _.plural("{item} {count}", "{item}s {count}", items).format(item=word, count=items) if items else word,
            _("Findings {count}").format(count=blocking) if blocking else _("Findings"),
            _("History"),
            _("Reports and receipts"),
        )
        for place, name in enumerate(names):
            self.tabs.setTabText(place, name)
        self.tabs.setTabToolTip(self.FINDINGS, _("{count} findings, hints included").format(count=told))


def _padded(*parts: QWidget) -> QWidget:
    made = QWidget()
    made.setLayout(build.stack(*parts, margins=(0, 12, 8, 0)))
    return made
