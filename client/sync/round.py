"""One round with a platform: ask what became of what was sent, pull, push, pull the tail, compare."""

import random
from collections import deque
from collections.abc import Callable, Iterable
from datetime import timedelta

from client.catalog.states import Report
from client.clock import Clock, stamp
from client.errors import NotLetIn, PlatformProblem, Refused, Unreachable
from client.platforms.platform import ChangePage, Digest, EpochChanged, Fault, Platform, PushOp, PushResult, digest_of
from client.progress import SILENT, Progress
from client.store import acts, outbox, remote
from client.store.database import Database
from client.store.outbox import Op
from client.store.remote import Remote
from client.sync import above, answers, patience, reconcile
from client.sync.desk import Desk
from client.sync.patience import Batch
from client.sync.report import RoundReport

PAGE = 200
EVER = "9999"
"""A deliberate round tries everything that waits, also what an automatic one would leave for later."""

MASS = 20
REBASES = 3
_ONE_OP = frozenset({"platform.malformed", "platform.too-large"})
_ON_THE_WAY = frozenset({"platform.cut", "platform.slow"})


def run_round(
    db: Database,
    platform: Platform,
    name: str,
    space: str,
    clock: Clock,
    progress: Progress = SILENT,
    *,
    allow_withdrawals: bool = False,
    dice: Callable[[], float] = random.random,
) -> RoundReport:
    """One round for one space of one platform; what the platform did wrong stands in `RoundReport.problem`.

    Raises `StoreProblem`, and `Cancelled` from the progress; both leave everything so that the next round goes on.
    """
    report = RoundReport(name)
    desk = Desk(db, platform, name, space, clock, progress, dice, report, allow_withdrawals)
    up, down = platform.traffic.up, platform.traffic.down
    try:
        Round(desk).run()
    except PlatformProblem as problem:
        report.problem = problem
    report.bytes_up, report.bytes_down = platform.traffic.up - up, platform.traffic.down - down
    with db.read() as conn:
        report.waiting = outbox.waiting(conn, name)
        report.taken = acts.took_over(conn, desk.act)
        report.act = desk.act if report.taken else ""
    return report


class Round:
    """The steps, each safe to repeat. What a failure does:

    - no answer, a cut, "busy": the ops stay frozen with their op ids and are asked about first in the next round;
      a cut batch is tried once more at half its size, then the round ends with the problem;
    - killed between send and receipt: the same, the tries were counted before the request went out;
    - killed between receipt and commit: the same, the answer comes again as "replayed";
    - the credential is refused: nothing is lost, the queue waits;
    - the platform refuses one op (422, or a batch that cannot be read because of it): that op ends as returned, with
      the reasons at their fields; the others go on;
    - the record above has moved on (412): only state, code or review: a new op with the same content; content too:
      merged by field, what both changed becomes a conflict, and the op ends, because nobody has seen the two together;
    - many withdrawals from above at once: nothing of that page on is taken until somebody says so;
    - another epoch: everything is compared anew, see `reconcile`;
    - the digests differ after all that: compared anew once, then reported.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._attempted: set[str] = set()
        self._withdrawals_allowed = desk.allow_withdrawals

    def run(self) -> None:
        """All steps. Raises `PlatformProblem` where one cannot go on."""
        try:
            self.ask_in_doubt()
            self.pull("pulling")
        except EpochChanged:
            self.reconcile()
        try:
            self.push()
        except EpochChanged:
            self.reconcile()
            self.push()
        self.pull("pulling_tail")
        self.compare()

    def ask_in_doubt(self) -> None:
        """Sends again, before anything else, what may have arrived: its answer says how things stand.

        Pulling first would mix our own change, come back without its receipt, with those of others.
        """
        self._send([op for op in self._waiting() if op.tries > 0], "asking")
        if any(op.tries > 0 and op.op_id in self._attempted for op in self._waiting()):
            raise Unreachable("platform.busy", host="")

    def pull(self, stage: str) -> None:
        """Takes every page of the feed; a page and its cursor are one transaction."""
        self._desk.progress.stage(stage)
        more = True
        while more:
            cursor, epoch = self._cursor()
            pages = self._guarded(self._page(cursor, epoch), epoch)
            for page in pages:
                self._take(page, cursor)
                cursor = page.cursor
            more = pages[-1].more

    def push(self) -> None:
        """Sends what waits, oldest first, in batches that grow while the line is quick."""
        self._send(self._waiting(), "pushing")

    def compare(self) -> None:
        """The platform's digest against ours; when they differ, the tail and then everything is read once more."""
        self._desk.progress.stage("comparing")
        if not self._desk.platform.capabilities.digest:
            self._desk.report.digest = "unsupported"
            return
        for mend in (lambda: self.pull("pulling_tail"), self.reconcile, None):
            theirs = self._desk.platform.digest(self._desk.space)
            if theirs is None or self._equals(theirs):
                self._desk.report.digest = "equal" if theirs else "unsupported"
                return
            if mend is not None:
                mend()
        self._desk.report.digest = "different"

    def reconcile(self) -> None:
        """Reads the whole feed and compares everything with it."""
        self._desk.progress.stage("comparing_anew")
        pages = [self._page("", "")]
        while pages[-1].more:
            pages.append(self._page(pages[-1].cursor, pages[-1].epoch))
            self._desk.progress.step(len(pages))
        self._guard(pages)
        reconcile.apply(self._desk, pages)

    # --- pulling ---

    def _page(self, cursor: str, epoch: str) -> ChangePage:
        page = self._desk.platform.pull(self._desk.space, cursor, epoch, PAGE)
        if epoch and page.epoch != epoch:
            raise EpochChanged("platform.epoch", epoch=page.epoch)
        if page.more and page.cursor == cursor:
            # It would be asked for the same page for ever.
            raise PlatformProblem("platform.nonsense", host="", status=200)
        return page

    def _guarded(self, page: ChangePage, epoch: str) -> list[ChangePage]:
        """The page; where it withdraws something, all that follow too, so that all is counted before any is taken."""
        if self._withdrawals_allowed or not self._withdrawn_by([page]):
            return [page]
        pages = [page]
        while pages[-1].more:
            pages.append(self._page(pages[-1].cursor, epoch or page.epoch))
        self._guard(pages)
        return pages

    def _guard(self, pages: list[ChangePage]) -> None:
        """Raises "platform.mass-withdrawal" for more than 20 entries or 5 %; one or two are everyday work anywhere."""
        if self._withdrawals_allowed:
            return
        count = self._withdrawn_by(pages)
        with self._desk.db.read() as conn:
            live = len(remote.tokens(conn, self._desk.name, self._desk.space))
        if count > MASS or (count > 2 and count * 20 > live):
            raise PlatformProblem("platform.mass-withdrawal", count=count, live=live)
        self._withdrawals_allowed = True

    def _withdrawn_by(self, pages: list[ChangePage]) -> int:
        with self._desk.db.read() as conn:
            return sum(above.withdraws(conn, self._desk, change) for page in pages for change in page.changes)

    def _take(self, page: ChangePage, cursor: str) -> None:
        if not page.changes and page.cursor == cursor and self._cursor() == (cursor, page.epoch):
            return
        with self._desk.writing() as pen:
            tokens = remote.tokens(pen.conn, self._desk.name, self._desk.space)
            for change in page.changes:
                above.take(pen, self._desk, change)
            remote.set_cursor(pen.conn, self._desk.name, self._desk.space, page.cursor, page.epoch)
        self._desk.report.pulled += sum(tokens.get(change.id) != change.token for change in page.changes)
        self._desk.progress.step(self._desk.report.pulled)

    def _cursor(self) -> tuple[str, str]:
        with self._desk.db.read() as conn:
            return remote.cursor(conn, self._desk.name, self._desk.space)

    # --- pushing ---

    def _waiting(self) -> list[Op]:
        """What waits for this space. Ops of other spaces of this platform have their own round."""
        with self._desk.db.read() as conn:
            waiting = outbox.due(conn, self._desk.name, EVER, 1_000_000)
        return [op for op in waiting if op.space == self._desk.space]

    def _send(self, ops: Iterable[Op], stage: str) -> None:
        """Sends the ops, and what is queued anew for the same entries on the way (a new base)."""
        line = deque(ops)
        if not line:
            return
        self._desk.progress.stage(stage, len(line))
        # What failed before begins smaller, so that a line too thin for ten still moves.
        first = patience.START >> min(3, max(op.tries for op in line))
        batch = Batch(first, min(patience.MOST, self._desk.platform.capabilities.max_batch))
        done, second_try = 0, False
        while line:
            part = [line.popleft() for _ in range(min(batch.size, len(line)))]
            try:
                self._send_batch(part, batch)
            except Unreachable as problem:
                if second_try or problem.code not in _ON_THE_WAY:
                    raise
                second_try = True
                batch.halve()
                line.extendleft(reversed(part))
                continue
            except Refused as problem:
                if problem.code not in _ONE_OP or len(part) == 1:
                    raise
                # One op among them cannot be read above: halves find it, and the others still go.
                batch.size = max(1, len(part) // 2)
                line.extendleft(reversed(part))
                continue
            second_try = False
            done += len(part)
            self._desk.progress.step(done)
            if not line:
                line.extend(self._anew())

    def _anew(self) -> list[Op]:
        """Ops that got a new base in this round, as long as somebody else does not keep moving the record."""
        counts = self._desk.rebases
        return [op for op in self._waiting() if op.op_id not in self._attempted and 0 < counts[op.entry] <= REBASES]

    def _send_batch(self, ops: list[Op], batch: Batch) -> None:
        desk = self._desk
        _, epoch = self._cursor()
        self._mark_sent(ops)
        began = desk.clock()
        wired = [PushOp(op.op_id, op.entry, op.kind, op.body, op.base_token, op.about) for op in ops]
        try:
            results = desk.platform.push(desk.space, wired, epoch)
        except Refused as problem:
            if problem.code in _ONE_OP and len(ops) == 1:
                self._refuse(ops[0], problem)
                return
            self._keep(ops, problem)
            raise
        except PlatformProblem as problem:
            self._keep(ops, problem)
            raise
        self._settle(ops, results)
        if len(ops) >= batch.size:
            batch.answered((desk.clock() - began).total_seconds())

    def _mark_sent(self, ops: list[Op]) -> None:
        """Durable before the request goes out: from here on the ops may have arrived."""
        desk = self._desk
        with desk.db.write() as conn:
            outbox.sending(conn, [op.op_id for op in ops])
            for op in ops:
                known = remote.get(conn, desk.name, op.entry) or Remote(desk.name, op.space, op.entry)
                if known.report in (Report.NONE, Report.QUEUED):
                    remote.set_report(conn, desk.name, op.entry, Report.QUEUED, space=op.space)
                    remote.set_report(conn, desk.name, op.entry, Report.SENT, space=op.space)
        self._attempted.update(op.op_id for op in ops)
        desk.report.entries.update(op.entry for op in ops)

    def _settle(self, ops: list[Op], results: list[PushResult]) -> None:
        with self._desk.writing() as pen:
            for op, result in zip(ops, results, strict=True):
                answers.settle(pen, self._desk, op, result)

    def _refuse(self, op: Op, problem: Refused) -> None:
        with self._desk.writing() as pen:
            answers.refused(pen, self._desk, op, (Fault(code=problem.code, detail=str(problem.params.get("why", ""))),))

    def _keep(self, ops: list[Op], problem: PlatformProblem) -> None:
        """The ops stay; when an automatic round tries them next depends on what went wrong."""
        desk = self._desk
        next_try = ""
        if isinstance(problem, Unreachable):
            seconds = patience.wait(max(op.tries for op in ops) + 1, desk.dice(), problem.retry_after)
            next_try = stamp(desk.clock() + timedelta(seconds=seconds))
        elif not isinstance(problem, NotLetIn | EpochChanged):
            next_try = stamp(desk.clock() + timedelta(seconds=patience.LONGEST_WAIT))
        with desk.db.write() as conn:
            outbox.failed(conn, [op.op_id for op in ops], problem.code, next_try)

    # --- comparing ---

    def _equals(self, theirs: Digest) -> bool:
        desk = self._desk
        with desk.db.read() as conn:
            ours = remote.tokens(conn, desk.name, desk.space)
            _, epoch = remote.cursor(conn, desk.name, desk.space)
        return theirs.epoch == epoch and theirs.sha256 == digest_of(ours)
