from collections.abc import Callable
from dataclasses import replace

import pytest

from client.catalog.entry import Entry
from client.catalog.states import Report
from client.errors import InputProblem
from client.store import conflicts, receipts, remote
from client.store.conflicts import Conflict
from client.store.database import Database
from client.store.query import EntryFilter, Query
from client.store.receipts import Receipt
from client.store.remote import Remote, Return

FULL = Remote(
    "省", "s", "e", "t1", {"fields": {"name": "名"}}, Report.ACCEPTED, "307/1", {"by": "李"}, "t0", "2026-01-01"
)


def test_remote_comes_back_as_it_was_put(db: Database) -> None:
    with db.write() as conn:
        remote.put(conn, FULL)
        assert remote.get(conn, "省", "e") == FULL
        assert remote.get(conn, "市", "e") is None
        remote.put(conn, Remote("省", "s", "e"))
        assert remote.get(conn, "省", "e") == Remote("省", "s", "e", changed="2026-03-02T08:00:00.000Z")


def test_tokens_of_what_stands_there(db: Database) -> None:
    with db.write() as conn:
        remote.put(conn, FULL)
        remote.put(conn, replace(FULL, entry="gone", report=Report.WITHDRAWN))
        remote.put(conn, replace(FULL, entry="new", base_token=""))
        remote.put(conn, replace(FULL, entry="other", space="s2"))
        assert remote.tokens(conn, "省", "s") == {"e": "t1"}


def test_the_report_axis(db: Database, save: Callable[..., Entry], make: Callable[..., Entry]) -> None:
    entry = save(make())
    with db.write() as conn:
        remote.set_report(conn, "省", entry.id, Report.QUEUED, space="s")
        remote.set_report(conn, "省", entry.id, Report.SENT)
        with pytest.raises(InputProblem, match=r"state\.step"):
            remote.set_report(conn, "省", entry.id, Report.PUBLISHED)
        found = remote.get(conn, "省", entry.id)
    assert found is not None
    assert (found.report, found.space) == (Report.SENT, "s")
    assert Query(db).rows(EntryFilter())[0].report == "sent"


def test_cursor(db: Database) -> None:
    with db.write() as conn:
        assert remote.cursor(conn, "省", "s") == ("", "")
        remote.set_cursor(conn, "省", "s", "1", "a")
        remote.set_cursor(conn, "省", "s", "2", "b")
        assert remote.cursor(conn, "省", "s") == ("2", "b")


def test_returns_go_when_they_are_answered(
    db: Database, save: Callable[..., Entry], make: Callable[..., Entry]
) -> None:
    entry = save(make())
    given = [Return(entry.id, "省", "i", field, "c", "请改", "李", "2026-01-01", "旧值") for field in ("b", "a")]
    with db.write() as conn:
        remote.set_report(conn, "省", entry.id, Report.RETURNED)
        remote.put_returns(conn, "省", entry.id, given)
        assert remote.returns(conn, entry.id) == given
    assert Query(db).rows(EntryFilter())[0].returned
    with db.write() as conn:
        remote.set_report(conn, "省", entry.id, Report.QUEUED)
        assert remote.returns(conn, entry.id) == given
        remote.set_report(conn, "省", entry.id, Report.RECEIVED)
        assert remote.returns(conn, entry.id) == []
    assert not Query(db).rows(EntryFilter())[0].returned


def test_conflicts(db: Database, save: Callable[..., Entry], make: Callable[..., Entry]) -> None:
    entry = save(make())
    one = Conflict(entry.id, "省", "", "sharing_way", ("file",), ("file", "interface"), "")
    with db.write() as conn:
        conflicts.put(conn, one)
        conflicts.put(conn, replace(one, field="name"))
        conflicts.put(conn, replace(one, mine="other"))
        assert (
            conflicts.all(conn)
            == conflicts.of(conn, entry.id)
            == [replace(one, mine="other"), replace(one, field="name")]
        )
        conflicts.settle(conn, entry.id, "", "sharing_way")
        conflicts.settle(conn, entry.id, "", "nothing")
    assert Query(db).count(EntryFilter(conflict=True)) == 1
    with db.write() as conn:
        conflicts.settle(conn, entry.id, "", "name")
    assert Query(db).count(EntryFilter(conflict=True)) == 0


def test_receipts_are_never_changed(db: Database) -> None:
    one = Receipt("op1", "省", "e", "put", "t1", "2026-01-01T00:00:00.000Z", {"a": [1]})
    with db.write() as conn:
        assert receipts.last(conn) is None
        receipts.put(conn, one)
        receipts.put(conn, replace(one, version="t2"))
        receipts.put(conn, replace(one, op_id="op2", at=""))
        assert receipts.of(conn, "e") == [replace(one, op_id="op2", at="2026-03-02T08:00:00.000Z"), one]
        assert receipts.latest(conn, 1) == [receipts.last(conn)]
