"""Cells read into values, with what Excel and typing did to them noted. Every distinct cell is read once per column."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from client.catalog import kinds, plain
from client.catalog.entry import Value
from client.catalog.kinds import Cell
from client.catalog.profile import Field, Profile
from client.spreadsheets import neutral
from client.spreadsheets.damage import cells
from client.spreadsheets.damage.noted import FIRST, Noted, Word
from client.spreadsheets.grid import Grid

__all__ = ["ColumnReader", "Fields", "Noted", "PlainReader"]

_PLACEHOLDERS = frozenset(
    {
        "null",
        "none",
        "nan",
        "n/a",
        "#n/a",
        "-",
        "--",
        "---",
        "/",
        "//",
        "\\",
        "—",
        "——",
        "空",
        "(空)",
        "（空）",
        "空值",
        "暂无",
    }
)
_EMPTY_WORDS = frozenset({"无", "没有", "未知", "待定", "待补充", "tbd"})
_CONDITIONS = frozenset(
    {"sharing_condition", "open_condition", "sharing_scope", "sharing_use", "format_other", "related"}
)
"""Fields where 无 is an answer."""
_DATE_KINDS = frozenset({"uscc", "catalog_code", "phone", "code", "codes", "text", "organisation"})
_LISTED = re.compile(r"\s*\[(.*)\]\s*", re.DOTALL)
_SIGNS = {**dict.fromkeys("√✓✔☑", "是"), **dict.fromkeys("×✗✘", "否")}
_MOST_KEPT = 50_000
_SERIAL = 5
"""Digits of the number that a day of 1954 to 2119 is in Excel."""
_Read = tuple[Value, tuple[str, ...]]
_OTHER_WORD = "other-word"
"""Stands among the damage of a cell whose word is not the list's own; no damage, but told all the same."""
_FIRST_DAY, _FIRST_DAY_1904 = date(1899, 12, 30), date(1904, 1, 1)


class ColumnReader:
    """Reads the cells of one column into values of its field. `ours`: undo what `neutral` did."""

    def __init__(self, field: Field, *, ours: bool = False, date1904: bool = False) -> None:
        self.field = field
        # A text that is a code (of a service, of a matter) suffers what codes suffer.
        self._kind = "catalog_code" if field.kind == "text" and field.id.endswith("_code") else field.kind
        self._ours = ours
        self._date1904 = date1904
        self._first_day = _FIRST_DAY_1904 if date1904 else _FIRST_DAY
        self.texts: dict[str, _Read] = {}
        self._words: dict[tuple[Cell, str], tuple[tuple[str, str], ...]] = {}
        self._counted: dict[tuple[Cell, str], Sequence[Word]] = {}
        self._known: dict[tuple[type, Cell, str], _Read] = {}

    def read(self, cell: Cell, parent: str = "") -> _Read:
        """The value, and the kinds of damage the cell has. What texts mean without a parent is kept in `texts`."""
        if cell is None or cell == "":
            return "", ()
        if isinstance(cell, str) and not parent:
            read = self.texts.get(cell) or self._read_text(cell, "")
            if len(self.texts) < _MOST_KEPT:
                self.texts[cell] = read
            return read
        key = (type(cell), cell, parent)
        found = self._known.get(key)
        if found is None:
            found = self._read(cell, parent)
            if len(self._known) < _MOST_KEPT:
                self._known[key] = found
        return found

    def note(self, read: _Read, cell: Cell, parent: str, grid: Grid, row: int, column: int, noted: Noted) -> None:
        """Tells what was wrong with a cell that was read, and which of its words were taken for others."""
        value, damage = read
        for kind in damage:
            if kind != _OTHER_WORD:
                noted.add(kind, _place(grid, row, column), value if isinstance(value, str) else "、".join(value))
                continue
            # A hundred thousand cells say the same word: only the first are named.
            for word in self._words_of(cell, parent, noted):
                word.count += 1
                if word.count <= FIRST:
                    word.cells.append(_place(grid, row, column))

    def _words_of(self, cell: Cell, parent: str, noted: Noted) -> Sequence[Word]:
        known = self._counted.get((cell, parent))
        if known is None:
            known = [noted.word(self.field, text, key) for text, key in self._words[cell, parent]]
            self._counted[cell, parent] = known
        return known

    def _read(self, cell: Cell, parent: str) -> _Read:
        kind = self._kind
        if isinstance(cell, str):
            return self._read_text(cell, parent)
        damage = []
        if isinstance(cell, int | float) and not isinstance(cell, bool):
            if abs(cell) >= 1e15 and kind not in ("number", "integer"):
                if kind == "uscc" and (masked := cells.personal_number(cell)):
                    return masked, ("personal-id", "digits-lost")
                damage.append("digits-lost")
            elif kind in cells.CODE_KINDS:
                damage.append("number-in-code")
            if kind == "date" and 20_000 < cell < 80_000:
                found = ("serial-date", "date-1904") if self._date1904 else ("serial-date",)
                return (self._first_day + timedelta(days=int(cell))).isoformat(), found
        elif isinstance(cell, date):
            if kind in _DATE_KINDS:
                damage.append("code-as-date")
            elif self._date1904:
                damage.append("date-1904")
        return self._told(kinds.read(self.field, cell, parent), tuple(damage), cell, (cell, parent))

    def _read_text(self, text: str, parent: str) -> _Read:
        if self._ours:
            text = neutral.restored(text)
            return kinds.read(self.field, text, parent), ()
        cell, kind = text, self._kind
        bare = plain.tidy(text)
        low = bare.lower()
        if low in _PLACEHOLDERS or (low in _EMPTY_WORDS and self.field.id not in _CONDITIONS):
            # A list may have such a word as a value (共享方式类型: 无).
            if not (self.field.list and self.field.list.find(bare, parent)):
                return "", ("placeholder",) if bare else ()
        if kind == "date" and len(bare) == _SERIAL and bare.isdecimal() and bare.isascii():
            # Text files keep the number behind a date as text.
            return self._read(int(bare), parent)
        if kind == "uscc" and (masked := cells.personal(text)):
            return masked, ("personal-id",)
        if kind == "codes" and (listed := _LISTED.fullmatch(text)):
            text = listed[1].replace("'", "").replace('"', "")
        damage = cells.faults(text, kind)
        mended = cells.mended(text) if damage else text
        if self.field.list:
            mended = _SIGNS.get(bare, mended)
        return self._told(kinds.read(self.field, mended, parent), damage, mended, (cell, parent))

    def _told(self, value: Value, damage: tuple[str, ...], meant: Cell, cell: tuple[Cell, str]) -> _Read:
        """With the mark for words that the list calls otherwise. `cell` with its parent says `meant`."""
        listed, parent = self.field.list, cell[1]
        if listed is None or not value:
            return value, damage
        text = plain.tidy_lines(kinds.cell_text(meant))
        parts = [text] if isinstance(value, str) or listed.find(text, parent) else kinds.SEPARATORS.split(text)
        read = ((part.strip(), listed.find(part, parent)) for part in parts)
        words = tuple((part, found.key) for part, found in read if found and not listed.is_own_word(part, found.key))
        if not words:
            return value, damage
        self._words[cell] = words
        return value, (*damage, _OTHER_WORD)


class Fields:
    """The columns of one side of a table, of the entries or of their items, and how they are read."""

    def __init__(
        self, columns: Mapping[str, int], profile: Profile, *, of_item: bool, ours: bool, date1904: bool = False
    ) -> None:
        readers = []
        for name, column in columns.items():
            known = profile.field_of(name, item=of_item)
            if known:
                readers.append((name, column, ColumnReader(known, ours=ours, date1904=date1904), known.linked_to))
        # Linked fields are read last: what 其他 means depends on the class it belongs to.
        readers.sort(key=lambda one: bool(one[3]))
        self._readers = readers
        self.shared_with_basis = False

    def by_column(self) -> list[tuple[int, ColumnReader]]:
        """Each column with what reads it."""
        return [(column, reader) for _, column, reader, _ in self._readers]

    def read(self, grid: Grid, row: int, cells: Sequence[Cell], noted: Noted) -> dict[str, Value]:
        """The values of one row, blank ones left out."""
        values: dict[str, Value] = {}
        width = len(cells)
        for name, column, reader, linked in self._readers:
            cell = cells[column] if column < width else None
            if cell is None or cell == "":
                continue
            above = values.get(linked, "") if linked else ""
            parent = above if isinstance(above, str) else ""
            # Nearly every cell says what one above it said; then no call is made.
            found = reader.texts.get(cell) if isinstance(cell, str) and not parent else None
            value, damage = read = found or reader.read(cell, parent)
            if value:
                values[name] = value
            if damage:
                reader.note(read, cell, parent, grid, row, column, noted)
        if self.shared_with_basis and values.get("sharing") == "refused" and "sharing_condition" in values:
            # 共享条件/不予共享依据: which of the two it is depends on the sharing type beside it.
            values["refusal_basis"] = values.pop("sharing_condition")
        return values


def _place(grid: Grid, row: int, column: int) -> str:
    return f"{grid.sheet.name}!{grid.letter(column)}{grid.number(row)}"


class PlainReader:
    """Looks at the cells of a column that is not understood: nothing is read, what is wrong is told all the same."""

    def __init__(self) -> None:
        self._known: dict[Cell, tuple[str, ...]] = {}

    def faults(self, cell: Cell) -> tuple[str, ...]:
        """The kinds of damage of a cell."""
        if isinstance(cell, float) and abs(cell) >= 1e15:
            return ("digits-lost",)
        if not isinstance(cell, str):
            return ()
        found = self._known.get(cell)
        if found is None:
            found = cells.faults(cell, "")
            if plain.tidy(cell).lower() in _PLACEHOLDERS:
                found = (*found, "placeholder")
            if len(self._known) < _MOST_KEPT:
                self._known[cell] = found
        return found
