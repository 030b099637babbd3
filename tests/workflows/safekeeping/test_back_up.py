"""Backups: made when something changed, rotated, at a second place too, and taken back without losing what is told."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from client.catalog.states import Report
from client.clock import new_id, stamp
from client.errors import InputProblem, StoreProblem
from client.settings import Settings
from client.store import copying, journal, outbox, receipts, remote
from client.store.outbox import Op
from client.store.query import EntryFilter
from client.store.receipts import Receipt
from client.store.remote import Remote
from client.store.safekeeping import shelf
from client.store.safekeeping.shelf import Backup
from client.workflows import edit_entry, undo
from client.workflows.safekeeping import back_up, restore
from client.workflows.workspace import Workspace
from tests.workflows.conftest import good_entry


def change(ws: Workspace, entry_id: str, **values: str) -> None:
    edit_entry.set_values(ws, entry_id, values)


def queue(ws: Workspace, entry_id: str) -> None:
    with ws.db.write() as conn:
        outbox.queue(conn, Op(new_id(), "市平台", ws.space, entry_id, "put", {"fields": {}}))


def test_a_backup_is_made_only_when_something_has_changed(ws: Workspace) -> None:
    good_entry(ws)
    first = back_up.back_up(ws, "import")
    again = back_up.back_up(ws, "sync")
    assert (first.made, again.made, again.path) == (True, False, first.path)
    good_entry(ws, name="另一个目录")
    assert back_up.back_up(ws, "sync").path != first.path


def test_an_hour_must_pass(ws: Workspace) -> None:
    good_entry(ws)
    assert back_up.when_due(ws) is not None
    good_entry(ws, name="另一个目录")
    assert back_up.when_due(ws) is None
    now = ws.clock()
    ws.clock = lambda: now + timedelta(minutes=61)
    assert back_up.when_due(ws) is not None
    # Somebody sets the clock back a year: the next backup does not wait a year.
    good_entry(ws, name="第三个目录")
    ws.clock = lambda: now - timedelta(days=365)
    assert back_up.when_due(ws) is not None


def test_a_second_place_gets_every_backup_and_may_be_away(ws: Workspace, tmp_path: Path) -> None:
    good_entry(ws)
    stick = tmp_path / "stick"
    ws.settings.set("backup_folder", str(stick))
    away = back_up.back_up(ws, "asked")
    assert away.second is None
    assert away.problem is not None
    assert away.problem.code == "store.second-place"
    stick.mkdir()
    there = back_up.back_up(ws, "asked")
    assert there.second is not None
    assert there.second.read_bytes() == away.path.read_bytes()
    assert [one.path for one in back_up.all_backups(ws)].count(there.second) == 1


def test_rotation_counts_hours_days_and_weeks_that_have_one() -> None:
    start = datetime(2026, 1, 1, tzinfo=UTC)
    kept: list[Backup] = []
    for hour in range(24 * 100):
        one = Backup(Path(f"{hour}.db"), stamp(start + timedelta(hours=hour)), "upgrade" if hour == 3 else "hour", 10)
        kept = [one, *kept]
        gone = shelf.superfluous(kept, 10_000)
        kept = [one for one in kept if one not in gone]
    assert len(kept) < 5 + 8 + 7 + 8 + 2
    moments = [datetime.fromisoformat(one.at) for one in kept]
    assert moments[0] - moments[-2] > timedelta(days=45)
    assert kept[-1].why == "upgrade"
    assert len(shelf.superfluous(kept, 25)) == len(kept) - 3  # little room: the newest three stay


def test_old_ones_go(ws: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "NEWEST", 2)
    for name in ("HOURS", "DAYS", "WEEKS"):
        monkeypatch.setattr(shelf, name, 1)
    for number in range(6):
        good_entry(ws, name=f"城乡低保对象第{number}次复核信息")
        back_up.back_up(ws, "import")
    # What is superfluous goes before the next one is made.
    assert len(back_up.all_backups(ws)) == 3


def test_restore_brings_back_and_can_be_undone(ws: Workspace) -> None:
    kept, changed, deleted = (good_entry(ws, name=name) for name in ("不变的目录", "要改的目录", "要删的目录"))
    file = back_up.back_up(ws, "asked").path
    change(ws, changed, summary="改过的摘要。")
    edit_entry.delete(ws, [deleted])
    newer = good_entry(ws, name="后来的目录")
    seen = restore.preview(ws, file)
    assert {one.entry: one.kind for one in seen.differences} == {changed: "changed", deleted: "back", newer: "newer"}
    done = restore.restore(ws, file)
    assert (done.back, done.changed, done.removed, done.kept) == (1, 1, 1, ())
    assert set(ws.query.ids(EntryFilter())) == {kept, changed, deleted}
    assert edit_entry.stored(ws, changed).entry.text("summary").startswith("全县城乡")
    assert restore.preview(ws, file).differences == ()
    undo.undo(ws, done.act)
    assert set(ws.query.ids(EntryFilter())) == {kept, changed, newer}
    assert edit_entry.stored(ws, changed).entry.text("summary") == "改过的摘要。"
    assert done.before is not None
    assert {one.kind for one in restore.preview(ws, done.before).differences} == set()


def test_restore_keeps_the_queue_receipts_and_codes(ws: Workspace) -> None:
    first = good_entry(ws)
    file = back_up.back_up(ws, "asked").path
    change(ws, first, summary="全县城乡低保对象的姓名和保障金额等内容，每月更新一次。")
    newer = good_entry(ws, name="后来报送的目录")
    queue(ws, first)
    queue(ws, newer)
    with ws.db.write() as conn:
        remote.put(conn, Remote("市平台", ws.space, first, "t1", {"n": 1}, Report.ACCEPTED, code="330000/000001"))
        receipts.put(conn, Receipt("op1", "市平台", first, "put", "t1", "", {}))
    with journal.act(ws.db, "sync", "") as pen:
        entry = edit_entry.stored(ws, first).entry
        pen.save(replace(entry, values={**entry.values, "code": "330000/000001"}))
    waiting = {op.op_id for op in ws.query.outbox()}
    done = restore.restore(ws, file)
    assert done.kept == (newer,)
    assert {op.op_id for op in ws.query.outbox()} == waiting
    assert len(waiting) == 2
    assert edit_entry.stored(ws, first).entry.text("code") == "330000/000001"
    assert edit_entry.stored(ws, first).entry.text("summary").startswith("全县城乡低保对象的姓名、")
    assert [one.op_id for one in ws.query.receipts()] == ["op1"]
    with ws.db.read() as conn:
        assert outbox.waiting(conn, "市平台") == 2


def test_one_entry_out_of_a_backup(ws: Workspace) -> None:
    one, other = good_entry(ws, name="城乡低保对象信息"), good_entry(ws, name="特困供养人员信息")
    file = back_up.back_up(ws, "asked").path
    for entry_id in (one, other):
        change(ws, entry_id, summary="改过的摘要。")
    done = restore.restore(ws, file, ["城乡低保对象信息"])
    assert done.changed == 1
    assert edit_entry.stored(ws, other).entry.text("summary") == "改过的摘要。"
    with pytest.raises(InputProblem):
        restore.preview(ws, file, ["没有的目录"])


def test_an_empty_store_takes_everything_over(ws: Workspace, tmp_path: Path) -> None:
    entry = good_entry(ws)
    queue(ws, entry)
    file = back_up.back_up(ws, "asked").path
    new = Workspace.open(tmp_path / "new" / "work.db", settings=Settings(tmp_path / "settings.json"))
    assert restore.preview(new, file).whole
    restore.restore(new, file)
    assert new.query.entry(entry) is not None
    assert new.office == ws.office
    assert len(new.query.outbox()) == 1
    assert new.query.history(entry) == ws.query.history(entry)
    good_entry(new, name="搬家以后的目录")
    new.close()


def test_what_is_no_backup_is_refused(ws: Workspace, tmp_path: Path) -> None:
    strange = tmp_path / "strange.db"
    strange.write_bytes(b"no data base at all" * 20)
    for file, code in ((tmp_path / "none.db", "store.no-backup"), (strange, "store.not-ours")):
        with pytest.raises(StoreProblem) as refused:
            restore.preview(ws, file)
        assert refused.value.code == code
    good_entry(ws)
    damaged = back_up.copy_out(ws, tmp_path)
    raw = bytearray(damaged.read_bytes())
    raw[-3 * 4096 :] = b"\x77" * 3 * 4096
    damaged.write_bytes(raw)
    with pytest.raises(StoreProblem) as refused:
        restore.preview(ws, damaged)
    assert refused.value.code == "store.damaged"


def test_a_backup_that_still_has_its_log_is_read_whole(ws: Workspace, tmp_path: Path) -> None:
    """Somebody copied the folder of a running client."""
    entry = good_entry(ws)
    for ending in ("", "-wal"):
        raw = ws.db.path.with_name(ws.db.path.name + ending).read_bytes()
        (tmp_path / "taken").mkdir(exist_ok=True)
        (tmp_path / "taken" / f"work.db{ending}").write_bytes(raw)
    edit_entry.delete(ws, [entry])
    assert restore.preview(ws, tmp_path / "taken" / "work.db").count("back") == 1
    assert copying.backup_path(ws.db.path, ws.clock, "asked").parent == tmp_path / "backups"


def test_undo_takes_the_last_act_whatever_the_clock_says(ws: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """A report queued after the clock was set back has an older id than the edit before it; it still goes first."""
    first = good_entry(ws)
    with ws.db.write() as conn:
        old = "00000000-0000-7000-8000-000000000000"
        conn.execute("INSERT INTO act(id, kind, person, at, about) VALUES (?, 'submit', '', moment(), '{}')", (old,))
        outbox.queue(conn, Op(new_id(), "市平台", ws.space, first, "put", {"fields": {}}, act=old))
    assert undo.undo(ws).dropped == (first,)
