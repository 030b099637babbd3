"""Catalogs as provinces, cities and portals lay them out."""

from pathlib import Path

from tests.spreadsheets.unseen.content import offices, some
from tests.spreadsheets.unseen.paper import Made, Maker, Page, book, catalog, columns, plain, text

ITEMS4 = (
    "数据项中文名 => item_name",
    "数据项英文名 => item_english_name",
    "数据类型 => item_type",
    "数据长度 => item_length",
)


def two_sheets(
    first: tuple[str, ...],
    second: tuple[str, ...],
    names: tuple[str, str],
    *,
    seed: int,
    above: str = "",
    link: str = "name",
) -> Maker:
    """Entries on one sheet, items on another, tied by `link`."""

    def make(folder: Path) -> Made:
        entries = some(9, seed)
        page, other = Page(names[0]), Page(names[1], verdicts=("items",))
        if above:
            page.across(above, len(first))
            other.across(f"{above}（{names[1]}）", len(second))
        page.table(columns(*first), entries)
        shown = columns(*second)
        shown[0].fields = (link, None) if link != "#" else (None,)
        other.head(shown)
        for number, one in enumerate(entries, 1):
            for item in one.items:
                key = {"name": one.name, "code": one.code, "#": str(number)}[link]
                row = Page("x").body(shown[1:], [one], items="repeat").rows[one.items.index(item)]
                other.add([key, *row])
        return catalog(book(folder, page, other), [page, other], entries, items=True)

    return make


def text_file(*lines: str, seed: int, encoding: str = "utf-8-sig", sign: str = ",", quoted: bool = False,
              above: tuple[str, ...] = (), tail: int = 0) -> Maker:  # fmt: skip
    """A portal's export as text."""

    def make(folder: Path) -> Made:
        page, entries, shown = Page("made"), some(14, seed), columns(*lines)
        for line in above:
            page.add([line])
        page.table(shown, entries)
        for row in page.rows:
            row += [""] * tail
        path = text(folder, page, encoding=encoding, sign=sign, quoted=quoted)
        cells = any(column.key.startswith("items") for column in shown)
        return catalog(path, [page], entries, items=cells)

    return make


def per_office(*lines: str, seed: int, title: str, signed: str = "", summed: bool = False) -> Maker:
    """A sheet for each office, named after it; the office stands in no column."""

    def make(folder: Path) -> Made:
        entries, shown = some(16, seed), columns(*lines)
        pages = []
        if summed:
            total = Page("汇总", verdicts=("not-a-catalog", "instructions", "outline"))
            total.across("各部门数据目录数量统计表", 4).add(["序号", "部门", "目录数量（个）", "其中：共享（个）"])
            for number, office in enumerate(offices(entries), 1):
                total.add([number, office, 3, 2])
            pages.append(total.add(["合计", "", 24, 16]))
        for office in offices(entries):
            own = [one for one in entries if one.office == office]
            page = Page(office[3:])
            page.across(title.format(office), len(shown)).table(shown, own)
            if signed:
                page.add([signed])
            pages.append(page)
        return catalog(book(folder, *pages), pages, entries)

    return make


def four_lists(folder: Path) -> Made:
    """附件1—4 of a notice: duties, systems, data, wants."""
    entries = some(8, 77)
    lists = ("lists",)
    duties, systems = Page("附件1职责清单", verdicts=lists), Page("附件2系统清单", verdicts=lists)
    data, wants = Page("附件3数据清单"), Page("附件4需求清单", verdicts=lists)
    duties.across("附件1", 5).across("清河县政务部门职责清单", 5).add(["序号", "单位", "内设机构", "主要职责", "备注"])
    systems.across("附件2", 8).across("清河县政务信息系统清单", 8)
    systems.add(["序号", "系统名称", "主管单位", "建设单位", "建成时间", "部署位置", "网络环境", "主要功能"])
    for number, one in enumerate(entries, 1):
        duties.add([number, one.office, one.division, f"负责{one.summary}的登记管理", ""])
        systems.add([number, one.system, one.office, one.office, "2019年", "县政务云", "政务外网", "业务办理"])
    shown = columns(
        "序号 => #", "数据名称 => name", "所属单位 => provider", "产生科室 => provider_division", "所属系统 => source_system",
        "内容摘要 => summary", "主要数据项 => items、 > item_name", "更新频率 => update_cycle", "共享类型 => sharing",
        "不予共享依据 => - > refusal_basis", "备注 => - > -/remark",
    )  # fmt: skip
    data.across("附件3", 11).across("清河县政务数据清单", 11).table(shown, entries)
    wants.across("附件4", 8).across("清河县数据需求清单", 8)
    wants.add(["序号", "需求单位", "需求数据名称", "需求数据项", "数据来源单位", "使用场景", "需求频率", "紧急程度"])
    wants.add([1, "清河县民政局", "户籍人口信息", "姓名、身份证号", "清河县公安局", "低保核对", "每日", "高"])
    pages = [duties, systems, data, wants]
    return catalog(book(folder, *pages), pages, entries, items=True)


def sixty_six(folder: Path) -> Made:
    """The wide sheet offices keep for years: stray quotes, two columns 数据类型, units, census columns."""
    group = {
        "信息资源": (
            "名称（必填项） => name", "代码（选填项） => code", "提供方（必填项） => provider",
            "内部部门 => provider_division", "提供方代码（必填项） => provider_code", "摘要（必填项） => summary",
        ),
        "所属信息系统": (
            "系统名称 => source_system > source_system/-", "数据库类型 => =Oracle", "数据类型 => =结构化", "承建单位 => =某科技公司",
            "部署位置 => =政务云",
        ),
        "信息资源格式": ("格式分类（必填项） => format_class", "格式类型（必填项） => format_type"),
        "信息资源大普查": (
            "数据存储总量(/G) => =1.5 > volume_total", "结构化信息记录总数(/万条) => =2.5 > records_total",
            "已共享的数据存储量(/G) => =0 > volume_shared", "已共享结构化记录数(/万条) => =0 > records_shared",
            "已开放的数据存储量(/G) => =0 > volume_open", "已开放结构化记录数(/万条) => =0 > records_open",
        ),
        "信息项信息": (
            "信息项名称（必填项） => item_name", "数据类型（必填项） => item_type", "数据长度（必填项） => item_length",
        ),
        "共享属性": (
            "共享类型（必填项） => sharing", "共享条件（有条件共享时必填项） => sharing_condition",
            "共享方式分类 => sharing_way_class", "共享方式类型 => sharing_way",
        ),
        "开放属性": (
            "是否向社会开放（必填项） => open_type", "开放条件（对外开放时必填项） => open_condition",
        ),
    }  # fmt: skip
    lines = ["序号 => #", *(f"{name}|{line}" for name, own in group.items() for line in own)]
    lines += [
        '"更新周期（必填项） => update_cycle',
        "发布日期（必填项） => published_on",
        "关联资源代码 => - > related",
    ]
    entries, shown = some(10, 66), columns(*lines)
    page = Page("目录登记表")
    page.across("政务信息资源目录登记表", len(shown)).table(shown, entries, items="first")
    return catalog(book(folder, page), [page], entries, items=True)


def taiwan(folder: Path) -> Made:
    """The export of data.gov.tw, with the items in 主要欄位說明."""
    labels = (
        "資料集識別碼 => code", "資料集名稱 => name", "資料提供屬性 => =系統介接程式 > -/format_type",
        "服務分類 => =公共資訊 > domain", "品質檢測 => =白金", "檔案格式 => =CSV > format_type",
        "資料下載網址 => =https://data.example.tw/1.csv > landing_page/-", "編碼格式 => =UTF-8",
        "資料集上架方式 => =系統介接程式", "資料集描述 => summary", "主要欄位說明 => items、 > item_name",
        "提供機關 => provider", "更新頻率 => update_cycle", "授權方式 => =政府資料開放授權條款-第1版 > -/open_condition",
        "相關網址 => = > -/landing_page", "計費方式 => =免費 > -/open_condition", "提供機關聯絡人姓名 => contact_person",
        "提供機關聯絡人電話 => contact_phone", "上架日期 => published_on", "詮釋資料更新時間 => modified_on", "備註 => - > -/remark",
    )  # fmt: skip
    return text_file(*labels, seed=886)(folder)


KINDS: dict[str, Maker] = {
    "Zhejiang public data": plain(
        "序号 => #", "数源部门 => provider", "处（科）室 => provider_division", "数据目录名称 => name",
        "数据目录摘要 => summary", "系统名称 => source_system", "数据项名称 => item_name", "数据项描述 => item_description",
        "数据类型 => item_type", "长度 => item_length", "共享属性 => sharing", "共享条件 => sharing_condition",
        "开放属性 => open_type", "开放条件 => open_condition", "更新周期 => update_cycle", "数据分级 => data_level",
        "归集情况 => =已归集", above=[["清河县公共数据目录（2023年版）"]], items="first", seed=2,
    ),
    "Guangdong resources": plain(
        "序号 => #", "单位名称 => provider", "数据资源名称 => name", "数据资源摘要 => summary",
        "来源业务系统 => source_system", "信息项（字段） => items、 > item_name", "共享类型 => sharing",
        "不予共享依据（不予共享类必填） => - > refusal_basis", "更新频率 => update_cycle",
        "提供方式（库表/接口/文件） => sharing_way", "联系人 => contact_person", "联系方式 => contact_phone", seed=3,
    ),
    "Guizhou three header rows": plain(
        "序号 => #", "政府数据资源目录|基本信息|目录名称 => name", "政府数据资源目录|基本信息|目录摘要 => summary",
        "政府数据资源目录|责任信息|提供单位 => provider", "政府数据资源目录|责任信息|责任处室 => provider_division",
        "政府数据资源目录|责任信息|联系电话 => contact_phone", "数据项|中文名称 => item_name",
        "数据项|英文名称 => item_english_name", "数据项|类型 => item_type", "数据项|长度 => item_length",
        "共享开放|共享|共享类型 => sharing", "共享开放|共享|共享条件 => sharing_condition",
        "共享开放|开放|开放类型 => open_type", "共享开放|开放|开放条件 => open_condition", "更新频率 => update_cycle",
        above=[["清河县政府数据资源目录汇总表"], []], items="merge", seed=4,
    ),
    "Shandong duties and resources": plain(
        "序号 => #", "部门 => provider", "权责事项名称 => source_item_name > source_item_name/-", "信息资源名称 => name",
        "信息资源摘要 => summary", "信息项 => itemsn > item_name", "资源格式 => format_type", "共享类型 => sharing",
        "共享方式 => sharing_way", "是否向社会开放 => open_type", "更新周期 => update_cycle", seed=5,
        above=[["政务信息资源目录（依据权责清单编制）"]],
    ),
    "Beijing duties catalog": plain(
        "职责目录|一级职责 => =综合管理 > -", "职责目录|二级职责 => =业务办理 > -", "数据目录|委办局 => provider",
        "数据目录|处室 => provider_division", "数据目录|信息系统名称 => source_system", "数据目录|数据目录名称 => name",
        "数据目录|数据目录说明 => summary", "数据目录|数据项名称 => item_name", "数据目录|数据项类型 => item_type",
        "数据目录|共享属性 => sharing", "数据目录|更新频率 => update_cycle", items="first", seed=6,
    ),
    "Shanghai data list": plain(
        "序号 => #", "责任单位 => provider", "资源名称 => name", "资源摘要 => summary", "所属信息系统 => source_system",
        "数据字段 => items， > item_name", "更新频率 => update_cycle", "共享分类 => sharing", "开放分类 => open_type",
        "安全分级 => data_level", above=[["附件2"], ["公共数据资源清单（数据清单）"]], seed=7,
    ),
    "Inner Mongolia survey": plain(
        "序号 => #", "业务事项 => source_item_name > source_item_name/-", "信息资源名称 => name", "信息资源描述 => summary",
        "业务系统 => source_system", "信息资源提供部门 => provider", "信息资源格式 => format_type",
        "信息项名称 => item_name", "信息项类型 => item_type", "共享属性 => sharing", "更新周期 => update_cycle",
        above=[["信息资源调查表"], ["填表单位（盖章）：", "", "", "填表时间：   年   月   日"]], items="first", seed=8,
        below=[["填表人：", "", "审核人：", "", "联系电话："]],
    ),
    "one source for each item": plain(
        "序号 => #", "目录名称 => name", "数据项 => item_name", "数源单位 => provider", "数源系统 => source_system",
        "更新频率 => update_cycle", "共享类型 => sharing", "备注 => - > -/remark",
        above=[["清河县“一数一源”清单（第一批）"]], items="repeat", seed=9,
    ),
    "Sichuan marks": plain(
        "【国】信息资源名称 => name", "【国】信息资源摘要 => summary", "【国】信息资源提供方 => provider",
        "【川】最小分级单元 => =市级 > -", "【川】指标体系 => =业务 > -", "【川】涉密性 => =非涉密 > secrecy",
        "【国】信息资源格式类型 => format_type", "【国】信息项名称 => item_name", "【国】数据类型 => item_type",
        "【国】共享类型 => sharing", "【国】更新周期 => update_cycle", "【川】共享咨询联系人 => contact_person",
        "【川】共享咨询电话 => contact_phone", items="first", seed=10,
    ),
    "open data plan": plain(
        "序号 => #", "数据集名称 => name", "数据集描述 => summary", "数据项 => items、 > item_name", "提供单位 => provider",
        "开放类型 => open_type", "更新频率 => update_cycle", "计划开放时间 => =2025年6月底前 > -/published_on",
        above=[["清河县2025年度公共数据开放计划清单"]], seed=11,
    ),
    "list of duties to share": plain(
        "序号 => #", "数据资源名称 => name", "数据项 => items； > item_name", "责任部门 => provider", "共享类型 => sharing",
        "共享方式 => sharing_way", "更新周期 => update_cycle", "完成时限 => =2025年9月",
        above=[["政务数据共享责任清单（第三批）"]], seed=12,
    ),
    "negative list": plain(
        "序号 => #", "单位 => provider", "数据资源名称 => name", "数据资源摘要 => summary",
        "不予共享的理由 => refusal_reason", "不予共享的法律法规依据 => refusal_basis", "备注 => - > -/remark",
        above=[["政务数据共享负面清单"]], seed=13,
    ),
    "four lists of a notice": four_lists,
    "items by code": two_sheets(
        ("目录编码 => code", "目录名称 => name", "目录摘要 => summary", "提供部门 => provider", "共享类型 => sharing",
         "更新周期 => update_cycle"),
        ("目录编码 => code", "信息项中文名称 => item_name", "信息项英文名称 => item_english_name", "类型 => item_type",
         "长度 => item_length"),
        ("目录信息", "信息项"), seed=14, link="code",
    ),
    "items by number": two_sheets(
        ("序号 => #", "数据名称 => name", "数据描述 => summary", "来源部门 => provider", "开放属性 => open_type",
         "更新频率 => update_cycle"),
        ("所属数据序号 => #", "字段名称 => item_name", "字段英文名 => item_english_name", "字段类型 => item_type"),
        ("数据清单", "字段清单"), seed=15, link="#",
    ),
    "items by name under titles": two_sheets(
        ("目录名称 => name", "数据提供方 => provider", "摘要 => summary", "共享类型 => sharing", "更新频率 => update_cycle"),
        ("所属目录 => name", "数据项 => item_name", "数据类型 => item_type", "数据长度 => item_length",
         "是否主键 => item_primary_key", "是否为空 => item_nullable"),
        ("表1目录", "表2数据项"), seed=16, above="清河县政务数据目录",
    ),
    "departments signed": per_office(
        "序号 => #", "目录名称 => name", "目录摘要 => summary", "共享属性 => sharing", "更新频率 => update_cycle", seed=17,
        title="{}政务数据目录", signed="填报人：李晓明    审核人：王建国    联系电话：0319-8123456",
    ),
    "departments and a summary": per_office(
        "序号 => #", "信息资源名称 => name", "信息资源摘要 => summary", "更新周期 => update_cycle", "共享类型 => sharing",
        seed=18, title="{}信息资源目录", summed=True,
    ),
    "sixty-six columns": sixty_six,
    "misprinted cycle": plain(
        "信息资源名称（必填项） => name", "信息资源提供方（必填项） => provider", "信息资源摘要（必填项） => summary",
        "信息项名称（必填项） => item_name", "数据类型（必填项） => item_type", "数据长度（必填项） => item_length",
        "共享类型（必填项） => sharing", "更新每周期（必填项） => update_cycle", "发布日期（必填项） => published_on",
        items="repeat", seed=19,
    ),
    "portal camel case": text_file(
        "cataId => code", "cataTitle => name", "orgName => provider", "description => summary",
        "openType => open_type", "releasedTime => published_on", "updateTime => modified_on",
        "updateCycle => update_cycle", "shareType => sharing", "dataCount => record_count", seed=20,
    ),
    "portal snake case": text_file(
        "res_id => code", "res_title => name", "org_name => provider", "res_summary => summary", "subject_name => domain",
        "open_mode => open_type", "publish_date => published_on", "last_update => modified_on",
        "update_frequency => update_cycle", "data_count => record_count", seed=21, quoted=True,
    ),
    "Beijing open": text_file(
        "数据集名称 => name", "数据集简介 => summary", "发布机构 => provider", "主题 => domain", "更新频率 => update_cycle",
        "关键字 => keywords", "联系邮箱 => contact_email", "首次发布 => published_on", "最近更新 => modified_on",
        "语言 => =简体中文", seed=22, encoding="gb18030",
    ),
    "Shanghai open": text_file(
        "数据名称 => name", "数据摘要 => summary", "数据领域 => domain", "数源部门 => provider", "更新频度 => update_cycle",
        "开放属性 => open_type", "首次发布日期 => published_on", "数据下载格式 => format_type", "访问/下载次数 => =123",
        seed=23, above=("上海市公共数据开放平台 数据资源目录", "导出时间：2025-03-01 10:20:30"), tail=3,
    ),
    "Guiyang open": text_file(
        "名称 => name", "简介 => summary", "来源 => provider", "领域 => domain", "更新周期 => update_cycle",
        "开放状态 => open_type", "条数 => record_count", "下载量 => =55", "浏览量 => =77", seed=24, sign="\t",
        encoding="utf-16",
    ),
    "Taiwan": taiwan,
    "Hong Kong": plain(
        "Dataset Name => name", "Data Provider => provider", "Category => domain", "Description => summary",
        "Update Frequency => update_cycle", "Data Format => format_type", "Target Release Date => =12/2025 > -/published_on",
        "Remarks => - > -/remark", seed=26,
    ),
    "Hong Kong Chinese": plain(
        "數據集名稱 => name", "政策局/部門 => provider", "數據集簡介 => summary", "更新頻率 => update_cycle",
        "預計發布日期 => =2025年12月 > -/published_on", "備註 => - > -/remark", above=[["2025年度開放數據計劃"]], seed=27,
    ),
    "Japan": plain(
        "NO => #", "データ名称 => name", "データ概要 => summary", "データ形式 => format_type", "担当部署 => provider > provider/provider_division",
        "更新頻度 => update_cycle", "URL => landing_page", "最終更新日 => modified_on", "備考 => - > -/remark", seed=28,
    ),
    "United Kingdom": text_file(
        "Title => name", "Summary => summary", "Publisher => provider", "Update frequency => update_cycle",
        "Theme => domain", "Licence => =OGL 3.0", "Last updated => modified_on", "Contact email => contact_email", seed=29,
    ),
    "CKAN export": text_file(
        "id => =a1 > code/-", "name => =slug > -", "title => name", "notes => summary", "organization => provider",
        "tags => keywords", "metadata_created => published_on > published_on/-",
        "metadata_modified => modified_on > modified_on/-",
        "license_title => =CC-BY", "num_resources => =2", "update_frequency => update_cycle", seed=30,
    ),
    "rural lists of a town": plain(
        "序号 => #", "数据名称 => name", "站所 => provider_division", "主要内容 => summary", "存储形式（纸质/电子） => =电子 > -/format_class/format_type",
        "更新时间 => update_cycle", "是否共享（是/否） => =是 > -/sharing", "备注 => - > -/remark",
        above=[["××镇人民政府数据资源摸底表"], ["填报单位：××镇人民政府"]], seed=31,
    ),
    "Hubei stock-taking": plain(
        "序号 => #", "资源类型 => =库表 > -/format_class/format_type", "数据资源名称 => name", "数据资源描述 => summary",
        "数据资源提供单位 => provider", "所属应用系统 => source_system", "数据量（万条） => =1.2 > records_total/record_count/-",
        "存储量（GB） => =3 > volume_total/-", "更新频率 => update_cycle", "共享属性 => sharing", "开放属性 => open_type",
        "数据安全级别 => data_level", above=[["数据资源普查表"]], seed=32,
    ),
    "national elements": plain(
        "基本要素|目录名称 => name", "基本要素|数据项 => items、 > item_name", "基本要素|提供单位 => provider",
        "基本要素|数据格式 => format_type", "基本要素|更新频率 => update_cycle", "基本要素|共享属性 => sharing",
        "基本要素|共享方式 => sharing_way", "基本要素|使用条件 => sharing_condition", "基本要素|数据分类分级 => data_level",
        "扩展要素|来源系统 => source_system", "扩展要素|数据区域范围 => spatial_range",
        "扩展要素|数据时间范围 => time_range", "扩展要素|数据加工程度 => processing",
        "扩展要素|关联事项基本目录名称 => source_item_name", seed=33, above=[["政务数据目录（条例要素）"]],
    ),
    "health bureau's own": plain(
        "科室 => provider_division", "数据集（表）名称 => name", "内容说明 => summary", "字段 => items/ > item_name",
        "对应系统 => source_system", "多久更新一次 => update_cycle", "能否共享 => sharing", "联系人及电话 => =张三 0319-812345 > contact_phone/contact_person/-",
        above=[["清河县卫生健康委员会数据家底"]], seed=34,
    ),
}  # fmt: skip
