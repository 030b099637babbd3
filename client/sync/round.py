"""One round with a platform."""

from client.clock import Clock
from client.platforms.platform import Platform
from client.progress import SILENT, Progress
from client.store.database import Database
from client.sync.report import RoundReport


def run_round(
    db: Database,
    platform: Platform,
    name: str,
    space: str,
    clock: Clock,
    progress: Progress = SILENT,
    *,
    allow_withdrawals: bool = False,
) -> RoundReport:
    """One round for one space of one platform; what the platform did wrong stands in `RoundReport.problem`."""
    raise NotImplementedError
