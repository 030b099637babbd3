"""Drop-downs of a workbook: one hidden sheet of lists, linked lists found beside their class."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from client.catalog.profile import Field
from client.spreadsheets.layout import FIRST_ROW, Column
from client.spreadsheets.neutral import neutral

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

LISTS = "字典"
_LAST_ROW = 5000


def add_choices(book: "Workbook", sheet: "Worksheet", shown: Sequence[Column]) -> None:
    """Every column with a list gets its drop-down; other words stay possible, since drafts are always savable."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    lists = book.create_sheet(LISTS)
    lists.sheet_state = "hidden"
    at = {column.field.id: number for number, column in enumerate(shown, 1) if column.field and not column.of_item}
    next_column = 1
    for number, column in enumerate(shown, 1):
        field = column.field
        if field is None or field.list is None:
            continue
        letter = get_column_letter(number)
        if field.linked_to and field.linked_to in at:
            formula = _linked(lists, field, get_column_letter(at[field.linked_to]), next_column)
            next_column += 2
        else:
            formula = _plain(lists, field, next_column)
            next_column += 1
        choice = DataValidation(type="list", formula1=formula, allow_blank=True)
        choice.errorStyle = "warning"
        choice.showErrorMessage = field.kind == "code" and not field.list.open
        choice.error, choice.errorTitle = "不在清单里，确定要这样填吗？", str(field.label)
        if field.help.zh:
            choice.prompt, choice.promptTitle, choice.showInputMessage = (
                str(field.help)[:250],
                str(field.label)[:30],
                True,
            )
        sheet.add_data_validation(choice)
        choice.add(f"{letter}{FIRST_ROW}:{letter}{_LAST_ROW}")


def _plain(lists: "Worksheet", field: Field, column: int) -> str:
    from openpyxl.utils import get_column_letter

    values = field.list.values if field.list else ()
    lists.cell(1, column, neutral(str(field.label)))
    for row, value in enumerate(values, 2):
        lists.cell(row, column, neutral(str(value.label)))
    letter = get_column_letter(column)
    return f"'{LISTS}'!${letter}$2:${letter}${len(values) + 1}"


def _linked(lists: "Worksheet", field: Field, parent_letter: str, column: int) -> str:
    """Class and value side by side, sorted by class: MATCH finds the first, COUNTIF how many.

    Named ranges with INDIRECT would need names made of labels; this works in Excel, WPS and LibreOffice alike.
    """
    from openpyxl.utils import get_column_letter

    parents = _parent_labels(field)
    values = sorted(field.list.values if field.list else (), key=lambda one: list(parents).index(one.parent))
    lists.cell(1, column, neutral(f"{field.label}（所属分类）"))
    lists.cell(1, column + 1, neutral(str(field.label)))
    for row, value in enumerate(values, 2):
        lists.cell(row, column, neutral(parents[value.parent]))
        lists.cell(row, column + 1, neutral(str(value.label)))
    one, two = get_column_letter(column), get_column_letter(column + 1)
    classes = f"'{LISTS}'!${one}$2:${one}${len(values) + 1}"
    cell = f"${parent_letter}{FIRST_ROW}"
    return f"OFFSET('{LISTS}'!${two}$1,MATCH({cell},{classes},0),0,COUNTIF({classes},{cell}),1)"


def _parent_labels(field: Field) -> dict[str, str]:
    from client.catalog import codes

    full = codes.load_lists().get(field.linked_to)
    known = {value.key: str(value.label) for value in full.values} if full else {}
    keys = dict.fromkeys(value.parent for value in (field.list.values if field.list else ()))
    return {key: known.get(key, key) for key in sorted(keys)}
