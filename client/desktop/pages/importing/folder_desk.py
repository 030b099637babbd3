"""The folder's plan and its view together: what is pressed is done, what came of it is said."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from client.desktop.jobs import Job
from client.desktop.pages.importing import marking
from client.desktop.pages.importing.file_line import FileLine
from client.desktop.pages.importing.folder_plan import FolderPlan
from client.desktop.pages.importing.folder_view import FolderView
from client.desktop.pages.page import Page, Target
from client.errors import ClientError
from client.store.query import EntryFilter
from client.texts import Translator
from client.workflows import mark_folder
from client.workflows.import_folder import FolderImported
from client.workflows.importing.prepared import Request
from client.workflows.mark_folder import Returned

_ = Translator("desktop")


class Problem(Protocol):
    """Shows a failure; `again` is what a second try does."""

    def __call__(self, problem: ClientError, again: Callable[[], object] | None = None) -> None:
        """In a banner, until it is closed."""


class FolderDesk(QObject):
    """`opened(FileLine, at its questions)` to look into a file, `emptied()` when the folder is done with.

    `problem` shows what went wrong as a whole, with a way to try again where there is one; `undo(folder, name)` takes an import of a folder back.
    """

    opened = Signal(object, bool)
    emptied = Signal()

    def __init__(self, page: Page, problem: Problem, undo: Callable[[str, str], None]) -> None:
        super().__init__(page)
        self._page, self._problem, self._undo = page, problem, undo
        self._return_to: FileLine | None = None
        self.plan = FolderPlan(page, problem)
        self.view = FolderView()
        self.plan.changed.connect(self.show)
        self.plan.started.connect(self._start)
        self.plan.rested.connect(self._rest)
        self.plan.taken.connect(self._taken)
        self.plan.returned.connect(self._returned)
        self.view.opened.connect(lambda line: self.opened.emit(line, False))
        self.view.asked.connect(lambda line: self.opened.emit(line, True))
        self.view.taken.connect(self.plan.take)
        self.view.mark_asked.connect(self._mark)
        self.view.again_asked.connect(self._again)
        self.view.left.connect(self._leave)

    @property
    def lines(self) -> list[FileLine]:
        """The files, [] when there is no folder."""
        return self.plan.lines

    @property
    def busy(self) -> bool:
        """Whether something is being done with the files."""
        return self.plan.job is not None

    def number(self, line: FileLine) -> int:
        """The place of a file among the others, from 1."""
        return self.lines.index(line) + 1

    def begin(self, found: Sequence[Path], first: FileLine | None = None) -> None:
        """More files and folders; `first` was read already."""
        if not self.lines:
            self.view.result.hide()
        if first:
            self.plan.lines.append(first)
        self.plan.add(found)

    def read_again(self, line: FileLine, request: Request) -> None:
        """A file and those like it, with other answers; then the file is shown again."""
        self._return_to = line
        self.plan.read_again(line, request)

    def show(self) -> None:
        """The lines as they are now."""
        if self.lines:
            shapes = [(line, len(self.plan.alike(line))) for line in self.plan.shapes()]
            self.view.show_lines(self.plan.home.name or str(self.plan.home), self.lines, shapes)

    def _start(self, job: Job, text: str) -> None:
        self.view.result.hide()
        self.view.set_busy(True)
        self.view.working.watch(job, text)

    def _rest(self) -> None:
        self.view.set_busy(False)
        self.show()
        line, self._return_to = self._return_to, None
        if line and line.prepared:
            self.opened.emit(line, False)
        elif not self.lines:
            self.emptied.emit()

    def _again(self, lines: Sequence[FileLine]) -> None:
        for line in lines:
            line.forget()
        self.plan.read()

    def _leave(self) -> None:
        self.plan.leave()
        self.emptied.emit()

    def _mark(self, lines: Sequence[FileLine]) -> None:
        self._mark_in(lines, mark_folder.beside(self.plan.home))

    def _mark_in(self, lines: Sequence[FileLine], folder: Path) -> None:
        self.plan.mark(lines, folder, lambda problem: self._problem(problem, partial(self._mark_elsewhere, lines)))

    def _mark_elsewhere(self, lines: Sequence[FileLine]) -> None:
        """The folder beside may not be written (a server, a disc): the clerk says where else."""
        folder = self._page.ask.open_folder(_("Choose another folder for the marked copies"))
        if folder:
            self._mark_in(lines, folder)

    def _taken(self, done: FolderImported) -> None:
        said = (
            (len(done.done), _.plural("{count} file", "{count} files", len(done.done))),
            (sum(one.new for _file, one in done.done), _("{count} new")),
            (sum(one.changed for _file, one in done.done), _("{count} changed")),
            (sum(one.skipped for _file, one in done.done), _("{count} left out for their faults")),
        )
        parts = [text.format(count=f"{count:,}") for count, text in said if count]
        if done.stopped:
            parts.append(_("stopped; the files after that are not in"))
        title = _("Imported: {file}").format(file=self.plan.home.name) if done.done else _("Nothing was imported")
        self.view.result.show_result(title, "，".join(parts))
        if done.done:
            target = Target("entries", filter=EntryFilter(import_id=done.folder))
            show = partial(self._page.requested.emit, target)
            back = partial(self._undo, done.folder, self.plan.home.name)
            self.view.result.offer(_("Show the entries"), show, icon="entries")
            self.view.result.offer(_("Take these files back"), back, icon="undo")

    def _returned(self, sent: Sequence[Returned], folder: Path) -> None:
        for one in sent:
            line = next(line for line in self.lines if line.file == one.file)
            line.sent = one.out or line.sent
            if one.problem:
                self._problem(one.problem)
        done = [one for one in sent if one.out]
        if not done:
            return
        text = _.plural("{count} marked copy lies in {folder}", "{count} marked copies lie in {folder}", len(done))
        said = _("Each has a text to send with it beside it. Mended and imported again, they change the same entries.")
        lost = marking.lost_words({name for one in done if one.marked for name in one.marked.lost})
        self.view.result.show_result(
            text.format(count=len(done), folder=folder.name), " ".join(part for part in (lost, said) if part)
        )
        self.view.result.offer(_("Open the folder"), lambda: marking.open_folder(folder), icon="folder")
