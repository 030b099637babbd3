"""A made-up nation: seeded, every field filled, names of about 14 characters, over 500,000 distinct item names.

    python -m tests.bench.generate_nation ENTRIES OUT.jsonl

Each block of 10,000 entries has a seed of its own, so a smaller nation is the beginning of a larger one.
"""

import itertools
import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

BLOCK = 10_000
SUBJECTS = [
    "低保对象",
    "特困人员",
    "孤儿",
    "残疾人",
    "老年人",
    "留守儿童",
    "流动人口",
    "常住人口",
    "户籍人口",
    "出生登记",
    "死亡登记",
    "婚姻登记",
    "离婚登记",
    "收养登记",
    "社会组织",
    "基金会",
    "民办非企业",
    "养老机构",
    "养老服务",
    "殡葬服务",
    "退役军人",
    "优抚对象",
    "烈士",
    "军休干部",
    "就业登记",
    "失业登记",
    "就业困难人员",
    "社会保险",
    "养老保险",
    "医疗保险",
    "工伤保险",
    "生育保险",
    "失业保险",
    "参保单位",
    "参保人员",
    "劳动合同",
    "劳动仲裁",
    "技能鉴定",
    "职业资格",
    "专业技术人员",
    "教师资格",
    "学生学籍",
    "义务教育",
    "学前教育",
    "民办学校",
    "中小学校",
    "幼儿园",
    "高考报名",
    "助学贷款",
    "贫困生资助",
    "医疗机构",
    "医师执业",
    "护士执业",
    "预防接种",
    "疫苗流通",
    "传染病",
    "慢性病",
    "出生医学证明",
    "母婴保健",
    "公共卫生",
    "食品经营",
    "食品生产",
    "药品经营",
    "医疗器械",
    "特种设备",
    "计量器具",
    "企业登记",
    "个体工商户",
    "农民专业合作社",
    "商标注册",
    "专利授权",
    "行政处罚",
    "行政许可",
    "行政强制",
    "行政检查",
    "双随机抽查",
    "信用承诺",
    "失信被执行人",
    "经营异常名录",
    "严重违法失信",
    "不动产登记",
    "土地出让",
    "土地征收",
    "宅基地",
    "集体建设用地",
    "建设用地规划",
    "建设工程规划",
    "施工许可",
    "竣工验收",
    "房屋安全鉴定",
    "商品房预售",
    "公租房",
    "住房公积金",
    "物业企业",
    "房地产中介",
    "危房改造",
    "棚户区改造",
    "保障性住房",
    "城镇燃气",
    "供水用户",
    "污染源",
    "排污许可",
    "环境影响评价",
    "危险废物",
    "空气质量",
    "地表水质",
    "自然保护区",
    "林权",
    "林木采伐",
    "野生动物",
    "古树名木",
    "森林防火",
    "湿地",
    "河长制",
    "水库",
    "取水许可",
    "水土保持",
    "防汛抗旱",
    "山洪灾害",
    "农田水利",
    "粮食补贴",
    "农机购置补贴",
    "农业保险",
    "耕地地力",
    "高标准农田",
    "种植大户",
    "畜禽养殖",
    "动物检疫",
    "兽药经营",
    "农药经营",
    "种子生产",
    "水产养殖",
    "渔船",
    "脱贫户",
    "监测户",
    "帮扶项目",
    "易地搬迁",
    "乡村公益岗",
    "村集体经济",
    "农村承包地",
    "道路运输",
    "营运车辆",
    "驾驶员",
    "机动车",
    "公交线路",
    "出租汽车",
    "网约车",
    "农村公路",
    "桥梁",
    "港口",
    "船舶",
    "交通事故",
    "违章停车",
    "公共停车场",
    "充电桩",
    "快递网点",
    "物流企业",
    "旅行社",
    "星级酒店",
    "景区",
    "文物保护单位",
    "非物质文化遗产",
    "公共图书馆",
    "文化馆",
    "体育场馆",
    "健身设施",
    "印刷企业",
    "互联网上网服务",
    "娱乐场所",
    "演出",
    "广播电视",
    "应急物资",
    "避难场所",
    "危险化学品",
    "烟花爆竹",
    "矿山",
    "安全生产",
    "消防重点单位",
    "消火栓",
    "地质灾害",
    "律师执业",
    "公证",
    "法律援助",
    "人民调解",
    "社区矫正",
    "司法鉴定",
    "审计项目",
    "政府采购",
    "招标投标",
    "重大项目",
    "固定资产投资",
    "预算执行",
    "国有资产",
    "统计调查",
    "人口普查",
    "经济普查",
    "物价监测",
    "惠民资金",
    "一卡通发放",
    "网格员",
    "党员",
    "公务员",
    "事业单位",
    "机构编制",
    "信访事项",
    "政务服务事项",
    "电子证照",
    "电子印章",
    "办件",
    "好差评",
    "热线工单",
    "公共视频",
    "地名地址",
    "门牌",
    "行政区划",
]
QUALITIES = [
    "城乡",
    "农村",
    "城镇",
    "困难",
    "重点",
    "年度",
    "临时",
    "季度",
    "全县",
    "辖区",
    "新增",
    "注销",
    "变更",
    "历史",
    "历年",
    "月度",
    "高龄",
    "失能",
    "重度",
    "一级",
    "二级",
    "规模以上",
    "市级",
    "县级",
    "乡镇级",
    "村级",
    "在册",
    "备案",
    "定点",
    "示范",
]
ENDINGS = [
    "信息",
    "基本信息",
    "名单",
    "登记信息",
    "登记表",
    "台账",
    "备案信息",
    "许可信息",
    "许可证信息",
    "年检信息",
    "补贴发放信息",
    "统计信息",
    "汇总表",
    "明细",
    "公示信息",
    "监督检查信息",
    "变更信息",
    "注销信息",
    "花名册",
    "档案",
]
OFFICES = [
    "民政局",
    "教育局",
    "人力资源和社会保障局",
    "卫生健康局",
    "医疗保障局",
    "公安局",
    "司法局",
    "财政局",
    "自然资源局",
    "生态环境局",
    "住房和城乡建设局",
    "交通运输局",
    "水利局",
    "农业农村局",
    "商务局",
    "文化和旅游局",
    "退役军人事务局",
    "应急管理局",
    "审计局",
    "市场监督管理局",
    "统计局",
    "林业局",
    "乡村振兴局",
    "残疾人联合会",
    "税务局",
    "气象局",
    "行政审批服务局",
    "城市管理局",
    "信访局",
    "发展和改革局",
    "经济和信息化局",
    "科学技术局",
    "民族宗教事务局",
    "机关事务管理局",
    "档案局",
    "供销合作社联合社",
    "人民政府办公室",
    "大数据发展局",
    "医疗救助中心",
    "城关镇人民政府",
]
USUAL_ITEMS = [
    "姓名",
    "身份证号码",
    "性别",
    "民族",
    "出生日期",
    "联系电话",
    "户籍地址",
    "居住地址",
    "证件类型",
    "证件号码",
    "统一社会信用代码",
    "企业名称",
    "法定代表人",
    "注册资本",
    "成立日期",
    "经营范围",
    "登记机关",
    "所属行政区划",
    "行政区划代码",
    "乡镇街道",
    "村社区",
    "经度",
    "纬度",
    "备注",
    "状态",
    "开始日期",
    "结束日期",
    "发证日期",
    "有效期至",
    "发证机关",
    "开户银行",
    "银行账号",
    "发放金额",
    "发放时间",
    "补贴标准",
    "家庭人口数",
    "与户主关系",
    "文化程度",
    "政治面貌",
    "婚姻状况",
    "健康状况",
    "残疾类别",
    "残疾等级",
    "残疾证号",
    "学校名称",
    "年级",
    "班级",
    "学籍号",
    "单位名称",
    "单位地址",
    "邮政编码",
    "数据来源",
    "更新时间",
    "批次号",
    "经办人",
    "审核人",
    "审核日期",
    "审核意见",
    "业务流水号",
    "主键",
]
ATTRIBUTES = [
    "名称",
    "编号",
    "类型",
    "代码",
    "日期",
    "时间",
    "地址",
    "数量",
    "金额",
    "面积",
    "等级",
    "状态",
    "单位",
    "负责人",
    "联系电话",
    "备注",
    "来源",
    "标准",
    "比例",
    "次数",
    "结果",
    "原因",
    "依据",
    "机关",
    "期限",
    "分类",
    "登记号",
    "证书编号",
    "起始日期",
    "终止日期",
]
FIRST = "安宁永新长清临平兴泰江海河湖山阳阴高石金银龙凤云青白黄东西南北中上下大双五万丰昌和嘉吉庆明德义仁信顺通广汉蒙洛沂沁淮渭泾赣湘桂黔滇"
SECOND = "阳江山川州城原平安远宁乐昌丰源泉口水河溪林峰岭岗陵台湾浦沙田坪坝潭津港关门市镇桥华清德明化康寿福禄"
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
OWNERS = ["申请人", "法定代表人", "监护人", "被检查单位"]
SHARING, OPENING = ("unconditional", "conditional", "refused"), ("unconditional", "conditional", "refused")
CYCLES = ("realtime", "daily", "weekly", "monthly", "quarterly", "half_yearly", "yearly", "irregular")
STATES = ("published",) * 15 + ("accepted",) * 2 + ("submitted", "in_review", "withdrawn")
TYPES = ("string", "string", "string", "integer", "decimal", "date", "datetime", "boolean")
FORMATS = (("database", ["mysql"]), ("database", ["dm"]), ("spreadsheet", ["xlsx"]), ("spreadsheet", ["xls", "et"]))
LAW = [
    "《政务数据共享条例》第十三条",
    "《中华人民共和国政府信息公开条例》第十九条",
    "《政务信息资源共享管理暂行办法》第五条",
    "部门三定规定",
]
SYSTEMS = ["全国一体化政务服务平台", "县级数据共享交换平台", "业务专网系统", "省级集中部署系统", "手工台账"]
_CITIES = [(f"{11 + at // 92:02d}{at % 92 // 12 + 1:02d}{at % 12 + 1:02d}") for at in range(2844)]


def _counties() -> list[tuple[str, str]]:
    chance = random.Random(7)
    names: dict[str, None] = {}
    while len(names) < len(_CITIES):
        names[chance.choice(FIRST) + chance.choice(SECOND) + chance.choice("县县县区区市")] = None
    return list(zip(_CITIES, names, strict=True))


COUNTIES = _counties()


def item_name(chance: random.Random) -> str:
    """Half of all items are the usual ones; the rest is as manifold as the offices."""
    kind = chance.random()
    if kind < 0.5:
        return chance.choice(USUAL_ITEMS)
    name = chance.choice(SUBJECTS) + chance.choice(ATTRIBUTES)
    if kind < 0.7:
        return name
    return chance.choice(OWNERS) + chance.choice(QUALITIES) + name


def entries(count: int, start: int = 0) -> Iterator[dict[str, Any]]:
    """Wire bodies with id, state and space; `start` is a multiple of `BLOCK`."""
    for first in range(start, start + count, BLOCK):
        chance = random.Random(first)
        for n in range(first, min(first + BLOCK, start + count)):
            yield _entry(n, chance)


def _entry(n: int, chance: random.Random) -> dict[str, Any]:
    pick = chance.choice
    region, county = COUNTIES[n * 2844 // 3_000_000 % 2844 if chance.random() < 0.8 else chance.randrange(2844)]
    place = chance.randrange(len(OFFICES))
    office, subject = county + OFFICES[place], SUBJECTS[int(chance.random() ** 1.5 * len(SUBJECTS))]
    title = (county if chance.random() < 0.55 else "") + pick(QUALITIES) + subject + pick(ENDINGS)
    if chance.random() < 0.3:
        title += f"（{chance.randrange(2015, 2027)}年）"
    uscc = f"11{region}{place:03d}{int(region) * 7 % 1000000:06d}K"
    system, law, kind = pick(SYSTEMS), pick(LAW), pick(FORMATS)
    sharing, cycle = pick(SHARING), pick(CYCLES)
    surname, stamp = (
        pick(SURNAMES),
        f"20{chance.randrange(19, 27)}-{chance.randrange(1, 13):02d}-{chance.randrange(1, 29):02d}",
    )
    fields: dict[str, Any] = {
        "class_1": "部门目录", "class_2": county, "class_3": OFFICES[place], "class_4": subject,
        "name": title, "code": f"3{region}{place:03d}/{n:07d}", "provider": office, "provider_division": pick(QUALITIES) + "股",
        "provider_code": uscc,
        "summary": f"{office}在{subject}业务办理过程中产生的{title}，依据{law}，由{system}汇聚，供相关部门核验{subject}使用。",
        "format_class": kind[0], "format_type": kind[1], "volume_total": str(chance.randrange(1, 99)),
        "records_total": str(chance.randrange(1, 999)), "volume_shared": "1", "records_shared": str(chance.randrange(1, 99)),
        "volume_open": "0", "records_open": "0", "sharing": sharing, "sharing_condition": f"仅用于{pick(QUALITIES)}审批核验",
        "sharing_scope": "本级政务部门", "sharing_use": "行政依据、工作参考、数据校核、业务协同", "refusal_reason": "涉及个人隐私" if sharing == "refused" else "",
        "refusal_basis": law, "sharing_way_class": "platform", "sharing_way": "database", "open_type": pick(OPENING), "open_condition": "依申请开放",
        "update_cycle": cycle, "published_on": stamp, "modified_on": stamp, "related": pick(SUBJECTS) + "信息", "data_level": "general",
        "processing": "raw", "spatial_range": county, "time_range": "2019-01-01/2026-12-31", "source_item_name": subject + "办理",
        "source_item_code": f"{place:06d}", "source_system": system, "domain": OFFICES[place][:4], "industry": "公共管理",
        "keywords": subject, "contact_person": surname + "科长", "contact_phone": f"0{region[:3]}-{place:03d}{int(region) % 10000:04d}",
        "contact_email": f"{region}{place}@gov.example", "record_count": str(chance.randrange(1, 99999)), "secrecy": "none",
    }  # fmt: skip
    count = min(40, 2 + int(chance.expovariate(1 / 5.15)))
    items = [_item(n, at, chance, system) for at in range(count)]
    ident = f"0193{n >> 16:04x}-{n & 0xFFFF:04x}-7{n % 4096:03x}-8{n % 4095:03x}-{chance.getrandbits(48):012x}"
    return {
        "id": ident, "profile": "decree-809@1", "state": pick(STATES), "space": uscc,
        "fields": {name: value for name, value in fields.items() if value}, "items": items,
    }  # fmt: skip


def _item(n: int, at: int, chance: random.Random, system: str) -> dict[str, Any]:
    name, pick = item_name(chance), chance.choice
    fields = {
        "item_name": name, "item_english_name": f"f_{sum(map(ord, name)) % 50021:05d}", "item_type": pick(TYPES),
        "item_length": pick(("1", "8", "10", "18", "20", "32", "50", "64", "100", "200", "500")), "item_description": "填写" + name,
        "item_level": "general", "item_sensitive": pick(("yes", "no")), "item_secrecy": "none", "item_sharing": pick(SHARING),
        "item_open": pick(OPENING), "item_primary_key": "yes" if at == 0 else "no", "item_nullable": pick(("yes", "no")),
        "item_system": system,
    }  # fmt: skip
    return {"id": f"0193{n >> 16:04x}-{n & 0xFFFF:04x}-7{at:03x}-9000-{chance.getrandbits(48):012x}", "fields": fields}


def write(count: int, out: Path, start: int = 0) -> None:
    """Writes the entries as JSON lines."""
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    with out.open("a" if start else "w", encoding="utf-8", newline="\n") as stream:
        made = entries(count, start)
        while piece := list(itertools.islice(made, 1000)):
            stream.writelines(encode(one) + "\n" for one in piece)


if __name__ == "__main__":
    write(int(sys.argv[1]), Path(sys.argv[2]))
