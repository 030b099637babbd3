"""Taking a backup back: everything or single entries, as one act that can be undone like any other.

What is told to others stays: the queue, receipts, what the platform said, and codes that were given.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from client.catalog.entry import Entry
from client.errors import InputProblem
from client.progress import SILENT, Progress
from client.store import entries, journal, outbox, pace, remote
from client.store.database import Connection
from client.store.entries import Stored
from client.store.journal import Pen
from client.store.safekeeping import restoring
from client.store.safekeeping.restoring import Difference
from client.workflows import check_entries
from client.workflows.outcome import EVERYTHING, Changes
from client.workflows.safekeeping.back_up import back_up
from client.workflows.workspace import Workspace

__all__ = ["Difference", "Preview", "Restored", "preview", "restore", "without"]


@dataclass(frozen=True, slots=True)
class Preview:
    """What taking `file` back would do. `at`: its last act (a stamp); `whole`: this store is empty, all is taken over."""

    file: Path
    at: str
    entries: int
    differences: tuple[Difference, ...]
    whole: bool

    def count(self, kind: str) -> int:
        """How many entries would be `back`, `changed` or are `newer`."""
        return sum(one.kind == kind for one in self.differences)


@dataclass(frozen=True, slots=True)
class Restored:
    """What was done. `before`: a backup of the state before; `kept`: newer entries that stay because they were reported."""

    act: str
    before: Path | None
    back: int
    changed: int
    removed: int
    kept: tuple[str, ...]
    changes: Changes


def preview(ws: Workspace, file: Path, words: Sequence[str] = ()) -> Preview:
    """Compares a backup with the store; nothing is written. `words` name single entries (id, code or name).

    Raises `StoreProblem` for a file that is no sound backup, `InputProblem` for an entry that is not in it.
    """
    with restoring.opened(file) as old, ws.db.read() as now:
        return _preview(old, now, file, words)


def restore(ws: Workspace, file: Path, words: Sequence[str] = (), progress: Progress = SILENT) -> Restored:
    """Takes the backup back, after a backup of the present state. Raises as `preview` does, and `Cancelled`.

    Interrupted, it is done again with the same call; what was already taken back is then found equal.
    """
    with restoring.opened(file) as old:
        with ws.db.read() as now:
            planned = _preview(old, now, file, words)
        if planned.whole:
            restoring.take_whole(ws.db, old)
            return Restored("", None, planned.entries, 0, 0, (), EVERYTHING)
        before = back_up(ws, "restore", progress).path
        work = _Work(ws, old, planned, progress)
        work.run()
    check_entries.check(ws, sorted(work.touched))
    counts = work.counts
    many = len(work.touched) > 1000
    changes = EVERYTHING if many else Changes(frozenset(work.touched))
    return Restored(work.act, before, counts["back"], counts["changed"], counts["newer"], tuple(work.kept), changes)


def _preview(old: Connection, now: Connection, file: Path, words: Sequence[str]) -> Preview:
    held = len(entries.all_ids(old))
    whole = restoring.is_empty(now) and not words
    found = [] if whole else restoring.differences(now, old)
    if words:
        wanted = {_named(old, word) for word in words}
        found = [one for one in found if one.entry in wanted]
    return Preview(file, restoring.moment_of(old), held, tuple(found), whole)


def _named(old: Connection, word: str) -> str:
    found = restoring.names(old, word)
    if len(found) > 1:
        raise InputProblem("entry.ambiguous", name=word, count=len(found))
    if not found:
        raise InputProblem("entry.gone", name=word)
    return found[0]


class _Work:
    """One taking back, in batches short enough for an edit to get in between."""

    def __init__(self, ws: Workspace, old: Connection, planned: Preview, progress: Progress) -> None:
        self._ws = ws
        self._old = old
        self._planned = planned
        self._progress = progress
        self._erased: list[tuple[str, str, str]] = []
        self.act = ""
        self.counts = {"back": 0, "changed": 0, "newer": 0}
        self.kept: list[str] = []
        self.touched: set[str] = set()

    def run(self) -> None:
        """All batches."""
        wanted = self._planned.differences
        with self._ws.db.read() as conn:
            self._erased = restoring.purged(conn)
        self._progress.stage("restoring", len(wanted))
        done = 0
        for part in pace.batches(self._ws.db, wanted):
            loaded = {one.entry.id: one for one in entries.load_many(self._old, [one.entry for one in part])}
            about = {"file": self._planned.file.name}
            with journal.act(self._ws.db, "restore", self._ws.who, about=about, continuing=self.act) as pen:
                for one in part:
                    self._take(pen, one, loaded.get(one.entry))
                self.act = pen.act_id
            done += len(part)
            self._progress.step(done)

    def _take(self, pen: Pen, one: Difference, old: Stored | None) -> None:
        current = pen.load(one.entry)
        if old is None or old.deleted:
            if current is None or current.deleted:
                return
            if _reported(pen.conn, one.entry):
                self.kept.append(one.entry)
                return
            pen.delete(one.entry)
        else:
            pen.save(self._as_wanted(old.entry, current), origin="" if current else old.origin, source=old.source)
        self.touched.add(one.entry)
        self.counts[one.kind] += 1

    def _as_wanted(self, old: Entry, current: Stored | None) -> Entry:
        """The content of the backup, but with the code that was given since and without what was erased."""
        wanted = replace(old, space=current.entry.space if current else old.space)
        if current is not None and current.entry.text("code"):
            wanted = wanted.with_value("code", current.entry.get("code"))
        for entry, item, field in self._erased:
            if entry == old.id and field:
                wanted = without(wanted, item, field)
        return wanted


def without(entry: Entry, item: str, field: str) -> Entry:
    """The entry without a field; with item "" in every item that has it too."""
    entry = entry if item else entry.with_value(field, "")
    for one in entry.items:
        if item in ("", one.id) and field in one.values:
            entry = entry.with_value(field, "", one.id)
    return entry


def _reported(conn: Connection, entry: str) -> bool:
    return remote.is_known(conn, entry) or outbox.holds(conn, entry)
