"""Lists of other provinces and platforms, with heads of one to three rows."""

from tests.spreadsheets.offices.kit import Book, Sheet, columns, of, some

BOOKS: dict[str, Book] = {}

# ---- 1-10 flat lists of other provinces
c = columns(
    "序号|-|no 数据目录名称|name|name 数源单位|provider|prov 目录摘要|summary|sum 所属领域|domain|domain 共享属性|sharing|share 开放属性|open_type|open 更新频率|update_cycle|cycle 数据格式|format_type|fmt"
)
BOOKS["浙江_数据目录清单"] = of(
    Sheet("目录").top("临川县公共数据目录清单（2025年版）", 9).head(c).flat(c, some(0, 8)).add(["合计", "8项"]),
    some(0, 8),
)
c = columns(
    "序号|-|no 数据资源名称|name|name 数据资源提供部门|provider|prov 统一社会信用代码|provider_code|uscc 资源摘要|summary|sum 数据领域|domain|domain 共享类型|sharing|share 共享条件|sharing_condition|cond 是否开放|open_type|yn 更新周期|update_cycle|cycle 联系人|contact_person|person 联系电话|contact_phone|tel 备注|remark/-|blank"
)
BOOKS["山东_资源清单"] = of(
    Sheet("Sheet1")
    .add(["附件2"])
    .top("政务数据资源清单", 13)
    .add(["填报单位（盖章）：临川县大数据中心", "", "", "", "", "", "填报日期：2025年9月1日"])
    .head(c)
    .flat(c, some(2, 9))
    .blank(2)
    .add(["填报人：李建国", "", "", "审核人：张丽", "", "", "联系电话：0794-8251201"]),
    some(2, 9),
)
c = columns(
    "数据集名称|name|name 数据提供方|provider|prov 数据主题|domain|domain 数据简介|summary|sum 开放类型|open_type|open 更新频率|update_cycle|cycle 数据量|record_count|cnt 下载次数|-|=312 访问量|-|=2201 评分|-|=4.5 最后更新时间|modified_on|mod 首次发布时间|published_on|date 标签|keywords|tag 数据集链接|landing_page|url"
)
BOOKS["开放平台_下载列表"] = of(Sheet().head(c).flat(c, some(0, 12)), some(0, 12), encoding="gb18030")
c = columns(
    "resourceName|name|name orgName|provider|prov description|summary|sum shareType|sharing|share openType|open_type|open updateCycle|update_cycle|cycle publishTime|published_on|date updateTime|modified_on|mod resourceFormat|format_type|fmt contactTel|contact_phone|tel"
)
BOOKS["平台导出_驼峰英文"] = of(Sheet("export").head(c).flat(c, some(3, 10)), some(3, 10))
c = columns(
    "cata_title|name|name cata_code|code|code register_org_name|provider|prov register_org_code|provider_code|uscc description|summary|sum shared_type|sharing|share shared_condition|sharing_condition|cond open_type|open_type|open update_cycle|update_cycle|cycle released_time|published_on|date"
)
BOOKS["平台导出_下划线"] = of(Sheet("data").head(c).flat(c, some(3, 10)), some(3, 10), encoding="utf-8")
c = columns(
    "ZYMC|name|name TGDW|provider|prov ZYZY|summary|sum GXLX|sharing|share KFLX|open_type|open GXZQ|update_cycle|cycle FBRQ|published_on|date"
)
BOOKS["平台导出_拼音首字母"] = of(Sheet("T_ZYML").head(c).flat(c, some(0, 6)), some(0, 6))
c = columns(
    "編號|-|no 資料集名稱|name|name 提供機關|provider|prov 資料集描述|summary|sum 更新頻率|update_cycle|cycle 資料格式|format_type|fmt 聯絡人|contact_person|person 聯絡電話|contact_phone|tel"
)
BOOKS["繁体_資料集清單"] = of(Sheet().head(c).flat(c, some(0, 5)), some(0, 5), encoding="utf-8-sig")
c = columns(
    "序号|-|no *目录名称（必填）|name|name *提供方（必填）|provider|prov 提供方内设机构（选填）|provider_division|div *目录描述（必填，不超过500字）|summary|sum *更新周期（下拉选择）|update_cycle|cycle *共享类型（1.无条件共享；2.有条件共享；3.不予共享）|sharing|share 共享条件（有条件共享时必填）|sharing_condition|cond *数据分级|data_level|lvl 来源系统名称|source_system|sys"
)
BOOKS["装饰标题_必填"] = of(
    Sheet("填报")
    .add(["填表说明：1.带*为必填项；2.请勿修改表头；3.一行填写一个目录。"])
    .head(c)
    .flat(c, some(0, 1))
    .add(["示例", "XX证照信息", "XX局", "XX股", "本目录包括……", "每月", "有条件共享", "XX", "一般数据", "XX系统"])
    .flat(c, some(1, 7)),
    some(0, 7),
)
c = columns(
    "部门名称|provider|prov 系统名称|source_system|sys 表名|-|=T_INFO 资源名称|name|name 资源描述|summary|sum 记录数|record_count|cnt 共享属性|sharing|share 不予共享依据|refusal_basis|basis 开放属性|open_type|open 更新频度|update_cycle|cycle 数据时间范围|time_range|time 空间范围|spatial_range|scope"
)
BOOKS["系统数据资源"] = of(Sheet("汇总").head(c).flat(c, some(4, 11)), some(4, 11))
c = columns(
    "目录编码|code|code 目录名称|name|name 责任部门|provider|prov 责任处室|provider_division|div 目录简介|summary|sum 共享方式|sharing_way|way 共享范围|sharing_scope|=市内 使用用途|sharing_use|=行政审批 更新时效|update_cycle|cycle 目录状态|-|=已发布 版本号|-|=1"
)
BOOKS["责任清单_目录状态"] = of(
    Sheet("数据共享责任清单").top("临川县政务数据共享责任清单", 11).head(c).flat(c, some(1, 9)), some(1, 9)
)
# ---- 11-20 two and three row heads
c = columns(
    "序号|-|no 信息资源名称|name|name 信息资源代码|code|code 信息资源提供方|provider|prov 信息资源提供方代码|provider_code|uscc 信息资源摘要|summary|sum 格式分类|format_class|fmtc 格式类型|format_type|fmt 信息项名称|item_name|iname 数据类型|item_type|itype 数据长度|item_length|ilen 共享类型|sharing|share 共享条件|sharing_condition|cond 共享方式|sharing_way|way 是否向社会开放|open_type|yn 开放条件|open_condition|ocond 更新周期|update_cycle|cycle 发布日期|published_on|date"
)
g = [("信息资源格式", 6, 7), ("信息项信息", 8, 10), ("共享属性", 11, 13), ("开放属性", 14, 15)]
BOOKS["两行表头_信息项首行"] = of(
    Sheet("信息资源目录").top("政务信息资源目录", 18).head(c, g).down(c, some(0, 6), "first"), some(0, 6), items=True
)
BOOKS["两行表头_合并"] = of(Sheet("信息资源目录").head(c, g).down(c, some(2, 8), "merged"), some(2, 8), items=True)
BOOKS["两行表头_重复"] = of(Sheet("信息资源目录").head(c, g).down(c, some(5, 11), "repeat"), some(5, 11), items=True)
c = columns(
    "一级|class_1/-|lei 二级|class_2/-|xiang 三级|class_3/-|mu 名称|name|name 代码|code|code 名称|provider|prov 统一社会信用代码|provider_code|uscc 摘要|summary|sum 类型|sharing|share 条件|sharing_condition|cond 类型|open_type|open 条件|open_condition|ocond 更新周期|update_cycle|cycle"
)
g = [("分类", 0, 2), ("信息资源", 3, 4), ("提供方", 5, 6), ("共享属性", 8, 10 - 1), ("开放属性", 10, 11)]
BOOKS["组名区分同名列"] = of(Sheet("目录").head(c, g).flat(c, some(0, 7)), some(0, 7))
# three-row head
c = columns(
    "序号|-|no 目录名称|name|name 提供单位|provider|prov 名称|item_name|iname 英文名|item_english_name|ien 类型|item_type|itype 长度|item_length|ilen 共享类型|sharing|share 共享条件|sharing_condition|cond 共享方式|sharing_way|way 开放类型|open_type|open 更新频率|update_cycle|cycle"
)
s = Sheet("三级表头")
s.top("县级政务数据目录（三级表头）", 12)
s.add(
    ["序号", "基本信息", "", "数据项", "", "", "", "共享开放", "", "", "", "更新频率"],
    ["", "目录名称", "提供单位", "基本", "", "技术", "", "共享", "", "", "开放", ""],
    ["", "", "", "名称", "英文名", "类型", "长度", "共享类型", "共享条件", "共享方式", "开放类型", ""],
)
s.merged += [
    (2, 1, 4, 1),
    (2, 2, 2, 3),
    (2, 4, 2, 7),
    (2, 8, 2, 11),
    (2, 12, 4, 12),
    (3, 2, 4, 2),
    (3, 3, 4, 3),
    (3, 4, 3, 5),
    (3, 6, 3, 7),
    (3, 8, 3, 10),
]
s.expect(c)
s.down(c, some(3, 8), "first")
BOOKS["三行表头"] = of(s, some(3, 8), items=True)
# sharing type as checkbox columns
c = columns(
    "序号|-|no 资源名称|name|name 提供部门|provider|prov 资源摘要|summary|sum 无条件共享|?|tick1 有条件共享|?|tick2 不予共享|?|tick3 共享条件|sharing_condition|cond 是|?|otick1 否|?|otick2 更新周期|update_cycle|cycle"
)
g = [("共享类型（打√）", 4, 6), ("是否开放", 8, 9)]
BOOKS["打勾列_共享类型"] = of(Sheet("目录").head(c, g).flat(c, some(0, 9)), some(0, 9))
# repeated header every page, blank separators
c = columns(
    "序号|-|no 目录名称|name|name 数据提供单位|provider|prov 内容描述|summary|sum 共享类别|sharing|share 开放类别|open_type|open 更新周期|update_cycle|cycle"
)
s = (
    Sheet("打印版")
    .top("政务数据目录表", 7)
    .head(c)
    .flat(c, some(0, 4))
    .blank()
    .top("政务数据目录表", 7)
    .head(c)
    .flat(c, some(4, 8), start=4)
    .add(["第2页 共3页"])
    .blank()
    .head(c)
    .flat(c, some(8, 11), start=8)
    .add(["", "", "", "", "", "第3页 共3页"])
)
BOOKS["每页重复表头"] = of(s, some(0, 11))
# sections with department lines between
c = columns("序号|-|no 信息资源名称|name|name 资源摘要|summary|sum 共享类型|sharing|share 更新周期|update_cycle|cycle")
s = Sheet("分部门").top("各部门政务信息资源目录汇总表", 5).head(c)
for k, (a, b) in enumerate([(0, 3), (3, 6), (6, 9)]):
    s.rows.append([["一", "二", "三"][k] + "、" + ["县市场监管局", "县人社局", "县城管局"][k]])
    n = len(s.rows)
    s.merged.append((n, 1, n, 5))
    s.flat(c, some(a, b))
    s.add(["小计", "3"])
BOOKS["部门分段行"] = of(s, some(0, 9))
# header at row 20 after long instructions
c = columns(
    "序号|-|no 资源名称|name|name 数据来源部门|provider|prov 描述|summary|sum 共享属性|sharing|share 更新周期|update_cycle|cycle"
)
s = Sheet("目录")
s.add(["附件1"], ["临川县政务数据目录填报表"], [], ["填报说明"])
for k in range(1, 13):
    s.add([f"{k}. 第{k}项说明：请各单位按照《政务数据共享条例》如实填写，资源名称不得重复，更新周期按实际填写。"])
s.blank().head(c).flat(c, some(0, 5)).blank().add(
    ["注：1.本表由各单位填写；2.于每月5日前报县大数据中心。"],
    ["  2.表中“共享属性”分为无条件共享、有条件共享、不予共享三类。"],
)
BOOKS["长说明_表头靠后"] = of(s, some(0, 5))
