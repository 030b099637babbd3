from pathlib import Path

import pytest

from client.catalog.kinds import Cell
from client.errors import Cancelled, InputProblem
from client.progress import SILENT
from client.spreadsheets.opening import web_page
from client.spreadsheets.reader import Sheet, Workbook, read
from client.spreadsheets.understand import understand
from tests.spreadsheets.formats import single_file

HEAD = "<tr><th>目录名称</th><th>提供单位</th><th>目录摘要</th><th>共享类型</th></tr>"
ROWS = "".join(
    f"<tr><td>{word}信息</td><td>清河县民政局</td><td>全县{word}的情况</td><td>无条件共享</td></tr>"
    for word in ("婚姻登记", "低保对象", "养老机构")
)
PAGE = f"<html><head><meta http-equiv=Content-Type content='text/html; charset=CODE'></head><table>{HEAD}{ROWS}</table></html>"


def page(folder: Path, text: str, encoding: str = "utf-8", name: str = "目录.xls") -> Workbook:
    (folder / name).write_bytes(text.encode(encoding))
    return read(folder / name)


def rows_of(text: str) -> list[list[Cell]]:
    (sheet,) = web_page.read(text.encode(), "页", SILENT)[0]
    return sheet.rows


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("gb2312", "gb18030"), ("utf-8", "utf-8"), ("utf-8", "utf-8-sig"), ("big5", "cp950"), ("utf-16", "utf-16"),
        # What a page says of itself may be wrong, or missing.
        ("utf-8", "gb18030"), ("gb2312", "utf-8"), ("", "gb18030"), ("none", "utf-8"), ("utf-16", "utf-16-le"),
    ],
)  # fmt: skip
def test_pages_in_every_encoding(declared: str, encoding: str, tmp_path: Path) -> None:
    text = PAGE.replace("CODE", declared) if declared else PAGE.replace("charset=CODE", "")
    if encoding == "cp950":
        text = text.replace("录", "錄").replace("单", "單")
        text = "".join(char for char in text if char.encode("cp950", "ignore"))
    (sheet,) = page(tmp_path, text, encoding).sheets
    assert len(sheet.rows) == 4
    assert str(sheet.rows[0][0]).startswith("目")


def test_a_page_is_imported_like_a_workbook(tmp_path: Path) -> None:
    page(tmp_path, PAGE.replace("CODE", "utf-8"))
    found = understand(tmp_path / "目录.xls")
    assert found.format == "html"
    assert [draft.values["name"] for draft in found.drafts] == ["婚姻登记信息", "低保对象信息", "养老机构信息"]
    assert found.damage == ()


def test_cells_reach_over_others() -> None:
    (sheet,) = web_page.read(
        "<table><tr><td rowspan=2>甲<td>1<td rowspan='3'>丙<tr><td>2<tr><td colspan=2>3</table>".encode(), "页", SILENT
    )[0]
    assert sheet.rows == [["甲", "1", "丙"], [None, "2"], ["3"]]
    assert sheet.merged == ((0, 0, 1, 0), (0, 2, 2, 2), (2, 0, 2, 1))


def test_what_excel_adds_to_a_page() -> None:
    text = """<html><!--[if gte mso 9]><xml><x:ExcelWorkbook><x:ExcelWorksheets><x:ExcelWorksheet>
        <x:Name>资源目录</x:Name></x:ExcelWorksheet></x:ExcelWorksheets></x:ExcelWorkbook></xml><![endif]-->
        <style><!--td {mso-number-format:General}--></style><table x:str>
        <tr><td x:num="110101199003078">1.1E+14</td><td x:num="12.5">####</td><td x:num="45000">2023/3/15</td></tr>
        <tr><td style='mso-number-format:"\\@"'>000123</td><td x:str>1E5</td><td x:num>7</td></tr></table>"""
    (sheet,) = web_page.read(text.encode(), "页", SILENT)[0]
    assert sheet.name == "资源目录"
    assert sheet.rows == [[110101199003078.0, 12.5, "2023/3/15"], ["000123", "1E5", "7"]]


def test_blanks_and_breaks_as_a_browser_shows_them() -> None:
    assert rows_of(
        "<table><tr><td>\n 甲\n  乙 <td>一<br>二<td>&nbsp;<td><p>三</p><p>四</p><td>五&nbsp;六<td>七　八</table>"
    ) == [["甲 乙", "一\n二", "", "三\n四", "五 六", "七　八"]]


def test_text_around_tables_is_not_lost() -> None:
    text = f"<h1>清河县目录</h1><p>机密★10年</p><table>{HEAD}{ROWS}</table><div>注：截至六月</div><script>var a = '<td>';</script>"
    rows = rows_of(text)
    assert rows[:2] == [["清河县目录"], ["机密★10年"]]
    assert rows[-1] == ["注：截至六月"]
    assert len(rows) == 7


def test_a_header_in_a_table_of_its_own_joins_its_rows() -> None:
    assert len(rows_of(f"<table>{HEAD}</table><table>{ROWS}</table>")) == 4


def test_tables_of_other_widths_are_sheets_of_their_own() -> None:
    sheets, _ = web_page.read(
        f"<table>{HEAD}{ROWS}</table><table><tr><td>代码<td>名称<tr><td>1<td>教育</table>".encode(), "页", SILENT
    )
    assert [(sheet.name, len(sheet.rows)) for sheet in sheets] == [("页", 4), ("页 2", 2)]


def test_tables_inside_of_cells() -> None:
    layout = f"<table><tr><td><a>菜单</a></td><td><table>{HEAD}{ROWS}</table></td></tr></table>"
    sheets, _ = web_page.read(layout.encode(), "页", SILENT)
    assert [len(sheet.rows) for sheet in sheets] == [1, 4]
    inside = "<table><tr><td>甲<td><table><tr><td>姓名<td>电话</table></td></tr><tr><td>乙<td>丙</td></tr></table>"
    assert rows_of(inside) == [["甲", "姓名 电话"], ["乙", "丙"]]


def test_hidden_rows_and_errors(tmp_path: Path) -> None:
    hidden = ROWS.replace("<tr>", "<tr style='height:0;display:none'>", 1).replace("全县低保对象的情况", "#REF!")
    page(tmp_path, f"<p>目录</p><table>{HEAD}{hidden}</table>")
    found = understand(tmp_path / "目录.xls")
    assert {one.kind: one.cells for one in found.damage} == {"hidden-row": ("目录!3",), "cell-error": ("目录!C4",)}


def test_a_page_saved_as_one_file(tmp_path: Path) -> None:
    names = "<html><!--[if mso]><xml><x:Name>目录</x:Name><x:Name>字典</x:Name></xml><![endif]--><frameset></frameset></html>"
    tables = (
        f"<meta charset=gb2312><table>{HEAD}{ROWS}</table>",
        "<meta charset=gb2312><table><tr><td>代码<td>值</table>",
    )
    data = single_file(*(text.encode("gb18030") for text in tables), front=names)
    (tmp_path / "目录.mht").write_bytes(data)
    book = read(tmp_path / "目录.mht")
    assert book.format == "html"
    assert [(sheet.name, len(sheet.rows)) for sheet in book.sheets] == [("目录", 4), ("字典", 1)]


def test_a_page_refers_to_nothing_that_is_fetched(tmp_path: Path) -> None:
    inside = '<!DOCTYPE html SYSTEM "http://127.0.0.1:9/x.dtd" [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    text = f"{inside}<table><tr><td>&f;<td><img src='http://127.0.0.1:9/a'><iframe src='file:///etc/passwd'></iframe>甲</table>"
    (sheet,) = page(tmp_path, text).sheets
    assert [one for row in sheet.rows for one in row if one and one != "]>"] == ["&f;", "甲"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("<table><tr>" + "<td>x" * 100_000, "input.too-wide"),
        ("<table>" + "<tr><td><table>" * 50_000, "input.damaged"),
        ("<table><tr>" + "<td rowspan=65534>x" * 19_999 + "<tr><td>x" * 5_000, "input.too-wide"),
        ("<table>" + "<tr>" * 1_100_000, "input.too-big"),
        ("<table>" + ("<tr>" + "<td rowspan=65534>x" * 19_000) * 2, "input.too-wide"),
    ],
)
def test_hostile_pages(text: str, code: str) -> None:
    with pytest.raises(InputProblem) as caught:
        web_page.read(text.encode(), "页", SILENT)
    assert caught.value.code == code


def test_wild_spans_are_cut() -> None:
    (sheet,) = web_page.read(b"<table><tr><td colspan=1000000000 rowspan=99999999999>x<tr><td>y</table>", "p", SILENT)[
        0
    ]
    assert sheet.rows[0] == ["x"]


class Stop:
    def stage(self, name: str, total: int = 0) -> None: ...

    def step(self, done: int) -> None:
        raise Cancelled


def test_reading_a_page_can_be_stopped() -> None:
    with pytest.raises(Cancelled):
        web_page.read(PAGE.encode(), "页", Stop())


def test_deep_markup_is_read() -> None:
    sheets: tuple[Sheet, ...] = web_page.read(b"<b><i>" * 100_000 + b"<table><tr><td>x<td>y", "p", SILENT)[0]
    assert sheets[-1].rows[-1] == ["x", "y"]


@pytest.mark.timeout(60)
def test_one_label_over_thousands_of_columns(tmp_path: Path) -> None:
    """Each column weighed against each other would take many minutes."""
    wide = "<tr>" + "<td>姓名</td>" * 12_000 + "</tr>"
    label = "<th colspan=1000>信息项名称</th>" * 12
    head = f"<tr><th>目录名称</th><th>提供单位</th>{label}</tr>"
    page(tmp_path, f"<table>{head}{wide.replace('姓名', '婚姻登记信息', 1)}</table>")
    assert understand(tmp_path / "目录.xls").sheets[0].rows.balances()
