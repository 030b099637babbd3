"""Items on a sheet of their own brought to their entries: by code, by the number of the entry's row, or by name."""

from collections import Counter
from collections.abc import Sequence

from client.catalog import plain
from client.catalog.entry import as_text
from client.spreadsheets.account import Account
from client.spreadsheets.building import Building
from client.spreadsheets.reasons import Reason
from client.spreadsheets.rows import Table
from client.spreadsheets.sheet_work import SheetWork


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
                _join(table, work.account, by_code, by_name, entries[0] if len(entries) == 1 else None)


def _join(
    table: Table,
    account: Account,
    by_code: dict[str, Building],
    by_name: dict[str, Building],
    only: Building | None,
) -> None:
    for group in table.entries:
        code = as_text(group.values.get("code", ""))
        name = as_text(group.values.get("name", ""))
        target = by_code.get(code) or by_name.get(plain.key(name))
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
