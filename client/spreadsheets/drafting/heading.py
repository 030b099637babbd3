"""Where the names of the columns stand in a sheet of data (one to three rows), and which rows below are data."""

import re
from collections import Counter
from collections.abc import Sequence

from client.catalog import plain
from client.catalog.kinds import Cell, cell_text
from client.spreadsheets.drafting import personal
from client.spreadsheets.grid import Grid, is_blank

_SEARCHED = 15
_MOST_LEVELS = 3
_END = re.compile(
    r"^(?:合|总|小|共|累)\s*计|^本页|^其中\s*[:：]|^(?:填[表报]|制表|审核|负责|联系|单位|备注?|注|说明|附注)[^:：]{0,6}[:：]|^注\s*\d|^以下空白"
)


_NO_NAMES = ("resident-id", "mobile", "bank-card", "mail", "plate", "landline", "address")
_UNIT = re.compile(
    r"[（(]?(?:单位[:：]?)?(?:℃|°C|[%％‰]|无量纲|[万亿百千]?(?:元|人|户|人次|吨|亩|次|件|辆|台|平方米|立方米|千瓦时|美元)|[个名家所项套份处座条口头只株棵张本册分岁天日月年]|小时|分钟"
    r"|公顷|公里|千米|米|厘米|毫米|千克|公斤|克|升|平方公里|㎡|㎥|[kcm]?m[23²³]?|[mμuk]?g(?:/(?:L|m[3³]|kg))?|kg|t|h|d|s|mm|hPa|m/s|dB(?:[（(]A[)）])?|kW·?h|kW|L)[)）]?"
)


def units(row: Sequence[Cell]) -> bool:
    """Whether a row says nothing but the units of the columns above it."""
    filled = [cell.strip() if isinstance(cell, str) else "" for cell in row if not is_blank(cell)]
    return bool(filled) and all(map(_UNIT.fullmatch, filled))


def header_row(rows: Sequence[Sequence[Cell]]) -> int:
    """The row with the names of the columns: the first one about as wide as the table, made of different texts."""
    first = rows[: _SEARCHED * 3]
    widths = sorted(sum(not is_blank(cell) for cell in row) for row in first)
    usual = widths[len(widths) * 3 // 4] if widths else 0
    for place, row in enumerate(first[:_SEARCHED]):
        texts = [cell.strip() for cell in row if isinstance(cell, str) and not is_blank(cell)]
        filled = sum(not is_blank(cell) for cell in row)
        # Beneath headings of groups the same name may stand once in each.
        above = sum(not is_blank(cell) for cell in first[place - 1]) if place else 0
        different = 0.6 if above > 1 else 0.9
        wide = filled >= max(1, usual * 0.6)
        if wide and len(texts) == filled and len(set(texts)) >= filled * different and not _is_data(texts):
            return place
    return -1


def labels(grid: Grid) -> tuple[int, int, list[str]]:
    """(first row of the heading, first row below it, the column names by place); the first is -1 for no heading."""
    top = header_row(grid.rows)
    if top < 0:
        return -1, 0, []
    while top > 0 and _heads(grid, top - 1):
        top -= 1
    bottom = top + 1
    while bottom - top < _MOST_LEVELS and bottom < grid.height and _heads(grid, bottom - 1):
        bottom += 1
    levels = [_spread(grid, row) for row in range(top, bottom)]
    columns = [
        [text for text in dict.fromkeys(level[place] for level in levels) if text] for place in range(grid.width)
    ]
    lowest = Counter(parts[-1] for parts in columns if parts)
    names = [
        "" if not parts else parts[-1] if lowest[parts[-1]] == 1 or len(parts) == 1 else "".join(parts[-2:])
        for parts in columns
    ]
    return top, bottom, names


def is_data(row: Sequence[Cell], width: int) -> bool:
    """Whether a row below the heading is a record: no total, no footnote, not blank."""
    filled = [cell for cell in row if not is_blank(cell)]
    if not filled or (len(filled) == 1 and width > 3 and isinstance(filled[0], str)):
        return False
    return not any(isinstance(cell, str) and _END.match(cell.strip()) for cell in filled[:2])


def _heads(grid: Grid, row: int) -> bool:
    """Whether a row holds headings of groups: names of the columns follow in the row below."""
    if row + 1 >= grid.height:
        return False
    below = grid.rows[row + 1]
    texts = [cell for cell in below if not is_blank(cell)]
    if not texts or not all(isinstance(cell, str) for cell in texts) or _is_data([cell_text(cell) for cell in texts]):
        return False
    wide = [merge for merge in grid.merged if merge[0] == merge[2] == row and merge[3] - merge[1] + 1 < grid.width]
    if any(merge[1] < merge[3] for merge in wide):
        covered = {place for _, left, _, right in wide for place in range(left, right + 1)}
        return any(place < len(below) and not is_blank(below[place]) for place in covered)
    return not grid.merged and _fits_between(grid.rows[row], below)


def _fits_between(above: Sequence[Cell], below: Sequence[Cell]) -> bool:
    """Whether the lower row fills just what merged cells of the upper one left blank (a sheet saved as csv)."""
    gaps = {place for place, cell in enumerate(above) if is_blank(cell)} - {0}
    names = {place for place, cell in enumerate(below) if not is_blank(cell)}
    fits = gaps <= names and names - gaps <= {place - 1 for place in gaps} and bool(gaps)
    return (
        fits and len(names) < max(len(above), len(below)) and names - gaps == {p - 1 for p in gaps if p - 1 not in gaps}
    )


def _spread(grid: Grid, row: int) -> list[str]:
    """The texts of a heading row, each over all the columns that it stands for."""
    texts = [plain.tidy(cell_text(cell)) for cell in grid.seen(row)]
    texts += [""] * (grid.width - len(texts))
    for top, left, bottom, right in grid.merged:
        if top <= row <= bottom:
            for place in range(left, right + 1):
                texts[place] = plain.tidy(cell_text(grid.cell(top, left)))
    if not grid.merged and _heads(grid, row):
        for place in range(1, len(texts)):
            texts[place] = texts[place] or texts[place - 1]
    return texts


def _is_data(texts: Sequence[str]) -> bool:
    """Numbers, long texts and what is somebody's are values, not names."""
    if any(personal.by_content([text]) in _NO_NAMES for text in texts):
        return True
    odd = sum(text.replace(".", "").replace("-", "").isdigit() or len(text) > 60 for text in texts)
    return odd * 3 > len(texts)
