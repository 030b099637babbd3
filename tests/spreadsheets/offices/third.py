"""The third round: what stands around, between and above the tables of townships."""

from tests.spreadsheets.offices.kit import Book, Sheet, columns, keys, of, some

BOOKS: dict[str, Book] = {}

plain = columns(
    "序号|-|no 目录名称|name|name 提供单位|provider|prov 摘要|summary|sum 共享类型|sharing|share 更新周期|update_cycle|cycle"
)

c = columns(
    "序号|-|no 目录名称|name|name 提供单位|provider|prov 数据项|item_name|blank 数据项类型|item_type|blank 共享属性|sharing|share 更新频率|update_cycle|cycle"
)
s = Sheet("目录").head(c)
for place, one in enumerate(some(0, 6)):
    row = [one.value(key, place) for key in keys(c)]
    row[3] = "\n".join(f"{number}.{item.name}；" for number, item in enumerate(one.items, 1))
    row[4] = "\n".join(f"{number}.{item.type}；" for number, item in enumerate(one.items, 1))
    s.add(row)
BOOKS["平行换行_类型"] = of(s, some(0, 6), items=True)

c = columns(
    "序号|-|no 名称|name|name 代码|code|code 名称|provider|prov 代码|provider_code|uscc 类型|sharing|share 条件|sharing_condition|cond 更新周期|update_cycle|cycle"
)
s = Sheet().add(
    ["序号", "信息资源", "", "提供方", "", "共享属性", "", "更新周期"],
    ["", "名称", "代码", "名称", "代码", "类型", "条件", ""],
)
BOOKS["两行表头_csv无合并"] = of(s.expect(c).flat(c, some(0, 6)), some(0, 6), encoding="gb18030")

s = Sheet("目录").head(plain, at=1).flat(plain, some(0, 6), at=1)
s.rows[0][0] = "政务数据目录"
s.merged.append((1, 1, 7, 1))
BOOKS["左侧竖排大标题"] = of(s, some(0, 6))

c = columns("序号|-|no 资源名称|name|name 资源摘要|summary|sum 共享类型|sharing|share 更新周期|update_cycle|cycle")
s = Sheet("汇总").top("政务信息资源目录汇总", 5).head(c)
s.add(["一", "县民政局（共3项）"]).flat(c, some(0, 3)).add(["二", "县教育局（共3项）"]).flat(c, some(3, 6))
BOOKS["中文序号分组"] = of(s, some(0, 6))

c = columns(
    "NO.|-|no 目录名称/资源名称|name|name 提供方/来源部门|provider|prov 摘要（简介）|summary|sum 共享属性/类型|sharing|share 更新频率/周期|update_cycle|cycle"
)
BOOKS["斜杠双名表头"] = of(Sheet("Sheet1").head(c).flat(c, some(0, 6)), some(0, 6))

pivot = Sheet("Sheet3", "not-a-catalog").add(
    ["行标签", "计数项:目录名称"], ["县民政局", 3], ["(空白)", ""], ["总计", 5]
)
BOOKS["空表_透视表"] = of(
    [Sheet("Sheet1", "empty"), Sheet("Sheet2").head(plain).flat(plain, some(0, 6)), pivot], some(0, 6)
)

s = Sheet("填报").top("政务数据目录填报表", 6)
s.add(["填报单位", "临川县水利局", "填报人", "王小明", "联系电话", "0794-1234567"]).head(plain).flat(plain, some(0, 6))
s.add(["", "以下空白"]).blank(2).add(["主要负责人（签字）：", "", "经办人：", "", "（单位盖章）", "年   月   日"])
BOOKS["表上键值行_签字"] = of(s, some(0, 6))

log = Sheet("修订记录", "not-a-catalog/instructions")
log.add(["版本号", "修订日期", "修订内容", "修订人"], ["V1.0", "2024-01-01", "初稿", "王小明"])
BOOKS["修订记录"] = of([log, Sheet("目录").head(plain).flat(plain, some(0, 6))], some(0, 6))

c = columns(
    "序号|-|no 数据名称|name|name 产生部门|provider|prov 数据说明|summary|sum 是否共享|sharing|=是 共享方式|sharing_way|=接口 不共享理由|refusal_reason|blank 是否开放|open_type|yn 更新频率|update_cycle|cycle 数据存放位置|-|=政务云"
)
BOOKS["是否共享列"] = of(Sheet("摸底表").top("政务数据资源摸底调查表", 10).head(c).flat(c, some(0, 7)), some(0, 7))

c = columns(
    "信息项名称|item_name|iname 数据类型|item_type|itype 数据长度|item_length|ilen 信息资源名称|name|name 信息资源提供方|provider|prov 共享类型|sharing|share 更新周期|update_cycle|cycle"
)
BOOKS["信息项在前"] = of(Sheet("Sheet1").head(c).down(c, some(0, 6), "repeat"), some(0, 6), items=True)

c = columns(
    "序号|-|no 目录名称|name|name 提供单位|provider|prov 数据项名称|item_name|iname 数据类型|item_type|itype 共享类型|sharing|share 更新周期|update_cycle|cycle"
)
s = Sheet("目录").head(c)
for one in some(0, 5):
    s.down(c, [one]).blank()
BOOKS["目录间空行"] = of(s, some(0, 5), items=True)

c = columns(
    "data.title|name|name data.orgName|provider|prov data.summary|summary|sum data.shareType|sharing|share data.openType|open_type|open data.updateCycle|update_cycle|cycle data.publishTime|published_on|date"
)
BOOKS["点号JSON键"] = of(Sheet().head(c).flat(c, some(0, 6)), some(0, 6), encoding="utf-8")

BOOKS["共享申请表"] = of(
    Sheet("申请表", "not-a-catalog/lists")
    .top("政务数据共享申请表", 4)
    .add(
        ["申请单位", "县医保局", "申请日期", "2025-10-1"],
        ["申请数据名称", "不动产登记信息", "数据提供单位", "县自然资源局"],
        ["使用用途", "低保核对", "使用期限", "一年"],
        ["申请数据项", "权利人、坐落"],
        ["申请人", "王小明", "联系电话", "0794-1"],
        ["审批意见", ""],
    )
)

c = columns(
    "一级部门|?|=临川县人民政府 二级部门|?|prov 数据目录名称|name|name 数据描述|summary|sum 共享类型|sharing|share 更新周期|update_cycle|cycle"
)
BOOKS["两级部门"] = of(Sheet("目录").head(c).flat(c, some(0, 6)), some(0, 6))

s = Sheet("目录清单", "catalog/form")
for one in some(0, 4):
    s.add([f"目录名称：{one.name}", "", f"提供单位：{one.office}", "", f"更新频率：{one.cycle}"])
    s.add(["序号", "数据项名称", "数据类型", "数据长度", "备注"])
    for number, item in enumerate(one.items, 1):
        s.add([number, item.name, item.type, item.length, ""])
    s.blank()
BOOKS["一行标签加项表_逐块"] = of(s, some(0, 4), items=True)

c = columns(
    "序号|-|no 数据目录|name|name 数源部门|provider|prov 所属系统|source_system|sys 共享类型|sharing|share 挂接状态|-|=已挂接 目录状态|-|=已发布 问题说明|-|blank 更新周期|update_cycle|cycle 累计调用量|-|=300"
)
s = Sheet("台账").top("政务数据目录台账（截至2025年9月）", 10).head(c).flat(c, some(0, 8))
BOOKS["目录台账_挂接"] = of(s.add(["合计", "", "", "", "", "8", "8", "", "", 2400]), some(0, 8))

c = columns(
    "目录编号|code|code 目录名称|name|name 提供部门|provider|prov 目录简介|summary|sum 是否基础库|-|=否 是否电子证照|-|=否 重点领域|domain|domain 数据时效|update_cycle/-|cycle 数据安全等级|data_level|lvl 可共享范围|sharing_scope|scope 共享审批流程|-|=县级 数据条目数|record_count|cnt"
)
BOOKS["地市平台导出"] = of(Sheet("目录导出").head(c).flat(c, some(0, 8)), some(0, 8))

c = columns(
    "序号|-|no 资源名称|name|name 责任科室及责任人|provider_division/contact_person|=办公室王明 内容要点|summary|sum 涉及字段|item_name|inline 能否共享|sharing|share 能否开放|open_type|open 多久更新一次|update_cycle|cycle"
)
BOOKS["口语表头"] = of(Sheet("Sheet1").add(["XX镇数据资源台账"]).head(c).flat(c, some(0, 6)), some(0, 6), items=True)
