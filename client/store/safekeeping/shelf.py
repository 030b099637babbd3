"""The backups that lie beside a store or at a second place: which there are, and which of them go."""

import re
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from client.clock import stamp
from client.store import files

NEWEST, HOURS, DAYS, WEEKS, SPECIAL = 5, 8, 7, 8, 3
"""Kept: the newest ones; the newest of so many hours, days and weeks that have one; the newest of each special reason."""

SPECIAL_REASONS = frozenset({"restore", "repair", "upgrade"})
ALWAYS = 3
"""So many stay whatever room there is."""

_NAME = re.compile(r"(?P<stem>.+)-(?P<moment>\d{8}T\d{9}Z)-(?P<why>[a-z]+)(?P<version>\d*)\.db")


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup. `why`: import, sync, exit, hour, restore, upgrade, repair or asked; `at` a stamp."""

    path: Path
    at: str
    why: str
    size: int


def listed(store: Path, folder: Path) -> list[Backup]:
    """The backups of a store in a folder, newest first; other files are not seen."""
    found = []
    for path in folder.glob(f"{store.stem}-*.db") if folder.is_dir() else ():
        known = _NAME.fullmatch(path.name)
        if known and known["stem"] == store.stem:
            moment = datetime.strptime(known["moment"] + "+0000", "%Y%m%dT%H%M%S%fZ%z")
            found.append(Backup(path, stamp(moment), known["why"], path.stat().st_size))
    return sorted(found, key=lambda one: one.at, reverse=True)


def folder_of(store: Path) -> Path:
    """Where the backups of a store lie."""
    return store.with_name("backups")


def damaged(store: Path) -> list[Path]:
    """Damaged stores that were put aside when they were mended (`<store>.damaged-...`)."""
    return sorted(one for one in store.parent.glob(f"{store.stem}.damaged-*") if one.is_file())


def superfluous(backups: Iterable[Backup], room: int) -> list[Backup]:
    """Which of the backups go, so that the rest takes at most `room` bytes.

    Counts the hours, days and weeks that HAVE a backup, not those before now: a clock that was wrong for a day, or a
    holiday, costs nothing.
    """
    newest_first = sorted(backups, key=lambda one: one.at, reverse=True)
    kept = set(newest_first[:NEWEST])
    for reason in SPECIAL_REASONS:
        kept.update([one for one in newest_first if one.why == reason][:SPECIAL])
    for count, period in ((HOURS, _hour), (DAYS, _day), (WEEKS, _week)):
        kept |= _newest_of_each(newest_first, count, period)
    taken = 0
    for place, one in enumerate(newest_first):
        taken += one.size if one in kept else 0
        if taken > room and place >= ALWAYS:
            kept.discard(one)
    return [one for one in newest_first if one not in kept]


def mark(conn: sqlite3.Connection) -> str:
    """What tells whether anything worth a backup has changed: the ends of the growing tables and the small ones."""
    parts = [
        conn.execute(f'SELECT coalesce(max(n), 0) FROM "{table}"').fetchone()[0]
        for table in ("act", "change", "receipt", "outbox_history", "outbox", "import", "signoff", "conflict")
    ]
    small = [
        conn.execute(f"SELECT group_concat({columns}, '|') FROM {table}").fetchone()[0]
        for table, columns in (
            ("meta", "key || value"),
            ("person", "about"),
            ("platform", "about"),
            ("cursor", "cursor || epoch"),
            ("outbox", "op_id || tries"),
        )
    ]
    return f"{parts} {small}"


def mark_of(path: Path) -> str:
    """The mark of a backup; "" when it cannot be read or has another shape."""
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as conn:
            return mark(conn)
    except sqlite3.DatabaseError:
        return ""


def usable(path: Path, known: int) -> bool:
    """Whether a file is a data file of ours of a version up to `known`."""
    header = files.header_of(path)
    return header is not None and header.application == files.APPLICATION and header.version <= known


def _newest_of_each(
    newest_first: Sequence[Backup], count: int, period: Callable[[datetime], tuple[int, ...]]
) -> set[Backup]:
    found: dict[tuple[int, ...], Backup] = {}
    for one in newest_first:
        found.setdefault(period(datetime.fromisoformat(one.at).astimezone(UTC)), one)
    return set([*found.values()][:count])


def _hour(moment: datetime) -> tuple[int, ...]:
    return (*moment.timetuple()[:4],)


def _day(moment: datetime) -> tuple[int, ...]:
    return (*moment.timetuple()[:3],)


def _week(moment: datetime) -> tuple[int, ...]:
    return (*moment.isocalendar()[:2],)
