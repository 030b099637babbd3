"""Whose data a column holds: told by its values, by its name and by what the table is about."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from client.catalog import profile as profiles
from client.errors import InputProblem
from client.spreadsheets.drafting import personal
from client.spreadsheets.drafting.reading import draft
from tests.spreadsheets.drafting.sources import IDS, MOBILES

CONTENTS: Sequence[tuple[str, Sequence[str]]] = (
    ("resident-id", IDS),
    ("resident-id", [f"{number[:6]}{number[8:17]}" for number in IDS]),
    ("resident-id", [f"{number[:15]}000" for number in IDS]),
    ("mobile", [f"+86 {number}" for number in MOBILES]),
    ("bank-card", ["6222021001116245702", "6228480402564890018"]),
    ("mail", ["zhang.san@163.com", "dsj@hefei.gov.cn"]),
    ("plate", ["皖A12345", "沪AD12345", "粤B·D1234"]),
    ("landline", ["0551-66671234", "(010)88886666"]),
    ("address", ["长丰县水湖镇长淮社区人民路12号3栋201室", "双墩镇埠东村李小郢组15号"]),
    ("person-name", ["王伟", "李小红", "欧阳娜娜"]),
    ("blotted", ["340***********1234", "138****1234", "张*"]),
    ("", ["王庄"] * 40),
    ("", ["12", "13", "14"]),
    ("", ["长丰县数据资源管理局", "水湖镇人民政府"]),
    ("", ["91340121MA2N0XYZ1A", "91340121MA2N0XYZ2B"]),
)


@pytest.mark.parametrize(("kind", "values"), CONTENTS)
def test_content(kind: str, values: Sequence[str]) -> None:
    assert personal.by_content(values) == kind


def sensitive(path: Path) -> set[str]:
    items = draft(path, profiles.get("decree-809")).items
    return {item.column for item in items if item.values["item_sensitive"].value == "sensitive"}


def test_the_address_of_a_person_and_that_of_an_office(tmp_path: Path) -> None:
    people, offices = tmp_path / "村民.csv", tmp_path / "网点.csv"
    people.write_text("姓名,地址,联系方式,备注\n", encoding="utf-8")
    offices.write_text("统一社会信用代码,单位名称,地址,服务电话,备注\n", encoding="utf-8")
    assert sensitive(people) == {"姓名", "地址", "联系方式"}
    assert sensitive(offices) == set()


def test_what_tells_it_is_kept_beside_the_value(tmp_path: Path) -> None:
    path = tmp_path / "名单.csv"
    path.write_text(
        "编号,号码,姓名\n" + "".join(f"{at},{number},甲\n" for at, number in enumerate(IDS)), encoding="utf-8"
    )
    items = {item.column: item.values["item_sensitive"] for item in draft(path, profiles.get("decree-809")).items}
    assert (items["号码"].value, items["号码"].why) == ("sensitive", "resident-id")
    assert (items["姓名"].value, items["姓名"].why) == ("sensitive", "name")
    assert items["编号"].value == "plain"


def test_a_record_is_never_taken_for_the_names_of_columns(tmp_path: Path) -> None:
    """A sheet without a header would put somebody's name and address into the catalog."""
    path = tmp_path / "名单.csv"
    path.write_text(
        "\n".join(f"王伟,男,汉族,农业,长淮社区,党员,{number},一组,无,甲" for number in IDS), encoding="utf-8"
    )
    with pytest.raises(InputProblem, match=r"draft\.no-table"):
        draft(path, profiles.get("decree-809"))
