"""What is due when: counted from what platforms said and from what was changed since."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from client.catalog import wire
from client.catalog.states import Report
from client.settings import Settings
from client.store import remote
from client.store.remote import Remote
from client.workflows import deadlines, desk, edit_entry
from client.workflows.workspace import Workspace
from tests.workflows.conftest import OFFICE, OFFICE_CODE, good_entry


class Clock:
    now = datetime(2025, 9, 25, 2, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


def stands(ws: Workspace, entry_id: str, report: Report, changed: str) -> None:
    body = wire.body_of(edit_entry.stored(ws, entry_id).entry)
    with ws.db.write() as conn:
        remote.put(conn, Remote("市平台", OFFICE_CODE, entry_id, "t1", body, report, changed=changed))


def test_what_is_due(ws: Workspace, tmp_path: Path) -> None:
    clock = Clock()
    later = Workspace.open(tmp_path / "other.db", settings=Settings(tmp_path / "s.json"), clock=clock)
    desk.set_office(later, OFFICE, OFFICE_CODE, "清河省 清河市 清河县")
    with later.db.write() as conn, ws.db.read() as known:
        from client.store import people

        people.put_platform(conn, people.platforms(known)[0])
    back, waits, changed, quiet = (
        good_entry(later, name=name) for name in ("孤儿信息", "低保信息", "特困信息", "残疾人信息")
    )
    stands(later, back, Report.RETURNED, "2025-09-24T03:00:00.000Z")
    stands(later, waits, Report.RECEIVED, "2025-09-23T03:00:00.000Z")
    stands(later, changed, Report.PUBLISHED, "2025-09-01T03:00:00.000Z")
    stands(later, quiet, Report.PUBLISHED, "2025-09-01T03:00:00.000Z")
    edit_entry.set_values(later, changed, {"summary": "全县特困人员的姓名、供养方式、供养金额等内容，按月更新。"})
    clock.now = datetime(2025, 9, 30, 2, 0, tzinfo=UTC)
    found = {one.kind: one for one in deadlines.deadlines(later)}
    assert {kind: (one.entry, one.due, one.left) for kind, one in found.items()} == {
        "review": (waits, date(2025, 9, 25), -4),
        "mend": (back, date(2025, 10, 14), 5),
        "report": (changed, date(2025, 10, 15), 6),
    }
    assert found["report"].latest == date(2025, 10, 22)
    assert [one.kind for one in deadlines.deadlines(later, within=5)] == ["review", "mend"]
    later.close()


def test_counting(ws: Workspace) -> None:
    assert deadlines.count(date(2025, 8, 1), 20).day == date(2025, 8, 29)


@pytest.mark.parametrize("kind", sorted(deadlines.TERMS))
def test_every_term_names_its_article(kind: str) -> None:
    days, article = deadlines.TERMS[kind]
    assert days > 0
    assert article.startswith("国务院令第809号")
