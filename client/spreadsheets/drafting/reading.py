"""A file of data on its way to a draft: which kind it is, which of its tables are meant."""

from collections.abc import Sequence
from pathlib import Path

from client.catalog.profile import Profile
from client.errors import InputProblem
from client.progress import SILENT, Progress
from client.spreadsheets.drafting import data_sheet, database, ddl
from client.spreadsheets.drafting.entry import drafted
from client.spreadsheets.drafting.found import Drafted, Table
from client.spreadsheets.opening import delimited
from client.spreadsheets.secrecy import mark_in

_HEAD = 4 << 20
_MOST_SCRIPT = 64 << 20
_MOST_NAMED = 30
_SIGNED = 64
_BACKUPS = (
    (b"PGDMP", "PostgreSQL / KingbaseES / openGauss"),
    (b"EXPORT:V", "Oracle"),
    (b"TAPE\x00", "SQL Server"),
    (b"Standard Jet DB", "Access"),
    (b"Standard ACE DB", "Access"),
)
_BINARY = {
    ".dmp": "Oracle / DM", ".bak": "SQL Server / DM", ".mdf": "SQL Server", ".ldf": "SQL Server", ".ibd": "MySQL", ".frm": "MySQL",
    ".myd": "MySQL", ".nb3": "Navicat", ".backup": "PostgreSQL", ".ora": "Oracle",
}  # fmt: skip


def draft(path: Path, profile: Profile, table: str = "", progress: Progress = SILENT) -> Drafted:
    """An entry by `profile` out of one table of `path`.

    Raises `InputProblem` as `drafts` does, and when the file holds several tables and none is named (`draft.which`
    names them).
    """
    return chosen(path, drafts(path, profile, progress), (table,) if table else ())[0]


def drafts(path: Path, profile: Profile, progress: Progress = SILENT) -> tuple[Drafted, ...]:
    """An entry by `profile` out of each table of `path`.

    Raises `InputProblem` when the file cannot be read, holds no table, or bears a secrecy mark.
    """
    progress.stage("reading")
    found, mark = _tables(path, progress)
    words = (text for one in found for text in (one.name, one.comment, *(column.comment for column in one.columns)))
    if mark := mark or mark_in(words):
        raise InputProblem("draft.secret", file=path.name, mark=mark)
    if not found:
        raise InputProblem("draft.no-table", file=path.name)
    progress.stage("understanding", len(found))
    names = tuple(one.name for one in found)
    made = []
    for number, one in enumerate(found):
        progress.step(number)
        made.append(drafted(path, one, profile, names))
    return tuple(made)


def chosen(path: Path, found: Sequence[Drafted], wanted: Sequence[str]) -> tuple[Drafted, ...]:
    """The drafts of the tables with these names or titles, the only one when none is named. Raises `InputProblem`."""
    known = "、".join(one.table for one in found[:_MOST_NAMED]) + ("…" if len(found) > _MOST_NAMED else "")
    if not wanted and len(found) > 1:
        raise InputProblem("draft.which", file=path.name, known=known)
    picked = []
    for name in wanted:
        fits = [one for one in found if name.casefold() in (one.table.casefold(), one.title.casefold())]
        if not fits:
            raise InputProblem("draft.unknown-table", file=path.name, table=name, known=known)
        picked.append(fits[0])
    return tuple(dict.fromkeys(picked)) if wanted else tuple(found)


def _tables(path: Path, progress: Progress) -> tuple[tuple[Table, ...], str]:
    head = _head(path)
    if head.startswith(database.SIGNATURE):
        return database.tables(path)
    if kind := _backup(head, path.suffix.lower()):
        raise InputProblem("draft.backup", file=path.name, kind=kind)
    if path.suffix.lower() in (".sql", ".ddl", ".txt", ".dump") or _is_script(head):
        text, _ = delimited.decode(_script(path))
        if ddl.looks_like_ddl(text):
            return ddl.tables(text), ""
        if path.suffix.lower() in (".sql", ".ddl", ".dump"):
            raise InputProblem("draft.no-table", file=path.name)
    return data_sheet.tables(path, progress)


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_HEAD)
    except FileNotFoundError as problem:
        raise InputProblem("input.missing", file=path.name) from problem
    except IsADirectoryError as problem:
        raise InputProblem("input.folder", file=path.name) from problem
    except OSError as problem:
        raise InputProblem("input.unreadable", file=path.name, why=problem.strerror or str(problem)) from problem


def _backup(head: bytes, suffix: str) -> str:
    """Whose backup or data file it is, "" for none: they hold tables, but only their own data base reads them."""
    for sign, kind in _BACKUPS:
        if sign in head[:_SIGNED]:
            return kind
    return _BINARY.get(suffix, "") if b"\x00" in head[:_SIGNED] else ""


def _script(path: Path) -> bytes:
    """A dump may be gigabytes long; its definitions stand before their data, so the beginning is read."""
    with path.open("rb") as file:
        return file.read(_MOST_SCRIPT)


def _is_script(head: bytes) -> bool:
    return not head.startswith(b"PK") and b"create" in head.lower() and b"table" in head.lower() and b"\x00" not in head
