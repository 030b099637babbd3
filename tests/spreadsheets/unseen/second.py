"""A second round, made after the first was mended: what was learned there is tried on layouts of other kinds."""

from pathlib import Path

from tests.spreadsheets.unseen.content import One, offices, some
from tests.spreadsheets.unseen.paper import Made, Maker, Page, book, catalog, columns, plain, refused

ITEMS = ("数据项名称", "字段名", "数据类型", "长度")


def item_rows(page: Page, one: One, *, numbered: bool = False) -> None:
    lead = ["序号"] if numbered else []
    page.add([*lead, *ITEMS])
    for number, item in enumerate(one.items, 1):
        page.add([*([number] if numbered else []), item.name, item.english, item.kind, item.length])


def inline(*, stacked: bool = False) -> Maker:
    """目录名称：… in the same cell as its value, over a table of items; a sheet each, or below one another."""

    def make(folder: Path) -> Made:
        entries = some(5, 300 + stacked)
        pages = [Page("目录", verdicts=("form",))] if stacked else []
        for one in entries:
            page = pages[0] if stacked else Page(one.name[:20], verdicts=("form",))
            page.across(f"目录名称：{one.name}", 5)
            page.add([f"提供单位：{one.office}", "", f"更新频率：{one.cycle}"], [f"共享类型：{one.sharing}"])
            page.add([f"摘要：{one.summary}"])
            item_rows(page, one, numbered=True)
            if stacked:
                page.add([])
            else:
                pages.append(page)
        return catalog(book(folder, *pages), pages, entries, items=True, fields=["provider", "sharing", "summary"])

    return make


def wide_form(folder: Path) -> Made:
    """Three pairs of label and value in a row."""
    entries, pages = some(4, 302), []
    for one in entries:
        page = Page(one.name[:20], verdicts=("form",))
        page.across("公共数据目录信息表", 6)
        page.add(["数据名称", one.name, "数源单位", one.office, "业务处室", one.division])
        page.add(["更新周期", one.cycle, "共享属性", one.sharing, "开放属性", one.opening])
        page.add(["数据摘要", one.summary])
        page.merged.append((4, 4, 2, 6))
        page.add(["联系人", "张三", "联系电话", "0319-8123456", "发布日期", one.date])
        pages.append(page)
    return catalog(book(folder, *pages), pages, entries, fields=["provider", "sharing", "summary", "update_cycle"])


def items_by_entry_sheet(folder: Path) -> Made:
    """A list of entries, then a sheet of items for each, named after it."""
    entries = some(5, 303)
    first = Page("目录清单").table(
        columns(
            "序号 => #", "数据目录名称 => name", "数源部门 => provider", "目录描述 => summary", "共享类型 => sharing"
        ),
        entries,
    )
    pages = [first]
    for one in entries:
        page = Page(one.name, verdicts=("items",))
        item_rows(page, one)
        pages.append(page)
    return catalog(book(folder, *pages), pages, entries, items=True)


def town_offices(folder: Path) -> Made:
    """Office merged down, two entries tables for base and department classes one below the other with section titles."""
    entries, page = some(12, 304), Page("Sheet1")
    cols = columns(
        "序号 => #",
        "单位 => provider",
        "数据资源名称 => name",
        "内容说明 => summary",
        "更新频率 => update_cycle",
        "共享方式 => sharing_way",
    )
    page.across("××街道办事处数据资源清单", 6).add(["（单位：条）"]).head(cols)
    for office in offices(entries):
        own = [one for one in entries if one.office == office]
        top = len(page.rows) + 1
        page.body(cols, own)
        for row in page.rows[top:]:
            row[1] = ""
        if len(own) > 1:
            page.merged.append((top, len(page.rows), 2, 2))
    page.add([], ["注：1．本清单由各单位提供；"], ["2．数据截至2024年底。"])
    return catalog(book(folder, page), [page], entries)


def ticked_twice(folder: Path) -> Made:
    """Ticks for sharing and for opening beside one another."""
    entries, page = some(9, 305), Page("Sheet1")
    heads = columns(
        "序号 => #", "目录名称 => name", "提供部门 => provider", "摘要 => summary", "共享类型|无条件共享 => -", "共享类型|有条件共享 => -",
        "共享类型|不予共享 => -", "开放类型|无条件开放 => -", "开放类型|有条件开放 => -", "开放类型|不予开放 => -",
    )  # fmt: skip
    page.head(heads, record=False)
    page.wanted = {"B": ("name",), "C": ("provider",), "E": ("sharing",), "F": ("sharing",), "J": ("open_type",)}
    for number, one in enumerate(entries, 1):
        ticks = ["√" if one.sharing == word else "" for word in ("无条件共享", "有条件共享", "不予共享")]
        ticks += ["√" if one.opening == word else "" for word in ("无条件开放", "有条件开放", "不予开放")]
        page.add([number, one.name, one.office, one.summary, *ticks])
    return catalog(book(folder, page), [page], entries, fields=["sharing", "open_type"])


def kept(title: str, labels: str, row: str, *verdicts: str) -> Maker:
    def make(folder: Path) -> Made:
        heads = labels.split(",")
        page = Page("Sheet1")
        if title:
            page.across(title, len(heads))
        page.add(heads)
        for number in range(1, 6):
            page.add([cell.replace("#", str(number)) for cell in row.split(",")])
        return refused(book(folder, page), verdicts or ("not-a-catalog",))

    return make


SECOND: dict[str, Maker] = {
    "label and value in one cell": inline(),
    "label and value in one cell, stacked": inline(stacked=True),
    "three pairs in a row": wide_form,
    "a sheet of items for each entry": items_by_entry_sheet,
    "office merged down, notes below": town_offices,
    "ticks twice": ticked_twice,
    "four header rows": plain(
        "序号 => #", "政务数据|目录|基本|名称 => name", "政务数据|目录|基本|摘要 => summary", "政务数据|目录|责任|提供单位 => provider",
        "政务数据|属性|共享|类型 => sharing", "政务数据|属性|更新|周期 => update_cycle", seed=306,
    ),
    "authorised operation": plain(
        "序号 => #", "数据资源名称 => name", "数据资源简介 => summary", "资源持有单位 => provider", "数据更新频率 => update_cycle",
        "数据规模（条） => record_count", "是否开放 => open_type", "数据格式 => format_type", "时间范围 => time_range", seed=307,
        above=[["公共数据资源登记清单"]],
    ),
    "hospital": plain(
        "编号 => #", "数据集中文名 => name", "数据集说明 => summary", "管理科室 => provider_division", "来源系统 => source_system",
        "更新频次 => update_cycle", "共享级别 => sharing", seed=308,
    ),
    "platform export with codes": plain(
        "目录编码 => code", "目录名称 => name", "提供方名称 => provider", "提供方代码 => provider_code", "摘要 => summary",
        "共享类型 => sharing", "更新周期 => update_cycle", "数据项 => items, > item_name", "创建时间 => published_on",
        "更新时间 => modified_on", "状态 => =已发布", "挂接状态 => =已挂接", "数据量 => record_count", seed=309,
    ),
    "English items": plain(
        "Catalog Name => name", "Provider => provider", "Summary => summary", "Sharing Type => sharing", "Update Cycle => update_cycle",
        "Item Name => item_name", "Data Type => item_type", "Length => item_length", seed=310, items="first",
    ),
    "traditional items": plain(
        "資料集名稱 => name", "提供機關 => provider", "資料集描述 => summary", "更新頻率 => update_cycle", "欄位名稱 => item_name",
        "欄位型態 => item_type > item_type/-", seed=311, items="repeat",
    ),
    "duty list": kept("清河县教育局职责清单", "序号,内设机构,职责,责任人,联系电话", "#,基础教育科,负责中小学管理,张三,0319-1", "lists", "not-a-catalog"),
    "petition": kept("信访事项台账", "序号,来信人,信访事项,受理日期,承办单位,办理结果", "#,张某,反映道路问题,2024-03-0#,交通局,已办结"),
    "poverty": kept("脱贫户名单", "序号,乡镇,村,户主,人口,致贫原因,帮扶责任人,帮扶单位", "#,王庄镇,李村,张三,4,因病,李四,县教育局"),
    "interfaces": kept("接口清单", "序号,接口名称,接口地址,请求方式,参数,调用单位", "#,婚姻登记查询接口,http://10.0.0.1,POST,sfzh,县法院"),
    "quality": kept("数据质量问题清单", "序号,表名,字段名,问题类型,问题数量,责任单位,整改时限", "#,t_hy,sfzh,格式错误,12,县民政局,2024-06-30"),
    "bulletin": kept("统计公报附表", "指标名称,计量单位,本期,同期,增减（%）", "指标#,万元,10#,9#,1.5"),
    "training": kept("培训课程目录", "序号,课程名称,课程类别,学时,授课教师,授课单位,更新时间", "#,大数据基础,专业课,8,王老师,县委党校,2024-01-0#"),
    "patents": kept("专利目录", "序号,专利名称,专利号,申请日期,授权日期,权利人,摘要", "#,一种装置,ZL20231#,2023-01-01,2024-01-01,某公司,本发明公开了一种装置"),
    "other: news": kept("", "标题,来源,发布时间,栏目,作者,点击量", "关于召开大会的通知,县政府办,2024-03-0#,通知公告,张三,12"),
    "other: policy": kept("政策文件库", "标题,发文字号,发布机构,成文日期,发布日期,主题分类,有效性", "关于印发方案的通知#,清政办〔2024〕#号,县政府办公室,2024-01-01,2024-01-02,综合政务,有效"),
    "other: columns": kept("政府网站栏目更新责任表", "序号,栏目名称,责任单位,更新频率,联系人,联系电话", "#,工作动态,政府办,每周,张三,0319-1"),
    "other: media": kept("政务新媒体账号清单", "序号,账号名称,平台,主办单位,更新频率,粉丝数,状态", "#,清河发布,微信,县委宣传部,每日,12000,正常"),
    "other: reports": kept("基层报表清单", "序号,报表名称,制发部门,报送频率,填报单位,报送方式", "#,农村经济月报,农业农村局,每月,各乡镇,系统"),
    "other: apps": kept("", "应用名称,所属部门,类别,上线时间,访问地址,描述", "清河通#,大数据局,政务,2023-01-01,http://a.cn,便民应用"),
    "other: servers": kept("服务器台账", "序号,设备名称,IP地址,所属部门,操作系统,用途,责任人", "#,数据库服务器,10.0.0.1,大数据局,Linux,数据库,张三"),
    "other: videos": kept("", "视频名称,点位,所属单位,经度,纬度,状态,更新时间", "摄像头#,人民路,公安局,115.1,37.1,在线,2024-01-0#"),
    "other: software": kept("正版软件台账", "序号,软件名称,版本,单位,数量,授权类型,采购日期", "#,WPS,2019,县政府办,50,场地授权,2021-01-01"),
    "other: matters": kept("督办事项清单", "序号,事项名称,责任单位,完成时限,进展情况,联系人", "#,老旧小区改造,住建局,2024-12,按期推进,张三"),
    "other: jobs": kept("岗位目录", "序号,岗位名称,单位名称,人数,学历要求,专业,备注", "#,科员,县教育局,1,本科,不限,"),
    "other: products": kept("", "产品名称,产品编码,单位,价格,库存,描述,更新时间", "苹果#,P00#,斤,5.5,100,红富士,2024-01-0#"),
    "other: standards": kept("标准目录", "标准编号,标准名称,发布部门,发布日期,实施日期,状态", "GB/T 1000#,信息技术,国家标准委,2020-01-01,2020-07-01,现行"),
    "other: forms": kept("", "表单名称,所属部门,创建时间,更新时间,状态,描述", "请假单#,办公室,2024-01-01,2024-01-02,启用,请假"),
    "other: users": kept("", "id,name,dept_name,create_time,update_time,status", "#,张三,教育局,2024-01-01,2024-01-01,1"),
    "other: orgs": kept("机构编制名录", "序号,机构名称,统一社会信用代码,机构类型,地址,联系电话", "#,清河县教育局,11130534000000000#,机关,建设路,0319-1"),
    "other: datafile": kept("", "district,date,pm25,pm10,so2,no2,update_time", "东城,2024-01-0#,30,50,5,20,2024-01-0#"),
    "other: museum": kept("文物目录", "编号,名称,年代,类别,来源,保管部门,描述", "W00#,青花瓶,清,瓷器,征集,县博物馆,完好"),
    "other: heritage": kept("非物质文化遗产代表性项目名录", "序号,项目名称,类别,申报地区或单位,级别,公布时间", "#,清河羊绒,传统技艺,清河县,省级,2013-01-01"),
    "other: scenic": kept("", "名称,地址,等级,简介,联系电话,开放时间", "清河公园#,建设路,3A,风景优美,0319-1,8:00-18:00"),
    "other: honors": kept("荣誉目录", "序号,荣誉名称,授予单位,授予时间,获奖单位", "#,先进集体,省政府,2023-01-01,县教育局"),
}  # fmt: skip
