"""A file of data on its way to a draft: which kind it is, which of its tables is meant."""

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


def draft(path: Path, profile: Profile, table: str = "", progress: Progress = SILENT) -> Drafted:
    """An entry by `profile` out of the data of `path`.

    Raises `InputProblem` when the file cannot be read, holds no table, or several and none is named (`draft.which`
    names them), or bears a secrecy mark.
    """
    progress.stage("reading")
    found, mark = _tables(path, progress)
    if mark:
        raise InputProblem("draft.secret", file=path.name, mark=mark)
    chosen = _chosen(path, found, table)
    if mark := mark_in([chosen.name, chosen.comment, *(one.comment for one in chosen.columns)]):
        raise InputProblem("draft.secret", file=path.name, mark=mark)
    progress.stage("understanding")
    return drafted(path, chosen, profile, tuple(one.name for one in found if one is not chosen))


def _tables(path: Path, progress: Progress) -> tuple[tuple[Table, ...], str]:
    head = _head(path)
    if head.startswith(database.SIGNATURE):
        return database.tables(path)
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


def _script(path: Path) -> bytes:
    """A dump may be gigabytes long; its definitions stand before their data, so the beginning is read."""
    with path.open("rb") as file:
        return file.read(_MOST_SCRIPT)


def _is_script(head: bytes) -> bool:
    return not head.startswith(b"PK") and b"create" in head.lower() and b"table" in head.lower() and b"\x00" not in head


def _chosen(path: Path, found: tuple[Table, ...], wanted: str) -> Table:
    if not found:
        raise InputProblem("draft.no-table", file=path.name)
    known = "、".join(one.name for one in found[:30])
    if wanted:
        for one in found:
            if wanted.casefold() in (one.name.casefold(), one.comment.casefold()):
                return one
        raise InputProblem("draft.unknown-table", file=path.name, table=wanted, known=known)
    if len(found) > 1:
        raise InputProblem("draft.which", file=path.name, known=known)
    return found[0]
