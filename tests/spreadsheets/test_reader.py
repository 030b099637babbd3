import io
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from client.errors import Cancelled, InputProblem
from client.spreadsheets import grid
from client.spreadsheets.opening import delimited, preflight
from client.spreadsheets.reader import read
from client.texts import error_codes, explain
from tests.spreadsheets.formats import FORMATS, table
from tests.spreadsheets.layouts import sheet_of
from tests.spreadsheets.old_excel import OldSheet, excel2, xls
from tests.spreadsheets.open_document import ods

HEADER = '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'


def workbook(rows: list[list[object]]) -> bytes:
    book = Workbook()
    for row in rows:
        sheet_of(book).append(row)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def with_sheet(xml: str) -> bytes:
    """A workbook whose only sheet is this XML."""
    result = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook([["a"]]))) as old,
        zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.infolist():
            content = xml.encode() if part.filename == "xl/worksheets/sheet1.xml" else old.read(part)
            new.writestr(part.filename, content)
    return result.getvalue()


def refused(path: Path, data: bytes | None = None) -> str:
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(InputProblem) as caught:
        read(path)
    texts = explain(caught.value)
    assert caught.value.code in error_codes()
    assert "{" not in texts.title + texts.text + texts.advice
    return caught.value.code


def ole(name: str) -> bytes:
    return bytes.fromhex("D0CF11E0A1B11AE1") + bytes(504) + name.encode("utf-16-le") + bytes(2000)


def dbf() -> bytes:
    """A table of dBASE III: one field, one row."""
    head = bytes([3, 125, 6, 30]) + (1).to_bytes(4, "little") + (65).to_bytes(2, "little") + (11).to_bytes(2, "little")
    return head + bytes(20) + b"NAME".ljust(11, b"\0") + b"C" + bytes(4) + b"\x0a" + bytes(15) + b"\r abcdefghij\x1a"


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("空.xlsx", b"", "input.empty-file"),
        ("空.csv", b"\xef\xbb\xbf \r\n\r\n", "input.empty-file"),
        ("登录.xls", "<html><title>请重新登录</title><body>登录已超时</body></html>".encode(), "input.html"),
        ("外壳.xls", b"<html><frameset><frame src='a.files/sheet001.htm'></frameset></html>", "input.web-page-parts"),
        ("单页.xls", b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "input.mail"),
        (
            "通知.eml",
            b"From: a@b.c\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n",
            "input.mail",
        ),
        ("邮件.msg", ole("__properties_version1.0"), "input.mail"),
        ("其他.xls", b'<?xml version="1.0"?><catalog><entry/></catalog>', "input.xml"),
        ("标文通.uof", b'<?xml version="1.0"?><uof:UOF xmlns:uof="http://uof.org/"/>', "input.other-office"),
        ("平面.fods", b'<?xml version="1.0"?><office:document xmlns:office="urn:o"/>', "input.other-office"),
        ("文档2003.xls", b'<?xml version="1.0"?><w:wordDocument xmlns:w="urn:w"/>', "input.text-document"),
        ("出错.xls", '{"code": 401, "msg": "未登录"}'.encode(), "input.json"),
        ("快捷.xlsx.lnk", bytes.fromhex("4C0000000114020000000000C000000000000046"), "input.shortcut"),
        ("快捷.url", b"[InternetShortcut]\r\nURL=file:///x", "input.shortcut"),
        ("加密软件.xlsx", b"\x62\x14\x23\x65" + bytes(8) + b"E-SafeNet\x00LOCK" + bytes(400), "input.sealed"),
        ("绿盾.xlsx", b"%TSD-Header-###%" + bytes(400), "input.sealed"),
        ("旧.slk", b"ID;PWXL;N;E\r\nC;Y1;X1;K1\r\nE\r\n", "input.old-exchange"),
        ("库.mdb", b"\x00\x01\x00\x00Standard Jet DB\x00" + bytes(400), "input.database"),
        ("库.dbf", dbf(), "input.database"),
        ("口令.xls", xls(OldSheet([["x"]]), password=bytes.fromhex("0000000034127856")), "input.encrypted"),
        ("坏.et", excel2([["甲"]])[:5], "input.damaged"),
        ("扫描.xls", b"II*\x00" + bytes(100), "input.picture"),
        ("报告.pdf", b"%PDF-1.7\n", "input.pdf"),
        ("文档.wps", ole("WordDocument"), "input.text-document"),
        ("加密.xlsx", ole("EncryptedPackage"), "input.encrypted"),
        ("坏.xls", ole("Nothing"), "input.damaged"),
        ("坏2.xls", ole("Workbook"), "input.damaged"),
        ("照片.xlsx", b"\x89PNG\r\n\x1a\n", "input.picture"),
        ("程序.xlsx", b"MZ\x90\x00", "input.program"),
        ("压缩.xlsx", b"Rar!\x1a\x07", "input.archive"),
        ("库.csv", b"SQLite format 3\x00", "input.database"),
        ("乱.csv", bytes(range(1, 32)) * 40, "input.not-text"),
        ("截断.xlsx", workbook([["a"]])[:700], "input.damaged"),
        ("~$目录.xlsx", b"\x05user", "input.lock-file"),
    ],
)
def test_what_cannot_be_read_is_named(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    assert refused(tmp_path / name, data) == code


def test_places_that_are_no_file(tmp_path: Path) -> None:
    assert refused(tmp_path) == "input.folder"
    assert refused(tmp_path / "没有.xlsx") == "input.missing"


@pytest.mark.parametrize(
    ("part", "code"),
    [
        ("word/document.xml", "input.text-document"),
        ("OFD.xml", "input.pdf"),
        ("Index/Document.iwa", "input.other-office"),
        ("目录/教育局.xlsx", "input.archive"),
        ("readme.txt", "input.archive"),
    ],
)
def test_other_packages_named_as_a_workbook(part: str, code: str, tmp_path: Path) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as package:
        package.writestr(part, "<w/>")
    assert refused(tmp_path / "a.xlsx", data.getvalue()) == code


@pytest.mark.parametrize("name", ["目录.et", "目录.xls", "目录.csv", "目录"])
def test_the_name_does_not_matter(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(workbook([["目录名称", "提供单位"], ["甲", 1]]))
    book = read(tmp_path / name)
    assert book.format == "xlsx"
    assert book.sheets[0].rows == [["目录名称", "提供单位"], ["甲", 1.0]]


def cell(address: str, value: str = "x") -> str:
    return f'<c r="{address}" t="inlineStr"><is><t>{value}</t></is></c>'


def sheet_xml(rows: dict[int, Sequence[str]]) -> str:
    """A sheet whose `<dimension>` lies, with these cells by row."""
    body = "".join(f'<row r="{row}">{"".join(map(cell, cells))}</row>' for row, cells in rows.items())
    return f'{HEADER}<dimension ref="A1"/><sheetData>{body}</sheetData></worksheet>'


TABLE = {row: (f"A{row}", f"B{row}", f"Y{row}") for row in range(1, 501)}


@pytest.mark.parametrize(
    "far",
    [
        {1_048_576: ("XFD1048576",)},
        {900_000: ("A900000", "B900000"), 1_000_000: ("Y1000000",)},
        {7: ("A7", "XFD7"), 999_999: ("A999999",)},
    ],
)
def test_stray_cells_far_out_are_left_out_and_told(far: dict[int, Sequence[str]], tmp_path: Path) -> None:
    (tmp_path / "far.xlsx").write_bytes(with_sheet(sheet_xml({**TABLE, **far})))
    (sheet,) = read(tmp_path / "far.xlsx").sheets
    assert (len(sheet.rows), len(sheet.rows[0])) == (500, 25)
    assert sheet.look
    assert sheet.look.stray == [one for row in far for one in far[row] if one != "A7"]


def test_rows_of_data_far_out_are_not_left_out_unasked(tmp_path: Path) -> None:
    far = {row: (f"A{row}", f"B{row}", f"Y{row}") for row in range(1_000_000, 1_000_010)}
    assert refused(tmp_path / "far.xlsx", with_sheet(sheet_xml({**TABLE, **far}))) == "input.far-cell"
    wide = {row: (*cells, f"XFD{row}") for row, cells in TABLE.items()}
    assert (
        refused(tmp_path / "wide.xlsx", with_sheet(sheet_xml({**wide, 1_048_576: ("A1048576",)}))) == "input.far-cell"
    )


@pytest.mark.parametrize("address", ["A99999999999999999999", "ZZZZ1", "A99999999"])
def test_addresses_no_sheet_has(address: str, tmp_path: Path) -> None:
    assert refused(tmp_path / "wild.xlsx", with_sheet(sheet_xml({1: (address, "B1")}))) == "input.far-cell"


def test_an_ods_that_ends_too_early(tmp_path: Path) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(ods(table()))) as old, zipfile.ZipFile(data, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name)[:-60] if name == "content.xml" else old.read(name))
    assert refused(tmp_path / "cut.ods", data.getvalue()) == "input.damaged"


@settings(max_examples=60, deadline=None)
@example({(498_654, 7460)})
@given(st.sets(st.tuples(st.integers(1, 2_000_000), st.integers(0, 16_383)), min_size=1, max_size=30))
def test_the_reach_of_addresses_is_never_less_than_it_is(places: set[tuple[int, int]]) -> None:
    reach = preflight.Reach()
    for row, column in places:
        reach.stretch(f'<row r="{row}"><c r="{grid.letters(column)}{row}" s="1">'.encode())
    assert reach.most >= max(row for row, _ in places) * (1 + max(column for _, column in places))


def test_a_styled_cell_far_down_costs_nothing(tmp_path: Path) -> None:
    xml = HEADER + (
        '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row>'
        '<row r="1048576"><c r="C1048576" s="0"/></row></sheetData></worksheet>'
    )
    (tmp_path / "ghost.xlsx").write_bytes(with_sheet(xml))
    assert read(tmp_path / "ghost.xlsx").sheets[0].rows == [["x"]]


def test_a_workbook_without_a_sheet_for_cells(tmp_path: Path) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook([["a"]]))) as old, zipfile.ZipFile(data, "w") as new:
        for name in old.namelist():
            new.writestr(name, re.sub(rb"<sheets>.*</sheets>", b"<sheets/>", old.read(name)))
    assert refused(tmp_path / "charts.xlsx", data.getvalue()) == "input.empty-workbook"


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path) -> None:
    assert refused(tmp_path / "bomb.xlsx", with_sheet(HEADER + " " * (90 << 20))) == "input.bomb"


def test_a_sheet_that_begins_far_down(tmp_path: Path) -> None:
    book = Workbook()
    sheet_of(book)["C5"] = "x"
    sheet_of(book)["D7"] = 2
    book.save(tmp_path / "c5.xlsx")
    (sheet,) = read(tmp_path / "c5.xlsx").sheets
    assert (sheet.first_row, sheet.first_column, sheet.rows) == (4, 2, [["x", ""], ["", ""], ["", 2.0]])


@pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "cp950"])
def test_encodings(name: str) -> None:
    text = (
        "資料集名稱,說明\r\n教育資料,學校的資料與統計\r\n"
        if name == "cp950"
        else "目录名称,说明\r\n教育数据,学校的数据与统计\r\n"
    )
    assert delimited.decode(text.encode(name))[0] == text


def test_a_quote_that_is_never_closed_does_not_swallow_the_file(tmp_path: Path) -> None:
    lines = ["a,b,c", *[f"{number},x,y" for number in range(1000)]]
    lines[5] = '4,"x,y'
    (tmp_path / "quote.csv").write_text("\n".join(lines), encoding="utf-8")
    assert len(read(tmp_path / "quote.csv").sheets[0].rows) == 1001


def test_a_table_of_thousands_of_columns(tmp_path: Path) -> None:
    (tmp_path / "wide.csv").write_text(",".join(str(number) for number in range(16_378)), encoding="utf-8")
    assert len(read(tmp_path / "wide.csv").sheets[0].rows[0]) == 16_378
    (tmp_path / "wider.csv").write_text("," * 30_000 + "x", encoding="utf-8")
    assert refused(tmp_path / "wider.csv") == "input.too-wide"


class Stop:
    def stage(self, name: str, total: int = 0) -> None: ...

    def step(self, done: int) -> None:
        raise Cancelled


def test_reading_can_be_stopped(tmp_path: Path) -> None:
    (tmp_path / "long.csv").write_text("a,b\n" * 5000, encoding="utf-8")
    with pytest.raises(Cancelled):
        read(tmp_path / "long.csv", Stop())
    with pytest.raises(Cancelled):
        preflight.check(workbook([["a"]]), "xlsx", Stop())


@given(st.integers(0, 16_383))
def test_letters_of_columns(number: int) -> None:
    assert grid.column_of(grid.letters(number)) == number


def test_the_readme_tells_what_is_read(tmp_path: Path) -> None:
    made = {**{kind: make(table()) for kind, make in FORMATS.items()}, "xlsx": workbook([["a"]]), "csv": b"a,b\n"}
    found = set()
    for kind, data in made.items():
        (tmp_path / kind).write_bytes(data)
        found.add(read(tmp_path / kind).format)
    readme = (Path(__file__).resolve().parents[2] / "README.md").read_text(encoding="utf-8")
    told = readme.partition("## What an import reads")[2].partition("\n## ")[0].replace("web pages", "html").lower()
    assert found == {"xls", "xlsb", "ods", "html", "xml", "xlsx", "csv", "docx"}
    assert all(kind in told for kind in found)
