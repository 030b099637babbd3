"""What was purged is in no byte of any file; what is beside it stays as it was."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from client.catalog import wire
from client.catalog.states import Report
from client.checks.rule import Finding, Severity
from client.clock import new_id
from client.errors import InputProblem
from client.store import conflicts, findings, imports, journal, outbox, receipts, remote
from client.store.conflicts import Conflict
from client.store.outbox import Op
from client.store.query import EntryFilter
from client.store.receipts import Receipt
from client.store.remote import Remote, Return
from client.store.safekeeping import maintenance
from client.workflows import edit_entry, undo
from client.workflows.importing import staging
from client.workflows.safekeeping import back_up, purge, restore
from client.workflows.workspace import Workspace
from tests.workflows.conftest import good_entry

SECRET = "机密★10年第七号工程坐标"
OLDER = "绝密级第八号工程坐标草稿"
OTHER = "特困供养人员的姓名、供养方式、供养标准和起止时间等内容。"


@pytest.fixture
def spread(ws: Workspace, tmp_path: Path) -> str:
    """An entry whose secret has gone everywhere it can go; its id."""
    (tmp_path / "stick").mkdir()
    ws.settings.set("backup_folder", str(tmp_path / "stick"))
    entry_id = good_entry(ws)
    good_entry(ws, name="特困供养人员信息", summary=OTHER)
    for text in (OLDER, SECRET):
        edit_entry.set_values(ws, entry_id, {"summary": text, "items.1.item_name": f"字段{text}"})
    back_up.back_up(ws, "asked")
    entry = edit_entry.stored(ws, entry_id).entry
    body = wire.body_of(replace(entry, extra={"x": SECRET}))
    with ws.db.write() as conn:
        sent = Op(new_id(), "市平台", ws.space, entry_id, "put", body)
        outbox.queue(conn, sent)
        outbox.finish(conn, sent.op_id, "refused", {"errors": [SECRET]})
        outbox.queue(conn, Op(new_id(), "市平台", ws.space, entry_id, "put", body))
        known = Remote("市平台", ws.space, entry_id, "t1", body, Report.RETURNED, review={"comment": SECRET})
        remote.put(conn, known)
        remote.put_returns(
            conn, "市平台", entry_id, [Return(entry_id, "市平台", "", "name", "x", f"见{SECRET}", "", "", "")]
        )
        receipts.put(conn, Receipt("op1", "市平台", entry_id, "put", "t1", "", {"body": SECRET}))
        conflicts.put(conn, Conflict(entry_id, "市平台", "", "summary", "", SECRET, OLDER))
        findings.put(conn, entry_id, entry.revision, "x", [Finding("a.b", Severity.ERROR, params={"value": SECRET})])
    plan = imports.staging(ws.db, new_id())
    writer = staging.Writer(plan)
    for one in (entry, replace(entry, id=new_id()), replace(entry, id=new_id(), values={"name": OTHER}, items=())):
        writer.put(staging.Staged("new", False, "表", 3, one, (), ()))
    writer.close()
    return entry_id


def holding(folder: Path, *texts: str) -> list[str]:
    """Files with the text in any encoding it may lie in."""
    found = []
    for path in folder.rglob("*"):
        raw = path.read_bytes() if path.is_file() else b""
        for text in texts:
            forms = [
                text.encode("utf-8"),
                text.encode("utf-16-le"),
                text.encode("gb18030"),
                text.encode("unicode_escape"),
            ]
            if any(form in raw for form in forms):
                found.append(f"{path.name}: {text}")
    return found


def terms(store: Path, pair: str) -> int:
    """Whether the search index still knows a pair of characters."""
    with closing(sqlite3.connect(f"{store.as_uri()}?mode=ro", uri=True)) as conn:
        conn.execute("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab(main, search, row)")
        return int(conn.execute("SELECT count(*) FROM vocabulary WHERE term = ?", (pair,)).fetchone()[0])


def test_an_entry_leaves_every_file(ws: Workspace, spread: str, tmp_path: Path) -> None:
    assert {line.split(":")[0] for line in holding(tmp_path, SECRET)} >= {"work.db-wal"}
    assert terms(ws.db.path, "七号") == 1
    done = purge.purge(ws, (spread, "", ""))
    assert done.left == ()
    assert done.reported
    assert len(done.files) == 3  # two backups, one plan
    assert holding(tmp_path, SECRET, OLDER, "城乡低保对象信息") == []
    assert terms(ws.db.path, "七号") == terms(ws.db.path, "八号") == 0
    assert holding(tmp_path, OTHER) != []
    assert ws.query.count(EntryFilter()) == 1
    assert ws.query.count(EntryFilter(text="特困")) == 1
    assert [line.kind for line in ws.query.history(spread)] == ["purge"]
    assert ws.query.outbox() == []
    assert [(one.op_id, one.raw) for one in ws.query.receipts()] == [("op1", {})]
    assert maintenance.quick_check(ws.db) == []
    assert maintenance.check_search(ws.db)


def test_a_field_leaves_and_the_rest_stays(ws: Workspace, spread: str, tmp_path: Path) -> None:
    purge.purge(ws, purge.target_of(ws, spread, "summary"))
    purge.purge(ws, purge.target_of(ws, spread, "items.1.item_name"))
    assert holding(tmp_path, SECRET, OLDER) == []
    entry = edit_entry.stored(ws, spread).entry
    assert entry.text("name") == "城乡低保对象信息"
    assert "summary" not in entry.values
    assert [item.text("item_name") for item in entry.items] == ["", "保障人口数"]
    assert {line.field for line in ws.query.history(spread) if line.kind == "purge"} == {"summary", "item_name"}
    known = ws.query.remote("市平台", spread)
    assert known is not None
    assert known.base_snapshot is not None
    assert known.base_snapshot["fields"]["name"] == "城乡低保对象信息"


def test_neither_undo_nor_a_backup_brings_it_back(ws: Workspace, spread: str, tmp_path: Path) -> None:
    copy = back_up.copy_out(ws, tmp_path / "elsewhere.db")
    done = purge.purge(ws, (spread, "", ""))
    with pytest.raises(InputProblem) as refused:
        journal.undo(ws.db, done.act, ws.who)
    assert refused.value.code == "store.no-undo"
    with ws.db.read() as conn:
        acts = [one.id for one in journal.acts(conn)]
    for act in acts:
        try:
            undo.undo(ws, act)
        except InputProblem:
            continue
    copied = copy.read_bytes()
    restore.restore(ws, copy)
    ws.db.compact()
    for one in back_up.all_backups(ws):
        assert SECRET.encode() not in one.path.read_bytes()
    assert SECRET.encode() in copied
    assert SECRET.encode() not in ws.db.path.read_bytes()


def test_a_stick_that_is_away_is_cleaned_when_it_is_back(ws: Workspace, spread: str, tmp_path: Path) -> None:
    away = (tmp_path / "stick").rename(tmp_path / "drawer")
    done = purge.purge(ws, (spread, "", ""))
    assert [one.problem.code for one in done.left] == ["store.second-place"]
    assert {line.split(":")[0] for line in holding(tmp_path, SECRET)} != set()
    away.rename(tmp_path / "stick")
    back_up.back_up(ws, "asked")
    assert holding(tmp_path, SECRET) == []


def test_a_damaged_backup_is_destroyed_and_stands_in_no_way(ws: Workspace, spread: str, tmp_path: Path) -> None:
    for one in back_up.all_backups(ws):
        raw = bytearray(one.path.read_bytes())
        raw[4096:8192] = bytes(4096)
        raw[-4096:] = f"{SECRET}".encode().ljust(4096)
        one.path.write_bytes(raw)
    assert holding(tmp_path / "stick", SECRET)
    away = (tmp_path / "stick").rename(tmp_path / "drawer")
    done = purge.purge(ws, purge.target_of(ws, spread))
    assert done.destroyed
    away.rename(tmp_path / "stick")
    saved = back_up.back_up(ws, "asked")
    assert saved.problem is None
    assert saved.second is not None
    assert saved.second.exists()
    assert holding(tmp_path, SECRET) == []
