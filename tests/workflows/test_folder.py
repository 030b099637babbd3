"""Many files as one plan: taken over together, taken back together, sent back to their departments."""

from pathlib import Path

import openpyxl
import pytest

from client.errors import Cancelled, InputProblem
from client.store.query import EntryFilter
from client.workflows import edit_entry, import_folder, import_sheet, mark_folder
from client.workflows.import_folder import FolderLine
from client.workflows.workspace import Workspace

HEAD = ["目录名称", "提供单位", "摘要", "更新频率", "共享属性"]


def book(file: Path, *rows: list[str]) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    made = openpyxl.Workbook()
    page = made.active
    assert page is not None
    for row in (HEAD, *rows):
        page.append(row)
    made.save(file)
    return file


def row(name: str, office: str, cycle: str = "每月") -> list[str]:
    return [name, office, f"全县{name}的基本情况和办理结果。", cycle, "无条件共享"]


def lines(ws: Workspace, folder: Path) -> list[FolderLine]:
    return list(import_folder.prepare(ws, import_folder.files_in(folder)))


def names(ws: Workspace) -> list[str]:
    return sorted(one.name for one in ws.query.rows(EntryFilter(), "name", False))


def test_the_same_entry_in_two_files_comes_in_once(ws: Workspace, tmp_path: Path) -> None:
    book(tmp_path / "1 旧.xlsx", row("低保对象信息", "清河县民政局", "每年"), row("孤儿信息", "清河县民政局"))
    book(tmp_path / "2 新.xlsx", row("低保对象信息", "清河县民政局", "每月"))
    plans = [one.prepared for one in lines(ws, tmp_path) if one.prepared]
    done = import_folder.apply(ws, plans)
    assert [(one.new, one.changed) for _, one in done.done] == [(2, 0), (0, 1)]
    assert names(ws) == ["低保对象信息", "孤儿信息"]


def test_a_copy_of_a_file_is_said_and_not_read_twice(ws: Workspace, tmp_path: Path) -> None:
    book(tmp_path / "1 民政.xlsx", row("低保对象信息", "清河县民政局"), row("暂住人口信息", "清河县公安局"))
    (tmp_path / "2 民政（副本）.xlsx").write_bytes((tmp_path / "1 民政.xlsx").read_bytes())
    (tmp_path / "3 别的.xlsx").write_bytes(b"x" * (tmp_path / "1 民政.xlsx").stat().st_size)
    found = lines(ws, tmp_path)
    assert [one.problem.code if one.problem else "" for one in found][:2] == ["", "import.same-file"]
    assert found[2].problem is None or found[2].problem.code != "import.same-file"
    assert found[0].department == "清河县民政局等2家"


def test_a_file_of_a_kind_that_is_not_read_is_a_line_with_advice_and_stops_nothing(
    ws: Workspace, tmp_path: Path
) -> None:
    book(tmp_path / "民政.xlsx", row("低保对象信息", "清河县民政局"))
    (tmp_path / "柳林镇.pdf").write_bytes(b"%PDF-1.4")
    (tmp_path / "各村.zip").write_bytes(b"PK\x05\x06" + bytes(18))
    said = {one.file.name: one.problem.code if one.problem else "" for one in lines(ws, tmp_path)}
    assert said == {"各村.zip": "input.archive", "柳林镇.pdf": "input.pdf", "民政.xlsx": ""}


def test_a_folder_is_taken_back_as_a_whole_but_for_what_was_edited_since(ws: Workspace, tmp_path: Path) -> None:
    book(tmp_path / "民政.xlsx", row("低保对象信息", "清河县民政局"))
    book(tmp_path / "公安.xlsx", row("暂住人口信息", "清河县公安局"))
    plans = [one.prepared for one in lines(ws, tmp_path) if one.prepared]
    done = import_folder.apply(ws, plans)
    assert {one.folder for one in ws.query.imports()} == {done.folder}
    assert ws.query.count(EntryFilter(import_id=done.folder)) == 2
    (entry_id,) = ws.query.ids(EntryFilter(text="暂住人口信息"))
    held = edit_entry.stored(ws, entry_id).entry
    edit_entry.save(ws, held.with_value("summary", "改过的摘要，比原来的更清楚。"), held)
    undone = import_folder.undo(ws, done.folder)
    assert names(ws) == ["暂住人口信息"]
    assert {entry for entry, _, _ in undone.skipped} == {entry_id}
    assert {one.state for one in ws.query.imports()} == {"undone"}
    with pytest.raises(InputProblem, match=r"import\.unknown"):
        import_folder.undo(ws, done.folder)


class StopsInSecondFile:
    """Stop is pressed while the second file is being written."""

    def __init__(self) -> None:
        self.files = 0

    def stage(self, name: str, total: int = 0) -> None:
        self.files += name == "applying"

    def step(self, done: int) -> None:
        if self.files == 2 and done:
            raise Cancelled


def test_stopping_keeps_the_files_that_are_in(ws: Workspace, tmp_path: Path) -> None:
    book(tmp_path / "1.xlsx", row("低保对象信息", "清河县民政局"))
    book(tmp_path / "2.xlsx", row("暂住人口信息", "清河县公安局"))
    plans = [one.prepared for one in lines(ws, tmp_path) if one.prepared]
    done = import_folder.apply(ws, plans, progress=StopsInSecondFile())
    assert done.stopped
    assert [file.name for file, _ in done.done] == ["1.xlsx"]
    assert names(ws) == ["低保对象信息"]


def test_marked_copies_are_named_by_department_and_never_written_over(ws: Workspace, tmp_path: Path) -> None:
    folder = tmp_path / "上报"
    book(folder / "a.xlsx", row("低保对象信息", "清河县民政局"))
    book(folder / "b.xlsx", row("孤儿信息", "清河县民政局", "不知道"))
    book(folder / "c.xlsx", row("暂住人口信息", "清河县公安局/户政:科"))
    found = lines(ws, folder)
    out = mark_folder.beside(folder)
    sent = list(mark_folder.mark(ws, found, out))
    assert out == tmp_path / "上报_校验"
    assert [one.out.name for one in sent if one.out] == [
        "清河县民政局_校验.xlsx", "清河县民政局 b_校验.xlsx", "清河县公安局 户政 科_校验.xlsx",
    ]  # fmt: skip
    assert "清河县民政局：" in sent[0].letter
    absent = next(text for text in sent[0].letter.splitlines() if text.startswith("表里没有这些列"))
    assert "提供单位代码" in absent
    assert "更新频率" not in absent
    assert "《清河县民政局_校验.xlsx》" in sent[0].letter
    assert (out / "清河县民政局_校验.txt").read_text(encoding="utf-8-sig") == sent[0].letter
    before = (out / "清河县民政局_校验.xlsx").read_bytes()
    again = list(mark_folder.mark(ws, found[:1], out))
    assert [one.out.name for one in again if one.out] == ["清河县民政局 a_校验.xlsx"]
    assert (out / "清河县民政局_校验.xlsx").read_bytes() == before


def test_a_folder_that_cannot_be_written_is_said(ws: Workspace, tmp_path: Path) -> None:
    book(tmp_path / "a.xlsx", row("低保对象信息", "清河县民政局"))
    (tmp_path / "挡路").write_text("", encoding="utf-8")
    with pytest.raises(InputProblem, match=r"input\.not-written"):
        list(mark_folder.mark(ws, lines(ws, tmp_path), tmp_path / "挡路"))


def test_a_mended_copy_of_a_folder_changes_the_same_entries(ws: Workspace, tmp_path: Path) -> None:
    folder = tmp_path / "上报"
    book(folder / "a.xlsx", row("低保对象信息", "清河县民政局", "不知道"))
    found = lines(ws, folder)
    import_folder.apply(ws, [one.prepared for one in found if one.prepared])
    (sent,) = mark_folder.mark(ws, found, tmp_path / "标记")
    assert sent.out is not None
    marked = openpyxl.load_workbook(sent.out)
    sheet = marked.worksheets[0]
    next(cell for line in sheet.iter_rows() for cell in line if cell.value == "不知道").value = "每月"
    marked.save(sent.out)
    again = import_sheet.prepare(ws, sent.out)
    assert (again.summary.count("new"), again.summary.count("changed")) == (0, 1)
