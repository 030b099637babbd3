"""上级: search, regions and states of what stands above; or how to get it when nothing was filled yet."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from client.catalog import codes
from client.catalog.tables import present
from client.desktop import moments
from client.desktop.jobs import Jobs, Lane
from client.desktop.pages.above.above_model import MOST, AboveModel
from client.desktop.pages.above.above_table import AboveTable
from client.desktop.widgets import build
from client.desktop.widgets.empty_state import EmptyState
from client.desktop.widgets.search_box import SearchBox
from client.desktop.widgets.typing import Choice
from client.errors import ClientError
from client.progress import Progress
from client.store.query import ReferenceFilter, ReferenceQuery, ReferenceStatus
from client.texts import Translator

if TYPE_CHECKING:
    from client.workflows.workspace import Workspace

_ = Translator("desktop")
FACETS = ("sharing", "update_cycle", "provider")
"""What the list can be narrowed by here, beside the region."""
REGION = "region"


class AboveView(QWidget):
    """`opened(entry id)`, `fetch_asked()` from the platform, `file_asked()` from files, `own_asked()`: the own list."""

    opened = Signal(str)
    fetch_asked = Signal()
    file_asked = Signal()

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
        self.choices = {facet: self._choice(facet) for facet in (REGION, *FACETS)}
        self.said = build.label("", "muted")
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
        narrow = build.row(*self.choices.values(), 0, fetch, files, spacing=8)
        self.tools = QWidget()
        self.tools.setLayout(build.stack(find, narrow, self.said, spacing=8))
        layout = build.stack(self.tools, self.faces, spacing=12)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        for box in (self.search, self.item):
            box.searched.connect(lambda _text: self.narrow())

    def reload(self) -> None:
        """What was filled may be another now."""
        try:
            reference = self._workspace.reference
            for facet in FACETS:
                found = reference.facets(ReferenceFilter(), facet) if reference else []
                _fill(self.choices[facet], facet, found)
        except ClientError as problem:
            self._problem(problem)
        self.narrow()

    def narrow(self) -> None:
        """Shows what fits everything that is chosen."""
        chosen = {name: str(one.currentData() or "") for name, one in self.choices.items()}
        region = chosen.pop(REGION)
        where = tuple((name, value) for name, value in chosen.items() if value)
        wanted = ReferenceFilter(self.search.text().strip(), self.item.text().strip(), region=region, where=where)
        try:
            reference = self._workspace.reference
            self.model.show_list(reference, wanted)
            if reference:
                _fill_regions(self.choices[REGION], region, reference)
            status = reference.status() if reference else None
        except ClientError as problem:
            self._problem(problem)
            return
        self.tools.setVisible(status is not None)
        self.faces.setCurrentIndex(2 if status is None else 0 if self.model.rowCount() else 1)
        if status is not None:
            self._say(status, f"{MOST:,}+" if self.model.more else f"{self.model.rowCount():,}")
            if self.model.more:
                self._count_on(status, wanted)
        if self.model.rowCount():
            self.table.selectRow(0)

    def _count_on(self, status: ReferenceStatus, wanted: ReferenceFilter) -> None:
        """More than are shown: how many exactly is found out beside, by a reader of its own, and said when it is known."""
        counting = ReferenceQuery(self._workspace.reference_path)

        def count(_progress: Progress) -> int:
            try:
                return counting.count(wanted)
            finally:
                counting.close()

        def known(total: int) -> None:
            if self.model.filter == wanted:
                first = _("the first {count} are shown").format(count=f"{MOST:,}")
                self._say(status, f"{total:,}", first)

        self._jobs.start(count, lane=Lane.NETWORK, then=known, otherwise=self._problem)

    def _say(self, status: ReferenceStatus, shown: str, *more: str) -> None:
        count = _.plural("{count} entry", "{count} entries", self.model.rowCount()).format(count=shown)
        when = _("filled {at} from {source}").format(at=moments.shown(status.filled_at), source=status.source)
        self.said.setText(" · ".join((count, *more, when)))

    def _choice(self, facet: str) -> Choice:
        made = Choice()
        made.setAccessibleName(_every(facet))
        made.setFixedWidth(self.fontMetrics().horizontalAdvance("国") * 11)
        made.activated.connect(lambda _place: self.narrow())
        return made


def _fill(choice: Choice, facet: str, found: list[tuple[str, int]]) -> None:
    present = choice.currentData()
    choice.clear()
    choice.addItem(_every(facet), "")
    known = codes.load_lists().get(facet)
    for value, held in found[:100]:
        code = known.get(value) if known else None
        if value:
            choice.addItem(f"{code.label if code else value}  {held:,}", value)
    choice.setCurrentIndex(max(choice.findData(present), 0))


def _fill_regions(choice: Choice, chosen: str, reference: ReferenceQuery) -> None:
    """The chosen region with what lies around it, and what lies directly in it."""
    choice.clear()
    choice.addItem(_every(REGION), "")
    for size in range(2, len(chosen) + 1, 2):
        choice.addItem(_region(chosen[:size]), chosen[:size])
    for value, held in sorted(reference.facets(ReferenceFilter(region=chosen), REGION)):
        if value != chosen:
            choice.addItem(f"{_region(value)}  {held:,}", value)
    choice.setCurrentIndex(choice.findData(chosen))


def _region(digits: str) -> str:
    known = present().regions.get(digits.ljust(6, "0"))
    return known.name if known else digits


def _every(facet: str) -> str:
    return {
        REGION: _("Every region"),
        "sharing": _("Every sharing"),
        "update_cycle": _("Every update cycle"),
        "provider": _("All providers"),
    }[facet]
