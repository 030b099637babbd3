"""The kinds of fields: how a cell or a typed text becomes a value, how a value is shown, what is wrong with it.

`read` never fails: what it cannot understand stays as the text that was there, and `fault` names the problem, because
a draft is always savable.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation

from client.catalog import identifiers, plain, written_dates
from client.catalog.entry import Value
from client.catalog.profile import Field

Cell = str | int | float | bool | date | datetime | time | timedelta | None

SEPARATORS = re.compile(r"[,，、;；/|\n]+")
_DIGITS = 30
_USCC = 18
_NOT_PHONE = re.compile(r"[^\d+\-()转,;、\s#*]")
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_WEB = re.compile(r"(?:https?|ftp)://\S+", re.IGNORECASE)


def cell_text(cell: Cell) -> str:
    """A cell as a person sees it: no `.0` behind whole numbers, dates as ISO."""
    if isinstance(cell, str):
        return cell
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        midnight = (cell.hour, cell.minute, cell.second, cell.microsecond) == (0, 0, 0, 0)
        return cell.date().isoformat() if midnight else cell.isoformat(sep=" ", timespec="seconds")
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of field.

    `read(cell, field, parent)` gives the value (`parent`: the key of the linked field); `show(value, field)` the text
    a person sees; `fault(value, field)` a fault code ("" when the value is of this kind).
    """

    name: str
    read: Callable[[Cell, Field, str], Value]
    show: Callable[[Value, Field], str]
    fault: Callable[[str, Field], str]


def read(field: Field, cell: Cell, parent: str = "") -> Value:
    """The value that a cell or a typed text means in this field."""
    return KINDS[field.kind].read(cell, field, parent)


def show(field: Field, value: Value) -> str:
    """A value as a person reads it, in the present language."""
    return KINDS[field.kind].show(value, field)


def faults(field: Field, value: Value) -> list[tuple[str, str]]:
    """What is wrong with a value for its kind: (fault code, the part concerned), empty when nothing is."""
    parts = (value,) if isinstance(value, str) else value
    found = ((KINDS[field.kind].fault(part, field), part) for part in parts if part)
    return [(code, part) for code, part in found if code]


def _read_text(cell: Cell, field: Field, parent: str) -> Value:
    return plain.tidy(cell_text(cell))


def _read_long_text(cell: Cell, field: Field, parent: str) -> Value:
    return plain.tidy_lines(cell_text(cell))


def _read_narrow(cell: Cell, field: Field, parent: str) -> Value:
    return plain.narrow(cell_text(cell))


def _read_upper(cell: Cell, field: Field, parent: str) -> Value:
    return plain.narrow(cell_text(cell)).upper()


def _read_uscc(cell: Cell, field: Field, parent: str) -> Value:
    code = str(_read_upper(cell, field, parent))
    bare = code.replace("-", "")
    # 11110110-0000-93470-L; the old 9-character code keeps its dash, which is part of how it is known.
    return bare if len(bare) == _USCC else code


def _read_code(cell: Cell, field: Field, parent: str) -> Value:
    text = plain.tidy(cell_text(cell))
    found = field.list.find(text, parent) if field.list and text else None
    return found.key if found else text


def _read_codes(cell: Cell, field: Field, parent: str) -> Value:
    text = plain.tidy_lines(cell_text(cell))
    whole = field.list.find(text, parent) if field.list and text else None
    if whole:
        return (whole.key,)
    keys = [str(_read_code(part, field, parent)) for part in SEPARATORS.split(text)]
    return tuple(dict.fromkeys(key for key in keys if key))


def _read_date(cell: Cell, field: Field, parent: str) -> Value:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    text = plain.tidy(cell_text(cell))
    found = written_dates.read_date(text)
    return found.isoformat() if found else text


def _read_period(cell: Cell, field: Field, parent: str) -> Value:
    text = plain.tidy(cell_text(cell))
    return written_dates.read_span(text) or text


def _read_number(cell: Cell, field: Field, parent: str) -> Value:
    text = plain.narrow(cell_text(cell)).replace(",", "")
    number = _number(text)
    if number is None:
        return plain.tidy(cell_text(cell))
    return format(number.normalize(), "f") if number else "0"


def _number(text: str) -> Decimal | None:
    """A number of a size that occurs; `1e999999999` would otherwise be written out digit by digit."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number.adjusted()) <= _DIGITS else None


def _show_plain(value: Value, field: Field) -> str:
    return value if isinstance(value, str) else "、".join(value)


def _show_code(value: Value, field: Field) -> str:
    parts = (value,) if isinstance(value, str) else value
    return "、".join(_label(part, field) for part in parts)


def _label(key: str, field: Field) -> str:
    found = field.list.get(key) if field.list else None
    return str(found.label) if found else key


def _show_period(value: Value, field: Field) -> str:
    text = _show_plain(value, field)
    # What could not be read as a period is shown as it was written.
    return text if _fault_period(text, field) == "period" else text.replace("/", " 至 ")


def _fine(value: str, field: Field) -> str:
    return ""


def _fault_code(value: str, field: Field) -> str:
    return "" if field.list is None or field.list.open or field.list.get(value) else "list"


def _fault_date(value: str, field: Field) -> str:
    try:
        date.fromisoformat(value)
    except ValueError:
        return "date"
    return ""


def _fault_period(value: str, field: Field) -> str:
    start, _, end = value.partition("/")
    if _fault_date(start, field) or (end and end != "至今" and _fault_date(end, field)):
        return "period"
    return "period-order" if end and end != "至今" and end < start else ""


def _fault_number(value: str, field: Field) -> str:
    number = _number(value)
    if number is None:
        return "number"
    if field.kind == "integer" and number != number.to_integral_value():
        return "integer"
    return "minimum" if field.minimum is not None and number < Decimal(str(field.minimum)) else ""


def _fault_uscc(value: str, field: Field) -> str:
    fault = identifiers.uscc_fault(value)
    return f"uscc-{fault}" if fault else ""


def _fault_phone(value: str, field: Field) -> str:
    digits = sum(char.isdigit() for char in value)
    return "phone" if _NOT_PHONE.search(value) or not 5 <= digits <= 40 else ""


def _fault_mail(value: str, field: Field) -> str:
    return "" if _MAIL.fullmatch(value) else "email"


def _fault_web(value: str, field: Field) -> str:
    return "" if _WEB.fullmatch(value) else "url"


KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("text", _read_text, _show_plain, _fine),
        Kind("long_text", _read_long_text, _show_plain, _fine),
        Kind("code", _read_code, _show_code, _fault_code),
        Kind("codes", _read_codes, _show_code, _fault_code),
        Kind("date", _read_date, _show_plain, _fault_date),
        Kind("date_range", _read_period, _show_period, _fault_period),
        Kind("number", _read_number, _show_plain, _fault_number),
        Kind("integer", _read_number, _show_plain, _fault_number),
        Kind("organisation", _read_text, _show_plain, _fine),
        Kind("uscc", _read_uscc, _show_plain, _fault_uscc),
        Kind("catalog_code", _read_upper, _show_plain, _fine),
        Kind("phone", _read_text, _show_plain, _fault_phone),
        Kind("email", _read_narrow, _show_plain, _fault_mail),
        Kind("url", _read_narrow, _show_plain, _fault_web),
        Kind("region", _read_text, _show_plain, _fine),
    )
}
