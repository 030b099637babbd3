"""Lists an office keeps besides its catalog, national workbooks, surveys, several tables on a sheet."""

from tests.spreadsheets.offices.kit import ALSO, Book, Sheet, columns, labels, of, some

BOOKS: dict[str, Book] = {}

# department four lists
f1 = Sheet("1部门职能清单", "lists/form/not-a-catalog").add(
    ["部门职能清单"],
    [],
    ["", "单位名称", "临川县民政局", "统一社会信用代码", ALSO["uscc"]],
    ["", "联系人", "王小明", "电话", "0794-1"],
    ["", "主要职责", "社会救助、养老服务"],
    [],
    ["", "序号", "内设机构", "职责"],
    ["", 1, "救助股", "低保"],
    ["", 2, "养老股", "养老"],
)
c = columns(
    "序号|-|no 类|class_1/-|lei 项|class_2/-|xiang 目|class_3/-|mu 信息资源名称|name|name 下设机构名称|provider_division|div 摘要|summary|sum 格式分类|format_class|fmtc 格式类型|format_type|fmt 信息项名称|item_name|iname 英文名称|item_english_name/-|ien 数据类型|item_type|itype 数据长度|item_length|ilen 共享类型|sharing|share 共享条件/不予共享依据|sharing_condition/refusal_basis|cond 是否向社会开放|open_type|yn 开放条件|open_condition|ocond 更新周期|update_cycle|cycle"
)
f2 = (
    Sheet("2部门信息资源产生清单")
    .top("部门信息资源产生清单", 18)
    .head(c, [("分类", 1, 3), ("信息资源格式", 7, 8), ("信息项", 9, 12), ("共享属性", 13, 14), ("开放属性", 15, 16)])
    .down(c, some(1, 5))
)
f3 = Sheet("3部门信息系统清单", "lists").add(
    ["部门信息系统清单"],
    [
        "序号",
        "内设部门名称",
        "信息系统名称",
        "代码",
        "功能描述",
        "产生的信息资源",
        "建设性质",
        "部署位置",
        "接入网络类型",
        "备注",
    ],
    [1, "救助股", "社会救助系统", "S01", "救助审批", "低保对象信息", "省建", "省级", "政务外网", ""],
)
f4 = Sheet("4部门信息资源需求清单", "lists").add(
    ["部门信息资源需求清单"],
    [
        "序号",
        "所需政务信息资源名称",
        "提供方",
        "描述",
        "是否已获取",
        "建议获取方式",
        "期望数据使用频率",
        "用途",
        "所需机构",
    ],
    [1, "不动产登记信息", "县自然资源局", "核验财产", "否", "接口", "实时", "低保核对", "救助股"],
)
BOOKS["部门四清单"] = of([f1, f2, f3, f4], some(1, 5), items=True)
# demand list alone; negative list; problem list
c = columns(
    "序号|-|no 需求部门|-|=县医保局 需求数据名称|-|name 所需数据项|-|inline 数据提供部门|-|prov 使用场景|-|=异地就医 使用频率|-|cycle 期望获取方式|-|way 是否满足|-|=否"
)
BOOKS["数据需求清单"] = of(
    Sheet("需求清单", "lists/not-a-catalog").top("政务数据共享需求清单", 9).head(c).flat(c, some(0, 6))
)
c = columns(
    "序号|-|no 数据目录名称|name|name 提供单位|provider|prov 共享类型|sharing|=不予共享 不予共享理由|refusal_reason|=涉及个人隐私 法律法规依据|refusal_basis|=《中华人民共和国个人信息保护法》第二十八条 备注|remark/-|blank"
)
BOOKS["负面清单"] = of(Sheet("负面清单").top("政务数据共享负面清单", 7).head(c).flat(c, some(10, 16)), some(10, 16))
c = columns(
    "序号|-|no 部门|-|prov 目录名称|-|name 问题描述|-|=摘要过短 整改要求|-|=补充摘要 整改期限|-|=2025-10-30 整改状态|-|=未整改 责任人|-|person"
)
BOOKS["问题清单"] = of(Sheet("问题清单", "not-a-catalog").top("目录质量问题整改清单", 8).head(c).flat(c, some(0, 6)))
c = columns(
    "序号|-|no 系统名称|-|=综合业务系统 建设单位|-|prov 承建厂商|-|=某软件公司 上线时间|-|date 部署环境|-|=政务云 等保级别|-|=二级 数据库类型|-|fmt 用户数|-|cnt"
)
BOOKS["信息系统清单"] = of(
    Sheet("系统清单", "lists/not-a-catalog").top("政务信息系统清单", 9).head(c).flat(c, some(0, 6))
)
c = columns(
    "序号|-|no 接口名称|name/-|name 接口地址|-|url 请求方式|-|=POST 提供部门|provider/-|prov 接口说明|summary/-|sum 请求参数|-|=id 返回参数|-|inline 调用次数|-|cnt"
)
BOOKS["接口服务清单"] = of(Sheet("接口", "catalog/lists/not-a-catalog").head(c).flat(c, some(0, 5)))
# hidden sheets, old versions
c = columns(
    "序号|-|no 目录名称|name|name 提供单位|provider|prov 目录摘要|summary|sum 共享属性|sharing|share 更新频率|update_cycle|cycle"
)
BOOKS["隐藏旧版"] = of(
    [Sheet("目录").head(c).flat(c, some(0, 6)), Sheet("旧版2023", "hidden", hidden=True).head(c).flat(c, some(6, 12))],
    some(0, 6),
)
# leading blank column & rows
BOOKS["左上空白"] = of(Sheet("Sheet1").blank(3).head(c, at=2).flat(c, some(0, 6), at=2), some(0, 6))
# two tables on one sheet
c2 = columns("序号|-|no 系统名称|-|=业务系统 建设时间|-|=2019 厂商|-|=某公司")
s = (
    Sheet("合表")
    .top("一、政务数据目录", 6)
    .head(c)
    .flat(c, some(0, 4))
    .blank(2)
    .add(["二、政务信息系统"])
    .add(labels(c2))
    .flat(c2, some(0, 3))
)
BOOKS["一表两块"] = of(s, some(0, 4))
# 2017 standard with class columns & national profile
c = columns(
    "类（必填项）|class_1|lei 项（必填项）|class_2|xiang 目（选填项）|class_3|mu 细目（选填项）|class_4|ximu 信息资源名称（必填项）|name|name 信息资源代码（选填项）|code|code 提供方（必填项）|provider|prov 内部部门（选填项）|provider_division|div 资源提供方代码（必填项）|provider_code|uscc 信息资源摘要（必填项）|summary|sum 信息资源格式分类（必填项）|format_class|fmtc 信息资源格式类型（必填项）|format_type|fmt 其他类型资源格式描述（选填项）|format_other|blank 数据存储总量（G）（必填项）|volume_total|=0.5 结构化信息记录总数（万）（必填项）|records_total|=1.2 已共享的数据存储量（G）（必填项）|volume_shared|=0 已共享的结构化记录数（万）（必填项）|records_shared|=0 已开放的数据存储量（G）（必填项）|volume_open|=0 已开放的结构化记录数（万）（必填项）|records_open|=0 信息项名称（必填项）|item_name|iname 数据类型（必填项）|item_type|itype 数据长度（必填项）|item_length|ilen 共享类型（必填项）|sharing|share 共享条件（必填项）|sharing_condition|cond 共享方式分类（必填项）|sharing_way_class|wayc 共享方式类型（必填项）|sharing_way|way 是否向社会开放（必填项）|open_type|yn 开放条件（选填项）|open_condition|ocond 更新每周期（必填项）|update_cycle|cycle 发布日期（必填项）|published_on|date 关联及类目名称（选填项）|related|blank"
)
g = [
    ("信息资源分类", 0, 3),
    ("信息资源提供方", 6, 7),
    ("信息资源格式", 10, 12),
    ("信息资源大普查", 13, 18),
    ("信息项信息", 19, 21),
    ("共享属性", 22, 25),
    ("开放属性", 26, 27),
]
BOOKS["国家2017模板"] = of(
    Sheet("Sheet1").top("政务信息资源目录", 31).head(c, g).down(c, some(0, 6)),
    some(0, 6),
    items=True,
    profile="national-2017",
)
c = columns(
    "类分类（必填项）|class_1|lei 项分类（必填项）|class_2|xiang 目分类（选填项）|class_3|mu 细目分类（选填项）|class_4|ximu 信息资源目录名称（必填项）|name|name 信息资源目录代码（选填项）|code|code 信息资源提供方（必填项）|provider|prov 提供方内部部门|provider_division|div 信息资源提供方代码（必填项）|provider_code|uscc 信息资源摘要（必填项）|summary|sum 格式分类（必填项）|format_class|fmtc 格式类型（必填项）|format_type|fmt 基础信息分类|?|blank 主题信息分类|?|blank 信息项名称（必填项）|item_name|iname 数据类型（必填项）|item_type|itype 数据长度（必填项）|item_length|ilen 更新周期（必填项）|update_cycle|cycle 发布日期（必填项）|published_on|date 共享类型（必填项）|sharing|share 共享方式（必填项）|sharing_way|way 共享条件（必填项）|sharing_condition|cond 是否向社会开放（必填项）|open_type|yn 开放条件（必填项）|open_condition|ocond 负责人（必填项）|contact_person/-|person 联系电话（必填项）|contact_phone/-|tel"
)
BOOKS["平铺模板"] = of(
    Sheet("Sheet1").head(c).down(c, some(3, 9), "repeat"), some(3, 9), items=True, profile="national-2017"
)
# Sichuan 国/川
c = columns(
    "【国】信息资源名称|name|name 【国】信息资源提供方|provider|prov 【国】信息资源摘要|summary|sum 【国】信息资源更新周期|update_cycle|cycle 【国】信息资源共享类型|sharing|share 【国】信息资源共享条件|sharing_condition|cond 【国】信息资源是否社会开放|open_type|yn 【国】信息资源开放条件|open_condition|ocond 【川】信息资源最小分级单元|-|blank 【川】信息资源涉密性|secrecy|=非涉密 【国】数据项名称|item_name|iname 【国】数据项类型|item_type|itype 【国】数据项长度|item_length|ilen"
)
BOOKS["四川_国川标记"] = of(Sheet("数据集").head(c).down(c, some(0, 5)), some(0, 5), items=True)
# inventory survey: 中文表名
c = columns(
    "序号|-|no 数据资源名称（中文）|name|name 数据资源名称（英文）|-|=T_X 数据资源摘要|summary|sum 目前数据量（条）|record_count|cnt 数据增量|-|=100 主键字段|-|=id 增量字段|-|=gxsj 数据更新频率|update_cycle|cycle 共享类型|sharing|share 开放类型|open_type|open 备注|remark/-|blank"
)
s = (
    Sheet("数据资源调研表")
    .top("数据资源调研表", 12)
    .add(["填报单位：", "临川县教育局", "", "系统名称：", "教育管理系统", "", "联系人：", "张丽"])
    .head(c)
    .flat(c, some(4, 9))
)
BOOKS["调研表_中英文名"] = of(s, some(4, 9))
# with garbage: trailing remarks, merged name typed with newline & spaces, 序号 text
c = columns(
    "序\\n号|-|no 数据␣目录␣名称|name|name 提供\\n单位|provider|prov 摘␣␣要|summary|sum 共享\\n类型|sharing|share 更新\\n周期|update_cycle|cycle 备␣注|remark/-|blank"
)
BOOKS["表头换行空格"] = of(
    Sheet("Sheet1").head(c).flat(c, some(0, 7)).add(["备注：以上目录已经主要领导审签。"], ["制表时间：2025年11月3日"]),
    some(0, 7),
)
# semicolon & tab text files
c = columns(
    "目录名称|name|name 目录编号|code|code 部门|provider|prov 简介|summary|sum 共享级别|sharing|share 开放级别|open_type|open 更新频次|update_cycle|cycle"
)
BOOKS["制表符_utf16"] = of(Sheet().head(c).flat(c, some(0, 7)), some(0, 7), encoding="utf-16", between="tab")
# 数据项 landscape: entries as merged blocks with item table under each
s = Sheet("逐个目录", "catalog/form")
for x in some(0, 4):
    s.add(
        [x.name],
        ["提供单位", x.office, "更新频率", x.cycle],
        ["共享属性", x.share, "开放属性", x.open],
        ["目录摘要", x.summary],
        ["数据项名称", "数据类型", "数据长度", "说明"],
    )
    for t in x.items:
        s.add([t.name, t.type, t.length, t.name + "（登记值）"])
    s.blank()
BOOKS["逐块登记_多目录"] = of(s, some(0, 4), items=True)
# empty template, statistics, duty, roster: refused
BOOKS["空模板"] = of(Sheet("目录", "empty/catalog/not-a-catalog").top("政务数据目录", 7).head(c))
c = columns(
    "序号|-|no 单位|-|prov 应编目录数|-|=30 已编目录数|-|=28 编目率|-|=93% 挂接数|-|=20 挂接率|-|=71% 排名|-|no"
)
BOOKS["编目进度通报"] = of(
    Sheet("通报", "not-a-catalog").top("全县政务数据目录编制进度通报", 8).head(c).flat(c, some(0, 9))
)
c = columns(
    "序号|-|no 事项名称|-|name 事项类型|-|=行政许可 实施主体|-|prov 法律依据|-|=《食品安全法》 办理时限|-|=20个工作日 收费标准|-|=不收费"
)
BOOKS["政务服务事项清单"] = of(
    Sheet("事项", "not-a-catalog").top("政务服务事项目录清单", 7).head(c).flat(c, some(0, 7))
)
c = columns("序号|-|no 姓名|-|person 单位|-|prov 职务|-|=科员 办公电话|-|tel 手机|-|=13800000000 邮箱|-|mail")
BOOKS["数据专员通讯录"] = of(Sheet("通讯录", "not-a-catalog").top("全县数据专员通讯录", 7).head(c).flat(c, some(0, 7)))
c = columns(
    "标准编号|-|code 数据元名称|-|=姓名 英文名称|-|=xm 数据类型|-|=C 表示格式|-|=c..50 值域|-|blank 定义|-|=自然人姓名"
)
BOOKS["数据元标准"] = of(Sheet("数据元", "dictionary/not-a-catalog").head(c).flat(c, some(0, 7)))
c = columns("证照名称|?|name 发证机关|?|prov 证照编号规则|-|=无 有效期|-|=5年 持证主体|-|=法人 是否电子化|-|=是")
BOOKS["电子证照清单"] = of(Sheet("证照", "not-a-catalog/catalog").head(c).flat(c, some(0, 5)))
c = columns(
    "序号|-|no 县区|-|=临川 数据集名称|name|name 所属部门|provider|prov 主题|domain|domain 开放条件|open_type|open 数据项|item_name|inline 数据项数|-|n_items 更新频率|update_cycle|cycle 计划开放时间|-|=2025-12-31"
)
BOOKS["年度开放计划"] = of(
    Sheet("开放清单").top("2025年度公共数据开放清单", 10).head(c).flat(c, some(0, 8)), some(0, 8), items=True
)
c = columns(
    "主题域|domain|domain 一级主题|?|=民生 业务对象|-|name 数据资源目录名称|name|name 目录提供方|provider|prov 所属信息系统|source_system|sys 数据资源目录描述|summary|sum 更新周期|update_cycle|cycle 数据分级|data_level|lvl 共享属性|sharing|share 共享条件/不予共享依据|sharing_condition/refusal_basis|cond 开放属性|open_type|open 数据同步机制|-|=增量 是否上线到超市|-|=是"
)
BOOKS["厂商导入模板"] = of(
    Sheet("数据资源目录导入")
    .add(["填表说明：\n*号代表必填，数据资源目录名称不能重复"])
    .head(c, [("基本属性", 0, 8), ("共享开放信息", 9, 11), ("更多信息", 12, 13)])
    .flat(c, some(0, 6)),
    some(0, 6),
)
c = columns(
    "信息资源方代码|?|uscc 信息资源名称|name|name 信息资源提供方|provider|prov 信息资源提供方代码|provider_code|uscc 信息资源摘要|summary|sum 信息资源格式|format_type/format_class|fmt 信息项名称|item_name|iname 数据类型|item_type|itype 共享类型|sharing|share 共享条件|sharing_condition|cond 开放类型|open_type|yn 更新周期|update_cycle|cycle"
)
BOOKS["前端导出_信息资源方代码"] = of(
    Sheet("Sheet1")
    .head(c, [("信息项信息", 6, 7), ("共享属性", 8, 9), ("开放属性", 10, 10)], tall=False)
    .down(c, some(0, 5)),
    some(0, 5),
    items=True,
)
