import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook

from client.catalog import profile as profiles
from client.errors import InputProblem
from client.spreadsheets.drafts import Understanding
from client.spreadsheets.tables import one_cell
from client.spreadsheets.template import write_template
from client.spreadsheets.understand import Learned, understand
from tests.spreadsheets.layouts import FLAT, LAYOUTS, flat_row, sheet_of, some
from tests.spreadsheets.more_layouts import MORE

ALL = {**LAYOUTS, **MORE}

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
needs_shared = pytest.mark.skipif(not SHARED.exists(), reason="../shared is not here")


def accounted_for(found: Understanding, *, rows_hold_one: bool = True) -> None:
    """Conservation: every row once, every row that is left out named."""
    for sheet in found.sheets:
        assert sheet.rows.balances(), sheet.name
        assert len(sheet.left_out) == sheet.rows.instruction + sheet.rows.total + sheet.rows.refused, sheet.name
        assert all(str(line.why) != line.why.code for line in sheet.left_out)
    entries = sum(sheet.rows.entry for sheet in found.sheets)
    refused = sum(draft.refused is not None for draft in found.drafts)
    # Entries beside one another stand in the same rows.
    assert entries == len(found.drafts) - refused if rows_hold_one else entries <= len(found.drafts)


@pytest.mark.parametrize("name", ALL)
def test_every_layout(name: str, tmp_path: Path) -> None:
    made = ALL[name](tmp_path)
    found = understand(made.path)
    accounted_for(found, rows_hold_one=name not in ("transposed", "side by side"))
    assert [draft.values.get("name") for draft in found.drafts] == made.names
    assert (len(found.drafts), found.items) == (made.entries, made.items)
    assert sum(len(sheet.left_out) for sheet in found.sheets) == made.left_out
    shown = found.sheets[made.sheet].columns
    columns = {column.header: (column.field, column.of_item) for column in shown}
    for header, wanted in made.columns.items():
        assert columns[" ".join(header.split())] == wanted
    letters = {column.column: (column.field, column.of_item) for column in shown}
    for letter, wanted in made.letters.items():
        assert letters[letter] == wanted


def expected() -> dict[str, dict[str, object]]:
    path = SHARED / "EXPECTED.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


@needs_shared
@pytest.mark.parametrize("name", expected())
def test_real_catalogs(name: str) -> None:
    wanted = expected()[name]
    found = understand(SHARED / name)
    accounted_for(found)
    if "entries" not in wanted:
        assert found.problem is not None
        assert not found.drafts
        return
    assert found.problem is None
    assert len(found.drafts) == wanted["entries"]
    if "items" in wanted:
        assert found.items == wanted["items"]
    if "blank_names" in wanted:
        assert sum("name" not in draft.values for draft in found.drafts) == wanted["blank_names"]
    if "distinct_providers" in wanted:
        assert len({draft.values["provider"] for draft in found.drafts}) == wanted["distinct_providers"]


@needs_shared
def test_columns_of_real_catalogs() -> None:
    known = total = 0
    for path in sorted(SHARED.glob("p*")):
        found = understand(path)
        for sheet in found.sheets:
            if sheet.verdict == "catalog":
                total += len(sheet.columns)
                known += sum(column.field is not None for column in sheet.columns)
    assert known / total > 0.85


@needs_shared
def test_a_column_of_conditions_that_is_the_opening_itself() -> None:
    found = understand(next(SHARED.glob("p01*")))
    column = next(one for one in found.sheets[0].columns if one.header == "开放条件")
    assert (column.field, column.how) == ("open_type", "content")
    assert {draft.values["open_type"] for draft in found.drafts} == {"unconditional"}


@needs_shared
@pytest.mark.parametrize(
    ("start", "verdict", "code"), [("p11", "outline", "input.outline"), ("p13", "not-a-catalog", "input.other-catalog")]
)
def test_what_is_no_catalog_is_refused_by_its_name(start: str, verdict: str, code: str) -> None:
    found = understand(next(SHARED.glob(f"{start}*")))
    assert found.sheets[0].verdict == verdict
    assert found.problem is not None
    assert found.problem.code == code
    with pytest.raises(InputProblem):
        found.require()


@needs_shared
def test_a_form_page() -> None:
    found = understand(next(SHARED.glob("p12*")))
    assert found.sheets[0].verdict == "form"
    (draft,) = found.drafts
    assert draft.values["name"] == "止车铁杆"
    assert draft.values["record_count"] == "3995"
    assert "contact_phone" not in draft.values
    assert draft.cell(-1, "provider") == "止车铁杆!B1"


@needs_shared
@pytest.mark.parametrize("path", sorted((SHARED / "templates").glob("*.xlsx")), ids=lambda path: path.stem)
def test_blank_templates_of_others(path: Path) -> None:
    found = understand(path)
    accounted_for(found)
    assert not found.drafts
    assert found.problem is not None


def made(folder: Path, rows: Sequence[Sequence[object]]) -> Path:
    book = Workbook()
    sheet = sheet_of(book)
    for row in rows:
        sheet.append(list(row))
    path = folder / "made.xlsx"
    book.save(path)
    return path


def test_blank_names_are_entries_not_continuations(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        [*FLAT, "信息项名称", "数据类型"],
        ["甲", "局", "述", "无条件共享", "每年", "姓名", "C"],
    ]
    rows += [
        ["", "", "", "", "", "性别", "C"],
        ["", "另一局", "述", "", "", "年龄", "N"],
        ["", "", "", "", "", "民族", "C"],
    ]
    found = understand(made(tmp_path, rows))
    assert [len(draft.items) for draft in found.drafts] == [2, 2]
    assert "name" not in found.drafts[1].values


def test_linked_values_know_their_class(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["目录名称", "提供单位", "格式类型", "格式分类"],
        ["甲", "局", "其他", "数据库"],
        ["乙", "局", "其他", "电子表格"],
    ]
    found = understand(made(tmp_path, rows), profile="national-2017")
    assert [draft.values["format_type"] for draft in found.drafts] == [("database_other",), ("spreadsheet_other",)]


@pytest.mark.parametrize("mark", ["机密★10年", "秘密 ★ 长期", "绝密★启用前", "机密", "密级：秘密"])
def test_marked_rows_are_not_kept(tmp_path: Path, mark: str) -> None:
    entries = some(3, 5)
    entries[1].summary = f"某项工作情况 {mark}" if "★" in mark else mark
    found = understand(made(tmp_path, [list(FLAT), *[flat_row(one) for one in entries]]))
    accounted_for(found)
    assert [draft.refused is not None for draft in found.drafts] == [False, True, False]
    assert found.drafts[1].values == {}
    assert found.sheets[0].rows.refused == 1
    assert found.drafts[1].items == ()


def test_bare_words_are_no_marks(tmp_path: Path) -> None:
    entries = some(3, 6)
    entries[0].name, entries[1].name = "商业秘密保护备案信息", "国家秘密载体印制资质信息"
    found = understand(made(tmp_path, [list(FLAT), *[flat_row(one) for one in entries]]))
    assert all(draft.refused is None for draft in found.drafts)


def test_an_explicit_secrecy_column(tmp_path: Path) -> None:
    for profile in ("national-2017", "decree-809"):
        rows: list[list[object]] = [[*FLAT, "是否涉密"]]
        rows += [[*flat_row(one), mark] for one, mark in zip(some(3, 7), ("否", "是", "非涉密"), strict=True)]
        found = understand(made(tmp_path, rows), profile=profile)
        assert [draft.refused is not None for draft in found.drafts] == [False, True, False]


def test_a_mark_over_the_table_refuses_all_of_it(tmp_path: Path) -> None:
    found = understand(made(tmp_path, [["机密★5年"], ["数据目录"], list(FLAT), *[flat_row(one) for one in some(3, 8)]]))
    accounted_for(found)
    assert all(draft.refused for draft in found.drafts)


def test_a_secret_item_on_the_items_sheet_refuses_its_entry(tmp_path: Path) -> None:
    book = Workbook()
    sheet, items = sheet_of(book, "目录"), book.create_sheet("信息项")
    sheet.append(list(FLAT))
    items.append(["目录名称", "信息项名称", "数据类型", "涉密属性"])
    for number, one in enumerate(some(2, 9)):
        sheet.append(flat_row(one))
        items.append([one.name, "姓名", "C", "涉密" if number else "非涉密"])
    items.append(["不存在的目录", "姓名", "C", "非涉密"])
    book.save(tmp_path / "items.xlsx")
    found = understand(tmp_path / "items.xlsx")
    accounted_for(found)
    assert [draft.refused is not None for draft in found.drafts] == [False, True]
    assert [line.why.code for line in found.sheets[1].left_out] == ["row.secret", "row.no-entry"]


def test_rows_that_are_never_entries(tmp_path: Path) -> None:
    rows: list[list[object]] = [["序号", *FLAT], ["", "必填", "必填", "选填", "必填", "选填"], [1, 2, 3, 4, 5, 6]]
    rows += [["示例", *flat_row(some(1, 11)[0])], [1, *flat_row(some(1, 12)[0])], [2], ["小计", 1], ["合  计", 1]]
    rows += [["说明：以上为全部目录"], ["1、一条很长的补充说明，写给以后看到这张表的人看"]]
    found = understand(made(tmp_path, rows))
    accounted_for(found)
    assert len(found.drafts) == 1
    assert found.sheets[0].rows.total == 2
    codes = [line.why.code for line in found.sheets[0].left_out]
    assert codes[:4] == ["row.obligation", "row.obligation", "row.example", "row.numbering"]


def test_what_an_office_taught(tmp_path: Path) -> None:
    path = made(tmp_path, [["目录名称", "提供单位", "奇怪的列", "共享类型"], ["甲", "局", "一些话", "无条件共享"]])
    assert understand(path).sheets[0].columns[2].field is None
    learned = [Learned("奇怪的列", "", "summary", False)]
    found = understand(path, learned=learned)
    assert (found.sheets[0].columns[2].field, found.sheets[0].columns[2].how) == ("summary", "learned")
    assert found.drafts[0].values["summary"] == "一些话"


def test_a_hidden_sheet_is_imported_only_by_name(tmp_path: Path) -> None:
    book = Workbook()
    sheet_of(book, "封面").append(["数据目录"])
    hidden = book.create_sheet("旧目录")
    hidden.append(list(FLAT))
    hidden.append(flat_row(some(1, 13)[0]))
    hidden.sheet_state = "hidden"
    book.save(tmp_path / "hidden.xlsx")
    found = understand(tmp_path / "hidden.xlsx")
    accounted_for(found)
    assert found.sheets[1].verdict == "hidden"
    assert not found.drafts
    assert len(understand(tmp_path / "hidden.xlsx", sheet="旧目录").drafts) == 1
    with pytest.raises(InputProblem, match=r"input\.no-sheet"):
        understand(tmp_path / "hidden.xlsx", sheet="没有")


def test_lists_of_a_department_are_told_apart(tmp_path: Path) -> None:
    book = Workbook()
    duties = sheet_of(book, "1部门职能清单")
    duties.append(["内设机构", "职责", "备注"])
    resources = book.create_sheet("2部门信息资源产生清单")
    resources.append(list(FLAT))
    resources.append(flat_row(some(1, 14)[0]))
    systems = book.create_sheet("3部门信息系统清单")
    systems.append(["序号", "信息系统名称", "功能描述", "建设性质", "部署位置"])
    book.save(tmp_path / "lists.xlsx")
    found = understand(tmp_path / "lists.xlsx")
    assert [sheet.verdict for sheet in found.sheets] == ["lists", "catalog", "lists"]


def test_damage_is_told_with_its_cells(tmp_path: Path) -> None:
    rows: list[list[object]] = [["目录名称", "提供单位", "提供单位代码", "联系电话", "更新日期"]]
    rows += [
        ["甲　 ", "局\u200b", 1.1010119900307852e17, "暂无", 45000],
        ["乙\n丙", "局", "１１", "null", "2025年1月2日"],
    ]
    found = understand(made(tmp_path, rows))
    damage = {one.kind: (one.cells, one.repaired) for one in found.damage}
    assert damage["digits-lost"] == (("Sheet!C2",), False)
    assert damage["serial-date"] == (("Sheet!E2",), True)
    assert damage["line-break"] == (("Sheet!A3",), True)
    assert damage["full-width"] == (("Sheet!C3",), True)
    assert set(damage["placeholder"][0]) == {"Sheet!D2", "Sheet!D3"}
    assert found.drafts[0].values["name"] == "甲"
    assert found.drafts[0].values["modified_on"] == "2023-03-15"
    assert found.drafts[1].values["modified_on"] == "2025-01-02"


def test_a_column_for_conditions_and_for_the_basis_of_refusing(tmp_path: Path) -> None:
    rows: list[list[object]] = [["目录名称", "提供单位", "共享类型", "共享条件/不予共享依据"]]
    rows += [["甲", "局", "有条件共享", "限履职使用"], ["乙", "局", "不予共享", "《档案法》第十九条"]]
    one, two = understand(made(tmp_path, rows)).drafts
    assert one.values["sharing_condition"] == "限履职使用"
    assert two.values["refusal_basis"] == "《档案法》第十九条"
    assert "sharing_condition" not in two.values
    assert two.cell(-1, "refusal_basis") == "Sheet!D3"


def test_items_an_abstract_tells_of_are_offered_only(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["目录名称", "提供单位", "摘要"],
        ["甲", "局", "全市某某情况，主要字段：姓名、性别、住址等。"],
    ]
    (draft,) = understand(made(tmp_path, rows)).drafts
    assert draft.items == ()
    assert draft.offered == ("姓名", "性别", "住址")


def test_the_office_around_a_table(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["填报单位：市民政局", "", ""],
        ["目录名称", "共享类型", "更新频率"],
        ["甲", "无条件共享", "每年"],
    ]
    (draft,) = understand(made(tmp_path, rows)).drafts
    assert draft.around == "市民政局"
    assert "provider" not in draft.values


@pytest.mark.parametrize("name", sorted(profiles.load_profiles()))
def test_a_blank_template_of_ours_holds_nothing(tmp_path: Path, name: str) -> None:
    write_template(profiles.get(name), tmp_path / "blank.xlsx")
    found = understand(tmp_path / "blank.xlsx")
    accounted_for(found)
    assert not found.drafts


@pytest.mark.parametrize(
    ("told", "names"),
    [
        ("主要描述单位名称、单位地址、法人性质、机构类型等", 4),
        ("企业名录，包含企业名称，注册时间，注册类型，企业规模等详细信息。", 4),
        ("社区信息，包含社区名称、社区地址", 2),
        ("许可证编号、企业名称、许可项目、生产地址", 4),
        ("学校统计，包含大学、高中、初中、小学、幼儿园等信息", 0),
        ("新建、改建、扩建建设工程抗震设防要求核定", 0),
        ("各市农、林、牧、渔业总产值及指数信息", 0),
    ],
)
def test_what_an_abstract_is_taken_to_list(told: str, names: int) -> None:
    assert len(one_cell.offered(told)) == names
