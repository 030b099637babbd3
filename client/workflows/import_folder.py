"""A folder of workbooks as one plan: a line for each file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from client.errors import Cancelled, ClientError, InputProblem
from client.progress import SILENT, Progress
from client.workflows import import_sheet
from client.workflows.importing.prepared import Prepared, Request
from client.workflows.workspace import Workspace

KINDS = frozenset({".xlsx", ".xls", ".xlsm", ".xlsb", ".ods", ".csv", ".tsv", ".txt", ".et", ".ett"})
_MOST = 5000


@dataclass(frozen=True)
class FolderLine:
    """One file of the folder: whose it is, what its sheets look like, what would happen; `problem` when it is refused."""

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
    for file in files:
        try:
            prepared = import_sheet.prepare(ws, file, request, progress)
        except Cancelled:
            raise
        except ClientError as problem:
            yield FolderLine(file, "", "", "", 0, 0, 0, 0, 0, None, problem)
            continue
        yield line(prepared)


def line(prepared: Prepared) -> FolderLine:
    """A prepared file as a line."""
    summary = prepared.summary
    if prepared.problem is not None:
        prepared.discard()
    providers = [name for name, _ in summary.gaps.providers if name]
    around = next((one for one in providers), "")
    department = around if len(providers) <= 1 else f"{around} +{len(providers) - 1}"
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
    )


def _shape(prepared: Prepared) -> str:
    """How the sheets that are imported are laid out: `2 × catalog, items`."""
    verdicts = [sheet.verdict for sheet in prepared.summary.understanding.sheets]
    kinds = [kind for kind in ("catalog", "form", "items", "lists") if kind in verdicts]
    return ", ".join(f"{verdicts.count(kind)} × {kind}" if verdicts.count(kind) > 1 else kind for kind in kinds)
