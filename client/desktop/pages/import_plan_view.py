"""The plan of an import before anything is written: what the file is, what would come of it, and the choice."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QRadioButton, QTabWidget, QWidget

from client.catalog import profile as profiles
from client.desktop import import_words
from client.desktop.pages.import_columns import ColumnsView
from client.desktop.pages.import_faults import DamageView, FaultsView, LeftOutView
from client.desktop.pages.import_lines import LinesView
from client.desktop.pages.importing import column_meaning
from client.desktop.pages.importing.missing_view import MissingView
from client.desktop.pages.importing.questions import LackNote, Questions
from client.desktop.widgets import build
from client.desktop.widgets.result_card import ResultCard
from client.desktop.widgets.tile import Tile
from client.desktop.widgets.typing import Choice
from client.spreadsheets.drafts import ColumnMatch
from client.spreadsheets.filling.answers import Answers
from client.texts import Translator
from client.workflows.importing.fill_in import Question
from client.workflows.importing.planning import LineSummary
from client.workflows.importing.prepared import Prepared, Request
from client.workflows.importing.staging import Staged

_ = Translator("desktop")
_TILES = {
    "new": ("success", "plus"),
    "changed": ("info", "sync"),
    "same": ("text", "check"),
    "duplicate": ("warning", "duplicate"),
    "refused": ("error", "error"),
}
_ROOMY = 620
"""From this height on the numbers stand large."""
Look = Callable[[LineSummary, Callable[[Staged | None], None]], None]


class PlanView(QWidget):
    """`taken(accept)` all or clean, `turned_away()`, `read_again(Request)`, `mark_asked()` for a marked copy,
    `entry_asked(entry id)` to open an entry that is stored.

    `look` fetches the details of a line.
    """

    taken = Signal(str)
    turned_away = Signal()
    read_again = Signal(object)
    mark_asked = Signal()
    entry_asked = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._prepared: Prepared | None = None
        self._again = False
        self._wanted = self._faulty = 0
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self._file = build.label("", "title")
        self._about = build.label("", "muted")
        self._place = build.label("", "muted")
        self.standard = Choice()
        self.standard.setAccessibleName(_("Standard"))
        self.standard.activated.connect(lambda _place: self._choose_standard())
        self.tiles = {name: Tile(import_words.kind(name), *_TILES[name]) for name in import_words.KINDS}
        for name, tile in self.tiles.items():
            tile.clicked.connect(lambda _on=False, name=name: self._press(name))
        self.items = Tile(_("Items"), "text", "columns", pressed=False)
        self.lines = LinesView(look)
        self.lines.entry_asked.connect(self.entry_asked)
        self.columns = ColumnsView()
        self.columns.read_alone.connect(self._read_alone)
        self.columns.meant.connect(self._teach)
        self.questions, self.lack = Questions(), LackNote()
        self.questions.answered.connect(self._fill_in)
        self.result = ResultCard()
        self.tabs.currentChanged.connect(lambda _place: self._show_lack())
        self.lack.asked.connect(lambda: self.tabs.setCurrentWidget(self.questions))
        self.faults, self.left_out, self.damage = FaultsView(), LeftOutView(), DamageView()
        self.missing = MissingView()
        self.missing.entry_asked.connect(self.entry_asked)
        head = build.row(
            build.icon_label("file", "accent", 24),
            build.stack(self._file, self._about, spacing=2),
            0,
            self._place,
            build.label(_("Read by"), "muted"),
            self.standard,
            spacing=12,
        )
        tiles = build.row(*self.tiles.values(), self.items, spacing=12)
        views = (self.lines, self.questions, self.columns, self.faults, self.left_out, self.damage, self.missing)
        for view in views:
            # Taken out again with every plan; from here on Tab leads through them before the foot.
            self.tabs.addTab(view, "")
        self.setLayout(build.stack(head, tiles, self.result, self.lack, self.tabs, self._make_foot(), spacing=12))

    def show_plan(self, prepared: Prepared, questions: Sequence[Question], place: str = "") -> None:
        """Shows another plan and what is open in it; `place` says where the file stands in a folder ("" for none).

        The same file read anew stays on its tab.
        """
        self._again = self._prepared is not None and self._prepared.file == prepared.file
        self._prepared = prepared
        # Counted once: a hundred thousand lines are looked through in no time, but not ten times over.
        kinds = Counter(line.kind for line in prepared.summary.lines)
        self._wanted = kinds["new"] + kinds["changed"]
        self._faulty = prepared.summary.faulty
        summary, understood = prepared.summary, prepared.summary.understanding
        self._file.setText(prepared.file.name)
        self._about.setText(self._described(prepared))
        self._place.setText(place)
        self._away.setText(_("Back to the folder") if place else _("Do not import"))
        self._show_standards()
        for name, tile in self.tiles.items():
            tile.setChecked(False)
            tile.show_number(kinds[name])
            tile.setEnabled(bool(kinds[name]))
        self.items.show_number(sum(line.items for line in summary.lines))
        self.lines.show_plan(prepared, self._faulty)
        self.columns.show_sheets(understood.sheets, profiles.get(understood.profile))
        self.result.hide()
        self.questions.show_questions(prepared, questions)
        taken = [row.question for row in self.questions.taken]
        self.lack.show_lack(questions, taken, profiles.get(understood.profile))
        self.faults.show_faults(summary.faults, profiles.get(understood.profile))
        self.left_out.show_sheets(understood.sheets)
        self.damage.show_damage(understood.damage)
        self.missing.show_missing(summary.missing)
        self._show_tabs()
        self._show_choice()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On low screens the numbers make room for the lists."""
        super().resizeEvent(event)
        for tile in (*self.tiles.values(), self.items):
            tile.be_flat(event.size().height() < _ROOMY)

    def take_focus(self) -> None:
        """The keys go to the entries, or to the tab that was looked at when the file was read anew."""
        (self.lines.list if self.tabs.currentWidget() is self.lines else self.tabs.tabBar()).setFocus()

    def search_names(self) -> None:
        """The cursor goes to the search for a name."""
        self.tabs.setCurrentWidget(self.lines)
        self.lines.search.setFocus()
        self.lines.search.selectAll()

    def show_questions(self) -> None:
        """What the sheet lacks comes to the front."""
        if self.tabs.indexOf(self.questions) >= 0:
            self.tabs.setCurrentWidget(self.questions)

    def set_busy(self, busy: bool) -> None:
        """While the plan is taken over nothing else may be chosen."""
        for part in (self._all, self._clean, self._take, self._away, self._mark, self.standard):
            part.setEnabled(not busy)
        if not busy:
            self._show_choice()

    def _make_foot(self) -> QFrame:
        self._all = QRadioButton(_("Everything; what has faults stays a draft"))
        self._clean = QRadioButton("")
        group = QButtonGroup(self)
        for choice in (self._all, self._clean):
            group.addButton(choice)
            choice.toggled.connect(lambda _on: self._show_take())
        self._all.setChecked(True)
        self._mark = build.button(_("Mark the faults in a copy"), icon="findings", clicked=self.mark_asked.emit)
        self._away = build.button("", clicked=self.turned_away.emit)
        self._take = build.button("", "primary", "import", clicked=self._press_take)
        self._take.setDefault(True)
        return build.card(
            build.row(
                build.stack(self._all, self._clean, spacing=4), 0, self._mark, self._away, self._take, spacing=12
            ),
            padding=12,
        )

    def _described(self, prepared: Prepared) -> str:
        understood = prepared.summary.understanding
        read = sum(sheet.rows.read for sheet in understood.sheets)
        sheets = _.plural("{count} sheet", "{count} sheets", len(understood.sheets)).format(
            count=len(understood.sheets)
        )
        # A text table has no sheets worth counting.
        several = sheets if not understood.encoding else ""
        parts = [understood.format, understood.encoding, several, _("{count} rows read").format(count=f"{read:,}")]
        if understood.ours:
            parts.append(_("a file this client wrote"))
        return " · ".join(part for part in parts if part)

    def _show_standards(self) -> None:
        if self._prepared is None:
            return
        understood = self._prepared.summary.understanding
        fits = {one.profile.partition("@")[0]: one.fit for one in understood.suggested}
        self.standard.clear()
        for name, known in sorted(profiles.load_profiles().items(), key=lambda one: -fits.get(one[0], 0)):
            fit = _("{percent} % fit").format(percent=round(fits[name] * 100)) if name in fits else ""
            self.standard.addItem(" · ".join(part for part in (str(known.title), fit) if part), name)
        self.standard.setCurrentIndex(self.standard.findData(understood.profile.partition("@")[0]))
        self.standard.setMaximumWidth(self.fontMetrics().horizontalAdvance("国") * 32)

    def _show_tabs(self) -> None:
        before = self.tabs.currentWidget() if self._again else None
        self.tabs.clear()
        self.tabs.addTab(self.lines, _("Entries {count}").format(count=f"{self.lines.count:,}"))
        if self.questions.rows:
            open_ = self.questions.count
            filled = _("Filled in") if self.questions.filled else _("Words read")
            lacks = _("To fill in {count}").format(count=open_) if open_ else filled
            self.tabs.addTab(self.questions, lacks)
        unknown = self.columns.unknown
        columns = _("Columns ({count} unknown)").format(count=unknown) if unknown else _("Columns")
        self.tabs.addTab(self.columns, columns)
        for view, text in (
            (self.faults, _("Findings {count}")),
            (self.left_out, _("Left out {count}")),
            (self.damage, _("Changed by Excel {count}")),
            (self.missing, _("Gone from the file {count}")),
        ):
            if view.count:
                self.tabs.addTab(view, text.format(count=f"{view.count:,}"))
        if before is not None and self.tabs.indexOf(before) >= 0:
            self.tabs.setCurrentWidget(before)
        self._show_lack()

    def _show_lack(self) -> None:
        # Beside the questions themselves it would be said twice.
        told = self.questions.count > 0 or bool(self.questions.taken)
        self.lack.setVisible(told and self.tabs.currentWidget() is not self.questions)

    def _show_choice(self) -> None:
        whole = self._wanted - self._faulty
        self._clean.setText(_("Only what has nothing to mend ({count})").format(count=f"{whole:,}"))
        self._clean.setEnabled(bool(self._faulty and whole))
        if not self._clean.isEnabled():
            self._all.setChecked(True)
        self._show_take()

    def _show_take(self) -> None:
        if self._prepared is None:
            return
        count = self._wanted - (self._faulty if self._clean.isChecked() else 0)
        text = _.plural("Import {count} entry", "Import {count} entries", count).format(count=f"{count:,}")
        self._take.setText(text if count else _("Nothing to import"))
        self._take.setEnabled(count > 0)

    def _press(self, name: str) -> None:
        on = self.tiles[name].isChecked()
        for other, tile in self.tiles.items():
            tile.setChecked(on and other == name)
        self.tabs.setCurrentWidget(self.lines)
        self.lines.show_kind(name if on else "")

    def _press_take(self) -> None:
        self.taken.emit("clean" if self._clean.isChecked() else "all")

    def _choose_standard(self) -> None:
        chosen = str(self.standard.currentData(Qt.ItemDataRole.UserRole))
        if self._prepared and chosen != self._prepared.summary.understanding.profile.partition("@")[0]:
            self.read_again.emit(replace(self._prepared.request, profile=chosen))

    def _read_alone(self, sheet: str) -> None:
        self.read_again.emit(replace(self._request(), sheet=sheet))

    def _teach(self, column: ColumnMatch, field: str) -> None:
        self.read_again.emit(column_meaning.taught(self._request(), [(column, field)]))

    def _fill_in(self, answers: Answers) -> None:
        asked = self._request()
        self.read_again.emit(replace(asked, answers=answers.over(asked.answers)))

    def _request(self) -> Request:
        """What was asked of this file so far, by the standard it was read by."""
        asked = self._prepared.request if self._prepared else Request()
        return replace(asked, profile=str(self.standard.currentData()))
