"""What the checks found, kept per entry with the revision and the rule set it was found with."""

import sqlite3
from collections.abc import Iterable, Sequence

from client.checks.rule import Finding


def put(conn: sqlite3.Connection, entry_id: str, revision: int, ruleset: str, findings: Sequence[Finding]) -> None:
    """Replaces the findings of an entry."""
    raise NotImplementedError


def of(conn: sqlite3.Connection, entry_id: str) -> list[Finding]:
    """The findings of an entry as they were put."""
    raise NotImplementedError


def stale_ids(conn: sqlite3.Connection, ruleset: str) -> list[str]:
    """Live entries never checked, changed since, or checked with another rule set."""
    raise NotImplementedError


def expire(conn: sqlite3.Connection, ids: Iterable[str]) -> None:
    """Marks entries as to be checked again (their duplicate group changed)."""
    raise NotImplementedError


def by_rule(conn: sqlite3.Connection) -> list[tuple[str, str, int, int]]:
    """(rule, severity, entries, findings) over the live entries, explained findings left out; errors first, most first."""
    raise NotImplementedError
