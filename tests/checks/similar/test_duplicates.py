"""Groups over many entries: planted variants are found, contrasts are not, and all of it in seconds."""

import random
import time
from collections.abc import Iterator

import pytest

from client.checks.duplicates import Kind, groups
from client.checks.similar import Named, telling

ITEMS = ["机构名称", "统一社会信用代码", "床位数", "详细地址", "负责人", "备案日期"]
NOUNS = [
    "养老机构",
    "托育机构",
    "卫生室",
    "药品经营企业",
    "农家书屋",
    "公共厕所",
    "停车场",
    "充电桩",
    "古树名木",
    "文物保护单位",
    "水库",
    "河道",
    "灌区",
    "泵站",
    "学校食堂",
    "校车",
    "驾校",
    "加油站",
    "快递网点",
    "旅行社",
    "景区",
    "民宿",
    "网吧",
    "剧场",
    "体育场馆",
]
ASPECTS = [
    "备案登记",
    "日常检查",
    "等级评定",
    "安全隐患",
    "从业人员",
    "奖补资金",
    "变更注销",
    "投诉举报",
    "运营补贴",
    "设施设备",
]


def one(number: int, name: str, *items: str, provider: str = "县民政局", place: str = "清河县") -> Named:
    return Named(str(number), name, provider, place, telling(items))


def kinds(*entries: Named) -> list[tuple[Kind, tuple[str, ...]]]:
    return [(group.kind, group.members) for group in groups(entries)]


def test_one_catalog_twice_is_found_by_name_and_items() -> None:
    assert kinds(one(1, "养老机构信息", *ITEMS), one(2, "养老机构基本信息表", *ITEMS[1:])) == [(Kind.SAME, ("1", "2"))]


def test_without_items_only_a_look_is_asked_for() -> None:
    assert kinds(one(1, "养老机构信息"), one(2, "养老机构基本信息表")) == [(Kind.LOOK, ("1", "2"))]


def test_close_names_with_other_items_are_two() -> None:
    assert kinds(one(1, "养老机构信息", *ITEMS), one(2, "养老机构名单", "姓名", "处罚日期", "处罚金额")) == []


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("部门预算信息", "部门决算信息"),
        ("农村低保对象信息", "城镇低保对象信息"),
        ("药品生产企业信息", "药品经营企业信息"),
        ("机动车维修站点信息（一类）", "机动车维修站点信息（三类）"),
    ],
)
def test_contrasts_are_two_even_with_equal_items(name: str, other: str) -> None:
    assert kinds(one(1, name, *ITEMS), one(2, other, *ITEMS)) == []


def test_numbers_make_a_series() -> None:
    years = [one(year, f"{year}年养老机构补贴信息", *ITEMS) for year in (2021, 2022, 2023)]
    assert kinds(*years) == [(Kind.SERIES, ("2021", "2022", "2023"))]


def test_equal_items_at_two_offices_are_collected_twice() -> None:
    mine = one(1, "养老机构备案信息", *ITEMS)
    yours = one(2, "老年人福利设施台账", *ITEMS, provider="县卫生健康委员会")
    (group,) = groups([mine, yours])
    assert (group.kind, group.overlap, group.shared) == (Kind.COLLECTED, 1.0, len(ITEMS))


def test_another_county_is_another_catalog() -> None:
    assert kinds(one(1, "养老机构信息", *ITEMS), one(2, "养老机构信息", *ITEMS, place="白水县")) == []


def made(count: int, seed: int = 7) -> Iterator[Named]:
    """Names out of nouns and aspects; every twentieth entry is a variant of an earlier one, with one item less."""
    dice = random.Random(seed)
    earlier: list[Named] = []
    for number in range(count):
        if number % 20 == 19:
            pattern = dice.choice(earlier)
            items = set(pattern.items)
            items.discard(dice.choice(sorted(items)))
            yield Named(
                f"v{number}:{pattern.id}", f"{pattern.name}一览表", pattern.provider, pattern.place, frozenset(items)
            )
            continue
        village = "".join(dice.choices("东西南北上下大小新老石杨柳槐桃李张王赵刘陈林溪泉岭坪湾塘店桥", k=4))
        entry = Named(
            str(number),
            f"{village}{dice.choice(NOUNS)}{dice.choice(ASPECTS)}信息",
            f"局{number % 300}",
            f"第{number % 40}县",
            telling([dice.choice(NOUNS) + dice.choice(ASPECTS) + dice.choice("甲乙丙丁") for _ in range(7)]),
        )
        earlier.append(entry)
        yield entry


def test_planted_variants_are_found() -> None:
    entries = list(made(2000))
    together = [set(group.members) for group in groups(entries) if group.kind is Kind.SAME]
    planted = [entry.id for entry in entries if entry.id.startswith("v")]
    missed = [one for one in planted if not any({one, one.partition(":")[2]} <= held for held in together)]
    assert missed == []
    assert len(together) <= len(planted)


@pytest.mark.bench
@pytest.mark.timeout(600)
def test_groups_over_100_000_entries() -> None:
    entries = list(made(100_000))
    begun, spent = time.perf_counter(), time.process_time()
    found = groups(entries)
    print(
        f"\ngroups of 100,000 entries: {time.perf_counter() - begun:.1f} s by the clock,"
        f" {time.process_time() - spent:.1f} s of one core (wanted: 10), {len(found)} groups"
    )
