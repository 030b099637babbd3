"""A page that describes one entry: labels and values side by side, then a table of its items."""

from collections.abc import Sequence
from dataclasses import dataclass

from client.catalog import kinds
from client.catalog import profile as profiles
from client.catalog.entry import Value
from client.catalog.profile import Field, Profile
from client.spreadsheets import headers, match, row_kinds, secrecy
from client.spreadsheets.account import Account
from client.spreadsheets.drafts import ColumnMatch, Draft, DraftItem, How, Source
from client.spreadsheets.grid import Grid
from client.spreadsheets.headers import Label
from client.spreadsheets.reasons import Reason
from client.spreadsheets.rows import Table
from client.spreadsheets.tables import listed
from client.spreadsheets.values import ColumnReader, Noted

_SEARCHED = 60
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class Pair:
    """A label with the place of its value; `text` is the value where both stand in one cell (目录名称：婚姻登记信息)."""

    row: int
    label: str
    column: int
    value_column: int
    text: str = ""


def pairs(grid: Grid, start: int = 0) -> list[Pair]:
    """Labels with a value beside them, when the sheet is laid out so; empty when it is not.

    A form has its labels in every other column: a known word, then a value that is none.
    """
    found: list[Pair] = []
    rows = 0
    for row in range(start, min(grid.height, start + _SEARCHED)):
        here = _pairs_in(grid, row)
        if here:
            found += here
            rows += 1
        elif rows and not grid.blank(row):
            break
    if rows < _FEWEST or len(found) < _FEWEST + 1:
        return found if len(found) > 1 and _heads_items(grid, found) else []
    # Lines such as 填报单位：… and 联系人：… stand over tables too: cells that say both are a form when one names it.
    inline = [pair for pair in found if pair.text]
    return found if len(inline) * 2 < len(found) or any(_names_entry(pair.label) for pair in inline) else []


def _names_entry(label: str) -> bool:
    return any(fields and fields[0].id == "name" for fields in _named(label))


def _names_item(label: str) -> bool:
    return any(fields and fields[0].id == "item_name" for fields in _named(label))


def _named(label: str) -> list[list[Field]]:
    """The fields a label may stand for, by profile."""
    return [match.named(Label(-1, label, ""), profile) for profile in profiles.load_profiles().values()]


def _heads_items(grid: Grid, found: Sequence[Pair]) -> bool:
    """目录名称：… 提供单位：… in the cells of a line, and a table of items right below it."""
    if not all(pair.text for pair in found) or not any(_names_entry(pair.label) for pair in found):
        return False
    header = headers.find(grid, found[-1].row + 1, limit=2)
    labels = [label.text for label in header.labels] if header else []
    return any(map(_names_item, labels)) and not any(map(_names_entry, labels))


def _inline(row: int, cells: Sequence[tuple[int, str]]) -> list[Pair]:
    """The pairs of a row of which every cell holds a label and its value."""
    found = []
    for column, text in cells:
        label, sign, value = text.replace("：", ":", 1).partition(":")
        if not sign or not value.strip() or not headers.is_known(label):
            return []
        found.append(Pair(row, label.strip(), column, column, value.strip()))
    return found


def _pairs_in(grid: Grid, row: int) -> list[Pair]:
    """The pairs of one row: every label known, every value not a label."""
    cells = [(column, text) for column, text in enumerate(grid.texts(row)) if text]
    if len(cells) > 2 and _is_side_heading(grid, row, *cells[0]):
        cells = cells[1:]
    found = _inline(row, cells)
    if found:
        return found
    place = 0
    while place < len(cells):
        column, text = cells[place]
        if not headers.is_known(text):
            return []
        following = cells[place + 1] if place + 1 < len(cells) else None
        if following and not headers.is_known(following[1]):
            found.append(Pair(row, text, column, following[0]))
            place += 2
        elif following and following[0] == column + 1:
            return []
        else:
            found.append(Pair(row, text, column, column + 1))
            place += 1
    filled = sum(bool(grid.text(pair.row, pair.value_column)) for pair in found if pair.value_column < grid.width)
    return found if filled * 2 >= len(found) and filled else []


def _is_side_heading(grid: Grid, row: int, column: int, text: str) -> bool:
    """A heading merged down the side of a part of the form (基本信息), in front of its labels."""
    tall = any(top == row and left == column and bottom > top for top, left, bottom, _ in grid.merged)
    return tall and not headers.is_known(text)


def read(
    grid: Grid, found: Sequence[Pair], profile: Profile, account: Account, noted: Noted
) -> tuple[list[Draft], tuple[ColumnMatch, ...]]:
    """The entries of a sheet of forms, each with its items; most sheets hold one."""
    drafts: list[Draft] = []
    columns: list[ColumnMatch] = []
    top = 0
    while found:
        following = pairs(grid, found[-1].row + 1)
        end = _title_of(grid, following[0].row, found[-1].row) if following else grid.height
        draft, matches = _page(grid, found, (top, end), profile, account, noted)
        drafts.append(draft)
        columns += matches if not columns else ()
        found, top = following, end
    return drafts, tuple(columns)


def _title_of(grid: Grid, row: int, above: int) -> int:
    """The first of the lines over a form that only hold its title."""
    while row - 1 > above and (grid.blank(row - 1) or len(grid.filled(row - 1)) == 1):
        row -= 1
    return row


def _page(
    grid: Grid,
    found: Sequence[Pair],
    within: tuple[int, int],
    profile: Profile,
    account: Account,
    noted: Noted,
) -> tuple[Draft, tuple[ColumnMatch, ...]]:
    """The one entry of a form page, named by its own label, by its title or by the sheet, with its items."""
    values, told, columns, rows, matches = _values(grid, found, profile, account, noted)
    first = found[0].row
    for row in range(within[0], first):
        account.left_out(row, "instruction", Reason("row.title", {"text": grid.texts(row)[0]}))
    if "name" not in values:
        title = next((text for row in range(*sorted((within[0], first))) for text in grid.texts(row) if text), "")
        values["name"] = title or grid.sheet.name
        rows["name"], columns["name"] = grid.number(first), ""
    account.imported(first, "entry")
    items, item_columns, item_matches = _items(grid, (found[-1].row + 1, within[1]), profile, account, noted)
    if told and not items:
        items, item_columns = told, {"item_name": told[0].column}
    source = Source(grid.sheet.name, columns, item_columns, rows)
    mark = secrecy.mark_in(cell for row in grid.rows[slice(*within)] for cell in row)
    draft = Draft("", values, items, grid.number(first), source)
    if mark:
        why = Reason("row.secret", {"row": grid.number(first), "mark": mark})
        for row in range(*within):
            account.left_out(row, "refused", why)
        draft = Draft("", {}, (), grid.number(first), source, refused=why)
    return draft, (*matches, *item_matches)


def _values(
    grid: Grid, found: Sequence[Pair], profile: Profile, account: Account, noted: Noted
) -> tuple[dict[str, Value], tuple[DraftItem, ...], dict[str, str], dict[str, int], list[ColumnMatch]]:
    """The entry's values, items told beside a label, the columns and rows all stand in, how the labels were
    understood."""
    matches: list[ColumnMatch] = []
    values: dict[str, Value] = {}
    items: list[DraftItem] = []
    columns: dict[str, str] = {}
    rows: dict[str, int] = {}
    for pair in found:
        field = _field(pair, profile, set(rows))
        letter = grid.letter(pair.value_column)
        how: How = "none" if field is None else "synonym"
        of_item = field is not None and field.of_item
        matches.append(
            ColumnMatch(letter, pair.label, "", field.id if field else None, of_item, how, 0.9 if field else 0.0)
        )
        account.imported(pair.row, "continuation")
        if of_item and pair.value_column < grid.width:
            number = grid.number(pair.row)
            names = listed.parts(pair.text or kinds.cell_text(grid.cell(pair.row, pair.value_column)))
            items += [DraftItem("", {"item_name": name}, number, grid.sheet.name, letter) for name in names]
        elif field and pair.value_column < grid.width:
            rows[field.id], columns[field.id] = grid.number(pair.row), letter
            reader = ColumnReader(field)
            cell = pair.text or grid.cell(pair.row, pair.value_column)
            value, _ = read = reader.read(cell)
            reader.note(read, cell, "", grid, pair.row, pair.value_column, noted)
            if value:
                values[field.id] = value
    return values, tuple(items), columns, rows, matches


def _field(pair: Pair, profile: Profile, given: set[str]) -> Field | None:
    """The field of a label that is not `given` yet; of the items' fields only their names, listed in the one cell."""
    named = match.named(Label(pair.column, pair.label, ""), profile)
    if named and named[0].of_item and named[0].id == "item_name":
        return named[0]
    return next((field for field in named if not field.of_item and field.id not in given), None)


def _items(
    grid: Grid, within: tuple[int, int], profile: Profile, account: Account, noted: Noted
) -> tuple[tuple[DraftItem, ...], dict[str, str], tuple[ColumnMatch, ...]]:
    start, end = within
    header = headers.find(grid, start)
    if header is None or header.bottom >= end:
        _rest(grid, start, end, account)
        return (), {}, ()
    matches = match.columns(grid, header, profile)
    for row in range(header.top, header.bottom + 1):
        account.imported(row, "header")
    table = Table(grid, header, matches, profile, account, noted)
    items = []
    for row in range(start, header.top):
        account.left_out(row, "instruction", Reason("row.title", {"text": next(filter(None, grid.texts(row)), "")}))
    for row in range(header.bottom + 1, end):
        texts = [text for text in grid.texts(row) if text]
        why = row_kinds.total(texts) or row_kinds.note(texts, merged_over=1, width=grid.width, after_note=False)
        if grid.blank(row) or why:
            if why:
                account.left_out(row, "total" if why.code == "row.total" else "instruction", why)
            continue
        values = table.item_fields.read(grid, row, grid.rows[row], noted)
        if values:
            account.imported(row, "continuation")
            items.append(DraftItem("", values, grid.number(row), grid.sheet.name))
        else:
            _rest(grid, row, row + 1, account)
    return tuple(items), dict(table.source.item_fields), matches


def _rest(grid: Grid, start: int, end: int, account: Account) -> None:
    for row in range(start, end):
        text = next(filter(None, grid.texts(row)), "")
        account.left_out(row, "instruction", Reason("row.unknown-columns", {"text": row_kinds.shown(text)}))
