"""What was restored in damaged cells reaches the entries; a resident id that was masked is kept nowhere."""

import json
from pathlib import Path

import pytest

from client.store.query import EntryFilter
from client.workflows import edit_entry, import_sheet
from client.workflows.workspace import Workspace
from tests.spreadsheets import open_document
from tests.spreadsheets.formats import FORMATS, Row, table
from tests.spreadsheets.old_excel import OldSheet, xls

PERSON = "11010519491231002X"
BORN = "19491231"


def damaged(zeros: str | float) -> list[Row]:
    rows = table(4)
    rows[0].insert(2, "统一社会信用代码")
    for row in rows[1:]:
        row.insert(2, "11110110000093470L")
    rows[1][2], rows[2][3], rows[3][0] = PERSON, zeros, "养老\u200b机构信息"
    return rows


def files(folder: Path) -> dict[str, Path]:
    data = {kind: make(damaged("000012")) for kind, make in FORMATS.items()}
    data["xls"] = xls(OldSheet(damaged(12), "目录", formats={(2, 3): "000000"}))
    data["ods"] = open_document.ods(damaged(open_document.cell(12, 'table:style-name="ce1"')))
    data["csv"] = "\n".join(",".join(map(str, row)) for row in damaged("000012")).encode("gb18030")
    for kind, content in data.items():
        (folder / f"{kind}.xls").write_bytes(content)
    return {kind: folder / f"{kind}.xls" for kind in data}


def kept(ws: Workspace) -> bytes:
    """All bytes beside the store: itself, its journal, plans that wait, logs."""
    return b"".join(path.read_bytes() for path in sorted(ws.db.path.parent.rglob("*")) if path.is_file())


@pytest.mark.parametrize("kind", [*FORMATS, "csv"])
def test_restored_values_arrive_and_masked_ones_leave_no_trace(
    kind: str, ws: Workspace, tmp_path_factory: pytest.TempPathFactory
) -> None:
    prepared = import_sheet.prepare(ws, files(tmp_path_factory.mktemp("office"))[kind])
    told = json.dumps(prepared.document(), ensure_ascii=False, default=str) + repr(
        prepared.summary.understanding.damage
    )
    assert BORN not in told
    assert BORN.encode() not in kept(ws)
    import_sheet.apply(ws, prepared)
    assert BORN.encode() not in kept(ws)
    entries = {row.name: edit_entry.stored(ws, row.id).entry for row in ws.query.rows(EntryFilter())}
    assert sorted(entries) == ["低保对象信息", "养老机构信息", "婚姻登记信息", "社会组织信息"]
    assert entries["婚姻登记信息"].text("provider_code") == "110105********00**"
    assert entries["低保对象信息"].text("code") == "000012"
