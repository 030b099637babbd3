import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from client.errors import Cancelled, InputProblem
from client.spreadsheets import grid
from client.spreadsheets.opening import delimited, preflight
from client.spreadsheets.reader import read
from client.texts import error_codes, explain
from tests.spreadsheets.layouts import sheet_of

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


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("空.xlsx", b"", "input.empty-file"),
        ("空.csv", b"\xef\xbb\xbf \r\n\r\n", "input.empty-file"),
        ("网页.xls", b"<html><table><tr><td>1</td></tr></table></html>", "input.html"),
        ("网页2.xls", b'\xef\xbb\xbf<?xml version="1.0"?><html xmlns:x="urn:x"><table></table></html>', "input.html"),
        ("单页.xls", b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "input.html"),
        (
            "表格2003.xls",
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
            "input.xml",
        ),
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


def test_a_document_named_as_a_workbook(tmp_path: Path) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", "<w/>")
    assert refused(tmp_path / "a.xlsx", data.getvalue()) == "input.text-document"


@pytest.mark.parametrize("name", ["目录.et", "目录.xls", "目录.csv", "目录"])
def test_the_name_does_not_matter(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(workbook([["目录名称", "提供单位"], ["甲", 1]]))
    book = read(tmp_path / name)
    assert book.format == "xlsx"
    assert book.sheets[0].rows == [["目录名称", "提供单位"], ["甲", 1.0]]


def test_cells_far_out_are_refused_before_they_fill_the_memory(tmp_path: Path) -> None:
    xml = HEADER + (
        '<dimension ref="A1"/><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row>'
        '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>y</t></is></c></row></sheetData></worksheet>'
    )
    assert refused(tmp_path / "far.xlsx", with_sheet(xml)) == "input.far-cell"


def test_a_styled_cell_far_down_costs_nothing(tmp_path: Path) -> None:
    xml = HEADER + (
        '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row>'
        '<row r="1048576"><c r="C1048576" s="0"/></row></sheetData></worksheet>'
    )
    (tmp_path / "ghost.xlsx").write_bytes(with_sheet(xml))
    assert read(tmp_path / "ghost.xlsx").sheets[0].rows == [["x"]]


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
