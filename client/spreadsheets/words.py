"""The words that tell rows and sheets which are no entries (`resources/headers/words.toml`), ready to compare."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from client import paths
from client.catalog import plain
from client.catalog.profile import Field
from client.texts import Text, text_of

_BRACKETS = re.compile(r"[（(\[【〔<《{「][^（(\[【〔<《{「）)\]】〕>》}」]*[）)\]】〕>》}」]")
_ORDINAL = re.compile(
    r"^\s*(?:[（(]?\d{1,3}[）).、．]\s*|[一二三四五六七八九十]{1,3}[、.．]\s*|[*＊★☆※●△✱•#]+\s*)+(?=\S)"
)
_ALTERNATIVES = re.compile(r"[/／、或]")
_LATIN = re.compile(r"[A-Za-z][A-Za-z .'_-]{1,}")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_LONGEST_LABEL = 2_000


@dataclass(frozen=True, slots=True)
class Other:
    """Another kind of 目录, by words of its title and of its header."""

    kind: Text
    verdict: str
    title: tuple[str, ...]
    header: frozenset[str]


@dataclass(frozen=True, slots=True)
class Words:
    """All word lists, as keys."""

    numbering: frozenset[str]
    remark: frozenset[str]
    total: frozenset[str]
    note: frozenset[str]
    note_inside: tuple[str, ...]
    example: frozenset[str]
    example_inside: tuple[str, ...]
    obligation: frozenset[str]
    hint: tuple[str, ...]
    sheet_instructions: frozenset[str]
    sheet_dictionary: frozenset[str]
    outline: frozenset[str]
    classification: frozenset[str]
    decoration: frozenset[str]
    prefixes: tuple[str, ...]
    items_inside: tuple[str, ...]
    office_ends: tuple[str, ...]
    also: Mapping[tuple[str, bool], tuple[str, ...]]
    patterns: tuple[tuple[str, bool, re.Pattern[str]], ...]
    others: tuple[Other, ...]
    simple: dict[int, str]


@cache
def load() -> Words:
    """The shipped lists."""
    raw = tomllib.loads(paths.resource("headers", "words.toml").read_text(encoding="utf-8"))

    def keys(name: str) -> frozenset[str]:
        return frozenset(plain.key(word) for word in raw[name])

    pairs = raw["traditional"]
    return Words(
        numbering=keys("numbering"),
        remark=keys("remark"),
        total=keys("total"),
        note=keys("note"),
        note_inside=tuple(raw["note_inside"]),
        example=keys("example"),
        example_inside=tuple(raw["example_inside"]),
        obligation=keys("obligation"),
        hint=tuple(raw["hint"]),
        sheet_instructions=keys("sheet_instructions"),
        sheet_dictionary=keys("sheet_dictionary"),
        outline=keys("outline"),
        classification=keys("classification"),
        decoration=keys("decoration"),
        prefixes=tuple(plain.key(word) for word in raw["prefixes"]),
        items_inside=tuple(sorted(raw["items_inside"], key=len, reverse=True)),
        office_ends=tuple(raw["office_ends"]),
        also=_also(raw["also"]),
        patterns=tuple(_pattern(one, raw["patterns"]) for one in raw["pattern"]),
        others=tuple(
            Other(
                text_of(one["kind"]),
                one["verdict"],
                tuple(plain.key(word) for word in one["title"]),
                frozenset(plain.key(word) for word in one["header"]),
            )
            for one in raw["other"]
        ),
        simple={ord(one): other for one, other in zip(pairs[0::2], pairs[1::2], strict=True)},
    )


def _also(raw: Iterable[Mapping[str, Any]]) -> dict[tuple[str, bool], tuple[str, ...]]:
    """More words by field; a field may stand in several tables."""
    found: dict[tuple[str, bool], tuple[str, ...]] = {}
    for one in raw:
        name = (one["field"], one["of_item"])
        found[name] = (*found.get(name, ()), *one["words"])
    return found


def _pattern(raw: Mapping[str, Any], parts: Mapping[str, str]) -> tuple[str, bool, re.Pattern[str]]:
    """A field with everything its labels may be made like."""
    made = "|".join(f"(?:{word})" for word in raw["words"])
    for name, part in parts.items():
        made = made.replace(f"{{{name}}}", part)
    return raw["field"], raw.get("of_item", False), re.compile(made)


@lru_cache(maxsize=20_000)
def made_like(text: str) -> tuple[tuple[str, bool], ...]:
    """The fields (and whether of items) whose labels are made like this one, the likeliest first."""
    found: list[tuple[str, bool]] = []
    for key in header_keys(text):
        found += [(field, of_item) for field, of_item, pattern in load().patterns if pattern.fullmatch(key)]
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=20_000)
def header_key(text: str) -> str:
    """What a header is compared by: simplified characters, no width, blanks, punctuation or ordinal in front."""
    return plain.key(_ORDINAL.sub("", text.translate(load().simple)))


@lru_cache(maxsize=20_000)
def header_keys(text: str) -> tuple[str, ...]:
    """The ways to read a header, best first: whole, without 必填项 and the like, without anything in brackets."""
    words = load()
    # Brackets in brackets take the square of their number; no label is that long.
    text = text[:_LONGEST_LABEL]
    bare = _undecorated(text)
    found = [header_key(text), header_key(bare), header_key(_without_brackets(bare))]
    for key in tuple(found):
        stripped = key
        for word in sorted(words.decoration, key=len, reverse=True):
            stripped = stripped.removesuffix(word).removeprefix(word)
        found.append(stripped)
    found += [header_key(one) for one in _one_tongue(bare)]
    return tuple(dict.fromkeys(key for key in found if key))


def alternatives(text: str) -> list[str]:
    """目录名称/资源名称: the ways a label says itself; empty when it says itself once."""
    found = [part for part in _ALTERNATIVES.split(text) if len(plain.key(part)) > 1]
    return found if len(found) > 1 else []


@lru_cache(maxsize=20_000)
def inside_keys(text: str) -> tuple[str, ...]:
    """What stands in the brackets of a label, without 必填 and the like: 共享内容（数据项）."""
    found = (header_key(one[0]) for one in _BRACKETS.finditer(_undecorated(text)))
    return tuple(dict.fromkeys(key for key in found if len(key) > 1))


def _undecorated(text: str) -> str:
    """Without the brackets that only say 必填项, 选填 and the like."""
    words = load()

    def keep(found: re.Match[str]) -> str:
        inner = plain.key(found[0])
        return "" if inner in words.decoration or any(inner.startswith(one) for one in words.decoration) else found[0]

    return _BRACKETS.sub(keep, text)


def _one_tongue(text: str) -> tuple[str, ...]:
    """目录名称 Catalog Name: the Chinese of a label that says itself again in English."""
    if not _LATIN.search(text) or len(_HAN.findall(text)) < 2:
        return ()
    return (_LATIN.sub(" ", text),)


def _without_brackets(text: str) -> str:
    before = None
    while before != text:
        before, text = text, _BRACKETS.sub("", text)
    return text


def written(field: Field) -> tuple[str, ...]:
    """Every word a field is known by: its labels first, then what the profile and single offices call it."""
    return (field.label.zh, field.label.en, *field.synonyms, *load().also.get((field.id, field.of_item), ()))


def starts_with_mark(text: str, marks: frozenset[str]) -> bool:
    """Whether the text is one of the marks, or begins with one and a colon or bracket."""
    head = re.split(r"[：:（(【\[—\-]", plain.tidy(text), maxsplit=1)[0]
    return plain.key(head) in marks
