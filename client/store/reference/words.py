"""Texts by number while a file is filled: what repeats is kept once."""

import json
import sqlite3
from collections.abc import Callable, Iterable

FULL = 4_000_000
"""Texts kept at most: about 600 MB of memory. What comes later and is new stands in its entry."""


class Numbers(dict[str, int]):
    """Gives every text a number, from 1 in the order they come. `texts[number - 1]` is the text."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self.texts = list(texts)
        self._written = len(self.texts)
        super().__init__(zip(self.texts, range(1, self._written + 1), strict=True))

    def __missing__(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError("no text")
        self.texts.append(text)
        number = self[text] = len(self.texts)
        return number

    def fresh(self) -> list[tuple[int, str]]:
        """Those not yet in the file; from now on they count as written."""
        made = [*enumerate(self.texts[self._written :], self._written + 1)]
        self._written = len(self.texts)
        return made


class Kept:
    """The three dictionaries of a file: words, shapes and forms."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self._conn = conn
        self.words = Numbers(row[0] for row in conn.execute("SELECT text FROM word ORDER BY n"))
        self.shapes = Numbers(row[0] for row in conn.execute("SELECT fields FROM shape ORDER BY n"))
        self.forms = Numbers(row[0] for row in conn.execute("SELECT fields FROM form ORDER BY n"))
        self.blank = self.words[""]

    def write(self) -> None:
        """Writes what is new. Inside the caller's transaction."""
        self._conn.executemany("INSERT INTO word(n, text) VALUES (?, ?)", self.words.fresh())
        self._conn.executemany("INSERT INTO shape(n, fields) VALUES (?, ?)", self.shapes.fresh())
        self._conn.executemany("INSERT INTO form(n, fields) VALUES (?, ?)", self.forms.fresh())


def reader(conn: sqlite3.Connection, sql: str) -> Callable[[int], str]:
    """A function that gives the text of a number; remembers the last ones asked for."""
    known: dict[int, str] = {}

    def text(number: int) -> str:
        found = known.get(number)
        if found is None:
            row = conn.execute(sql, (number,)).fetchone()
            found = known[number] = row[0] if row else ""
            if len(known) > 50_000:
                known.clear()
        return found

    return text


def to_json(value: object) -> str:
    """Compact JSON."""
    return _ENCODE(value)


_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
