"""Work that must not hold up the window, in lanes; every ending arrives on the window's thread.

STORE    one thread: short deeds that write work.db, in the order they were asked for
BULK     one thread: long ones (an import, mending everywhere), which write in short batches, so that a form saves in
         between; each begins when what the store's lane was asked for before it is done
NETWORK  a few threads: rounds with a platform, which mostly wait
HEAVY    one thread that starts a worker process (imports, exports): a damaged file may kill that, not the window
"""

import logging
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from enum import StrEnum
from functools import partial
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from client.errors import Cancelled, ClientError
from client.progress import Progress

LOG = logging.getLogger(__name__)
POLL_MS = 80
TURN = 0.001
"""Seconds a thread may keep Python to itself: with the usual 5 ms, scrolling stutters while a lane computes."""


class Lane(StrEnum):
    """Which thread serves a job."""

    STORE = "store"
    BULK = "bulk"
    NETWORK = "network"
    HEAVY = "heavy"


THREADS = {Lane.STORE: 1, Lane.BULK: 1, Lane.NETWORK: 3, Lane.HEAVY: 1}
Work = Callable[[Progress], Any]


class Steps:
    """The `Progress` of one job. It only notes where the work is; the window looks every `POLL_MS`, so that a
    workflow may step a hundred thousand times without filling the window's queue."""

    def __init__(self) -> None:
        self.name = ""
        self.total = 0
        self.done = 0
        self.stopping = Event()

    def stage(self, name: str, total: int = 0) -> None:
        """A new stage begins."""
        self.name, self.total, self.done = name, total, 0
        self.step(0)

    def step(self, done: int) -> None:
        """Notes how far the stage is. Raises `Cancelled` when the clerk pressed stop."""
        self.done = done
        if self.stopping.is_set():
            raise Cancelled

    @property
    def seen(self) -> tuple[str, int, int]:
        """(stage code, done, total) at this moment."""
        return self.name, self.done, self.total


class Job(QObject):
    """One piece of work. Exactly one of `succeeded(result)`, `failed(problem)`, `cancelled()` comes, then `ended()`.

    `stepped(stage, done, total)` comes in between. `failed` carries the exception: a `ClientError` or our bug.
    """

    stepped = Signal(str, int, int)
    succeeded = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    ended = Signal()

    def __init__(self, label: str, lane: Lane, work: Work, *, stoppable: bool, parent: QObject) -> None:
        super().__init__(parent)
        self.label = label
        self.lane = lane
        self.stoppable = stoppable
        self.steps = Steps()
        self.handled = False
        self._work = work

    def stop(self) -> None:
        """Asks the work to end at its next step; work that has not begun does not begin."""
        self.steps.stopping.set()

    @property
    def stopping(self) -> bool:
        """Whether the clerk pressed stop."""
        return self.steps.stopping.is_set()

    def run(self) -> Callable[[], None]:
        """Does the work (on the lane's thread) and gives what the window's thread is to emit."""
        try:
            self.steps.step(0)
            result = self._work(self.steps)
        except Cancelled:
            return self.cancelled.emit
        except ClientError as problem:
            LOG.info("%s: %s", self.lane, problem)
            return partial(self.failed.emit, problem)
        except Exception as bug:  # noqa: BLE001  (a bug must end the wait too; the window shows the crash page)
            return partial(self.failed.emit, bug)
        return partial(self.succeeded.emit, result)


class Jobs(QObject):
    """The lanes of one window.

    `started(job)` and `ended(job)` are for the progress strip; `met(problem)` for a `ClientError` that the one who
    started the job did not take (no `otherwise`); `crashed(exception)` for our bugs, always.
    """

    started = Signal(object)
    ended = Signal(object)
    met = Signal(object)
    crashed = Signal(object)
    _arrived = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        sys.setswitchinterval(TURN)
        self._pools = {lane: ThreadPoolExecutor(count, f"lane-{lane}") for lane, count in THREADS.items()}
        self._running: list[Job] = []
        self._futures: list[tuple[Lane, Future[None]]] = []
        self._seen: dict[Job, tuple[str, int, int]] = {}
        self._closing = False
        self._arrived.connect(self._finish, Qt.ConnectionType.QueuedConnection)
        self._poll = QTimer(self)
        self._poll.setInterval(POLL_MS)
        self._poll.timeout.connect(self._look)

    def start(
        self,
        work: Work,
        *,
        label: str = "",
        lane: Lane = Lane.STORE,
        stoppable: bool = False,
        then: Callable[[Any], None] | None = None,
        otherwise: Callable[[ClientError], None] | None = None,
    ) -> Job:
        """Queues `work(progress)` in a lane.

        `label` is shown in the progress strip ("" keeps a quick job out of it). `then(result)` and
        `otherwise(problem)` are called on the window's thread; without `otherwise` the window shows the problem.
        """
        job = Job(label, lane, work, stoppable=stoppable, parent=self)
        if then:
            job.succeeded.connect(then)
        job.failed.connect(lambda problem: self._fail(problem, otherwise))
        if self._closing:
            # A timer that fires while the window goes: what had to be stored was stored before the lanes were closed.
            LOG.info("not begun, the window is closing: %s", label or lane)
            return job
        self._running.append(job)
        self._poll.start()
        self.started.emit(job)
        self._futures = [(where, future) for where, future in self._futures if not future.done()]
        before = [future for where, future in self._futures if where is Lane.STORE] if lane is Lane.BULK else []
        self._futures.append((lane, self._pools[lane].submit(self._serve, job, before)))
        return job

    @property
    def running(self) -> tuple[Job, ...]:
        """Jobs that have not ended, in the order they were asked for."""
        return tuple(self._running)

    def close(self, seconds: float = 10.0) -> bool:
        """Stops what can be stopped and waits for the rest (writes are short); true when all ended in time."""
        self._closing = True
        for job in self._running:
            if job.stoppable:
                job.stop()
        left = wait([future for _, future in self._futures], timeout=seconds).not_done
        for pool in self._pools.values():
            pool.shutdown(wait=False, cancel_futures=True)
        self._poll.stop()
        return not left

    def _serve(self, job: Job, before: Sequence[Future[None]]) -> None:
        wait(before)
        ending = job.run()
        if not self._closing:
            self._arrived.emit(job, ending)

    def _finish(self, job: Job, ending: Callable[[], None]) -> None:
        self._show_steps(job)
        self._running.remove(job)
        self._seen.pop(job, None)
        if not self._running:
            self._poll.stop()
        try:
            ending()
        finally:
            job.ended.emit()
            self.ended.emit(job)
            job.deleteLater()

    def _fail(self, problem: Exception, otherwise: Callable[[ClientError], None] | None) -> None:
        if not isinstance(problem, ClientError):
            self.crashed.emit(problem)
        elif otherwise:
            otherwise(problem)
        else:
            self.met.emit(problem)

    def _look(self) -> None:
        for job in self._running:
            self._show_steps(job)

    def _show_steps(self, job: Job) -> None:
        if self._seen.get(job) != job.steps.seen:
            self._seen[job] = job.steps.seen
            job.stepped.emit(*job.steps.seen)
