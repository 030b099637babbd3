"""More layouts, after sheets that offices really pass around: national sheets, one-cell items, forms, sections, lists."""

import csv
from pathlib import Path

from openpyxl import Workbook

from tests.spreadsheets.layouts import FLAT, ITEMS, OFFICES, Made, Maker, One, flat_row, sheet_of, some

NAMES = ("姓名", "性别", "公民身份号码", "住址")

NATIONAL: tuple[tuple[str, str, str, bool], ...] = (
    ("信息资源分类", "“类”分类（必填项）", "class_1", False),
    ("信息资源分类", "“项”分类（必填项）", "class_2", False),
    ("信息资源分类", "“目”分类（选填项）", "class_3", False),
    ("信息资源分类", "“细目”分类（选填项）", "class_4", False),
    ("", "信息资源名称\n（必填项）", "name", False),
    ("", "信息资源代码\n（选填项）", "code", False),
    ("信息资源提供方", "信息资源提供方（必填项）", "provider", False),
    ("信息资源提供方", "提供方内部部门（选填项）", "provider_division", False),
    ("", "资源提供方代码（必填项）", "provider_code", False),
    ("", "信息资源摘要（必填项）", "summary", False),
    ("信息资源格式", "信息资源格式分类（必填项）", "format_class", False),
    ("信息资源格式", "信息资源格式类型（必填项）", "format_type", False),
    ("信息资源格式", "其他类型资源格式描述（选填项）", "format_other", False),
    ("信息资源大普查", "数据存储总量（G）（必填项）", "volume_total", False),
    ("信息资源大普查", "结构化信息记录总数（万）（必填项）", "records_total", False),
    ("信息资源大普查", "已共享的数据存储量（G）（必填项）", "volume_shared", False),
    ("信息资源大普查", "已共享结构化记录数（万）（必填项）", "records_shared", False),
    ("信息资源大普查", "已开放的数据存储量（G）（必填项）", "volume_open", False),
    ("信息资源大普查", "已开放结构化记录数（万）（必填项）", "records_open", False),
    ("信息项信息", "信息项名称（必填项）", "item_name", True),
    ("信息项信息", "数据类型（必填项）", "item_type", True),
    ("信息项信息", "数据长度（必填项）", "item_length", True),
    ("共享属性", "共享类型（必填项）", "sharing", False),
    ("共享属性", "共享条件（必填项）", "sharing_condition", False),
    ("共享方式", "共享方式分类（必填项）", "sharing_way_class", False),
    ("共享方式", "共享方式类型（必填项）", "sharing_way", False),
    ("开放属性", "是否向社会开放（必填项）", "open_type", False),
    ("开放属性", "开放条件（选填项）", "open_condition", False),
    ("", "更新周期（必填项）", "update_cycle", False),
    ("", "发布日期（必填项）", "published_on", False),
    ("", "关联及类目名称（选填项）", "related", False),
)


def _national_value(one: One, field: str) -> str:
    known = {
        "name": one.name,
        "provider": one.office,
        "provider_code": "11110110000093470L",
        "summary": one.summary,
        "sharing": one.sharing,
        "update_cycle": one.cycle,
        "format_class": "数据库",
        "format_type": "mysql",
        "open_type": "否",
        "sharing_way_class": "共享平台方式",
        "sharing_way": "接口",
        "published_on": "2024-05-01",
        "class_1": "基础信息",
        "class_2": "人口",
    }
    return known.get(field, "1.5" if field.startswith(("volume", "records")) else "")


def national(*, classes: bool = True) -> Maker:
    """The sheet of 1272 (domain.md 1.5): title, two header rows with merged groups, items down the rows."""

    def make(folder: Path) -> Made:
        shown = NATIONAL if classes else NATIONAL[4:]
        book = Workbook()
        sheet = sheet_of(book, "信息资源目录")
        sheet.append(["政务信息资源目录登记表"])
        sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(shown))
        sheet.append([group or label for group, label, _, _ in shown])
        sheet.append([label if group else None for group, label, _, _ in shown])
        start = 1
        for place, (group, _, _, _) in enumerate(shown, 1):
            following = shown[place][0] if place < len(shown) else None
            if not group:
                sheet.merge_cells(start_row=2, end_row=3, start_column=place, end_column=place)
            elif following != group and place > start:
                for column in range(start + 1, place + 1):
                    sheet.cell(2, column).value = None
                sheet.merge_cells(start_row=2, end_row=2, start_column=start, end_column=place)
            if following != group:
                start = place + 1
        entries = some(6, 200 + classes)
        for one in entries:
            for place, item in enumerate(one.items):
                held = dict(zip(("item_name", "item_type", "item_length"), item, strict=True))
                sheet.append(
                    [
                        held.get(field, "") if of_item else (_national_value(one, field) if not place else "")
                        for _, _, field, of_item in shown
                    ]
                )
        book.create_sheet("字典").append(["格式分类", "更新周期"])
        path = folder / "national.xlsx"
        book.save(path)
        columns = {label: (field, of_item) for _, label, field, of_item in shown}
        return Made(path, 6, 18, columns, 2, [one.name for one in entries])

    return make


def flat_national(folder: Path) -> Made:
    """The one-row variant of domain.md 1.5."""
    labels = {
        "类分类": ("class_1", False), "项分类": ("class_2", False), "目分类": ("class_3", False),
        "细目分类": ("class_4", False), "信息资源目录名称": ("name", False), "信息资源目录代码": ("code", False),
        "信息资源目录提供方": ("provider", False), "提供方内部部门": ("provider_division", False),
        "信息资源目录提供方代码": ("provider_code", False), "信息资源目录摘要": ("summary", False),
        "格式分类": ("format_class", False), "格式类型": ("format_type", False), "信息项名称": ("item_name", True),
        "数据类型": ("item_type", True), "数据长度": ("item_length", True), "更新周期": ("update_cycle", False),
        "发布日期": ("published_on", False), "共享类型": ("sharing", False), "共享方式": ("sharing_way", False),
        "共享条件": ("sharing_condition", False), "是否向社会开放": ("open_type", False),
        "开放条件": ("open_condition", False),
    }  # fmt: skip
    book = Workbook()
    sheet = sheet_of(book)
    sheet.append([f"{label}（{'必填项' if place % 2 else '选填项'}）" for place, label in enumerate(labels)])
    entries = some(5, 210)
    for one in entries:
        for item in one.items:
            held = dict(zip(("item_name", "item_type", "item_length"), item, strict=True))
            sheet.append([held.get(field, "") or _national_value(one, field) for field, _ in labels.values()])
    path = folder / "flat.xlsx"
    book.save(path)
    shown = [str(cell.value) for cell in sheet[1]]
    return Made(path, 5, 15, dict(zip(shown, labels.values(), strict=True)), 0, [one.name for one in entries])


def kweaver(folder: Path) -> Made:
    """The two-sheet template of ../shared/data/templates (数据资源目录导入模板), filled in."""
    book = Workbook()
    sheet, items = sheet_of(book, "数据资源目录导入"), book.create_sheet("信息项导入")
    labels = {
        "挂接资源名称": (None, False), "*数据资源目录名称": ("name", False), "*目录提供方": ("provider", False),
        "所属信息系统": ("source_system", False), "*数据所属事项": ("source_item_name", False),
        "*空间范围": ("spatial_range", False), "*数据时间范围": ("time_range", False),
        "*更新周期": ("update_cycle", False), "*数据分级": ("data_level", False),
        "*数据资源目录描述": ("summary", False), "*共享属性": ("sharing", False),
        "共享条件/不予共享依据": ("sharing_condition", False), "共享方式": ("sharing_way", False),
        "*开放属性": ("open_type", False), "开放条件": ("open_condition", False),
    }  # fmt: skip
    sheet.append(["填表说明：\n*号代表必填，数据资源目录最多可添加200条。"])
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(labels))
    sheet.append(["", "基本属性", *[""] * 8, "共享开放信息"])
    sheet.merge_cells(start_row=2, end_row=2, start_column=2, end_column=10)
    sheet.merge_cells(start_row=2, end_row=2, start_column=11, end_column=15)
    sheet.append(list(labels))
    items.append(["填表说明：\n1. 【数据资源目录名称】填写相应的数据资源目录名称"])
    items.append(["*数据资源目录名称", "*信息项业务名称", "*信息项技术名称", "*数据类型", "数据长度", "*共享属性"])
    entries = some(6, 220)
    for one in entries:
        sheet.append([
            "", one.name, one.office, "业务系统", "低保审批", "全市", "2020/01/01-至今", one.cycle, "一般数据",
            one.summary, one.sharing, "依法履职", "共享平台方式", "不予开放", "",
        ])  # fmt: skip
        for name, _, length in one.items:
            items.append([one.name, name, "XM", "字符型", length, one.sharing])
    path = folder / "kweaver.xlsx"
    book.save(path)
    columns = {label: found for label, found in labels.items() if found[0]}
    return Made(path, 6, 18, columns, 2, [one.name for one in entries])  # type: ignore[arg-type]


def one_cell(label: str, sign: str, *, typed: bool = False) -> Maker:
    """All items of an entry in one cell."""

    def make(folder: Path) -> Made:
        book = Workbook()
        sheet = sheet_of(book)
        sheet.append([*FLAT, label])
        entries = some(8, 230 + len(label))
        for place, one in enumerate(entries):
            names = [f"{name}（字符型）" if typed else name for name in NAMES[: 2 + place % 3]]
            sheet.append([*flat_row(one), sign.join(names) + ("等" if sign == "、" else "")])
        path = folder / "one_cell.xlsx"
        book.save(path)
        items = sum(2 + place % 3 for place in range(8))
        return Made(path, 8, items, {**FLAT, label: ("item_name", True)}, 0, [one.name for one in entries])

    return make


def sections(folder: Path) -> Made:
    """A row with the department's name over its entries, and no column for it."""
    book = Workbook()
    sheet = sheet_of(book, "汇总")
    sheet.append(["全市政务数据目录汇总表"])
    sheet.merge_cells("A1:E1")
    sheet.append(["序号", "目录名称", "目录摘要", "共享类型", "更新频率"])
    names, number = [], 0
    for place, office in enumerate(OFFICES):
        sheet.append([f"{'一二三四'[place]}、{office}"])
        sheet.merge_cells(start_row=sheet.max_row, end_row=sheet.max_row, start_column=1, end_column=5)
        for one in some(4, 240 + place):
            number += 1
            sheet.append([number, one.name, one.summary, one.sharing, one.cycle])
            names.append(one.name)
    path = folder / "sections.xlsx"
    book.save(path)
    columns = {label: FLAT[label] for label in ("目录名称", "目录摘要", "共享类型", "更新频率")}
    return Made(path, 16, 0, columns, 5, names)


def four_lists(folder: Path) -> Made:
    """The departments' workbook: sheet 2 holds the entries, the others are lists that are kept."""
    book = Workbook()
    duties = sheet_of(book, "1部门职能清单")
    duties.append(["部门职能清单"])
    duties.append(["单位名称", "", "市民政局", "统一社会信用代码", "11110110000093470L"])
    duties.append(["联系人", "", "张三", "联系电话", "0551-1234567"])
    duties.append(["部门职能", "贯彻执行民政事业发展的法律法规"])
    duties.append(["内设机构", "职责"])
    duties.append(["办公室", "负责机关日常运转"])
    sheet = book.create_sheet("2部门信息资源产生清单")
    sheet.append(["部门信息资源产生清单"])
    labels = {
        "序号": (None, False), "信息资源名称": ("name", False), "下设机构": ("provider_division", False),
        "信息资源摘要": ("summary", False), "格式分类": ("format_class", False), "格式类型": ("format_type", False),
        "信息项名称": ("item_name", True), "英文名称": ("item_english_name", True), "数据类型": ("item_type", True),
        "数据长度": ("item_length", True), "共享类型": ("sharing", False), "共享依据": (None, False),
        "是否开放": ("open_type", False), "开放条件": ("open_condition", False), "更新周期": ("update_cycle", False),
    }  # fmt: skip
    sheet.append(list(labels))
    entries = some(6, 250)
    for number, one in enumerate(entries, 1):
        for place, (name, kind, length) in enumerate(one.items):
            own = [number, one.name, "社会救助科", one.summary, "数据库", "mysql"] if not place else [""] * 6
            rest = [one.sharing, "依法", "否", "", one.cycle] if not place else [""] * 5
            sheet.append([*own, name, "XM", kind, length, *rest])
    systems = book.create_sheet("3部门信息系统清单")
    systems.append(["部门信息系统清单"])
    systems.append(
        ["序号", "内设部门名称", "信息系统名称", "代码", "功能描述", "产生的信息资源", "建设性质", "部署位置"]
    )
    systems.append([1, "救助科", "低保系统", "A1", "管理低保", "低保对象信息", "自建", "政务云"])
    wanted = book.create_sheet("4部门信息资源需求清单")
    wanted.append(["部门信息资源需求清单"])
    wanted.append(["序号", "所需政务信息资源名称", "提供方", "描述", "是否已获取", "建议获取方式", "期望数据使用频率"])
    wanted.append([1, "户籍人口信息", "市公安局", "核对家庭成员", "否", "接口", "每日"])
    path = folder / "four.xlsx"
    book.save(path)
    columns = {label: found for label, found in labels.items() if found[0]}
    return Made(path, 6, 18, columns, 13, [one.name for one in entries], sheet=1)  # type: ignore[arg-type]


def wide(folder: Path) -> Made:
    """A table among thousands of columns nobody filled in, or filled with something else."""
    path = folder / "wide.csv"
    entries = some(5, 260)
    with path.open("w", encoding="utf-8", newline="") as stream:
        table = csv.writer(stream)
        table.writerow([*FLAT, *(f"扩展{number}" for number in range(3000))])
        for one in entries:
            table.writerow([*flat_row(one), *("x" if number % 97 == 0 else "" for number in range(3000))])
    return Made(path, 5, 0, FLAT, 0, [one.name for one in entries])


def twice(folder: Path) -> Made:
    """Two columns for one field: the fuller one wins, the label before the synonym."""
    book = Workbook()
    sheet = sheet_of(book)
    sheet.append(["目录名称", "提供单位", "更新频率", "共享类型", "更新周期", "来源部门"])
    entries = some(6, 270)
    for place, one in enumerate(entries):
        sheet.append([one.name, "" if place else one.office, "", one.sharing, one.cycle, one.office])
    path = folder / "twice.xlsx"
    book.save(path)
    columns = {
        "目录名称": ("name", False),
        "来源部门": ("provider", False),
        "更新周期": ("update_cycle", False),
        "共享类型": ("sharing", False),
    }
    return Made(path, 6, 0, columns, 0, [one.name for one in entries])


def repeated_labels(folder: Path) -> Made:
    """名称, 类型 and 代码 under several headings."""
    book = Workbook()
    sheet = sheet_of(book)
    sheet.append(["信息资源", "", "提供方", "", "信息项", "", "", "共享", ""])
    for span in ("A1:B1", "C1:D1", "E1:G1", "H1:I1"):
        sheet.merge_cells(span)
    sheet.append(["名称", "代码", "名称", "代码", "名称", "类型", "长度", "类型", "条件"])
    entries = some(5, 280)
    for one in entries:
        for place, item in enumerate(one.items):
            own = [one.name, f"307/{place}", one.office, "11110110000093470L"] if not place else [""] * 4
            sheet.append([*own, *item, *([one.sharing, "依法履职"] if not place else ["", ""])])
    path = folder / "repeated.xlsx"
    book.save(path)
    return Made(path, 5, 15, {}, 0, [one.name for one in entries], letters={
        "A": ("name", False), "B": ("code", False), "C": ("provider", False), "D": ("provider_code", False),
        "E": ("item_name", True), "F": ("item_type", True), "G": ("item_length", True), "H": ("sharing", False),
        "I": ("sharing_condition", False),
    })  # fmt: skip


def forms(*, sheets: bool = True) -> Maker:
    """A page for each entry: labels and values side by side, then its items; on sheets of their own or stacked."""

    def make(folder: Path) -> Made:
        book = Workbook()
        entries = some(3, 290)
        page = sheet_of(book, "目录1")
        for number, one in enumerate(entries, 1):
            if sheets and number > 1:
                page = book.create_sheet(f"目录{number}")
            page.append(["政务信息资源目录登记表"])
            page.append(["信息资源名称", one.name, "信息资源提供方", one.office])
            page.append(["信息资源摘要", one.summary, "更新周期", one.cycle])
            page.append(["共享类型", one.sharing, "联系电话", "0551-1234567"])
            page.append(list(ITEMS))
            for item in one.items:
                page.append(list(item))
            if not sheets:
                page.append([])
        path = folder / "forms.xlsx"
        book.save(path)
        return Made(path, 3, 9, {"信息资源摘要": ("summary", False), "更新周期": ("update_cycle", False)}, 3, [
            one.name for one in entries
        ])  # fmt: skip

    return make


def english(folder: Path) -> Made:
    """Two header rows in English with items."""
    book = Workbook()
    sheet = sheet_of(book)
    sheet.append(["Dataset title", "Publisher", "Summary", "Sharing type", "Data item", ""])
    sheet.append(["", "", "", "", "Item name", "Data type"])
    for letter in "ABCD":
        sheet.merge_cells(f"{letter}1:{letter}2")
    sheet.merge_cells("E1:F1")
    entries = some(4, 300)
    for one in entries:
        for place, item in enumerate(one.items):
            own = [one.name, one.office, one.summary, "unconditional"] if not place else [""] * 4
            sheet.append([*own, item[0], item[1]])
    path = folder / "english.xlsx"
    book.save(path)
    columns = {
        "Dataset title": ("name", False),
        "Publisher": ("provider", False),
        "Item name": ("item_name", True),
        "Data type": ("item_type", True),
    }
    return Made(path, 4, 12, columns, 0, [one.name for one in entries])


def traditional(folder: Path) -> Made:
    book = Workbook()
    sheet = sheet_of(book)
    labels = {
        "資源名稱": ("name", False), "提供單位": ("provider", False), "資料說明": ("summary", False),
        "聯絡電話": ("contact_phone", False), "更新頻率": ("update_cycle", False), "開放類型": ("open_type", False),
        "欄位名稱": ("item_name", True), "資料型態": ("item_type", True),
    }  # fmt: skip
    sheet.append(list(labels))
    entries = some(4, 310)
    for one in entries:
        for place, item in enumerate(one.items):
            own = [one.name, one.office, one.summary, "02-12345678", "每日", "無條件開放"] if not place else [""] * 6
            sheet.append([*own, item[0], item[1]])
    path = folder / "traditional.xlsx"
    book.save(path)
    return Made(path, 4, 12, labels, 0, [one.name for one in entries])


def numbered_items(folder: Path) -> Made:
    """An item in each of many columns: 数据项1, 数据项2, ..."""
    book = Workbook()
    sheet = sheet_of(book)
    sheet.append([*FLAT, *(f"数据项{number}" for number in range(1, 41))])
    entries = some(5, 320)
    for place, one in enumerate(entries):
        sheet.append([*flat_row(one), *(f"字段{place}第{number}" for number in range(10 + place * 5))])
    path = folder / "numbered.xlsx"
    book.save(path)
    items = sum(10 + place * 5 for place in range(5))
    return Made(path, 5, items, {**FLAT, "数据项1": ("item_name", True)}, 0, [one.name for one in entries])


def transposed(folder: Path) -> Made:
    """Labels down the first column, an entry in each column beside it."""
    book = Workbook()
    sheet = sheet_of(book)
    entries = some(6, 330)
    rows = [flat_row(one) for one in entries]
    for place, label in enumerate(FLAT):
        sheet.append([label, *(row[place] for row in rows)])
    path = folder / "transposed.xlsx"
    book.save(path)
    return Made(path, 6, 0, {}, 0, [one.name for one in entries])


def shifted(folder: Path) -> Made:
    """The table starts at D46, under a cover."""
    book = Workbook()
    sheet = sheet_of(book)
    sheet["D3"] = "XX市政务数据目录"
    sheet["D5"] = "市数据资源管理局"
    sheet["D6"] = "二〇二五年一月"
    for column, label in enumerate(FLAT, 4):
        sheet.cell(46, column, label)
    entries = some(5, 340)
    for row, one in enumerate(entries, 47):
        for column, value in enumerate(flat_row(one), 4):
            sheet.cell(row, column, value)
    path = folder / "shifted.xlsx"
    book.save(path)
    return Made(path, 5, 0, FLAT, 3, [one.name for one in entries])


def titled_stack(folder: Path) -> Made:
    """A titled table for each department, one below the other on one sheet."""
    book = Workbook()
    sheet = sheet_of(book)
    names = []
    for place, office in enumerate(OFFICES[:3]):
        sheet.append([f"{office}数据目录"])
        sheet.append(list(FLAT))
        for one in some(4, 350 + place):
            sheet.append(flat_row(one))
            names.append(one.name)
        sheet.append(["合计", "4"])
        sheet.append([])
    path = folder / "titled.xlsx"
    book.save(path)
    return Made(path, 12, 0, FLAT, 6, names)


def side_by_side(folder: Path) -> Made:
    """Two tables beside one another."""
    book = Workbook()
    sheet = sheet_of(book)
    labels = ["目录名称", "提供单位", "共享类型"]
    left, right = some(5, 360), some(4, 361)
    sheet.append([*labels, "", *labels])
    for place, one in enumerate(left):
        other = right[place] if place < len(right) else None
        row = [one.name, one.office, one.sharing, ""]
        sheet.append([*row, *([other.name, other.office, other.sharing] if other else [])])
    path = folder / "beside.xlsx"
    book.save(path)
    names = [one.name for one in (*left, *right)]
    return Made(path, 9, 0, {}, 0, names)


MORE: dict[str, Maker] = {
    "national": national(),
    "national without classes": national(classes=False),
    "national flat": flat_national,
    "two-sheet template": kweaver,
    "items in one cell": one_cell("主要数据项", "、"),
    "items in one cell by line": one_cell("信息项", "\n"),
    "items in one cell typed": one_cell("包含字段", "；", typed=True),
    "sections": sections,
    "four lists": four_lists,
    "wide": wide,
    "two columns for a field": twice,
    "repeated labels": repeated_labels,
    "forms": forms(),
    "forms stacked": forms(sheets=False),
    "english grouped": english,
    "traditional items": traditional,
    "numbered item columns": numbered_items,
    "transposed": transposed,
    "shifted": shifted,
    "titled stack": titled_stack,
    "side by side": side_by_side,
}
