"""Writes entries inside one act: document, columns, search index and journal together or not at all."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from client.catalog.changes import Change
from client.catalog.entry import Entry
from client.catalog.states import LOCAL_STEPS, MOUNT_STEPS, Local, Mount, check_step
from client.checks.rule import Finding
from client.clock import new_id
from client.errors import InputProblem
from client.store import entries, findings, search
from client.store.documents import column, document_of, to_json, value_of, without_blanks
from client.store.reversal import EXISTS, FILLED, Snapshot, TakenBack, content_differences, differences, take_back


@dataclass(frozen=True, slots=True)
class _Kept:
    """An entry as it lies in the store, under its number."""

    n: int
    snapshot: Snapshot


@dataclass(frozen=True, slots=True)
class New:
    """An entry to store for the first time. `found`: its findings, made with `ruleset`; None: not checked yet."""

    entry: Entry
    local: Local = Local.DRAFT
    origin: str = "typed"
    source: str = ""
    found: Sequence[Finding] | None = None
    ruleset: str = ""


class Pen:
    """The only thing that writes entries; `journal.act` hands it out.

    `act_id` is the act that is being written. It differs from the act that was to be continued when that one cannot
    be continued (it was taken back, is somebody else's, or another act has changed the same entry since): read it
    after the block for the next `continuing`. `named`: entries that got a name here, by id; None: gone.
    """

    def __init__(self, conn: sqlite3.Connection, kind: str, person: str, about: Mapping[str, str], undoes: str) -> None:
        self.conn = conn
        self.act_id = ""
        self.named: dict[str, str | None] = {}
        self._act = 0
        self._head = (kind, person, to_json(dict(about)), undoes)
        self._continued = False
        self._written = 0
        self._fresh: set[int] = set()
        self._touched: set[int] = set()
        self._seen: dict[str, _Kept] = {}

    def begin(self, continuing: str = "") -> None:
        """Continues an act of the same kind and person that stands, or starts a new one."""
        found = "SELECT n FROM act WHERE id = ? AND kind = ? AND person = ? AND undone_by = ''"
        row = self.conn.execute(found, (continuing, *self._head[:2])).fetchone() if continuing else None
        if row:
            self.act_id, self._act, self._continued = continuing, int(row[0]), True
        else:
            self._start()

    def finish(self) -> None:
        """Notes the newest change of the act; an act in which nothing at all was written is forgotten."""
        if not self._continued and self.conn.total_changes == self._written:
            self.conn.execute("DELETE FROM act WHERE n = ?", (self._act,))
            return
        self._note_last_change()

    def load(self, entry_id: str) -> entries.Stored | None:
        """The entry as it is now, deleted ones too; a `save` of it within this act need not look again."""
        found = entries.numbered(self.conn, entry_id)
        if found is None:
            return None
        self._seen = {entry_id: _kept_as(*found)}
        return found[1]

    def save(self, entry: Entry, *, local: Local | None = None, origin: str = "", source: str = "") -> Entry:
        """Stores an entry and gives it back as stored (revision + 1); nothing is written when nothing changed.

        An edit takes the entry back to draft unless `local` is given. A deleted entry is alive again. `origin` (a new
        entry: "typed") and `source` stay as they are when blank. Raises `InputProblem("state.step")` outside
        `LOCAL_STEPS`.
        """
        entry = without_blanks(entry)
        kept = self._kept(entry.id)
        if kept is None:
            new_one = New(replace(entry, revision=1), local or Local.DRAFT, origin or "typed", source)
            self._insert([new_one])
            return new_one.entry
        old = kept.snapshot
        content = content_differences(old.entry, entry)
        new = Snapshot(entry, True, _step(old.local, local, bool(content)), old.mount)
        if not content and new.local is old.local and old.exists:
            return old.entry
        return self._update(kept, new, content, origin=origin, source=source)

    def add(self, new: Sequence[New]) -> None:
        """Stores many entries whose ids the store has never seen, with their findings; revision 1. For imports."""
        self._insert([replace(one, entry=replace(without_blanks(one.entry), revision=1)) for one in new])

    def note_filled(self, filled: Iterable[tuple[str, Mapping[str, str]]]) -> None:
        """Keeps for entries just saved which fields a person's answer has filled in, and how (`acts.filled`).

        It is no change: nothing shows it as one, nothing takes it back.
        """
        self.conn.executemany(
            "INSERT INTO change(act, entry, item, field, before, after) SELECT ?, n, '', ?, ?, ? FROM entry WHERE id = ?",
            [
                (self._act, FILLED, said, said, entry_id)
                for entry_id, fields in filled
                for said in [to_json([part for pair in fields.items() for part in pair])]
            ],
        )

    def set_local(self, entry_id: str, local: Local) -> None:
        """Moves the entry on the local axis. Raises `InputProblem("state.step")` outside `LOCAL_STEPS`."""
        kept = self._known(entry_id)
        check_step(LOCAL_STEPS, kept.snapshot.local, local)
        self._update(kept, replace(kept.snapshot, local=local), ())

    def set_mount(self, entry_id: str, mount: Mount) -> None:
        """Moves the entry on the mount axis. Raises `InputProblem("state.step")` outside `MOUNT_STEPS`."""
        kept = self._known(entry_id)
        check_step(MOUNT_STEPS, kept.snapshot.mount, mount)
        self._update(kept, replace(kept.snapshot, mount=mount), ())

    def delete(self, entry_id: str) -> None:
        """Leaves a tombstone that only undo (or saving it again) brings back to life."""
        kept = self._known(entry_id)
        self._update(kept, replace(kept.snapshot, exists=False), ())

    def take_back(self, entry_id: str, act: str, but: str = "") -> tuple[Sequence[Change], Sequence[Change]]:
        """Takes back what `act` did to an entry, to the field `but` excepted: (restored, skipped). Steps of the axes
        are not asked here."""
        kept = self._known(entry_id)
        back = self._way_back(kept, act, but)
        self._update(kept, back.now, content_differences(kept.snapshot.entry, back.now.entry))
        return back.restored, back.skipped

    def foresee(self, entry_id: str, act: str, but: str = "") -> TakenBack:
        """What `take_back` would do. Nothing is written."""
        return self._way_back(self._known(entry_id), act, but)

    def _way_back(self, kept: _Kept, act: str, but: str) -> TakenBack:
        row = self.conn.execute("SELECT n FROM act WHERE id = ?", (act,)).fetchone()
        lines = [line for line in self._lines(int(row[0]), kept.n) if line.item or line.field != but]
        return take_back(kept.snapshot, lines)

    def mark_undone(self, act: str) -> None:
        """Marks `act` as taken back by the act that is being written."""
        self.conn.execute("UPDATE act SET undone_by = ? WHERE id = ?", (self.act_id, act))

    def _note_last_change(self) -> None:
        sql = (
            "UPDATE act SET last_change = (SELECT coalesce(max(c.n), 0) FROM change c WHERE c.act = act.n) WHERE n = ?"
        )
        self.conn.execute(sql, (self._act,))

    def _start(self) -> None:
        if self._act:
            self._note_last_change()
        self.act_id = new_id()
        self._continued = False
        self._act = int(
            self.conn.execute(
                "INSERT INTO act(id, kind, person, at, about, undoes) VALUES (?, ?, ?, moment(), ?, ?) RETURNING n",
                (self.act_id, *self._head),
            ).fetchone()[0]
        )
        self._written = self.conn.total_changes
        self._fresh.clear()
        self._touched.clear()

    def _kept(self, entry_id: str) -> _Kept | None:
        seen = self._seen.pop(entry_id, None)
        if seen is not None:
            return seen
        found = entries.numbered(self.conn, entry_id)
        return _kept_as(*found) if found else None

    def _known(self, entry_id: str) -> _Kept:
        kept = self._kept(entry_id)
        if kept is None:
            raise InputProblem("store.unknown-entry", entry=entry_id)
        return kept

    def _insert(self, new: Sequence[New]) -> None:
        """Writes entries the store has never seen: a statement per table, whether they are one or many."""
        if not new:
            return
        n, now = self.conn.execute("SELECT coalesce(max(n), 0), moment() FROM entry").fetchone()
        numbered = list(enumerate(new, n + 1))
        rows = [{"n": number, "created": now, "updated": now, **_columns(one)} for number, one in numbered]
        self.conn.executemany(
            f"INSERT INTO entry({', '.join(rows[0])}) VALUES (?{', ?' * (len(rows[0]) - 1)})",
            [tuple(row.values()) for row in rows],
        )
        self.conn.executemany(
            "INSERT INTO document(entry, body) VALUES (?, ?)",
            [(number, document_of(one.entry)) for number, one in numbered],
        )
        search.index_new(self.conn, [(number, column(search.text_of(one.entry))) for number, one in numbered])
        found = [(number, one.found) for number, one in numbered if one.found]
        if found:
            findings.write(self.conn, found)
            findings.tally_new(self.conn, [faults for _, faults in found])
        self._journal_all([
            (number, line)
            for number, one in numbered
            for line in differences(None, Snapshot(one.entry, True, one.local, Mount.NONE))
        ])  # fmt: skip
        self._fresh.update(number for number, _ in numbered)
        self.named.update((one.entry.id, one.entry.text("name")) for one in new)

    def _update(
        self, kept: _Kept, new: Snapshot, content: Sequence[Change], *, origin: str = "", source: str = ""
    ) -> Entry:
        """Writes what differs and nothing else: an index whose column is not named is not touched. `content`: the
        differences of the content."""
        n, old = kept.n, kept.snapshot
        if not content and new == replace(old, entry=new.entry):
            return old.entry
        row = _axes(old, new) | ({"origin": origin} if origin else {}) | ({"source": column(source)} if source else {})
        if content:
            new = replace(new, entry=replace(new.entry, revision=old.entry.revision + 1))
            if any(change.field in entries.IN_COLUMNS or change.field.startswith("@") for change in content):
                was = entries.columns_of(old.entry)
                row |= {name: value for name, value in entries.columns_of(new.entry).items() if value != was[name]}
            row |= {"revision": new.entry.revision, "checked": ""}
            self.conn.execute("UPDATE document SET body = ? WHERE entry = ?", (document_of(new.entry), n))
        if new.exists != old.exists or "name" in row:
            self.named[new.entry.id] = new.entry.text("name") if new.exists else None
        if old.exists and not new.exists:
            findings.tally(self.conn, n, -1)
        self.conn.execute(
            f"UPDATE entry SET updated = moment(){''.join(f', {name} = ?' for name in row)} WHERE n = ?",
            (*row.values(), n),
        )
        if new.exists and not old.exists:
            findings.tally(self.conn, n, 1)
        if new.exists != old.exists or (content and search.texts_of(new.entry) != search.texts_of(old.entry)):
            search.index(self.conn, n, column(search.text_of(new.entry)), live=new.exists)
        self._record(n, old, new, content)
        return new.entry

    def _record(self, n: int, old: Snapshot, new: Snapshot, content: Sequence[Change]) -> None:
        """Adds to the journal; what this act has already changed in the entry becomes one change, not two."""
        if n in self._fresh:
            old_lines: Sequence[Change] = ()
            created = True
        else:
            old_lines = self._lines(self._act, n) if self._continued or n in self._touched else ()
            created = self._created_here(n, old_lines)
        if old_lines and not self._is_last(n):
            # What lies between cannot be folded: from here on it is another act.
            self._start()
            old_lines, created = (), False
        if created or old_lines:
            self.conn.execute("DELETE FROM change WHERE act = ? AND entry = ?", (self._act, n))
            self._journal(n, differences(None if created else take_back(old, old_lines).now, new))
        else:
            self._journal(n, differences(old, new, content))

    def _journal(self, n: int, lines: Sequence[Change]) -> None:
        self._touched.add(n)
        self._journal_all([(n, line) for line in lines])

    def _journal_all(self, lines: Sequence[tuple[int, Change]]) -> None:
        self.conn.executemany(
            "INSERT INTO change(act, entry, item, field, before, after) VALUES (?, ?, ?, ?, ?, ?)",
            [(self._act, n, line.item, line.field, to_json(line.before), to_json(line.after)) for n, line in lines],
        )

    def _lines(self, act: int, n: int) -> list[Change]:
        rows = self.conn.execute(
            "SELECT item, field, before, after FROM change WHERE act = ? AND entry = ? AND field <> ? ORDER BY n",
            (act, n, FILLED),
        )
        return [Change(item, field, value_of(before), value_of(after)) for item, field, before, after in rows]

    def _created_here(self, n: int, lines: Sequence[Change]) -> bool:
        if not any(line.field == EXISTS and not line.before for line in lines):
            return False
        earlier = "SELECT 1 FROM change WHERE entry = ? AND act <> ? LIMIT 1"
        return self.conn.execute(earlier, (n, self._act)).fetchone() is None

    def _is_last(self, n: int) -> bool:
        row = self.conn.execute("SELECT act FROM change WHERE entry = ? ORDER BY n DESC LIMIT 1", (n,)).fetchone()
        return bool(row[0] == self._act)


def _kept_as(n: int, stored: entries.Stored) -> _Kept:
    return _Kept(n, Snapshot(stored.entry, not stored.deleted, stored.local, stored.mount))


def _axes(old: Snapshot, new: Snapshot) -> dict[str, str | int | bytes]:
    """The columns of the axes on which an entry moved."""
    row: dict[str, str | int | bytes] = {}
    if new.local is not old.local:
        row["local"] = new.local.value
    if new.mount is not old.mount:
        row["mount"] = new.mount.value
    if new.exists != old.exists:
        row["deleted"] = int(not new.exists)
    return row


def _columns(new: New) -> dict[str, str | int | bytes]:
    errors, warnings, worst = findings.counts(new.found) if new.found is not None else (0, 0, "unchecked")
    return {
        "id": new.entry.id, "revision": new.entry.revision, "local": new.local.value, "origin": new.origin,
        "source": column(new.source), "checked": new.ruleset, "errors": errors, "warnings": warnings, "severity": worst,
        **entries.columns_of(new.entry),
    }  # fmt: skip


def _step(old: Local, wanted: Local | None, changed: bool) -> Local:
    """Where a save leaves the entry: an edit goes through draft, and on from there when more is asked."""
    if wanted is None:
        return Local.DRAFT if changed else old
    if changed and wanted not in (old, *LOCAL_STEPS[old]):
        return check_step(LOCAL_STEPS, Local.DRAFT, wanted)
    return check_step(LOCAL_STEPS, old, wanted)
