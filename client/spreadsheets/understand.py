"""A file understood: which sheets are catalogs, what their columns mean, which entries they hold."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from client.catalog import profile as profiles
from client.errors import InputProblem
from client.progress import SILENT, Progress
from client.spreadsheets import reader
from client.spreadsheets.bodies import reading as bodies
from client.spreadsheets.drafts import (
    ColumnMatch,
    Damage,
    Draft,
    DraftItem,
    Learned,
    LeftOut,
    RowCounts,
    SheetReport,
    Source,
    Suggestion,
    Understanding,
)
from client.spreadsheets.joining import join_items
from client.spreadsheets.marking import keys as own_keys
from client.spreadsheets.reasons import Reason
from client.spreadsheets.sheet_work import SheetWork, stamp_of, suggest
from client.spreadsheets.values import Noted

__all__ = [
    "ColumnMatch",
    "Damage",
    "Draft",
    "DraftItem",
    "Learned",
    "LeftOut",
    "RowCounts",
    "SheetReport",
    "Source",
    "Suggestion",
    "Understanding",
    "understand",
]


def understand(
    path: Path,
    *,
    profile: str = "",
    sheet: str = "",
    learned: Sequence[Learned] = (),
    doubted: Iterable[tuple[str, bool, str]] = (),
    progress: Progress = SILENT,
) -> Understanding:
    """What the file holds, by `profile` (id, or id@version; "" = the one its headers suggest).

    `sheet` limits it to one sheet, hidden or not. `doubted` words (see `Profile.doubting`) stay as they are written. Raises `InputProblem` when the file cannot be read; a file that can
    be read but is no catalog gives an `Understanding` with `problem` set (see `require`).
    """
    if bodies.is_ours(path):
        return bodies.understand(path, profile, progress)
    book, keys = own_keys.taken_out(reader.read(path, progress))
    chosen = [one for one in book.sheets if sheet in ("", one.name)]
    if not chosen:
        known = "、".join(one.name for one in book.sheets)
        raise InputProblem("input.no-sheet", file=path.name, sheet=sheet, known=known)
    taught = frozenset(one.header_key for one in learned if one.header_key)
    works = [SheetWork(one, forced=bool(sheet), written=own_keys.is_summary(one), taught=taught) for one in chosen]
    stamp = stamp_of(book.sheets)
    # Texts in a marked workbook are the office's own: nothing of ours is to be undone in them.
    ours = not own_keys.is_marked(book.sheets) and (bool(stamp) or any(work.has_key for work in works))
    suggested = suggest(works)
    wanted = profiles.get(profile or stamp or (suggested[0].profile if suggested else profiles.DEFAULT))
    wanted = wanted.doubting(doubted)
    noted = Noted()
    progress.stage("understanding", sum(work.grid.height for work in works))
    for work in works:
        work.understand(wanted, learned, noted, progress, ours=ours)
    _settle_items(works, wanted, noted, progress, ours=ours)
    join_items(works)
    for work in works:
        work.settle()
    _name_office(works)
    drafts = keys.given_to([draft for work in works for draft in work.drafts()])
    problem = None if drafts else _problem(path.name, works)
    reports = tuple(work.report() for work in works)
    lists = tuple(kept for work in works if (kept := work.kept_list()))
    return Understanding(
        path=str(path),
        format=book.format,
        encoding=book.encoding,
        profile=wanted.key,
        suggested=suggested,
        sheets=reports,
        drafts=drafts,
        damage=noted.all(),
        ours=ours,
        problem=problem,
        lists=lists,
        read_as=noted.words(),
    )


def _settle_items(
    works: Sequence[SheetWork], profile: profiles.Profile, noted: Noted, progress: Progress, *, ours: bool
) -> None:
    """Sheets of items need a sheet of entries; without one they are the catalog themselves, or are left alone."""
    if any(work.verdict in ("catalog", "form") for work in works):
        return
    noted.forget_words()
    for work in works:
        if work.verdict == "items" and work.names_entries:
            work.become_catalog(profile, noted, progress, ours=ours)
        elif work.verdict == "items":
            work.become_alone()


def _name_office(works: Sequence[SheetWork]) -> None:
    """Gives the office that a department's lists name to the entries of its workbook, where nothing nearer does."""
    office = next((work.office for work in works if work.office), "")
    for entry in (entry for work in works for table in work.tables for entry in table.entries):
        entry.around = entry.around or office


def _problem(file: str, works: Sequence[SheetWork]) -> InputProblem:
    """What the whole file is, by its most telling sheet."""
    for code in ("input.other-catalog", "input.outline", "input.lists", "input.items-alone"):
        for work in works:
            if work.problem == code:
                params = work.reason.params if work.reason else {}
                return InputProblem(code, file=file, **params)
    if any(work.verdict in ("catalog", "form") for work in works):
        return InputProblem("input.no-entries", file=file)
    if all(work.verdict == "empty" for work in works):
        return InputProblem("input.empty-workbook", file=file)
    # A refused table says more than a sheet of instructions or codes beside it.
    told = sorted((work for work in works if work.reason), key=lambda work: work.verdict != "not-a-catalog")
    return InputProblem("input.no-catalog", file=file, why=str(told[0].reason if told else Reason("sheet.no-header")))
