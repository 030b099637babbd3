"""A sheet on its side: labels down one column, an entry in each column beside it."""

from collections.abc import Iterable

from client.catalog import plain
from client.catalog.entry import Value
from client.catalog.profile import Profile
from client.spreadsheets import headers, match, secrecy, words
from client.spreadsheets.account import Account
from client.spreadsheets.drafts import ColumnMatch, Draft, DraftItem, Source
from client.spreadsheets.grid import Grid
from client.spreadsheets.headers import Label
from client.spreadsheets.reasons import Reason
from client.spreadsheets.tables import listed
from client.spreadsheets.values import ColumnReader, Noted

_FEWEST = 3
_SEARCHED = 60


def labels_of(grid: Grid) -> tuple[int, dict[int, str]] | None:
    """The column with the labels and the label of each row, None when the sheet does not stand on its side."""
    rows = range(min(grid.height, _SEARCHED))
    name = plain.key(grid.sheet.name)
    if any(
        mark in name for mark in (*words.load().sheet_instructions, *words.load().sheet_dictionary) if len(mark) > 1
    ):
        return None
    for column in range(min(grid.width, 3)):
        texts = {row: grid.text(row, column) for row in rows if grid.text(row, column)}
        known = {row: text for row, text in texts.items() if headers.is_known(text)}
        if len(set(known.values())) < _FEWEST or len(known) * 10 < len(texts) * 6:
            continue
        first = min(known)
        beside = [text for row in known for text in grid.texts(row)[column + 1 :] if text]
        wide = sum(len([text for text in grid.texts(row)[column + 1 :] if text]) >= _FEWEST - 1 for row in known)
        if _describes(grid, column, known):
            continue
        if wide * 2 > len(known) and not any(headers.is_known(text) for text in beside):
            return column, {row: text for row, text in texts.items() if row >= first}
    return None


def _describes(grid: Grid, column: int, rows: Iterable[int]) -> bool:
    """A table about fields (必填, 字符型, what to write) has the same words down its columns; entries do not."""
    for beside in range(column + 1, min(grid.width, column + 8)):
        values = [text for row in rows if (text := grid.text(row, beside))]
        told = sum(plain.key(text) in words.load().obligation for text in values)
        if len(values) >= _FEWEST and (told * 3 >= len(values) or len(set(values)) * 2 < len(values)):
            return True
    return False


def read(
    grid: Grid, column: int, labels: dict[int, str], profile: Profile, account: Account, noted: Noted
) -> tuple[list[Draft], tuple[ColumnMatch, ...]]:
    """An entry for every column that holds something; the first labelled row stands for all of them."""
    fields: dict[int, tuple[str, bool]] = {}
    matches = []
    for row, text in labels.items():
        named = [
            one for one in match.named(Label(column, text, ""), profile) if (one.id, one.of_item) not in fields.values()
        ]
        found = next((one for one in named if not one.of_item or one.id == "item_name"), None)
        if found:
            fields[row] = (found.id, found.of_item)
        sure = 0.9 if found else 0.0
        of_item = bool(found and found.of_item)
        how = "synonym" if found else "none"
        matches.append(ColumnMatch(grid.letter(column), text, "", found.id if found else None, of_item, how, sure))  # type: ignore[arg-type]
        account.imported(row, "continuation")
    drafts = [
        draft
        for entry_column in range(column + 1, grid.width)
        if (draft := _entry(grid, entry_column, fields, profile, noted))
    ]
    for row in range(min(labels)):
        account.left_out(row, "instruction", Reason("row.title", {"text": next(filter(None, grid.texts(row)), "")}))
    account.imported(min(labels), "entry")
    account.rest_left_out(Reason("row.unknown-columns", {"text": ""}))
    return drafts, tuple(matches)


def _entry(
    grid: Grid, column: int, fields: dict[int, tuple[str, bool]], profile: Profile, noted: Noted
) -> Draft | None:
    values: dict[str, Value] = {}
    items: list[DraftItem] = []
    letter, rows = grid.letter(column), {}
    for row, (name, of_item) in fields.items():
        field = profile.field_of(name, item=of_item)
        cell = grid.cell(row, column)
        if field is None:
            continue
        reader = ColumnReader(field)
        value, _ = read = reader.read(cell)
        reader.note(read, cell, "", grid, row, column, noted)
        if of_item:
            items += [
                DraftItem("", {"item_name": part}, grid.number(row), grid.sheet.name, letter)
                for part in listed.parts(str(cell or ""))
            ]
            continue
        rows[name] = grid.number(row)
        if value:
            values[name] = value
    if not values and not items:
        return None
    held = {name: letter for name, of_item in fields.values() if not of_item}
    source = Source(grid.sheet.name, held, {"item_name": letter} if any(i for _, i in fields.values()) else {}, rows)
    top = grid.number(min(fields))
    mark = secrecy.mark_in(grid.cell(row, column) for row in range(grid.height))
    if mark:
        return Draft("", {}, (), top, source, refused=Reason("row.secret", {"row": top, "mark": mark}))
    return Draft("", values, tuple(items), top, source)
