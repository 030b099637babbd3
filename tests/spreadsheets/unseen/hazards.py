"""The same tables with what people do to them: notes, examples, sums, merged cells, forms, turned sheets."""

from pathlib import Path

from tests.spreadsheets.unseen.content import One, offices, some
from tests.spreadsheets.unseen.paper import (
    Column,
    Made,
    Maker,
    Page,
    book,
    catalog,
    columns,
    plain,
    shown,
    text,
)  # fmt: skip

FLAT = ("序号 => #", "目录名称 => name", "提供单位 => provider", "目录摘要 => summary", "共享类型 => sharing",
        "更新频率 => update_cycle")  # fmt: skip
DOWN = (*FLAT, "数据项名称 => item_name", "数据类型 => item_type", "数据长度 => item_length")
NO_OFFICE = (FLAT[0], FLAT[1], *FLAT[3:])


def sections(*, nested: bool = False, counted: bool = False, whole: bool = False) -> Maker:
    """A row with the office over its entries; nested under 县直部门; with counts; or 小计 below each."""

    def make(folder: Path) -> Made:
        page, entries, cols = Page("汇总表"), some(15, 100 + nested + 2 * counted), columns(*NO_OFFICE)
        page.across("清河县政务数据目录汇总表", len(cols)).head(cols)
        if nested:
            page.add(["一、县直部门"])
        number = 1
        for place, office in enumerate(offices(entries)):
            own = [one for one in entries if one.office == office]
            mark = "一二三四五六七八九十"[place % 10]
            said = f"{office}（{len(own)}项）" if counted else office
            page.add([f"（{mark}）{said}" if nested else f"{mark}、{said}"])
            page.body(cols, own, first=number)
            number += len(own)
            if whole:
                page.add(["小计", f"{len(own)}项"])
        if whole:
            page.add(["总计", f"{len(entries)}项"])
        return catalog(book(folder, page), [page], entries, fields=["provider"])

    return make


def merged_office(folder: Path) -> Made:
    """The office in a cell merged down over its entries, which have their items down the rows."""
    page, entries = Page("目录"), some(12, 110)
    cols = columns("单位 => provider", *DOWN[:2], *DOWN[3:])
    page.across("数据目录", len(cols)).head(cols)
    for office in offices(entries):
        own = [one for one in entries if one.office == office]
        top = len(page.rows) + 1
        page.body(cols, own, items="merge")
        for row in page.rows[top:]:
            row[0] = ""
        page.merged = [one for one in page.merged if not (one[2] == 1 and one[0] >= top)]
        page.merged.append((top, len(page.rows), 1, 1))
    return catalog(book(folder, page), [page], entries, items=True)


def tables(*, pages: bool = False) -> Maker:
    """A titled table with its own header for each office on one sheet; or one table printed over several pages."""

    def make(folder: Path) -> Made:
        page, entries, cols = Page("Sheet1"), some(14, 120 + pages), columns(*(FLAT if pages else NO_OFFICE))
        groups = [entries[at : at + 5] for at in range(0, 14, 5)] if pages else []
        groups = groups or [[one for one in entries if one.office == office] for office in offices(entries)]
        for place, own in enumerate(groups, 1):
            if pages:
                page.add(["政务数据目录"], [f"第{place}页 共3页"])
            else:
                page.add([f"表{place} {own[0].office}政务数据目录"])
            page.table(cols, own)
            if not pages:
                page.add([])
        return catalog(book(folder, page), [page], entries, fields=[] if pages else ["provider"])

    return make


FORM: tuple[tuple[tuple[str, str], ...], ...] = (
    (("目录名称", "name"),),
    (("提供单位", "provider"), ("内设机构", "provider_division")),
    (("所属系统", "source_system"), ("更新频率", "update_cycle")),
    (("共享类型", "sharing"), ("开放类型", "open_type")),
    (("联系人", "contact_person"), ("联系电话", "contact_phone")),
    (("摘要", "summary"),),
)


def form(page: Page, one: One, *, group: bool = False, signed: bool = False, title: str = "") -> None:
    """One entry as a card: labels beside their values, then a table of items."""
    width = 5 if group else 4
    if title:
        page.across(title, width)
    top = len(page.rows) + 1
    for place, line in enumerate(FORM):
        row: list[object] = [] if not group else ["" if place else "基本信息"]
        for label, key in line:
            row += [f"{label}：" if signed else label, shown(Column([], key, ()), one, 1, None, True)]
        page.add(row)
        if len(line) == 1:
            page.merged.append((len(page.rows), len(page.rows), width - 2, width))
    if group:
        page.merged.append((top, len(page.rows), 1, 1))
    lead = ["数据项"] if group else []
    page.add([*lead, "序号", "数据项名称", "数据类型", "数据长度"])
    for place, item in enumerate(one.items, 1):
        page.add([*([""] if group else []), place, item.name, item.kind, item.length])
    if signed:
        page.add(["填报人：李晓明", "", "审核人：王建国", ""])


FORM_VALUES = ("provider", "sharing", "update_cycle", "summary", "open_type")


def forms(*, stacked: bool = False, group: bool = False, signed: bool = False) -> Maker:
    """Cards: one a sheet, or below one another."""

    def make(folder: Path) -> Made:
        entries = some(5, 130 + stacked + 2 * group + 4 * signed)
        title = "政务数据目录登记表"
        if stacked:
            page = Page("登记表", verdicts=("form",))
            for number, one in enumerate(entries, 1):
                form(page, one, group=group, signed=signed, title=f"{title}（{number}）")
                page.add([])
            pages = [page]
        else:
            pages = [Page(one.name[:20], verdicts=("form",)) for one in entries]
            for page, one in zip(pages, entries, strict=True):
                form(page, one, group=group, signed=signed, title=title)
        return catalog(book(folder, *pages), pages, entries, items=True, fields=FORM_VALUES)

    return make


def turned(*, numbered: bool = False, titled: bool = False) -> Maker:
    """Fields down the side, an entry in each column."""

    def make(folder: Path) -> Made:
        entries, cols = (
            some(6, 140 + numbered),
            columns(*FLAT[1:], "联系人 => contact_person", "联系电话 => contact_phone"),
        )
        page = Page("目录", verdicts=("catalog", "form"))
        if titled:
            page.across("数据目录对照表", 8)
        if numbered:
            page.add(["序号", "要素", *range(1, 7)])
        for place, column in enumerate(cols, 1):
            lead: list[object] = [place, column.heads[0]] if numbered else [column.heads[0]]
            page.add([*lead, *(shown(column, one, 1, None, True) for one in entries)])
        return catalog(book(folder, page), [page], entries, fields=["provider", "summary", "sharing", "update_cycle"])

    return make


def ticks(*, cycle: bool = False) -> Maker:
    """A √ in the column of the sharing type (or the cycle) that holds."""

    def make(folder: Path) -> Made:
        entries = some(10, 150 + cycle)
        words = ("实时", "每日", "每月", "每季度", "每年") if cycle else ("无条件共享", "有条件共享", "不予共享")
        other = ("共享类型 => sharing",) if cycle else ("更新频率 => update_cycle",)
        group = "更新周期" if cycle else "共享属性"
        cols = columns(*FLAT[:4], *other)
        page = Page("Sheet1")
        page.head(columns(*FLAT[:4], *other, *(f"{group}|{word} => -" for word in words)), record=False)
        page.wanted = {"B": ("name",), "C": ("provider",), "D": ("summary",), "E": cols[4].fields}
        for number, one in enumerate(entries, 1):
            held = one.cycle if cycle else one.sharing
            row = [shown(column, one, number, None, True) for column in cols]
            page.add([*row, *("√" if word == held else "" for word in words)])
        return catalog(book(folder, page), [page], entries, fields=["sharing", "update_cycle"])

    return make


def wide_items(folder: Path) -> Made:
    """信息项1 … 信息项6, one beside the other."""
    entries, page = some(9, 160), Page("Sheet1")
    cols = columns(*FLAT)
    page.head([*cols, *columns(*(f"信息项{place} => - > item_name" for place in range(1, 7)))])
    for number, one in enumerate(entries, 1):
        names = [item.name for item in one.items]
        row = [shown(column, one, number, None, True) for column in cols]
        page.add([*row, *names, *[""] * (6 - len(names))])
    return catalog(book(folder, page), [page], entries, items=True)


def spaced(folder: Path) -> Made:
    """A blank row between entries, full-width blanks in labels and values."""
    entries, page, cols = some(10, 161), Page("Sheet1"), columns(*FLAT)
    for column in cols:
        column.heads = ["　".join(column.heads[0])]
    page.head(cols)
    for number, one in enumerate(entries, 1):
        page.body(cols, [one], first=number).add([])
        page.rows[-2][3] = f"　　{one.summary} "
    return catalog(book(folder, page), [page], entries)


def lists_sheets(folder: Path) -> Made:
    """Instructions first, a visible sheet of choices, and codes last."""
    entries, cols = some(10, 162), columns(*DOWN)
    first = Page("填报说明", verdicts=("instructions",))
    first.add(["填报说明"], ["一、目录名称填写规范的中文名称，不超过50个字。"], ["二、共享类型从下拉框选择。"])
    page = Page("目录填报").table(cols, entries, items="first")
    choices = Page("下拉选项", verdicts=("dictionary",))
    choices.add(
        ["共享类型", "更新频率", "数据类型"], ["无条件共享", "实时", "字符型"], ["有条件共享", "每日", "数值型"]
    )
    choices.add(["不予共享", "每月", "日期型"])
    codes = Page("单位代码", verdicts=("dictionary", "classification"))
    codes.add(["单位名称", "统一社会信用代码"], *([one.office, one.uscc] for one in entries[:6]))
    pages = [first, page, choices, codes]
    return catalog(book(folder, *pages), pages, entries, items=True)


def unnamed(folder: Path) -> Made:
    """One entry without a name among named ones, items down the rows, entry cells repeated."""
    entries, page, cols = some(8, 163), Page("Sheet1"), columns(*DOWN)
    page.table(cols, entries, items="first")
    return catalog(book(folder, page), [page], entries, items=True)


def english_beneath(folder: Path) -> Made:
    """Chinese labels, the platform's own column names beneath them."""
    entries, page, cols = some(10, 164), Page("data"), columns(*FLAT[1:])
    page.head(cols).add(["catalogName", "orgName", "summary", "shareType", "updateCycle"]).body(cols, entries)
    return catalog(book(folder, page), [page], entries)


def examples_with_items(folder: Path) -> Made:
    """An example entry of two item rows, marked in the numbering column, before the real ones."""
    entries, page, cols = some(8, 165), Page("Sheet1"), columns(*DOWN)
    page.across("政务数据目录填报表", len(cols)).head(cols)
    page.add(
        ["示例", "学生学籍信息", "清河县教育局", "全县学生学籍的基本情况", "有条件共享", "每年", "姓名", "字符型", 50]
    )
    page.add(["示例", "", "", "", "", "", "学籍号", "字符型", 20])
    page.body(cols, entries, items="first")
    return catalog(book(folder, page), [page], entries, items=True)


def named_example(folder: Path) -> Made:
    """An example that says so in its name."""
    entries, page, cols = some(8, 166), Page("Sheet1"), columns(*FLAT)
    page.head(cols).add(["", "（示例）学生学籍信息", "清河县教育局", "全县学生学籍的基本情况", "有条件共享", "每年"])
    page.body(cols, entries)
    return catalog(book(folder, page), [page], entries)


def abstract_items(folder: Path) -> Made:
    """Items only told of in the abstract."""
    entries, page, cols = some(10, 167), Page("Sheet1"), columns(*FLAT)
    page.head(cols)
    for number, one in enumerate(entries, 1):
        page.body(cols, [one], first=number)
        page.rows[-1][3] = f"{one.summary}，包含{'、'.join(item.name for item in one.items)}等信息。"
    made = catalog(book(folder, page), [page], entries)
    made.values = [{key: value for key, value in held.items() if key != "summary"} for held in made.values]
    made.items = [[item.name for item in one.items] for one in entries]
    made.offered = True
    return made


def quoted_text(folder: Path) -> Made:
    """A text table with a title line, blank lines and a trailer."""
    entries, page, cols = some(12, 168), Page("x"), columns(*FLAT)
    page.add(["政务数据目录导出"], ["导出人：admin", "导出时间：2025-01-01"], []).table(cols, entries)
    page.add([], ["共12条记录"])
    return catalog(text(folder, page, encoding="gb18030"), [page], entries)


HAZARDS: dict[str, Maker] = {
    "numbers under the header": plain(*FLAT, between=[["甲", "（1）", "（2）", "（3）", "（4）", "（5）"]], seed=40),
    "letters under the header": plain(*FLAT, between=[["A", "B", "C", "D", "E", "F"]], seed=41),
    "instructions under the header": plain(
        *FLAT, seed=42, above=[["政务数据目录"]],
        between=[["", "规范中文名称，不超过50字", "填写单位全称，与公章一致", "简要描述数据内容", "单选：无条件共享/有条件共享/不予共享", "从下拉列表选择"]],
    ),
    "types under the header": plain(*FLAT, between=[["", "文本", "文本", "文本", "枚举", "枚举"]], seed=43),
    "must and may under the header": plain(*DOWN, items="first", seed=44, between=[["", "M", "M", "O", "M", "M", "M", "M", "O"]]),
    "example marked 样例": plain(*FLAT, seed=45, between=[["样例", "人口信息", "某局", "人口的情况", "有条件共享", "每年"]]),
    "example with items": examples_with_items,
    "example in the name": named_example,
    "instructions and example": plain(
        *FLAT, seed=46, between=[["填写说明", "填中文名称", "填全称", "描述内容", "选填", "选填"], ["例：", "人口信息", "某局", "人口的情况", "有条件共享", "每年"]],
    ),
    "sums below": plain(*FLAT, seed=47, below=[["合计", "12项"], ["其中：无条件共享", "5项"]]),
    "remark and signatures": plain(
        *FLAT, seed=48,
        below=[[], ["备注：1.本表由各单位填写。2.共享类型为不予共享的须注明依据。"], ["单位负责人：", "", "填表人：", "", "联系电话：", ""], ["填报日期：2025年3月1日"]],
    ),
    "signature above": plain(
        *FLAT, seed=49, above=[["清河县政务数据目录"], ["填报单位（盖章）：清河县大数据局", "", "", "填报人：张三", "", "联系电话：0319-8000000"]],
    ),
    "sections": sections(),
    "sections counted": sections(counted=True),
    "sections nested": sections(nested=True),
    "sections with sums": sections(whole=True),
    "office merged down": merged_office,
    "a table for each office": tables(),
    "printed pages": tables(pages=True),
    "blank rows between": spaced,
    "choices and codes": lists_sheets,
    "items in lines numbered": plain(*FLAT, "数据项 => items1 > item_name", seed=50),
    "items in one cell typed": plain(*FLAT, "信息项（名称、类型、长度） => items( > item_name", seed=51),
    "items in one cell 等": plain(*FLAT, "主要信息项 => items等 > item_name", seed=52),
    "items in one cell 包括": plain(*FLAT, "包含的数据项 => items。 > item_name", seed=53),
    "items in one cell by slash": plain(*FLAT, "字段列表 => items/ > item_name", seed=54),
    "items in one cell by blanks": plain(*FLAT, "主要字段 => items  > item_name", seed=55),
    "items in the abstract": abstract_items,
    "items beside one another": wide_items,
    "items down": plain(*DOWN, items="first", seed=56),
    "items repeated": plain(*DOWN, items="repeat", seed=57),
    "items merged": plain(*DOWN, items="merge", seed=58),
    "items numbered": plain(*FLAT, "数据项|序号 => =1 > -", "数据项|名称 => item_name", "数据项|类型 => item_type",
                            "数据项|长度 => item_length", items="first", seed=59),
    "unnamed": unnamed,
    "forms": forms(),
    "forms stacked": forms(stacked=True),
    "forms with a group": forms(group=True),
    "forms signed": forms(signed=True),
    "forms stacked and signed": forms(stacked=True, signed=True),
    "turned": turned(),
    "turned and numbered": turned(numbered=True),
    "turned under a title": turned(titled=True),
    "ticks for sharing": ticks(),
    "ticks for the cycle": ticks(cycle=True),
    "choices in the header": plain(
        "序号 => #", "数据资源名称（与业务一致） => name", "提供单位（全称） => provider", "摘要（50字以内） => summary",
        "共享类型（无条件共享/有条件共享/不予共享） => sharing", "更新周期（实时/每日/每周/每月/每季度/每年） => update_cycle", seed=60,
    ),
    "marks in the header": plain(
        "1、序号 => #", "2、※目录名称 => name", "3、▲提供单位 => provider", "4、●目录摘要 => summary", "5、★共享类型 => sharing",
        "6、（更新频率） => update_cycle", seed=61,
    ),
    "two tongues in one header": plain(
        "序号 No. => #", "目录名称 Catalog Name => name", "提供单位 Provider => provider", "摘要/Abstract => summary",
        "共享类型(Sharing Type) => sharing", "更新频率\nUpdate Frequency => update_cycle", seed=62,
    ),
    "one sign a line": plain(*(f"{chr(10).join(line.split(' => ')[0])} => {line.split(' => ')[1]}" for line in FLAT), seed=63),
    "begins at D6": plain(*FLAT, seed=64, above=[[], [], ["", "", "", "数据目录"], [], []], left=3),
    "far down": plain(*FLAT, seed=65, above=[["政务数据目录编制报送材料"], *[[f"{n}．请各单位认真组织填报，按时报送。"] for n in range(1, 18)], []]),
    "stray quotes": plain('"序号" => #', '"目录名称 => name', "‘提供单位’ => provider", "“目录摘要” => summary", '共享类型" => sharing', "'更新频率' => update_cycle", seed=66),
    "English beneath": english_beneath,
    "columns for nothing": plain(
        "序号 => #", " => -", "目录名称 => name", " => -", "提供单位 => provider", "目录摘要 => summary", "共享类型 => sharing", "更新频率 => update_cycle",
        "审核意见 => - > -", "审核状态 => =待审核 > -", "创建人 => =admin > -/contact_person", "操作 => =查看 > -", seed=67,
    ),
    "levels before the name": plain(
        "一级目录 => =政务数据 > -/class_1", "二级目录 => =部门数据 > -/class_2", "三级目录 => provider_division > -/class_3/provider_division",
        "目录名称 => name", "提供单位 => provider", "目录摘要 => summary", "共享类型 => sharing", "更新频率 => update_cycle", seed=68,
    ),
    "quoted text": quoted_text,
    "contacts of two kinds": plain(
        *FLAT, "业务负责人|姓名 => =李四 > contact_person/-", "业务负责人|电话 => =0319-1 > contact_phone/-",
        "技术负责人|姓名 => =王五 > contact_person/-", "技术负责人|电话 => =0319-2 > contact_phone/-", seed=69,
    ),
    "sharing on entry and item": plain(
        *FLAT, "信息项|名称 => item_name", "信息项|类型 => item_type", "信息项|是否主键 => item_primary_key", "信息项|共享类型 => item_sharing",
        "信息项|开放类型 => item_open", items="first", seed=70,
    ),
}  # fmt: skip
