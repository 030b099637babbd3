"""Sheets in: the plan writes nothing, taking over is whole, undoable, repeatable, and survives a stop."""

import os
from pathlib import Path

import openpyxl
import pytest

from client.errors import Cancelled, InputProblem
from client.store import imports, journal
from client.store.query import EntryFilter
from client.workflows import edit_entry, import_sheet
from client.workflows.workspace import Workspace
from tests.workflows.test_worker import Notes

HEAD = ["目录名称", "提供单位", "摘要", "更新频率", "共享属性", "数据项名称", "数据类型"]
ROWS = [
    ["低保对象信息", "清河县民政局", "全县低保对象的基本情况和保障金额。", "每月", "无条件共享", "姓名", "字符型"],
    ["", "", "", "", "", "保障金额", "数值型"],
    ["特困人员信息", "清河县民政局", "全县特困人员的基本情况和供养方式。", "每年", "有条件共享", "供养方式", "字符型"],
    ["孤儿信息", "清河县民政局", "", "每年", "不予共享", "监护人", "字符型"],
]


def sheet(folder: Path, rows: list[list[str]], name: str = "目录.xlsx") -> Path:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.append(["清河县政务数据目录"])
    for row in [HEAD, *rows]:
        page.append(row)
    book.save(folder / name)
    return folder / name


def take(ws: Workspace, file: Path) -> import_sheet.Imported:
    return import_sheet.apply(ws, import_sheet.prepare(ws, file))


def test_a_plan_writes_nothing(ws: Workspace, tmp_path: Path) -> None:
    prepared = import_sheet.prepare(ws, sheet(tmp_path, ROWS))
    assert prepared.document()["entries"] == {
        "total": 3, "new": 3, "changed": 0, "same": 0, "duplicate": 0, "refused": 0,
    }  # fmt: skip
    assert ws.query.count(EntryFilter()) == 0
    assert ws.query.imports() == []
    prepared.discard()
    assert not prepared.plan.exists()


def test_entries_arrive_whole(ws: Workspace, tmp_path: Path) -> None:
    done = take(ws, sheet(tmp_path, ROWS))
    assert (done.new, done.changed, done.same) == (3, 0, 0)
    rows = {row.name: row for row in ws.query.rows(EntryFilter())}
    assert rows["低保对象信息"].items == 2
    stored = edit_entry.stored(ws, rows["低保对象信息"].id)
    assert stored.entry.text("update_cycle") == "monthly"
    assert stored.entry.space == ws.space
    assert stored.origin == "import"
    assert stored.source.startswith("目录.xlsx")


def test_the_same_file_again_changes_nothing(ws: Workspace, tmp_path: Path) -> None:
    file = sheet(tmp_path, ROWS)
    take(ws, file)
    again = take(ws, file)
    assert (again.new, again.changed, again.same) == (0, 0, 3)


def test_a_mended_file_changes_only_what_differs(ws: Workspace, tmp_path: Path) -> None:
    take(ws, sheet(tmp_path, ROWS))
    mended = [row[:] for row in ROWS]
    mended[3][2] = "全县孤儿的监护和补助情况。"
    done = take(ws, sheet(tmp_path, mended, "改好.xlsx"))
    assert (done.new, done.changed) == (0, 1)
    (entry_id,) = done.changes.entries
    assert [line.field for line in ws.query.history(entry_id) if line.act == done.act] == ["summary"]


def test_only_the_clean_ones(ws: Workspace, tmp_path: Path) -> None:
    prepared = import_sheet.prepare(ws, sheet(tmp_path, ROWS))
    blocked = sum(line.blocked for line in prepared.lines())
    done = import_sheet.apply(ws, prepared, "clean")
    assert done.skipped == blocked > 0
    assert ws.query.count(EntryFilter()) == 3 - blocked


def test_undo_keeps_what_was_edited_since(ws: Workspace, tmp_path: Path) -> None:
    done = take(ws, sheet(tmp_path, ROWS))
    edited = next(row.id for row in ws.query.rows(EntryFilter()) if row.name == "孤儿信息")
    edit_entry.set_values(ws, edited, {"summary": "手工补写的摘要"})
    undone = import_sheet.undo(ws, done.import_id)
    assert ws.query.ids(EntryFilter()) == [edited]
    assert any(entry == edited for entry, _, _ in undone.skipped)
    assert ws.query.imports()[0].state == "undone"
    with pytest.raises(InputProblem, match=r"import\.undone-already"):
        import_sheet.undo(ws, done.import_id)


def test_a_file_that_is_no_catalog_is_refused_in_a_sentence(ws: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "通讯录.csv"
    file.write_text("姓名,科室\n李雪,办公室\n", encoding="utf-8")
    prepared = import_sheet.prepare(ws, file)
    assert prepared.problem is not None
    with pytest.raises(InputProblem):
        import_sheet.apply(ws, prepared)
    assert ws.query.imports() == []


def test_a_file_that_is_not_there(ws: Workspace, tmp_path: Path) -> None:
    with pytest.raises(InputProblem):
        import_sheet.prepare(ws, tmp_path / "没有.xlsx")


def test_stopping_takes_back_what_was_written(ws: Workspace, tmp_path: Path) -> None:
    rows = [[f"目录{number}信息", *ROWS[0][1:]] for number in range(450)]
    prepared = import_sheet.prepare(ws, sheet(tmp_path, rows))
    with pytest.raises(Cancelled):
        import_sheet.apply(ws, prepared, progress=Notes(stop_at="applying"))
    assert ws.query.count(EntryFilter()) == 0
    assert ws.query.imports()[0].state == "undone"


def test_a_power_cut_in_the_middle_is_finished_at_the_next_start(ws: Workspace, tmp_path: Path) -> None:
    prepared = import_sheet.prepare(ws, sheet(tmp_path, ROWS))
    lines = list(prepared.lines())
    record = imports.Import(prepared.id, "目录.xlsx", "", "2026-11-23T00:00:00.000Z", ws.who, "applying")
    with journal.act(ws.db, "import", ws.who) as pen:
        imports.begin(pen.conn, record)
        imports.applying(pen.conn, prepared.id, pen.act_id)
        pen.save(lines[0].entry, origin="import")
    import_sheet.recover(ws)
    assert ws.query.count(EntryFilter()) == 3
    assert ws.query.imports()[0].state == "done"
    assert not prepared.plan.exists()
    import_sheet.undo(ws, prepared.id)
    assert ws.query.count(EntryFilter()) == 0


def test_plans_that_nobody_took_over_go_after_a_day(ws: Workspace, tmp_path: Path) -> None:
    left, open_elsewhere = (import_sheet.prepare(ws, sheet(tmp_path, ROWS)) for _ in range(2))
    now = ws.clock().timestamp()
    os.utime(left.plan, (now, now - 25 * 3600))
    os.utime(open_elsewhere.plan, (now, now - 3600))
    import_sheet.recover(ws)
    assert (left.plan.exists(), open_elsewhere.plan.exists()) == (False, True)


def test_a_power_cut_without_a_plan_is_taken_back(ws: Workspace, tmp_path: Path) -> None:
    prepared = import_sheet.prepare(ws, sheet(tmp_path, ROWS))
    line = next(iter(prepared.lines()))
    record = imports.Import(prepared.id, "目录.xlsx", "", "2026-11-23T00:00:00.000Z", ws.who, "applying")
    with journal.act(ws.db, "import", ws.who) as pen:
        imports.begin(pen.conn, record)
        imports.applying(pen.conn, prepared.id, pen.act_id)
        pen.save(line.entry, origin="import")
    prepared.discard()
    import_sheet.recover(ws)
    assert ws.query.count(EntryFilter()) == 0
    assert ws.query.imports()[0].state == "undone"


def test_a_row_with_a_secrecy_mark_reaches_no_file_of_ours(ws: Workspace, tmp_path: Path) -> None:
    rows = [*ROWS, ["涉密人员台账信息", "清河县民政局", "机密★10年 人员名单", "每年", "不予共享", "姓名", "字符型"]]
    prepared = import_sheet.prepare(ws, sheet(tmp_path, rows))
    assert prepared.document()["entries"]["refused"] == 1
    import_sheet.apply(ws, prepared)
    for path in tmp_path.rglob("*"):
        if path.is_file() and path.suffix != ".xlsx":
            assert "涉密人员台账".encode() not in path.read_bytes(), path


def test_the_real_catalogs_arrive_whole(ws: Workspace, shared: Path) -> None:
    file = next((shared / "data").glob("p04_*"))
    done = take(ws, file)
    assert done.new == 99
    assert take(ws, file).same == 99
