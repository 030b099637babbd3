"""Looking again at what has changed since it was checked: beside the typing, never in front of it, once at a time."""

from client.desktop.jobs import Lane
from client.desktop.pages.page import Page
from client.texts import Translator
from client.workflows import check_entries

_ = Translator("desktop")
NAME = "freshen"
MANY = 500
"""More than this many entries take long enough to say so (a new set of rules makes everything stale)."""


def freshen(page: Page) -> None:
    """Checks what is stale. Not in the store's lane: with 100,000 entries a save would wait there for minutes."""
    if any(job.objectName() == NAME for job in page.jobs.running):
        return
    many = check_entries.stale_count(page.workspace) > MANY
    job = page.act(
        lambda progress: check_entries.check_stale(page.workspace, progress),
        label=_("Checking what has changed") if many else "",
        lane=Lane.NETWORK,
        stoppable=True,
    )
    job.setObjectName(NAME)
