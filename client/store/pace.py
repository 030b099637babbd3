"""How many entries a long deed writes in one transaction: as many as take no longer than a person notices."""

import time
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from client.store.database import Database

ONE_MOMENT = 0.02
"""Seconds of work in one transaction. A form that saves meanwhile waits for one of them at most."""

FIRST, LEAST, MOST = 20, 5, 500

One = TypeVar("One")


def batches(db: Database, of: Iterable[One]) -> Iterator[Sequence[One]]:
    """Parts of `of` to write each in a transaction of its own; between them whoever waits for the pen gets it.

    The time the caller spends on a part says how large the next one is: the processor's, so that a computer that is
    busy with something else does not make parts of five, whose every commit waits for the disk.
    """
    rest, size = iter(of), FIRST
    while part := list(islice(rest, size)):
        began = time.thread_time()
        yield part
        taken = time.thread_time() - began
        # At most twice as many as before: the first are no measure for the others.
        size = max(LEAST, min(MOST, size * 2, int(len(part) * ONE_MOMENT / max(taken, 1e-6))))
        db.give_way()
