"""导入: drop a file or a folder, look at the plan, take it over; what came of it and what was imported before."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget

from client.desktop import import_words
from client.desktop.ask import FileKind
from client.desktop.jobs import Job, Lane
from client.desktop.pages.import_history import past_imports
from client.desktop.pages.import_plan_view import PlanView
from client.desktop.pages.importing import marking
from client.desktop.pages.importing.answer_row import AnswerRow
from client.desktop.pages.importing.by_table import ByTable
from client.desktop.pages.importing.drafting import Drafting
from client.desktop.pages.importing.file_line import FileLine
from client.desktop.pages.importing.folder_desk import FolderDesk
from client.desktop.pages.importing.missing_view import Dropping
from client.desktop.pages.importing.start_face import StartFace
from client.desktop.pages.importing.taking_back import TakingBack
from client.desktop.pages.page import Notice, Page, Target
from client.desktop.widgets import build
from client.desktop.widgets.drop_area import files_of
from client.desktop.widgets.problem_banner import ProblemBanner
from client.desktop.widgets.result_card import ResultCard
from client.errors import ClientError
from client.progress import Progress
from client.spreadsheets.marking.faults import Marked
from client.store.query import EntryFilter
from client.texts import Translator
from client.workflows import export_sheet, import_folder, import_sheet, mark_sheet
from client.workflows.import_sheet import Accept, Imported
from client.workflows.importing import fill_in
from client.workflows.importing.fill_in import Question
from client.workflows.importing.planning import LineSummary
from client.workflows.importing.prepared import Prepared, Request
from client.workflows.importing.staging import Staged
from client.workflows.outcome import Changes

_ = Translator("desktop")


class ImportPage(Page):
    """Three faces: the place to drop files with the history, the plan of one file, and the plan of a folder."""

    name = "import"
    icon = "import"

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.setAcceptDrops(True)
        self._files: list[Path] = []
        self._prepared: Prepared | None = None
        self._questions: tuple[Question, ...] = ()
        self._looked_into: FileLine | None = None
        self._job: Job | None = None
        self.banners = build.stack(spacing=8)
        self.start = StartFace(self.title())
        self.drop, self.working, self.result = self.start.drop, self.start.working, self.start.result
        self.history = self.start.history
        self.drafting = Drafting(self, self._show_problem, self.working.watch)
        self.back = TakingBack(self, self._show_problem, self.result.hide)
        self.folder = FolderDesk(self, self._show_problem, self.back.undo_folder)
        self.plan = PlanView(self._look)
        self.dropping = Dropping(self, self.plan.missing, self._show_problem)
        self.faces = QStackedWidget()
        for face in (self.start, self.plan, self.folder.view):
            self.faces.addWidget(face)
        self.body.addLayout(self.banners)
        self.body.addWidget(self.faces, 1)
        self._connect()

    @classmethod
    def title(cls) -> str:
        """导入."""
        return _("Import")

    def refresh(self, changes: Changes) -> None:
        """The history follows imports and undos."""
        if changes.imports or changes.everything or changes.office or changes.entries:
            self.start.show_imports(past_imports(self.workspace.query))

    def open(self, target: Target) -> None:
        """A file or a folder may be named: it is read at once."""
        if target.file:
            self.read_files([Path(target.file)])

    def enter(self) -> None:
        """The keys go to where the work begins or goes on."""
        if self.faces.currentWidget() is self.start:
            self.drop.setFocus()

    def _connect(self) -> None:
        self.drop.offer(_("Choose files"), self.choose_files, look="primary", icon="file")
        self.drop.offer(_("Choose a folder"), self.choose_folder, icon="folder")
        self.drop.offer(_("Save a blank template"), self.save_template, icon="save")
        self.drop.offer(_("Draft an entry from data"), self.drafting.choose, icon="columns")
        self.drop.dropped.connect(self.read_files)
        self.history.undo_asked.connect(self.back.ask)
        self.history.folder_undo_asked.connect(self.back.ask_folder)
        self.history.entries_asked.connect(lambda line: self._show_entries(line.id))
        self.plan.taken.connect(self.take_over)
        self.plan.turned_away.connect(self.turn_away)
        self.plan.read_again.connect(self._read_again)
        self.plan.mark_asked.connect(self.mark)
        self.plan.questions.table_asked.connect(self._make_table)
        self.plan.entry_asked.connect(lambda entry: self.requested.emit(Target("entries", entry=entry)))
        self.folder.opened.connect(self._look_into)
        self.folder.emptied.connect(self._show_start)
        self.folder.plan.taken.connect(self._folder_taken)
        self.folder.plan.rested.connect(self._begin)
        for keys, act in (("Ctrl+O", self.choose_files), ("Ctrl+F", self._find), ("Esc", self._go_back)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # -- choosing ----------------------------------------------------------------------------------------------------

    def choose_files(self) -> None:
        """Asks for one or more files with the system's dialog."""
        patterns = tuple(f"*{ending}" for ending in import_folder.KINDS)
        kinds = [FileKind(_("Workbooks and text tables"), patterns), FileKind(_("All files"), ("*",))]
        files = self.ask.open_files(_("Choose the files to import"), kinds)
        if files:
            self.read_files(files)

    def choose_folder(self) -> None:
        """Asks for a folder; every workbook in it is read."""
        folder = self.ask.open_folder(_("Choose the folder to import"))
        if folder:
            self.read_files([folder])

    def save_template(self) -> None:
        """Asks where to put a blank workbook of the present standard."""
        standard = self.workspace.profile
        name = _("Blank template {standard}.xlsx").format(standard=standard.title)
        out = self.ask.save_file(_("Save the blank template"), name, [FileKind(_("Workbook"), ("*.xlsx",))])
        if out:
            self.act(
                lambda _progress: export_sheet.template(self.workspace, out),
                lane=Lane.HEAVY,
                then=self._template_saved,
                otherwise=self._show_problem,
            )

    def read_files(self, files: Sequence[Path]) -> None:
        """One file is read at once; several, or a folder, become one plan with a line for each."""
        self._files += files
        if self._prepared is None and not self.folder.lines:
            build.clear(self.banners)
            self.result.hide()
        self._begin()

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

    def _begin(self) -> None:
        """Takes up what waits, as soon as nothing else is under way."""
        if not self._files or self._job is not None or self.folder.busy:
            return
        files, self._files = self._files, []
        if self._prepared is None and not self.folder.lines and len(files) == 1 and not files[0].is_dir():
            if self.drafting.reads(files[0]):
                self.drafting.read(files[0])
                return
            self._read(files[0], Request())
            return
        first = None
        if self._prepared and self._looked_into is None:
            held = self._prepared
            first = FileLine(held.file, held.request, import_folder.line(held), self._questions)
        self._prepared = self._looked_into = None
        self.faces.setCurrentWidget(self.folder.view)
        self.folder.begin(files, first)

    # -- the plan ----------------------------------------------------------------------------------------------------

    def take_over(self, accept: Accept) -> None:
        """Writes the plan into the store."""
        prepared = self._prepared
        if prepared is None or self._job is not None:
            return
        if self._looked_into:
            line = self._looked_into
            self._show_folder()
            self.folder.plan.take([line], accept)
            return
        self.plan.set_busy(True)
        self._job = self.act(
            lambda progress: import_sheet.apply(self.workspace, prepared, accept, progress),
            label=_("Importing {file}").format(file=prepared.file.name),
            lane=Lane.BULK,
            stoppable=True,
            then=partial(self._taken, prepared),
            otherwise=partial(self._not_taken, prepared),
        )
        self._job.cancelled.connect(lambda: self.noticed.emit(Notice(_("Stopped; nothing was imported."))))
        self._job.ended.connect(self._take_ended)

    def turn_away(self) -> None:
        """The file is not imported; of a folder, it waits there."""
        if self._looked_into and self._job is None:
            self._show_folder()
        elif self._prepared and self._job is None:
            self._prepared.discard()
            self._prepared = None
            self._show_start()

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
        self._begin()

    def _read_again(self, request: Request) -> None:
        prepared, line = self._prepared, self._looked_into
        if prepared is None or self._job is not None:
            return
        if line:
            self._show_folder()
            self.folder.read_again(line, request)
            return
        prepared.discard()
        self._prepared = None
        self._read(prepared.file, request)

    def _read(self, file: Path, request: Request) -> None:
        self._show_start()
        self.drop.setEnabled(False)
        self._job = self.act(
            partial(self._prepare, file, request),
            lane=Lane.HEAVY,
            stoppable=True,
            then=self._show_prepared,
            otherwise=lambda problem: self._show_problem(problem, partial(self.read_files, [file])),
        )
        self._job.cancelled.connect(self._stopped_reading)
        self._job.ended.connect(self._read_ended)
        self.working.watch(self._job, _("Reading {file}").format(file=file.name))

    def _stopped_reading(self) -> None:
        self._files.clear()
        self.noticed.emit(Notice(_("Stopped; nothing was imported.")))

    def _prepare(self, file: Path, request: Request, progress: Progress) -> tuple[Prepared, tuple[Question, ...]]:
        prepared = import_sheet.prepare(self.workspace, file, request, progress)
        return prepared, () if prepared.problem else fill_in.questions(self.workspace, prepared)

    def _show_prepared(self, read: tuple[Prepared, tuple[Question, ...]]) -> None:
        prepared, questions = read
        if prepared.problem is not None:
            prepared.discard()
            self._show_problem(prepared.problem, partial(self.read_files, [prepared.file]))
            return
        self._prepared, self._questions = prepared, questions
        self.plan.show_plan(prepared, questions)
        self.faces.setCurrentWidget(self.plan)
        self.plan.take_focus()

    def _look_into(self, line: FileLine, at_questions: bool) -> None:
        """A file of the folder by itself."""
        if line.prepared is None:
            return
        self._prepared, self._looked_into = line.prepared, line
        place = _("File {number} of {count}").format(number=self.folder.number(line), count=len(self.folder.lines))
        self.plan.show_plan(line.prepared, self.folder.plan.questions(line), place)
        if at_questions:
            self.plan.show_questions()
        self.faces.setCurrentWidget(self.plan)

    def _make_table(self, row: AnswerRow, how: str) -> None:
        """One answer for each provider of the file (of all files of this layout), or by words."""
        line = self._looked_into
        plans = [one.prepared for one in self.folder.plan.alike(line)] if line else [self._prepared]
        providers = dict.fromkeys(name for one in plans if one for name, _count in one.summary.gaps.providers if name)
        dialog = ByTable(row.question, row.profile, how, tuple(providers), self)
        row.take(dialog.fill if self.ask.run(dialog) else None)

    def _read_ended(self) -> None:
        self._job = None
        self.drop.setEnabled(True)
        self._begin()

    def _taken(self, prepared: Prepared, done: Imported) -> None:
        self._prepared = None
        self.changes.announce(Changes(imports=True), self)
        self.history.list.pick(0)
        self._say_result(prepared, done)

    def _folder_taken(self, _done: object) -> None:
        self.changes.announce(Changes(imports=True), self)
        self.history.list.pick(0)

    def _not_taken(self, prepared: Prepared, problem: ClientError) -> None:
        prepared.discard()
        self._prepared = None
        self._show_problem(problem, partial(self.read_files, [prepared.file]))

    def _take_ended(self) -> None:
        self._job = None
        self.plan.set_busy(False)
        if self._prepared is None:
            self._show_start()
            self._begin()
        else:
            # Stopped: what was written is taken back already; a plan is good for one import, so the file is read anew.
            self._read_again(self._prepared.request)

    def _look(self, line: LineSummary, then: Callable[[Staged | None], None]) -> None:
        prepared = self._prepared
        if prepared:
            self.act(lambda _progress: prepared.line(line), lane=Lane.NETWORK, then=then)

    # -- afterwards --------------------------------------------------------------------------------------------------

    def _find(self) -> None:
        if self.faces.currentWidget() is self.plan:
            self.plan.search_names()

    def _go_back(self) -> None:
        """From a file to its folder. The plan of a single file is given up by its button only: reading takes time."""
        if self._looked_into:
            self.turn_away()

    def _show_start(self) -> None:
        self.faces.setCurrentWidget(self.start)

    def _show_folder(self) -> None:
        self._prepared = self._looked_into = None
        self.faces.setCurrentWidget(self.folder.view)
        self.folder.view.list.setFocus()

    def _say_result(self, prepared: Prepared, done: Imported) -> None:
        faulty = 0 if done.skipped else prepared.summary.faulty
        card = self.result
        card.show_result(_("Imported: {file}").format(file=prepared.file.name), import_words.imported(done, faulty))
        ways: list[tuple[str, Callable[[], None], str]] = [
            (_("Show the entries"), partial(self._show_entries, done.import_id), "entries"),
            (_("Show what is wrong"), lambda: self.requested.emit(Target("findings")), "findings"),
        ]
        # The next step comes first.
        for place, (text, act, icon) in enumerate(reversed(ways) if faulty else ways):
            card.offer(text, act, look="" if place else "primary", icon=icon)
        card.offer(_("Mark the faults in a copy"), lambda: self._mark_again(prepared), icon="file")
        card.offer(_("Take this import back"), lambda: self.back.undo(done.import_id, prepared.file.name), icon="undo")

    def _template_saved(self, out: Path) -> None:
        self.result.show_result(_("Saved: {path}").format(path=out), "")
        self.result.offer(_("Open the folder"), lambda: marking.open_folder(out.parent), icon="folder")

    def _show_entries(self, import_id: str) -> None:
        self.requested.emit(Target("entries", filter=EntryFilter(import_id=import_id)))

    def _show_problem(self, problem: ClientError, again: Callable[[], object] | None = None) -> None:
        banner = ProblemBanner()
        self.banners.addWidget(banner)
        banner.show_problem(problem, again)
