"""One reference file that is open: turns what a person looks for into hits, and hits into lines in an order."""

import json
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from client.errors import SettingsProblem, StoreProblem
from client.store.reference import places, tokens
from client.store.reference.hits import Hits
from client.store.reference.layout import SEGMENT, connect_to_read, has_our_tables, meta
from client.store.reference.orders import BY_ID, SORTS, Order
from client.store.reference.places import Places
from client.store.reference.record import PER_ITEM, Reader, id_bytes

FEW = 100_000
"""The lines of up to so many hits are looked up and sorted; of more, the order is walked along until enough are found."""
READ_NAMES, READ_ITEMS = 200, 100
"""Up to so many hits are read to throw out what only seems to hold a longer word; each lies at a place of its own."""
_KEPT = 16


@dataclass(frozen=True, slots=True)
class ReferenceFilter:
    """Which entries of the reference a list shows; every part given must hold.

    `text`: words, all of which stand in the name · `item`: words, all of which stand in names of its items ·
    `code`: the beginning of the catalog code · `region`: a province, city or district, by 2, 4 or 6 digits ·
    `where`: (facet, value) pairs; several values of one facet mean any of them.
    """

    text: str = ""
    item: str = ""
    code: str = ""
    region: str = ""
    where: tuple[tuple[str, str], ...] = ()


class OpenFile:
    """The connection, what was found lately, and the orders. Not for several threads at once."""

    def __init__(self, path: Path) -> None:
        self.conn = connect_to_read(path)
        try:
            if not has_our_tables(self.conn) or meta(self.conn, "state") != "ready":
                raise StoreProblem("reference.not-ours", path=str(path))
            self.entries = int(meta(self.conn, "entries"))
            last = self.conn.execute("SELECT max(n) FROM entry").fetchone()[0]
        except BaseException:
            self.conn.close()
            raise
        self.segments = 0 if last is None else last // SEGMENT + 1
        self.reader = Reader(self.conn)
        self.orders = {sort: Order(self.conn, sort, self.entries) for sort in (*SORTS[1:], BY_ID)}
        self._hits: dict[ReferenceFilter, Hits] = {}
        self._walks: dict[tuple[ReferenceFilter, str, bool], _Walk | _Lined] = {}

    def close(self) -> None:
        """Lets go of the file."""
        self.conn.close()

    def number(self, entry_id: str) -> int:
        """The number of the entry with this id, -1 when it is not here."""
        ident, order = id_bytes(entry_id), self.orders[BY_ID]
        line = order.first(ident)
        if line < order.size:
            key, n = order.key_at(line)
            if key == ident:
                return n
        return -1

    def order(self, sort: str) -> Order:
        """The order of this name. Raises `SettingsProblem`."""
        if sort not in SORTS[1:]:
            raise SettingsProblem("store.unknown-sort", name=sort)
        return self.orders[sort]

    # --- finding ---

    def hits(self, chosen: ReferenceFilter) -> Hits:
        """What a filter finds. Words of three and more characters are exact up to
        `READ_NAMES` hits (in items `READ_ITEMS`); beyond, an entry that holds all pairs of such a word at different places may be among them (5 of 13,579 on real names)."""
        found = self._hits.pop(chosen, None)
        if found is None:
            found = self._find(chosen)
            names = [word for word in tokens.words(chosen.text) if len(word) > 2]
            items = [word for word in tokens.words(chosen.item) if len(word) > 2]
            few = READ_ITEMS if items else READ_NAMES
            if (names or items) and found.count(few) <= few:
                found = Hits.of(self.segments, self._holding_items(self._holding_names([*found.all()], names), items))
        self._hits[chosen] = found  # the latest last
        if len(self._hits) > _KEPT:
            del self._hits[next(iter(self._hits))]
        return found

    def holding(self, token: str, segment: int) -> Places:
        """The places of one token in a segment."""
        packed = self.packed(token, segment)
        return places.unpack(packed) if packed else 0

    def packed(self, token: str, segment: int) -> bytes | None:
        """The same as it stands in the file, None when there are none."""
        sql = "SELECT places FROM posting WHERE segment = ? AND token = ?"
        row = self.conn.execute(sql, (segment, token)).fetchone()
        return row[0] if row else None

    def _find(self, chosen: ReferenceFilter) -> Hits:
        whole: list[str] = []
        beginnings: list[str] = []
        for kind, text in ((tokens.NAME, chosen.text), (tokens.ITEM, chosen.item)):
            for word in tokens.words(text):
                needed, beginning = tokens.wanted(kind, word)
                whole += needed
                beginnings += [beginning] if beginning else []
        if chosen.region:
            whole.append(tokens.REGION + chosen.region)
        groups: dict[str, list[str]] = {}
        for facet, value in chosen.where:
            if facet not in tokens.FACETS:
                raise SettingsProblem("store.unknown-sort", name=facet)
            groups.setdefault(facet, []).append(tokens.facet(facet, value))
        whole += [group[0] for group in groups.values() if len(group) == 1]
        several = [group for group in groups.values() if len(group) > 1]
        code = tokens.code_key(chosen.code)
        if code and len(code) <= tokens.CODE_HEAD:
            beginnings.append(tokens.CODE + code)
        ranged = self._in_code_range(code) if len(code) > tokens.CODE_HEAD else None
        if not (whole or beginnings or several or ranged):
            whole = [tokens.ALL]
        return Hits(self.segments, self._finder(whole, beginnings, several, ranged))

    def _finder(
        self, whole: list[str], beginnings: list[str], several: list[list[str]], ranged: Hits | None
    ) -> Callable[[int], Places]:
        def find(segment: int) -> Places:
            parts: list[Places] = [ranged.segment(segment)] if ranged else []
            if whole:
                packed = [self.packed(token, segment) for token in whole]
                held = [one for one in packed if one]
                if len(held) < len(packed):
                    return 0
                parts.append(places.both(held))
            parts += (places.any_of(self.holding(token, segment) for token in group) for group in several)
            parts += (places.any_of(self._beginning(beginning, segment)) for beginning in beginnings)
            found = parts[0]
            for part in parts[1:]:
                found = places.meet(found, part)
            return found

        return find

    def _beginning(self, beginning: str, segment: int) -> Iterator[Places]:
        sql = "SELECT places FROM posting WHERE segment = ? AND token >= ? AND token < ?"
        for row in self.conn.execute(sql, (segment, beginning, tokens.after(beginning))):
            yield places.unpack(row[0])

    def _in_code_range(self, code: str) -> Hits:
        order = self.orders["code"]
        return Hits.of(self.segments, order.slice(order.first(code), order.first(tokens.after(code))))

    def _holding_names(self, numbers: Sequence[int], words: Sequence[str]) -> Sequence[int]:
        if not words:
            return numbers
        named = self._of("SELECT n, name FROM entry", numbers)
        return [n for n, name in named if all(word in tokens.key(name) for word in words)]

    def _holding_items(self, numbers: Sequence[int], words: Sequence[str]) -> Sequence[int]:
        if not words:
            return numbers
        held = {n: places.numbers32(packed)[::PER_ITEM] for n, packed in self._of("SELECT n, items FROM body", numbers)}
        keys = dict(self._of("SELECT n, text FROM word", {number for one in held.values() for number in one}))
        keys = {number: tokens.key(text) for number, text in keys.items()}
        return [n for n, items in held.items() if all(any(word in keys[item] for item in items) for word in words)]

    def _of(self, select: str, numbers: Iterable[int]) -> list[tuple[int, Any]]:
        """Rows by number, all read together."""
        return self.conn.execute(
            f"{select} WHERE n IN (SELECT value FROM json_each(?))", (json.dumps([*numbers]),)
        ).fetchall()

    # --- arranging ---

    def page(self, chosen: ReferenceFilter, sort: str, offset: int, limit: int, *, descending: bool) -> list[int]:
        """The numbers of a page. Raises `SettingsProblem` for an order that is not offered."""
        if sort == SORTS[0]:
            return self.hits(chosen).page(offset, limit, newest_first=descending)
        order = self.order(sort)
        if chosen == ReferenceFilter():
            if not descending:
                return order.slice(offset, offset + limit)
            return order.slice(order.size - offset - limit, order.size - offset)[::-1]
        hits = self.hits(chosen)
        held = hits.count()
        if offset > held // 2 and held > FEW:
            # Walked from the nearer end.
            behind = held - offset - limit
            return self._walk(chosen, sort, not descending).page(max(0, behind), min(limit, limit + behind))[::-1]
        return self._walk(chosen, sort, descending).page(offset, limit)

    def position(self, chosen: ReferenceFilter, sort: str, n: int, *, descending: bool) -> int:
        """The line of an entry in a list, -1 when it is not in it."""
        hits = self.hits(chosen)
        if not hits.holds(n):
            return -1
        if sort == SORTS[0]:
            return hits.before(n, newest_first=descending)
        order = self.order(sort)
        line = order.line(n)
        if chosen != ReferenceFilter():
            held = hits.count()
            if held <= FEW:
                line = bisect_left(order.lines_of([*hits.all()]), line)
            else:
                marked = hits.flags()
                line = sum(len([1 for before in part if marked[before]]) for part in _parts(order, line))
            return held - 1 - line if descending else line
        return order.size - 1 - line if descending else line

    def _walk(self, chosen: ReferenceFilter, sort: str, descending: bool) -> "_Walk | _Lined":
        found = self._walks.pop((chosen, sort, descending), None)
        if found is None:
            hits, order = self.hits(chosen), self.order(sort)
            if hits.count(FEW) <= FEW:
                lines = order.lines_of([*hits.all()])
                found = _Lined(order, lines[::-1] if descending else lines)
            else:
                found = _Walk(_walked(order, hits.flags(), descending))
        self._walks[chosen, sort, descending] = found
        if len(self._walks) > _KEPT:
            del self._walks[next(iter(self._walks))]
        return found


class _Lined:
    """A list whose lines in an order are known."""

    def __init__(self, order: Order, lines: "array[int]") -> None:
        self._order, self._lines = order, lines

    def page(self, offset: int, limit: int) -> list[int]:
        return [self._order.number(line) for line in self._lines[offset : offset + limit]]


class _Walk:
    """A list that is made as far as it was looked at."""

    def __init__(self, pieces: Iterator[list[int]]) -> None:
        self._pieces = pieces
        self._found = array("I")

    def page(self, offset: int, limit: int) -> list[int]:
        while len(self._found) < offset + limit:
            piece = next(self._pieces, None)
            if piece is None:
                break
            self._found.extend(piece)
        return list(self._found[offset : offset + limit])


def _walked(order: Order, marked: bytes, descending: bool) -> Iterator[list[int]]:
    for number in reversed(order.parts()) if descending else order.parts():
        part = order.part(number)
        found = [n for n in part if marked[n]]
        yield found[::-1] if descending else found


def _parts(order: Order, stop: int) -> Iterator[Sequence[int]]:
    """The numbers on the lines before `stop`."""
    for number in order.parts():
        part = order.part(number)
        if stop <= 0:
            return
        yield part[:stop]
        stop -= len(part)
