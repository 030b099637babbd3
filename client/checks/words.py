"""The word lists that rules share, kept as data in `resources/rules/words.toml` and `laws.toml`."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache

from client import paths
from client.catalog import plain

_CHINESE = re.compile("[\u3400-\u9fff\U00020000-\U0003134f]")


@cache
def words(name: str) -> tuple[str, ...]:
    """The list called `name`, as written."""
    raw = tomllib.loads(paths.resource("rules", "words.toml").read_text(encoding="utf-8"))
    return tuple(raw[name])


@cache
def keys(name: str) -> frozenset[str]:
    """The list called `name` as comparison keys."""
    return frozenset(plain.key(word) for word in words(name))


@cache
def any_of(name: str) -> re.Pattern[str]:
    """A pattern that finds any word of the list inside a text, longest first."""
    return re.compile("|".join(re.escape(word) for word in sorted(words(name), key=len, reverse=True)))


@dataclass(frozen=True, slots=True)
class Law:
    """A title without 中华人民共和国 and brackets; `kind` is law or regulation (of the State Council)."""

    title: str
    kind: str


@cache
def law_titles() -> tuple[Law, ...]:
    """Laws and administrative regulations to choose from, laws first, as they are written."""
    raw = tomllib.loads(paths.resource("rules", "laws.toml").read_text(encoding="utf-8"))
    return tuple(Law(title, kind) for kind in ("law", "regulation") for title in raw[kind])


@cache
def laws() -> frozenset[str]:
    """Their titles as comparison keys."""
    return frozenset(plain.key(law.title) for law in law_titles())


@cache
def party_rules() -> frozenset[str]:
    """Titles that sound like an administrative regulation and are rules of the Party."""
    return frozenset(tomllib.loads(paths.resource("rules", "laws.toml").read_text(encoding="utf-8"))["party"])


@lru_cache(maxsize=4096)
def is_placeholder(text: str) -> bool:
    """Whether a text only fills the field: 无, 依申请, 0, one character again and again."""
    key = plain.key(text[:64])
    return len(text) <= 64 and (not key or key in keys("placeholder") or len(set(key)) == 1)


@lru_cache(maxsize=4096)
def is_surely_personal(name: str) -> bool:
    """Whether an item of this name is about a natural person, whoever else is named beside it."""
    return bool(any_of("personal").search(name))


@lru_cache(maxsize=4096)
def is_personal(name: str) -> bool:
    """Whether an item of this name is about a natural person (GB/T 43697 calls such data personal information)."""
    if is_surely_personal(name):
        return True
    return bool(any_of("personal_weak").search(name)) and not any_of("organisation_words").search(name)


@lru_cache(maxsize=4096)
def has_chinese(text: str) -> bool:
    """Whether any Chinese character stands in the text."""
    return _CHINESE.search(text) is not None
