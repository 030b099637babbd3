"""Entries out: a workbook in the profile's layout that can be imported again, a text table, the wire bodies as JSON."""

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from client.catalog import kinds, wire
from client.catalog.entry import Entry, Item, Values
from client.catalog.profile import Field, Profile
from client.progress import SILENT, Progress
from client.spreadsheets.choices import add_choices
from client.spreadsheets.drafts import KEY
from client.spreadsheets.layout import FIRST_ROW, NUMBERING, Column, columns, write_header, write_stamp
from client.spreadsheets.neutral import neutral, printable
from client.spreadsheets.saving import save

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet


def write_xlsx(
    profile: Profile, entries: Iterable[Entry], out: Path, *, hidden_keys: bool = True, progress: Progress = SILENT
) -> int:
    """Writes the workbook and gives the number of entries; with hidden keys, importing it again changes nothing."""
    from openpyxl import Workbook as NewWorkbook
    from openpyxl.worksheet.worksheet import Worksheet as Sheet

    book = NewWorkbook()
    sheet = book.active
    if not isinstance(sheet, Sheet):
        raise TypeError("a new workbook begins with a sheet")
    sheet.title = "目录"
    shown = columns(profile, keys=hidden_keys)
    write_header(sheet, profile, shown)
    count = _fill(sheet, shown, entries, progress)
    add_choices(book, sheet, shown)
    write_stamp(book, profile, "export")
    save(out, book.save)
    return count


def _fill(sheet: "Worksheet", shown: Sequence[Column], entries: Iterable[Entry], progress: Progress) -> int:
    progress.stage("writing")
    count, row = 0, FIRST_ROW
    for count, entry in enumerate(entries, 1):
        progress.step(count)
        for texts in lines(shown, entry, count):
            for number, text in enumerate(texts, 1):
                if text:
                    # Written as text whatever it looks like: a code stays a code, nothing becomes a formula.
                    cell = sheet.cell(row, number)
                    cell.value, cell.data_type, cell.number_format = text, "s", "@"
            row += 1
    return count


def lines(shown: Sequence[Column], entry: Entry, number: int) -> Iterator[list[str]]:
    """The rows of an entry: its own cells on the first, an item on each."""
    items: Sequence[Item | None] = entry.items or (None,)
    for place, item in enumerate(items):
        yield [_cell(column, entry, item, number, first=place == 0) for column in shown]


def _cell(column: Column, entry: Entry, item: Item | None, number: int, *, first: bool) -> str:
    if column.key == KEY:
        return entry.id
    if column.key:
        return item.id if item else ""
    if column.field is None:
        return str(number) if first and column.header == NUMBERING else ""
    if column.of_item:
        return written(column.field, item.values) if item else ""
    return written(column.field, entry.values) if first else ""


def written(field: Field, values: Values) -> str:
    """A value as it stands in a cell: shown, or as its key where the shown text would be read as something else."""
    value = values.get(field.id, "")
    if not value:
        return ""
    text = printable(kinds.show(field, value))
    parent = values.get(field.linked_to, "") if field.linked_to else ""
    if field.list is not None and kinds.read(field, text, parent if isinstance(parent, str) else "") != value:
        text = value if isinstance(value, str) else "、".join(value)
    return neutral(text)


def write_csv(profile: Profile, entries: Iterable[Entry], out: Path, *, progress: Progress = SILENT) -> int:
    """Writes UTF-8 with BOM (Excel needs it) and gives the number of entries; keys are the last two columns."""
    shown = columns(profile, keys=True, numbering=False)
    count = 0

    def write(path: Path) -> None:
        nonlocal count
        progress.stage("writing")
        with path.open("w", encoding="utf-8-sig", newline="") as stream:
            table = csv.writer(stream)
            table.writerow([column.header for column in shown])
            for count, entry in enumerate(entries, 1):
                progress.step(count)
                table.writerows(lines(shown, entry, count))

    save(out, write)
    return count


def write_json(entries: Iterable[Entry], out: Path, *, progress: Progress = SILENT) -> int:
    """Writes a list of wire bodies, each with its `id`, and gives the number of entries."""
    count = 0

    def write(path: Path) -> None:
        nonlocal count
        progress.stage("writing")
        with path.open("w", encoding="utf-8", newline="\n") as stream:
            stream.write("[")
            for count, entry in enumerate(entries, 1):
                progress.step(count)
                stream.write(",\n" if count > 1 else "\n")
                json.dump({"id": entry.id, **wire.body_of(entry)}, stream, ensure_ascii=False)
            stream.write("\n]\n")

    save(out, write)
    return count
