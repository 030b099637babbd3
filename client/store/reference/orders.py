"""The offered orders: the numbers of all entries in the order of a column, and the line of every number, in parts that
are read one by one."""

import sqlite3
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from client.progress import Progress
from client.store.reference import tokens
from client.store.reference.layout import PART, SEGMENT, TOMBSTONE
from client.store.reference.places import count, numbers32, packed32, unpack

SORTS = ("updated", "name", "code", "provider", "items", "modified")
"""What a list can be sorted by. `updated` is the order in which the platform told of the entries: the latest changed last."""
BY_ID = "id"
_LINES = " lines"
"""Behind the name of an order: the line of every number in it."""
LARGEST = 1_000
"""Values of a facet that are counted: of providers and spaces there may be a hundred thousand."""
_COLUMNS = {"name": "name", "code": "code", "items": "items", "modified": "modified", BY_ID: "id"}


def column(sort: str) -> str:
    """What of `entry` an order looks at, as SQL."""
    return "(SELECT text FROM word WHERE word.n = provider)" if sort == "provider" else _COLUMNS[sort]


def key_of(sort: str) -> Callable[[Any], Any]:
    """Makes the value of `column` comparable."""
    if sort in ("name", "provider"):
        return tokens.name_order
    if sort == "code":
        return tokens.code_key
    return lambda value: value


def superseded(conn: sqlite3.Connection) -> dict[int, list[int]]:
    """The numbers that are not to stay, by segment: of records that came more than once all but the last, of deleted
    ones all."""
    dead: list[tuple[int, int]] = []
    last: tuple[bytes, int, int] = (b"", -1, 0)
    for row in conn.execute("SELECT id, n, items FROM entry ORDER BY id, n"):
        if row[0] == last[0] or last[2] == TOMBSTONE:
            dead.append(last[1:])
        last = row
    if last[2] == TOMBSTONE:
        dead.append(last[1:])
    found: dict[int, list[int]] = {}
    for n, _ in sorted(dead):
        found.setdefault(n // SEGMENT, []).append(n)
    return found


def write_all(conn: sqlite3.Connection, progress: Progress) -> None:
    """Makes every order, each in a transaction of its own."""
    numbers = array("I", (row[0] for row in conn.execute("SELECT n FROM entry ORDER BY n")))
    for done, sort in enumerate((*SORTS[1:], BY_ID), 2):
        ordered = _by_provider(conn) if sort == "provider" else _by(conn, sort, numbers)
        write_order(conn, sort, ordered)
        progress.step(done)


def write_order(conn: sqlite3.Connection, sort: str, ordered: Sequence[int]) -> None:
    """Writes one order and the lines of its numbers, in a transaction."""
    with conn:
        conn.execute("BEGIN IMMEDIATE")
        _write(conn, sort, ordered)
        if sort != BY_ID:
            _write(conn, sort + _LINES, lines_of(ordered))


def lines_of(ordered: Sequence[int]) -> "array[int]":
    """By number: the line it stands on."""
    lines = array("I", bytes(4 * (max(ordered, default=-1) + 1)))
    for line, n in enumerate(ordered):
        lines[n] = line
    return lines


def _write(conn: sqlite3.Connection, name: str, numbers: Sequence[int]) -> None:
    conn.execute("DELETE FROM ordering WHERE sort = ?", (name,))
    for part in range(0, len(numbers), PART):
        packed = packed32(numbers[part : part + PART])
        conn.execute("INSERT INTO ordering VALUES (?, ?, ?)", (name, part // PART, packed))


def _by(conn: sqlite3.Connection, sort: str, numbers: Sequence[int]) -> list[int]:
    values: Iterable[Any] = (row[0] for row in conn.execute(f"SELECT {column(sort)} FROM entry ORDER BY n"))
    if sort == "name":
        # Latin-1 texts compare in half the time that bytes take, in the same order.
        values = (tokens.name_order(value).decode("latin-1") for value in values)
    elif sort == "code":
        values = map(tokens.code_key, values)
    keyed = [*values]
    return [numbers[at] for at in sorted(range(len(numbers)), key=keyed.__getitem__)]


def _by_provider(conn: sqlite3.Connection) -> list[int]:
    used = conn.execute("SELECT DISTINCT provider, text FROM entry JOIN word ON word.n = provider").fetchall()
    ranks = {name: rank for rank, name in enumerate(sorted({tokens.name_order(text) for _, text in used}))}
    rank_of = {word: ranks[tokens.name_order(text)] for word, text in used}
    lists: list[array[int]] = [array("I") for _ in ranks]
    for n, word in conn.execute("SELECT n, provider FROM entry ORDER BY n"):
        lists[rank_of[word]].append(n)
    return [n for one in lists for n in one]


def write_facets(conn: sqlite3.Connection) -> int:
    """Counts the values of every facet; gives the number of entries."""
    held: dict[str, int] = {}
    segments = [row[0] for row in conn.execute("SELECT DISTINCT segment FROM posting")]
    spans = ((tokens.FACET, tokens.after(tokens.FACET)), (tokens.REGION, tokens.after(tokens.REGION)))
    for segment in segments:
        for low, high in spans:
            for token, places in conn.execute(
                "SELECT token, places FROM posting WHERE segment = ? AND token >= ? AND token < ?", (segment, low, high)
            ):
                held[token] = held.get(token, 0) + count(unpack(places))
    rows = sorted((_named(token, number) for token, number in held.items()), key=lambda row: -row[2])
    conn.execute("DELETE FROM facet")
    seen: Counter[str] = Counter()
    for name, value, number in rows:
        seen[name] += 1
        if seen[name] <= LARGEST or name == "region":
            conn.execute("INSERT INTO facet(facet, value, held) VALUES (?, ?, ?)", (name, value, number))
    return int(conn.execute("SELECT count(*) FROM entry").fetchone()[0])


def _named(token: str, number: int) -> tuple[str, str, int]:
    if token[0] == tokens.REGION:
        return "region", token[1:], number
    name, _, value = token[1:].partition(":")
    return name, value, number


class Order:
    """One order of an open file, read part by part."""

    def __init__(self, conn: sqlite3.Connection, sort: str, size: int) -> None:
        self._conn = conn
        self._sort = sort
        self._key = key_of(sort)
        self._parts: dict[int, array[int]] = {}
        self._lines: dict[int, array[int]] = {}
        self.size = size

    def part(self, number: int) -> "array[int]":
        """The numbers of one part."""
        found = self._parts.get(number)
        if found is None:
            found = self._parts[number] = self._read(self._sort, number)
        return found

    def _read(self, name: str, number: int) -> "array[int]":
        sql = "SELECT numbers FROM ordering WHERE sort = ? AND part = ?"
        row = self._conn.execute(sql, (name, number)).fetchone()
        return numbers32(row[0]) if row else array("I")

    def lines(self, number: int) -> "array[int]":
        """The lines of the numbers in one part of all numbers."""
        found = self._lines.get(number)
        if found is None:
            found = self._read(self._sort + _LINES, number)
            if not found:
                # A file from before these were kept.
                known = lines_of(self.slice(0, self.size))
                self._lines = {at // PART: known[at : at + PART] for at in range(0, len(known), PART)}
                return self._lines[number]
            self._lines[number] = found
        return found

    def line(self, n: int) -> int:
        """The line of the entry with this number."""
        return self.lines(n // PART)[n % PART]

    def number(self, line: int) -> int:
        """The number of the entry on a line."""
        return self.part(line // PART)[line % PART]

    def lines_of(self, numbers: Sequence[int]) -> "array[int]":
        """The lines of these numbers, which come in growing order; in growing order too."""
        found: list[int] = []
        at = 0
        while at < len(numbers):
            part = numbers[at] // PART
            base, end = part * PART, bisect_left(numbers, (part + 1) * PART, at)
            lines = self.lines(part)
            found += [lines[n - base] for n in numbers[at:end]]
            at = end
        found.sort()
        return array("I", found)

    def parts(self) -> range:
        """The numbers of the parts."""
        return range((self.size + PART - 1) // PART)

    def slice(self, start: int, stop: int) -> list[int]:
        """The numbers of the entries at these lines."""
        start, stop = max(0, start), min(stop, self.size)
        found: list[int] = []
        while start < stop:
            part, at = divmod(start, PART)
            taken = self.part(part)[at : at + stop - start]
            found += taken
            start += len(taken) or PART
        return found

    def key_at(self, line: int) -> tuple[Any, int]:
        """What the entry at this line is sorted by."""
        n = self.number(line)
        return self.key(n), n

    def key(self, n: int) -> Any:
        """What the entry with this number is sorted by."""
        sql = f"SELECT {column(self._sort)} FROM entry WHERE n = ?"
        return self._key(self._conn.execute(sql, (n,)).fetchone()[0])

    def first(self, key: Any, n: int = -1) -> int:
        """The first line that is not before (key, n)."""
        low, high = 0, self.size
        while low < high:
            middle = (low + high) // 2
            if self.key_at(middle) < (key, n):
                low = middle + 1
            else:
                high = middle
        return low
