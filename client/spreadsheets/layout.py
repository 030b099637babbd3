"""The layout our workbooks share, of a profile: columns in its order, group headings, labels with their obligation."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from client.catalog.profile import Field, Profile
from client.spreadsheets.drafts import ITEM_KEY, KEY
from client.spreadsheets.headers import KEY_HEADERS, STAMP

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

TITLE_ROW, GROUP_ROW, LABEL_ROW, FIRST_ROW = 1, 2, 3, 4
NUMBERING = "序号"
_WIDTHS = {"long_text": 40, "text": 22, "organisation": 26, "uscc": 22, "catalog_code": 24, "date": 14, "number": 14}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: a field, a key (`field` None, `key` set) or the numbering (both empty)."""

    header: str
    group: str
    field: Field | None = None
    key: str = ""

    @property
    def of_item(self) -> bool:
        """Whether it is filled for every item rather than once for the entry."""
        return self.key == ITEM_KEY or (self.field is not None and self.field.of_item)


def columns(profile: Profile, *, keys: bool, numbering: bool = True) -> list[Column]:
    """Numbering, entry fields with the items where their group stands, and the hidden keys at the end."""
    found = [Column(NUMBERING, "")] if numbering else []
    groups = {group.id: str(group.label) for group in profile.groups}
    item_group = next((field.group for field in profile.item_fields), "")
    items_done = not profile.item_fields
    for group in profile.groups:
        if group.id == item_group:
            found += [_column(field, groups) for field in profile.item_fields]
            items_done = True
        found += [_column(field, groups) for field in profile.fields if field.group == group.id]
    found += [_column(field, groups) for field in profile.fields if field.group not in groups]
    if not items_done:
        found += [_column(field, groups) for field in profile.item_fields]
    if keys:
        found += [Column(KEY_HEADERS[KEY], "", key=KEY), Column(KEY_HEADERS[ITEM_KEY], "", key=ITEM_KEY)]
    return found


def _column(field: Field, groups: dict[str, str]) -> Column:
    return Column(str(field.label), groups.get(field.group, ""), field)


def obligation(field: Field) -> str:
    """The mark clerks know from the national sheet."""
    if field.required:
        return "必填项"
    return "条件必填" if field.required_when else "选填项"


def write_header(sheet: "Worksheet", profile: Profile, shown: Sequence[Column]) -> None:
    """Title, group headings and labels, frozen, with widths and the code columns as text."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter

    thin = Side(style="thin", color="FFBFBFBF")
    border = Border(left=thin, right=thin, top=thin, bottom=thin)
    middle = Alignment(horizontal="center", vertical="center", wrap_text=True)
    title = sheet.cell(TITLE_ROW, 1, str(profile.title))
    title.font, title.alignment = Font(bold=True, size=16), middle
    sheet.merge_cells(start_row=TITLE_ROW, start_column=1, end_row=TITLE_ROW, end_column=len(shown))
    for number, column in enumerate(shown, 1):
        letter = get_column_letter(number)
        mark = f"\n（{obligation(column.field)}）" if column.field else ""
        for row, text in ((GROUP_ROW, column.group), (LABEL_ROW, column.header + mark)):
            sheet.cell(row, number).value = text or None
            cell = sheet.cell(row, number)
            cell.font, cell.border, cell.alignment = Font(bold=True), border, middle
            required = column.field is not None and column.field.required
            cell.fill = PatternFill("solid", fgColor="FFFFE8CC" if required and row == LABEL_ROW else "FFDCE6F1")
        kind = column.field.kind if column.field else "text"
        sheet.column_dimensions[letter].width = 6 if column.header == NUMBERING else _WIDTHS.get(kind, 16)
        sheet.column_dimensions[letter].hidden = bool(column.key)
    _merge_groups(sheet, shown)
    sheet.row_dimensions[TITLE_ROW].height, sheet.row_dimensions[LABEL_ROW].height = 30, 48
    sheet.freeze_panes = f"A{FIRST_ROW}"


def _merge_groups(sheet: "Worksheet", shown: Sequence[Column]) -> None:
    start = 0
    while start < len(shown):
        end = start
        while end + 1 < len(shown) and shown[end + 1].group == shown[start].group and shown[start].group:
            end += 1
        if not shown[start].group:
            # Columns without a heading reach over both rows; a merged range keeps what stands in its first cell.
            sheet.cell(GROUP_ROW, start + 1, shown[start].header)
            sheet.merge_cells(start_row=GROUP_ROW, end_row=LABEL_ROW, start_column=start + 1, end_column=start + 1)
        elif end > start:
            sheet.merge_cells(start_row=GROUP_ROW, end_row=GROUP_ROW, start_column=start + 1, end_column=end + 1)
        start = end + 1


def write_stamp(book: "Workbook", profile: Profile, what: str) -> None:
    """The hidden sheet that says who wrote this workbook and by which profile."""
    sheet = book.create_sheet("catalog-client")
    sheet.append([STAMP, profile.key, what, "1"])
    sheet.sheet_state = "veryHidden"
