"""Sheets of data as offices have them: heads of two rows, counted rows, totals and footnotes, numbered file names."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook

from client.catalog import profile as profiles
from client.catalog.entry import as_text
from client.spreadsheets.drafting.found import Drafted
from client.spreadsheets.drafting.reading import draft
from tests.spreadsheets.drafting.sources import IDS

PROFILE = profiles.get("decree-809")
HEAD: Sequence[Sequence[object]] = (
    ("企业名称", "注册信息", None, "联系人", None, "法人", None),
    (None, "注册资本（万元）", "成立日期", "姓名", "手机号码", "姓名", "是否变更"),
)
ROW = ("甲公司", 50, "2020年3月1日", "王伟", "13800138000", "李丽", "否")


def values(drafted: Drafted, field: str) -> list[str]:
    return [as_text(item.values[field].value) if field in item.values else "" for item in drafted.items]


def book(path: Path, rows: Sequence[Sequence[object]], merges: Sequence[str] = ()) -> Path:
    made = Workbook()
    sheet = made.worksheets[0]
    for row in rows:
        sheet.append(list(row))
    for merge in merges:
        sheet.merge_cells(merge)
    made.save(path)
    return path


def test_a_head_of_two_rows(tmp_path: Path) -> None:
    path = book(tmp_path / "企业.xlsx", [*HEAD, *[ROW] * 25], ("A1:A2", "B1:C1", "D1:E1", "F1:G1"))
    drafted = draft(path, PROFILE)
    expected = ["企业名称", "注册资本", "成立日期", "联系人姓名", "手机号码", "法人姓名", "是否变更"]
    assert values(drafted, "item_name") == expected
    assert values(drafted, "item_type")[1:3] == ["currency", "date"]


def test_the_same_head_saved_as_csv(tmp_path: Path) -> None:
    path = tmp_path / "企业.csv"
    lines = [",".join("" if cell is None else str(cell) for cell in row) for row in (*HEAD, *[ROW] * 25)]
    path.write_text("\n".join(lines), encoding="utf-8")
    assert values(draft(path, PROFILE), "item_name")[2:4] == ["成立日期", "联系人姓名"]


def test_counters_totals_and_footnotes_are_no_data(tmp_path: Path) -> None:
    people: list[Sequence[object]] = [(at + 1, f"王{at}", IDS[at % len(IDS)], 100) for at in range(30)]
    rows = [("2024年度高龄津贴发放花名册",), ("序号", "姓名", "身份证号", "发放金额"), *people]
    rows += [("合计", None, None, 3000), ("填表人：张三    审核人：李四",)]
    drafted = draft(book(tmp_path / "a.xlsx", rows, ("A1:D1",)), PROFILE)
    assert drafted.values["name"].value == "高龄津贴发放花名册"
    assert values(drafted, "item_name") == ["姓名", "身份证号", "发放金额"]
    assert set(values(drafted, "item_nullable")) == {"no"}


def test_merged_cells_hold_for_every_row(tmp_path: Path) -> None:
    rows = [("社区", "网格号"), *[(f"第{at // 4}社区" if at % 4 == 0 else None, f"WG{at:03}") for at in range(24)]]
    merges = [f"A{top}:A{top + 3}" for top in range(2, 26, 4)]
    assert values(draft(book(tmp_path / "网格.xlsx", rows, merges), PROFILE), "item_nullable") == ["no", "no"]


def test_columns_without_values_have_the_type_of_their_name(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("公园名称,占地面积,建成日期,门票价,年接待人次数\n", encoding="utf-8")
    assert values(draft(path, PROFILE), "item_type") == ["string", "number", "date", "currency", "integer"]


def test_ids_that_excel_made_numbers_are_ids(tmp_path: Path) -> None:
    rows = [("证件号码", "是否贫困"), *[(int(f"{number[:15]}000"), at % 2) for at, number in enumerate(IDS * 10)]]
    drafted = draft(book(tmp_path / "a.xlsx", rows), PROFILE)
    assert values(drafted, "item_type") == ["string", "logical"]
    assert values(drafted, "item_length")[0] == "18"
    assert values(drafted, "item_sensitive")[0] == "sensitive"


@pytest.mark.parametrize(
    "stem", ["32_行政村情况", "附件2：行政村情况", "（3）行政村情况", "行政村情况（2023年）", "2023年度行政村情况(1)"]
)
def test_numbers_of_files_are_no_part_of_the_name(stem: str, tmp_path: Path) -> None:
    path = tmp_path / f"{stem}.csv"
    path.write_text("村名,人口数\n", encoding="utf-8")
    assert draft(path, PROFILE).values["name"].value == "行政村情况"


def test_a_number_that_no_date_has_room_for(tmp_path: Path) -> None:
    rows = [("发生时间",), *[("2024-01-01",)] * 99, (f"2024-{9**40}-1",)]
    assert values(draft(book(tmp_path / "x.xlsx", rows), PROFILE), "item_name") == ["发生时间"]


def test_a_dash_among_numbers_is_a_blank(tmp_path: Path) -> None:
    rows = [("站点", "SO2"), *[(f"站{at}", "—" if at % 5 == 0 else at) for at in range(30)]]
    drafted = draft(book(tmp_path / "x.xlsx", rows), PROFILE)
    assert (values(drafted, "item_type")[1], values(drafted, "item_nullable")[1]) == ("integer", "yes")
