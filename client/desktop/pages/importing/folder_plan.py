"""A folder of workbooks, or several files at once: read, answered, taken over and sent back together."""

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal

from client.desktop.jobs import Job, Lane
from client.desktop.pages.importing.column_meaning import LETTERS
from client.desktop.pages.importing.file_line import IMPORTED, READY, WAITING, FileLine
from client.desktop.pages.page import Page
from client.errors import ClientError
from client.progress import Progress
from client.texts import Translator
from client.workflows import import_folder, mark_folder
from client.workflows.import_folder import FolderImported, FolderLine
from client.workflows.import_sheet import Accept
from client.workflows.importing import fill_in
from client.workflows.importing.fill_in import Question
from client.workflows.importing.prepared import Request
from client.workflows.mark_folder import Returned

_ = Translator("desktop")


class FolderPlan(QObject):
    """The files and what is done with them, one job at a time.

    `changed()`: a line says something else · `started(Job, text)` and `rested()` around a job · `taken(FolderImported)` ·
    `returned([Returned], folder)`. `problem` shows what went wrong as a whole.
    """

    changed = Signal()
    started = Signal(object, str)
    rested = Signal()
    taken = Signal(object)
    returned = Signal(object, object)
    _arrived = Signal(object, object, object)

    def __init__(self, page: Page, problem: Callable[[ClientError], None]) -> None:
        super().__init__(page)
        self._page, self._problem = page, problem
        self.lines: list[FileLine] = []
        self.job: Job | None = None
        self._more = False
        self._arrived.connect(self._arrive, Qt.ConnectionType.QueuedConnection)

    def add(self, found: Sequence[Path]) -> None:
        """More files, and all workbooks of folders; they are read at once."""
        self._run(
            lambda _progress: [
                file for one in found for file in (import_folder.files_in(one) if one.is_dir() else [one])
            ],
            _("Looking into the folder"),
            then=self._listed,
            lane=Lane.HEAVY,
        )

    def read(self, first: FileLine | None = None) -> None:
        """Reads every file that waits, one after another."""
        waiting = sorted((line for line in self.lines if line.state == WAITING), key=lambda line: line is not first)
        if waiting and self.job is None:
            text = _.plural("Reading {count} file", "Reading {count} files", len(waiting)).format(count=len(waiting))
            self._run(lambda progress: self._read(waiting, progress), text, then=lambda _none: None, lane=Lane.HEAVY)

    def read_again(self, line: FileLine, request: Request) -> None:
        """Reads a file again; what was said of its columns and of what it lacks holds for all files with its columns."""
        for one in self.alike(line):
            one.request = request if one is line else _passed_on(request, one.request)
            one.forget()
        self.read(first=line)

    def alike(self, line: FileLine) -> list[FileLine]:
        """The file and the others with the same columns that are not imported yet."""
        shape = line.shape
        return [one for one in self.lines if one is line or (shape and one.shape == shape and not one.imported)]

    def questions(self, line: FileLine) -> tuple[Question, ...]:
        """What the files with the columns of this one lack, counted together."""
        found: dict[tuple[str, bool, str], Question] = {}
        for one in self.alike(line):
            for question in one.questions:
                key = (question.field, question.of_item, question.text)
                held = found.get(key)
                count = question.count + (held.count if held else 0)
                found[key] = replace(held or question, count=count)
        return tuple(found.values())

    def shapes(self) -> list[FileLine]:
        """The first file of every layout that leaves questions open or has words that were read as others."""
        firsts: dict[str, FileLine] = {}
        for line in self.lines:
            if (line.questions or line.taken) and not line.imported:
                firsts.setdefault(line.shape, line)
        return list(firsts.values())

    def take(self, chosen: Sequence[FileLine], accept: Accept) -> None:
        """Imports these files; together they can be taken back."""
        plans = [line.prepared for line in chosen if line.prepared and line.state == READY]
        if plans:
            text = _.plural("Importing {count} file", "Importing {count} files", len(plans)).format(count=len(plans))
            self._run(
                lambda progress: import_folder.apply(self._page.workspace, plans, accept, progress),
                text,
                then=lambda done: self._taken(chosen, done),
                label=text,
            )

    def mark(self, chosen: Sequence[FileLine], folder: Path, otherwise: Callable[[ClientError], None]) -> None:
        """Writes a marked copy of each file into the folder, with the text that goes with it."""
        lines = [line.read for line in chosen if line.read and line.prepared]
        if lines:
            text = _.plural("Marking {count} file", "Marking {count} files", len(lines)).format(count=len(lines))
            self._run(
                lambda progress: self._mark(lines, folder, progress),
                text,
                then=lambda sent: self.returned.emit(sent, folder),
                otherwise=otherwise,
                lane=Lane.HEAVY,
                label=text,
            )

    def leave(self) -> None:
        """Gives everything up that is not imported."""
        for line in self.lines:
            if not line.imported:
                line.forget()
        self.lines = []

    @property
    def home(self) -> Path:
        """The folder all files lie in."""
        return Path(os.path.commonpath([line.file.parent for line in self.lines]))

    def _run(
        self,
        work: Callable[[Progress], object],
        text: str,
        *,
        then: Callable[..., None],
        otherwise: Callable[[ClientError], None] | None = None,
        lane: Lane = Lane.BULK,
        label: str = "",
    ) -> None:
        if self.job is not None:
            return
        self.job = self._page.act(
            work, label=label, lane=lane, stoppable=True, then=then, otherwise=otherwise or self._problem
        )
        self.job.ended.connect(self._rest)
        self.started.emit(self.job, text)

    def _rest(self) -> None:
        self.job = None
        self.rested.emit()
        if self._more:
            self._more = False
            self.read()

    def _listed(self, files: list[Path]) -> None:
        known = {line.file for line in self.lines}
        self.lines += [FileLine(file) for file in dict.fromkeys(files) if file not in known]
        self._more = True

    def _read(self, waiting: Sequence[FileLine], progress: Progress) -> None:
        """In the lane: each line as soon as it is read."""
        progress.stage("", len(waiting))
        ws = self._page.workspace
        copies = import_folder.copies([line.file for line in self.lines])
        for place, line in enumerate(waiting):
            copy_of = copies.get(line.file)
            read = import_folder.read(ws, line.file, line.request, _Within(progress, place), copy_of=copy_of)
            self._arrived.emit(line, read, fill_in.questions(ws, read.prepared) if read.prepared else ())

    def _arrive(self, line: FileLine, read: FolderLine, questions: tuple[Question, ...]) -> None:
        if line not in self.lines:
            # Given up while it was being read.
            if read.prepared:
                read.prepared.discard()
            return
        line.read, line.questions = read, questions
        self.changed.emit()

    def _taken(self, chosen: Sequence[FileLine], done: FolderImported) -> None:
        imported, failed = dict(done.done), dict(done.failed)
        names: set[str] = set()
        for line in chosen:
            line.imported, line.failed = imported.get(line.file), failed.get(line.file)
            names |= line.names if line.imported else frozenset()
        # A plan is good for one try, and what was compared before is compared with what is here now.
        tried = [line for line in chosen if line.state == READY][:1] if done.stopped else []
        for line in self.lines:
            if line in tried or (line.state != IMPORTED and not names.isdisjoint(line.names)):
                line.forget()
        self._more = not done.stopped
        self.taken.emit(done)

    def _mark(self, lines: Sequence[FolderLine], folder: Path, progress: Progress) -> list[Returned]:
        progress.stage("", len(lines))
        sent: list[Returned] = []
        for place, line in enumerate(lines):
            sent += mark_folder.mark(self._page.workspace, [line], folder, _Within(progress, place))
        return sent


class _Within:
    """The progress of one file among many: only how many are done is told, and a stop is heard at once."""

    def __init__(self, progress: Progress, place: int) -> None:
        self._progress, self._place = progress, place
        progress.step(place)

    def stage(self, name: str, total: int = 0) -> None:
        """Not told."""

    def step(self, done: int) -> None:
        """Where the files are, whatever the one under way says."""
        self._progress.step(self._place)


def _passed_on(request: Request, own: Request) -> Request:
    """What was said of one file for another with the same columns; letters name columns of the one file only."""
    labels = tuple((column, field) for column, field in request.mapping if not LETTERS.fullmatch(column))
    return replace(own, profile=request.profile, mapping=labels, answers=request.answers)
