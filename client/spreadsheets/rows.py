"""Rows of a table made into entries: one catalog entry over many rows, its items downwards."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import compress

from client.catalog import plain
from client.catalog.kinds import Cell, cell_text
from client.catalog.profile import Profile
from client.progress import Progress
from client.spreadsheets import row_kinds, secrecy, words
from client.spreadsheets.account import Account
from client.spreadsheets.damage.cells import fill_down
from client.spreadsheets.drafts import ITEM_KEY, KEY, ColumnMatch, Draft, DraftItem, Source
from client.spreadsheets.grid import Grid, column_of, is_blank, picked
from client.spreadsheets.headers import Header, looks_like_header, may_be_label
from client.spreadsheets.reasons import Reason
from client.spreadsheets.shapes.offices import office_above, office_in
from client.spreadsheets.tables import listed, one_cell, ticks
from client.spreadsheets.tables.building import Building
from client.spreadsheets.values import Fields, Noted, PlainReader

_STEP = 500
_GROUP_NUMBER = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[）)]?[、.．]?")
_TITLE_LINES = 3
_OWN_NUMBERS = frozenset({"catalog_code", "number", "integer", "date", "date_range", "url", "email", "region"})
"""Kinds whose values may well grow from row to row."""


class Table:
    """One table of a sheet: its header, what its columns mean, and the entries read from its rows."""

    def __init__(
        self,
        grid: Grid,
        header: Header,
        matches: Sequence[ColumnMatch],
        profile: Profile,
        account: Account,
        noted: Noted,
        *,
        ours: bool = False,
        beside: bool = False,
    ) -> None:
        self.grid, self.header, self.account, self._noted = grid, header, account, noted
        self._beside = [label.column for label in header.labels] if beside else []
        at = {match.column: column_of(match.column) - grid.sheet.first_column for match in matches}
        self.entry_columns = {m.field: at[m.column] for m in matches if m.field and not m.of_item and not m.value}
        self._ticks = [(at[m.column], m.field, m.value) for m in matches if m.field and m.value]
        self.item_columns = {m.field: at[m.column] for m in reversed(matches) if m.field and m.of_item}
        self._series = [at[m.column] for m in matches if m.field == "item_name" and m.of_item]
        self._of_entry, self._of_items = picked(self.entry_columns.values()), picked(self.item_columns.values())
        late = grid.sheet.look is not None and grid.sheet.look.date1904
        self.entry_fields = Fields(self.entry_columns, profile, of_item=False, ours=ours, date1904=late)
        self.item_fields = Fields(self.item_columns, profile, of_item=True, ours=ours, date1904=late)
        self._profile, self._ours = profile, ours
        letters = {grid_column: letter for letter, grid_column in at.items()}
        held = {name: letters[column] for name, column in self.entry_columns.items() if name != KEY}
        self.entry_fields.shared_with_basis = _is_shared_with_basis(matches, profile)
        if self.entry_fields.shared_with_basis:
            held["refusal_basis"] = held["sharing_condition"]
        for column, name, _ in self._ticks:
            held.setdefault(name, letters[column])
        self.source = Source(
            grid.sheet.name,
            held,
            {name: letters[column] for name, column in self.item_columns.items() if name != ITEM_KEY},
        )
        self._header_texts = {text for row in range(header.top, header.bottom + 1) for text in grid.texts(row) if text}
        self._numbering = next(
            (label.column for label in header.labels if words.header_key(label.text) in words.load().numbering), None
        )
        self._secret_columns = secrecy.columns_of(header.labels)
        self._spans = {top: right - left + 1 for top, left, _, right in grid.merged}
        self.entries: list[Building] = []
        above = [text for row in range(max(0, header.top - 6), header.top) for text in grid.texts(row) if text]
        self.around = office_above(above) or office_in(grid.sheet.name)
        self._types = one_cell.types_of(profile)
        self.next_table = -1
        self._plain: Sequence[Cell] = ()
        self.items_only = False
        self.stamp = secrecy.stamp_in(text for row in range(header.top) for text in grid.texts(row))

    def read(self, progress: Progress, *, items_only: bool = False) -> None:
        """Reads all rows below the header up to the end or the next table (`next_table`).

        `items_only`: the rows are items of entries that stand elsewhere.
        """
        self.items_only, after_note = items_only, False
        for row in range(self.header.bottom + 1, self.grid.height):
            if row % _STEP == 0:
                progress.step(row)
            looks = self.grid.looks(row)
            if not any(looks) or (self._beside and not any(looks[column] for column in self._beside)):
                continue
            filled = list(compress(self.grid.rows[row], looks))
            if self._begins_as_before(row, filled):
                after_note = False
                self._take(row, looks)
                continue
            if self._starts_again(row, filled):
                if self.next_table >= 0:
                    return
                continue
            why = self._heading(row, filled) or self._left_out(row, filled, after_note=after_note)
            after_note = why is not None and why.code == "row.note"
            if why is not None:
                self.account.left_out(row, "total" if why.code == "row.total" else "instruction", why)
                self.stamp = self.stamp or secrecy.stamp_in(self.grid.texts(row))
            else:
                self._take(row, looks)

    def _begins_as_before(self, row: int, filled: Sequence[Cell]) -> bool:
        """Whether a long row far below the header begins with the very cells of one that was plainly data."""
        if len(filled) <= row_kinds.FEW or row - self.header.bottom <= row_kinds.NEAR:
            return False
        begin = filled[: row_kinds.BEGIN]
        if begin == self._plain:
            return True
        if not _begins_with_label(filled) and not row_kinds.is_suspect(filled, row - self.header.bottom):
            self._plain = begin
            return True
        return False

    def _is_data(self, row: int) -> bool:
        """Our own rows carry their key: whatever they look like, they are entries."""
        cells = self.grid.rows[row]
        keys = [self.entry_columns.get(KEY, -1), self.item_columns.get(ITEM_KEY, -1)]
        return any(0 <= column < len(cells) and len(str(cells[column])) >= 32 for column in keys)

    def _starts_again(self, row: int, filled: Sequence[Cell]) -> bool:
        # Only a row that begins like a header is looked at closely: there may be a hundred thousand of them.
        if len(filled) < 2 or not _begins_with_label(filled):
            return False
        texts = {text for text in self.grid.texts(row) if text}
        if len(texts) > 1 and len(texts & self._header_texts) * 10 >= len(texts) * 8:
            self.account.imported(row, "header")
            return True
        # 序号 under 序号 heads another table, whatever its other columns are called.
        if looks_like_header(list(texts)) or (len(texts) > 2 and self._numbers_again(row)):
            self.next_table = row
            return True
        return False

    def _numbers_again(self, row: int) -> bool:
        return any(words.header_key(text) in words.load().numbering for text in self.grid.texts(row)[:2])

    def _heading(self, row: int, filled: Sequence[Cell]) -> Reason | None:
        """A row between entries that is none: the title of the table that follows, or the office of the next rows."""
        if len(filled) > 2 or len(self.header.labels) < 3 or self._is_data(row):
            return None
        texts = [text for text in self.grid.texts(row) if text]
        following = (other for other in range(row + 1, min(row + 8, self.grid.height)) if not self.grid.blank(other))
        for other, _ in zip(following, range(_TITLE_LINES), strict=False):
            below = self.grid.filled(other)
            if len(below) > 2:
                if self._is_header(other, below):
                    self.around = office_above(texts) or self.around
                    return Reason("row.title", {"text": row_kinds.shown(texts[0])})
                break
        numbered = len(texts) == 2 and _GROUP_NUMBER.fullmatch(texts[0]) is not None
        if "provider" in self.entry_columns or (len(texts) != 1 and not numbered):
            return None
        if numbered and (office := office_in(texts[1])):
            self.around = office
            return Reason("row.section", {"text": row_kinds.shown(texts[1])})
        office = office_in(texts[0])
        merged = self._spans.get(row, 1) >= len(self.header.labels) * 0.6
        column = next(place for place, cell in enumerate(self.grid.rows[row]) if not is_blank(cell))
        if office and (merged or column != self.entry_columns.get("name") or texts[0] != office):
            self.around = office
            return Reason("row.section", {"text": row_kinds.shown(texts[0])})
        return None

    def _is_header(self, row: int, filled: Sequence[Cell]) -> bool:
        if not _begins_with_label(filled):
            return False
        texts = {text for text in self.grid.texts(row) if text}
        return len(texts & self._header_texts) * 10 >= len(texts) * 8 or looks_like_header(list(texts))

    def _left_out(self, row: int, filled: Sequence[Cell], *, after_note: bool) -> Reason | None:
        below = row - self.header.bottom
        if not row_kinds.is_suspect(filled, below) or self._is_data(row):
            return None
        texts = [text for text in self.grid.texts(row) if text]
        why = row_kinds.total(texts) or row_kinds.example(texts) or row_kinds.directions(texts, below)
        if (
            why is None
            and not self.entries
            and row_kinds.directs(self.grid, self.header.bottom, row, self.entry_fields)
        ):
            why = Reason("row.obligation")
        over = self._spans.get(row, 1)
        why = why or row_kinds.page(texts)
        return why or row_kinds.note(texts, merged_over=over, width=self.grid.width, after_note=after_note)

    def _take(self, row: int, looks: Sequence[int]) -> None:
        cells = self.grid.seen(row)
        own = self.grid.rows[row]
        own_filled, item_filled = any(self._of_entry(looks)), any(self._of_items(looks))
        as_it_stands = cells is own
        entry_filled = own_filled if as_it_stands else _filled(cells, self.entry_columns.values())
        mark = "" if as_it_stands and 2 not in looks and not self._secret_columns else self._mark(cells)
        if not entry_filled and not item_filled:
            self._unknown(row, mark)
            return
        current = self.entries[-1] if self.entries else None
        if self.items_only or (item_filled and current and self._continues(current, cells, filled=entry_filled)):
            if self.items_only and (current is None or not self._continues(current, cells, filled=entry_filled)):
                current = self._begin(row, cells)
            if current is None:
                return
            as_ = "continuation"
        elif not own_filled and not item_filled:
            self._unknown(row, mark)
            return
        else:
            current = self._begin(row, cells)
            current.key = self._own_key(cells)
            as_ = "entry"
        current.rows.append(row)
        self.account.imported(row, as_)
        if mark and current.refused is None:
            current.refused = Reason("row.secret", {"row": self.grid.number(row), "mark": mark})
        if item_filled:
            self._item(current, row, own)

    def _begin(self, row: int, cells: Sequence[Cell]) -> Building:
        values = self.entry_fields.read(self.grid, row, cells, self._noted)
        values.update(ticks.read(cells, self._ticks, self._profile))
        self.entries.append(Building(row, cells, values=values, around=self.around))
        return self.entries[-1]

    def _own_key(self, cells: Sequence[Cell]) -> str:
        column = self.entry_columns.get(KEY)
        return cell_text(cells[column]).strip() if column is not None and column < len(cells) else ""

    def number_of(self, entry: Building) -> str:
        """What the numbering column (序号) says of an entry, "" without one."""
        if self._numbering is None or self._numbering >= len(entry.cells):
            return ""
        return cell_text(entry.cells[self._numbering]).strip()

    def _item(self, current: Building, row: int, cells: Sequence[Cell]) -> None:
        column = self.item_columns.get(ITEM_KEY)
        key = cell_text(cells[column]).strip() if column is not None and column < len(cells) else ""
        if len(self._series) > 1:
            for place in self._series:
                name = plain.tidy(cell_text(cells[place])) if place < len(cells) else ""
                if name:
                    number = self.grid.number(row)
                    current.items.append(
                        DraftItem("", {"item_name": name}, number, self.grid.sheet.name, self.grid.letter(place))
                    )
            return
        values = self.item_fields.read(self.grid, row, cells, self._noted)
        if values or key:
            current.items.append(DraftItem(key, values, self.grid.number(row), self.grid.sheet.name))

    def split_items(self) -> None:
        """Items that stand together in one cell become items of their own."""
        column = self.item_columns.get("item_name")
        if column is None or ITEM_KEY in self.item_columns or len(self._series) > 1:
            return
        held = [entry for entry in self.entries if entry.items]
        if sum(len(entry.items) for entry in held) > len(held) * 1.2:
            return
        texts = {
            item.row: cell_text(self.grid.cell(item.row - 1 - self.grid.sheet.first_row, column))
            for entry in held
            for item in entry.items
        }
        signs = listed.signs_of(list(texts.values()))
        if signs:
            # A line break between two items is no damage.
            places = (f"{self.grid.sheet.name}!{self.grid.letter(column)}{row}" for row in texts)
            self._noted.forget("line-break", places)
            for entry in held:
                entry.items = one_cell.split(entry.items, texts, self._types, signs)

    def _continues(self, current: Building, cells: Sequence[Cell], *, filled: bool) -> bool:
        """Entry cells blank (not `filled`), or equal to those of the entry above (model.md 2)."""
        above, width = current.cells, len(current.cells)
        if not filled or (len(cells) == width and self._of_entry(cells) == self._of_entry(above)):
            return True
        for column in self.entry_columns.values():
            cell = cells[column] if column < len(cells) else None
            other = above[column] if column < width else None
            if cell == other or is_blank(cell):
                continue
            if plain.tidy(cell_text(cell)) != plain.tidy(cell_text(other)):
                return False
        return True

    def _unknown(self, row: int, mark: str) -> None:
        texts = [text for text in self.grid.texts(row) if text]
        if mark:
            self.account.left_out(row, "refused", Reason("row.secret", {"row": self.grid.number(row), "mark": mark}))
        elif all(text.replace(".", "").isdecimal() for text in texts):
            self.account.left_out(row, "instruction", Reason("row.numbering"))
        else:
            why = Reason("row.unknown-columns", {"text": row_kinds.shown(texts[0] if texts else "")})
            self.account.left_out(row, "instruction", why)

    def _mark(self, cells: Sequence[Cell]) -> str:
        said = (secrecy.stated(cells[column]) for column in self._secret_columns if column < len(cells))
        return secrecy.mark_in(cells) or next((text for text in said if text), "")

    def note_damage(self) -> None:
        """What can only be seen over several rows, and in columns that are not understood."""
        if self._ours:
            return
        known = {*self.entry_columns.values(), *self.item_columns.values(), *self._series}
        readers = {label.column: PlainReader() for label in self.header.labels if label.column not in known}
        rows = [row for entry in self.entries for row in entry.rows]
        for row in rows if readers else ():
            cells = self.grid.rows[row]
            for column, reader in readers.items():
                if column < len(cells) and cells[column] not in (None, ""):
                    for kind in reader.faults(cells[column]):
                        self._noted.add(kind, self._place(row, column))
        for name, column in self.entry_columns.items():
            field = self._profile.field(name or "")
            if field is None or field.kind in _OWN_NUMBERS:
                continue
            texts = [cell_text(entry.cells[column]) if column < len(entry.cells) else "" for entry in self.entries]
            often = Counter(texts) if field.kind == "phone" else Counter[str]()
            for run in fill_down(texts, 5 if name == "name" else 3):
                # Desks have numbers side by side; each stands in several entries.
                if all(often[texts[place]] > 1 for place in run):
                    continue
                for place in run:
                    self._noted.add("fill-down", self._place(self.entries[place].row, column))
        held = {*self.entry_columns.values(), *self.item_columns.values()}
        for top, left, bottom, right in self.grid.merged:
            if top > self.header.bottom and bottom > top and left in held and right - left + 1 < self.grid.width:
                end = f"{self.grid.letter(right)}{self.grid.number(bottom)}"
                self._noted.add("merged", f"{self._place(top, left)}:{end}", self.grid.text(top, left))

    def _place(self, row: int, column: int) -> str:
        return f"{self.grid.sheet.name}!{self.grid.letter(column)}{self.grid.number(row)}"

    def refuse_stamped(self) -> None:
        """All entries are refused when a mark stands above or below the whole table."""
        if self.stamp:
            for entry in self.entries:
                entry.refused = entry.refused or Reason("sheet.secret", {"mark": self.stamp})

    def settle(self) -> None:
        """Rows of refused entries are accounted for as refused."""
        for entry in self.entries:
            if entry.refused:
                for row in entry.rows:
                    self.account.left_out(row, "refused", entry.refused)

    def drafts(self) -> list[Draft]:
        """The entries in their order."""
        return [entry.draft(self.source, self.grid) for entry in self.entries]


def _begins_with_label(filled: Sequence[Cell]) -> bool:
    return any(isinstance(cell, str) and may_be_label(cell) for cell in filled[:3])


def _filled(cells: Sequence[Cell], columns: Iterable[int]) -> bool:
    width = len(cells)
    for column in columns:
        if column < width:
            cell = cells[column]
            if cell is not None and cell != "" and not is_blank(cell):
                return True
    return False


def _is_shared_with_basis(matches: Sequence[ColumnMatch], profile: Profile) -> bool:
    """Whether the conditions of sharing and the basis for not sharing stand in one column."""
    found = {match.field: match.header for match in matches if match.field and not match.of_item}
    header = found.get("sharing_condition", "")
    return (
        "refusal_basis" not in found and bool(profile.field("refusal_basis")) and "条件" in header and "依据" in header
    )
