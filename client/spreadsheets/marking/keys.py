"""What marking adds to a workbook, taken out again before the workbook is understood.

A marked workbook must be understood exactly as the office's own was, so our columns and sheets are removed first and
the keys are given to the entries and items by their rows afterwards. Rows may have been moved, sorted or deleted:
the keys are cells and move along.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from client.catalog import plain
from client.catalog.kinds import Cell, cell_text
from client.spreadsheets.drafts import ITEM_KEY, KEY, Draft
from client.spreadsheets.headers import KEY_HEADERS, MARKED, RESULT, STAMP, SUMMARY
from client.spreadsheets.reader import Sheet, Workbook

_SEARCHED = 200
Place = tuple[str, int]
"""A sheet and a row of it, counted from 1 as Excel does."""


@dataclass
class Keys:
    """The hidden keys of a marked workbook by the rows they stand in."""

    entries: dict[Place, str] = field(default_factory=dict)
    items: dict[Place, str] = field(default_factory=dict)

    def given_to(self, drafts: Sequence[Draft]) -> tuple[Draft, ...]:
        """The drafts with the keys of their rows."""
        if not self.entries and not self.items:
            return tuple(drafts)
        return tuple(self._with_keys(draft) for draft in drafts)

    def _with_keys(self, draft: Draft) -> Draft:
        if draft.refused is not None:
            return draft
        # A form holds one entry, wherever its key stands.
        on_sheet = (
            {key for (sheet, _), key in self.entries.items() if sheet == draft.sheet} if draft.source.rows else set()
        )
        key = on_sheet.pop() if len(on_sheet) == 1 else self.entries.get((draft.sheet, draft.row), "")
        items = tuple(
            replace(item, key=item.key or self.items.get((item.sheet or draft.sheet, item.row), ""))
            for item in draft.items
        )
        return replace(draft, key=draft.key or key, items=items)


def is_marked(sheets: Sequence[Sheet]) -> bool:
    """Whether the workbook is an office's own that we marked.

    Its stamp says so. Saved as a text table, or moved into another workbook, a sheet comes without the stamp; then its
    columns do: no export of ours has results.
    """
    stamps = [sheet.rows[0][2:3] for sheet in sheets if _is_stamp(sheet)]
    if stamps:
        return [MARKED] in stamps
    return any(RESULT in columns for sheet in sheets for _, columns in [own_columns(sheet.rows) or (0, ())])


def _is_stamp(sheet: Sheet) -> bool:
    return bool(sheet.hidden and sheet.rows and sheet.rows[0] and plain.tidy(cell_text(sheet.rows[0][0])) == STAMP)


def is_summary(sheet: Sheet) -> bool:
    """Whether this is the sheet on which we told the faults; its first cell says so, whatever it is called."""
    return bool(sheet.rows and sheet.rows[0] and sheet.rows[0][0] == SUMMARY)


def taken_out(book: Workbook) -> tuple[Workbook, Keys]:
    """The workbook as the office made it, and the keys that were in it. Other workbooks are left alone."""
    keys = Keys()
    if not is_marked(book.sheets):
        return book, keys
    sheets = tuple(sheet if _is_stamp(sheet) or is_summary(sheet) else _bare(sheet, keys) for sheet in book.sheets)
    return replace(book, sheets=sheets), keys


def _bare(sheet: Sheet, keys: Keys) -> Sheet:
    """The sheet without our columns, whose keys go into `keys`."""
    found = own_columns(sheet.rows)
    if found is None:
        return sheet
    header, columns = found
    for number, row in enumerate(sheet.rows[header + 1 :], sheet.first_row + header + 2):
        for name, kept in ((KEY, keys.entries), (ITEM_KEY, keys.items)):
            if key := _text(row, columns.get(name, -1)):
                kept[sheet.name, number] = key
    gone = set(columns.values())
    rows = [_without(row, gone) for row in sheet.rows]
    while rows and not any(cell not in (None, "") for cell in rows[-1]):
        rows.pop()
    return replace(sheet, rows=rows)


def own_columns(rows: Sequence[Sequence[Cell]]) -> tuple[int, Mapping[str, int]] | None:
    """The row with the headers of our columns, and the column of each: `KEY`, `ITEM_KEY` and `RESULT`."""
    wanted = {KEY_HEADERS[KEY]: KEY, KEY_HEADERS[ITEM_KEY]: ITEM_KEY, RESULT: RESULT}
    for number, row in enumerate(rows[:_SEARCHED]):
        columns = {wanted[cell]: place for place, cell in enumerate(row) if isinstance(cell, str) and cell in wanted}
        if KEY in columns:
            return number, columns
    return None


def _text(row: Sequence[Cell], column: int) -> str:
    return cell_text(row[column]).strip() if 0 <= column < len(row) else ""


def _without(row: list[Cell], gone: set[int]) -> list[Cell]:
    """A row without some cells; at its end they are cut off, so that the sheet is as wide as it was."""
    cells = [None if place in gone else cell for place, cell in enumerate(row)]
    while cells and len(cells) > min(gone) and cells[-1] in (None, ""):
        cells.pop()
    return cells
