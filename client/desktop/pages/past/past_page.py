"""操作记录: everything that was done here, newest first; to look for, and to take back or do again."""

from functools import partial
from typing import Any

from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from client.desktop import words
from client.desktop.jobs import Job, Lane
from client.desktop.models.lines_model import Column
from client.desktop.models.paged_lines import PAGE, PagedLines
from client.desktop.pages.page import Notice, Page, Target
from client.desktop.pages.past import deed_words
from client.desktop.pages.past.deed_view import DeedView
from client.desktop.pages.past.deed_words import Deed
from client.desktop.widgets import build
from client.desktop.widgets.empty_state import EmptyState
from client.desktop.widgets.listing import Listing
from client.desktop.widgets.problem_banner import ProblemBanner
from client.desktop.widgets.search_box import SearchBox, find_on_ctrl_f
from client.desktop.widgets.typing import Choice
from client.texts import Translator
from client.workflows import undo as undoing
from client.workflows.outcome import Changes
from client.workflows.undo import Reversal

_ = Translator("desktop")
_WIDE, _WHO = 1000, 1


class PastPage(Page):
    """The acts at the left, the picked one at the right."""

    name = "past"
    icon = "history"

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._stale = True
        self._text = ""
        self._looking: Job | None = None
        self.banner = ProblemBanner()
        self.search = SearchBox(_("Search files and entries"))
        self.search.searched.connect(self._search)
        self.kind, self.person = Choice(), Choice()
        for choice, name in ((self.kind, _("What was done")), (self.person, _("Who"))):
            choice.setAccessibleName(name)
            choice.activated.connect(lambda _place: self._show())
        self.list = Listing(_columns(), self.title())
        self._lines: PagedLines[Deed] = PagedLines(_columns(), ("newest", "", "", "", ""), self.list)
        self.list.use_model(self._lines)
        self.list.setSortingEnabled(False)
        self.list.say_when_blank(_("Nothing like that was done."))
        self.list.picked.connect(self._pick)
        self.view = DeedView(self.workspace.query)
        self.view.reversed.connect(self.reverse)
        self.view.entry_asked.connect(lambda entry: self.requested.emit(Target("entries", entry=entry)))
        self.blank = EmptyState("history", _("Nothing was done yet"), _("Every import, edit and report is noted here."))
        self.faces = QStackedWidget()
        left = QWidget()
        left.setLayout(build.stack(build.row(self.search, self.kind, self.person, spacing=8), self.list, spacing=8))
        split = build.sides(left, self.view, (720, 400))
        split.setStretchFactor(0, 1)
        for face in (self.blank, split):
            self.faces.addWidget(face)
        note = build.label(
            _("Every act names its person. Taking one back is an act too, and can be taken back."), "muted"
        )
        self.body.addLayout(build.stack(build.label(self.title(), "title"), note, spacing=2))
        self.body.addWidget(self.banner)
        self.body.addWidget(self.faces, 1)
        find_on_ctrl_f(self)

    @classmethod
    def title(cls) -> str:
        """操作记录."""
        return _("Past acts")

    def refresh(self, changes: Changes) -> None:
        """Whatever changed was an act; the list follows when it is looked at."""
        self._stale = True
        if self.isVisible():
            self._reload()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room what was done comes first; who did it stands beside the list."""
        super().resizeEvent(event)
        self.list.setColumnHidden(_WHO, event.size().width() < _WIDE)

    def showEvent(self, event: QShowEvent) -> None:
        """Catches up."""
        super().showEvent(event)
        if self._stale:
            self._reload()

    def enter(self) -> None:
        """The cursor is in the list."""
        self.list.setFocus()

    def reverse(self, act: str, deed: Deed) -> None:
        """Takes an act back, or does it again; a large one may take a while."""
        self.view.back.setEnabled(False)
        self.act(
            lambda progress: undoing.undo(self.workspace, act, progress),
            label=f"{deed_words.button(deed)}：{deed.what}",
            lane=Lane.BULK,
            then=partial(self._reversed, deed),
            otherwise=self.banner.show_problem,
        )

    def _reversed(self, deed: Deed, done: Reversal) -> None:
        text = _("Done again") if deed_words.again(deed) else _("Taken back")
        text = f"{text}：{deed.what}"
        kept = len({entry for entry, _item, _field in done.undone.skipped})
        if kept:
            more = _.plural(
                "{count} entry keeps what was changed since.", "{count} entries keep what was changed since.", kept
            )
            text = f"{text}；{more.format(count=f'{kept:,}')}"
        self.noticed.emit(Notice(text, done.undone.act))

    def _reload(self) -> None:
        self._stale = False
        past = self.workspace.query.past
        kinds = sorted((words.act_kind(kind), kind) for kind in past.kinds())
        _offer(self.kind, [(_("All kinds"), ""), *kinds])
        people = [(one.name, one.id) for one in self.workspace.query.people()]
        _offer(self.person, [(_("Everybody"), ""), *people])
        self.person.setVisible(len(people) > 1)
        self.faces.setCurrentIndex(1 if kinds else 0)
        self._show()

    def _search(self, text: str) -> None:
        self._text = text
        self._show()

    def _show(self) -> None:
        query = self.workspace.query
        wanted = query.past.wanted(self._text, str(self.kind.currentData()), str(self.person.currentData()))
        people = {one.id: one.name for one in query.people()}
        before = self.list.present

        def fetch(_key: str, _down: bool, offset: int, limit: int) -> list[Deed]:
            return [Deed(act, query, self.workspace.profile, people) for act in query.past.page(wanted, offset, limit)]

        self._lines.show_source(query.past.count(wanted), fetch)
        self.list.make_room_for_badges()
        lines = self._lines
        if not lines.rowCount():
            self._pick(None)
            return
        near = range(min(lines.rowCount(), PAGE))
        kept = (place for place in near if before and (line := lines.line(place)) and line.id == before.id)
        self.list.selectRow(next(kept, 0))

    def _pick(self, deed: Deed | None) -> None:
        if self._looking:
            self._looking.stop()
            self._looking = None
        act = self.workspace.query.past.act(deed.id) if deed else None
        self.view.show_deed(deed, act.entries if act else 0)
        if deed is None or not deed.reverse:
            return
        self._looking = self.jobs.start(
            lambda progress: undoing.foresee(self.workspace, deed.reverse, progress),
            lane=Lane.NETWORK,
            stoppable=True,
            then=partial(self.view.show_outlook, deed),
            otherwise=self.banner.show_problem,
        )


def _offer(choice: Choice, answers: list[tuple[str, str]]) -> None:
    before = choice.currentData()
    choice.clear()
    for text, key in answers:
        choice.addItem(text, key)
    choice.setCurrentIndex(max(choice.findData(before), 0))


def _columns() -> tuple[Column[Deed], ...]:
    return (
        Column(_("When"), lambda one: one.at, 9),
        Column(_("Who"), lambda one: one.who, 5),
        Column(_("What was done"), lambda one: one.what),
        Column(_("Entries"), lambda one: one.count, 4, right=True),
        Column(_("State"), lambda _one: "", 5, mark=lambda one: one.state),
    )
