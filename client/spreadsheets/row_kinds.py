"""Rows of a table that are no entries: totals, notes, examples, rows that say what must be filled in."""

import re
from collections.abc import Sequence
from functools import lru_cache

from client.catalog import kinds, plain
from client.catalog.kinds import Cell
from client.spreadsheets import words
from client.spreadsheets.grid import Grid, is_blank
from client.spreadsheets.reasons import Reason
from client.spreadsheets.values import ColumnReader, Fields

_SUM_END = re.compile(r"(?:小|合|总)\s*计\s*[:：]?$")
_SUM_START = re.compile(r"^其中\s*[:：]|^(?:合|总|小|共)\s*计(?:\s*[:：（(]|\s*\d|$)")
_NUMBER = re.compile(r"[\d,，.%\s]+(?:个|条|项|万|家)?")
_EXAMPLE_START = re.compile(
    r"^(?:示例|样例|范例|举例|填写示例|例)\s*\d*\s*(?:[:：（(]|$)|^[（(【\[](?:填写)?(?:示例|样例|范例|举例|例)\s*\d*[）)】\]]"
)
_PAGE = re.compile(r"(?:[第共]\s*\d+\s*页[\s，,/／、]*){1,2}|[-—–]\s*\d+\s*[-—–]|[Pp]age\s*\d+(?:\s*(?:of|/)\s*\d+)?")
_STEP = re.compile(r"^\s*(?:[（(]?\d{1,2}[）).、．]|[①-⑳]|[一二三四五六七八九十]{1,2}、)")
_SUSPECT = re.compile(
    r"[小合总共累總]\W*[计計]|累|其中|汇总|总和|示例|样例|范例|举例|示范|例\s*\d*\s*[:：（(\x1f]|例$|模板|请删除|请勿|请在|不要修改|不得修改|必填|须知|[Tt]otal|TOTAL"
    r"|[Ss]um\b|[Ee]xample|[Ss]ample|e\.g\."
)
_TELLS = re.compile(
    r"填|选|不超过|以内|例如|如[:：]|格式|全称|规范|简要|描述|说明|一致|字符|下拉|参照|参考|必须|不得|可以为|[为是]否|/.+/|或者?[:：]?"
)
_COUNT = re.compile(r"[（(\[]?(\d{1,3})[）)\]]?")
_MARKS = frozenset("甲乙丙丁戊己") | {"栏次", "列次", "行次"}
"""What stands at the head of the columns that are not counted."""
_SHOWN = 30
_TELLING = 3
_LOOKED_AT = 12
_KINDS = ("code", "codes", "date")
NEAR = 4
"""Rows below the header in which anything may stand."""
FEW, BEGIN = 4, 6
"""A row of more than so many cells is known by so many of the first."""


def shown(text: str) -> str:
    """The beginning of a text, for a sentence about it."""
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


def is_suspect(filled: Sequence[Cell], below: int) -> bool:
    """A quick look whether a row may be no entry: few cells, close to the header, or such a word at its beginning."""
    if len(filled) <= 2 or below <= NEAR:
        return True
    begin = filled[:BEGIN]
    if len(filled) > FEW and not _has_colon(filled[0]) and not any(map(_is_suspect, begin)):
        return False
    front = "\x1f".join([cell for cell in begin if isinstance(cell, str)])
    colon = "：" in front or ":" in front if len(filled) <= FEW else _has_colon(filled[0])
    return colon or _SUSPECT.search(front) is not None


@lru_cache(maxsize=20_000)
def _is_suspect(cell: Cell) -> bool:
    """Whether one cell alone makes a row suspect, with another behind it."""
    return isinstance(cell, str) and _SUSPECT.search(f"{cell}\x1f") is not None


def _has_colon(cell: Cell) -> bool:
    return isinstance(cell, str) and ("：" in cell or ":" in cell)


def total(filled: Sequence[str]) -> Reason | None:
    """A total row: its word stands in front and the rest are numbers. Like the others, of the texts that are there."""
    for place, text in enumerate(filled[:3]):
        is_sum = _SUM_START.match(text) or _SUM_END.search(text) or plain.key(text) in words.load().total
        rest = [*filled[:place], *filled[place + 1 :]]
        if is_sum and sum(bool(_NUMBER.fullmatch(one)) for one in rest) * 10 >= len(rest) * 7:
            return Reason("row.total", {"text": shown(text)})
    return None


def example(filled: Sequence[str]) -> Reason | None:
    """An example row says so at its beginning, or somewhere in a phrase."""
    if any(_EXAMPLE_START.match(text) or plain.key(text) in words.load().example for text in filled[:2]):
        return Reason("row.example")
    if any(phrase in text for text in filled[:6] for phrase in words.load().example_inside):
        return Reason("row.example")
    return None


def directions(filled: Sequence[str], below: int) -> Reason | None:
    """A row close below the header (`below` rows) that says how to fill in the columns, or numbers them."""
    if below > NEAR or len(filled) < 3:
        return None
    said = sum(plain.key(text) in words.load().obligation for text in filled)
    if said * 10 >= len(filled) * 8:
        return Reason("row.obligation")
    if _counts_up(filled):
        return Reason("row.obligation")
    hinted = sum(text.startswith(words.load().hint) or plain.key(text) in words.load().obligation for text in filled)
    return Reason("row.obligation") if hinted * 10 >= len(filled) * 6 else None


def is_telling(texts: Sequence[str]) -> bool:
    """Whether a third of the cells at least say how to fill something in (不超过50字, 填单位全称, 从下拉列表选择)."""
    filled = [text for text in texts if text]
    told = sum(_TELLS.search(text) is not None for text in filled)
    return told * 3 >= len(filled) and told > 0


def _counts_up(filled: Sequence[str]) -> bool:
    marks = [text for text in filled if text not in _MARKS]
    found = [_COUNT.fullmatch(text) for text in marks]
    numbers = [int(one[1]) if one else -1 for one in found]
    if -1 not in numbers and len(numbers) > 1:
        return numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    letters = [text for text in filled if len(text) == 1 and "A" <= text <= "Z"]
    return len(letters) == len(filled) and letters == sorted(letters) and len(set(letters)) == len(letters) >= 4


def page(filled: Sequence[str]) -> Reason | None:
    """The foot of a printed page: 第2页 共3页, - 2 -."""
    if filled and all(_PAGE.fullmatch(text) for text in filled):
        return Reason("row.page", {"text": shown(filled[0])})
    return None


def note(filled: Sequence[str], *, merged_over: int, width: int, after_note: bool) -> Reason | None:
    """A note, a signature line or a unit: few cells, beginning with such a word, or one text over all columns."""
    if not filled:
        return None
    found = Reason("row.note", {"text": shown(filled[0])})
    marks = words.load().note
    if len(filled) <= 2 and any(phrase in filled[0] for phrase in words.load().note_inside):
        return found
    if _is_signed(filled[0], marks):
        signed = sum(_is_signed(text, marks) for text in filled)
        if signed == len(filled) or (len(filled) <= 4 and signed * 2 >= len(filled)):
            return found
    if len(filled) <= 2 and words.starts_with_mark(filled[0], marks) and plain.key(filled[0]) != filled[0]:
        return found
    if len(filled) > 1:
        return None
    if merged_over >= max(3, width * 0.6) or plain.key(filled[0]) in marks:
        return found
    if len(filled[0]) >= 8 and filled[0].startswith(("注：", "注:", "*", "※", "备注", "说明")):
        return found
    return found if after_note and (_STEP.match(filled[0]) or len(filled[0]) > 25) else None


def _is_signed(text: str, marks: frozenset[str]) -> bool:
    return ("：" in text or ":" in text) and words.starts_with_mark(text, marks)


def directs(grid: Grid, header_bottom: int, row: int, fields: Fields) -> bool:
    """Whether the row says how to fill in the table: a third of its cells sound so, and no list or date has a value
    of its own there, while the rows below have."""
    if row - header_bottom > _TELLING or not is_telling(grid.texts(row)):
        return False
    below = [other for other in range(row + 1, min(row + _LOOKED_AT, grid.height)) if not grid.blank(other)]
    told = 0
    for column, reader in fields.by_column():
        if reader.field.kind not in _KINDS or is_blank(grid.cell(row, column)):
            continue
        if _fits(reader, grid.cell(row, column)):
            return False
        told += _mostly_fit(reader, [cell for other in below if not is_blank(cell := grid.cell(other, column))])
    return told > 0


def _mostly_fit(reader: ColumnReader, cells: Sequence[Cell]) -> bool:
    return bool(cells) and sum(_fits(reader, cell) for cell in cells) * 10 >= len(cells) * 7


def _fits(reader: ColumnReader, cell: Cell) -> bool:
    value, _ = reader.read(cell)
    if reader.field.list is None:
        return not kinds.faults(reader.field, value)
    return all(reader.field.list.suggest(one) for one in ([value] if isinstance(value, str) else value))
