"""上级: search, regions and states of what stands above; or how to get it when nothing was filled yet."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from client import clock
from client.desktop.jobs import Job, Jobs, Lane
from client.desktop.pages.above import choosing
from client.desktop.pages.above.above_model import MOST, AboveModel
from client.desktop.pages.above.above_table import AboveTable
from client.desktop.pages.above.choosing import Counted
from client.desktop.widgets import build
from client.desktop.widgets.empty_state import EmptyState
from client.desktop.widgets.search_box import SearchBox
from client.desktop.widgets.typing import Choice
from client.errors import ClientError
from client.store.query import ReferenceFilter, ReferenceStatus
from client.texts import Translator

if TYPE_CHECKING:
    from client.workflows.workspace import Workspace

_ = Translator("desktop")


class AboveView(QWidget):
    """`opened(entry id)`, `fetch_asked()` from the platform, `file_asked()` from files, `export_asked()` what is listed."""

    opened = Signal(str)
    fetch_asked = Signal()
    file_asked = Signal()
    export_asked = Signal()

    def __init__(
        self,
        workspace: "Workspace",
        jobs: Jobs,
        problem: Callable[[ClientError], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace, self._jobs, self._problem = workspace, jobs, problem
        self.model = AboveModel(self)
        self.table = AboveTable(self.model)
        self.table.opened.connect(self.opened)
        self.search = SearchBox(_("Search names of what stands above"))
        self.item = SearchBox(_("With an item named like"))
        self._counting: Job | None = None
        self.choices = {facet: self._choice(facet) for facet in choosing.FACETS}
        self.said = build.label("", "muted")
        export = build.button(_("Export the list…"), "small", "export", clicked=self.export_asked.emit)
        fetch = build.button(_("Fetch again"), "small", "sync", clicked=self.fetch_asked.emit)
        files = build.button(_("From files…"), "small", "folder", clicked=self.file_asked.emit)
        nothing = EmptyState("search", _("No entry is like that"), _("Other words or fewer filters may find it."))
        none = EmptyState(
            "entries",
            _("Nothing from above is on this computer yet"),
            _(
                "Fetch it from the platform, or take it from a file or a stick. It can then be searched without a network."
            ),
        )
        none.offer(_("Fetch from the platform"), self.fetch_asked.emit, look="primary", icon="sync")
        none.offer(_("From files…"), self.file_asked.emit, icon="folder")
        self.faces = QStackedWidget()
        self.blank = none
        for face in (self.table, nothing, none):
            self.faces.addWidget(face)
        find = build.row(self.search, self.item, spacing=8)
        find.setStretch(0, 2)
        find.setStretch(1, 1)
        narrow = build.row(*self.choices.values(), 0, spacing=8)
        told = build.row(self.said, 0, export, fetch, files, spacing=8)
        self.tools = QWidget()
        self.tools.setLayout(build.stack(find, narrow, told, spacing=8))
        layout = build.stack(self.tools, self.faces, spacing=12)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        for box in (self.search, self.item):
            box.searched.connect(lambda _text: self.narrow())

    def reload(self) -> None:
        """What was filled may be another now."""
        try:
            reference = self._workspace.reference
            for facet, choice in self.choices.items():
                choosing.fill(choice, facet, reference.facets(ReferenceFilter(), facet) if reference else [])
        except ClientError as problem:
            self._problem(problem)
        self.narrow()

    def narrow(self) -> None:
        """Shows what fits everything that is chosen."""
        chosen = {name: str(one.currentData() or "") for name, one in self.choices.items()}
        region = chosen.pop(choosing.REGION)
        where = tuple((name, value) for name, value in chosen.items() if value)
        wanted = ReferenceFilter(self.search.text().strip(), self.item.text().strip(), region=region, where=where)
        try:
            reference = self._workspace.reference
            self.model.show_list(reference, wanted)
            status = reference.status() if reference else None
        except ClientError as problem:
            self._problem(problem)
            return
        self.tools.setVisible(status is not None)
        self.faces.setCurrentIndex(2 if status is None else 0 if self.model.rowCount() else 1)
        if status is not None:
            self._say(status, f"{MOST:,}+" if self.model.more else f"{self.model.rowCount():,}")
            self._count_on(status, wanted)
        if self.model.rowCount():
            self.table.selectRow(0)

    def _count_on(self, status: ReferenceStatus, wanted: ReferenceFilter) -> None:
        """How many there are exactly, and of each value, is found out beside and said when it is known."""

        def known(found: Counted) -> None:
            if self.model.filter != wanted:
                return
            if self.model.more:
                first = _("the first {count} are shown").format(count=f"{MOST:,}")
                self._say(status, f"{found.total:,}", first)
            for facet, choice in self.choices.items():
                if not choice.view().isVisible():
                    choosing.fill(choice, facet, found.facets[facet])

        if self._counting is not None:
            self._counting.stop()
        path = self._workspace.reference_path
        job = self._jobs.start(
            lambda progress: choosing.counted(path, wanted, progress),
            lane=Lane.NETWORK,
            stoppable=True,
            then=known,
            otherwise=self._problem,
        )
        self._counting = job
        job.ended.connect(lambda: self._counted(job))

    def _counted(self, job: Job) -> None:
        if self._counting is job:
            self._counting = None

    def _say(self, status: ReferenceStatus, shown: str, *more: str) -> None:
        count = _.plural("{count} entry", "{count} entries", self.model.rowCount()).format(count=shown)
        when = _("filled {at} from {source}").format(at=clock.shown(status.filled_at), source=status.source)
        self.said.setText(" · ".join((count, *more, when)))

    def _choice(self, facet: str) -> Choice:
        made = Choice()
        made.setAccessibleName(choosing.every(facet))
        made.setFixedWidth(self.fontMetrics().horizontalAdvance("国") * 11)
        # Names of offices are longer than there is room beside the search.
        made.view().setMinimumWidth(self.fontMetrics().horizontalAdvance("国") * 22)
        made.activated.connect(lambda _place: self.narrow())
        return made
