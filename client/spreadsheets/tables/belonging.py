"""Whether columns are filled once for an entry or for every item, by where they stand and what stands in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from client.catalog import kinds, plain
from client.catalog.profile import Field
from client.spreadsheets.drafts import How
from client.spreadsheets.grid import Grid, is_blank
from client.spreadsheets.headers import Header, Label
from client.spreadsheets.tables import listed

_ITEM_GROUP = ("信息项", "数据项", "字段")
_FEWEST_LATER = 3


@dataclass(slots=True)
class Candidate:
    """A field that a column may mean, by how sure that is."""

    column: int
    field: Field
    how: How
    score: float


def _anchor(found: Sequence[Candidate]) -> int | None:
    """The column with the item's name, None when there is none."""
    names = [one for one in found if one.field.of_item and one.field.id == "item_name" and one.score >= 0.75]
    of_entry = {one.column for one in found if not one.field.of_item}
    clear = [one for one in names if one.column not in of_entry]
    return max(clear or names, key=lambda one: one.score).column if names else None


def placed(found: list[Candidate], labels: Mapping[int, Label], belongs: Mapping[int, str]) -> list[Candidate]:
    """Items stand together, beside the item's name; without a column for it nothing is a field of an item.

    `belongs` says of columns whether they are filled for the entry or for every item (`whose`).
    """
    anchor = _anchor(found)
    if anchor is None:
        return [one for one in found if not one.field.of_item]
    item_columns = {one.column for one in found if one.field.of_item} | {anchor}
    own = {one.column for one in found if not one.field.of_item and one.score >= 0.75}
    run = {anchor}
    for step in (1, -1):
        column = anchor + step
        # In front of the item's name only what can be nothing else belongs to it.
        while column in (item_columns if step > 0 else item_columns - own) and _same_group(labels, column, anchor):
            run.add(column)
            column += step
    entry_columns = {one.column for one in found if not one.field.of_item} - run
    only_items = len(entry_columns - item_columns) <= 3
    if only_items:
        run |= item_columns
    for one in found:
        group = labels[one.column].group
        grouped = any(word in group for word in _ITEM_GROUP)
        at_anchor = _same_group(labels, one.column, anchor)
        inside = one.column in run or grouped or belongs.get(one.column) == "item"
        if one.field.of_item:
            native = one.field.required or not one.field.folded
            one.score += (0.1 if native or only_items else -0.1) if inside else (-0.05 if only_items else -0.25)
            one.score -= 0.5 if belongs.get(one.column) == "entry" else 0.0
        elif one.column in item_columns and (belongs.get(one.column) == "item" or (grouped and at_anchor)):
            one.score -= 0.3
        elif inside and (one.field.required is False or one.field.id == "format_type" or only_items):
            one.score -= 0.06
    return found


def _same_group(labels: Mapping[int, Label], column: int, other: int) -> bool:
    return labels[column].group == labels[other].group


def whose(grid: Grid, header: Header, found: Sequence[Candidate]) -> dict[int, str]:
    """Whether a column is filled once for an entry or for every item, by its cells; unsaid where they do not tell.

    Items down the rows with the entry's name on the first row only: what stands beside the later items is the items'.
    """
    anchor = _anchor(found)
    names = [one for one in found if one.field.id == "name" and one.column != anchor and one.score >= 0.75]
    if anchor is None or not names:
        return {}
    name = max(names, key=lambda one: one.score).column
    below = range(header.bottom + 1, min(grid.height, header.bottom + 400))
    listed = [row for row in below if not is_blank(grid.cell(row, anchor))]
    if _in_one_cell(grid, listed, anchor, name):
        return _beside_lists(grid, listed, found, anchor)
    later = [row for row in listed if is_blank(grid.cell(row, name))]
    of_entry = {one.column for one in found} - {one.column for one in found if one.field.of_item} - {name}
    held_there = sum(not is_blank(grid.cell(row, column)) for row in later for column in of_entry)
    # Rows that merely lack a name are entries all the same.
    if len(later) < max(_FEWEST_LATER, len(listed) // 4) or held_there * 10 > len(later) * len(of_entry):
        return {}
    held: dict[int, str] = {}
    for column in {one.column for one in found} - {anchor}:
        filled = sum(not is_blank(grid.cell(row, column)) for row in later)
        first = any(not is_blank(grid.cell(row, column)) for row in below)
        if filled * 20 <= len(later) and first:
            held[column] = "entry"
        elif filled * 10 >= len(later) * 8:
            held[column] = "item"
    return held


def _in_one_cell(grid: Grid, rows: Sequence[int], anchor: int, name: int) -> bool:
    """Whether every row is an entry of its own, with all its items in one cell."""
    called = {plain.tidy(kinds.cell_text(grid.cell(row, name))) for row in rows} - {""}
    if len(rows) < _FEWEST_LATER or len(called) * 10 < len(rows) * 9:
        return False
    return listed.signs_of([kinds.cell_text(grid.cell(row, anchor)) for row in rows]) is not None


def _beside_lists(grid: Grid, rows: Sequence[int], found: Sequence[Candidate], anchor: int) -> dict[int, str]:
    """Beside items in one cell, a column that may be the entry's is the entry's, unless it holds lists as well."""
    columns = {one.column for one in found if not one.field.of_item and one.score >= 0.75} - {anchor}
    cells = {
        column: [kinds.cell_text(cell) for row in rows if not is_blank(cell := grid.cell(row, column))]
        for column in columns
    }
    return {column: "entry" for column in columns if listed.signs_of(cells[column]) is None}
