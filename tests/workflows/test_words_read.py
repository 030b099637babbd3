"""A word that is read as a value of a list is told and can be corrected; one that may be several values is offered."""

from pathlib import Path

from client.workflows import import_sheet
from client.workflows.importing import fill_in
from client.workflows.importing.prepared import Prepared, Request
from client.workflows.workspace import Workspace
from tests.workflows.test_fill_in import HEAD, sheet, values

ROWS = [
    ["低保对象信息", "清河县民政局", "低保对象的情况。", "每天", "xlsx"],
    ["特困人员信息", "清河县民政局", "全县特困人员的基本情况。", "年", "xlsx"],
    ["孤儿信息", "清河县民政局", "全县孤儿的基本情况和监护人。", "每天", "xlsx"],
    ["养老机构信息", "清河县民政局", "全县养老机构的基本情况。", "每日", "Excel"],
]


def read(prepared: Prepared) -> list[tuple[str, str, str, int, tuple[str, ...]]]:
    return [(one.field, one.text, one.value, one.count, one.cells) for one in prepared.summary.understanding.read_as]


def test_a_synonym_is_told_with_its_cells(ws: Workspace, tmp_path: Path) -> None:
    prepared = import_sheet.prepare(ws, sheet(tmp_path, HEAD, ROWS))
    assert read(prepared) == [
        ("update_cycle", "每天", "daily", 2, ("Sheet!D2", "Sheet!D4")),
        ("update_cycle", "年", "yearly", 1, ("Sheet!D3",)),
    ]
    told = prepared.document()["read_as"][0]
    assert (told["label"], told["count"], told["cells"]) == ("每日", 2, ["Sheet!D2", "Sheet!D4"])
    assert [one.text for one in fill_in.taken(prepared)] == ["每天", "年"]


def test_otherwise_is_remembered_for_the_office_in_sheets_of_any_shape(ws: Workspace, tmp_path: Path) -> None:
    file = sheet(tmp_path, HEAD, ROWS)
    answers = fill_in.typed(ws, [("update_cycle:每天", "实时")])
    prepared = import_sheet.prepare(ws, file, Request(answers=answers))
    assert [one[1] for one in read(prepared)] == ["年"]
    assert [(one.text, one.offers[0].shown, one.count) for one in fill_in.taken(prepared)] == [
        ("年", "每年", 1),
        ("每天", "实时", 2),
    ]
    import_sheet.apply(ws, prepared)
    assert values(ws, "update_cycle") == {
        "低保对象信息": "realtime", "特困人员信息": "yearly", "孤儿信息": "realtime", "养老机构信息": "daily",
    }  # fmt: skip
    other = sheet(
        tmp_path, [*HEAD, "联系人"], [["就业信息", "清河县人社局", "就业情况。", "每天", "xlsx", "王"]], "别.xlsx"
    )
    import_sheet.apply(ws, import_sheet.prepare(ws, other))
    assert values(ws, "update_cycle")["就业信息"] == "realtime"


def test_a_number_holds_for_sheets_of_its_shape_only(ws: Workspace, tmp_path: Path) -> None:
    """共享类型 1 means opposite things on two platforms."""
    head = [*HEAD, "共享类型"]
    file = sheet(tmp_path, head, [[*row, "1"] for row in ROWS])
    assert ("sharing", "1", "unconditional", 4) in [one[:4] for one in read(import_sheet.prepare(ws, file))]
    answers = fill_in.typed(ws, [("sharing:1", "conditional")])
    import_sheet.apply(ws, import_sheet.prepare(ws, file, Request(answers=answers)))
    assert set(values(ws, "sharing").values()) == {"conditional"}
    again = import_sheet.apply(ws, import_sheet.prepare(ws, file))
    assert (again.new, again.changed) == (0, 0), "the same file says the same again"
    other = sheet(tmp_path, [*head, "联系人"], [["就业信息", *ROWS[0][1:], "1", "王"]], "别.xlsx")
    import_sheet.apply(ws, import_sheet.prepare(ws, other))
    assert values(ws, "sharing")["就业信息"] == "unconditional"


def test_a_word_that_fits_two_values_is_offered_both(ws: Workspace, tmp_path: Path) -> None:
    file = sheet(tmp_path, [*HEAD, "开放类型"], [[*row, "开发"] for row in ROWS])
    prepared = import_sheet.prepare(ws, file)
    (word,) = [one for one in fill_in.questions(ws, prepared) if one.text == "开发"]
    assert [one.shown for one in word.offers if one.source == "near"] == ["无条件开放", "有条件开放"]
    unread = {one["text"]: one["offered"] for one in prepared.document()["unread"]}
    assert unread["开发"] == ["unconditional", "conditional"]
    assert {line.entry.text("open_type") for line in prepared.lines()} == {"开发"}


def test_words_of_a_form_are_told_too(ws: Workspace, tmp_path: Path) -> None:
    rows = [
        ["目录名称", "低保对象信息"], ["提供单位", "清河县民政局"], ["摘要", "低保对象的情况。"], ["更新周期", "每天"],
        ["共享类型", "有条件"],
    ]  # fmt: skip
    prepared = import_sheet.prepare(ws, sheet(tmp_path, rows[0], rows[1:]))
    assert [one[:4] for one in read(prepared)] == [
        ("update_cycle", "每天", "daily", 1),
        ("sharing", "有条件", "conditional", 1),
    ]


def test_words_of_a_sheet_that_is_read_twice_count_once(ws: Workspace, tmp_path: Path) -> None:
    """A sheet of items that also names the entries is taken for items first, then for the catalog itself."""
    rows = [["低保对象信息", "姓名", "varchar"], ["低保对象信息", "性别", "varchar"], ["孤儿信息", "姓名", "varchar"]]
    prepared = import_sheet.prepare(ws, sheet(tmp_path, ["目录名称", "信息项名称", "数据类型"], rows))
    assert [one[:4] for one in read(prepared)] == [("item_type", "varchar", "string", 3)]
    assert [one.summary.items for one in (prepared,)] == [3]
