"""上级: search, regions and states of what stands above; or how to get it when nothing was filled yet."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStackedWidget, QTableView, QWidget

from client.catalog import codes
from client.desktop import moments
from client.desktop.pages.above.above_model import COLUMNS, MOST, ROW, AboveModel
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
FACETS = ("sharing", "update_cycle", "provider")
"""What the list can be narrowed by here."""
_WIDTHS = {"provider": 12, "items": 5, "sharing": 8, "update_cycle": 6, "code": 12}


class AboveView(QWidget):
    """`opened(entry id)`, `fetch_asked()` from the platform, `file_asked()` from files, `own_asked()`: the own list."""

    opened = Signal(str)
    fetch_asked = Signal()
    file_asked = Signal()

    def __init__(
        self, workspace: "Workspace", problem: Callable[[ClientError], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace, self._problem = workspace, problem
        self.model = AboveModel(self)
        self.table = _Table(self.model)
        self.table.opened.connect(self.opened)
        self.search = SearchBox(_("Search names of what stands above"))
        self.item = SearchBox(_("With an item named like"))
        self.choices = {facet: self._choice(facet) for facet in FACETS}
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
        find = build.row(self.search, self.item, *self.choices.values(), spacing=8)
        find.setStretch(0, 2)
        find.setStretch(1, 1)
        self.tools = QWidget()
        self.tools.setLayout(build.stack(find, build.row(self.said, 0, fetch, files, spacing=8), spacing=12))
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
                found = reference.facets(ReferenceFilter(), facet) if reference else []
                _fill(choice, facet, found)
        except ClientError as problem:
            self._problem(problem)
        self.narrow()

    def narrow(self) -> None:
        """Shows what fits everything that is chosen."""
        where = tuple((name, str(one.currentData())) for name, one in self.choices.items() if one.currentData())
        wanted = ReferenceFilter(self.search.text().strip(), self.item.text().strip(), where=where)
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
            self.said.setText(self._counted(status))
        if self.model.rowCount():
            self.table.selectRow(0)

    def _counted(self, status: ReferenceStatus) -> str:
        shown = f"{MOST:,}+" if self.model.more else f"{self.model.rowCount():,}"
        count = _.plural("{count} entry", "{count} entries", self.model.rowCount()).format(count=shown)
        when = _("filled {at} from {source}").format(at=moments.shown(status.filled_at), source=status.source)
        return f"{count} · {when}"

    def _choice(self, facet: str) -> Choice:
        made = Choice()
        made.setAccessibleName(_every(facet))
        made.setFixedWidth(self.fontMetrics().horizontalAdvance("国") * 11)
        made.activated.connect(lambda _place: self.narrow())
        return made


class _Table(QTableView):
    """`opened(entry id)` by Enter or two clicks."""

    opened = Signal(str)

    def __init__(self, model: AboveModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setAccessibleName(_("What stands above"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(max(34, self.fontMetrics().height() + 16))
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        one = self.fontMetrics().horizontalAdvance("国")
        for place, key in enumerate(COLUMNS):
            if key in _WIDTHS:
                self.setColumnWidth(place, _WIDTHS[key] * one + 24)
            else:
                head.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        self.doubleClicked.connect(self._open)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the line."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        row = index.data(ROW)
        if row:
            self.opened.emit(row.id)


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


def _every(facet: str) -> str:
    return {
        "sharing": _("Every sharing"),
        "update_cycle": _("Every update cycle"),
        "provider": _("All providers"),
    }[facet]
