"""报送: the platform above, the three steps up, the queue, what came back, what both changed, the receipts."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QTabWidget, QWidget

from client.checks.rule import Finding
from client.desktop import blocked_words
from client.desktop.jobs import Job, Lane
from client.desktop.pages import sync_lines
from client.desktop.pages.conflicts_view import ConflictsView, contested
from client.desktop.pages.enrolling import Enrolling
from client.desktop.pages.page import Notice, Page, Target
from client.desktop.pages.sign_off_dialog import SignOffDialog
from client.desktop.pages.sync_head import PlatformCard, Step
from client.desktop.pages.sync_views import HeldView, QueueView, ReceiptsView, ReturnsView
from client.desktop.widgets import build
from client.desktop.widgets.drop_area import DropArea
from client.desktop.widgets.problem_banner import ProblemBanner
from client.errors import ClientError
from client.store.query import EntryFilter
from client.sync.report import RoundReport
from client.texts import Translator
from client.workflows import check_entries, settle, sign_off, submit, synchronise
from client.workflows.outcome import Changes
from client.workflows.sign_off import SignedOff
from client.workflows.submit import Submitted, TakenBack
from client.workflows.synchronise import Synchronised

_ = Translator("desktop")
CANDIDATES = 5000


class SyncPage(Page):
    """Two faces: not joined to a platform yet, and the work with it."""

    name = "sync"
    icon = "sync"

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._platform = ""
        self._refused: Sequence[tuple[str, tuple[Finding, ...]]] = ()
        self._stale = True
        self._round: Job | None = None
        self._again = False
        self.banner = ProblemBanner()
        self.enrolling = Enrolling(self, self.banner.show_problem)
        self.card = PlatformCard()
        self.card.chosen.connect(self._choose_platform)
        self.steps = (
            Step(1, _("Sign-off by the department"), _("Sign off"), "signoff", self.ask_sign_off),
            Step(2, _("Put into the queue"), _("Queue"), "plus", self.queue_all),
            Step(3, _("Report"), _("Report now"), "send", self.report, "primary"),
        )
        self.queue, self.held, self.returns = QueueView(), HeldView(), ReturnsView()
        self.conflicts, self.receipts = ConflictsView(), ReceiptsView()
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.faces = QStackedWidget()
        self.faces.addWidget(self._make_invitation())
        self.faces.addWidget(self._make_work())
        self.body.addWidget(build.label(self.title(), "title"))
        self.body.addWidget(self.banner)
        self.body.addWidget(self.faces, 1)
        self._connect()

    @classmethod
    def title(cls) -> str:
        """报送."""
        return _("Reporting")

    def refresh(self, changes: Changes) -> None:
        """The queue and the counts follow every change; lists are read when the page is seen."""
        if not changes:
            return
        query = self.workspace.query
        counts = query.state_counts()
        self.counted.emit(counts.get("waiting", 0) + counts.get("returned", 0) + counts.get("conflict", 0))
        self._stale = True
        if self.isVisible():
            self._reload()

    def showEvent(self, event: QShowEvent) -> None:
        """Catches up."""
        super().showEvent(event)
        if self._stale:
            self._reload()

    def open(self, target: Target) -> None:
        """A list may be named: queue, returned, conflicts, receipts."""
        if isinstance(target.filter, str):
            views: dict[str, QWidget] = {
                "queue": self.queue,
                "returned": self.returns,
                "conflicts": self.conflicts,
                "receipts": self.receipts,
            }
            if target.filter in views:
                self.tabs.setCurrentWidget(views[target.filter])

    # -- the three steps ---------------------------------------------------------------------------------------------

    def ask_sign_off(self) -> None:
        """Checks what is stale, then asks who consents to what."""
        self.act(
            lambda progress: check_entries.check_stale(self.workspace, progress),
            label=_("Checking"),
            then=lambda _done: self._show_sign_off(),
            otherwise=self.banner.show_problem,
        )

    def queue_all(self) -> None:
        """Everything without faults goes into the queue; the rest is listed with its reasons."""
        self.act(
            lambda progress: submit.submit(self.workspace, None, progress=progress),
            label=_("Putting into the queue"),
            stoppable=True,
            then=self._queued,
            otherwise=self.banner.show_problem,
        )

    def report(self, *, allow_withdrawals: bool = False) -> None:
        """One round with the platform."""
        if self._round is not None:
            return
        platform = self._platform
        self.banner.hide()
        self.steps[2].button.setEnabled(False)
        self._round = self.act(
            lambda progress: synchronise.synchronise(
                self.workspace, platform, progress, allow_withdrawals=allow_withdrawals
            ),
            label=_("Reporting to {platform}").format(platform=platform),
            lane=Lane.NETWORK,
            stoppable=True,
            then=self._reported,
            otherwise=lambda problem: self.banner.show_problem(problem, self.report),
        )
        self._round.cancelled.connect(
            lambda: self.noticed.emit(Notice(_("Stopped. What was not received stays in the queue.")))
        )
        self._round.ended.connect(self._round_ended)

    # -- what comes back ---------------------------------------------------------------------------------------------

    def _show_sign_off(self) -> None:
        query = self.workspace.query
        wanted = EntryFilter(severity="clean", local=("draft", "ready"))
        approvers = [one.name for one in query.people() if one.role == "approver"]
        dialog = SignOffDialog(query.rows(wanted, "name", False, 0, CANDIDATES), approvers, self)
        if not self.ask.run(dialog):
            return
        ids, approver, document = dialog.entries(), dialog.approver.currentText(), dialog.document.text()
        secrecy, personal = dialog.secrecy.isChecked(), dialog.personal.isChecked()
        self.act(
            lambda _progress: sign_off.sign_off(
                self.workspace, ids, approver, document, secrecy_assessed=secrecy, personal_assessed=personal
            ),
            label=_("Recording the sign-off"),
            then=self._signed_off,
            otherwise=self.banner.show_problem,
        )

    def _signed_off(self, done: SignedOff) -> None:
        count = len(done.entries)
        text = _.plural("{count} entry signed off", "{count} entries signed off", count).format(count=count)
        self.noticed.emit(Notice(text + blocked_words.numbered(done.codes), done.act))
        if done.refused:
            self._show_held(done.refused)

    def _queued(self, done: Submitted) -> None:
        count = len(done.queued)
        # What is in the queue already needs no reason why it is not put there.
        refused = [line for line in done.refused if line[1][0].rule != "submit.under-way"]
        if count:
            text = _.plural("{count} entry put into the queue", "{count} entries put into the queue", count)
            self.noticed.emit(Notice(text.format(count=count) + blocked_words.numbered(done.codes), done.act))
        elif refused:
            self.noticed.emit(Notice(_("Nothing could be put into the queue; the reasons are listed.")))
        else:
            self.noticed.emit(Notice(_("Everything has been reported or put into the queue already.")))
        self._show_held(refused)
        if count and not refused:
            self.tabs.setCurrentWidget(self.queue)

    def _show_held(self, refused: Sequence[tuple[str, tuple[Finding, ...]]]) -> None:
        self._refused = refused
        self.held.show_lines(sync_lines.held(self.workspace.query, refused))
        self._show_tabs()
        if refused:
            self.tabs.setCurrentWidget(self.held)

    def _reported(self, done: Synchronised) -> None:
        report = done.report
        self.card.show_round(_round_text(report) if report.problem is None or report.entries else "")
        self._show_head()
        if report.act:
            text = _.plural(
                "{count} entry took over what was changed above",
                "{count} entries took over what was changed above",
                report.taken,
            )
            self.noticed.emit(Notice(text.format(count=report.taken), report.act))
        if report.problem is not None:
            self._show_problem(report.problem)
        elif report.returned:
            self.tabs.setCurrentWidget(self.returns)
        elif report.conflicts:
            self.tabs.setCurrentWidget(self.conflicts)

    def _show_problem(self, problem: ClientError) -> None:
        if problem.code != "platform.mass-withdrawal":
            self.banner.show_problem(problem, self.report)
        elif self.ask.confirm(
            _("Withdraw many entries here?"),
            _("The platform has withdrawn {count} entries at once. Let this through only if you know why.").format(
                count=problem.params.get("count", "?")
            ),
            yes=_("Let it through"),
            danger=True,
        ):
            # This round has not ended yet; the next one starts when it has.
            self._again = True

    def _round_ended(self) -> None:
        self._round = None
        self._show_head()
        if self._again:
            self._again = False
            self.report(allow_withdrawals=True)

    def _remove(self, lines: Sequence[sync_lines.Waiting]) -> None:
        if lines:
            ids = [line.entry for line in lines]
            self.act(
                lambda _progress: submit.take_back(self.workspace, lines[0].platform, ids),
                then=self._removed,
                otherwise=self.banner.show_problem,
            )

    def _removed(self, done: TakenBack) -> None:
        count = len(done.entries)
        text = _.plural("{count} report taken out of the queue", "{count} reports taken out of the queue", count)
        self.noticed.emit(Notice(text.format(count=count)))

    def _settle(self, entry_id: str, choices: dict[tuple[str, str], settle.Side]) -> None:
        self.act(
            lambda _progress: settle.settle(self.workspace, entry_id, choices),
            then=lambda done: self.noticed.emit(
                Notice(
                    _.plural("{count} place settled", "{count} places settled", done.settled).format(
                        count=done.settled
                    ),
                    done.act,
                )
            ),
            otherwise=self.banner.show_problem,
        )

    # -- showing -----------------------------------------------------------------------------------------------------

    def _reload(self) -> None:
        self._stale = False
        query = self.workspace.query
        editors = [one for one in query.platforms() if one.role == "editor"]
        self.faces.setCurrentIndex(1 if editors else 0)
        if not editors:
            return
        present = next((one for one in editors if one.name == self._platform), editors[0])
        self._platform = present.name
        self.card.show_platform([one.name for one in editors], present.name, present.url, present.space)
        self.queue.show_lines(sync_lines.waiting(query, present.name))
        self.returns.show_lines(sync_lines.returned(query))
        self.conflicts.show_lines(contested(query))
        self.receipts.show_lines(sync_lines.receipts(query))
        self.held.show_lines(sync_lines.held(query, self._refused))
        self._show_head()
        self._show_tabs()

    def _show_head(self) -> None:
        query = self.workspace.query
        last = next(iter(query.receipts(1)), None)
        compared = synchronise.last_compared(self.workspace, self._platform) if self._platform else None
        self.card.show_state(last.at if last else "", compared.digest if compared else "")
        waits = sync_lines.ready(query)
        queued = self.queue.count
        self.steps[0].say(_sign_text(waits))
        self.steps[1].say(
            _.plural("{count} ready, not queued", "{count} ready, not queued", waits.to_queue).format(
                count=f"{waits.to_queue:,}"
            )
        )
        self.steps[2].say(
            _.plural("{count} waits to be sent", "{count} wait to be sent", queued).format(count=f"{queued:,}")
            if queued
            else _("Nothing waits; news is fetched")
        )
        self.steps[0].button.setEnabled(waits.to_sign + waits.unasked > 0)
        self.steps[2].button.setEnabled(self._round is None)

    def _show_tabs(self) -> None:
        front = self.tabs.currentIndex()
        present = self.tabs.widget(front) if front >= 0 else None
        views = (
            (self.queue, _("Waiting to be sent {count}"), True),
            (self.held, _("Not queued {count}"), self.held.count > 0),
            (self.returns, _("Returned {count}"), True),
            (self.conflicts, _("Changed on both sides {count}"), True),
            (self.receipts, _("Receipts {count}"), True),
        )
        self.tabs.setUpdatesEnabled(False)
        self.tabs.clear()
        for view, text, shown in views:
            if shown:
                self.tabs.addTab(view, text.format(count=f"{view.count:,}"))
        if present is not None and self.tabs.indexOf(present) >= 0:
            self.tabs.setCurrentWidget(present)
        self.tabs.setUpdatesEnabled(True)

    def _choose_platform(self, name: str) -> None:
        self._platform = name
        self.card.show_round("")
        self._reload()

    def _open_line(self, line: Any) -> None:
        self.requested.emit(
            Target("entries", entry=line.entry, item=getattr(line, "item", ""), field=getattr(line, "field", ""))
        )

    def _connect(self) -> None:
        self.queue.remove_asked.connect(self._remove)
        self.conflicts.settle_asked.connect(self._settle)
        for view in (self.queue, self.held, self.returns, self.receipts, self.conflicts):
            view.opened.connect(self._open_line)

    def _make_work(self) -> QWidget:
        made = QWidget()
        steps = build.row(spacing=12)
        for step in self.steps:
            steps.addWidget(step, 1)
        work = build.stack(self.card, steps, self.tabs, spacing=12)
        work.setStretch(2, 1)
        made.setLayout(work)
        return made

    def _make_invitation(self) -> DropArea:
        made = DropArea(
            "send",
            _("Not joined to a platform yet"),
            _(
                "The level above gives every office an enrolment file: where to report, for which office, with which key."
                " Open it once and this computer can report. Until then you can work offline."
            ),
        )
        made.offer(_("Open the enrolment file"), self.enrolling.begin, look="primary", icon="folder")
        made.dropped.connect(lambda files: self.enrolling.look(files[0]))
        return made


def _sign_text(waits: sync_lines.Ready) -> str:
    """What waits for consent, and whether its standard asks for one."""
    if waits.to_sign or not waits.unasked:
        return _.plural("{count} without faults waits", "{count} without faults wait", waits.to_sign).format(
            count=f"{waits.to_sign:,}"
        )
    return _("{count} without faults; their standard asks for no consent").format(count=f"{waits.unasked:,}")


def _round_text(report: RoundReport) -> str:
    """What a round did, in one line."""
    parts = [
        (_("sent {count}"), report.pushed),
        (_("fetched {count}"), report.pulled),
        (_("accepted {count}"), report.accepted),
        (_("returned {count}"), report.returned),
        (_("changed on both sides {count}"), report.conflicts),
        (_("withdrawn above {count}"), report.withdrawn),
        (_("still waiting {count}"), report.waiting),
    ]
    said = "，".join(text.format(count=f"{count:,}") for text, count in parts if count)
    size = _("{up} up, {down} down").format(up=_size(report.bytes_up), down=_size(report.bytes_down))
    return f"{said}（{size}）" if said else _("nothing new") + f"（{size}）"


def _size(count: int) -> str:
    if count < 1024:
        return f"{count} B"
    return f"{count / 1024:,.1f} KB" if count < 1024 * 1024 else f"{count / 1024 / 1024:,.1f} MB"
