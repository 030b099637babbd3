"""Counters of the live entries by what lists show of them, so that no page counts three hundred thousand lines.

Triggers keep them: whatever writes `entry`, they are right in the same transaction.
"""

from sqlite_utils import Database

COLUMNS = ("local", "report", "severity", "provider", "sharing", "update_cycle", "profile")
FLAGS = ("conflict", "returned", "waiting")


def apply(db: Database) -> None:
    """Creates the counters with their triggers and counts what is there."""
    db.execute(
        'CREATE TABLE "counter" ("axis" TEXT, "value" TEXT, "entries" INTEGER, PRIMARY KEY (axis, value)) STRICT, WITHOUT ROWID'
    )
    watched = ("deleted", *COLUMNS, *FLAGS)
    differs = f"({', '.join(f'OLD.{one}' for one in watched)}) IS NOT ({', '.join(f'NEW.{one}' for one in watched)})"
    db.execute(f"CREATE TRIGGER counted_new AFTER INSERT ON entry WHEN NEW.deleted = 0 BEGIN {_add('NEW', 1)}; END")
    db.execute(f"CREATE TRIGGER counted_gone AFTER DELETE ON entry WHEN OLD.deleted = 0 BEGIN {_add('OLD', -1)}; END")
    db.execute(
        f"CREATE TRIGGER counted_changed AFTER UPDATE OF {', '.join(watched)} ON entry WHEN {differs}"
        f" BEGIN {_add('OLD', -1, 'OLD.deleted = 0')}; {_add('NEW', 1, 'NEW.deleted = 0')}; END"
    )
    parts = [f"SELECT '{one}', {one}, count(*) FROM entry WHERE deleted = 0 GROUP BY {one}" for one in COLUMNS]
    parts += [f"SELECT '{one}', '1', count(*) FROM entry WHERE deleted = 0 AND {one} > 0" for one in FLAGS]
    parts.append("SELECT 'total', '', count(*) FROM entry WHERE deleted = 0")
    for part in parts:
        db.execute(f"INSERT INTO counter {part}")


def _add(row: str, count: int, when: str = "true") -> str:
    lines = [f"SELECT '{one}', coalesce({row}.{one}, ''), {count} WHERE {when}" for one in COLUMNS]
    lines += [f"SELECT '{one}', '1', {count} WHERE {row}.{one} > 0 AND {when}" for one in FLAGS]
    lines.append(f"SELECT 'total', '', {count} WHERE {when}")
    return (
        f"INSERT INTO counter(axis, value, entries) {' UNION ALL '.join(lines)}"
        " ON CONFLICT(axis, value) DO UPDATE SET entries = entries + excluded.entries"
    )
