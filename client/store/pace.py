"""How many entries a long deed writes in one transaction: as many as take no longer than a person notices."""

import time
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from client.store.database import Database

ONE_MOMENT = 0.025
"""Seconds that one transaction should take. A form that saves meanwhile waits for one of them at most."""

FIRST, LEAST, MOST = 20, 10, 500

One = TypeVar("One")


def batches(db: Database, of: Iterable[One]) -> Iterator[Sequence[One]]:
    """Parts of `of` to write each in a transaction of its own; between them whoever waits for the pen gets it.

    The time the caller spends on a part says how large the next one is; on a computer that is busy with other things
    parts are small, because whoever waits there waits long enough.
    """
    rest, size = iter(of), FIRST
    while part := list(islice(rest, size)):
        began = time.perf_counter()
        yield part
        taken = time.perf_counter() - began
        # At most twice as many as before: the first are no measure for the others.
        size = max(LEAST, min(MOST, size * 2, int(len(part) * ONE_MOMENT / max(taken, 1e-6))))
        db.give_way()
