"""An office with a real store that reports to a real station."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from client.catalog import wire
from client.catalog.entry import Entry
from client.catalog.states import Local, Report
from client.clock import new_id, system_clock
from client.platforms.platform import Fault, Platform
from client.store import conflicts, entries, journal, outbox, receipts, remote
from client.store.conflicts import Conflict
from client.store.database import Database
from client.store.entries import Stored
from client.store.outbox import Op
from client.store.receipts import Receipt
from client.store.remote import Remote, Return
from client.sync.report import RoundReport
from client.sync.round import run_round
from tests.platforms.contract import put
from tests.platforms.running_station import SPACE, Station, good_entry

NAME = "汇总台"


@dataclass
class Office:
    """A store and the way to its platform. `url` may lead through a faulty line."""

    folder: Path
    station: Station
    url: str = ""
    db: Database = field(init=False)

    def __post_init__(self) -> None:
        self.db = Database.open(self.folder / "work.db")

    def close(self) -> None:
        """Closes the store."""
        self.db.close()

    def write(self, entry: Entry | None = None, **values: str) -> Entry:
        """Saves an entry as the clerk."""
        with journal.act(self.db, "edit", "clerk") as pen:
            return pen.save(entry or good_entry(**values), local=Local.READY if entry is None else None)

    def edit(self, entry_id: str, item: str = "", **values: str) -> Entry:
        """Changes values of an entry, or of one of its items."""
        entry = self.entry(entry_id)
        for name, value in values.items():
            entry = entry.with_value(name, value, item)
        return self.write(entry)

    def queue(self, entry_id: str, kind: str = "put", about: Mapping[str, str] | None = None) -> Op:
        """Freezes the entry as it is now."""
        with self.db.write() as conn:
            stored = entries.load(conn, entry_id)
            assert stored is not None
            known = remote.get(conn, NAME, entry_id)
            body = wire.body_of(stored.entry) if kind in ("put", "change") else None
            base = known.base_token if known else ""
            op = Op(new_id(), NAME, SPACE, entry_id, kind, body, base, about or {})
            outbox.queue(conn, op)
        return op

    def submit(self, count: int) -> list[str]:
        """So many new entries, queued."""
        ids = [self.write(name=f"第{number}批低保对象信息").id for number in range(count)]
        for entry_id in ids:
            self.queue(entry_id)
        return ids

    def round(self, platform: Platform | None = None, *, allow_withdrawals: bool = False) -> RoundReport:
        """One round, whatever comes of it."""
        own = platform or self.station.editor(self.url)
        try:
            return run_round(
                self.db, own, NAME, SPACE, system_clock, allow_withdrawals=allow_withdrawals, dice=lambda: 0.5
            )
        finally:
            if platform is None:
                own.close()

    def stored(self, entry_id: str) -> Stored:
        """The entry with its local state."""
        with self.db.read() as conn:
            found = entries.load(conn, entry_id)
        assert found is not None
        return found

    def entry(self, entry_id: str) -> Entry:
        """The entry."""
        return self.stored(entry_id).entry

    def remote(self, entry_id: str) -> Remote:
        """What is known of it above."""
        with self.db.read() as conn:
            found = remote.get(conn, NAME, entry_id)
        assert found is not None
        return found

    def report(self, entry_id: str) -> Report:
        """Where it stands above."""
        return self.remote(entry_id).report

    def ops(self) -> list[Op]:
        """What waits."""
        with self.db.read() as conn:
            return outbox.all(conn)

    def receipts(self, entry_id: str) -> list[Receipt]:
        """Its receipts."""
        with self.db.read() as conn:
            return receipts.of(conn, entry_id)

    def returns(self, entry_id: str) -> list[Return]:
        """What was given back."""
        with self.db.read() as conn:
            return remote.returns(conn, entry_id)

    def conflicts(self, entry_id: str) -> list[Conflict]:
        """What both sides changed."""
        with self.db.read() as conn:
            return conflicts.of(conn, entry_id)

    def unsent(self, entry_id: str) -> bool:
        """Whether the entry differs from what stands above."""
        snapshot = self.remote(entry_id).base_snapshot
        return snapshot is None or wire.digest(snapshot) != wire.digest(wire.body_of(self.entry(entry_id)))


@dataclass
class Above:
    """The reviewer of the station."""

    station: Station

    def review(self, entry_id: str, state: str, comment: str = "", *findings: Fault) -> None:
        """Takes one step on the record as it is."""
        adapter = self.station.reviewer()
        found = adapter.fetch(SPACE, entry_id)
        assert found is not None
        adapter.review(SPACE, entry_id, new_id(), found.token, state, comment=comment, findings=findings)
        adapter.close()

    def edit(self, entry_id: str, item: str = "", **values: str) -> None:
        """Somebody else of the same office changes the record above."""
        adapter = self.station.editor()
        found = adapter.fetch(SPACE, entry_id)
        assert found is not None
        assert found.body is not None
        entry = wire.entry_of(found.body, entry_id)
        for name, value in values.items():
            entry = entry.with_value(name, value, item)
        result = adapter.push(SPACE, [put(entry_id, wire.body_of(entry), found.token)])[0]
        assert result.token, result
        adapter.close()

    def count(self) -> int:
        """Live records."""
        adapter = self.station.editor()
        proof = adapter.digest(SPACE)
        adapter.close()
        assert proof is not None
        return proof.live
