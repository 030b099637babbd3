"""Entries without items are offered those the sheet tells of elsewhere, those of like entries, and those of models."""

from pathlib import Path

import pytest

from client.catalog.tables import present
from client.errors import InputProblem
from client.spreadsheets.filling.items import tagged
from client.store.query import EntryFilter
from client.store.reference.filling import Filling
from client.workflows import edit_entry, import_sheet
from client.workflows.importing import fill_in
from client.workflows.importing.fill_in import Question
from client.workflows.importing.prepared import Prepared, Request
from client.workflows.workspace import Workspace
from tests.store.reference.conftest import record
from tests.workflows.standards.test_packs import install, trusting
from tests.workflows.test_fill_in import sheet

__all__ = ["trusting"]

HEAD = ["目录名称", "提供单位", "摘要", "更新频率", "数据格式", "所属主题", "标签"]
TAGS = "公证处,信息,公证处名称,住所,设立时间,法人代表,市司法局,政法、监察,银川市,站点性质 1中途站,2非港湾式"
ROWS = [
    ["银川市公证处信息", "市司法局", "全市公证处。", "每年", "xlsx", "政法、监察", TAGS],
    [
        "2023年低保对象信息",
        "市民政局",
        "低保对象，主要字段：姓名、性别、保障金额。",
        "每年",
        "xlsx",
        "民政",
        "低保,对象",
    ],
    ["2022年低保对象信息", "市民政局", "低保对象的情况。", "每年", "xlsx", "民政", "低保,对象"],
    ["公共厕所信息", "市城管局", "公共厕所的位置。", "每年", "xlsx", "城建", "公共厕所,位置"],
]


def items_of(prepared: Prepared) -> dict[str, list[str]]:
    return {line.entry.text("name"): [item.text("item_name") for item in line.entry.items] for line in prepared.lines()}


def question(ws: Workspace, prepared: Prepared) -> Question:
    return next(one for one in fill_in.questions(ws, prepared) if one.field == "item_name")


def test_items_are_offered_from_abstract_tags_and_like_entries(ws: Workspace, tmp_path: Path) -> None:
    prepared = import_sheet.prepare(ws, sheet(tmp_path, HEAD, ROWS))
    assert set(map(tuple, items_of(prepared).values())) == {()}, "nothing is taken by itself"
    asked = question(ws, prepared)
    assert asked.count == 4
    assert [(one.source, one.shown) for one in asked.offers] == [
        ("items", "3"), ("abstract", "1"), ("tags", "1"), ("alike", "1"),
    ]  # fmt: skip
    sample = asked.offers[-1].sample
    assert sample is not None
    assert sample.of == "2023年低保对象信息", "whose items they are is shown"
    filled = import_sheet.prepare(ws, prepared.file, Request(answers=fill_in.answered(asked.offers[:1])))
    assert items_of(filled) == {
        "银川市公证处信息": ["公证处名称", "住所", "设立时间", "法人代表", "站点性质"],
        "2023年低保对象信息": ["姓名", "性别", "保障金额"],
        "2022年低保对象信息": ["姓名", "性别", "保障金额"],
        "公共厕所信息": [],
    }
    origin = {line.entry.text("name"): line.filled.get("items") for line in filled.lines()}
    assert list(origin.values()) == ["tags", "abstract", "alike", None]
    assert question(ws, filled).count == 1 if filled.summary.gaps.items else filled.summary.gaps.without_items == 1


def test_like_entries_of_the_store_lend_their_items(ws: Workspace, tmp_path: Path) -> None:
    """Once one of a family is filled in by hand, the rest is one answer."""
    file = sheet(tmp_path, HEAD, ROWS[2:3])
    import_sheet.apply(ws, import_sheet.prepare(ws, file))
    (row,) = ws.query.rows(EntryFilter())
    edit_entry.set_values(ws, row.id, {"items.1.item_name": "救助金额", "items.1.item_type": "number"})
    year = [["清河县2024年低保对象信息", *ROWS[2][1:]]]
    prepared = import_sheet.prepare(ws, sheet(tmp_path, HEAD, year, "二.xlsx"))
    (offer,) = question(ws, prepared).offers
    assert (offer.source, offer.sample and offer.sample.of) == ("alike", "2022年低保对象信息")
    answers = fill_in.typed(ws, [("items", "alike")])
    (line,) = import_sheet.prepare(ws, prepared.file, Request(answers=answers)).lines()
    assert [dict(item.values) for item in line.entry.items] == [{"item_name": "救助金额", "item_type": "number"}]


def test_what_stands_above_and_models_lend_theirs(trusting: Workspace, tmp_path: Path) -> None:
    filling = Filling.open(trusting.reference_path, "test")
    filling.add(record(1, "临江县公共厕所信息", "厕所名称", "经度", provider="临江县城管局"))
    filling.add(record(2, "公园信息", "公园名称", "面积"))
    filling.finish({"filled_at": "2026-11-23T06:05:04.321Z", "origin": "test"})
    install(trusting, tmp_path)
    prepared = import_sheet.prepare(trusting, sheet(tmp_path, HEAD, ROWS[2:]))
    offers = {one.source: one for one in question(trusting, prepared).offers}
    assert list(offers) == ["items", "above", "model"]
    told = {source: (one.sample.name, one.sample.of) for source, one in offers.items() if one.sample}
    assert told["above"] == ("公共厕所信息", "临江县城管局 临江县公共厕所信息")
    assert told["model"] == ("2022年低保对象信息", "低保")
    answers = fill_in.answered([offers["items"]])
    filled = import_sheet.prepare(trusting, prepared.file, Request(answers=answers))
    assert items_of(filled) == {"2022年低保对象信息": ["姓名"], "公共厕所信息": ["厕所名称", "经度"]}


def test_items_are_written_by_word_for_many_entries(ws: Workspace, tmp_path: Path) -> None:
    answers = fill_in.typed(ws, [("items", "tags"), ("item_name", "@word:低保=姓名、救助金额;*=名称、地址")])
    prepared = import_sheet.prepare(ws, sheet(tmp_path, HEAD, ROWS), Request(answers=answers))
    assert items_of(prepared) == {
        "银川市公证处信息": ["公证处名称", "住所", "设立时间", "法人代表", "站点性质"],
        "2023年低保对象信息": ["姓名", "救助金额"],
        "2022年低保对象信息": ["姓名", "救助金额"],
        "公共厕所信息": ["名称", "地址"],
    }
    with pytest.raises(InputProblem, match=r"import\.bad-answer"):
        fill_in.typed(ws, [("items", "thin air")])


@pytest.mark.parametrize(
    "tags", ["", "公共厕所,位置", "姓名,性别", "19岁,20岁,21岁,22岁", "预算,决算,总则,附录", "，，，"]
)
def test_tags_that_are_no_items_are_left_alone(tags: str, ws: Workspace) -> None:
    values = {"name": "公共厕所信息", "provider": "市城管局", "keywords": tags}
    elements = present().elements
    assert tagged(values, ws.profile, elements.by_name) == ()


def test_types_of_items_follow_the_data_elements_and_their_names(ws: Workspace, tmp_path: Path) -> None:
    """A constant would make a date a string."""
    asked = [("items", "abstract"), ("item_type", "@element:字符型")]
    told = "企业情况，主要字段：企业名称、成立日期、注册资本、巡查金额、某某说法。"
    file = sheet(tmp_path, HEAD, [["企业信息", "市工商局", told, "每年", "xlsx", "经济", ""]])
    question_ = next(
        one
        for one in fill_in.questions(ws, import_sheet.prepare(ws, file, Request(answers=fill_in.typed(ws, asked[:1]))))
        if one.field == "item_type"
    )
    assert question_.offers[0].source == "element"
    (line,) = import_sheet.prepare(ws, file, Request(answers=fill_in.typed(ws, asked))).lines()
    types = {item.text("item_name"): item.text("item_type") for item in line.entry.items}
    assert types["成立日期"] == "date"
    assert types["巡查金额"] == "currency"
    assert types["企业名称"] == types["某某说法"] == "string"
    assert line.filled["item_type"] == "element"
    assert all(cell for cell in line.cells.values()), "what is wrong with a filled item has the row of its entry"
