"""The marked copy keeps what the office made, says what is wrong, and comes back as the same entries."""

import csv
import hashlib
import random
import shutil
import subprocess
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from client.errors import InputProblem
from client.settings import Settings
from client.spreadsheets.marking import features
from client.spreadsheets.marking.told import FILLS, NOTE
from client.spreadsheets.reader import read
from client.workflows import export_sheet, import_sheet, mark_sheet
from client.workflows.importing.prepared import Prepared
from client.workflows.workspace import Workspace
from tests.spreadsheets.open_document import ods

HEAD = [
    "序号", "目录名称", "提供单位", "提供单位代码", "摘要", "资源格式分类", "资源格式", "更新频率", "共享属性", "共享方式", "开放属性", "数据级别", "共享条件",
    "数据项名称", "数据类型", "数据长度", "备注",
]  # fmt: skip
GOOD = ("清河县民政局", "11110110000093470L")
FAULTS = 60


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    workspace = Workspace.open(tmp_path / "work.db", settings=Settings(tmp_path / "settings.json"))
    yield workspace
    workspace.close()


def row(number: int) -> list[Any]:
    kind = "甲乙丙丁戊己庚辛壬癸"[number % 10] + "子丑寅卯辰巳午未申酉戌亥"[number // 10 % 12]
    own = f"{kind}类{chr(0x6C34 + number // 120)}业务办理结果信息"
    return [
        number + 1, own, *GOOD, f"全县{own}的办理对象、办理日期和办理结果等内容。", "电子表格", "xlsx", "每月", "无条件共享",
        "文件方式", "不予开放", "一般数据", "行政依据、工作参考、数据校核、业务协同", f"{kind}对象名称", "字符型", 60, "=ROW()",
    ]  # fmt: skip


def office_workbook(path: Path, rows: Sequence[Sequence[Any]]) -> None:
    """As offices make them: a title, coloured headers, widths, a formula column, a second sheet, a drop-down."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "2026年 'A'目录"
    sheet["A1"] = "清河县政务数据目录"
    sheet["A1"].font = Font(name="方正小标宋", size=20)
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(HEAD))
    for column, text in enumerate(HEAD, 1):
        cell = sheet.cell(2, column, text)
        cell.fill, cell.font = PatternFill("solid", fgColor="FF4472C4"), Font(bold=True, color="FFFFFFFF")
        cell.border = Border(bottom=Side(style="medium"))
        sheet.column_dimensions[get_column_letter(column)].width = 8 + column * 1.5
    for number, cells in enumerate(rows, 3):
        for column, value in enumerate(cells, 1):
            cell = sheet.cell(number, column, value)
            cell.font = Font(name="仿宋", size=10 + column % 3)
            cell.alignment = Alignment(wrap_text=column % 2 == 0)
            if number % 2:
                cell.fill = PatternFill("solid", fgColor="FFF2F2F2")
        sheet.row_dimensions[number].height = 18
    sheet.cell(3, 2).comment = Comment("科室说明", "张三")
    choice = DataValidation(type="list", formula1='"无条件共享,有条件共享,不予共享"')
    sheet.add_data_validation(choice)
    choice.add("I3:I600")
    sheet.freeze_panes = "C3"
    other = book.create_sheet("联系方式")
    other.append(["科室", "=1+1"])
    other.column_dimensions["A"].width = 33
    book.save(path)


def seeded() -> tuple[list[list[Any]], dict[tuple[int, int], Any]]:
    """500 clean rows with 60 faults: the places (row and column of the sheet) and the right value of each."""
    rows = [row(number) for number in range(500)]
    dice = random.Random(4)
    wrong = {4: "", 3: "11110110000093471X", 7: "每世纪一次", 8: "看情况吧", 14: "某某型", 1: ""}
    right: dict[tuple[int, int], Any] = {}
    for number in dice.sample(range(500), FAULTS):
        column = dice.choice(list(wrong))
        right[number + 3, column + 1] = rows[number][column]
        rows[number][column] = wrong[column]
    return rows, right


def look(cell: Cell) -> tuple[Any, ...]:
    parts = (cell.font, cell.border, cell.alignment, cell.protection)
    return (cell.number_format, *(copy(part) for part in parts))


def marked_cells(sheet: Worksheet) -> dict[tuple[int, int], str]:
    ours = set(FILLS.values())
    return {
        (cell.row or 0, cell.column or 0): cell.comment.text if cell.comment else ""
        for cells in sheet.iter_rows()
        for cell in cells
        if cell.fill.fill_type == "solid" and cell.fill.fgColor.rgb in ours and (cell.column or 0) <= len(HEAD)
    }


def test_round_trip_of_sixty_faults(ws: Workspace, tmp_path: Path) -> None:
    rows, right = seeded()
    file, out = tmp_path / "目录.xlsx", tmp_path / "目录_校验.xlsx"
    office_workbook(file, [row(number) for number in range(500)])
    clean = import_sheet.prepare(ws, file)
    assert [(one.rule, one.field, one.cells[:1]) for one in clean.summary.faults if one.severity != "info"] == []
    clean.discard()
    office_workbook(file, rows)
    before = hashlib.sha256(file.read_bytes()).digest()

    prepared = import_sheet.prepare(ws, file)
    done = mark_sheet.mark(prepared, out)
    imported = import_sheet.apply(ws, prepared)
    assert hashlib.sha256(file.read_bytes()).digest() == before
    assert imported.new == 500

    old, new = load_workbook(file), load_workbook(out)
    own, sheet = old.worksheets[0], new.worksheets[0]
    found = marked_cells(sheet)
    assert set(right) <= set(found), set(right) - set(found)
    assert all(NOTE in text for place, text in found.items() if place in right)
    assert done.cells == len(found)
    kept = same_look(own, sheet)
    print(f"\nmarked {len(set(right) & set(found))} of {len(right)} seeded ({len(found)} cells); kept {kept:.2%}")
    assert kept >= 0.99
    assert widths(old) == {name: {k: v for k, v in columns.items() if k in widths(old)[name]}
                           for name, columns in widths(new).items() if name in widths(old)}  # fmt: skip
    assert new["联系方式"]["B1"].value == "=1+1"
    assert sheet["Q3"].value == "=ROW()"
    assert sheet.freeze_panes == own.freeze_panes
    assert len(sheet.data_validations.dataValidation) == 1
    assert sheet["B3"].comment is not None
    assert "科室说明" in sheet["B3"].comment.text

    again = import_sheet.prepare(ws, out)
    assert counts(again) == {"new": 0, "changed": 0, "same": 500, "duplicate": 0, "refused": 0}
    again.discard()

    for (line, column), value in right.items():
        sheet.cell(line, column).value = value
    new.save(out)
    mended = import_sheet.prepare(ws, out)
    assert counts(mended) == {"new": 0, "changed": FAULTS, "same": 500 - FAULTS, "duplicate": 0, "refused": 0}
    done = mark_sheet.mark(mended, tmp_path / "再校验.xlsx")
    assert import_sheet.apply(ws, mended).new == 0
    last = load_workbook(tmp_path / "再校验.xlsx")
    assert not set(right) & set(marked_cells(last.worksheets[0]))
    assert same_look(own, last.worksheets[0], fills=True) == 1.0
    assert last.sheetnames.count("校验汇总") == 1


def same_look(own: Worksheet, sheet: Worksheet, *, fills: bool = False) -> float:
    """The share of the office's cells that look the same; `fills`: coloured ones too."""
    cells = [(cell, sheet.cell(cell.row or 1, cell.column or 1)) for cells in own.iter_rows() for cell in cells]
    pairs = [(one, other) for one, other in cells if isinstance(one, Cell) and isinstance(other, Cell)]
    same = 0
    for one, other in pairs:
        marked = not fills and other.fill.fgColor.rgb in FILLS.values()
        same += look(one) == look(other) and (marked or copy(one.fill) == copy(other.fill))
    return same / len(pairs)


def widths(book: Workbook) -> Mapping[str, Mapping[str, float]]:
    return {
        sheet.title: {name: one.width for name, one in sheet.column_dimensions.items()} for sheet in book.worksheets
    }


def counts(prepared: Prepared) -> dict[str, int]:
    return {kind: prepared.summary.count(kind) for kind in ("new", "changed", "same", "duplicate", "refused")}


def test_a_check_before_any_import_already_fixes_the_ids(ws: Workspace, tmp_path: Path) -> None:
    rows, right = seeded()
    file, out = tmp_path / "目录.xlsx", tmp_path / "校验.xlsx"
    office_workbook(file, rows[:40])
    prepared = import_sheet.prepare(ws, file)
    mark_sheet.mark(prepared, out)
    prepared.discard()
    assert import_sheet.apply(ws, import_sheet.prepare(ws, out)).new == 40
    book = load_workbook(out)
    for line in range(3, 43):
        # Renamed as well: neither code nor name would find the entry.
        book.worksheets[0].cell(line, 2).value = f"改名后的{chr(0x6C34 + line)}事项信息"
    book.save(out)
    again = import_sheet.apply(ws, import_sheet.prepare(ws, out))
    assert (again.new, again.changed) == (0, 40)
    assert right


def test_rows_may_be_copied_moved_and_deleted(ws: Workspace, tmp_path: Path) -> None:
    file, out = tmp_path / "目录.xlsx", tmp_path / "校验.xlsx"
    office_workbook(file, [row(number) for number in range(6)])
    prepared = import_sheet.prepare(ws, file)
    mark_sheet.mark(prepared, out)
    import_sheet.apply(ws, prepared)
    book = load_workbook(out)
    sheet = book.worksheets[0]
    for column in range(1, sheet.max_column + 1):
        sheet.cell(9, column).value = sheet.cell(3, column).value
    sheet.cell(9, 2).value = "复制出来又改了名的事项信息"
    sheet.delete_rows(5)
    book.save(out)
    assert counts(import_sheet.prepare(ws, out)) == {"new": 1, "changed": 0, "same": 5, "duplicate": 0, "refused": 0}


def test_formulas_keep_their_last_results(ws: Workspace, tmp_path: Path) -> None:
    file, out = tmp_path / "目录.xlsx", tmp_path / "校验.xlsx"
    office_workbook(file, [row(number) for number in range(3)])
    # As Excel saves it: the formula and its result.
    part = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(file) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    assert b"<f>ROW()</f>" in parts[part]
    parts[part] = parts[part].replace(b"<f>ROW()</f><v />", b"<f>ROW()</f><v>7</v>").replace(
        b"<f>ROW()</f><v></v>", b"<f>ROW()</f><v>7</v>"
    )  # fmt: skip
    with zipfile.ZipFile(file, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    assert read(file).sheets[0].rows[2][16] == 7
    mark_sheet.mark(import_sheet.prepare(ws, file), out)
    assert read(out).sheets[0].rows[2][16] == 7
    assert load_workbook(out).worksheets[0]["Q3"].value == "=ROW()"


def test_a_text_table_becomes_a_workbook_and_runs_nothing(ws: Workspace, tmp_path: Path) -> None:
    file, out = tmp_path / "目录.csv", tmp_path / "校验.xlsx"
    nasty = ["", *row(0)[1:]]
    nasty[4] = '=HYPERLINK("http://x","点我")'
    nasty[1] = "+加号开头的事项信息"
    lines = [",".join(HEAD), ",".join(f'"{str(cell).replace(chr(34), chr(34) * 2)}"' for cell in nasty)]
    file.write_text("\n".join(lines), encoding="gb18030")
    prepared = import_sheet.prepare(ws, file)
    mark_sheet.mark(prepared, out)
    import_sheet.apply(ws, prepared)
    cells = [cell for sheet in load_workbook(out) for cells in sheet.iter_rows() for cell in cells if cell.value]
    assert all(cell.data_type != "f" for cell in cells)
    again = import_sheet.prepare(ws, out)
    assert counts(again)["same"] == 1


def test_a_text_in_front_of_which_a_blank_hides_a_formula_is_marked_as_text(ws: Workspace, tmp_path: Path) -> None:
    file, out = tmp_path / "目录.csv", tmp_path / "校验.xlsx"
    starts = ("=", "+", "-", "@", "\t=", "\r=", "＝")
    with file.open("w", encoding="utf-8", newline="") as stream:
        rows = [[*row(number)[:1], f"{start}1+1的信息", *row(number)[2:]] for number, start in enumerate(starts)]
        csv.writer(stream, quoting=csv.QUOTE_ALL).writerows([HEAD, *rows])
    mark_sheet.mark(import_sheet.prepare(ws, file), out)
    names = [cell for (cell,) in load_workbook(out).worksheets[0].iter_rows(min_row=2, min_col=2, max_col=2)]
    assert [str(cell.value)[0] for cell in names] == [start[0] for start in starts]
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in names)


def test_a_secret_row_is_not_copied(ws: Workspace, tmp_path: Path) -> None:
    file, out = tmp_path / "目录.xlsx", tmp_path / "校验.xlsx"
    rows = [row(number) for number in range(3)]
    rows[1][4] = "机密★10年 涉密人员名单"
    office_workbook(file, rows)
    mark_sheet.mark(import_sheet.prepare(ws, file), out)
    sheet = load_workbook(out).worksheets[0]
    assert all(sheet.cell(4, column).value is None for column in range(1, len(HEAD) + 1))
    assert "密级" in str(sheet.cell(4, len(HEAD) + 1).value)
    with zipfile.ZipFile(out) as package:
        assert not any("涉密人员名单".encode() in package.read(name) for name in package.namelist())


def test_never_over_the_office_file(ws: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "目录.xlsx"
    office_workbook(file, [row(0)])
    prepared = import_sheet.prepare(ws, file)
    with pytest.raises(InputProblem, match=r"import\.marked-over-itself"):
        mark_sheet.mark(prepared, tmp_path / "." / "目录.xlsx")
    with pytest.raises(InputProblem, match=r"import\.no-such-format"):
        mark_sheet.mark(prepared, tmp_path / "目录.xls")
    with pytest.raises(InputProblem, match=r"input\.not-written"):
        mark_sheet.mark(prepared, tmp_path / "没有" / "目录.xlsx")


def test_a_long_file_is_reported(ws: Workspace, tmp_path: Path) -> None:
    file, out = tmp_path / "目录.csv", tmp_path / "校验.xlsx"
    lines = [",".join(HEAD), ",".join(str(cell) for cell in [*row(0)[:4], "", *row(0)[5:]])]
    file.write_text("\n".join([*lines, *["," * 16 + "备注" for _ in range(50_100)]]), encoding="utf-8")
    done = mark_sheet.mark(import_sheet.prepare(ws, file), out)
    assert done.report
    texts = [[cell.value for cell in cells] for cells in load_workbook(out).worksheets[0].iter_rows()]
    assert any("目录!E2" in str(line[1]) for line in texts[3:])
    problem = import_sheet.prepare(ws, out).problem
    assert problem is not None


def test_what_the_copy_loses_is_known(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    with zipfile.ZipFile(file, "w") as package:
        for name in (
            "xl/charts/chart1.xml", "xl/media/image1.png", "xl/vbaProject.bin", "xl/pivotTables/pivotTable1.xml",
            "xl/slicers/slicer1.xml", "xl/cellimages.xml", "xl/threadedComments/threadedComment1.xml",
        ):  # fmt: skip
            package.writestr(name, b"")
        package.writestr("xl/drawings/drawing1.xml", b"<xdr:wsDr><xdr:sp macro=''>")
        package.writestr(
            "xl/worksheets/sheet1.xml", b"<x14:conditionalFormatting a=''><x14:dataValidation ><x14:sparklineGroup >"
        )
    assert set(features.lost_in(file.read_bytes())) == {
        "charts", "images", "macros", "pivot-tables", "slicers", "cell-images", "threads", "shapes",
        "conditional-formats", "drop-downs", "sparklines",
    }  # fmt: skip
    assert features.lost_in(b"no zip") == ()


def test_every_shape_of_catalog_comes_back_unchanged(ws: Workspace, tmp_path: Path, shared: Path) -> None:
    for number, file in enumerate([*sorted((shared / "data").glob("p0[1-7]*")), *(shared / "data").glob("p12_*")]):
        prepared = import_sheet.prepare(ws, file)
        out = tmp_path / f"{number}.xlsx"
        mark_sheet.mark(prepared, out)
        import_sheet.apply(ws, prepared)
        again = import_sheet.prepare(ws, out)
        found = counts(again)
        again.discard()
        assert found["new"] == found["changed"] == found["refused"] == 0, file.name


def test_a_workbook_with_a_cell_far_out_is_marked_again_and_again(ws: Workspace, tmp_path: Path) -> None:
    rows = [row(number) for number in range(12)]
    rows[4][3] = "11110110000093471X"
    file = tmp_path / "目录.xlsx"
    office_workbook(file, rows)
    book = load_workbook(file)
    book.worksheets[0]["XFD1048576"] = "迷路"
    book.save(file)
    for name in ("一.xlsx", "二.xlsx"):
        prepared = import_sheet.prepare(ws, file)
        stray = next(one for one in prepared.summary.understanding.damage if one.kind == "stray")
        assert [cell.rpartition("!")[2] for cell in stray.cells] == ["XFD1048576"]
        file = tmp_path / name
        assert mark_sheet.mark(prepared, file).cells == 1
        prepared.discard()
    assert load_workbook(file).worksheets[0]["XFD1048576"].value == "迷路"


def test_saved_as_a_text_table_it_is_still_the_office_s_own(ws: Workspace, tmp_path: Path) -> None:
    rows = [row(number) for number in range(6)]
    for cells in rows:
        # Read as the office's own this is xlsx; in a workbook of ours it would be what somebody typed.
        cells[6] = "['xlsx']"
    file, out, text = tmp_path / "目录.xlsx", tmp_path / "校验.xlsx", tmp_path / "校验.csv"
    office_workbook(file, rows)
    prepared = import_sheet.prepare(ws, file)
    mark_sheet.mark(prepared, out)
    import_sheet.apply(ws, prepared)
    with text.open("w", encoding="gb18030", newline="") as stream:
        csv.writer(stream).writerows(load_workbook(out).worksheets[0].iter_rows(values_only=True))
    assert counts(import_sheet.prepare(ws, text)) == {"new": 0, "changed": 0, "same": 6, "duplicate": 0, "refused": 0}
    book = load_workbook(out)
    book.remove(book["catalog-client"])
    book.save(out)
    again = import_sheet.prepare(ws, out)
    assert counts(again)["same"] == 6
    mark_sheet.mark(again, tmp_path / "再校验.xlsx")
    assert "校验汇总2" not in load_workbook(tmp_path / "再校验.xlsx").sheetnames


def test_a_repeated_row_sorted_to_the_front_is_still_the_repetition(ws: Workspace, tmp_path: Path) -> None:
    file, out = tmp_path / "目录.xlsx", tmp_path / "校验.xlsx"
    rows = [row(number) for number in range(4)]
    office_workbook(file, [*rows, rows[0], rows[1]])
    prepared = import_sheet.prepare(ws, file)
    mark_sheet.mark(prepared, out)
    import_sheet.apply(ws, prepared)
    book = load_workbook(out)
    sheet = book.worksheets[0]
    cells = [[cell.value for cell in cells] for cells in sheet.iter_rows(min_row=3)]
    for number, values in enumerate(reversed(cells), 3):
        for column, value in enumerate(values, 1):
            sheet.cell(number, column).value = value
    book.save(out)
    found = import_sheet.prepare(ws, out)
    assert counts(found) == {"new": 0, "changed": 0, "same": 4, "duplicate": 2, "refused": 0}
    assert [line.row for line in found.summary.lines] == sorted(line.row for line in found.summary.lines)


def test_an_export_of_ours_is_marked_clean_when_it_was_mended(ws: Workspace, tmp_path: Path) -> None:
    file, out = tmp_path / "目录.xlsx", tmp_path / "校验.xlsx"
    office_workbook(file, [row(number) for number in range(3)])
    import_sheet.apply(ws, import_sheet.prepare(ws, file))
    export_sheet.export(ws, tmp_path / "导出.xlsx")
    book = load_workbook(tmp_path / "导出.xlsx")
    sheet = book.worksheets[0]
    place = next(cell for cells in sheet.iter_rows() for cell in cells if cell.value == "每月").coordinate
    sheet[place].value = "每世纪一次"
    book.save(tmp_path / "导出.xlsx")
    mark_sheet.mark(import_sheet.prepare(ws, tmp_path / "导出.xlsx"), out)
    book = load_workbook(out)
    assert book.worksheets[0][place].fill.fgColor.rgb in FILLS.values()
    book.worksheets[0][place].value = "每月"
    book.save(out)
    found = import_sheet.prepare(ws, out)
    assert counts(found)["same"] == 3
    mark_sheet.mark(found, tmp_path / "再校验.xlsx")
    assert load_workbook(tmp_path / "再校验.xlsx").worksheets[0][place].fill.fgColor.rgb not in FILLS.values()


def test_a_row_says_first_what_is_wrong_with_it_and_the_summary_what_the_table_lacks(
    ws: Workspace, tmp_path: Path
) -> None:
    file, out = tmp_path / "目录.xlsx", tmp_path / "校验.xlsx"
    lacking = HEAD.index("共享属性")
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for cells in [HEAD, *map(row, range(20))]:
        sheet.append([cell for place, cell in enumerate(cells) if place != lacking])
    sheet["H5"] = "每世纪一次"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(HEAD) - 1)}21"
    book.save(file)
    mark_sheet.mark(import_sheet.prepare(ws, file), out)
    made = load_workbook(out)
    marked = made.worksheets[0]
    last = get_column_letter(len(HEAD))
    told = [str(cell.value) for (cell,) in marked[f"{last}2:{last}21"]]
    assert all(text.count("必须改") == 1 and "“共享" in text for text in told)
    assert told[3].startswith("必须改：“每世纪一次”")
    assert marked[f"{last}5"].fill.fgColor.rgb == FILLS["error"]
    assert marked.freeze_panes == "A2"
    assert marked.auto_filter.ref == f"A1:{last}21"
    lines = [[cell.value for cell in cells] for cells in made["校验汇总"].iter_rows()]
    lacks = [line for line in lines if line[1] == 20 and "共享" in str(line[2])]
    assert len(lacks) == 1
    assert "没有“共享" in str(lacks[0][4])
    assert not any("共享" in str(line[3]) for line in lines if str(line[1]).startswith("Sheet!"))
    assert made["校验汇总"].page_setup.orientation == "landscape"


def test_a_form_is_told_beside_it_and_comes_back(ws: Workspace, tmp_path: Path) -> None:
    file, out = tmp_path / "表单.xlsx", tmp_path / "校验.xlsx"
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for cells in (
        ["目录名称", "低保对象信息"], ["提供单位", "清河县民政局"], ["更新频率", "每世纪一次"], ["目录摘要", "全县低保对象的基本情况。"],
        ["共享属性", "无条件共享"], ["开放属性", "不予开放"], ["资源格式", "xlsx"],
    ):  # fmt: skip
        sheet.append(cells)
    book.save(file)
    prepared = import_sheet.prepare(ws, file)
    mark_sheet.mark(prepared, out)
    import_sheet.apply(ws, prepared)
    marked = load_workbook(out).worksheets[0]
    assert marked["C1"].value == "校验结果"
    assert str(marked["C2"].value).startswith("必须改：")
    assert "更新频率" in str(marked["C3"].value)
    assert marked.freeze_panes is None
    assert counts(import_sheet.prepare(ws, out))["same"] == 1


def test_a_form_whose_sheet_is_renamed_keeps_its_name(ws: Workspace, tmp_path: Path, shared: Path) -> None:
    prepared = import_sheet.prepare(ws, next((shared / "data").glob("p12_*")))
    mark_sheet.mark(prepared, tmp_path / "校验.xlsx")
    import_sheet.apply(ws, prepared)
    book = load_workbook(tmp_path / "校验.xlsx")
    book.worksheets[0].title = "Sheet1"
    book.save(tmp_path / "校验.xlsx")
    assert counts(import_sheet.prepare(ws, tmp_path / "校验.xlsx"))["same"] == 1


def test_an_old_workbook_keeps_its_looks(ws: Workspace, tmp_path: Path) -> None:
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        pytest.skip("LibreOffice is not installed here, and nothing else writes an xls with styles")
    rows = [row(number) for number in range(12)]
    rows[3][7] = "每世纪一次"
    office_workbook(tmp_path / "目录.xlsx", rows)
    command = [office, "--headless", f"-env:UserInstallation={(tmp_path / 'home').as_uri()}", "--convert-to", "xls"]
    subprocess.run([*command, "--outdir", tmp_path, tmp_path / "目录.xlsx"], check=True, timeout=120)
    prepared = import_sheet.prepare(ws, tmp_path / "目录.xls")
    done = mark_sheet.mark(prepared, tmp_path / "校验.xlsx")
    import_sheet.apply(ws, prepared)
    assert set(done.lost) == {"formulas", "lists"}
    own, copy_ = load_workbook(tmp_path / "目录.xlsx"), load_workbook(tmp_path / "校验.xlsx")
    for name in own.sheetnames:
        for cells in own[name].iter_rows():
            for cell in cells:
                held = copy_[name][cell.coordinate]
                assert (held.font.sz, held.font.b) == (cell.font.sz or 11, cell.font.b)
                assert held.fill.fgColor.rgb == cell.fill.fgColor.rgb or held.fill.fgColor.rgb in FILLS.values()
                assert held.border.bottom.style == cell.border.bottom.style
                assert bool(held.alignment.wrap_text) == bool(cell.alignment.wrap_text)
        for letter, width in widths(own)[name].items():
            assert widths(copy_)[name][letter] == pytest.approx(width, abs=0.5)
    sheet = copy_.worksheets[0]
    assert sheet.row_dimensions[3].height == pytest.approx(18, abs=0.5)
    assert sheet["B3"].comment is not None
    assert "科室说明" in sheet["B3"].comment.text
    assert [str(one) for one in sheet.merged_cells.ranges] == [f"A1:{get_column_letter(len(HEAD))}1"]
    assert set(marked_cells(sheet)) == {(6, 8)}
    assert counts(import_sheet.prepare(ws, tmp_path / "校验.xlsx"))["same"] == 12


@pytest.mark.parametrize(("formula", "lost"), [(True, {"styles", "formulas"}), (False, {"styles"})])
def test_what_the_copy_of_an_open_document_lacks_is_named(
    ws: Workspace, tmp_path: Path, formula: bool, lost: set[str]
) -> None:
    rows = [[*HEAD], *([*map(str, row(number))] for number in range(3))]
    if formula:
        marks = 'table:formula="of:=1+1" office:value-type="float" office:value="2"'
        rows[1][-1] = f"<table:table-cell {marks}><text:p>2</text:p></table:table-cell>"
    (tmp_path / "目录.ods").write_bytes(ods(rows))
    prepared = import_sheet.prepare(ws, tmp_path / "目录.ods")
    assert set(mark_sheet.mark(prepared, tmp_path / "校验.xlsx").lost) == lost
    import_sheet.apply(ws, prepared)
    assert counts(import_sheet.prepare(ws, tmp_path / "校验.xlsx"))["same"] == 3
