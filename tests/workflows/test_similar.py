"""Similar entries of a real store: as a name is typed, for an entry, and over everything."""

import random
import time
from dataclasses import replace

import pytest

from client.catalog.entry import Entry, Item
from client.clock import new_id
from client.store import journal
from client.workflows import check_entries, edit_entry, similar
from client.workflows.similar import Kind
from client.workflows.workspace import Workspace

ITEMS = ("机构名称", "统一社会信用代码", "床位数", "详细地址", "备注")


def stored(ws: Workspace, name: str, *items: str, **values: str) -> str:
    made = edit_entry.new_entry(ws, {"name": name, **values})
    held = tuple(Item(new_id(), {"item_name": one}) for one in items)
    return edit_entry.save(ws, replace(made.entry, items=held), made.entry).entry.id


def test_typing_a_name_shows_what_is_like_it(ws: Workspace) -> None:
    mine = stored(ws, "养老机构信息")
    stored(ws, "2024年养老机构信息")
    stored(ws, "行政许可公示信息")
    found = similar.similar_to(ws, "养老机构基本信息")
    assert [(one.id, one.verdict) for one in found[:1]] == [(mine, "look")]
    assert "series" in {one.verdict for one in found}
    assert similar.similar_to(ws, "   ") == []
    assert similar.similar_to(ws, "养老")[0].id == mine


def test_an_entry_is_never_like_itself(ws: Workspace) -> None:
    mine = stored(ws, "养老机构信息", *ITEMS)
    twin = stored(ws, "养老机构基本信息表", *ITEMS)
    (found,) = similar.similar_to(ws, edit_entry.stored(ws, mine).entry)
    assert (found.id, found.verdict, found.shared) == (twin, "same", 4)
    rules = {one.rule for one in check_entries.live(ws, edit_entry.stored(ws, mine).entry)}
    assert "name.near-duplicate" in rules


def test_groups_name_the_office_the_data_come_from(ws: Workspace) -> None:
    source = stored(ws, "养老机构备案信息", *ITEMS)
    copy = stored(
        ws,
        "老年人福利设施台账",
        *ITEMS,
        provider="清河县卫生健康局",
        provider_code="",
        summary="由清河县民政局提供的数据。",
    )
    first, second = stored(ws, "孤儿信息"), stored(ws, "孤儿名单")
    by_kind = {one.kind: one for one in similar.groups(ws)}
    assert {one.id for one in by_kind[Kind.COLLECTED].members} == {source, copy}
    assert (by_kind[Kind.COLLECTED].source, by_kind[Kind.COLLECTED].because) == (source, "named")
    assert {one.id for one in by_kind[Kind.LOOK].members} == {first, second}
    assert len(similar.group(ws, [first, second])) == 2


@pytest.mark.bench
@pytest.mark.timeout(900)
def test_speed_in_a_store_of_300_000(ws: Workspace) -> None:
    dice = random.Random(3)
    signs = "民政卫健教育水利农业林业交通文旅人社住建应急市场监管公安司法财政审计统计医保税务气象环保自然资源信访档案地震电力通信邮政"
    nouns = ("备案信息", "检查记录", "名单", "统计表", "许可信息", "处罚信息", "基本情况", "台账")
    count = 300_000
    with journal.act(ws.db, "import", ws.who) as pen:
        for number in range(count):
            name = "".join(dice.choices(signs, k=7)) + dice.choice(nouns)
            items = tuple(
                Item(f"{number}-{place}", {"item_name": dice.choice(signs) + dice.choice(ITEMS)}) for place in range(4)
            )
            values = {"name": name, "provider": f"第{number % 3000}局"}
            pen.save(Entry(f"e{number}", ws.profile.key, "s", values, items))
    asked = ["".join(dice.choices(signs, k=5)) + dice.choice(nouns) for _ in range(200)]
    asked += [name[: dice.randint(2, 6)] for name in asked[:100]]
    for what, deed in (("similar names", similar.similar_to), ("live check", _live)):
        spent = []
        for text in asked:
            begun = time.perf_counter()
            deed(ws, text)
            spent.append(1000 * (time.perf_counter() - begun))
        spent.sort()
        print(
            f"\n{what} among {count:,}: median {spent[150]:.1f} ms, p95 {spent[285]:.1f} ms, max {spent[-1]:.1f} ms (wanted: 50)"
        )


def _live(ws: Workspace, name: str) -> object:
    entry = Entry("new", ws.profile.key, "s", {"name": name, "provider": "第7局", "code": "1", "summary": name * 3})
    return check_entries.live(ws, entry)
