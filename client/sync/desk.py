"""What every step of a round has at hand."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from client.clock import Clock, stamp
from client.platforms.platform import Platform
from client.progress import Progress
from client.store import journal
from client.store.acts import FROM_ABOVE
from client.store.database import Database
from client.store.journal import Pen
from client.sync.report import RoundReport


@dataclass(slots=True)
class Desk:
    """The parties of a round, what it has done so far, and the one act that all it writes belongs to.

    `rebases` counts per entry how often its op got a new base in this round: somebody who writes faster than we do
    must not keep us here for ever.
    """

    db: Database
    platform: Platform
    name: str
    space: str
    clock: Clock
    progress: Progress
    dice: Callable[[], float]
    report: RoundReport
    allow_withdrawals: bool = False
    act: str = ""
    rebases: Counter[str] = field(default_factory=Counter)

    def now(self) -> str:
        """The present moment as the store keeps it."""
        return stamp(self.clock())

    @contextmanager
    def writing(self) -> Iterator[Pen]:
        """One transaction of this round. The person is nobody here: what it writes was decided above."""
        about = {"platform": self.name}
        with journal.act(self.db, FROM_ABOVE, "", about=about, continuing=self.act) as pen:
            yield pen
        self.act = pen.act_id
