"""Makes `resources/samples/示例_政务信息资源目录_1272.xlsx`: a county's sheet as offices send it, faults included.

Everything in it is made up: no county has the region digits 139999, the people and telephone numbers do not exist. The
result is the same byte for byte on every run. `python build/make_sample.py [OUT]`.
"""

import io
import sys
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from client.catalog import profile as profiles  # noqa: E402
from client.catalog.profile import Field  # noqa: E402
from sample_content import DEPARTMENTS, FAULTS, Subject  # noqa: E402

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

OUT = ROOT / "resources" / "samples" / "示例_政务信息资源目录_1272.xlsx"
TITLE = "清河县政务信息资源目录（示例，内容均为虚构）"
REGION = "139999"
_USCC_CHARS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WHEN = datetime(2025, 6, 30, 9, 0, tzinfo=UTC)
_CLASSES = ("class_1", "class_2", "class_3", "class_4")
_TYPES = (
    (("日期", "时间"), "日期型D", "10"),
    (("金额", "价格", "费用", "工资", "补贴标准"), "货币型Y", "12,2"),
    (("数量", "人数", "面积", "户数", "里程", "亩", "得分", "次数", "等级分", "浓度", "年限"), "数值型N", "10,2"),
    (("是否",), "逻辑型L", "1"),
    (("身份证", "信用代码"), "字符串型C", "18"),
    (("描述", "说明", "内容", "意见", "情况"), "备注型M", "2000"),
)


@dataclass
class Row:
    """One entry of the sample as cells by field id, and its items as (name, type, length)."""

    cells: dict[str, str | float] = field(default_factory=dict)
    items: list[list[str]] = field(default_factory=list)


def uscc(number: int) -> str:
    """A made-up credit code of a government body with right check characters (GB 32100, GB 11714)."""
    body = f"{number:08d}"
    total = sum(int(char) * weight for char, weight in zip(body, (3, 7, 9, 10, 5, 8, 4, 2), strict=True))
    rest = 11 - total % 11
    code = "11" + REGION + body + ("X" if rest == 10 else "0" if rest == 11 else str(rest))
    weights = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
    total = sum(_USCC_CHARS.index(char) * weight for char, weight in zip(code, weights, strict=True))
    return code + _USCC_CHARS[(31 - total % 31) % 31]


def wrong(code: str) -> str:
    """The code with its last character mistyped."""
    return code[:-1] + ("0" if code[-1] != "0" else "1")


def entries() -> Iterator[Row]:
    """All entries of all departments, with the faults put in."""
    for number, department in enumerate(DEPARTMENTS, 1):
        code = uscc(1_300_000 + number * 1111)
        for place, subject in enumerate(department.subjects):
            row = _clean(subject, department.name, department.division, code, number * 10 + place)
            if department.wrong_code:
                row.cells["provider_code"] = wrong(code)
            fault = FAULTS.get(subject.name)
            if fault:
                _spoil(row, fault)
            yield row


def _clean(subject: Subject, provider: str, division: str, code: str, seed: int) -> Row:
    total = round(0.4 + seed % 37 * 0.35, 2)
    records = round(0.2 + seed % 23 * 0.6, 2)
    refused = subject.sharing == "不予共享"
    way = ("邮件或介质", "无") if refused else ("共享平台方式", subject.way)
    cells: dict[str, str | float] = {
        "class_1": "部门信息资源",
        "class_2": "省（自治区、直辖市）和计划单列市",
        "class_3": "示例省",
        "class_4": provider,
        "name": subject.name,
        "provider": provider,
        "provider_division": division,
        "provider_code": code,
        "summary": subject.summary,
        "format_class": subject.format[0],
        "format_type": subject.format[1],
        "volume_total": total,
        "records_total": records,
        "volume_shared": 0 if refused else round(total / 2, 2),
        "records_shared": 0 if refused else round(records / 2, 2),
        "volume_open": round(total / 4, 2) if subject.opening else 0,
        "records_open": round(records / 4, 2) if subject.opening else 0,
        "sharing": subject.sharing,
        "sharing_condition": subject.condition,
        "sharing_way_class": way[0],
        "sharing_way": way[1],
        "open_type": "是" if subject.opening else "否",
        "open_condition": subject.opening,
        "update_cycle": subject.cycle,
        "published_on": f"2025-{seed % 6 + 1:02d}-{seed % 27 + 1:02d}",
    }
    return Row(cells, [[name, *_type_of(name)] for name in subject.items])


def _type_of(name: str) -> tuple[str, str]:
    for words, kind, length in _TYPES:
        if any(word in name for word in words):
            return kind, length
    return "字符串型C", "100"


def _spoil(row: Row, fault: dict[str, str | float]) -> None:
    """Puts a fault in: `field` for the entry, `item 2` and so on for an item's (name, type, length)."""
    for place, value in fault.items():
        kind, _, rest = place.partition(" ")
        if kind == "item":
            number, _, part = rest.partition(" ")
            row.items[int(number)][("name", "type", "length").index(part)] = str(value)
        else:
            row.cells[place] = value


def shown() -> list[Field]:
    """The columns: those of the national sheet without the class levels nobody fills."""
    profile = profiles.get("national-2017")
    by_group: dict[str, list[Field]] = {group.id: [] for group in profile.groups}
    for one in (*profile.fields, *profile.item_fields):
        if not one.id.startswith("class_") or one.id in _CLASSES:
            by_group[one.group].append(one)
    return [one for group in by_group.values() for one in group]


def build(out: Path = OUT) -> tuple[int, int]:
    """Writes the workbook and gives the number of entries and items."""
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet as Sheet

    book = Workbook()
    sheet = book.active
    if not isinstance(sheet, Sheet):
        raise TypeError("a new workbook begins with a sheet")
    sheet.title = "政务信息资源目录"
    fields = shown()
    _header(sheet, fields)
    rows = list(entries())
    line = 4
    for number, row in enumerate(rows, 1):
        sheet.cell(line, 1, number)
        for place in range(max(1, len(row.items))):
            _write(sheet, line + place, fields, row, place)
        line += max(1, len(row.items))
    sheet.cell(line, 1, "合计")
    sheet.cell(line, 6, f"{len(rows)}条")
    sheet.cell(line + 2, 1, "填报单位：清河县数据局（示例）        填报日期：2025年6月30日")
    out.parent.mkdir(parents=True, exist_ok=True)
    book.properties.created = _WHEN.replace(tzinfo=None)
    buffer = io.BytesIO()
    book.save(buffer)
    out.write_bytes(_same_every_time(buffer.getvalue()))
    return len(rows), sum(len(row.items) for row in rows)


def _header(sheet: "Worksheet", fields: Sequence[Field]) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    middle = Alignment(horizontal="center", vertical="center", wrap_text=True)
    groups = {group.id: group.label.zh for group in profiles.get("national-2017").groups}
    width = len(fields) + 1
    sheet.cell(1, 1, TITLE).font = Font(bold=True, size=16)
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=width)
    sheet.cell(2, 1, "序号")
    sheet.merge_cells(start_row=2, end_row=3, start_column=1, end_column=1)
    column = 2
    while column <= width:
        group = fields[column - 2].group
        last = column
        while last < width and fields[last - 1].group == group:
            last += 1
        sheet.cell(2, column, groups[group])
        if last > column:
            sheet.merge_cells(start_row=2, end_row=2, start_column=column, end_column=last)
        for place in range(column, last + 1):
            one = fields[place - 2]
            sheet.cell(3, place, f"{one.label.zh}\n（{'必填项' if one.required else '选填项'}）")
        column = last + 1
    for cells in sheet.iter_rows(min_row=1, max_row=3):
        for cell in cells:
            cell.alignment = middle
    for place, one in enumerate(fields, 2):
        sheet.column_dimensions[get_column_letter(place)].width = 32 if one.kind == "long_text" else 18
    sheet.freeze_panes = "B4"


def _write(sheet: "Worksheet", line: int, fields: Sequence[Field], row: Row, place: int) -> None:
    """One row: the entry's own cells on its first, one item on each."""
    item = dict(zip(("item_name", "item_type", "item_length"), row.items[place], strict=True)) if row.items else {}
    for column, one in enumerate(fields, 2):
        value = item.get(one.id, "") if one.of_item else (row.cells.get(one.id, "") if place == 0 else "")
        if value != "":
            cell = sheet.cell(line, column, value)
            if isinstance(value, str):
                cell.number_format = "@"


def _same_every_time(data: bytes) -> bytes:
    """The package without the moment it was written in: openpyxl stamps every part and `modified`."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            content = old.read(part)
            if part.filename == "docProps/core.xml":
                start = content.index(b"<dcterms:modified")
                start = content.index(b">", start) + 1
                content = content[:start] + _WHEN.strftime("%Y-%m-%dT%H:%M:%SZ").encode() + content[start + 20 :]
            about = zipfile.ZipInfo(part.filename, (2025, 6, 30, 9, 0, 0))
            about.compress_type, about.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            new.writestr(about, content)
    return result.getvalue()


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else OUT
    count, items = build(target)
    print(f"{target}: {count} entries, {items} items")
