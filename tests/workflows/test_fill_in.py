"""What a sheet does not say is asked once, remembered for sheets of its shape, and never written over what stands."""

from pathlib import Path

import openpyxl
import pytest

from client.errors import InputProblem
from client.store import journal
from client.store.query import EntryFilter
from client.workflows import edit_entry, import_sheet
from client.workflows import import_folder as folder
from client.workflows.importing import fill_in, learn
from client.workflows.importing.prepared import Request
from client.workflows.workspace import Workspace
from tests.spreadsheets.more_layouts import four_lists, sections
from tests.workflows.standards.test_packs import install, trusting

__all__ = ["trusting"]

HEAD = ["目录名称", "提供单位", "摘要", "更新频率", "数据格式"]
ROWS = [
    ["低保对象信息", "清河县民政局", "低保对象的情况，主要字段：姓名、性别、保障金额。", "每 3 月", "xlsx"],
    ["特困人员信息", "清河县民政局", "全县特困人员的基本情况。", "每月", "mysql"],
    ["孤儿信息", "清河县公安局", "全县孤儿的基本情况和监护人。", "每 3 月", "xlsx"],
]


def sheet(folder_: Path, head: list[str], rows: list[list[str]], name: str = "目录.xlsx") -> Path:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for row in [head, *rows]:
        page.append(row)
    book.save(folder_ / name)
    return folder_ / name


def values(ws: Workspace, field: str) -> dict[str, object]:
    return {row.name: edit_entry.stored(ws, row.id).entry.values.get(field) for row in ws.query.rows(EntryFilter())}


def test_questions_name_what_is_missing_as_a_whole(ws: Workspace, tmp_path: Path) -> None:
    prepared = import_sheet.prepare(ws, sheet(tmp_path, HEAD, ROWS))
    asked = {(one.field, one.text): one for one in fill_in.questions(ws, prepared)}
    assert ("sharing", "") in asked
    assert ("provider", "") not in asked
    assert asked["item_name", ""].offers[0].source == "abstract"
    near = asked["update_cycle", "每 3 月"]
    assert near.count == 2
    assert near.offers[0].meaning is not None
    assert (near.offers[0].source, near.offers[0].meaning.value) == ("near", "quarterly")
    assert all(line.entry.values["update_cycle"] != "quarterly" for line in prepared.lines())


def test_answers_are_applied_and_remembered_for_the_shape(ws: Workspace, tmp_path: Path) -> None:
    file = sheet(tmp_path, HEAD, ROWS)
    texts = [
        ("sharing", "有条件共享"), ("format_class", "@linked"), ("items", ""), ("update_cycle:每 3 月", "每季度"),
        ("provider_code", "@provider:清河县民政局=11110110000093470L"), ("data_level", "@word:孤儿=important;*=general"),
    ]  # fmt: skip
    answers = fill_in.typed(ws, texts)
    done = import_sheet.apply(ws, import_sheet.prepare(ws, file, Request(answers=answers)))
    assert set(values(ws, "sharing").values()) == {"conditional"}
    assert values(ws, "format_class") == {
        "低保对象信息": "spreadsheet",
        "特困人员信息": "database",
        "孤儿信息": "spreadsheet",
    }
    assert values(ws, "update_cycle")["低保对象信息"] == "quarterly"
    assert values(ws, "provider_code") == {
        "低保对象信息": "11110110000093470L", "特困人员信息": "11110110000093470L", "孤儿信息": None,
    }  # fmt: skip
    assert values(ws, "data_level")["孤儿信息"] == "important"
    items = {row.name: row.items for row in ws.query.rows(EntryFilter())}
    assert items == {"低保对象信息": 3, "特困人员信息": 0, "孤儿信息": 0}
    with ws.db.read() as conn:
        act = next(one for one in journal.acts(conn, 10) if one.id == done.act)
    assert act.about["filled.sharing"] == "constant:3"
    more = sheet(
        tmp_path, HEAD, [["养老机构信息", "清河县民政局", "全县养老机构的基本情况。", "每 3 月", "xlsx"]], "下月.xlsx"
    )
    import_sheet.apply(ws, import_sheet.prepare(ws, more))
    assert values(ws, "sharing")["养老机构信息"] == "conditional"
    again = import_sheet.apply(ws, import_sheet.prepare(ws, file))
    assert (again.new, again.changed) == (0, 0)


def test_a_stored_value_is_never_replaced(ws: Workspace, tmp_path: Path) -> None:
    file = sheet(tmp_path, HEAD, ROWS)
    import_sheet.apply(ws, import_sheet.prepare(ws, file))
    entry = next(row.id for row in ws.query.rows(EntryFilter()) if row.name == "孤儿信息")
    edit_entry.set_values(ws, entry, {"sharing": "refused"})
    answers = fill_in.typed(ws, [("sharing", "unconditional")])
    done = import_sheet.apply(ws, import_sheet.prepare(ws, file, Request(answers=answers)))
    assert (done.new, done.changed) == (0, 2)
    assert values(ws, "sharing")["孤儿信息"] == "refused"


def test_the_office_above_the_rows_is_offered(ws: Workspace, tmp_path: Path) -> None:
    prepared = import_sheet.prepare(ws, sections(tmp_path).path)
    question = next(one for one in fill_in.questions(ws, prepared) if one.field == "provider")
    assert [offer.source for offer in question.offers[:2]] == ["sheet", "office"]
    answers = fill_in.answered(question.offers[:1])
    prepared = import_sheet.prepare(ws, prepared.file, Request(answers=answers))
    assert len({line.entry.text("provider") for line in prepared.lines()}) == 4


def test_a_column_that_was_explained_is_known_from_then_on(ws: Workspace, tmp_path: Path) -> None:
    file = sheet(tmp_path, [*HEAD, "奇特的说法"], [[*row, "内部使用"] for row in ROWS])
    request = Request(mapping=(("奇特的说法", "sharing_condition"), ("C", "")))
    prepared = import_sheet.prepare(ws, file, request)
    columns = {one.column: one for one in prepared.summary.understanding.sheets[0].columns}
    assert (columns["F"].field, columns["F"].how) == ("sharing_condition", "learned")
    assert columns["C"].field is None
    import_sheet.apply(ws, prepared)
    assert set(values(ws, "sharing_condition").values()) == {"内部使用"}
    columns = {one.column: one for one in import_sheet.prepare(ws, file).summary.understanding.sheets[0].columns}
    assert (columns["F"].how, columns["C"].field) == ("learned", "summary")
    learn.learn_column(ws, "奇特的说法", "")
    columns = {one.column: one for one in import_sheet.prepare(ws, file).summary.understanding.sheets[0].columns}
    assert columns["F"].how != "learned"
    with pytest.raises(InputProblem, match=r"import\.no-field"):
        import_sheet.prepare(ws, file, Request(mapping=(("C", "没有"),)))


def test_lists_of_a_department_are_kept(ws: Workspace, tmp_path: Path) -> None:
    import_sheet.apply(ws, import_sheet.prepare(ws, four_lists(tmp_path).path))
    kept = {one.sheet: one for one in learn.kept_lists(ws)}
    assert set(kept) == {"1部门职能清单", "3部门信息系统清单", "4部门信息资源需求清单"}
    assert "低保系统" in kept["3部门信息系统清单"].rows[-1]


def test_a_folder_is_one_plan(ws: Workspace, tmp_path: Path) -> None:
    (tmp_path / "甲").mkdir()
    sheet(tmp_path, HEAD, ROWS[:2])
    sheet(tmp_path / "甲", HEAD, ROWS[2:], "公安.xlsx")
    (tmp_path / "甲" / "坏.xlsx").write_bytes(b"PK\x03\x04 broken")
    sheet(tmp_path, HEAD, ROWS, "~$目录.xlsx")
    lines = list(folder.prepare(ws, folder.files_in(tmp_path)))
    found = {one.file.name: (one.department, one.shape, one.new) for one in lines}
    assert found == {
        "坏.xlsx": ("", "", 0), "公安.xlsx": ("清河县公安局", "catalog", 1), "目录.xlsx": ("清河县民政局", "catalog", 2),
    }  # fmt: skip
    assert [one.problem.code for one in lines if one.problem] == ["input.damaged"]
    assert sum(one.new for one in lines) == 3
    with pytest.raises(InputProblem, match=r"import\.no-files"):
        folder.files_in(_empty(tmp_path))


def _empty(folder_: Path) -> Path:
    (folder_ / "空").mkdir()
    return folder_ / "空"


def test_rows_without_a_name_are_the_same_the_next_time(ws: Workspace, tmp_path: Path) -> None:
    file = sheet(tmp_path, HEAD, [["", *row[1:]] for row in ROWS])
    import_sheet.apply(ws, import_sheet.prepare(ws, file))
    again = import_sheet.apply(ws, import_sheet.prepare(ws, file))
    assert (again.new, again.changed, again.same) == (0, 0, 3)


def test_where_a_filled_value_comes_from_is_kept_until_it_is_changed(ws: Workspace, tmp_path: Path) -> None:
    rows = [[*ROWS[0], "有条件共享"], [*ROWS[1], ""]]
    file = sheet(tmp_path, [*HEAD, "共享属性"], rows)
    texts = [("sharing", "无条件共享"), ("update_cycle:每 3 月", "每季度"), ("items", "")]
    done = import_sheet.apply(ws, import_sheet.prepare(ws, file, Request(answers=fill_in.typed(ws, texts))))
    (first,), (second,) = (ws.query.ids(EntryFilter(text=name)) for name in ("低保对象信息", "特困人员信息"))
    assert {name: one.how for name, one in fill_in.filled(ws, first).items()} == {
        "update_cycle": "meaning", "items": "abstract",
    }  # fmt: skip
    assert {name: (one.how, one.file) for name, one in fill_in.filled(ws, second).items()} == {
        "sharing": ("constant", "目录.xlsx")
    }
    held = edit_entry.stored(ws, second).entry
    edit_entry.save(ws, held.with_value("sharing", "conditional"), held)
    assert fill_in.filled(ws, second) == {}, "from now on it is the clerk's own"
    undone = import_sheet.undo(ws, done.import_id)
    assert {entry for entry, _, _ in undone.skipped} == {second}
    assert fill_in.filled(ws, first) == {}
    assert ws.query.entry(first).deleted  # type: ignore[union-attr]


def test_what_only_some_entries_lack_is_asked_too(ws: Workspace, tmp_path: Path) -> None:
    """Blank cycles are offered what most of the file says; a blank summary what the sheet says of the entry."""
    rows = [[f"业务信息{word}", "清河县民政局", "全县业务的基本情况。", "每月", "xlsx"] for word in "甲乙丙丁戊"]
    rows += [
        ["残疾人两项补贴信息", "清河县民政局", "", "", "xlsx"],
        ["高龄津贴信息", "清河县民政局", "", "每年", "xlsx"],
    ]
    file = sheet(tmp_path, HEAD, rows)
    prepared = import_sheet.prepare(ws, file)
    asked = {one.field: one for one in fill_in.questions(ws, prepared) if not one.text}
    cycle, summary = asked["update_cycle"], asked["summary"]
    assert (cycle.count, cycle.offers[0].source) == (1, "file")
    assert cycle.offers[0].fill is not None
    assert cycle.offers[0].fill.value == "monthly"
    assert (summary.count, summary.offers[0].source) == (2, "composed")
    answers = fill_in.answered([cycle.offers[0], summary.offers[0]])
    import_sheet.apply(ws, import_sheet.prepare(ws, file, Request(answers=answers)))
    assert values(ws, "update_cycle")["残疾人两项补贴信息"] == "monthly"
    assert values(ws, "update_cycle")["高龄津贴信息"] == "yearly"
    assert values(ws, "summary")["残疾人两项补贴信息"] == "清河县民政局的残疾人两项补贴信息，每月更新。"
    assert values(ws, "summary")["业务信息甲"] == "全县业务的基本情况。"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("每天1次", "daily"), ("1周", "weekly"), ("月更新", "monthly"), ("每隔3个月", "quarterly"), ("3个月/次", "quarterly"),
        ("每六个月", "half_yearly"), ("年更", "yearly"), ("每15分钟", "other"), ("每10天", "other"), ("每半个月", "other"),
        ("有变动时更新", "irregular"), ("As needed", "on_demand"), ("2024年", ""), ("看情况吧", ""),
    ],
)  # fmt: skip
def test_what_a_period_probably_means(ws: Workspace, tmp_path: Path, text: str, meant: str) -> None:
    rows = [["低保对象信息", "清河县民政局", "低保对象的情况。", text, "xlsx"]]
    prepared = import_sheet.prepare(ws, sheet(tmp_path, HEAD, rows))
    (line,) = prepared.lines()
    held = line.entry.values["update_cycle"]
    asked = [one for one in fill_in.questions(ws, prepared) if (one.field, one.text) == ("update_cycle", text)]
    near = [offer.meaning.value for one in asked for offer in one.offers if offer.source == "near" and offer.meaning]
    assert held == meant or near == ([meant] if meant else [])


def test_a_short_or_former_name_of_an_office_is_offered_its_present_one(trusting: Workspace, tmp_path: Path) -> None:
    listed = (
        '[[organisation]]\ncode = "11370000MB284651XL"\nname = "清河县市场监督管理局"\n'
        '[[organisation]]\ncode = "11110110000093470L"\nname = "清河县民政局"\n'
    )
    install(trusting, tmp_path, files={"organisations.toml": listed})
    rows = [
        [row[0], provider, *row[2:]]
        for row, provider in zip(ROWS, ("县工商局", "清河县民政局", "县工商局"), strict=True)
    ]
    prepared = import_sheet.prepare(trusting, sheet(tmp_path, HEAD, rows))
    asked = {(one.field, one.text): one for one in fill_in.questions(trusting, prepared)}
    office = asked["provider", "县工商局"]
    assert (office.count, [one.shown for one in office.offers]) == (2, ["清河县市场监督管理局"])
    code = asked["provider_code", ""].offers[0]
    assert code.fill is not None
    assert dict(code.fill.table) == {"清河县民政局": "11110110000093470L"}, "a name the list knows has its code"
    answers = fill_in.answered([office.offers[0]])
    again = import_sheet.prepare(trusting, prepared.file, Request(answers=answers))
    code = next(one for one in fill_in.questions(trusting, again) if one.field == "provider_code").offers[0]
    done = import_sheet.prepare(trusting, prepared.file, Request(answers=fill_in.answered([code]).over(answers)))
    assert {line.entry.text("provider"): line.entry.text("provider_code") for line in done.lines()} == {
        "清河县市场监督管理局": "11370000MB284651XL", "清河县民政局": "11110110000093470L",
    }  # fmt: skip
    assert [line.filled["provider"] for line in done.lines() if "provider" in line.filled] == ["meaning"] * 2
    import_sheet.apply(trusting, done)
    renewed = import_sheet.apply(trusting, import_sheet.prepare(trusting, prepared.file))
    assert (renewed.new, renewed.changed) == (0, 0), "the office's word is known from now on, and finds its entries"


def test_codes_are_read_however_they_are_typed(ws: Workspace, tmp_path: Path) -> None:
    codes = ["１１11 0110 0000 93470l", "11110110-0000-93470-L", "110110000093470"]
    rows = [[*row, code] for row, code in zip(ROWS, codes, strict=True)]
    prepared = import_sheet.prepare(ws, sheet(tmp_path, [*HEAD, "提供单位代码"], rows))
    found = {line.entry.text("name"): line for line in prepared.lines()}
    assert found["低保对象信息"].entry.text("provider_code") == "11110110000093470L"
    rules = {name: {one.rule for one in line.findings if one.field == "provider_code"} for name, line in found.items()}
    assert rules["孤儿信息"] == {"field.uscc-length"}
    assert found["特困人员信息"].entry.text("provider_code") == "11110110000093470L"
