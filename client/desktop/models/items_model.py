"""The items of an entry as a table that is edited in place, with its own undo."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from client.catalog import kinds
from client.catalog.data_elements import DataElement
from client.catalog.entry import Entry, Item, Value, Values, with_value
from client.catalog.profile import Field, Profile
from client.checks.rule import Finding, Severity
from client.clock import new_id
from client.desktop import palette
from client.desktop.models.pasting import columns_of, header_of
from client.workflows.standards.apply_element import with_element

Index = QModelIndex | QPersistentModelIndex
FINDINGS = Qt.ItemDataRole.UserRole
_ROOT = QModelIndex()
_DEEPEST = 200
Items = tuple[Item, ...]


class ItemsModel(QAbstractTableModel):
    """One row per item, one column per item field of the profile. `edited()` after every change by the clerk.

    Every change is one step: `undo` and `redo` go through the last 200 of them.
    """

    edited = Signal()

    def __init__(self, profile: Profile, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.profile = profile
        self.fields: tuple[Field, ...] = profile.item_fields
        self._items: Items = ()
        self._past: list[Items] = []
        self._future: list[Items] = []
        self._findings: Mapping[tuple[str, str], list[Finding]] = {}
        self._words: Mapping[int, str] = {}

    # -- what the page asks ------------------------------------------------------------------------------------------

    @property
    def items(self) -> Items:
        """The items as they stand."""
        return self._items

    def show_items(self, items: Items) -> None:
        """Shows other items; the steps of undo are forgotten when they are not the ones shown already."""
        if items != self._items:
            self._past.clear()
            self._future.clear()
            self._replace(items)

    def tell(self, findings: Iterable[Finding], words: Mapping[int, str] | None = None) -> None:
        """Marks the cells with findings. `words`: id() of a finding -> its sentence, for the tooltip."""
        by_cell: dict[tuple[str, str], list[Finding]] = {}
        for finding in findings:
            if finding.item:
                by_cell.setdefault((finding.item, finding.field), []).append(finding)
        self._findings, self._words = by_cell, words or {}
        if self._items:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._items) - 1, len(self.fields) - 1))
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(self._items) - 1)

    def place_of(self, item_id: str, field_id: str) -> QModelIndex:
        """The cell of an item and field; an invalid index when it is not here."""
        row = next((row for row, item in enumerate(self._items) if item.id == item_id), -1)
        column = next((column for column, field in enumerate(self.fields) if field.id == field_id), 0)
        return self.index(row, column) if row >= 0 else QModelIndex()

    # -- changes -----------------------------------------------------------------------------------------------------

    def insert(self, row: int, contents: Sequence[Values] = ({},)) -> None:
        """New items with these values (one blank item) before a row or at the end."""
        made = tuple(Item(new_id(), values) for values in contents)
        self._do((*self._items[:row], *made, *self._items[row:]))

    def remove(self, rows: Sequence[int]) -> None:
        """Takes rows out."""
        gone = set(rows)
        self._do(tuple(item for row, item in enumerate(self._items) if row not in gone))

    def move(self, rows: Sequence[int], by: int) -> list[int]:
        """Moves rows up (-1) or down (1) together; gives their new places."""
        chosen = sorted(rows)
        if not chosen or chosen[0] + by < 0 or chosen[-1] + by >= len(self._items):
            return chosen
        items = list(self._items)
        for row in chosen if by < 0 else reversed(chosen):
            items[row], items[row + by] = items[row + by], items[row]
        self._do(tuple(items))
        return [row + by for row in chosen]

    def clear_cells(self, cells: Iterable[tuple[int, int]]) -> None:
        """Empties cells, in one step."""
        items = list(self._items)
        for row, column in cells:
            values = with_value(items[row].values, self.fields[column].id, "")
            items[row] = replace(items[row], values=values)
        self._do(tuple(items))

    def take_element(self, row: int, element: DataElement, *, named: bool = False) -> None:
        """Gives a row what a data element says; a name that stands there stays, unless it is to be `named` after it."""
        item = self._items[row]
        if named:
            item = replace(item, values=with_value(item.values, "item_name", ""))
        whole = Entry("", self.profile.key, items=(item,))
        filled = with_element(whole, item, element, self.profile).items
        self._do((*self._items[:row], *filled, *self._items[row + 1 :]))

    def paste(self, block: Sequence[Sequence[str]], row: int, column: int) -> tuple[int, int]:
        """Writes a block of texts from a cell on, adding rows at the end; one step.

        When the block's first row is a header that names our fields, the columns follow the header. Gives the number
        of rows and columns that were taken.
        """
        header = header_of(block, self.fields)
        columns = header or columns_of(block, column, len(self.fields))
        body = block[1:] if header else block
        items = list(self._items)
        for place, texts in enumerate(body, start=row):
            if place >= len(items):
                items.append(Item(new_id(), {}))
            values = items[place].values
            for text, target in zip(texts, columns, strict=False):
                if target is not None:
                    field = self.fields[target]
                    values = with_value(values, field.id, self._read(field, text, values))
            items[place] = replace(items[place], values=values)
        self._do(tuple(items))
        return len(body), sum(target is not None for target in columns)

    def copied(self, cells: Iterable[tuple[int, int]]) -> str:
        """Cells as Excel takes them: tabs between columns, lines between rows."""
        chosen = sorted(set(cells))
        rows = sorted({row for row, _column in chosen})
        columns = sorted({column for _row, column in chosen})
        return "\n".join("\t".join(_one_line(self._text(row, column)) for column in columns) for row in rows)

    def undo(self) -> bool:
        """Takes the last step back; false when there is none."""
        return self._go(self._past, self._future)

    def redo(self) -> bool:
        """Does the step again that was taken back; false when there is none."""
        return self._go(self._future, self._past)

    # -- what Qt asks ------------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = _ROOT) -> int:
        """The items."""
        return 0 if parent.isValid() else len(self._items)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """The item fields of the profile."""
        return 0 if parent.isValid() else len(self.fields)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every cell can be written in."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.isValid() else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, tooltip, the colour of faulty cells, and the findings for the painter."""
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self._text(index.row(), index.column())
        if role == FINDINGS:
            return self._findings_at(index)
        if role == Qt.ItemDataRole.BackgroundRole:
            worst = _worst(self._findings_at(index))
            return palette.colour(f"{worst}_soft") if worst else None
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(self._words.get(id(one), one.rule) for one in self._findings_at(index)) or None
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """A typed text becomes the value it means; what cannot be read stays as it is."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        item, field = self._items[index.row()], self.fields[index.column()]
        read = self._read(field, str(value), item.values)
        if read != item.values.get(field.id, ""):
            changed = replace(item, values=with_value(item.values, field.id, read))
            self._do((*self._items[: index.row()], changed, *self._items[index.row() + 1 :]))
        return True

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What the profile calls the field; the number of the row, with a mark where the item has faults."""
        if orientation is Qt.Orientation.Vertical:
            return self._row_header(section, role)
        field = self.fields[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{field.label} *" if field.required else str(field.label)
        return str(field.help) if role == Qt.ItemDataRole.ToolTipRole else None

    def _findings_at(self, index: Index) -> list[Finding]:
        """What is wrong in a cell; faults of the whole item stand in its first cell."""
        item_id = self._items[index.row()].id
        found = list(self._findings.get((item_id, self.fields[index.column()].id), ()))
        return [*self._findings.get((item_id, ""), ()), *found] if index.column() == 0 else found

    # -- inside ------------------------------------------------------------------------------------------------------

    def _row_header(self, row: int, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return str(row + 1)
        if role == Qt.ItemDataRole.ForegroundRole:
            here = [
                one for (item, _field), found in self._findings.items() if item == self._items[row].id for one in found
            ]
            worst = _worst(here)
            return palette.colour(worst) if worst else None
        return None

    def _text(self, row: int, column: int) -> str:
        field = self.fields[column]
        return kinds.show(field, self._items[row].values.get(field.id, ""))

    def _read(self, field: Field, text: str, values: Values) -> Value:
        parent = values.get(field.linked_to, "") if field.linked_to else ""
        return kinds.read(field, text, parent if isinstance(parent, str) else "")

    def _do(self, items: Items) -> None:
        if items == self._items:
            return
        self._past.append(self._items)
        del self._past[:-_DEEPEST]
        self._future.clear()
        self._replace(items)
        self.edited.emit()

    def _go(self, source: list[Items], other: list[Items]) -> bool:
        if not source:
            return False
        other.append(self._items)
        self._replace(source.pop())
        self.edited.emit()
        return True

    def _replace(self, items: Items) -> None:
        old, self._items = self._items, items
        if [item.id for item in old] == [item.id for item in items]:
            # The same rows: the table keeps its cursor, its selection and an open editor.
            if items:
                self.dataChanged.emit(self.index(0, 0), self.index(len(items) - 1, len(self.fields) - 1))
            return
        self._items = old
        self.beginResetModel()
        self._items = items
        self.endResetModel()


def _worst(findings: Sequence[Finding]) -> str:
    severities = {finding.severity for finding in findings if not finding.explained}
    return next((str(one) for one in (Severity.ERROR, Severity.WARNING, Severity.INFO) if one in severities), "")


def _one_line(text: str) -> str:
    return text.replace("\t", " ").replace("\n", " ")
