"""The shape of `work.db`, one step per module; a step never changes once it was released."""

from collections.abc import Callable

from sqlite_utils import Database

from client.store.migrations import m0001_start, m0002_codes, m0003_counters

MIGRATIONS: tuple[Callable[[Database], None], ...] = (m0001_start.apply, m0002_codes.apply, m0003_counters.apply)
"""Step n brings a file from version n to n + 1 (`PRAGMA user_version`), inside one transaction."""

VERSION = len(MIGRATIONS)
