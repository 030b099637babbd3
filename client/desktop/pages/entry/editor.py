"""One entry, open: the form, its items, what is wrong, what was changed, where it stands above. Saved as it is typed."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from client.catalog import changes as differences
from client.catalog import profile as profiles
from client.catalog import wire
from client.catalog.changes import Change, applied
from client.catalog.entry import Entry
from client.catalog.states import Local, Report
from client.checks.handbook.topics import Topic
from client.checks.rule import Finding
from client.desktop.describe import describe
from client.desktop.forms.basis import BasisEditor, LawsDialog
from client.desktop.forms.elements_view import ElementsDialog
from client.desktop.forms.lines import OrganisationEditor
from client.desktop.jobs import Lane
from client.desktop.pages.entry.alike import AlikeWatch
from client.desktop.pages.entry.editor_head import EditorHead
from client.desktop.pages.entry.history_view import past_changes
from client.desktop.pages.entry.list_view import Act
from client.desktop.pages.entry.report_view import standing
from client.desktop.pages.entry.same_fault import SameFault
from client.desktop.pages.entry.session import Session
from client.desktop.pages.entry.sheet import Sheet
from client.desktop.pages.fix_dialog import FixDialog
from client.desktop.pages.page import Notice, Page, Target
from client.desktop.widgets import build
from client.desktop.widgets.problem_banner import ProblemBanner
from client.errors import ClientError
from client.store.query import EntryFilter, Stored
from client.texts import Translator
from client.workflows import check_entries, edit_entry, settle, submit
from client.workflows.check_entries import Fixed
from client.workflows.edit_entry import Edited
from client.workflows.importing import fill_in
from client.workflows.outcome import Changes

_ = Translator("desktop")
Outcome = TypeVar("Outcome")
_DONE_ABOVE = frozenset({Report.QUEUED, Report.SENT, Report.WITHDRAWAL_REQUESTED})


class Editor(QWidget):
    """`closed()` when the clerk goes back to the list, `moved(-1 or 1)` to a neighbour, `asked(key of an act)`."""

    closed = Signal()
    moved = Signal(int)
    asked = Signal(str)

    def __init__(self, page: Page, acts: Sequence[Act], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page, self._ws = page, page.workspace
        self._stored: Stored | None = None
        self._saved_at = ""
        self._sheets: dict[str, Sheet] = {}
        self._neighbours: list[QShortcut] = []
        self.head = EditorHead(acts)
        self.banner = ProblemBanner()
        self._stack = QStackedWidget()
        self.session = Session(page, self._as_typed)
        self.alike = AlikeWatch(page)
        self.same_fault = SameFault(page, lambda: self.entry_id, self._problem)
        layout = build.stack(self.head, self.banner, self._stack, spacing=8)
        layout.setStretch(2, 1)
        self.setLayout(layout)
        self._connect()

    # -- what is open ------------------------------------------------------------------------------------------------

    @property
    def entry_id(self) -> str:
        """The entry that is open, "" for none."""
        return self.session.entry_id

    @property
    def sheet(self) -> Sheet:
        """The sides of the open entry."""
        return cast("Sheet", self._stack.currentWidget())

    def open(self, entry_id: str) -> bool:
        """Opens an entry; false when it is not there (any more)."""
        stored = self._ws.query.entry(entry_id)
        if stored is None or stored.deleted:
            return False
        if self.entry_id == entry_id:
            return True
        self.flush()
        self.session.end()
        self.banner.hide()
        self._saved_at = ""
        sheet = self._sheet(stored.entry)
        self._stack.setCurrentWidget(sheet)
        self.alike.rest(sheet.alike)
        sheet.show_entry(stored.entry)
        sheet.show_origins(fill_in.filled(self._ws, entry_id))
        self.session.begin(stored.entry, self._ws.query.findings(entry_id))
        self._show(stored)
        self.session.look()
        return True

    def leave(self) -> None:
        """Saves what is being typed; nothing is open afterwards."""
        self.flush()
        self.session.end()
        self._stored = None

    def flush(self) -> None:
        """Everything typed goes to the store now."""
        if self.entry_id:
            self.sheet.commit()
            self.session.flush()

    def refresh(self, changes: Changes) -> None:
        """The entry may have been written elsewhere."""
        if not self.entry_id or not (changes.everything or self.entry_id in changes.entries or changes.outbox):
            return
        stored = self._ws.query.entry(self.entry_id)
        if stored is None or stored.deleted:
            self.session.end()
            self._stored = None
            self.closed.emit()
            return
        if profiles.of(stored.entry) is not self.sheet.profile:
            # It follows another standard now, so it needs other sides; what is being typed is stored first.
            entry_id = self.entry_id
            self.leave()
            self.open(entry_id)
            return
        self.session.take_in(stored.entry)
        self._show(stored)

    def show_place(self, place: int, count: int) -> None:
        """Where the entry stands in the list."""
        self.head.show_place(place, count)

    def go_to(self, item_id: str, field_id: str) -> None:
        """Leads to a place in the open entry."""
        self.sheet.go_to(item_id, field_id)

    # -- deeds -------------------------------------------------------------------------------------------------------

    def ask_fix(self, finding: Finding) -> None:
        """Shows what mending would change, then does it."""
        self.flush()
        entry = self.sheet.entry()
        found = check_entries.preview_fix(self._ws, entry, finding)
        if not found:
            self._say(_("This one can only be mended by hand."))
            return
        what = describe(finding, self.sheet.profile).what
        dialog = FixDialog(_("Mend this place"), what, [(entry, applied(entry, found))], _("Mend"), self)
        if self._page.ask.run(dialog):
            self._act(lambda: check_entries.fix(self._ws, entry.id, finding), self._fixed)

    def ask_explanation(self, finding: Finding) -> None:
        """Asks for the 说明 that lets a warning pass."""
        self.flush()
        entry = self.sheet.entry()
        place = (finding.rule, finding.item, finding.field)
        held = next((one.text for one in entry.explanations if (one.rule, one.item, one.field) == place), "")
        text = self._page.ask.write(
            _("Explanation"),
            describe(finding, self.sheet.profile).what
            + "\n"
            + _("Say why it is right as it is. It travels with the entry."),
            value=held,
            long=True,
            yes=_("Keep the explanation"),
        )
        if text is not None:
            self._act(lambda: edit_entry.explain(self._ws, entry.id, finding, text), self._explained)

    def ask_elements(self) -> None:
        """Items from the dictionary of data elements; the table's own undo takes them back."""
        grid = self.sheet.grid
        dialog = ElementsDialog(self._ws.tables.elements, grid.present, self)
        if self._page.ask.run(dialog) and dialog.chosen:
            grid.take_elements(dialog.chosen, into_row=dialog.into_row)

    def ask_basis(self, editor: BasisEditor) -> None:
        """A law or regulation as the basis of a refusal."""
        dialog = LawsDialog(self)
        if self._page.ask.run(dialog) and dialog.basis:
            editor.add(dialog.basis)

    def take_back(self, changes: Sequence[Change]) -> None:
        """One line of the history, the other way round."""
        self.flush()
        entry = self.sheet.entry()
        after = applied(entry, changes)
        if not differences.between(entry, after):
            self._say(_("It stands like that already."))
            return
        self._act(
            lambda: edit_entry.save(self._ws, after, entry),
            lambda done: self._say(_("As it was before."), done.act),
        )

    def settle(self, choices: dict[tuple[str, str], settle.Side]) -> None:
        """Whose value stays, where both sides have changed it."""
        self.flush()
        entry_id = self.entry_id
        self._act(
            lambda: settle.settle(self._ws, entry_id, choices),
            lambda done: self._say(_("Settled; the other value stays in the history."), done.act),
        )

    def take_out(self, platform: str) -> None:
        """Takes the report out of the queue."""
        entry_id = self.entry_id
        self._act(
            lambda: submit.take_back(self._ws, platform, [entry_id]),
            lambda done: self._say(
                _("Taken out of the queue.") if done.entries else _("It may be on its way already and stays.")
            ),
        )

    # -- inside ------------------------------------------------------------------------------------------------------

    def _connect(self) -> None:
        self.head.back_asked.connect(self.closed)
        self.head.moved.connect(self.moved)
        self.head.asked.connect(self.asked)
        self.head.next_fault_asked.connect(self._next_fault)
        self.session.told.connect(self._tell)
        self.session.saved.connect(self._saved)
        self.session.merged.connect(self._merge)
        self.session.failed.connect(lambda problem: self.banner.show_problem(problem, self.session.touch))
        for keys, act in (
            ("Alt+Up", partial(self.moved.emit, -1)),
            ("Alt+Down", partial(self.moved.emit, 1)),
            ("Esc", self.closed.emit),
            ("F8", self._next_fault),
            ("Ctrl+S", self.flush),
            ("Ctrl+PgUp", lambda: self._turn(-1)),
            ("Ctrl+PgDown", lambda: self._turn(1)),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
            if keys.startswith("Alt"):
                self._neighbours.append(shortcut)

    def _sheet(self, entry: Entry) -> Sheet:
        """The sides for the standard of an entry; made once for each standard."""
        profile = profiles.of(entry)
        held = self._sheets.get(profile.key)
        # A pack may have brought the same version with other content.
        if held is None or held.profile is not profile:
            made = Sheet(profile)
            made.edited.connect(self._edited)
            made.left.connect(self.session.flush)
            made.naming.connect(self._naming)
            made.alike.chosen.connect(self.alike.open)
            made.findings.alike_asked.connect(self.same_fault.ask)
            made.turned.connect(lambda _tab: self._show_side())
            made.fix_asked.connect(self.ask_fix)
            made.explain_asked.connect(self.ask_explanation)
            made.grid.elements_asked.connect(self.ask_elements)
            made.help.more_asked.connect(self._ask_help)
            made.history.back_asked.connect(self.take_back)
            made.report.settle_asked.connect(self.settle)
            made.report.take_back_asked.connect(self.take_out)
            names = [name for name, _held in self._ws.query.facets(EntryFilter(), "provider") if name][:500]
            for place in made.form.places.values():
                if isinstance(place.editor, OrganisationEditor):
                    place.editor.suggest(names)
                elif isinstance(place.editor, BasisEditor):
                    place.editor.asked.connect(partial(self.ask_basis, place.editor))
            self._sheets[profile.key] = made
            self._stack.addWidget(made)
        return self._sheets[profile.key]

    def _ask_help(self, topic: Topic) -> None:
        self._page.requested.emit(Target("help", filter=topic, file=self._page.name))

    def _show(self, stored: Stored) -> None:
        self._stored = stored
        row = next(iter(self._ws.query.rows(EntryFilter(ids=(stored.entry.id,)))), None)
        report = "queued" if row and row.waiting else row.report if row else "none"
        self.head.show_entry(stored, report)
        self._show_deed()
        self._show_side()

    def _show_deed(self) -> None:
        if self._stored and self.entry_id:
            self.head.show_deed(self.sheet.faults(), self._deed(self._stored))

    def _deed(self, stored: Stored) -> str:
        """What comes next for an entry without faults."""
        if stored.local is Local.WITHDRAWN:
            return ""
        if self.sheet.profile.signoff and stored.local is not Local.SIGNED_OFF:
            return "sign_off"
        for one in self._ws.query.platforms():
            known = self._ws.query.remote(one.name, stored.entry.id) if one.role == "editor" else None
            if known and known.report in _DONE_ABOVE:
                return ""
            same = known and known.base_snapshot and wire.digest(known.base_snapshot) == _digest(stored.entry)
            if same or self._ws.query.queued(one.name, stored.entry.id):
                return ""
        return "submit"

    def _show_side(self) -> None:
        """History and reports are read when they are looked at."""
        sheet, stored = self.sheet, self._stored
        for shortcut in self._neighbours:
            # In the table of items the same keys move rows; two owners of a key would both stay silent.
            shortcut.setEnabled(sheet.tabs.currentIndex() != Sheet.ITEMS)
        if stored is None:
            return
        if sheet.tabs.currentIndex() == Sheet.HISTORY:
            names = {one.id: one.name for one in self._ws.query.people()}
            query, profile = self._ws.query, sheet.profile
            self._page.act(
                lambda _progress: past_changes(query.history(stored.entry.id), stored.entry, profile, names),
                lane=Lane.NETWORK,
                then=sheet.history.show_lines,
            )
        elif sheet.tabs.currentIndex() == Sheet.FINDINGS:
            self.same_fault.count(sheet.findings)
        elif sheet.tabs.currentIndex() == Sheet.REPORT:
            sheet.report.show_standing(standing(self._ws.query, stored))

    def _as_typed(self) -> Entry:
        return self.sheet.entry()

    def _merge(self, stored: Entry, shown: Entry) -> None:
        self.sheet.take_in(stored, shown)

    def _edited(self) -> None:
        self.session.touch()
        self.head.name.say(self.sheet.entry().text("name") or _("(no name yet)"))
        self.head.show_saved("", typing=True)

    def _naming(self, on: bool) -> None:
        if on and self.entry_id:
            self.alike.want(self.sheet.alike, self.sheet.entry())
        else:
            self.alike.rest(self.sheet.alike)

    def _tell(self, findings: Sequence[Finding]) -> None:
        self.sheet.tell(findings)
        self._show_deed()
        if self.sheet.tabs.currentIndex() == Sheet.FINDINGS:
            self.same_fault.count(self.sheet.findings)

    def _saved(self, at: str) -> None:
        self._saved_at = at or self._saved_at
        self.head.show_saved(self._saved_at, typing=not self.session.at_rest)

    def _next_fault(self) -> None:
        if not self.sheet.next_fault():
            self._say(_("Nothing is wrong here."))

    def _turn(self, by: int) -> None:
        tabs = self.sheet.tabs
        tabs.setCurrentIndex((tabs.currentIndex() + by) % tabs.count())

    def _act(self, work: Callable[[], Outcome], then: Callable[[Outcome], None]) -> None:
        self._page.act(lambda _progress: work(), then=then, otherwise=self._problem)

    def _problem(self, problem: ClientError) -> None:
        self.banner.show_problem(problem)

    def _say(self, text: str, undo: str = "") -> None:
        self._page.noticed.emit(Notice(text, undo))

    def _fixed(self, done: Fixed) -> None:
        text = _.plural("{count} place mended", "{count} places mended", done.fixes).format(count=f"{done.fixes:,}")
        self._say(text, done.act)

    def _explained(self, done: Edited) -> None:
        self._say(_("Explained."), done.act)


def _digest(entry: Entry) -> str:
    return wire.digest(wire.body_of(entry))
