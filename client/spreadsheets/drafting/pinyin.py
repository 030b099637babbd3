"""Column names that are pinyin: in full (xingming), by initials (dsrxm), mixed (zhengzhimm), or two words in one."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache

from client import initials, paths

Candidates = tuple[str, ...]
"""The Chinese names that the same letters stand for, the commonest first."""

_SHORTEST = 2
_LONGEST = 30
_SINGLE = "人数率额号"
"""Attributes of one character that are common enough."""


def whole(letters: str) -> Candidates:
    """What `letters` stand for as one name."""
    return _lexicon("whole").get(letters, ())


def joined(letters: str) -> Candidates:
    """What `letters` stand for as two names in one: 是否 and a state, or a subject and an attribute (dsrxm)."""
    if not 3 <= len(letters) <= _LONGEST:
        return ()
    if flags := flag(letters):
        return flags
    subjects, attributes = _lexicon("subjects"), _lexicon("attributes")
    if letters.endswith("id") and (begins := subjects.get(letters[:-2], ())):
        return tuple(f"{begin}编号" for begin in begins)
    # Where it can be cut in several places, the longer subject says more.
    cuts = range(len(letters) - 1, _SHORTEST - 1, -1)
    return tuple(
        f"{begin}{end}"
        for cut in cuts
        for begin in subjects.get(letters[:cut], ())
        for end in attributes.get(letters[cut:], ())
        if len(letters[cut:]) >= _SHORTEST or end in _SINGLE
    )


def flag(letters: str) -> Candidates:
    """What may be so or not: 是否 (sf) and a state."""
    for front in ("shifou", "sf"):
        if letters.startswith(front) and (states := _lexicon("states").get(letters.removeprefix(front), ())):
            return tuple(f"是否{state}" for state in states)
    return ()


def part(letters: str) -> Candidates:
    """What `letters` stand for between underscores."""
    return next(filter(None, (_lexicon(kind).get(letters, ()) for kind in ("whole", "subjects", "attributes"))), ())


@cache
def _names() -> Mapping[str, Sequence[str]]:
    return tomllib.loads(paths.resource("headers", "pinyin.toml").read_text(encoding="utf-8"))


@cache
def _lexicon(kind: str) -> Mapping[str, Candidates]:
    """The names of that kind by their letters."""
    found: dict[str, list[str]] = {}
    for name in _names()[kind]:
        for letters in _spellings(name):
            found.setdefault(letters, []).append(name)
    return {letters: tuple(dict.fromkeys(names)) for letters, names in found.items()}


def _spellings(name: str) -> set[str]:
    """In full, by initials, and with one of them in front and the other behind."""
    from pypinyin import lazy_pinyin  # its dictionary is slow to load, and only drafting needs it

    full = lazy_pinyin(name)
    spelt = {"".join(full)}
    for short in initials.of(name):
        if len(short) == len(full):
            spelt.add(short)
            cuts = range(1, len(full)) if len(full) > 2 else ()
            spelt |= {"".join(full[:cut]) + short[cut:] for cut in cuts}
            spelt |= {short[:cut] + "".join(full[cut:]) for cut in cuts}
    return {letters for letters in spelt if len(letters) >= min(_SHORTEST, len(name))}
