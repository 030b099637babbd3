"""How many entries a long deed writes in one transaction: as many as take no longer than a person notices."""

import time
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from client.store.database import Database

ALONE, BESIDE = 0.12, 0.025
"""Seconds that one transaction should take while nobody else writes, and for `LONGER` seconds after somebody did. A
form that saves meanwhile waits for one of them at most; many small ones cost twice the work."""

LONGER = 10.0

FIRST, LEAST, MOST = 20, 10, 500

One = TypeVar("One")


def batches(db: Database, of: Iterable[One]) -> Iterator[Sequence[One]]:
    """Parts of `of` to write each in a transaction of its own; between them whoever waits for the pen gets it.

    The time the caller spends on a part says how large the next one is; when somebody else has written meanwhile, a
    person is at work, and parts are small for a while.
    """
    rest, size, until = iter(of), FIRST, 0.0
    seen = _seen(db)
    while part := list(islice(rest, size)):
        began = time.perf_counter()
        yield part
        now = time.perf_counter()
        last, seen = seen, _seen(db)
        if seen[0] != last[0] or seen[1] > last[1] + 1:
            until = now + LONGER
        moment = BESIDE if now < until else ALONE
        # At most twice as many as before: the first are no measure for the others.
        size = max(LEAST, min(MOST, size * 2, int(len(part) * moment / max(now - began, 1e-6))))
        db.give_way()


def _seen(db: Database) -> tuple[int, int]:
    """Changes when another process has written; grows with what is written in this one, a part of ours being one."""
    return db.data_version(), db.writes
