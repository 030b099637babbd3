"""The list of entries: a window on `query.rows`. Filter, order and paging are SQL's work, never Qt's.

What is ticked is kept as a predicate (all of the list but these, or only these), because selecting 100,000 rows in Qt
takes a minute.
"""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from client.catalog import codes
from client.desktop import words
from client.desktop.models.cells import shown_cell, shown_tip
from client.store.query import EntryFilter, Row
from client.texts import Translator

_ = Translator("desktop")
Index = QModelIndex | QPersistentModelIndex
PAGE = 100
KEPT_PAGES = 30
ROW = Qt.ItemDataRole.UserRole
SORT = Qt.ItemDataRole.UserRole + 1
_ROOT = QModelIndex()


class Rows(Protocol):
    """What the list asks of `workspace.query`."""

    def rows(self, wanted: EntryFilter, sort: str, descending: bool, offset: int, limit: int, /) -> Sequence[Row]:
        """One page."""

    def count(self, wanted: EntryFilter, /) -> int:
        """All lines."""

    def position(self, wanted: EntryFilter, sort: str, entry_id: str, descending: bool, /) -> int:
        """The line of an entry, -1 when it is not in the list."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name in `query.SORTS` ("" cannot be sorted by) and its usual width."""

    key: str
    sort: str
    width: int


COLUMNS = (
    Column("tick", "", 40),
    Column("name", "name", 300),
    Column("state", "local", 112),
    Column("report", "report", 136),
    Column("findings", "severity", 128),
    Column("items", "items", 72),
    Column("provider", "provider", 190),
    Column("sharing", "sharing", 112),
    Column("update_cycle", "update_cycle", 96),
    Column("code", "code", 190),
    Column("updated", "updated", 132),
)


@dataclass(frozen=True, slots=True)
class Ticked:
    """What is ticked: with `everything`, the whole list but `ids`; otherwise just `ids`."""

    everything: bool = False
    ids: frozenset[str] = frozenset()

    def holds(self, entry_id: str) -> bool:
        """Whether an entry of the list is ticked."""
        return (entry_id in self.ids) != self.everything

    def toggled(self, entry_id: str) -> "Ticked":
        """With one entry the other way round."""
        return Ticked(self.everything, self.ids ^ {entry_id})


class EntriesModel(QAbstractTableModel):
    """One row per entry. `ticked_changed()` when what is ticked is different."""

    ticked_changed = Signal()

    def __init__(self, query: Rows, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._query = query
        self.filter = EntryFilter()
        self.sort_key, self.descending = "updated", True
        self.ticked = Ticked()
        self._count = 0
        self._pages: OrderedDict[int, Sequence[Row]] = OrderedDict()

    # -- what the page asks ------------------------------------------------------------------------------------------

    def show_list(self, wanted: EntryFilter) -> None:
        """Shows another list; what was ticked in the old one is no longer."""
        changed = wanted != self.filter
        self.filter = wanted
        if changed and (self.ticked.ids or self.ticked.everything):
            self._tick(Ticked())
        self.reload()

    def reload(self) -> None:
        """Asks for everything again; when only the content of rows is different, the table stays where it is."""
        count = self._query.count(self.filter)
        if count != self._count:
            self.beginResetModel()
            self._pages.clear()
            self._count = count
            self.endResetModel()
            return
        self._pages.clear()
        if count:
            self.dataChanged.emit(self.index(0, 0), self.index(count - 1, len(COLUMNS) - 1))

    def row(self, number: int) -> Row | None:
        """The line at a place, None beyond the end (or when the list has shrunk meanwhile)."""
        if not 0 <= number < self._count:
            return None
        page, place = divmod(number, PAGE)
        if page not in self._pages:
            found = self._query.rows(self.filter, self.sort_key, self.descending, page * PAGE, PAGE)
            self._pages[page] = found
            while len(self._pages) > KEPT_PAGES:
                self._pages.popitem(last=False)
        self._pages.move_to_end(page)
        lines = self._pages[page]
        return lines[place] if place < len(lines) else None

    def place_of(self, entry_id: str) -> int:
        """The row of an entry, -1 when it is not in the list."""
        return self._query.position(self.filter, self.sort_key, entry_id, self.descending)

    def tick_all(self, on: bool) -> None:
        """Ticks the whole list, however long, or nothing."""
        self._tick(Ticked(everything=on))

    def toggle(self, number: int) -> None:
        """Ticks a row or takes its tick away."""
        row = self.row(number)
        if row:
            self._tick(self.ticked.toggled(row.id))

    @property
    def ticked_count(self) -> int:
        """How many are ticked."""
        return self._count - len(self.ticked.ids) if self.ticked.everything else len(self.ticked.ids)

    def ticked_filter(self) -> EntryFilter | None:
        """For "all but": the list's filter, from which `ticked.ids` are to be left out; None when only ids count."""
        return self.filter if self.ticked.everything else None

    # -- what Qt asks ------------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = _ROOT) -> int:
        """The lines of the list."""
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = _ROOT) -> int:
        """The columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """The first column is ticked, nothing is edited here."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.isValid() and index.column() == 0 else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, tick, tooltip, and the whole row for the painter."""
        row = self.row(index.row()) if index.isValid() else None
        if row is None:
            return None
        key = COLUMNS[index.column()].key
        if role == Qt.ItemDataRole.DisplayRole:
            return shown_cell(cell_text(row, key))
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.CheckStateRole and key == "tick":
            return Qt.CheckState.Checked if self.ticked.holds(row.id) else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.ToolTipRole and key in ("name", "provider", "code"):
            return shown_tip(cell_text(row, key))
        if role == Qt.ItemDataRole.TextAlignmentRole and key == "items":
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """A tick."""
        if role != Qt.ItemDataRole.CheckStateRole or index.column() != 0:
            return False
        self.toggle(index.row())
        return True

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The names of the columns."""
        if orientation is Qt.Orientation.Vertical or role != Qt.ItemDataRole.DisplayRole:
            return None
        return column_title(COLUMNS[section].key)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Orders the list by a column, where the store can do so by an index."""
        sort = COLUMNS[column].sort
        if sort:
            self.sort_key, self.descending = sort, order is Qt.SortOrder.DescendingOrder
            self.layoutAboutToBeChanged.emit()
            self._pages.clear()
            self.layoutChanged.emit()

    def _tick(self, ticked: Ticked) -> None:
        self.ticked = ticked
        if self._count:
            self.dataChanged.emit(self.index(0, 0), self.index(self._count - 1, 0))
        self.ticked_changed.emit()


def column_title(key: str) -> str:
    """What a column is called."""
    return {
        "tick": "",
        "name": _("Entry name"),
        "state": _("State here"),
        "report": _("State above"),
        "findings": _("Findings"),
        "items": _("Items"),
        "provider": _("Provider"),
        "sharing": _("Sharing"),
        "update_cycle": _("Update cycle"),
        "code": _("Code"),
        "updated": _("Last changed"),
    }[key]


def cell_text(row: Row, key: str) -> str:
    """A cell as text; the painter shows states and findings as badges instead."""
    if key == "state":
        return words.local_state(row.local)
    if key == "report":
        return words.report_state(row.report)
    if key == "findings":
        return findings_text(row)
    if key in ("sharing", "update_cycle"):
        return _code_label(key, str(getattr(row, key)))
    if key == "updated":
        return _moment(row.updated)
    if key == "name":
        return row.name or _("(no name yet)")
    return "" if key == "tick" else str(getattr(row, key))


def findings_text(row: Row) -> str:
    """How many faults an entry has, in words."""
    parts = []
    if row.errors:
        parts.append(_.plural("{count} error", "{count} errors", row.errors).format(count=row.errors))
    if row.warnings:
        parts.append(_.plural("{count} to explain", "{count} to explain", row.warnings).format(count=row.warnings))
    return "，".join(parts) if parts else _("None")


def _code_label(list_id: str, key: str) -> str:
    known = codes.load_lists().get(list_id)
    value = known.get(key) if known else None
    return str(value.label) if value else key


def _moment(stamp: str) -> str:
    from datetime import datetime

    try:
        return f"{datetime.fromisoformat(stamp).astimezone():%Y-%m-%d %H:%M}"
    except ValueError:
        return stamp
