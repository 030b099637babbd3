"""Probable duplicates among many entries: one catalog twice, a series, one table collected by two offices. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, combinations, pairwise
from math import ceil

from rapidfuzz.fuzz import ratio

from client.checks.similar import ALIKE, CLOSE, ENOUGH, Judged, Named, Verdict, judge, read
from client.progress import SILENT, Progress

_STEP = 2000
_RAREST = 5
"""Names are compared with those that share one of their rarest pieces."""
_CROWD = 100
"""Of the names that share a piece each is compared with so many before it."""
_SHOWN = 4
"""Of many entries with one name so many are compared with those of another name."""
_MOST_RARE = 12
"""Of a table of very many items no more are looked at."""
_COLLECTED = ENOUGH + 1
_NEARLY = 0.8


class Kind(StrEnum):
    """What a group is: sure enough to say so, to be looked at, cut up by number, or collected by several offices."""

    SAME = "same"
    COLLECTED = "collected"
    LOOK = "look"
    SERIES = "series"


@dataclass(frozen=True, slots=True)
class Group:
    """Entries that belong together, oldest first. `overlap` of the items (0-1, -1 unknown) is that of the weakest pair."""

    kind: Kind
    members: tuple[str, ...]
    overlap: float
    shared: int


def groups(entries: Sequence[Named], progress: Progress = SILENT) -> list[Group]:
    """Every group, sure ones first. An entry may stand in one group of each kind."""
    progress.stage("comparing-names", 2 * len(entries))
    found = _Found(entries)
    blocks = _blocks(entries)
    for done, block in enumerate(blocks.values()):
        _within(entries, block, found)
        if done % _STEP == 0:
            progress.step(done)
    _across(entries, blocks, found, progress)
    _collected(entries, found)
    return found.groups()


class _Found:
    """Pairs that were found, joined to groups kind by kind."""

    def __init__(self, entries: Sequence[Named]) -> None:
        self._entries = entries
        self._above: dict[Kind, dict[int, int]] = {kind: {} for kind in Kind}
        self._pairs: list[tuple[Kind, int, float, int]] = []

    def judged(self, one: int, other: int) -> None:
        """Notes what a pair is, when it is anything."""
        said = judge(self._entries[one], self._entries[other])
        if said.verdict in (Verdict.SAME, Verdict.LOOK, Verdict.SERIES):
            self.add(Kind(said.verdict.value), one, other, said)

    def add(self, kind: Kind, one: int, other: int, said: Judged) -> None:
        """Joins two entries."""
        self._pairs.append((kind, one, said.overlap, said.shared))
        first, second = self._root(kind, one), self._root(kind, other)
        if first != second:
            self._above[kind][max(first, second)] = min(first, second)

    def groups(self) -> list[Group]:
        """The groups, by kind and then largest first."""
        members: dict[tuple[Kind, int], list[int]] = defaultdict(list)
        for kind in Kind:
            for one in sorted({*self._above[kind], *self._above[kind].values()}):
                members[kind, self._root(kind, one)].append(one)
        weakest: dict[tuple[Kind, int], tuple[float, int]] = {}
        for kind, one, overlap, shared in self._pairs:
            key = (kind, self._root(kind, one))
            weakest[key] = min(weakest.get(key, (2.0, 0)), (overlap, shared))
        order = list(Kind)
        made = [
            Group(kind, tuple(self._entries[one].id for one in held), *weakest[kind, root])
            for (kind, root), held in members.items()
        ]
        return sorted(made, key=lambda group: (order.index(group.kind), -len(group.members)))

    def _root(self, kind: Kind, one: int) -> int:
        above = self._above[kind]
        while one in above:
            one = above[one]
        return one


def _blocks(entries: Sequence[Named]) -> dict[tuple[str, str], list[int]]:
    """Entries of one place whose names are about the same thing, numbers aside."""
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, entry in enumerate(entries):
        stem = read(entry.name).stem
        if stem:
            blocks[entry.place, stem].append(number)
    return blocks


def _within(entries: Sequence[Named], block: Sequence[int], found: _Found) -> None:
    """One stem: equal numbers are the same name, different numbers a series."""
    if len(block) < 2:
        return
    by_numbers: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for one in block:
        by_numbers[read(entries[one].name).numbers].append(one)
    for held in by_numbers.values():
        for place, one in enumerate(held[1:], start=1):
            for other in held[max(0, place - _SHOWN) : place]:
                found.judged(one, other)
    firsts = [held[0] for held in by_numbers.values()]
    for one, other in pairwise(firsts):
        found.judged(one, other)


def _across(
    entries: Sequence[Named], blocks: dict[tuple[str, str], list[int]], found: _Found, progress: Progress
) -> None:
    """Stems that are nearly the same."""
    keys = list(blocks)
    for done, (one, other) in enumerate(_near(keys)):
        for first in blocks[keys[one]][:_SHOWN]:
            for second in blocks[keys[other]][:_SHOWN]:
                found.judged(first, second)
        if done % _STEP == 0:
            progress.step(len(entries) + min(done, len(entries)))


def _near(keys: Sequence[tuple[str, str]]) -> Iterator[tuple[int, int]]:
    """Pairs of stems of one place with a ratio of at least `CLOSE`, found by the rarest pieces they share."""
    pieces = [_pieces(place, stem) for place, stem in keys]
    counts = Counter(chain.from_iterable(pieces))
    buckets: dict[str, list[int]] = defaultdict(list)
    for number, held in enumerate(pieces):
        shared = [piece for piece in held if counts[piece] > 1]
        for piece in sorted(shared, key=counts.__getitem__)[:_RAREST]:
            buckets[piece].append(number)
    stems = [stem for _, stem in keys]
    seen: set[int] = set()
    for bucket in buckets.values():
        for at, number in enumerate(bucket):
            stem = stems[number]
            for other in bucket[max(0, at - _CROWD) : at]:
                pair = other * len(stems) + number
                if pair not in seen:
                    seen.add(pair)
                    if ratio(stem, stems[other], score_cutoff=CLOSE):
                        yield other, number


def _pieces(place: str, stem: str) -> set[str]:
    """Every two and three characters in a row, with the place, since only names of one place are compared."""
    held = {place + stem[at : at + 3] for at in range(len(stem) - 2)}
    held.update([place + stem[at : at + 2] for at in range(len(stem) - 1)])
    return held or {place + stem}


def _collected(entries: Sequence[Named], found: _Found) -> None:
    """Equal sets of items at two offices: somebody collects what another has (一数一源)."""
    tables: dict[frozenset[str], list[int]] = defaultdict(list)
    for number, entry in enumerate(entries):
        if len(entry.items) >= _COLLECTED:
            tables[entry.items].append(number)
    for held in tables.values():
        first_of: dict[str, int] = {}
        for one in held:
            first_of.setdefault(entries[one].provider, one)
        for one, other in pairwise(first_of.values()):
            _collect(entries, one, other, found)
    for table, nearly in _overlapping(list(tables)):
        for first, second in combinations([*tables[table][:_SHOWN], *tables[nearly][:_SHOWN]], 2):
            if entries[first].provider != entries[second].provider:
                _collect(entries, first, second, found)


def _collect(entries: Sequence[Named], one: int, other: int, found: _Found) -> None:
    said = judge(entries[one], entries[other])
    if said.overlap >= ALIKE and said.verdict not in (Verdict.SERIES, Verdict.CONTRAST):
        found.add(Kind.COLLECTED, one, other, said)


def _overlapping(tables: Sequence[frozenset[str]]) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
    """Different sets of items that are nearly the same, found by two of the rarest items they share.

    Two sets share at least `_NEARLY` of either one. So when both are sorted by rarity, they have two items in common
    among so many of the rarest that the rest alone would be one too few.
    """
    counts = Counter(chain.from_iterable(tables))
    buckets: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, table in enumerate(tables):
        needed = len(table) - ceil(round(_NEARLY * len(table), 6)) + 2
        rarest = sorted([(counts[item], item) for item in table])[: min(needed, _MOST_RARE)]
        for (many, one_item), (_, other_item) in combinations(rarest, 2):
            if many > 1:
                buckets[one_item, other_item].append(number)
    # By number: the hash of a set is worked out anew every time.
    seen: set[int] = set()
    for bucket in buckets.values():
        for at, one in enumerate(bucket):
            table = tables[one]
            for other in bucket[max(0, at - _CROWD) : at]:
                pair = other * len(tables) + one
                if pair not in seen:
                    seen.add(pair)
                    shared = len(table & tables[other])
                    if shared >= _NEARLY * (len(table) + len(tables[other]) - shared):
                        yield tables[other], table
