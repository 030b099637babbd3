"""Where the pages of a list began, as long as nothing changes: a page near one that was shown is found from there.

Without it every page far down is counted out from the first line.
"""

import sqlite3
from bisect import bisect_right, insort
from operator import itemgetter

from client.store.listing.conditions import EntryFilter

MOST = 2000
Asked = tuple[EntryFilter, str, bool]
Start = tuple[int, str | int | bytes, int]
"""(line, what the list is sorted by, number of the entry)."""


class Walked:
    """For one thread, whose connection says whether somebody has written since."""

    def __init__(self) -> None:
        self._version = -1
        self._asked: Asked | None = None
        self._starts: list[Start] = []

    def before(self, conn: sqlite3.Connection, asked: Asked, line: int) -> Start | None:
        """The nearest known beginning of a page at or before a line, in the moment that `conn` sees."""
        version = int(conn.execute("PRAGMA data_version").fetchone()[0])
        if (version, asked) != (self._version, self._asked) or len(self._starts) > MOST:
            self._version, self._asked = version, asked
            self._starts.clear()
        place = bisect_right(self._starts, line, key=itemgetter(0))
        return self._starts[place - 1] if place else None

    def note(self, start: Start) -> None:
        """Remembers where a page of the list that was asked for last began."""
        place = bisect_right(self._starts, start[0], key=itemgetter(0))
        if not place or self._starts[place - 1][0] != start[0]:
            insort(self._starts, start, key=itemgetter(0))
