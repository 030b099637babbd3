"""The second round, written when the first was mended."""

from tests.spreadsheets.offices.kit import ALL, OF_ITEM, Book, Resource, Sheet, columns, keys, labels, of, some

BOOKS: dict[str, Book] = {}

c = columns(
    "序号|-|no 部门|provider|prov 数据资源名称|name|name 共享内容（数据项）|item_name|inline 共享方式|sharing_way|way 共享条件|sharing_condition|cond 更新频率|update_cycle|cycle 备注|remark/-|blank"
)
BOOKS["共享责任清单_第一批"] = of(
    Sheet("责任清单").add(["附件"]).top("各部门数据共享责任清单（第一批）", 8).head(c).flat(c, some(0, 8)),
    some(0, 8),
    items=True,
)
c = columns(
    "序号|-|no 需求单位|-|=县医保局 需求数据名称|-|name 数源单位|-|prov 责任目录名称|-|name 对接结果|-|=已对接 完成时限|-|=2025-12-31 备注|-|blank"
)
BOOKS["供需对接清单"] = of(
    Sheet("供需对接", "lists/not-a-catalog").top("政务数据供需对接清单", 8).head(c).flat(c, some(0, 6))
)
c = columns(
    "数据资源名称|name|name 提供部门|provider|prov 数据项名称|item_name|iname 数据类别|?|=公民类 数据项级别|item_level|ilvl 是否敏感|item_sensitive|isens 共享属性|sharing/item_sharing|ishare"
)
BOOKS["分类分级清单_合并"] = of(
    Sheet("分类分级").top("数据分类分级清单", 7).head(c).down(c, some(0, 6), "merged"), some(0, 6), items=True
)
c = columns(
    "序号|-|no 数据集名称|name|name 数据提供单位|provider|prov 数据集简介|summary|sum 条件|open_type/open_condition|open 更新频率|update_cycle|cycle 格式|format_type|=XLS 数量（条）|record_count|cnt"
)
s = Sheet("开放目录").top("公共数据开放目录", 8).head(c, [("开放要求", 4, 5), ("资源情况", 6, 7)])
s.add(["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)"])
s.flat(c, some(6, 13))
BOOKS["列号行_开放目录"] = of(s, some(6, 13))
c = columns(
    "目录名称|name|name 目录代码|code|code 所属领域|domain|domain 来源事项名称|source_item_name|=低保审批 目录摘要|summary|sum 提供单位|provider|prov 数据项|item_name|iname 数据格式|item_type|itype 共享属性|sharing|share 使用条件|sharing_condition|cond 共享方式|sharing_way|way 数据分级|data_level|lvl 数据区域范围|spatial_range|scope 数据时间范围|time_range|time 更新频率|update_cycle|cycle"
)
BOOKS["基本要素_扩展要素"] = of(
    Sheet("政务数据目录").head(c, [("基本要素", 0, 7), ("扩展要素", 8, 14)]).down(c, some(0, 6)), some(0, 6), items=True
)
c = columns(
    "序号|-|ino 数据项名称|item_name|iname 数据项类型|item_type|itype 所属目录|name|name 数源部门|provider|prov 数源系统|source_system/item_system|sys 更新周期|update_cycle|cycle"
)
BOOKS["一数一源清单"] = of(
    Sheet("一数一源", "catalog/items").top("“一数一源”数据项清单", 7).head(c).down(c, some(0, 6), "repeat"),
    some(0, 6),
    items=True,
)
# dept merged over several entries
c = columns(
    "序号|-|no 部门|provider|=县民政局 目录名称|name|name 摘要|summary|sum 共享属性|sharing|share 更新周期|update_cycle|cycle"
)
s = Sheet("汇总").top("全县政务数据目录汇总", 6).head(c)
n = len(s.rows) + 1
s.flat(c, some(0, 3))
s.merged.append((n, 2, n + 2, 2))
s.rows[n][1] = ""
s.rows[n + 1][1] = ""
n = len(s.rows) + 1
for i, x in enumerate(some(3, 7), 3):
    row = [x.value(key, i) for key in keys(c)]
    row[1] = "县教育局" if i == 3 else ""
    s.add(row)
s.merged.append((n, 2, n + 3, 2))
s.add(["", "小计", "7项"])
BOOKS["部门跨行合并"] = of(s, some(0, 7))
c = columns(
    "序号␣No.|-|no 目录名称␣Catalog␣Name|name|name 提供单位␣Provider|provider|prov 摘要␣Abstract|summary|sum 共享类型␣Sharing|sharing|share 更新频率␣Frequency|update_cycle|cycle 联系电话␣Tel|contact_phone|tel"
)
BOOKS["中英双语表头"] = of(Sheet("Catalog").head(c).flat(c, some(0, 6)), some(0, 6))
c = columns(
    "数据集名称|name|name 发布机构|provider|prov 数据描述|summary|sum 开放等级|open_type|open 更新周期|update_cycle|cycle 浏览次数|-|=20 收藏数|-|=3 接口调用次数|-|=0 数据预览|-|=查看 发布日期|published_on|date"
)
s = Sheet()
s.add(["数据导出时间：2025-10-11 08:00:01"], [])
s.head(c).flat(c, some(0, 9))
BOOKS["导出时间行_csv"] = of(s, some(0, 9), encoding="utf-8-sig")
c = columns(
    "目录名称|name|name 提供单位|provider|prov 目录摘要|summary|sum 共享类型|sharing|share 开放类型|open_type|open 更新周期|update_cycle|cycle"
)
s = (
    Sheet("导入模板")
    .head(c)
    .add(["catalogName", "orgName", "summary", "shareType", "openType", "updateCycle"])
    .flat(c, some(0, 6))
)
BOOKS["第二行机器键"] = of(s, some(0, 6))
s = (
    Sheet("导出")
    .add(["catalogName", "orgName", "summary", "shareType", "openType", "updateCycle"])
    .head(c)
    .flat(c, some(0, 6))
)
BOOKS["第一行机器键"] = of(s, some(0, 6))
s = Sheet("目录").top("政务数据目录", 6).head(c).flat(c, some(0, 8))
for i, text in enumerate(["填写说明", "1.目录名称要完整", "2.共享类型按下拉选择", "3.有疑问请致电0794-8250000"]):
    row = s.rows[1 + i]
    row += [*[""] * (8 - len(row)), text]
BOOKS["右侧说明栏"] = of(s, some(0, 8))
c = columns(
    "序号|-|no 目录名称|name|name 提供单位|provider|prov 目录摘要|summary|sum 共享属性|sharing|share 更新频率|update_cycle|cycle"
)
BOOKS["封面_附件分表"] = of(
    [
        Sheet("封面", "instructions/not-a-catalog")
        .blank(3)
        .top("临川县政务数据目录", 8)
        .blank(2)
        .add(["", "", "编制单位：临川县大数据中心"], ["", "", "二〇二五年九月"]),
        Sheet("附件1-1 无条件共享")
        .top("附件1-1 无条件共享类目录", 6)
        .head(c)
        .flat(c, [x for x in ALL if x.share == "无条件共享"][:5]),
        Sheet("附件1-2 有条件共享")
        .top("附件1-2 有条件共享类目录", 6)
        .head(c)
        .flat(c, [x for x in ALL if x.share == "有条件共享"][:5]),
    ],
    [x for x in ALL if x.share == "无条件共享"][:5] + [x for x in ALL if x.share == "有条件共享"][:5],
)


def card(x: Resource) -> Sheet:
    """One entry on a card with headings down its side."""
    s = Sheet(x.name[:8], "form")
    s.top("政务信息资源登记卡", 5)
    s.add(
        ["基本信息", "资源名称", x.name, "资源代码", x.value("code", 0)],
        ["", "资源提供方", x.office, "内部部门", "综合股"],
        ["", "资源摘要", x.summary, "", ""],
    )
    s.merged += [(2, 1, 4, 1), (4, 3, 4, 5)]
    s.add(["共享信息", "共享类型", x.share, "共享条件", x.condition], ["", "更新周期", x.cycle, "是否开放", "否"])
    s.merged.append((5, 1, 6, 1))
    s.add(["信息项", "序号", "信息项名称", "数据类型", "数据长度"])
    n = len(s.rows)
    for j, t in enumerate(x.items):
        s.add(["", j + 1, t.name, t.type, t.length])
    s.merged.append((n, 1, len(s.rows), 1))
    return s


BOOKS["登记卡_侧栏"] = of([card(ALL[0]), card(ALL[5])], [ALL[0], ALL[5]], items=True)
c = columns(
    "序号|-|no 数据库名|-|=lc_db 表英文名|code/-|=T 表中文名|name|name 表说明|summary|sum 数据量|record_count|cnt 更新周期|update_cycle|cycle 所属系统|source_system|sys 所属部门|provider|prov"
)
e = Sheet("数据表清单").head(c)
for i, x in enumerate(some(0, 5)):
    e.rows.append(
        [
            i + 1,
            "lc_db",
            f"T_LC_{x.number:03d}_{x.items[0].english.upper()}",
            x.name,
            x.summary,
            x.value("cnt", i),
            x.cycle,
            "业务系统",
            x.office,
        ]
    )
f = columns(
    "表英文名|?|x 字段英文名|item_english_name|ien 字段中文名|item_name|iname 字段类型|item_type|isql 长度|item_length|ilen 主键|item_primary_key|ipk 可空|item_nullable|inull 备注|?|blank"
)
fields = Sheet("字段清单", "items").head(f)
for x in some(0, 5):
    for j, item in enumerate(x.items):
        own = [x.value(key, 0, item, j) if key in OF_ITEM else "" for key in keys(f)[1:]]
        fields.add([f"T_LC_{x.number:03d}_{x.items[0].english.upper()}", *own])
BOOKS["库表清单_按表名连接"] = of([e, fields], some(0, 5), items=True)
c = columns(
    "序号|-|no 单位名称|-|prov 目录总数|-|=20 无条件共享数|-|=10 有条件共享数|-|=8 不予共享数|-|=2 开放数|-|=9 更新及时率|-|=98%"
)
BOOKS["目录数量统计表"] = of(
    Sheet("统计", "not-a-catalog")
    .top("政务数据资源目录统计表", 8)
    .head(c)
    .flat(c, some(0, 9))
    .add(["合计", "", 180, 90, 72, 18, 81, ""])
)
c = columns(
    "序号|-|no 目录名称|name|name 提供单位|provider|prov 目录摘要|summary|sum 共享属性|sharing|share 更新频率|update_cycle|cycle"
)
s = Sheet("目录", "catalog").head(c).add(["例", "食品经营许可证信息", "××县市场监督管理局", "……", "无条件共享", "每月"])
BOOKS["只有示例"] = of(s)
c = columns(
    "Dataset␣Title|name|name Publisher|provider|prov Description|summary|sum Update␣Frequency|update_cycle|cycle Format|format_type|fmt License|-|=CC-BY Contact␣Email|contact_email|mail Landing␣Page|landing_page|url Issued|published_on|date Modified|modified_on|mod"
)
BOOKS["英文目录"] = of(Sheet("Datasets").head(c).flat(c, some(0, 6)), some(0, 6))
c = columns(
    "编号|-|no 资源名称|name|name 资源提供方|provider|prov 资源描述|summary|sum 共享属性（1无条件2有条件3不予）|sharing|=1 开放属性（0否1是）|open_type|=1 更新周期|update_cycle|cycle 是否涉密|secrecy|=否"
)
BOOKS["数字代码"] = of(Sheet("Sheet1").head(c).flat(c, some(0, 6)), some(0, 6))
s = Sheet("宽表")
cc = columns("目录名称|name|name 提供单位|provider|prov 共享类型|sharing|share 更新周期|update_cycle|cycle")
s.add([*labels(cc), *(f"数据项{i}" for i in range(1, 7))])
s.expect(cc)
for i, x in enumerate(some(0, 6)):
    s.rows.append([*(x.value(k, i) for k in keys(cc)), *(one.name for one in x.items)])
BOOKS["宽表_数据项一列一个"] = of(s, some(0, 6), items=True)
c = columns(
    "序号|-|no 数据名称|name|name 提供部门|provider|prov 回流方式|sharing_way/-|=库表 主要数据项|item_name|inline 数据起止时间|time_range/-|=2020-2025 更新频率|update_cycle|cycle"
)
BOOKS["数据回流清单"] = of(Sheet("回流").top("省级数据回流清单", 7).head(c).flat(c, some(0, 7)), some(0, 7), items=True)
c = columns(
    "序号|-|no 目录名称（不超过50字）|name|name 目录提供单位（填写全称）|provider|prov 数据项（包含哪些字段，用顿号隔开）|item_name|inline 共享类型\\n1无条件共享\\n2有条件共享\\n3不予共享|sharing|share 更新周期（实时/每日/每周/每月/每季度/每年/其他）|update_cycle|cycle 数据格式（如：Excel、数据库）|format_type|fmt 联系人及电话|contact_phone/contact_person|tel"
)
BOOKS["表头带长说明"] = of(Sheet("填报表").head(c).flat(c, some(0, 7)), some(0, 7), items=True)
c = columns(
    "序号|-|no 目录名称|name|name 提供单位|provider|prov 目录摘要|summary|sum 共享属性|sharing|share 更新频率|update_cycle|cycle"
)
it = columns("序号|-|ino 目录名称|-|name 数据项名称|-|iname 数据类型|-|itype 数据长度|-|ilen")
s = Sheet("目录").top("一、目录基本信息", 6).head(c).flat(c, some(0, 5)).blank().add(["二、数据项信息"]).add(labels(it))
s.down(it, some(0, 5), "repeat")
BOOKS["同表下方数据项"] = of(s, some(0, 5), items=True)
c2 = columns(
    "序号|-|no 目录名称|-|name 提供单位|-|prov 共享属性|-|share 共享条件|-|cond 共享范围|-|scope 更新频率|-|cycle"
)
s = (
    Sheet("共享清单")
    .top("一、无条件共享清单", 6)
    .head(c)
    .flat(c, some(3, 7))
    .blank()
    .top("二、有条件共享清单", 7)
    .add(labels(c2))
    .flat(c2, some(0, 3))
    .add(["填表人：王小明", "", "", "审核人：张丽"])
)
BOOKS["两张目录上下"] = of(s, some(0, 3) + some(3, 7))
c = columns(
    "序|-|no 资源名|name|name 提供方|provider|prov 内容|summary|sum 共享|sharing|share 开放|open_type|open 周期|update_cycle|cycle 格式|format_type|fmt"
)
BOOKS["简称表头"] = of(
    Sheet("Sheet1")
    .top("信息资源表", 8)
    .add(["单位：临川县水利局（公章）", "", "", "", "2025年8月"])
    .blank()
    .head(c)
    .flat(c, some(5, 11)),
    some(5, 11),
)
c = columns(
    "序号|-|no 数据资产名称|name|name 数据资产编号|code|code 数据来源|provider/source_system|prov 责任部门|provider/-|prov 数据量|record_count|cnt 更新频率|update_cycle|cycle 安全级别|data_level|lvl 共享范围|sharing_scope|scope"
)
BOOKS["数据资产清单"] = of(Sheet("数据资产").top("公共数据资产登记清单", 9).head(c).flat(c, some(0, 7)), some(0, 7))
c = columns(
    "序号|-|no 授权运营数据资源名称|name|name 提供单位|provider|prov 数据字段|item_name|inline 数据规模（万条）|?|=12 更新频率|update_cycle|cycle 应用场景|-|=普惠金融 授权方式|-|=整体授权"
)
BOOKS["授权运营资源清单"] = of(
    Sheet("授权运营").top("公共数据授权运营资源清单", 8).head(c).flat(c, some(0, 6)), some(0, 6), items=True
)
c = columns(
    "领域|domain|domain 数据目录|name|name 公开属性|open_type|open 责任处室|provider_division|div 责任单位|provider|prov 数据更新时间要求|update_cycle|cycle 采集渠道|-|=窗口 存储位置|-|=政务云 现存格式|format_type|fmt"
)
s = Sheet("重点领域").top("重点领域公共数据开放责任清单", 9).head(c)
for i, x in enumerate(some(0, 8)):
    row = [x.value(k, i) for k in keys(c)]
    if i % 3:
        row[0] = ""
    s.rows.append(row)
s.merged += [(3, 1, 5, 1), (6, 1, 8, 1)]
s.add([], ["注：", "本清单由各责任单位负责解释。"])
BOOKS["重点领域责任清单"] = of(s, some(0, 8))
