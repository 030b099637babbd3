"""A folder of workbooks as one plan: a line for each file, taken over and taken back together."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from client.catalog import plain
from client.clock import new_id
from client.errors import Cancelled, ClientError, InputProblem
from client.progress import SILENT, Progress
from client.store.journal import Undone
from client.texts import Text
from client.workflows import import_sheet
from client.workflows.import_sheet import Accept, Imported
from client.workflows.importing.prepared import Prepared, Request
from client.workflows.outcome import Changes
from client.workflows.workspace import Workspace

KINDS = (
    ".xlsx", ".xls", ".xlsm", ".xlsb", ".et", ".ett", ".ods", ".csv", ".tsv", ".txt", ".docx", ".html", ".htm",
    ".mht", ".mhtml", ".xml", ".doc", ".wps", ".rtf", ".pdf", ".ofd", ".zip", ".rar", ".7z",
)  # fmt: skip
"""Endings of files in which an office may have sent its table, also of those that are refused with advice: a file left
out in silence would be an office left out. What is in them is seen by looking, not by the ending."""
_MOST = 5000
SAME_FILE = "import.same-file"
"""The problem of a file that is in the folder twice."""
_SEVERAL = Text("{name}等{all}家", "{name} +{more}")


@dataclass(frozen=True)
class FolderLine:
    """One file of the folder: whose it is, what its sheets look like, what would happen; `problem` when it is refused.

    `prepared` waits to be taken over; `unfit` is what was seen of a file that cannot be.
    """

    file: Path
    department: str
    shape: str
    profile: str
    new: int
    changed: int
    same: int
    refused: int
    to_mend: int
    prepared: Prepared | None
    problem: ClientError | None
    unfit: Prepared | None = None


@dataclass(frozen=True, slots=True)
class FolderImported:
    """What was taken over, file by file; `failed` are files that could not be, with the reason.

    `folder` is what `undo` takes all of it back by; `stopped`: the clerk stopped it, the files after that are not in.
    `anew`: the plans of files that were compared again, since a file before them had the same entries.
    """

    folder: str
    done: tuple[tuple[Path, Imported], ...]
    failed: tuple[tuple[Path, ClientError], ...]
    changes: Changes
    stopped: bool = False
    anew: Mapping[Path, Prepared] = field(default_factory=dict)


def files_in(folder: Path) -> list[Path]:
    """The workbooks of a folder and the folders in it, without lock files and hidden ones. Raises `InputProblem`."""
    found = sorted(
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in KINDS and path.is_file() and not _hidden(path.relative_to(folder))
    )
    if not found:
        raise InputProblem("import.no-files", folder=folder.name)
    return found[:_MOST]


def _hidden(path: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in path.parts)


def prepare(
    ws: Workspace, files: Sequence[Path], request: Request | None = None, progress: Progress = SILENT
) -> Iterator[FolderLine]:
    """The line of one file after another; nothing is written. A file that is refused does not stop the others."""
    known = copies(files)
    for file in files:
        yield read(ws, file, request, progress, copy_of=known.get(file))


def copies(files: Sequence[Path]) -> dict[Path, Path]:
    """Of files that are the same byte for byte, the first one by every other: offices send a file twice."""
    by_size: dict[int, list[Path]] = defaultdict(list)
    for file in files:
        # A file that cannot be looked at is told when it is read.
        with suppress(OSError):
            by_size[file.stat().st_size].append(file)
    first: dict[bytes, Path] = {}
    found = {}
    for file in (one for alike in by_size.values() if len(alike) > 1 for one in alike):
        with suppress(OSError), file.open("rb") as stream:
            held = first.setdefault(hashlib.file_digest(stream, "sha256").digest(), file)
            if held != file:
                found[file] = held
    return found


def read(
    ws: Workspace,
    file: Path,
    request: Request | None = None,
    progress: Progress = SILENT,
    *,
    copy_of: Path | None = None,
) -> FolderLine:
    """The line of one file. Raises `Cancelled` only: what is wrong with the file stands in the line.

    A file that is a copy of another one of the folder is not read a second time.
    """
    try:
        if copy_of is not None:
            raise InputProblem(SAME_FILE, file=file.name, other=copy_of.name)
        return line(import_sheet.prepare(ws, file, request, progress))
    except Cancelled:
        raise
    except ClientError as problem:
        return FolderLine(file, "", "", "", 0, 0, 0, 0, 0, None, problem)


def line(prepared: Prepared) -> FolderLine:
    """A prepared file as a line."""
    summary = prepared.summary
    if prepared.problem is not None:
        prepared.discard()
    providers = [name for name, _ in summary.gaps.providers if name]
    around = next((one for one in providers), "")
    several = {"name": around, "all": len(providers), "more": len(providers) - 1}
    department = around if len(providers) <= 1 else _SEVERAL.fill(several)
    return FolderLine(
        prepared.file,
        department,
        _shape(prepared),
        summary.understanding.profile,
        summary.count("new"),
        summary.count("changed"),
        summary.count("same"),
        summary.count("refused"),
        sum(one.errors > 0 for one in summary.lines),
        prepared if prepared.problem is None else None,
        prepared.problem,
        prepared if prepared.problem is not None else None,
    )


def apply(
    ws: Workspace, plans: Sequence[Prepared], accept: Accept = "all", progress: Progress = SILENT
) -> FolderImported:
    """Takes the plans over one after another; together they can be taken back.

    A file that fails does not stop the others. Stopping takes the file under way back and keeps those before it.
    """
    folder = new_id()
    done: list[tuple[Path, Imported]] = []
    failed: list[tuple[Path, ClientError]] = []
    taken: set[str] = set()
    anew: dict[Path, Prepared] = {}
    changes, stopped = Changes(imports=True), False
    for prepared in plans:
        try:
            plan = _anew(ws, prepared, taken, progress)
            if plan is not prepared:
                anew[prepared.file] = plan
            taken |= _names(plan)
            imported = import_sheet.apply(ws, plan, accept, progress, folder=folder)
        except Cancelled:
            stopped = True
            break
        except ClientError as problem:
            failed.append((prepared.file, problem))
            continue
        done.append((prepared.file, imported))
        changes |= imported.changes
    return FolderImported(folder, tuple(done), tuple(failed), changes, stopped, anew)


def undo(ws: Workspace, folder: str, progress: Progress = SILENT) -> Undone:
    """Takes back every import of a folder that still stands, the last one first; what was edited since stays.

    `act` is that of the last one taken back. Raises `InputProblem` when there is nothing left to take back.
    """
    standing = [one for one in ws.query.imports() if one.folder == folder and folder and one.state == "done"]
    if not standing:
        raise InputProblem("import.unknown", id=folder)
    found = [import_sheet.undo(ws, one.id, progress) for one in standing]
    return Undone(
        found[-1].act,
        tuple(place for one in found for place in one.restored),
        tuple(place for one in found for place in one.skipped),
        frozenset().union(*(one.entries for one in found)),
    )


def _anew(ws: Workspace, prepared: Prepared, taken: set[str], progress: Progress) -> Prepared:
    """Two files of a folder may hold the same entry: once the first is in, the other one is compared again."""
    if taken.isdisjoint(_names(prepared)):
        return prepared
    again = import_sheet.prepare(ws, prepared.file, prepared.request, progress)
    prepared.discard()
    return again


def _names(prepared: Prepared) -> set[str]:
    return {plain.key(one.name) for one in prepared.summary.lines if one.name}


def _shape(prepared: Prepared) -> str:
    """How the sheets that are imported are laid out: `2 × catalog, items`."""
    verdicts = [sheet.verdict for sheet in prepared.summary.understanding.sheets]
    kinds = [kind for kind in ("catalog", "form", "items", "lists") if kind in verdicts]
    return ", ".join(f"{verdicts.count(kind)} × {kind}" if verdicts.count(kind) > 1 else kind for kind in kinds)
