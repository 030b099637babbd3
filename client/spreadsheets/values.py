"""Cells read into values, with what Excel and typing did to them noted. Every distinct cell is read once per column."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from client.catalog import kinds, plain
from client.catalog.entry import Value
from client.catalog.kinds import Cell
from client.catalog.profile import Field
from client.spreadsheets import neutral
from client.spreadsheets.drafts import Damage

_PLACEHOLDERS = frozenset(
    {"null", "none", "nan", "n/a", "#n/a", "-", "--", "---", "/", "\\", "—", "——", "空", "(空)", "（空）"}
)
_EMPTY_WORDS = frozenset({"暂无", "无", "没有", "未知"})
_EMPTY_KINDS = frozenset({"phone", "email", "url", "date", "date_range", "number", "integer", "uscc"})
_CODE_KINDS = frozenset({"uscc", "catalog_code", "phone"})
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?[Ee][+]?\d{2}")
_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad\u00a0\u3000]")
_WIDE = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]")
_LISTED = re.compile(r"\s*\[(.*)\]\s*", re.DOTALL)
_MOST_KEPT = 50_000
_FIRST_DAY = date(1899, 12, 30)

REPAIRED = {
    "digits-lost": False,
    "number-in-code": False,
    "scientific": False,
    "serial-date": True,
    "full-width": True,
    "invisible": True,
    "edge-space": True,
    "line-break": True,
    "placeholder": True,
}


class Noted:
    """The damage found so far, by kind, with its cells."""

    def __init__(self) -> None:
        self._cells: dict[str, list[str]] = {}

    def add(self, kind: str, cell: str) -> None:
        """One damaged cell."""
        self._cells.setdefault(kind, []).append(cell)

    def all(self) -> tuple[Damage, ...]:
        """Every kind with its cells."""
        return tuple(Damage(kind, tuple(cells), REPAIRED[kind]) for kind, cells in sorted(self._cells.items()))


class ColumnReader:
    """Reads the cells of one column into values of its field. `ours`: undo what `neutral` did."""

    def __init__(self, field: Field, *, ours: bool = False) -> None:
        self.field = field
        self._ours = ours
        self._known: dict[tuple[type, Cell, str], tuple[Value, tuple[str, ...]]] = {}

    def read(self, cell: Cell, parent: str = "") -> tuple[Value, tuple[str, ...]]:
        """The value, and the kinds of damage the cell has."""
        if cell is None or cell == "":
            return "", ()
        key = (type(cell), cell, parent)
        found = self._known.get(key)
        if found is None:
            found = self._read(cell, parent)
            if len(self._known) < _MOST_KEPT:
                self._known[key] = found
        return found

    def _read(self, cell: Cell, parent: str) -> tuple[Value, tuple[str, ...]]:
        kind = self.field.kind
        if isinstance(cell, str):
            return self._read_text(cell, parent)
        damage = []
        if isinstance(cell, int | float) and not isinstance(cell, bool):
            if kind in _CODE_KINDS:
                damage.append("digits-lost" if abs(cell) >= 1e15 else "number-in-code")
            if kind == "date" and 20_000 < cell < 80_000:
                return (_FIRST_DAY + timedelta(days=int(cell))).isoformat(), ("serial-date",)
        return kinds.read(self.field, cell, parent), tuple(damage)

    def _read_text(self, text: str, parent: str) -> tuple[Value, tuple[str, ...]]:
        if self._ours:
            text = neutral.restored(text)
            return kinds.read(self.field, text, parent), ()
        kind = self.field.kind
        bare = plain.tidy(text)
        low = bare.lower()
        if low in _PLACEHOLDERS or (kind in _EMPTY_KINDS and low in _EMPTY_WORDS):
            # A list may have such a word as a value (共享方式类型: 无).
            if not (self.field.list and self.field.list.find(bare, parent)):
                return "", ("placeholder",) if bare else ()
        if kind == "codes" and (listed := _LISTED.fullmatch(text)):
            text = listed[1].replace("'", "").replace('"', "")
        return kinds.read(self.field, text, parent), tuple(self._damage(text, kind))

    @staticmethod
    def _damage(text: str, kind: str) -> Iterable[str]:
        if _INVISIBLE.search(text):
            yield "invisible"
        if text != text.strip():
            yield "edge-space"
        if kind != "long_text" and ("\n" in text.strip() or "\t" in text.strip()):
            yield "line-break"
        if kind in _CODE_KINDS:
            if _WIDE.search(text):
                yield "full-width"
            if _SCIENTIFIC.fullmatch(text.strip()):
                yield "scientific"
