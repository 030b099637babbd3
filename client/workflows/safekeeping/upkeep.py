"""What a store needs after an update of the client, done beside the work and in pieces."""

from client import initials
from client.progress import SILENT, Progress
from client.store.safekeeping import maintenance
from client.workflows.workspace import Workspace


def behind(ws: Workspace) -> bool:
    """Whether entries cannot be found yet by everything this version finds them by."""
    return not maintenance.search_is_fresh(ws.db)


def make_findable(ws: Workspace, progress: Progress = SILENT) -> bool:
    """Makes every entry findable, also by its pinyin initials; False when they all were. Goes on where it stopped.

    Raises `StoreProblem` and `Cancelled`.
    """
    return maintenance.refresh_search(ws.db, progress)


def read_dictionary() -> None:
    """Reads the pinyin dictionary, so that the first form or save need not wait for it."""
    initials.of("数据")
