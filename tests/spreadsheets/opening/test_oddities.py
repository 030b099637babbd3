"""Workbooks of odd programs, as test files of other libraries have them: each made anew in the few bytes that matter."""

import io
import re
import struct
import zipfile
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from client.spreadsheets.reader import read
from client.spreadsheets.understand import understand
from tests.spreadsheets import open_document
from tests.spreadsheets.formats import Row, table
from tests.spreadsheets.layouts import sheet_of
from tests.spreadsheets.old_excel import OldSheet, excel2, xls

_MACROS = "http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet"


def changed(data: bytes, **parts: tuple[str, str]) -> bytes:
    """The package with a pattern replaced in parts whose names end so."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(out, "w") as target:
        for name in package.namelist():
            content = package.read(name).decode()
            pattern, new = parts.get(name.rpartition("/")[2].replace(".", "_"), ("", ""))
            target.writestr(name, re.sub(pattern, new, content) if pattern else content)
    return out.getvalue()


@pytest.mark.parametrize("close", ["/>", "></sheet>"])
@pytest.mark.parametrize("relation", ["rId99", ""])
def test_sheets_of_macros_are_passed_over(relation: str, close: str, tmp_path: Path) -> None:
    book = Workbook()
    for row in table():
        sheet_of(book).append(row)
    path = tmp_path / "a.xlsm"
    book.save(path)
    odd = rf'<sheet name="Macro1" sheetId="9" state="veryHidden" r:id="{relation}"{close}\1'
    path.write_bytes(
        changed(
            path.read_bytes(),
            workbook_xml=(r'(<sheet [^<>]*?)xmlns:r="[^"]*" ?', r"\1"),
            workbook_xml_rels=(
                "</Relationships>",
                f'<Relationship Id="rId99" Type="{_MACROS}" Target="macrosheets/sheet1.xml"/></Relationships>',
            ),
        )
    )
    spaces = r'<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    data = changed(path.read_bytes(), workbook_xml=(r"<workbook ", spaces))
    path.write_bytes(changed(data, workbook_xml=(r"(</sheets>)", odd)))
    assert len(understand(path).drafts) == 6


def test_an_ods_with_lines_between_its_tags(tmp_path: Path) -> None:
    rows = table()
    rows[1][3] = (
        '<table:table-cell office:value-type="string"><text:p>一  二</text:p><text:p>三</text:p></table:table-cell>'
    )
    data = changed(
        open_document.ods(rows), content_xml=(r"(?<=>)(?=</?(?:table:(?:table-)?(?:row|cell|table)|text:p))", "\n  ")
    )
    (tmp_path / "plain.ods").write_bytes(open_document.ods(rows))
    (tmp_path / "lines.ods").write_bytes(data)
    assert [one.rows for one in read(tmp_path / "lines.ods").sheets] == [
        one.rows for one in read(tmp_path / "plain.ods").sheets
    ]
    assert len(understand(tmp_path / "lines.ods").drafts) == 6


def test_merged_cells_of_an_ods_are_filled(tmp_path: Path) -> None:
    rows = table()
    office = rows[2][1]
    rows[2][1] = open_document.cell(office, 'table:number-rows-spanned="3" table:number-columns-spanned="1"')
    rows[3][1] = rows[4][1] = "<table:covered-table-cell/>"
    (tmp_path / "a.ods").write_bytes(open_document.ods(rows))
    found = understand(tmp_path / "a.ods")
    assert [draft.values.get("provider") for draft in found.drafts] == [row[1] for row in table()[1:]]
    assert [(one.kind, one.cells) for one in found.damage] == [("merged", ("目录!B3:B5",))]


def test_formulas_without_results_as_xlwt_and_poi_write_them(tmp_path: Path) -> None:
    rows = table()
    data = xls(OldSheet(rows, "目录", uncalculated=[(2, 3), (3, 3)]))
    asking = bytes(8) + struct.pack("<H", 2)
    for nothing in (bytes(8), b"\x03\0\0\0\0\0\xff\xff"):
        (tmp_path / "a.xls").write_bytes(data.replace(asking, nothing + bytes(2)))
        found = understand(tmp_path / "a.xls")
        assert [(one.kind, one.cells) for one in found.damage] == [("uncalculated", ("目录!D3", "目录!D4"))]
    # One of them has a result: whoever wrote it works formulas out, and the other is really 0.
    worked_out = struct.pack("<d", 7.0) + bytes(2)
    (tmp_path / "a.xls").write_bytes(data.replace(asking, worked_out, 1).replace(asking, bytes(10)))
    assert understand(tmp_path / "a.xls").damage == ()


@pytest.mark.parametrize(("shown", "day"), [("0.0", False), ("0.00E+00", False), ('0"年"', False), ("m/d", True)])
def test_numbers_in_formats_that_are_days_elsewhere(shown: str, day: bool, tmp_path: Path) -> None:
    rows: list[Row] = [["甲", "乙", "丙"], [45000.5, 12, 999.0]]
    data = xls(OldSheet(rows, formats={(1, 0): shown, (1, 1): shown}), first_format=50)
    (tmp_path / "a.xls").write_bytes(data)
    found = read(tmp_path / "a.xls").sheets[0].rows[1]
    assert found[2] == 999
    assert isinstance(found[0], date) if day else found[:2] == [45000.5, 12]


def test_an_excel_2_file_that_is_not_chinese(tmp_path: Path) -> None:
    (tmp_path / "a.xls").write_bytes(excel2([["姓名", "caf?"], ["张三", "x"]]).replace(b"caf?", b"\x93ca\xe9"))
    assert read(tmp_path / "a.xls").sheets[0].rows[0] == ["姓名", "“caé"]


def test_a_text_table_with_the_breaks_of_word(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b'a,"b\x0bc\x0bd"\n')
    assert read(tmp_path / "a.csv").sheets[0].rows == [["a", "b\x0bc\x0bd"]]
