"""首页: what needs me today. The first start and the question who sits here come before."""

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from client import clock
from client.catalog import profile as profiles
from client.catalog.states import Local, Report
from client.desktop import blocked_words
from client.desktop.jobs import Lane
from client.desktop.pages.enrolling import Enrolling
from client.desktop.pages.entries import NEW
from client.desktop.pages.freshen import freshen
from client.desktop.pages.page import Page, Target
from client.desktop.pages.today.cards import (
    RECENT_SHOWN,
    RETURNED_SHOWN,
    AboveCard,
    RecentCard,
    ReturnedCard,
    ReturnedLine,
    Task,
    TasksCard,
)
from client.desktop.pages.today.due import WITHIN, DueCard
from client.desktop.pages.today.first_start import FirstStart, WhoIsHere
from client.desktop.pages.today.pipeline import Pipeline
from client.desktop.widgets import build
from client.desktop.widgets.empty_state import EmptyState
from client.desktop.widgets.problem_banner import ProblemBanner
from client.desktop.widgets.scrolled import scrolled
from client.store.query import EntryFilter
from client.texts import Translator
from client.workflows import deadlines, desk, synchronise
from client.workflows.outcome import Changes

_ = Translator("desktop")
NOT_ABOVE = (Report.NONE, Report.RETURNED, Report.WITHDRAWN)
TO_SIGN = EntryFilter(local=(Local.DRAFT, Local.READY), severity="clean")
TO_QUEUE = EntryFilter(local=(Local.SIGNED_OFF,), report=NOT_ABOVE)


class HomePage(Page):
    """Four faces: first start, who is here, nothing yet, and today's work."""

    name = "home"
    icon = "home"

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._stale = True
        self.banner = ProblemBanner()
        self.enrolling = Enrolling(self, self.banner.show_problem)
        self.first_start = FirstStart()
        self.who = WhoIsHere()
        self.tasks = TasksCard()
        self.returned = ReturnedCard()
        self.above = AboveCard()
        self.recent = RecentCard()
        self.pipeline = Pipeline()
        self.due = DueCard()
        self._greeting = build.label("", "title")
        self._day = build.label("", "muted")
        self._practice = build.label(
            _("Practice office: nothing can be reported from here. Your own office is set in the settings."), "warning"
        )
        self._send = build.button(_("Report"), "", "send", clicked=partial(self._go, Target("sync")))
        self.faces = QStackedWidget()
        self._today = self._make_today()
        self._blank = self._make_blank()
        for face in (self.first_start, self.who, self._blank, self._today):
            self.faces.addWidget(face)
        self.body.addWidget(self.banner)
        self.body.addLayout(self._head())
        self.body.addWidget(self.faces, 1)
        self._connect()

    @classmethod
    def title(cls) -> str:
        """首页."""
        return _("Home")

    def refresh(self, changes: Changes) -> None:
        """Counts again, when somebody looks."""
        self._stale = True
        if self.isVisible() or changes.office:
            self._reload()
        else:
            self.counted.emit(self.workspace.query.state_counts()["returned"])

    def showEvent(self, event: QShowEvent) -> None:
        """Catches up."""
        super().showEvent(event)
        if self._stale:
            self._reload()

    def enter(self) -> None:
        """What has changed since it was checked is checked now, so that the counts are true."""
        freshen(self)

    # -- the first start ---------------------------------------------------------------------------------------------

    def set_office(self, name: str, code: str, region: str, person: str) -> None:
        """The answer to the first question."""

        def work(_progress: object) -> object:
            changes = desk.set_office(self.workspace, name, code, region)
            if person.strip():
                desk.add_person(self.workspace, person)
            return _Announced(changes)

        self.act(work, otherwise=self.banner.show_problem)

    def practise(self) -> None:
        """An invented office to try things in."""
        self.set_office(_("Practice office"), desk.PRACTICE_CODE, _("Practice county"), _("Practising clerk"))

    def choose_person(self, person_id: str) -> None:
        """Somebody of the list sits down."""
        self.act(
            lambda _progress: _Announced(desk.use_person(self.workspace, person_id)),
            otherwise=self.banner.show_problem,
        )

    def add_person(self, name: str) -> None:
        """Somebody new sits down."""

        def work(_progress: object) -> object:
            added = desk.add_person(self.workspace, name)
            return _Announced(desk.use_person(self.workspace, added.id))

        self.act(work, otherwise=self.banner.show_problem)

    # -- today -------------------------------------------------------------------------------------------------------

    def _reload(self) -> None:
        self._stale = False
        office, person = self.workspace.office, self.workspace.person
        started = office is not None and person is not None
        self._head_row.setVisible(started)
        if office is None:
            self.faces.setCurrentWidget(self.first_start)
            return
        if person is None:
            self.who.show_people([(one.id, one.name) for one in self.workspace.query.people()])
            self.faces.setCurrentWidget(self.who)
            return
        self._greeting.setText(_("{name}, today's work").format(name=person.name))
        self._day.setText(f"{self.workspace.today:%Y-%m-%d}  {office.name}")
        self._practice.setVisible(desk.is_practice(office))
        counts = self.workspace.query.state_counts()
        self.counted.emit(counts["returned"])
        if not counts["total"]:
            self.faces.setCurrentWidget(self._blank)
            return
        self.faces.setCurrentWidget(self._today)
        tasks = self._tasks(dict(counts))
        self.tasks.show_tasks(tasks)
        self.pipeline.show_counts(counts)
        self._show_returned(counts["returned"])
        self._show_above()
        self._show_due()
        self.recent.show_rows(self.workspace.query.rows(EntryFilter(), "updated", True, 0, RECENT_SHOWN))

    def _tasks(self, counts: dict[str, int]) -> list[Task]:
        """Every kind of work with entries in it, the most pressing first."""
        to_sign, to_queue = self._ready()
        lines = (
            self._task("returned", counts["returned"], EntryFilter(returned=True)),
            self._task("conflict", counts["conflict"], EntryFilter(conflict=True)),
            self._task("error", counts.get("severity.error", 0), EntryFilter(severity="error")),
            self._task("warning", counts.get("severity.warning", 0), EntryFilter(severity="warning")),
            self._task("to_sign", *to_sign),
            self._task("to_queue", *to_queue),
            self._task("waiting", counts["waiting"], EntryFilter(waiting=True)),
        )
        return [task for task in lines if task.count]

    def _ready(self) -> tuple[tuple[int, EntryFilter], tuple[int, EntryFilter]]:
        """What waits for consent, and what waits to be queued: not every standard asks for consent."""
        query = self.workspace.query
        signing, free = (0, TO_SIGN), (query.count(TO_QUEUE), TO_QUEUE)
        for profile, _held in query.facets(EntryFilter(), "profile"):
            where = (("profile", profile),)
            if profiles.get(profile).signoff:
                found = replace(TO_SIGN, where=where)
                signing = (signing[0] + query.count(found), TO_SIGN if signing[0] else found)
            else:
                found = replace(TO_SIGN, where=where, report=NOT_ABOVE)
                free = (free[0] + query.count(found), free[1] if free[0] else found)
        return signing, free

    def _task(self, key: str, count: int, wanted: EntryFilter) -> Task:
        title, text, role, icon, button = {
            "returned": (
                _("Returned by the reviewer"),
                _("Mend the fields named, then report again."),
                "error",
                "returned",
                _("Mend"),
            ),
            "conflict": (
                _("Changed on both sides"),
                _("Say field by field whose value stays."),
                "warning",
                "conflict",
                _("Decide"),
            ),
            "error": (
                _("Must be mended"),
                _("They cannot be reported as they are."),
                "error",
                "error",
                _("Mend"),
            ),
            "warning": (
                _("Mend or explain"),
                _("Mend them, or say in a sentence why it is right."),
                "warning",
                "warning",
                _("Look"),
            ),
            "to_sign": (
                _("Ready for the department's consent"),
                _("Without faults; the department head has to agree."),
                "info",
                "signoff",
                _("Sign off"),
            ),
            "to_queue": (
                _("Can be queued for reporting"),
                _("Nothing is missing; put them into the queue for the platform."),
                "info",
                "check",
                _("Queue"),
            ),
            "waiting": (
                _("Waiting to be sent"),
                _("They go up with the next report."),
                "info",
                "clock",
                _("Report"),
            ),
        }[key]
        lists = {"waiting": "queue", "conflict": "conflicts"}
        target = Target("sync", filter=lists[key]) if key in lists else Target("entries", filter=wanted)
        return Task(key, count, title, text, role, icon, button, partial(self._go, target))

    def _show_returned(self, count: int) -> None:
        query = self.workspace.query
        lines: list[ReturnedLine] = []
        for row in query.rows(EntryFilter(returned=True), limit=RETURNED_SHOWN) if count else []:
            stored = query.entry(row.id)
            if stored is None:
                continue
            profile = profiles.of(stored.entry)
            for one in query.returns(row.id)[:1]:
                place = profile.label(one.field, item=bool(one.item)) if one.field else ""
                name = row.name or _("(no name yet)")
                lines.append(ReturnedLine(row.id, one.item, one.field, name, place, one.text))
        self.returned.show_lines(lines, count)

    def _show_due(self) -> None:
        ws = self.workspace
        self.act(
            lambda _progress: deadlines.deadlines(ws, within=WITHIN),
            lane=Lane.NETWORK,
            then=self.due.show_due,
            otherwise=self.banner.show_problem,
        )

    def _show_above(self) -> None:
        platform = next((one for one in self.workspace.query.platforms() if one.role == "editor"), None)
        last = next(iter(self.workspace.query.receipts(1)), None)
        receipt = _("Last receipt {at}").format(at=clock.shown(last.at)) if last else _("No receipt yet")
        compared = synchronise.last_compared(self.workspace, platform.name) if platform else None
        if compared:
            receipt += "\n" + _("Compared {at}").format(at=clock.shown(compared.at))
        self._send.setVisible(platform is not None)
        equal = blocked_words.digest(compared.digest if compared else "")
        self.above.show_standing(platform.name if platform else "", equal, receipt)

    def _go(self, target: Target) -> None:
        self.requested.emit(target)

    # -- how it is laid out ------------------------------------------------------------------------------------------

    def _head(self) -> Any:
        new = build.button(_("New entry"), "", "plus", clicked=partial(self._go, Target("entries", filter=NEW)))
        read = build.button(_("Import a table"), "", "import", clicked=partial(self._go, Target("import")))
        words = build.stack(self._greeting, self._day, spacing=2)
        self._head_row = QWidget()
        self._head_row.setLayout(build.row(words, 0, new, read, self._send, spacing=8))
        return build.stack(self._head_row)

    def _make_today(self) -> QWidget:
        side = QWidget()
        side.setFixedWidth(320)
        side.setLayout(build.stack(self.returned, self.due, self.above, 0, spacing=16))
        left = build.stack(
            build.label(_("What waits"), "heading"),
            self.tasks,
            12,
            build.label(_("Last worked on"), "heading"),
            self.recent,
            0,
            spacing=8,
        )
        right = build.stack(build.label(_("From above"), "heading"), side, spacing=8)
        columns = build.row(left, right, spacing=24)
        columns.setStretch(0, 1)
        return scrolled(build.stack(self._practice, self.pipeline, columns, 0, margins=(0, 0, 8, 0), spacing=20))

    def _make_blank(self) -> EmptyState:
        made = EmptyState(
            "import",
            _("Begin with the table your office keeps"),
            _(
                "Import it as it is: the columns are recognised, the faults are shown, nothing is stored before you"
                " agree. Or write the first entry by hand."
            ),
        )
        made.offer(_("Import a table"), partial(self._go, Target("import")), look="primary", icon="import")
        made.offer(_("New entry"), partial(self._go, Target("entries", filter=NEW)), icon="plus")
        return made

    def _connect(self) -> None:
        self.first_start.enrolment_asked.connect(self.enrolling.begin)
        self.first_start.answered.connect(self.set_office)
        self.first_start.practice_asked.connect(self.practise)
        self.who.chosen.connect(self.choose_person)
        self.who.added.connect(self.add_person)
        self.above.join_asked.connect(self.enrolling.begin)
        self.above.sync_asked.connect(partial(self._go, Target("sync")))
        self.returned.all_asked.connect(partial(self._go, Target("entries", filter=EntryFilter(returned=True))))
        self.returned.chosen.connect(
            lambda one: self._go(Target("entries", entry=one.entry, item=one.item, field=one.field))
        )
        self.due.chosen.connect(lambda entry: self._go(Target("entries", entry=entry)))
        self.recent.chosen.connect(lambda entry: self._go(Target("entries", entry=entry)))
        self.pipeline.chosen.connect(lambda wanted: self._go(Target("entries", filter=wanted)))


class _Announced:
    """Carries what changed out of a job."""

    def __init__(self, changes: Changes) -> None:
        self.changes = changes
