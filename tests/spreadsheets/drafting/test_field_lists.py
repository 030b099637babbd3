"""Lists of fields that a supplier hands over in place of the data base, in the layouts they have."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook

from client.catalog import profile as profiles
from client.catalog.entry import as_text
from client.errors import InputProblem
from client.spreadsheets.drafting.found import Drafted
from client.spreadsheets.drafting.reading import draft, drafts
from tests.spreadsheets.word_document import docx, line, table

PROFILE = profiles.get("decree-809")
Rows = Sequence[Sequence[object]]
BELOW_EACH_OTHER: Rows = (
    ("XX系统数据库设计说明",),
    (),
    ("表名：T_CJR_JBXX（残疾人基本信息表）",),
    ("序号", "字段名称", "字段类型", "长度", "是否为空", "主键", "字段说明"),
    (1, "CJRID", "VARCHAR2", 32, "N", "Y", "残疾人ID"),
    (2, "XM", "VARCHAR2", 50, "N", "", "姓名"),
    (3, "SFZH", "CHAR(18)", "", "Y", "", "身份证号，加密存储"),
    (4, "BTJE", "NUMBER(10,2)", "", "Y", "", "补贴金额"),
    (),
    ("表名：T_CJR_KFXX（康复服务记录）",),
    ("序号", "字段名称", "字段类型", "长度", "是否为空", "主键", "字段说明"),
    (1, "ID", "NUMBER", 19, "N", "Y", "主键"),
    (2, "KFRQ", "DATE", "", "Y", "", ""),
    (3, "KFJG", "VARCHAR2", 100, "Y", "", "康复机构"),
)
ONE_LIST: Rows = (
    ("表英文名", "表中文名", "字段英文名", "字段中文名", "数据类型", "数据长度", "小数位", "是否必填"),
    ("t_house", "房屋信息", "house_id", "房屋编号", "字符型", 20, "", "是"),
    ("", "", "area", "建筑面积", "数值型", 12, 2, "否"),
    ("t_owner", "产权人信息", "owner_name", "产权人姓名", "字符型", 50, "", "是"),
    ("", "", "reg_date", "登记日期", "日期型", "", "", "否"),
)
ITEMS: Rows = (
    ("信息项名称", "英文名称", "数据类型", "数据长度", "备注"),
    ("企业名称", "entname", "字符型C", 100, ""),
    ("成立日期", "estdate", "日期型D", "", "工商登记"),
    ("注册资本", "regcap", "数值型N", "18,2", "万元"),
)
ROADS: Rows = (("名称", "类型", "长度", "备注"), *[(f"人民路{at}段", "主干道", at + 10, "") for at in range(9)])


def book(path: Path, *sheets: Rows) -> Path:
    made = Workbook()
    made.remove(made.worksheets[0])
    for place, rows in enumerate(sheets):
        sheet = made.create_sheet(f"Sheet{place + 1}")
        for row in rows:
            sheet.append(list(row))
    made.save(path)
    return path


def values(drafted: Drafted, field: str) -> list[str]:
    return [as_text(item.values[field].value) if field in item.values else "" for item in drafted.items]


def test_tables_below_each_other(tmp_path: Path) -> None:
    first, second = drafts(book(tmp_path / "设计.xlsx", BELOW_EACH_OTHER), PROFILE)
    assert (first.table, first.values["name"].value) == ("T_CJR_JBXX", "残疾人基本信息")
    assert values(first, "item_name") == ["残疾人ID", "姓名", "身份证号", "补贴金额"]
    assert values(first, "item_english_name") == ["CJRID", "XM", "SFZH", "BTJE"]
    assert values(first, "item_type") == ["string", "string", "string", "currency"]
    assert values(first, "item_length") == ["32", "50", "18", "10,2"]
    assert values(first, "item_primary_key") == ["yes", "no", "no", "no"]
    assert values(first, "item_nullable") == ["no", "no", "yes", "yes"]
    assert values(first, "item_sensitive")[2] == "sensitive"
    assert (second.table, second.values["name"].value) == ("T_CJR_KFXX", "康复服务记录")
    assert values(second, "item_type") == ["integer", "date", "string"]


def test_one_list_with_the_table_in_a_column(tmp_path: Path) -> None:
    house, owner = drafts(book(tmp_path / "字典.xlsx", ONE_LIST), PROFILE)
    assert (house.table, house.values["name"].value) == ("t_house", "房屋信息")
    assert values(house, "item_name") == ["房屋编号", "建筑面积"]
    assert values(house, "item_length") == ["20", "12,2"]
    assert values(owner, "item_type") == ["string", "date"]
    assert values(owner, "item_nullable") == ["no", "yes"]


def test_the_items_of_a_catalog_and_a_book_with_a_sheet_for_each_table(tmp_path: Path) -> None:
    (items, *rest) = drafts(book(tmp_path / "a.xlsx", ITEMS, BELOW_EACH_OTHER), PROFILE)
    assert values(items, "item_name") == ["企业名称", "成立日期", "注册资本"]
    assert values(items, "item_type") == ["string", "date", "number"]
    assert len(rest) == 2


def test_a_word_document(tmp_path: Path) -> None:
    rows = (
        ("字段名", "类型", "长度", "说明"),
        ("XFBH", "varchar", "32", "信访编号"),
        ("XFRQ", "datetime", "", "信访日期"),
    )
    text = line("1.1 T_XF_JBXX 信访件基本信息表") + table(rows) + line("1.2 T_XF_BLJG 办理结果") + table(rows)
    (tmp_path / "说明书.docx").write_bytes(docx(text))
    first, second = drafts(tmp_path / "说明书.docx", PROFILE)
    assert (first.table, first.values["name"].value) == ("T_XF_JBXX", "信访件基本信息")
    assert values(first, "item_name") == ["信访编号", "信访日期"]
    assert second.table == "T_XF_BLJG"


def test_the_title_that_is_labelled_is_the_table_s_own(tmp_path: Path) -> None:
    rows: Rows = (
        ("数据库表结构清单（V2.1）",),
        ("表代码：", "YL_JGXX", "", "表名称：", "养老机构信息"),
        ("字段代码", "字段名称", "数据类型", "约束"),
        ("JGID", "机构ID", "varchar(32)", "NOT NULL"),
        ("CWS", "床位数", "int", ""),
    )
    drafted = draft(book(tmp_path / "字典.xlsx", rows), PROFILE)
    assert (drafted.table, drafted.values["name"].value) == ("YL_JGXX", "养老机构信息")
    assert values(drafted, "item_nullable") == ["no", "yes"]


def test_a_list_of_roads_is_data(tmp_path: Path) -> None:
    drafted = draft(book(tmp_path / "道路.xlsx", ROADS), PROFILE)
    assert values(drafted, "item_name") == ["名称", "类型", "长度", "备注"]


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("a.backup", b"PGDMP\x01\x0e\x00"),
        ("b.dmp", b"\x03\x03TEXPORT:V11.02.00\n\x00"),
        ("c.bak", b"TAPE\x00\x00\x03\x00"),
        ("d.mdb", b"\x00\x01\x00\x00Standard Jet DB\x00"),
        ("e.ibd", b"\x8a\x00\x12\x00"),
    ],
)
def test_a_backup_is_named_with_what_to_ask_for(name: str, head: bytes, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(head + bytes(200))
    with pytest.raises(InputProblem, match=r"draft\.backup"):
        draft(path, PROFILE)
