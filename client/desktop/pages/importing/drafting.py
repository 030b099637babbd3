"""从数据生成目录: a data file, a database or the definition of its tables becomes a draft that the clerk corrects."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from client.desktop.ask import FileKind
from client.desktop.jobs import Lane
from client.desktop.pages.importing.draft_dialog import DraftDialog, TableDialog
from client.desktop.pages.page import Page, Target
from client.errors import ClientError
from client.texts import Translator
from client.workflows import draft_entry
from client.workflows.draft_entry import DraftedEntry

_ = Translator("desktop")
_KINDS = ("*.xlsx", "*.xls", "*.et", "*.ods", "*.csv", "*.txt", "*.sql", "*.ddl", "*.db", "*.sqlite", "*.sqlite3")


class Drafting:
    """Asks for a file, shows what would come of it, creates the draft and opens it. `problem` shows what went wrong."""

    def __init__(self, page: Page, problem: Callable[[ClientError], None]) -> None:
        self._page = page
        self._problem = problem

    def choose(self) -> None:
        """Begins with the system's dialog."""
        kinds = [FileKind(_("Data, databases and table definitions"), _KINDS)]
        path = self._page.ask.open_file(_("Choose the data to describe"), kinds)
        if path:
            self.read(path)

    def read(self, path: Path, table: str = "") -> None:
        """Looks at the file; nothing is stored."""
        self._page.act(
            lambda progress: draft_entry.draft(self._page.workspace, path, table, dry_run=True, progress=progress),
            label=_("Reading {file}").format(file=path.name),
            lane=Lane.HEAVY,
            stoppable=True,
            then=partial(self._show, path),
            otherwise=partial(self._not_read, path),
        )

    def _show(self, path: Path, found: DraftedEntry) -> None:
        page = self._page
        if page.ask.run(DraftDialog(found.drafted, page.workspace.profile, page)):
            page.act(
                lambda progress: draft_entry.draft(page.workspace, path, found.drafted.table, progress=progress),
                label=_("Creating the draft"),
                then=lambda made: page.requested.emit(Target("entries", entry=made.entry.id)),
                otherwise=self._problem,
            )

    def _not_read(self, path: Path, problem: ClientError) -> None:
        if problem.code != "draft.which":
            self._problem(problem)
            return
        dialog = TableDialog(path.name, str(problem.params["known"]).split("、"), self._page)
        if self._page.ask.run(dialog):
            self.read(path, dialog.table)
