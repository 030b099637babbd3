"""Invented entries for measurements: seeded, names of about fourteen characters, half a million item names, all fields."""

import random
import uuid
from collections.abc import Iterator

from client.catalog.entry import Entry, Item, Value

_PLACES = [
    "清河",
    "青山",
    "临江",
    "东湖",
    "西岭",
    "南平",
    "北原",
    "安宁",
    "长乐",
    "永丰",
    "金沙",
    "银川",
    "玉泉",
    "龙门",
    "凤台",
    "云溪",
    "石桥",
    "白塔",
    "红旗",
    "新华",
]
_LEVELS = ("省", "市", "县", "区", "镇", "街道")
_OFFICES = [
    "民政局",
    "市场监督管理局",
    "人力资源和社会保障局",
    "自然资源局",
    "教育局",
    "卫生健康局",
    "交通运输局",
    "农业农村局",
    "公安局",
    "司法局",
    "水利局",
    "应急管理局",
]
_SUBJECTS = [
    "企业",
    "个体工商户",
    "低保对象",
    "残疾人",
    "老年人",
    "适龄儿童",
    "医疗机构",
    "不动产",
    "建设用地",
    "农村公路",
    "水库",
    "河道",
    "食品",
    "药品",
    "特种设备",
    "排污单位",
    "志愿者",
    "社会组织",
    "道路运输车辆",
    "船舶",
]
_DEEDS = [
    "登记",
    "备案",
    "年度报告",
    "行政许可",
    "行政处罚",
    "监督检查",
    "抽检",
    "补贴发放",
    "资格认定",
    "变更",
    "注销",
    "信用评价",
    "基础",
    "统计",
    "普查",
    "监测",
    "预警",
    "投诉举报",
    "公示",
    "验收",
]
_KINDS = ["信息", "明细", "名录", "台账", "情况表", "汇总", "数据集", "清单"]
_PARTS = [
    "编号",
    "名称",
    "类型",
    "日期",
    "金额",
    "状态",
    "地址",
    "负责人",
    "联系方式",
    "机关",
    "级别",
    "面积",
    "数量",
    "标准",
    "期限",
    "结果",
    "依据",
    "来源",
    "备注",
    "坐标",
]
_OF = [
    "申请",
    "受理",
    "审批",
    "核发",
    "变更",
    "注销",
    "检查",
    "处罚",
    "整改",
    "复核",
    "公示",
    "发放",
    "登记",
    "备案",
    "评定",
    "监测",
    "抽样",
    "验收",
    "移交",
    "归档",
]
_CYCLES = ("realtime", "daily", "weekly", "monthly", "quarterly", "yearly")
_SHARING = ("unconditional", "unconditional", "unconditional", "conditional", "refused")
_TYPES = ("string", "integer", "number", "date")


def entries(count: int, *, seed: int = 7, items: int = 7, space: str = "practice") -> Iterator[Entry]:
    """So many entries, always the same for a seed; about `items` items each."""
    chance = random.Random(seed)
    for number in range(count):
        yield _entry(chance, number, max(1, items + chance.randint(-3, 3)), space)


def _entry(chance: random.Random, number: int, items: int, space: str) -> Entry:
    place = f"{chance.choice(_PLACES)}{chance.choice(_LEVELS)}"
    office = f"{place}{chance.choice(_OFFICES)}"
    subject, deed = chance.choice(_SUBJECTS), chance.choice(_DEEDS)
    name = f"{place}{subject}{deed}{chance.choice(_KINDS)}"
    if chance.random() < 0.17:
        name += f"（{2015 + number % 11}年）"
    values: dict[str, Value] = {
        "name": name,
        "code": f"{chance.randint(110000, 659999)}{chance.randint(0, 9)}{number:06d}/{number % 1000:06d}",
        "provider": office,
        "provider_code": f"11{abs(hash_of(office)) % 10**12:012d}{'ABCDEFGH'[number % 8]}0{number % 10}L"[:18],
        "summary": f"{place}{subject}{deed}的编号、名称、类型、日期和办理结果等内容，由{office}在履行职责时产生，{number}号。"
        * 2,
        "format_class": "spreadsheet",
        "format_type": ("xlsx",),
        "sharing": chance.choice(_SHARING),
        "sharing_condition": "行政依据、工作参考、数据校核、业务协同",
        "sharing_way": "file",
        "update_cycle": chance.choice(_CYCLES),
        "data_level": "general",
        "open_type": "refused",
        "system": f"{place}{deed}管理系统",
        "region": f"{chance.randint(110000, 659999)}",
    }
    made = tuple(
        Item(_id(chance), {
            "item_name": item_name(chance, subject),
            "item_type": chance.choice(_TYPES),
            "item_length": str(chance.randint(1, 200)),
            "item_code": f"{place_no + 1}",
        })
        for place_no in range(items)
    )  # fmt: skip
    return Entry(_id(chance, number), "decree-809@2025.1", space, values, made)


def item_name(chance: random.Random, subject: str) -> str:
    """One of more than half a million names."""
    return (
        f"{subject}{chance.choice(_OF)}{chance.choice(_PARTS)}{chance.randint(1, 80) if chance.random() < 0.8 else ''}"
    )


def hash_of(text: str) -> int:
    """The same for a text in every run."""
    return int.from_bytes(text.encode()[-6:], "big")


def _id(chance: random.Random, number: int = 0) -> str:
    raw = ((0x019A << 32) + number + 1 << 80) | 7 << 76 | chance.getrandbits(76)
    return str(uuid.UUID(int=raw & ~(3 << 62) | 1 << 63))
