"""Finding entries by a piece of their name, code, provider or an item's name, or by the pinyin initials of the name or
the provider.

SQLite's own tokenizers cannot find two Chinese characters inside a name, so the client makes the tokens: every pair of
neighbouring characters and, at the end of each text, its last character alone. Two characters are one token, longer
pieces a phrase of pairs (exact), one character is the beginning of a token. Compared as `plain.key`.
"""

import sqlite3
from collections.abc import Sequence
from operator import add

from client import initials
from client.catalog import plain
from client.catalog.entry import Entry

MADE = "2"
"""Which texts an entry is found by: a store whose index was made by another rule is brought up to date when there is
time (`maintenance.refresh_search`)."""


def texts_of(entry: Entry) -> list[str]:
    """What an entry is found by, as it was written: name, code, provider and the names of its items."""
    texts = [entry.text("name"), entry.text("code"), entry.text("provider")]
    return texts + [item.text("item_name") for item in entry.items]


def text_of(entry: Entry) -> str:
    """What an entry is found by: a line for each of its texts as they are compared, without repetition, and for the
    initials of its name and its provider."""
    texts = [*texts_of(entry), *initials.of(entry.text("name")), *initials.of(entry.text("provider"))]
    return "\n".join(dict.fromkeys(key for text in texts if text and (key := plain.key(text))))


def item_lines(text: str, name: str, code: str, provider: str) -> set[str]:
    """Which lines of such a text are names of items: those that come from nothing else."""
    others = (name, code, provider, *initials.of(name), *initials.of(provider))
    return set(text.split("\n")) - {plain.key(one) for one in others}


def index(conn: sqlite3.Connection, n: int, text: str, *, live: bool = True) -> None:
    """Makes an entry (by its number) findable by `text`; a deleted one leaves the index. Only this and
    `index_new` write it.

    An index without content forgets a text only when it is told the very text it has learned: a wrong one damages it
    silently. So the text lies in `searched`, with whether the index holds it, and both change here together.
    """
    row = conn.execute("SELECT text, live FROM searched WHERE entry = ?", (n,)).fetchone()
    if row == (text, live):
        return
    if row is not None and row[1]:
        conn.execute("INSERT INTO search(search, rowid, text) VALUES ('delete', ?, ?)", (n, _tokens(row[0])))
    if live:
        conn.execute("INSERT INTO search(rowid, text) VALUES (?, ?)", (n, _tokens(text)))
    conn.execute("INSERT OR REPLACE INTO searched(entry, text, live) VALUES (?, ?, ?)", (n, text, int(live)))


def index_new(conn: sqlite3.Connection, texts: Sequence[tuple[int, str]]) -> None:
    """The same for live entries (by number) that the index has never seen, many at once."""
    conn.executemany("INSERT INTO search(rowid, text) VALUES (?, ?)", ((n, _tokens(text)) for n, text in texts))
    conn.executemany("INSERT INTO searched(entry, text, live) VALUES (?, ?, 1)", texts)


def expression(text: str) -> str:
    """What to MATCH for the words a person typed, all of which must be found; "" when there is nothing to search for."""
    return " AND ".join(map(_phrase, words(text)))


def words(text: str) -> list[str]:
    """The words a person typed, as they are compared."""
    return [key for key in dict.fromkeys(map(plain.key, text.split())) if key]


def rebuild(conn: sqlite3.Connection) -> int:
    """Makes the index anew from the texts; gives how many entries it holds."""
    conn.execute("INSERT INTO search(search) VALUES ('delete-all')")
    rows = conn.execute("SELECT entry, text FROM searched WHERE live = 1")
    return conn.executemany(
        "INSERT INTO search(rowid, text) VALUES (?, ?)", ((n, _tokens(text)) for n, text in rows)
    ).rowcount


def _tokens(text: str) -> str:
    return " ".join([f"{_pairs(line)} {line[-1:]}" if len(line) > 1 else line for line in text.split("\n")])


def _pairs(line: str) -> str:
    return " ".join(map(add, line, line[1:]))


def _phrase(key: str) -> str:
    return f'"{key}"*' if len(key) == 1 else f'"{_pairs(key)}"'
