"""What lies beneath the cells is seen in every kind of workbook, and nothing in clean ones."""

import random
from pathlib import Path

import pytest

from client.errors import InputProblem
from client.spreadsheets.damage import sheet
from client.spreadsheets.damage.noted import Noted
from client.spreadsheets.drafts import Understanding
from client.spreadsheets.grid import Grid
from client.spreadsheets.reader import Sheet, read
from client.spreadsheets.understand import understand
from tests.spreadsheets import open_document
from tests.spreadsheets.binary import xlsb
from tests.spreadsheets.formats import FORMATS, HEAD, WORDS, Row, table
from tests.spreadsheets.old_excel import OldSheet, excel2, xls


def kinds(found: Understanding) -> dict[str, set[str]]:
    return {one.kind: set(one.cells) for one in found.damage}


def test_an_old_workbook(tmp_path: Path) -> None:
    rows = table()
    rows[1][2], rows[2][2], rows[3][3], rows[4][3] = 12, 307.0, "#N/A", 0.0
    old = OldSheet(rows, "目录", hidden_rows=[5], hidden_columns=[5], merged=[(1, 1, 3, 1)],
                     formats={(1, 2): "000000", (2, 2): "000000"}, uncalculated=[(4, 3)])  # fmt: skip
    (tmp_path / "a.et").write_bytes(xls(old, OldSheet([["x"]], "空")))
    found = understand(tmp_path / "a.et")
    assert kinds(found) == {
        "zeros-restored": {"目录!C2", "目录!C3"}, "cell-error": {"目录!D4"}, "uncalculated": {"目录!D5"},
        "hidden-row": {"目录!6"}, "hidden-column": {"目录!F"}, "merged": {"目录!B2:B4"},
    }  # fmt: skip
    assert [draft.values.get("code") for draft in found.drafts][:2] == ["000012", "000307"]
    assert [draft.values.get("summary", "") for draft in found.drafts][2:4] == ["", ""]


def test_a_stray_cell_far_down_an_old_workbook(tmp_path: Path) -> None:
    rows: list[Row] = table()
    rows += [[] for _ in range(65_000)]
    rows.append([*[None] * 255, "x"])
    (tmp_path / "a.xls").write_bytes(xls(OldSheet(table(), "前"), OldSheet(rows, "目录")))
    found = understand(tmp_path / "a.xls", sheet="目录")
    assert len(found.drafts) == 6
    assert kinds(found)["stray"] == {"目录!IV65008"}
    rows[-1] = ["甲", "乙", "丙", *rows[-1]]
    (tmp_path / "a.xls").write_bytes(xls(OldSheet(rows, "目录")))
    with pytest.raises(InputProblem, match="far-cell"):
        understand(tmp_path / "a.xls")


def test_days_of_1904_in_an_old_workbook(tmp_path: Path) -> None:
    rows = table()
    rows[1][4] = 44257
    (tmp_path / "a.xls").write_bytes(xls(OldSheet(rows, "目录"), date1904=True))
    found = understand(tmp_path / "a.xls")
    assert kinds(found) == {"date-1904": {"目录!E2"}, "serial-date": {"目录!E2"}}
    assert found.drafts[0].values["modified_on"] == "2025-03-03"


def test_an_open_document(tmp_path: Path) -> None:
    rows = table()
    rows[1][2] = open_document.cell(12, 'table:style-name="ce1"')
    rows[2][3], rows[3][3] = open_document.error("#N/A"), open_document.error("Err:508")
    rows[4][3] = '<table:table-cell table:formula="of:=[.A1]"/>'
    settings = (
        '<table:calculation-settings><table:null-date table:date-value="1904-01-01"/></table:calculation-settings>'
    )
    rows[5][4] = 44257
    data = open_document.ods(rows, hidden_rows=[5], hidden_columns=[5], settings=settings)
    (tmp_path / "a.ods").write_bytes(data)
    found = understand(tmp_path / "a.ods")
    assert kinds(found) == {
        "zeros-restored": {"目录!C2"}, "cell-error": {"目录!D3", "目录!D4"}, "uncalculated": {"目录!D5"},
        "hidden-row": {"目录!6"}, "hidden-column": {"目录!F"}, "serial-date": {"目录!E6"}, "date-1904": {"目录!E6"},
    }  # fmt: skip
    assert found.drafts[0].values["code"] == "000012"


@pytest.mark.parametrize(
    ("last", "stray"),
    [(["x"], "A1000008"), (['<table:table-cell table:number-columns-repeated="16383"/>', "x"], "XFD1000008")],
)
def test_a_stray_cell_far_down_an_open_document(last: Row, stray: str, tmp_path: Path) -> None:
    more = open_document.FAR + open_document.row(last)
    (tmp_path / "a.ods").write_bytes(open_document.ods(table(), more=more))
    found = understand(tmp_path / "a.ods")
    assert kinds(found)["stray"] == {f"目录!{stray}"}
    assert len(found.drafts) == 6
    (tmp_path / "a.ods").write_bytes(open_document.ods(table(), more=open_document.FAR))
    assert len(understand(tmp_path / "a.ods").drafts) == 6


def test_an_open_document_with_data_far_out_is_refused(tmp_path: Path) -> None:
    more = open_document.FAR + open_document.row(["x", "y", "z"]) * 3
    (tmp_path / "a.ods").write_bytes(open_document.ods(table(), more=more))
    with pytest.raises(InputProblem, match="far-cell"):
        understand(tmp_path / "a.ods")


def test_tabs_and_breaks_in_an_open_document_keep_words_apart(tmp_path: Path) -> None:
    rows = table()
    text = "<text:p>办理对象<text:tab/>办理日期<text:line-break/>办理结果</text:p>"
    rows[1][3] = f'<table:table-cell office:value-type="string">{text}</table:table-cell>'
    (tmp_path / "a.ods").write_bytes(open_document.ods(rows))
    assert read(tmp_path / "a.ods").sheets[0].rows[1][3] == "办理对象\t办理日期\n办理结果"


def test_errors_in_a_table_of_texts(tmp_path: Path) -> None:
    rows = table()
    rows[2][3] = "#REF!"
    (tmp_path / "a.csv").write_text("\n".join(",".join(map(str, row)) for row in rows), encoding="utf-8")
    found = understand(tmp_path / "a.csv")
    assert kinds(found) == {"cell-error": {"a!D3"}}
    assert "summary" not in found.drafts[1].values


def test_a_binary_workbook(tmp_path: Path) -> None:
    rows = table()
    rows[2][1] = rows[3][1] = None
    rows[5][4] = 44257.0
    data = xlsb(rows, hidden_rows=[5], hidden_columns=[5], merged=[(1, 1, 3, 1)], errors=[(3, 3)], zeros={(1, 2): 12},
                date1904=True)  # fmt: skip
    (tmp_path / "a.xlsb").write_bytes(data)
    found = understand(tmp_path / "a.xlsb")
    assert found.format == "xlsb"
    assert kinds(found) == {
        "zeros-restored": {"目录!C2"}, "cell-error": {"目录!D4"}, "hidden-row": {"目录!6"}, "hidden-column": {"目录!F"},
        "merged": {"目录!B2:B4"}, "serial-date": {"目录!E6"}, "date-1904": {"目录!E6"},
    }  # fmt: skip
    assert found.drafts[0].values["code"] == "000012"
    assert {draft.values["provider"] for draft in found.drafts} == {"清河县民政局"}


def test_a_binary_workbook_with_a_cell_far_out(tmp_path: Path) -> None:
    rows: list[Row] = [*table(), *([] for _ in range(60_000)), [*[None] * 300, "x"]]
    (tmp_path / "a.xlsb").write_bytes(xlsb(rows))
    with pytest.raises(InputProblem, match="far-cell"):
        understand(tmp_path / "a.xlsb")


def test_where_nothing_is_seen_beneath_it_is_said() -> None:
    noted = Noted()
    sheet.note(Grid(Sheet("xlsb", [["甲", "乙"]])), None, noted)
    assert [(one.kind, one.cells, one.repaired) for one in noted.all()] == [("not-looked", ("xlsb",), False)]


def test_excel_2(tmp_path: Path) -> None:
    (tmp_path / "a.xls").write_bytes(excel2(table()))
    found = understand(tmp_path / "a.xls")
    assert found.format == "xls"
    assert [draft.values["name"] for draft in found.drafts] == [f"{word}信息" for word in WORDS[:6]]
    assert found.damage == ()


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("kind", FORMATS)
def test_no_alarm_on_clean_files(kind: str, seed: int, tmp_path: Path) -> None:
    dice = random.Random(seed)
    rows = table(3 + seed * 2)
    order = [0, *dice.sample(range(1, len(HEAD)), len(HEAD) - 1)]
    title: list[Row] = [["清河县政务数据目录", None, None, None, None, None]] if seed % 2 else []
    (tmp_path / "a.xls").write_bytes(FORMATS[kind]([*title, *([row[place] for place in order] for row in rows)]))
    found = understand(tmp_path / "a.xls")
    assert len(found.drafts) == len(rows) - 1
    assert found.damage == ()
