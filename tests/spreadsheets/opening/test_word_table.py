from pathlib import Path

import pytest

from client.errors import InputProblem
from client.progress import SILENT
from client.spreadsheets.opening import word_table
from client.spreadsheets.understand import understand
from tests.spreadsheets.word_document import cell, docx, line, table


def test_a_catalog_in_a_document(tmp_path: Path) -> None:
    rows = [
        ["序号", "目录名称", "提供单位", "目录摘要", "共享类型"],
        ["1", "婚姻登记信息", cell("清河县民政局", down="first"), "全县婚姻登记的情况", "无条件共享"],
        ["2", "低保对象信息", cell("", down="next"), "全县低保对象的情况", "无条件共享"],
    ]
    (tmp_path / "目录.docx").write_bytes(docx(line("清河县政务数据目录") + table(rows) + line("注：截至六月")))
    found = understand(tmp_path / "目录.docx")
    assert found.format == "docx"
    assert [(draft.values["name"], draft.values["provider"]) for draft in found.drafts] == [
        ("婚姻登记信息", "清河县民政局"),
        ("低保对象信息", "清河县民政局"),
    ]
    assert [one.kind for one in found.damage] == ["merged"]


def test_cells_that_reach_over_others() -> None:
    rows = [
        [cell("甲", across=2, down="first"), "乙"],
        [cell("", across=2, down="next"), "丙"],
        ["丁", cell("戊", across=2)],
    ]
    (sheet,) = word_table.read(docx(table(rows)), "文", SILENT)
    assert sheet.rows == [["甲", None, "乙"], [None, None, "丙"], ["丁", "戊"]]
    assert sorted(sheet.merged) == [(0, 0, 1, 1), (2, 1, 2, 2)]


def test_what_is_not_shown_is_not_read() -> None:
    twice = "<mc:AlternateContent><mc:Choice><w:t>一</w:t></mc:Choice><mc:Fallback><w:t>一</w:t></mc:Fallback></mc:AlternateContent>"
    body = f"<w:p><w:r>{twice}<w:delText>删</w:delText><w:br/><w:t>二</w:t></w:r></w:p>{line('三')}"
    inner = table([["姓名", "电话"]])
    (sheet,) = word_table.read(
        docx(f"<w:tbl><w:tr><w:tc>{body}</w:tc><w:tc>{inner}</w:tc></w:tr></w:tbl>"), "文", SILENT
    )
    assert sheet.rows == [["一\n二\n三", "姓名 电话"]]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (line("只有文字"), "input.text-document"),
        ("<w:tbl><w:tr><w:tc>" * 2000, "input.damaged"),
        (table([[cell("x", across=9999)] * 9]), "input.too-wide"),
        ("<w:tbl>", "input.damaged"),
    ],
)
def test_documents_that_are_not_read(body: str, code: str) -> None:
    with pytest.raises(InputProblem) as caught:
        word_table.read(docx(body), "文", SILENT)
    assert caught.value.code == code
