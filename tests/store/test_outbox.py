from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

import pytest

from client.catalog.entry import Entry
from client.errors import InputProblem
from client.store import conflicts, outbox, remote
from client.store.conflicts import Conflict
from client.store.database import Database
from client.store.outbox import Op
from client.store.query import EntryFilter, Query


class Clock(Protocol):
    def pass_(self, **parts: float) -> None: ...


def op(number: int, entry: str = "", platform: str = "省平台") -> Op:
    return Op(
        f"op{number}", platform, "s", entry or f"e{number}", "put", {"fields": {"name": "名"}}, "t0", {"reason": "r"}
    )


def test_queue_and_read(db: Database) -> None:
    with db.write() as conn:
        outbox.queue(conn, op(1))
        outbox.queue(conn, replace(op(2), body=None, kind="withdraw", queued_at="2026-01-01T00:00:00.000Z"))
        assert outbox.of_entry(conn, "省平台", "e1") == replace(op(1), queued_at="2026-03-02T08:00:00.000Z")
        assert [one.op_id for one in outbox.all(conn)] == ["op1", "op2"]
        assert outbox.all(conn)[1].body is None
        assert outbox.waiting(conn, "省平台") == 2
        assert outbox.waiting(conn, "市平台") == 0


def test_one_frozen_op_for_an_entry_at_a_platform(db: Database) -> None:
    with db.write() as conn:
        outbox.queue(conn, op(1, "e"))
        outbox.queue(conn, op(2, "e", "市平台"))
        with pytest.raises(InputProblem) as refused:
            outbox.queue(conn, op(3, "e"))
        assert refused.value.code == "submit.already-queued"


def test_trying_and_failing(db: Database) -> None:
    with db.write() as conn:
        for number in (1, 2, 3):
            outbox.queue(conn, op(number))
        outbox.sending(conn, ["op1", "op2"])
        outbox.failed(conn, ["op1", "op2"], "platform.unreachable", "2026-03-02T09:00:00.000Z")
        assert [one.op_id for one in outbox.due(conn, "省平台", "2026-03-02T08:30:00.000Z", 10)] == ["op3"]
        assert [one.op_id for one in outbox.due(conn, "省平台", "2026-03-02T09:00:00.000Z", 2)] == ["op1", "op2"]
        first = outbox.all(conn)[0]
        assert (first.tries, first.last_error) == (1, "platform.unreachable")
        assert not outbox.drop(conn, "op1")
        assert outbox.drop(conn, "op3")
        assert not outbox.drop(conn, "op3")


def test_a_finished_op_is_kept_ninety_days(db: Database, clock: Clock) -> None:
    with db.write() as conn:
        outbox.queue(conn, op(1, "e"))
        outbox.finish(conn, "op1", "accepted", {"token": "t1"})
        outbox.finish(conn, "op1", "conflict", {})
        outbox.queue(conn, op(2, "e"))
    clock.pass_(days=89)
    with db.write() as conn:
        outbox.finish(conn, "op2", "refused", {})
        done = outbox.finished(conn, "省平台", "e")
        assert [(one.op.op_id, one.outcome) for one in done] == [("op2", "refused"), ("op1", "accepted")]
        assert done[1].op.body == {"fields": {"name": "名"}}
        assert done[1].answer == {"token": "t1"}
        outbox.queue(conn, op(3))
    clock.pass_(days=2)
    with db.write() as conn:
        outbox.finish(conn, "op3", "accepted", {})
        assert [one.op.op_id for one in outbox.finished(conn, "省平台")] == ["op3", "op2"]


def test_what_is_disputed_is_kept_longer(db: Database, clock: Clock) -> None:
    """Ninety days are no reason to forget what was sent while somebody still argues about it, or it waits again."""
    with db.write() as conn:
        for number, entry in enumerate(("settled", "conflict", "returned", "waiting"), 1):
            outbox.queue(conn, op(number, entry))
            outbox.finish(conn, f"op{number}", "accepted", {})
        conflicts.put(conn, Conflict("conflict", "省平台", "", "name", "", "我", "上"))
        remote.put_returns(
            conn, "省平台", "returned", [remote.Return("returned", "省平台", "", "name", "c", "t", "b", "", "")]
        )
        outbox.queue(conn, op(5, "waiting"))
    clock.pass_(days=100)
    with db.write() as conn:
        outbox.queue(conn, op(6, "other"))
        outbox.finish(conn, "op6", "accepted", {})
        kept = [one.op.entry for one in outbox.finished(conn, "省平台")]
    assert sorted(kept) == ["conflict", "other", "returned", "waiting"]


def test_waiting_is_what_lists_show(db: Database, save: Callable[..., Entry], make: Callable[..., Entry]) -> None:
    entry = save(make())
    query = Query(db)
    with db.write() as conn:
        outbox.queue(conn, op(1, entry.id))
        outbox.queue(conn, op(2, entry.id, "市平台"))
    assert query.rows(EntryFilter())[0].waiting
    with db.write() as conn:
        outbox.finish(conn, "op1", "accepted", {})
    assert query.rows(EntryFilter())[0].waiting
    with db.write() as conn:
        outbox.drop(conn, "op2")
    assert not query.rows(EntryFilter())[0].waiting
