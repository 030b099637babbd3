"""Layouts of catalogs as offices make them, built with a fixed seed: what is in them is known exactly."""

import csv
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

OFFICES = ("市教育局", "市民政局", "市交通运输局", "市生态环境局")
SHARING = ("无条件共享", "有条件共享", "不予共享")
CYCLES = ("每日", "每月", "每季度", "每年", "实时")
MATTERS = ("婚姻登记", "低保救助", "养老服务", "学籍管理", "道路运输", "排污许可", "殡葬服务")
TYPES = ("字符串型C", "数值型N", "日期型D")


@dataclass
class Made:
    """A file and what must be found in it. `columns`: header text (of sheet number `sheet`) -> (field, of item).

    `letters` says the same by the column's letters, where labels repeat.
    """

    path: Path
    entries: int
    items: int
    columns: dict[str, tuple[str, bool]]
    left_out: int = 0
    names: list[str] = field(default_factory=list)
    sheet: int = 0
    letters: dict[str, tuple[str, bool]] = field(default_factory=dict)


@dataclass
class One:
    """One made-up entry."""

    name: str
    office: str
    summary: str
    sharing: str
    cycle: str
    items: list[tuple[str, str, str]]


def some(count: int, seed: int, *, items: int = 3) -> list[One]:
    """`count` entries, always the same for a seed."""
    dice = random.Random(seed)
    return [
        One(
            f"{dice.choice(OFFICES)[1:]}业务数据{seed:02d}{number:03d}",
            dice.choice(OFFICES),
            f"记录{MATTERS[number % len(MATTERS)]}的办理情况和结果",
            dice.choice(SHARING),
            dice.choice(CYCLES),
            [(f"数据字段{number}之{place}", dice.choice(TYPES), str(dice.randint(1, 200))) for place in range(items)],
        )
        for number in range(count)
    ]


def sheet_of(book: Workbook, name: str = "") -> Worksheet:
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    if name:
        sheet.title = name
    return sheet


FLAT = {
    "目录名称": ("name", False),
    "提供单位": ("provider", False),
    "目录摘要": ("summary", False),
    "共享类型": ("sharing", False),
    "更新频率": ("update_cycle", False),
}
ITEMS = {"信息项名称": ("item_name", True), "数据类型": ("item_type", True), "数据长度": ("item_length", True)}


def flat_row(one: One) -> list[str]:
    return [one.name, one.office, one.summary, one.sharing, one.cycle]


Maker = Callable[[Path], Made]


def simple(labels: Sequence[str], *, above: Sequence[Sequence[str]] = (), below: Sequence[Sequence[str]] = ()) -> Maker:
    """A plain table with the five flat columns under other names, and rows around it."""

    def make(folder: Path) -> Made:
        book = Workbook()
        sheet = sheet_of(book)
        entries = some(12, len(labels[0]))
        for row in above:
            sheet.append(list(row))
        sheet.append(list(labels))
        for one in entries:
            sheet.append(flat_row(one))
        for row in below:
            sheet.append(list(row))
        path = folder / "simple.xlsx"
        book.save(path)
        columns = dict(zip(labels, FLAT.values(), strict=True))
        left_out = sum(any(row) for row in (*above, *below))
        return Made(path, 12, 0, columns, left_out, [one.name for one in entries])

    return make


def down(*, repeated: bool = False, merged: bool = False, groups: bool = False, decorated: bool = False) -> Maker:
    """Items down the rows: entry cells on the first row only, on each, or merged."""

    def make(folder: Path) -> Made:
        book = Workbook()
        sheet = sheet_of(book)
        entries = some(9, 40 + repeated + 2 * merged)
        mark = "\n（必填项）" if decorated else ""
        labels = [f"{label}{mark}" for label in (*FLAT, *ITEMS)]
        if groups:
            sheet.append(["政务数据目录汇总表"])
            sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=8)
            sheet.append([*labels[:5], "信息项信息"])
            sheet.append(["", "", "", "", "", *labels[5:]])
            for column in range(1, 6):
                sheet.merge_cells(start_row=2, end_row=3, start_column=column, end_column=column)
            sheet.merge_cells(start_row=2, end_row=2, start_column=6, end_column=8)
        else:
            sheet.append(labels)
        for one in entries:
            start = sheet.max_row + 1
            for place, item in enumerate(one.items):
                own = flat_row(one) if place == 0 or repeated else [""] * 5
                sheet.append([*own, *item])
            if merged:
                for column in range(1, 6):
                    sheet.merge_cells(start_row=start, end_row=sheet.max_row, start_column=column, end_column=column)
        path = folder / "down.xlsx"
        book.save(path)
        columns = dict(zip(labels, (*FLAT.values(), *ITEMS.values()), strict=True))
        return Made(path, 9, 27, columns, int(groups), [one.name for one in entries])

    return make


def two_sheets(folder: Path) -> Made:
    book = Workbook()
    sheet = sheet_of(book, "目录")
    items = book.create_sheet("信息项")
    entries = some(7, 70)
    sheet.append(list(FLAT))
    items.append(["目录名称", *ITEMS])
    for one in entries:
        sheet.append(flat_row(one))
        for item in one.items:
            items.append([one.name, *item])
    book.create_sheet("填表说明").append(["请按说明填写"])
    codes = book.create_sheet("字典")
    codes.append(["共享类型", "更新频率"])
    codes.append(["无条件共享", "每日"])
    codes.sheet_state = "hidden"
    path = folder / "two.xlsx"
    book.save(path)
    return Made(path, 7, 21, FLAT, 3, [one.name for one in entries])


def departments(folder: Path) -> Made:
    """A sheet for each office."""
    book = Workbook()
    first = sheet_of(book, OFFICES[0])
    names = []
    for place, office in enumerate(OFFICES):
        sheet = first if place == 0 else book.create_sheet(office)
        sheet.append([f"{office}数据目录"])
        sheet.append(list(FLAT))
        for one in some(5, 80 + place):
            sheet.append(flat_row(one))
            names.append(one.name)
    path = folder / "departments.xlsx"
    book.save(path)
    return Made(path, 20, 0, FLAT, 4, names)


def stacked(folder: Path) -> Made:
    """Two tables below one another, with other columns in the second."""
    book = Workbook()
    sheet = sheet_of(book)
    one, two = some(4, 90), some(5, 91)
    sheet.append(list(FLAT))
    for entry in one:
        sheet.append(flat_row(entry))
    sheet.append([])
    sheet.append(["目录名称", "提供单位", "更新频率", "共享类型"])
    for entry in two:
        sheet.append([entry.name, entry.office, entry.cycle, entry.sharing])
    path = folder / "stacked.xlsx"
    book.save(path)
    return Made(path, 9, 0, FLAT, 0, [entry.name for entry in (*one, *two)])


def text_table(name: str, encoding: str, sign: str, newline: str = "\r\n") -> Maker:
    def make(folder: Path) -> Made:
        path = folder / name
        entries = some(15, 100)
        with path.open("w", encoding=encoding, newline="") as stream:
            table = csv.writer(stream, delimiter=sign, lineterminator=newline)
            table.writerow(FLAT)
            for one in entries:
                one.summary += f"，含逗号{sign}和“引号”\n第二行"
                table.writerow(flat_row(one))
        return Made(path, 15, 0, FLAT, 0, [one.name for one in entries])

    return make


def group_heads_in_text(folder: Path) -> Made:
    """Two header rows in a text table, where nothing can be merged."""
    path = folder / "grouped.csv"
    entries = some(6, 110)
    labels = ["名称", "提供方", "类型", "条件", "名称", "类型"]
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        table = csv.writer(stream)
        table.writerow(["目录名称", "提供单位", "共享属性", "", "信息项信息", ""])
        table.writerow(["", "", "共享类型", "共享条件", "信息项名称", "数据类型"])
        for one in entries:
            for place, item in enumerate(one.items):
                own = [one.name, one.office, one.sharing, "限履职使用"] if place == 0 else [""] * 4
                table.writerow([*own, item[0], item[1]])
    del labels
    columns = {
        "目录名称": ("name", False),
        "共享条件": ("sharing_condition", False),
        "信息项名称": ("item_name", True),
        "数据类型": ("item_type", True),
    }
    return Made(path, 6, 18, columns, 0, [one.name for one in entries])


NOTES = (["合计", "12"], ["填表说明：请如实填写"], ["注：本表一式两份"], ["制表人：张三", "审核人：李四"])

LAYOUTS: dict[str, Maker] = {
    "plain": simple(list(FLAT)),
    "title": simple(list(FLAT), above=[["市直部门数据目录"], []]),
    "title and unit": simple(list(FLAT), above=[["数据目录"], ["填报单位：市民政局", "", "填报日期：2025年1月"], []]),
    "notes below": simple(list(FLAT), below=[[], *NOTES]),
    "far down": simple(list(FLAT), above=[["封面文字"], *[[] for _ in range(30)]]),
    "必填": simple([f"{label}（必填项）" for label in FLAT]),
    "star": simple([f"*{label}" for label in FLAT]),
    "brackets": simple([f"【{label}】" for label in FLAT]),
    "numbered": simple([f"{place}.{label}" for place, label in enumerate(FLAT, 1)]),
    "line break": simple([f"{label[:2]}\n{label[2:]}" for label in FLAT]),
    "blanks": simple([" ".join(label) for label in FLAT]),
    "colon": simple([f"{label}：" for label in FLAT]),
    "open portal": simple(["标题", "来源部门", "描述", "共享属性", "更新周期"]),
    "traditional": simple(["資料集名稱", "資料來源", "資料說明", "共享屬性", "更新頻率"]),
    "english": simple(["Dataset title", "Publisher", "Description", "Sharing type", "Frequency"]),
    "long words": simple(["政务数据目录名称", "数据提供单位", "资源摘要", "数据共享类型", "数据更新频率"]),
    "obligation row": simple(list(FLAT), below=[]),
    "items down": down(),
    "items repeated": down(repeated=True),
    "items merged": down(merged=True),
    "items grouped": down(groups=True, decorated=True),
    "two sheets": two_sheets,
    "departments": departments,
    "stacked": stacked,
    "utf-8": text_table("a.csv", "utf-8", ","),
    "utf-8 BOM semicolon": text_table("b.csv", "utf-8-sig", ";"),
    "gb18030": text_table("c.csv", "gb18030", ","),
    "utf-16 tab": text_table("d.txt", "utf-16", "\t"),
    "old Mac": text_table("e.csv", "utf-8", ",", "\r"),
    "full-width comma": text_table("f.csv", "gb18030", "，"),
    "grouped text": group_heads_in_text,
}
