"""Finds the header of a table, wherever it stands: one to three rows, under titles, with merged group headings."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from client.catalog import profile as profiles
from client.spreadsheets import words
from client.spreadsheets.drafts import ITEM_KEY, KEY
from client.spreadsheets.grid import Grid

SEARCHED = 50
_LONGEST = 60
_MOST_ROWS = 3
_STEM = re.compile(r"[（(\[【\n:：*]")

KEY_HEADERS = {KEY: "目录标识（请勿改动）", ITEM_KEY: "数据项标识（请勿改动）"}
"""The headers of the hidden columns in what we write; a sheet that has them is ours."""

RESULT = "校验结果"
"""The header of the column in which a marked workbook says what is wrong with each row."""

STAMP = "catalog-client"
"""What stands in the first cell of the hidden sheet of our own workbooks; the profile and the kind stand beside it."""

MARKED = "marked"
"""The kind of a workbook that an office made and we marked; the others (export, template) are ours altogether."""

SUMMARY = "校验汇总（本软件生成，不导入）"
"""The first cell of the sheet on which a marked workbook sums up its faults."""


@dataclass(frozen=True, slots=True)
class Label:
    """The header of one column: its own text and the headings above it."""

    column: int
    text: str
    group: str


@dataclass(frozen=True, slots=True)
class Header:
    """Rows `top` to `bottom` (counted in the grid) and a label for each column that has one."""

    top: int
    bottom: int
    labels: tuple[Label, ...]


@cache
def known_words() -> frozenset[str]:
    """The key of every word that some profile knows as a header."""
    known = set(words.load().numbering | words.load().remark)
    for profile in profiles.load_profiles().values():
        for field in (*profile.fields, *profile.item_fields):
            for text in words.written(field):
                known.update(words.header_keys(text))
    known.update(words.header_key(text) for text in KEY_HEADERS.values())
    return frozenset(known - {""})


@lru_cache(maxsize=20_000)
def is_known(text: str) -> bool:
    """Whether a cell may be a header some profile knows."""
    if not text or len(text) > _LONGEST:
        return False
    known = known_words()
    keys = words.header_keys(text)
    if any(key in known or _without_prefix(key) in known or key.rstrip("0123456789") in known for key in keys):
        return True
    if words.made_like(text):
        return True
    several = words.alternatives(text)
    return bool(several) and all(map(is_known, several))


@cache
def _plain_words() -> tuple[frozenset[str], frozenset[str]]:
    """Labels and synonyms as they are written, and what those and their decoration begin with."""
    fields = (one for profile in profiles.load_profiles().values() for one in (*profile.fields, *profile.item_fields))
    written = frozenset({text for field in fields for text in words.written(field)} | {"序号", "编号"})
    return written, frozenset({text[:1] for text in written} | set(" *＊★\u3000"))


def may_be_label(text: str) -> bool:
    """A quick look whether a cell in the middle of a table may be a label: no more than a set is asked."""
    written, beginnings = _plain_words()
    first = text[:1]
    if len(text) > _LONGEST or (first not in beginnings and not first.isspace()):
        return False
    return _STEM.split(text.strip(" *＊★\u3000"), maxsplit=1)[0].strip() in written


def _without_prefix(key: str) -> str:
    return next((key[len(word) :] for word in words.load().prefixes if key.startswith(word) and key != word), "")


def find(grid: Grid, start: int = 0, limit: int = SEARCHED, taught: frozenset[str] = frozenset()) -> Header | None:
    """The header at or below row `start`, None when the next `limit` rows with content hold none.

    `taught` are the keys of labels that the office has explained.
    """
    best: tuple[float, int] | None = None
    first: tuple[float, int] | None = None
    looked = 0
    for row in range(start, grid.height):
        if grid.blank(row):
            continue
        looked += 1
        if looked > limit:
            break
        score = _score(grid.texts(row), taught)
        if score and (best is None or score > best[0] * 1.15):
            best = (score, row)
        if score and first is None and looks_like_header(grid.texts(row)):
            first = (score, row)
    # Two tables under one another: the upper one comes first although the lower has more columns.
    if best and first and first[1] + _MOST_ROWS < best[1] and first[0] * 2 > best[0]:
        best = first
    return _around(grid, best[1], start) if best else None


def _score(texts: Sequence[str], taught: frozenset[str]) -> float:
    """How much a row looks like a header: the known words in it, less what else it holds."""
    filled = [text for text in texts if text]
    known = len({text for text in filled if is_known(text) or (taught and words.header_key(text) in taught)})
    distinct = len(set(filled))
    # In a sheet of hundreds of columns the known ones are few among many.
    if known < 2 or (known < 4 and known * 3 < distinct):
        return 0.0
    return known * (0.5 + 0.5 * known / distinct)


def looks_like_header(texts: Sequence[str], at_least: int = 3) -> bool:
    """Whether a row in the middle of a sheet begins another table."""
    filled = {text for text in texts if text}
    known = sum(is_known(text) for text in filled)
    return known >= at_least and known * 10 >= len(filled) * 7


def _around(grid: Grid, row: int, start: int) -> Header:
    top = bottom = row
    while top > start and bottom - top + 1 < _MOST_ROWS and _is_group_row(grid, top - 1, top):
        top -= 1
    while bottom + 1 < grid.height and bottom - top + 1 < _MOST_ROWS and _is_sub_row(grid, bottom, bottom + 1):
        bottom += 1
    return Header(top, bottom, tuple(_labels(grid, top, bottom)))


def _is_group_row(grid: Grid, row: int, below: int) -> bool:
    """Headings over a header row: several short texts, or one merged over some but not all columns."""
    texts = grid.texts(row)
    filled = [(column, text) for column, text in enumerate(texts) if text]
    if not filled or any(len(text) > _LONGEST or _is_remark(text) for _, text in filled):
        return False
    # 填报单位： and the office beside it are no headings, though the label is known.
    if sum(text.endswith(("：", ":")) for _, text in filled) * 3 >= len(filled):
        return False
    # A label merged over both rows ties them together, whatever else stands there.
    if any(first == row and last >= below and left == right for first, left, last, right in grid.merged):
        return True
    spans = {left: right - left + 1 for top, left, _, right in grid.merged if top == row}
    widest = max(spans.values(), default=1)
    used = sum(bool(text) for text in grid.texts(below))
    if len({text for _, text in filled}) == 1:
        column, text = filled[0]
        partial = 1 < spans.get(column, 1) < used * 0.9
        return partial or (column > 0 and _is_heading(text))
    if widest > 1:
        return True
    return sum(_is_heading(text) or is_known(text) for _, text in filled) * 2 >= len(filled)


def _is_remark(text: str) -> bool:
    """填报单位：… and the like stand over many headers and are no part of them."""
    if _is_heading(text) or is_known(text):
        return False
    return "：" in text or ":" in text or words.starts_with_mark(text, words.load().note)


@cache
def _headings() -> frozenset[str]:
    groups = (group for profile in profiles.load_profiles().values() for group in profile.groups)
    return frozenset(words.header_key(str(text)) for group in groups for text in (group.label.zh, group.label.en))


def _is_heading(text: str) -> bool:
    return any(key in _headings() for key in words.header_keys(text))


def _is_sub_row(grid: Grid, row: int, below: int) -> bool:
    """The lower part of a header: more known words, or short texts under the merged headings above."""
    texts = grid.texts(below)
    filled = [(column, text) for column, text in enumerate(texts) if text]
    if not filled or any(len(text) > _LONGEST for _, text in filled):
        return False
    wide = {
        column
        for top, left, bottom, right in grid.merged
        if top <= row <= bottom and right > left
        for column in range(left, right + 1)
    }
    tall = any(top <= row and bottom >= below for top, _, bottom, _ in grid.merged)
    if wide and tall and all(column in wide for column, _ in filled):
        return True
    if _fits_between(grid, row, below):
        return True
    known = sum(is_known(text) for _, text in filled)
    above = grid.texts(row)
    free = sum(not (above[column] if column < len(above) else "") or column in wide for column, _ in filled)
    return known >= 2 and known * 10 >= len(filled) * 6 and free * 10 >= len(filled) * 6


def _fits_between(grid: Grid, row: int, below: int) -> bool:
    """Without merged cells (csv): what stands below fills the blanks beside the headings and nothing else, and makes
    labels with them (提供方 over 名称 and 代码); a row of values would fill every column."""
    if any(top <= below and bottom >= row for top, _, bottom, _ in grid.merged):
        return False
    upper, lower = grid.texts(row), grid.texts(below)
    upper, lower = upper + [""] * (len(lower) - len(upper)), lower + [""] * (len(upper) - len(lower))
    if not upper[0] or lower[0] or not any(under and not over for over, under in zip(upper, lower, strict=True)):
        return False
    heading, made = "", []
    for over, under in zip(upper, lower, strict=True):
        heading = over or heading
        if under:
            made.append(is_known(heading + under) or is_known(under))
        elif not over:
            return False
    return sum(made) * 10 >= len(made) * 6


def _labels(grid: Grid, top: int, bottom: int) -> Iterable[Label]:
    filled = [_filled(grid, row, top, bottom) for row in range(top, bottom + 1)]
    for column in range(grid.width):
        parts = [texts[column] for texts in filled if texts[column]]
        parts = [part for place, part in enumerate(parts) if part not in parts[place + 1 :]]
        if parts:
            yield Label(column, parts[-1], " ".join(parts[:-1]))


def _filled(grid: Grid, row: int, top: int, bottom: int) -> list[str]:
    """A header row with merged cells filled; without merges (csv) a heading reaches to the next one."""
    texts = grid.texts(row) + [""] * (grid.width - len(grid.rows[row]))
    for first, left, last, right in grid.merged:
        if first <= row <= last and first >= top:
            text = grid.text(first, left)
            for column in range(left, right + 1):
                texts[column] = texts[column] or text
    if row < bottom and not any(first <= bottom and last >= top for first, _, last, _ in grid.merged):
        below = grid.texts(row + 1) + [""] * grid.width
        for column in range(1, grid.width):
            if not texts[column] and below[column] and below[column - 1]:
                texts[column] = texts[column - 1]
    return texts
