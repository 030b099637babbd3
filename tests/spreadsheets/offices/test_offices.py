"""What is understood of workbooks as offices write them: every sheet, column, entry and item."""

from pathlib import Path

import pytest

from client.spreadsheets.understand import understand
from tests.spreadsheets.offices import flat, items, others, second, third
from tests.spreadsheets.offices.kit import Book, Sheet, columns, of, some

BOOKS: dict[str, Book] = {**flat.BOOKS, **items.BOOKS, **others.BOOKS, **second.BOOKS, **third.BOOKS}


@pytest.mark.parametrize("name", BOOKS)
def test_a_book_is_understood_whole(name: str, tmp_path: Path) -> None:
    book = BOOKS[name]
    found = understand(book.write(tmp_path), profile=book.profile)
    for sheet, told in zip(book.sheets, found.sheets, strict=True):
        assert told.verdict in sheet.verdict.split("/"), (sheet.title, told.verdict, str(told.reason))
        assert told.rows.balances(), told.rows
        held = {one.column: one.field or "-" for one in told.columns}
        if told.verdict in ("catalog", "items"):
            wrong = {
                column: (held.get(column, "-"), means)
                for column, means in sheet.expected.items()
                if means != "?" and held.get(column, "-") not in means.split("/")
            }
            assert not wrong, (sheet.title, wrong)
    assert sorted(str(one.values.get("name", "")) for one in found.drafts if not one.refused) == sorted(book.names)
    assert found.items == book.items
    if not book.names:
        assert found.problem is not None


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("问题清单", "问题整改清单"),
        ("编目进度通报", "编目进度统计表"),
        ("接口服务清单", "数据接口清单"),
        ("电子证照清单", "电子证照目录"),
    ],
)
def test_a_refused_book_is_called_what_it_is(name: str, said: str, tmp_path: Path) -> None:
    problem = understand(BOOKS[name].write(tmp_path)).problem
    assert problem is not None
    assert said in str(problem.params)


def test_a_table_that_is_no_catalog_is_told_by_its_columns(tmp_path: Path) -> None:
    held = columns("序号|-|no 树种|-|=樟树 胸径|-|=30 位置|-|scope")
    problem = understand(of(Sheet("古树").head(held).flat(held, some(0, 4))).write(tmp_path)).problem
    assert problem is not None
    assert "树种、胸径、位置" in str(problem.params)


def test_a_citys_form_is_not_thought_of_for_a_column_of_remarks(tmp_path: Path) -> None:
    assert understand(BOOKS["山东_资源清单"].write(tmp_path)).profile.startswith("decree-809@")


def test_a_number_and_a_remark_are_not_told_as_unknown(tmp_path: Path) -> None:
    columns_told = understand(BOOKS["山东_资源清单"].write(tmp_path)).sheets[0].columns
    assert [one.header for one in columns_told if one.idle] == ["序号", "备注"]
    assert not [one.header for one in columns_told if one.unknown]


def test_line_breaks_between_items_are_no_damage(tmp_path: Path) -> None:
    assert not understand(BOOKS["单元格内数据项_换行"].write(tmp_path)).damage


@pytest.mark.parametrize(("name", "office"), [("部门四清单", "临川县民政局"), ("调研表_中英文名", "临川县教育局")])
def test_the_office_named_beside_the_table_is_offered(name: str, office: str, tmp_path: Path) -> None:
    assert {one.around for one in understand(BOOKS[name].write(tmp_path)).drafts} == {office}
