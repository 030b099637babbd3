"""What the checks found, kept per entry with the revision and the rule set it was found with (model.md 12)."""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence

from client.checks.rule import Finding, Severity
from client.store.documents import to_json


def put(conn: sqlite3.Connection, entry_id: str, revision: int, ruleset: str, findings: Sequence[Finding]) -> None:
    """Replaces the findings of an entry; of an older revision than the stored one they stay marked as stale.

    An unknown entry is left alone: it may have been deleted for good while it was being checked.
    """
    row = conn.execute("SELECT n, revision, deleted FROM entry WHERE id = ?", (entry_id,)).fetchone()
    if row is None:
        return
    n, stored, deleted = row
    if (
        _rows(n, findings)
        != conn.execute(f"SELECT {_COLUMNS} FROM finding WHERE entry = ? ORDER BY place", (n,)).fetchall()
    ):
        if not deleted:
            tally(conn, n, -1)
        conn.execute("DELETE FROM finding WHERE entry = ?", (n,))
        write(conn, [(n, findings)])
        if not deleted:
            tally(conn, n, 1)
    errors, warnings, worst = counts(findings)
    checked = ruleset if revision == stored else ""
    # Only what differs is written: a check of everything must not rewrite the list index of everything.
    conn.execute(
        "UPDATE entry SET checked = ?2, errors = ?3, warnings = ?4, severity = ?5"
        " WHERE n = ?1 AND (checked, errors, warnings, severity) <> (?2, ?3, ?4, ?5)",
        (n, checked, errors, warnings, worst),
    )


def write(conn: sqlite3.Connection, found: Iterable[tuple[int, Sequence[Finding]]]) -> None:
    """Writes the findings of entries (by number) that have none yet; the counters by rule are for the caller."""
    conn.executemany(
        f"INSERT INTO finding({_COLUMNS}) VALUES (?,?,?,?,?,?,?,?)",
        [row for n, findings in found for row in _rows(n, findings)],
    )


_COLUMNS = "entry, place, rule, severity, item, field, params, explained"


def _rows(n: int, findings: Sequence[Finding]) -> list[tuple[int, int, str, str, str, str, str, int]]:
    return [
        (n, place, one.rule, one.severity.value, one.item, one.field, to_json(dict(one.params)), int(one.explained))
        for place, one in enumerate(findings)
    ]


def counts(findings: Sequence[Finding]) -> tuple[int, int, str]:
    """(errors, warnings not explained, the worst: error | warning | clean)."""
    errors = sum(one.severity is Severity.ERROR for one in findings)
    warnings = sum(one.severity is Severity.WARNING and not one.explained for one in findings)
    return errors, warnings, "error" if errors else "warning" if warnings else "clean"


def tally_new(conn: sqlite3.Connection, found: Iterable[Sequence[Finding]]) -> None:
    """Adds the findings of many entries that had none to the counters by rule."""
    entries: Counter[tuple[str, str]] = Counter()
    total: Counter[tuple[str, str]] = Counter()
    for findings in found:
        mine = Counter((one.rule, one.severity.value) for one in findings if not one.explained)
        total.update(mine)
        entries.update(mine.keys())
    conn.executemany(
        _ADD, [(rule, severity, entries[rule, severity], held) for (rule, severity), held in total.items()]
    )


_ADD = (
    "INSERT INTO rule_count(rule, severity, entries, findings) VALUES (?, ?, ?, ?) ON CONFLICT(rule, severity)"
    " DO UPDATE SET entries = entries + excluded.entries, findings = findings + excluded.findings"
)


def of(conn: sqlite3.Connection, entry_id: str) -> list[Finding]:
    """The findings of an entry as they were put."""
    rows = conn.execute(
        "SELECT rule, severity, item, field, params, explained FROM finding"
        " WHERE entry = (SELECT n FROM entry WHERE id = ?) ORDER BY place",
        (entry_id,),
    )
    return [
        Finding(rule, Severity(severity), item, field, json.loads(params), bool(explained))
        for rule, severity, item, field, params, explained in rows
    ]


def with_rule(conn: sqlite3.Connection, rule: str, field: str) -> list[str]:
    """Live entries with an unexplained finding of this rule at this field, oldest first."""
    rows = conn.execute(
        "SELECT DISTINCT e.n, e.id FROM finding f JOIN entry e ON e.n = f.entry"
        " WHERE f.rule = ? AND f.explained = 0 AND f.field = ? AND e.deleted = 0 ORDER BY e.n",
        (rule, field),
    )
    return [row[1] for row in rows]


def stale_ids(conn: sqlite3.Connection, ruleset: str) -> list[str]:
    """Live entries never checked, changed since, or checked with another rule set; oldest entry first."""
    rows = conn.execute(
        "SELECT id FROM entry WHERE n IN (SELECT n FROM entry WHERE deleted = 0 AND checked < ?1"
        " UNION ALL SELECT n FROM entry WHERE deleted = 0 AND checked > ?1) ORDER BY n",
        (ruleset,),
    )
    return [row[0] for row in rows]


def expire(conn: sqlite3.Connection, ids: Iterable[str]) -> None:
    """Marks entries as to be checked again (their duplicate group changed)."""
    conn.executemany("UPDATE entry SET checked = '' WHERE id = ? AND checked <> ''", [(one,) for one in ids])


def by_rule(conn: sqlite3.Connection) -> list[tuple[str, str, int, int]]:
    """(rule, severity, entries, findings) over the live entries, explained findings left out; errors first, most first."""
    rows = conn.execute(
        "SELECT rule, severity, entries, findings FROM rule_count WHERE findings > 0 ORDER BY"
        " CASE severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END, entries DESC, rule"
    )
    return [(rule, severity, entries, count) for rule, severity, entries, count in rows]


def tally(conn: sqlite3.Connection, n: int, sign: int) -> None:
    """Adds the findings of an entry (by its number) to the counters by rule, or takes them away (`sign` -1)."""
    conn.execute(
        "INSERT INTO rule_count(rule, severity, entries, findings)"
        " SELECT rule, severity, ?2, ?2 * count(*) FROM finding WHERE entry = ?1 AND explained = 0"
        " GROUP BY rule, severity"
        " ON CONFLICT(rule, severity) DO UPDATE"
        " SET entries = entries + excluded.entries, findings = findings + excluded.findings",
        (n, sign),
    )
