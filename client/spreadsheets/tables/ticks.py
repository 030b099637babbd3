"""A column for each value of a list, with a tick where it holds: 共享类型 over 无条件共享, 有条件共享, 不予共享."""

from collections.abc import Callable, Mapping, Sequence

from client.catalog import plain
from client.catalog.entry import Value
from client.catalog.kinds import Cell, cell_text
from client.catalog.profile import Field, Profile
from client.spreadsheets.headers import Header

_TICKS = frozenset(["√", "✓", "✔", "☑", "🗹", "■", "●", "◆", "★", "v", "V", "对", "有", "是", "1", "Y", "y", "yes"])
_NO_TICKS = frozenset(["×", "✗", "✘", "□", "○", "☐", "否", "无", "0", "N", "n", "no", "/", "-", "—", "x", "X"])
_FEWEST = 2


def is_tick(cell: Cell) -> bool:
    """Whether a cell says that the value of its column holds."""
    return cell is not None and cell != "" and plain.tidy(cell_text(cell)) in _TICKS


def columns_of(
    header: Header, values: Mapping[int, Sequence[Cell]], profile: Profile, of_group: Callable[[str], Sequence[Field]]
) -> dict[int, tuple[Field, str]]:
    """The columns that are such values, with the field and the value each stands for.

    A field needs two of them at least; under a heading, the heading must name the field.
    """
    found: dict[str, dict[int, tuple[Field, str]]] = {}
    lists = [field for field in profile.fields if field.list is not None]
    for label in header.labels:
        held = (plain.tidy(cell_text(cell)) for cell in values[label.column])
        if any(text not in _TICKS and text not in _NO_TICKS for text in held):
            continue
        under = {field.id for field in of_group(label.group)} if label.group else set()
        for field in lists:
            value = field.list.find(label.text) if field.list else None
            if value and len(label.text) > 1 and (not label.group or field.id in under):
                found.setdefault(field.id, {})[label.column] = (field, value.key)
                break
    ticked = {name for name, columns in found.items() if any(values[column] for column in columns)}
    return {column: one for name in ticked if len(found[name]) >= _FEWEST for column, one in found[name].items()}


def read(cells: Sequence[Cell], ticked: Sequence[tuple[int, str, str]], profile: Profile) -> dict[str, Value]:
    """The values that the ticks of one row say. `ticked`: columns with their field and value."""
    values: dict[str, Value] = {}
    for column, name, value in ticked:
        if column >= len(cells) or not is_tick(cells[column]):
            continue
        field, before = profile.field(name), values.get(name, ())
        several = field is not None and field.kind == "codes"
        values[name] = (*before, value) if several and isinstance(before, tuple) else value
    return values
