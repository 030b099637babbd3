"""The shape of `work.db`, one step per module; a step never changes once it was released."""

from collections.abc import Callable

from sqlite_utils import Database

from client.store.migrations import m0001_start, m0002_codes, m0003_counters, m0004_orders

MIGRATIONS: tuple[Callable[[Database], None], ...] = (
    m0001_start.apply,
    m0002_codes.apply,
    m0003_counters.apply,
    m0004_orders.apply,
)
"""Step n brings a file from version n to n + 1 (`PRAGMA user_version`), inside one transaction."""

VERSION = len(MIGRATIONS)
