from collections.abc import Callable

from client.catalog.entry import Entry
from client.checks.rule import Finding, Severity
from client.store import findings, journal
from client.store.database import Database
from client.store.query import EntryFilter, Query

ERROR = Finding("code.check", Severity.ERROR, "", "code", {"value": "1"})
WARNING = Finding("name.vague", Severity.WARNING, "i1", "item_name")
EXPLAINED = Finding("name.vague", Severity.WARNING, "", "name", {}, True)


def test_findings_come_back_as_they_were_put(
    db: Database, save: Callable[..., Entry], make: Callable[..., Entry]
) -> None:
    entry = save(make())
    with db.write() as conn:
        findings.put(conn, entry.id, 1, "R1", [ERROR, EXPLAINED])
        findings.put(conn, entry.id, 1, "R1", [WARNING, ERROR, EXPLAINED])
        findings.put(conn, "nobody", 1, "R1", [ERROR])
    with db.read() as conn:
        assert findings.of(conn, entry.id) == [WARNING, ERROR, EXPLAINED]
    row = Query(db).rows(EntryFilter())[0]
    assert (row.errors, row.warnings) == (1, 1)


def test_stale(db: Database, save: Callable[..., Entry], make: Callable[..., Entry]) -> None:
    one, two = save(make("一")), save(make("二"))
    with db.write() as conn:
        assert findings.stale_ids(conn, "R1") == [one.id, two.id]
        findings.put(conn, one.id, 1, "R1", [])
        findings.put(conn, two.id, 1, "R1", [])
        assert findings.stale_ids(conn, "R1") == []
        assert findings.stale_ids(conn, "R2") == findings.stale_ids(conn, "R0") == [one.id, two.id]
        findings.expire(conn, [two.id])
        assert findings.stale_ids(conn, "R1") == [two.id]
    save(one.with_value("name", "三"))
    with db.write() as conn:
        findings.put(conn, one.id, 1, "R1", [ERROR])
        assert findings.stale_ids(conn, "R1") == [one.id, two.id]
        findings.put(conn, one.id, 2, "R1", [ERROR])
        assert findings.stale_ids(conn, "R1") == [two.id]


def test_counts_by_rule_follow_deleting_and_undoing(
    db: Database, save: Callable[..., Entry], make: Callable[..., Entry]
) -> None:
    one, two = save(make("一")), save(make("二"))
    with db.write() as conn:
        findings.put(conn, one.id, 1, "R1", [WARNING, WARNING, EXPLAINED, ERROR])
        findings.put(conn, two.id, 1, "R1", [WARNING])
        assert findings.by_rule(conn) == [("code.check", "error", 1, 1), ("name.vague", "warning", 2, 3)]
    with journal.act(db, "delete", "wang") as pen:
        pen.delete(one.id)
        act = pen.act_id
        assert findings.by_rule(pen.conn) == [("name.vague", "warning", 1, 1)]
    journal.undo(db, act, "wang")
    with db.write() as conn:
        assert findings.by_rule(conn) == [("code.check", "error", 1, 1), ("name.vague", "warning", 2, 3)]
        findings.put(conn, one.id, 1, "R1", [])
        findings.put(conn, two.id, 1, "R1", [])
        assert findings.by_rule(conn) == []
