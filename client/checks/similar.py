"""Names that are nearly the same, and what that means: one catalog twice, a series, or two different things.

Names alone are no duplicate finder: of real pairs that agree in four characters of five nearly all differ in a number (a
series) or in the one word that matters (预算, 决算). So names only propose; the items decide, and without items the most
that is said is "please look". Pure: the store and the import bring the candidates.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Indel, LCSseq

from client import paths
from client.catalog import plain
from client.catalog.entry import Entry

CLOSE = 80
"""Names below this ratio (of 100) are not looked at."""

ALIKE, APART = 0.6, 0.3
"""Item sets that overlap (Jaccard) so far are one table; below the second they are two."""

ENOUGH = 3
"""Fewer telling items than this prove nothing."""

LONGEST = 200
"""So many characters of a name are looked at."""

_NEAR = 75
_FEW = 20
_SOURCE = re.compile(r"^[^_\-－—]{2,10}[_\-－—]+(?=\D{3})")
_NUMBER = re.compile(
    r"(?:\d+|第[一二三四五六七八九十百零〇]+(?!产业))(?:年度?|月份?|日|号|期|季度|批次?|届|次)?|(?<=.{3})[一二三四五六七八九十]+$"
)
_PLACE = re.compile(
    r"(?![各全分本我])(?:[^省市县区州]{2,6}?(?:自治区|自治州|[省市区州])|[^省市县区州]{1,4}?县)(?<!园区)(?<!社区)(?<!地区)(?<!城市)"
)


class Verdict(StrEnum):
    """What two entries are to each other."""

    SAME = "same"
    LOOK = "look"
    SERIES = "series"
    CONTRAST = "contrast"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Named:
    """What is compared of an entry. `place` is where its provider sits; `items` are the telling ones (`telling`), as `plain.key`."""

    id: str
    name: str
    provider: str = ""
    place: str = ""
    items: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Judged:
    """How two entries compare: `ratio` of the names (0-100); `overlap` of the items (0-1), -1 when that is unknown."""

    verdict: Verdict
    ratio: float
    overlap: float
    shared: int


@dataclass(frozen=True, slots=True)
class Read:
    """A name taken apart: `key` as it is compared, `bare` without the source in front, `stem` what it is about.

    `numbers` are those of the name itself, `of_source` those in the source (统计局2017_).
    """

    key: str
    bare: str
    stem: str
    place: str
    numbers: tuple[str, ...]
    of_source: tuple[str, ...]


@lru_cache(maxsize=65536)
def read(name: str) -> Read:
    """The parts of a name. Neutral words (信息, 一览表), the source in front (工商_) and numbers leave the stem."""
    text = unicodedata.normalize("NFKC", name[:LONGEST]).casefold()
    key = plain.key(text)
    source = _SOURCE.match(text)
    bare = _synonyms(plain.key(text[source.end() :]) if source else key)
    numbers = tuple(_NUMBER.findall(bare))
    of_source = tuple(_NUMBER.findall(plain.key(source[0]))) if source else ()
    without = _NUMBER.sub("", bare)
    stem = _pattern("neutral").sub("", without) or without or bare
    place = place_of(stem)
    if len(stem) - len(place) >= 3:
        stem = stem[len(place) :]
    return Read(key, bare, stem, place, numbers, of_source)


@lru_cache(maxsize=65536)
def place_of(name: str) -> str:
    """The place a name begins with (安徽省, 灵璧县), "" when it begins with none."""
    found = _PLACE.match(name)
    return found[0] if found else ""


def judge(one: Named, other: Named) -> Judged:
    """What the two are to each other, by name and by items."""
    by_name, ratio = _by_name(one.name, other.name)
    if by_name is Verdict.LOOK and one.place and other.place and one.place != other.place:
        by_name = Verdict.CONTRAST
    shared = len(one.items & other.items)
    overlap = overlap_of(one.items, other.items)
    verdict = by_name
    if by_name is Verdict.LOOK and overlap >= ALIKE:
        verdict = Verdict.SAME
    elif by_name is Verdict.LOOK and 0 <= overlap < APART:
        verdict = Verdict.DIFFERENT
    return Judged(verdict, ratio, overlap, shared)


def overlap_of(one: frozenset[str], other: frozenset[str]) -> float:
    """Shared items of all items of both (Jaccard); -1 when either has too few to tell."""
    if len(one) < ENOUGH or len(other) < ENOUGH:
        return -1.0
    return len(one & other) / len(one | other)


def telling(names: Iterable[str]) -> frozenset[str]:
    """The item names that tell one table from another, as `plain.key`."""
    return frozenset(key for name in names if (key := plain.key(name))) - _everywhere()


def named(entry: Entry) -> Named:
    """What is compared of an entry."""
    provider = entry.text("provider_code") or plain.key(entry.text("provider"))
    place = place_of(entry.text("provider"))
    return Named(entry.id, entry.text("name"), provider, place, telling(item.text("item_name") for item in entry.items))


def close_keys(key: str, keys: Sequence[str]) -> list[int]:
    """Which of the keys come close to one without being it, the closest first, at most a few."""
    hits = process.extract(key[:LONGEST], keys, scorer=fuzz.ratio, score_cutoff=_NEAR, limit=_FEW)
    return [place for found, _, place in hits if found != key]


def closest(mine: Named, others: Iterable[Named]) -> tuple[Named, Judged] | None:
    """The other that is most probably the same, or worth a look; None when none is."""
    best: tuple[Named, Judged] | None = None
    numbers = read(mine.name).numbers
    for other in others:
        # Nearly all close names are a series, and some are two tables: seen at once, before anything is judged.
        if read(other.name).numbers != numbers or 0 <= overlap_of(mine.items, other.items) < APART:
            continue
        said = judge(mine, other)
        if said.verdict in (Verdict.SAME, Verdict.LOOK) and (best is None or _rank(said) > _rank(best[1])):
            best = other, said
    return best


def _rank(said: Judged) -> tuple[bool, float, float]:
    return said.verdict is Verdict.SAME, said.overlap, said.ratio


def _by_name(one: str, other: str) -> tuple[Verdict, float]:
    """LOOK is the most that names alone can say."""
    first, second = read(one), read(other)
    ratio = max(fuzz.ratio(first.key, second.key), fuzz.ratio(first.stem, second.stem))
    if first.key == second.key:
        return Verdict.LOOK, 100.0
    if ratio < CLOSE:
        return Verdict.DIFFERENT, ratio
    if contrasts(first, second):
        return Verdict.CONTRAST, ratio
    if first.numbers != second.numbers:
        return Verdict.SERIES, ratio
    # A year in the source tells two apart only where both have one: 统计局2017_ and 统计局2018_.
    if first.of_source and second.of_source and first.of_source != second.of_source:
        return Verdict.SERIES, ratio
    return Verdict.LOOK, ratio


def contrasts(first: Read, second: Read) -> bool:
    """Whether one place of the two names holds two different things."""
    if first.place and second.place and first.place != second.place:
        return True
    if first.bare != second.bare and _opposed(first.bare, second.bare):
        return True
    one, other = first.stem, second.stem
    if LCSseq.similarity(one, other) < min(len(one), len(other)):
        return True  # something was put in the place of something else
    added = "".join(_added(*sorted((one, other), key=len)))
    return bool(_PLACE.search(added))


def _added(shorter: str, longer: str) -> Iterable[str]:
    for step in Indel.opcodes(shorter, longer):
        if step.tag == "insert":
            yield longer[step.dest_start : step.dest_end]


def _opposed(mine: str, yours: str) -> bool:
    """Whether the two have different words of one set, one of them more words of it, or one a word that sets it apart."""
    (my_words, my_alone), (your_words, your_alone) = _marks(mine), _marks(yours)
    if my_alone != your_alone:
        return True
    if my_words == your_words:
        return False
    return any((one := words & my_words) and (other := words & your_words) and one != other for words in _sets())


@lru_cache(maxsize=65536)
def _marks(bare: str) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(word for word in _set_words() if word in bare), frozenset(_pattern("alone").findall(bare))


@cache
def _raw() -> dict[str, list[list[str]] | list[str]]:
    return tomllib.loads(paths.resource("rules", "contrast.toml").read_text(encoding="utf-8"))


@cache
def _sets() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(map(plain.key, words)) for words in _raw()["sets"])


@cache
def _set_words() -> tuple[str, ...]:
    return tuple(sorted(frozenset[str]().union(*_sets())))


@cache
def _everywhere() -> frozenset[str]:
    return frozenset(plain.key(str(word)) for word in _raw()["everywhere"])


@cache
def _pattern(name: str) -> re.Pattern[str]:
    words = sorted({plain.key(str(word)) for word in _raw()[name]}, key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, words)))


@cache
def _spellings() -> tuple[tuple[str, str], ...]:
    return tuple((plain.key(pair[0]), plain.key(pair[1])) for pair in _raw()["synonyms"])


def _synonyms(text: str) -> str:
    for long, short in _spellings():
        text = text.replace(long, short)
    return text
