"""导入: drop a file, look at the plan, take it over; what came of it and what was imported before."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from client.desktop.ask import FileKind
from client.desktop.jobs import Job, Lane
from client.desktop.pages.import_history import ImportHistory, PastImport, past_imports
from client.desktop.pages.import_plan_view import PlanView
from client.desktop.pages.importing import marking
from client.desktop.pages.importing.drafting import Drafting
from client.desktop.pages.page import Notice, Page, Target
from client.desktop.widgets import build
from client.desktop.widgets.drop_area import DropArea, files_of
from client.desktop.widgets.problem_banner import ProblemBanner
from client.desktop.widgets.result_card import ResultCard
from client.desktop.widgets.working import Working
from client.errors import ClientError
from client.progress import Progress
from client.spreadsheets.marking.faults import Marked
from client.store.query import EntryFilter
from client.texts import Translator
from client.workflows import export_sheet, import_sheet, mark_sheet
from client.workflows.import_sheet import Accept, Imported
from client.workflows.importing import fill_in
from client.workflows.importing.fill_in import Question
from client.workflows.importing.planning import LineSummary
from client.workflows.importing.prepared import Prepared, Request
from client.workflows.importing.staging import Staged
from client.workflows.outcome import Changes

_ = Translator("desktop")


class ImportPage(Page):
    """Two faces: the place to drop files with the history, and the plan of the present file."""

    name = "import"
    icon = "import"

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.setAcceptDrops(True)
        self._files: list[Path] = []
        self._prepared: Prepared | None = None
        self._job: Job | None = None
        self.banners = build.stack(spacing=8)
        self.working = Working()
        self.result = ResultCard()
        self.drafting = Drafting(self, self._show_problem)
        self.drop = self._make_drop()
        self.steps = _make_steps()
        self._rest = QWidget()
        self._rest.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.history = ImportHistory()
        self.history.undo_asked.connect(self._ask_undo)
        self.history.entries_asked.connect(lambda line: self._show_entries(line.id))
        self.plan = PlanView(self._look)
        self.plan.taken.connect(self.take_over)
        self.plan.turned_away.connect(self.turn_away)
        self.plan.read_again.connect(self._read_again)
        self.plan.mark_asked.connect(self.mark)
        self._start = QWidget()
        self._start.setLayout(
            build.stack(
                build.label(self.title(), "title"),
                self.result,
                self.working,
                self.drop,
                self.steps,
                self.history,
                self._rest,
                spacing=16,
            )
        )
        self.faces = QStackedWidget()
        self.faces.addWidget(self._start)
        self.faces.addWidget(self.plan)
        self.body.addLayout(self.banners)
        self.body.addWidget(self.faces, 1)

    @classmethod
    def title(cls) -> str:
        """导入."""
        return _("Import")

    def refresh(self, changes: Changes) -> None:
        """The history follows imports and undos."""
        if changes.imports or changes.everything or changes.office or changes.entries:
            imports = past_imports(self.workspace.query)
            self.history.show_imports(imports)
            # With a history below, the place to drop files is a band; before, it invites.
            self.drop.setFixedHeight(self.fontMetrics().height() * (10 if imports else 18))
            for part in (self.steps, self._rest):
                part.setVisible(not imports)

    def open(self, target: Target) -> None:
        """A file may be named: it is read at once."""
        if target.file:
            self.read_files([Path(target.file)])

    # -- choosing ----------------------------------------------------------------------------------------------------

    def choose_file(self) -> None:
        """Asks for a file with the system's dialog."""
        kinds = [
            FileKind(_("Workbooks and text tables"), ("*.xlsx", "*.xls", "*.xlsm", "*.csv", "*.txt", "*.et", "*.ods"))
        ]
        path = self.ask.open_file(_("Choose a file to import"), kinds)
        if path:
            self.read_files([path])

    def save_template(self) -> None:
        """Asks where to put a blank workbook of the present standard."""
        standard = self.workspace.profile
        name = _("Blank template {standard}.xlsx").format(standard=standard.title)
        path = self.ask.save_file(_("Save the blank template"), name, [FileKind(_("Workbook"), ("*.xlsx",))])
        if path:
            out = path if path.suffix else path.with_suffix(".xlsx")
            self.act(
                lambda _progress: export_sheet.template(self.workspace, out),
                lane=Lane.HEAVY,
                then=lambda made: self.noticed.emit(Notice(_("Saved: {path}").format(path=made))),
                otherwise=self._show_problem,
            )

    def read_files(self, files: Sequence[Path]) -> None:
        """Reads the first file; the others follow one after the other, when this one is decided."""
        self._files += files
        if self._prepared is None and self._job is None:
            build.clear(self.banners)
            self.result.hide()
            self._read_next()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped anywhere on the page."""
        if files_of(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Let go."""
        files = files_of(event.mimeData())
        if files:
            event.acceptProposedAction()
            self.read_files(files)

    # -- the plan ----------------------------------------------------------------------------------------------------

    def take_over(self, accept: Accept) -> None:
        """Writes the plan into the store."""
        prepared = self._prepared
        if prepared is None or self._job is not None:
            return
        self.plan.set_busy(True)
        self._job = self.act(
            lambda progress: import_sheet.apply(self.workspace, prepared, accept, progress),
            label=_("Importing {file}").format(file=prepared.file.name),
            stoppable=True,
            then=partial(self._taken, prepared),
            otherwise=partial(self._not_taken, prepared),
        )
        self._job.cancelled.connect(lambda: self.noticed.emit(Notice(_("Stopped; nothing was imported."))))
        self._job.ended.connect(self._take_ended)

    def turn_away(self) -> None:
        """The file is not imported; the next one comes."""
        if self._prepared and self._job is None:
            self._prepared.discard()
            self._prepared = None
            self._read_next()

    def mark(self) -> None:
        """A copy of the office's file with its faults marked, before or instead of the import."""
        prepared = self._prepared
        out = marking.where(self.ask, prepared) if prepared and self._job is None else None
        if prepared is None or out is None:
            return
        self.plan.set_busy(True)
        self._job = self._marking(
            prepared, lambda progress: mark_sheet.mark(prepared, out, progress), self.plan.result, out
        )
        self._job.ended.connect(self._mark_ended)

    def _mark_again(self, prepared: Prepared) -> None:
        out = marking.where(self.ask, prepared)
        if out:
            self._marking(prepared, partial(marking.again, self.workspace, prepared, out), self.result, out)

    def _marking(self, prepared: Prepared, work: Callable[[Progress], Marked], card: ResultCard, out: Path) -> Job:
        return self.act(
            work,
            label=_("Marking {file}").format(file=prepared.file.name),
            lane=Lane.HEAVY,
            stoppable=True,
            then=lambda marked: marking.say(card, marked, out),
            otherwise=self._show_problem,
        )

    def _mark_ended(self) -> None:
        self._job = None
        self.plan.set_busy(False)

    def _read_next(self) -> None:
        if self._files:
            self._read(self._files.pop(0), Request())
        else:
            self.faces.setCurrentWidget(self._start)

    def _read_again(self, request: Request) -> None:
        prepared = self._prepared
        if prepared and self._job is None:
            prepared.discard()
            self._prepared = None
            self._read(prepared.file, request)

    def _read(self, file: Path, request: Request) -> None:
        self.faces.setCurrentWidget(self._start)
        self.drop.setEnabled(False)
        self._job = self.act(
            partial(self._prepare, file, request),
            lane=Lane.HEAVY,
            stoppable=True,
            then=self._show_prepared,
            otherwise=lambda problem: self._show_problem(problem, partial(self.read_files, [file])),
        )
        self._job.cancelled.connect(self._files.clear)
        self._job.ended.connect(self._read_ended)
        self.working.watch(self._job, _("Reading {file}").format(file=file.name))

    def _prepare(self, file: Path, request: Request, progress: Progress) -> tuple[Prepared, tuple[Question, ...]]:
        prepared = import_sheet.prepare(self.workspace, file, request, progress)
        return prepared, () if prepared.problem else fill_in.questions(self.workspace, prepared)

    def _show_prepared(self, read: tuple[Prepared, tuple[Question, ...]]) -> None:
        prepared, questions = read
        if prepared.problem is not None:
            prepared.discard()
            self._show_problem(prepared.problem, partial(self.read_files, [prepared.file]))
            return
        self._prepared = prepared
        self.plan.show_plan(prepared, questions, len(self._files))
        self.faces.setCurrentWidget(self.plan)

    def _read_ended(self) -> None:
        self._job = None
        self.drop.setEnabled(True)
        if self._prepared is None and self._files:
            self._read_next()

    def _taken(self, prepared: Prepared, done: Imported) -> None:
        self._prepared = None
        self.changes.announce(Changes(imports=True), self)
        self.history.list.pick(0)
        self._say_result(prepared, done)

    def _not_taken(self, prepared: Prepared, problem: ClientError) -> None:
        prepared.discard()
        self._prepared = None
        self._show_problem(problem, partial(self.read_files, [prepared.file]))

    def _take_ended(self) -> None:
        self._job = None
        self.plan.set_busy(False)
        if self._prepared is None:
            self._read_next()
        else:
            # Stopped: what was written is taken back already; a plan is good for one import, so the file is read anew.
            self._read_again(self._prepared.request)

    def _look(self, line: LineSummary, then: Callable[[Staged | None], None]) -> None:
        prepared = self._prepared
        if prepared:
            self.act(lambda _progress: prepared.line(line), lane=Lane.NETWORK, then=then)

    # -- afterwards --------------------------------------------------------------------------------------------------

    def _say_result(self, prepared: Prepared, done: Imported) -> None:
        said = (
            (done.new, _.plural("{count} new", "{count} new", done.new)),
            (done.changed, _.plural("{count} changed", "{count} changed", done.changed)),
            (
                done.skipped,
                _.plural("{count} left out for its faults", "{count} left out for their faults", done.skipped),
            ),
        )
        parts = [text.format(count=f"{count:,}") for count, text in said if count]
        self.result.show_result(_("Imported: {file}").format(file=prepared.file.name), "，".join(parts))
        self.result.offer(
            _("Show the entries"), lambda: self._show_entries(done.import_id), look="primary", icon="entries"
        )
        self.result.offer(_("Mark the faults in a copy"), lambda: self._mark_again(prepared), icon="file")
        self.result.offer(_("Show what is wrong"), lambda: self.requested.emit(Target("findings")), icon="findings")
        self.result.offer(
            _("Take this import back"), lambda: self._undo(done.import_id, prepared.file.name), icon="undo"
        )

    def _show_entries(self, import_id: str) -> None:
        self.requested.emit(Target("entries", filter=EntryFilter(import_id=import_id)))

    def _ask_undo(self, line: PastImport) -> None:
        count = line.count("new") + line.count("changed")
        if self.ask.confirm(
            _("Take back the import of {file}?").format(file=line.file),
            _("{count} entries go back to what they were. What was edited since stays.").format(count=f"{count:,}"),
            yes=_("Take it back"),
            danger=True,
        ):
            self._undo(line.id, line.file)

    def _undo(self, import_id: str, file: str) -> None:
        self.act(
            lambda _progress: import_sheet.undo(self.workspace, import_id),
            label=_("Taking back {file}").format(file=file),
            then=partial(self._undone, file),
            otherwise=self._show_problem,
        )

    def _undone(self, file: str, undone: Any) -> None:
        self.result.hide()
        self.changes.announce(Changes(entries=undone.entries, imports=True, outbox=True), self)
        text = _("The import of {file} was taken back.").format(file=file)
        kept = len(undone.skipped)
        if kept:
            text += " " + _.plural(
                "{count} value was changed since and stays.", "{count} values were changed since and stay.", kept
            ).format(count=kept)
        self.noticed.emit(Notice(text, undone.act))

    def _show_problem(self, problem: ClientError, again: Callable[[], object] | None = None) -> None:
        banner = ProblemBanner()
        self.banners.addWidget(banner)
        banner.show_problem(problem, again)

    def _make_drop(self) -> DropArea:
        area = DropArea(
            "import",
            _("Drop workbooks here"),
            _(
                "Any layout will do: the header and the columns are recognised."
                " Nothing is stored before you have seen what would happen."
            ),
        )
        area.offer(_("Choose a file"), self.choose_file, look="primary", icon="folder")
        area.offer(_("Save a blank template"), self.save_template, icon="export")
        area.offer(_("Draft an entry from data"), self.drafting.choose, icon="columns")
        area.dropped.connect(self.read_files)
        return area


def _make_steps() -> QWidget:
    """What will happen, for somebody who does it for the first time."""
    steps = (
        ("file", _("1  Drop the file"), _("xlsx, xls, csv; your own table is fine, no template is needed.")),
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
    row.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
    return row
