"""A blank workbook of a profile for offices to fill in: drop-downs, linked lists, codes as text, instructions."""

from pathlib import Path
from typing import TYPE_CHECKING

from client.catalog import kinds
from client.catalog.profile import Profile
from client.spreadsheets.choices import add_choices
from client.spreadsheets.layout import (
    FIRST_ROW,
    NUMBERING,
    Column,
    columns,
    obligation,
    write_header,
    write_stamp,
)
from client.spreadsheets.neutral import neutral
from client.spreadsheets.saving import save

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_READY_ROWS = 500
_AS_TEXT = frozenset({"uscc", "catalog_code", "text", "phone", "date", "organisation"})


def write_template(profile: Profile, out: Path) -> None:
    """Writes the template. Raises `InputProblem` when the file cannot be written (open in Excel, no such folder)."""
    from openpyxl import Workbook as NewWorkbook
    from openpyxl.worksheet.worksheet import Worksheet as Sheet

    book = NewWorkbook()
    sheet = book.active
    if not isinstance(sheet, Sheet):
        raise TypeError("a new workbook begins with a sheet")
    sheet.title = "目录"
    shown = columns(profile, keys=True)
    write_header(sheet, profile, shown)
    _example(sheet, profile, shown)
    _as_text(sheet, shown)
    add_choices(book, sheet, shown)
    _instructions(book, profile, shown)
    write_stamp(book, profile, "template")
    save(out, book.save)


def _example(sheet: "Worksheet", profile: Profile, shown: list[Column]) -> None:
    """The example row says 示例 in front, so that it is never imported, and is printed grey.

    It is one good entry: what the standard forbids beside the other examples stays blank.
    """
    from openpyxl.styles import Font

    said = {field.id: kinds.read(field, str(field.example)) for field in profile.fields}
    for number, column in enumerate(shown, 1):
        field = column.field
        text = "示例" if column.header == NUMBERING else str(field.example) if field else ""
        if text and not (field and not column.of_item and field.is_forbidden(said)):
            cell = sheet.cell(FIRST_ROW, number, neutral(text))
            cell.font = Font(italic=True, color="FF808080")
            cell.number_format = "@"


def _as_text(sheet: "Worksheet", shown: list[Column]) -> None:
    """Codes typed into a cell of format text keep their zeros and their eighteen digits."""
    from openpyxl.utils import get_column_letter

    for number, column in enumerate(shown, 1):
        if column.key or (column.field and column.field.kind in _AS_TEXT):
            sheet.column_dimensions[get_column_letter(number)].number_format = "@"
            for row in range(FIRST_ROW, FIRST_ROW + _READY_ROWS):
                sheet.cell(row, number).number_format = "@"


def _instructions(book: "Workbook", profile: Profile, shown: list[Column]) -> None:
    from openpyxl.styles import Alignment, Font

    sheet = book.create_sheet("填表说明")
    word = str(profile.item_word)
    sheet.append([f"填表说明：{profile.title}"])
    sheet.append([f"依据：{profile.basis}"])
    sheet.append([f"一个目录有几个{word}就占几行：目录的各列只填在第一行，下面的行只填{word}。"])
    sheet.append(["序号为“示例”的行不会导入；请勿改动隐藏列，复制整行时也不必删除。涉密内容不得填写。"])
    sheet.append([])
    sheet.append(["列", "填写要求", "怎么填", "示例", "可选的值"])
    for column in shown:
        field = column.field
        if field is None:
            continue
        values = "、".join(str(value.label) for value in field.list.values) if field.list else ""
        row = [str(field.label), obligation(field), str(field.help), str(field.example), values]
        sheet.append([neutral(text) for text in row])
    sheet["A1"].font = Font(bold=True, size=14)
    for letter, width in zip("ABCDE", (26, 12, 60, 36, 60), strict=True):
        sheet.column_dimensions[letter].width = width
    for cells in sheet.iter_rows(min_row=6):
        for cell in cells:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for cell in sheet[6]:
        cell.font = Font(bold=True)
