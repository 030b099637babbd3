"""Secrecy marks, explicit ones only (model.md 9): such a row is refused before it is stored. Bare words are left alone."""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from client.catalog import codes, kinds
from client.catalog import profile as profiles
from client.catalog.kinds import Cell
from client.spreadsheets import words
from client.spreadsheets.headers import Label

_LEVEL = "(?:绝\\s*密|机\\s*密|秘\\s*密)"
_MARK = re.compile(
    rf"{_LEVEL}\s*(?:[★☆✩✭✮⭐]|[*＊]\s*(?=长期|\d))\s*(?:长期|启用前|\d+\s*(?:年|个?月|天|日))?"
    rf"|[★☆⭐]\s*{_LEVEL}|密\s*级\s*[:：]\s*{_LEVEL}"
)
_WHOLE = re.compile(rf"\s*{_LEVEL}\s*级?\s*")


def mark_in(cells: Iterable[Cell]) -> str:
    """The first mark such as 机密★10年, or a cell that is nothing but 机密; "" when there is none."""
    for cell in cells:
        if isinstance(cell, str) and "密" in cell:
            found = _MARK.search(cell) or _WHOLE.fullmatch(cell)
            if found:
                return found[0].strip()
    return ""


def stamp_in(texts: Iterable[str]) -> str:
    """A mark over or under a whole table: with its star, since instructions may name the levels without meaning one."""
    found = (_MARK.search(text) for text in texts if "密" in text and any(star in text for star in "★☆⭐"))
    return next((one[0].strip() for one in found if one), "")


def columns_of(labels: Sequence[Label]) -> tuple[int, ...]:
    """The columns that say whether something is secret, whether or not the chosen profile has such a field."""
    return tuple(one.column for one in labels if any(key in _headers() for key in words.header_keys(one.text)))


def stated(cell: Cell) -> str:
    """What a cell of such a column says, when it says secret; "" otherwise."""
    text = kinds.cell_text(cell).strip()
    found = codes.load_lists()["secrecy"].find(text) if text else None
    return text if found and found.key == "secret" else ""


@cache
def _headers() -> frozenset[str]:
    known: set[str] = set()
    for profile in profiles.load_profiles().values():
        for field in (profile.field("secrecy"), profile.item_field("item_secrecy")):
            if field:
                for text in (field.label.zh, field.label.en, *field.synonyms):
                    known.update(words.header_keys(text))
    return frozenset(known)
