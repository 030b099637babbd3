"""从数据生成目录: a data file, a database or the definition of its tables becomes a draft that the clerk corrects."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from client.desktop.ask import FileKind
from client.desktop.jobs import Job, Lane
from client.desktop.pages.importing.draft_dialog import DraftDialog, TableDialog
from client.desktop.pages.page import Notice, Page, Target
from client.errors import ClientError
from client.spreadsheets.drafting.found import Drafted
from client.texts import Translator
from client.workflows import draft_entry
from client.workflows.draft_entry import DraftedEntries

_ = Translator("desktop")
_KINDS = (
    "*.xlsx",
    "*.xls",
    "*.et",
    "*.ods",
    "*.csv",
    "*.txt",
    "*.sql",
    "*.ddl",
    "*.db",
    "*.sqlite",
    "*.sqlite3",
    "*.dump",
)
_SURELY = (".sql", ".ddl", ".db", ".sqlite", ".sqlite3", ".dump", ".dmp", ".bak")


class Drafting:
    """Asks for a file, shows what would come of it, creates the draft and opens it.

    `problem` shows what went wrong, `watch` a job with its progress and a button to stop it.
    """

    def __init__(self, page: Page, problem: Callable[[ClientError], None], watch: Callable[[Job, str], None]) -> None:
        self._page, self._problem, self._watch = page, problem, watch

    def choose(self) -> None:
        """Begins with the system's dialog."""
        kinds = [FileKind(_("Data, databases and table definitions"), _KINDS)]
        path = self._page.ask.open_file(_("Choose the data to describe"), kinds)
        if path:
            self.read(path)

    def reads(self, path: Path) -> bool:
        """Whether a file can only be meant for this: a data base or a script, which is no catalog."""
        return path.suffix.lower() in _SURELY

    def read(self, path: Path) -> None:
        """Looks at the file; nothing is stored."""
        label = _("Reading {file}").format(file=path.name)
        job = self._page.act(
            lambda progress: draft_entry.read(self._page.workspace, path, progress),
            label=label,
            lane=Lane.HEAVY,
            stoppable=True,
            then=partial(self._show, path),
            otherwise=self._problem,
        )
        self._watch(job, label)

    def _show(self, path: Path, found: Sequence[Drafted]) -> None:
        page = self._page
        if len(found) > 1:
            which = TableDialog(path.name, found, page)
            if not page.ask.run(which) or not which.chosen:
                return
            found = which.chosen
        dialog = DraftDialog(found, page.workspace.profile, page)
        if page.ask.run(dialog):
            drafts = dialog.drafts
            page.act(
                lambda progress: draft_entry.store(page.workspace, path, drafts, progress),
                label=_("Creating the draft"),
                then=self._made,
                otherwise=self._problem,
            )

    def _made(self, made: DraftedEntries) -> None:
        page, count = self._page, len(made.entries)
        page.requested.emit(Target("entries", entry=made.entries[0].id))
        said = _.plural("{count} entry was drafted", "{count} entries were drafted", count).format(count=count)
        page.noticed.emit(Notice(said, made.act))
