import contextlib
from datetime import datetime
from pathlib import Path

import pytest

from client.errors import InputProblem
from client.progress import SILENT
from client.spreadsheets.opening import spreadsheet_xml
from client.spreadsheets.reader import read
from client.spreadsheets.understand import understand

SPACES = 'xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel"'
HEAD = ("目录名称", "提供单位", "目录代码", "更新日期", "联系电话")
STYLES = '<Styles><Style ss:ID="s1"><NumberFormat ss:Format="000000"/></Style><Style ss:ID="s2"><NumberFormat ss:Format="0.00"/></Style></Styles>'


def cell(value: str, kind: str = "String", marks: str = "") -> str:
    return f'<Cell {marks}><Data ss:Type="{kind}">{value}</Data></Cell>'


def row(*cells: str, marks: str = "") -> str:
    return f"<Row {marks}>{''.join(cells)}</Row>"


def book(
    *rows: str, columns: str = "", before: str = "", after: str = "", head: str = '<?xml version="1.0"?>'
) -> bytes:
    table = f"<Table>{columns}{''.join(rows)}</Table>"
    return f'{head}<Workbook {SPACES}>{before}{STYLES}<Worksheet ss:Name="目录">{table}{after}</Worksheet></Workbook>'.encode()


def plain(name: str) -> str:
    return row(*map(cell, (f"{name}信息", "清河县民政局", "307001/1", "2025-01-02", "0551-62951113")))


def test_values_by_their_types() -> None:
    (sheet,) = spreadsheet_xml.read(
        book(
            row(
                cell("甲&amp;乙"),
                cell("12.5", "Number"),
                cell("2025-03-04T00:00:00.000", "DateTime"),
                cell("1", "Boolean"),
            ),
            row(cell("x", "Number"), cell("昨天", "DateTime"), cell("<B>粗</B>体", "String"), '<Cell ss:Index="6"/>'),
            row(
                cell("1899-12-31T08:30:00.000", "DateTime"),
                '<Cell><Data ss:Type="String">丁</Data><Comment><ss:Data>批注</ss:Data></Comment></Cell>',
            ),
        ),
        SILENT,
    )
    assert sheet.rows[0] == ["甲&乙", 12.5, datetime(2025, 3, 4), True]  # noqa: DTZ001
    assert sheet.rows[1] == ["x", "昨天", "粗体"]
    assert [str(one) for one in sheet.rows[2]] == ["08:30:00", "丁"]


def test_rows_and_cells_left_out_and_merged() -> None:
    (sheet,) = spreadsheet_xml.read(
        book(
            row(cell("甲", marks='ss:MergeAcross="1" ss:MergeDown="2"'), cell("丙")),
            row(cell("二", marks='ss:Index="3"'), marks='ss:Index="3"'),
            row(cell("末")),
        ),
        SILENT,
    )
    assert sheet.rows == [["甲", None, "丙"], [], [None, None, "二"], ["末"]]
    assert sheet.merged == ((0, 0, 2, 1),)


def test_what_lies_beneath(tmp_path: Path) -> None:
    (tmp_path / "目录.xls").write_bytes(
        book(
            row(*map(cell, HEAD)),
            row(cell("甲信息"), cell("清河县民政局"), cell("12", "Number", 'ss:StyleID="s1"'), cell("#N/A", "Error")),
            row(cell("乙信息"), cell("清河县民政局"), '<Cell ss:Formula="=A1"/>', marks='ss:Hidden="1"'),
            plain("丙"),
            columns='<Column ss:Width="9"/><Column ss:Index="3" ss:Hidden="1" ss:Span="1"/>',
        )
    )
    found = understand(tmp_path / "目录.xls")
    assert found.format == "xml"
    assert [draft.values["code"] for draft in found.drafts if "code" in draft.values] == ["000012", "307001/1"]
    assert {one.kind: one.cells for one in found.damage} == {
        "zeros-restored": ("目录!C2",),
        "cell-error": ("目录!D2",),
        "uncalculated": ("目录!C3",),
        "hidden-row": ("目录!3",),
        "hidden-column": ("目录!C", "目录!D"),
    }


def test_hidden_sheets_and_1904() -> None:
    hidden = "<x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions>"
    before = "<x:ExcelWorkbook><x:Date1904/></x:ExcelWorkbook>"
    (sheet,) = spreadsheet_xml.read(book(row(cell("甲")), before=before, after=hidden), SILENT)
    assert sheet.hidden
    assert sheet.look
    assert sheet.look.date1904


@pytest.mark.parametrize("encoding", ["gb2312", "GBK", "utf-16", "UTF-8"])
def test_encodings(encoding: str, tmp_path: Path) -> None:
    text = book(plain("甲"), head=f'<?xml version="1.0" encoding="{encoding}"?>').decode()
    (tmp_path / "a.xls").write_bytes(text.encode("gb18030" if encoding[:2].lower() == "gb" else encoding))
    assert read(tmp_path / "a.xls").sheets[0].rows[0][0] == "甲信息"


def test_a_stray_cell_far_down() -> None:
    rows = [plain(str(number)) for number in range(200)]
    (sheet,) = spreadsheet_xml.read(
        book(*rows, row(cell("x", marks='ss:Index="300"'), marks='ss:Index="1048576"')), SILENT
    )
    assert len(sheet.rows) == 200
    assert sheet.look
    assert sheet.look.stray == ["KN1048576"]


@pytest.mark.parametrize(
    "text",
    [
        "<!DOCTYPE x [" + '<!ENTITY a "' + "ha" * 100 + '">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(2, 12)).replace("&a1;", "&a;") + "]>",
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
    ],
)  # fmt: skip
def test_entities_are_not_resolved(text: str) -> None:
    shown: list[object] = []
    with contextlib.suppress(InputProblem):
        shown = [
            one.rows
            for one in spreadsheet_xml.read(
                book(row(cell("甲&a;&a11;"), cell("乙")), head='<?xml version="1.0"?>' + text), SILENT
            )
        ]
    assert "root" not in str(shown)
    assert len(str(shown)) < 200


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (book(plain("甲"))[:-30], "input.damaged"),
        (book("<a>" * 100_000), "input.damaged"),
        (book(row(cell("x", marks='ss:Index="99999999"'))), "input.too-wide"),
        (book(row(cell("x"), marks='ss:Index="2000000"')), "input.far-cell"),
        (book(*(row(cell("x", marks='ss:Index="19999"')) for _ in range(5000))), "input.far-cell"),
    ],
)
def test_broken_and_hostile(data: bytes, code: str) -> None:
    with pytest.raises(InputProblem) as caught:
        spreadsheet_xml.read(data, SILENT)
    assert caught.value.code == code
