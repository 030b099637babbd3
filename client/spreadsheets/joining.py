"""Items on a sheet of their own brought to their entries: by code, by the number of the entry's row, by name,
or by another column that both sheets have."""

from collections import Counter
from collections.abc import Sequence

from client.catalog import plain
from client.catalog.entry import as_text
from client.catalog.kinds import cell_text
from client.spreadsheets.account import Account
from client.spreadsheets.grid import is_blank
from client.spreadsheets.reasons import Reason
from client.spreadsheets.rows import Table
from client.spreadsheets.sheet_work import SheetWork
from client.spreadsheets.tables.building import Building

_FEWEST, _FEWEST_DIGITS, _MOST_TRIED = 2, 4, 40


def join_items(works: Sequence[SheetWork]) -> None:
    """Gives every item row to its entry; rows whose entry is not in the file are refused."""
    listing = [table for work in works if work.verdict == "catalog" for table in work.tables if not table.items_only]
    entries = [entry for table in listing for entry in table.entries]
    by_code: dict[str, Building] = {}
    by_name: dict[str, Building] = {}
    for entry in entries:
        by_code.setdefault(as_text(entry.values.get("code", "")), entry)
        by_name.setdefault(plain.key(as_text(entry.values.get("name", ""))), entry)
    by_code.pop("", None)
    by_name.pop("", None)
    # 所属目录序号: where the sheet of entries numbers its rows, the number stands for the entry.
    numbers = [(table.number_of(entry), entry) for table in listing for entry in table.entries]
    times = Counter(number for number, _ in numbers)
    for number, entry in numbers:
        if number and times[number] == 1:
            by_code.setdefault(number, entry)
    for work in works:
        for table in work.tables:
            if table.items_only:
                _join(table, work.account, by_code, by_name, listing)


def _join(
    table: Table,
    account: Account,
    by_code: dict[str, Building],
    by_name: dict[str, Building],
    listing: Sequence[Table],
) -> None:
    entries = [entry for other in listing for entry in other.entries]
    only = entries[0] if len(entries) == 1 else None
    found = [_entry_of(group, by_code, by_name) for group in table.entries]
    shared = {} if any(found) else _by_shared_column(table, listing)
    for group, target in zip(table.entries, found, strict=True):
        code, name = _told(group)
        if target is None and shared:
            _share_out(group, table, account, shared)
            continue
        if target is None and not (code or name):
            target = by_name.get(plain.key(table.grid.sheet.name)) or only
        if target is None:
            for row in group.rows:
                account.left_out(row, "refused", Reason("row.no-entry", {"text": name or code}))
            continue
        # A secret item makes its entry unfit to keep, and the other way round.
        target.refused = target.refused or group.refused
        group.refused = target.refused
        target.items += group.items
        target.items_source = table.source
        if target.refused:
            for row in group.rows:
                account.left_out(row, "refused", target.refused)


def _told(group: Building) -> tuple[str, str]:
    return as_text(group.values.get("code", "")), as_text(group.values.get("name", ""))


def _entry_of(group: Building, by_code: dict[str, Building], by_name: dict[str, Building]) -> Building | None:
    code, name = _told(group)
    return by_code.get(code) or by_name.get(plain.key(name))


def _by_shared_column(table: Table, listing: Sequence[Table]) -> dict[int, Building]:
    """By row of the items, the entry with the same value in a column of its own, such as the name of a database table;
    empty when no column has for nearly every row a value that tells the entries apart."""
    rows = [row for group in table.entries for row in group.rows]
    columns = [label.column for label in table.header.labels if label.column not in table.item_columns.values()]
    for column in columns[:_MOST_TRIED]:
        held, last = {}, ""
        for row in rows:
            cells = table.grid.seen(row)
            last = plain.key(cell_text(cells[column])) if column < len(cells) and not is_blank(cells[column]) else last
            held[row] = last
        wanted = set(held.values())
        # Small numbers number the rows of any table.
        if len(wanted) < _FEWEST or all(text.isdecimal() and len(text) < _FEWEST_DIGITS for text in wanted):
            continue
        for other in listing:
            for label in other.header.labels[:_MOST_TRIED]:
                known = _told_apart(other.entries, label.column)
                if len(wanted & known.keys()) * 10 >= len(wanted) * 8:
                    return {row: known[text] for row, text in held.items() if text in known}
    return {}


def _told_apart(entries: Sequence[Building], column: int) -> dict[str, Building]:
    """The entries by their value in a column, where no other has it."""
    texts = [plain.key(cell_text(entry.cells[column])) if column < len(entry.cells) else "" for entry in entries]
    times = Counter(texts)
    return {text: entry for text, entry in zip(texts, entries, strict=True) if text and times[text] == 1}


def _share_out(group: Building, table: Table, account: Account, shared: dict[int, Building]) -> None:
    for row in group.rows:
        target, number = shared.get(row), table.grid.number(row)
        if target is None:
            text = next(filter(None, table.grid.texts(row)), "")
            account.left_out(row, "refused", Reason("row.no-entry", {"text": text}))
            continue
        target.items += [item for item in group.items if item.row == number]
        target.items_source = table.source
        target.refused = target.refused or group.refused
