"""Every workbook of a folder back with its faults marked, named by department, each with a short text to send along."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from client.catalog import profile as profiles
from client.errors import Cancelled, ClientError, InputProblem
from client.progress import SILENT, Progress
from client.spreadsheets.marking.faults import Marked
from client.spreadsheets.marking.letter import Letter
from client.workflows import import_sheet, mark_sheet
from client.workflows.import_folder import FolderLine
from client.workflows.importing.prepared import Prepared
from client.workflows.workspace import Workspace

_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Returned:
    """What goes back to one department: the marked copy (`out` and `marked` None when it failed: `problem`), the text."""

    file: Path
    out: Path | None
    marked: Marked | None
    letter: str
    problem: ClientError | None = None


def beside(folder: Path) -> Path:
    """The folder for the marked copies, beside the office's own."""
    return folder.with_name(f"{folder.name}_校验")


def mark(ws: Workspace, lines: Sequence[FolderLine], folder: Path, progress: Progress = SILENT) -> Iterator[Returned]:
    """Marks one file after another into `folder`, which is made; nothing that lies there is written over.

    Beside every copy lies its text (`.txt`). A file that fails does not stop the others. Raises `InputProblem` when the
    folder cannot be made, `Cancelled` on stop.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise InputProblem("input.not-written", file=folder.name, why=problem.strerror or str(problem)) from problem
    taken: set[str] = set()
    for line in lines:
        if line.prepared is not None:
            yield _marked(ws, line, line.prepared, folder, taken, progress)


def letter(line: FolderLine, marked: str = "") -> str:
    """The text to a department about its file; `marked` is the name of the copy that goes with it."""
    if line.prepared is None:
        return ""
    summary = line.prepared.summary
    profile = profiles.get(summary.understanding.profile)
    places: Counter[str] = Counter()
    absent: dict[str, None] = {}
    for fault in summary.faults:
        if fault.severity == "error" and fault.field:
            label = profile.label(fault.field, item=profile.field(fault.field) is None)
            places[label] += fault.count
            # Such a fault has a row, and no cell to mend it in.
            if all(cell.rpartition("!")[2].isdecimal() for cell in fault.cells):
                absent[label] = None
    return Letter(
        line.department,
        line.file.name,
        len(summary.lines),
        line.to_mend,
        line.refused,
        places.most_common(),
        marked,
        tuple(absent),
    ).text


def _marked(
    ws: Workspace, line: FolderLine, prepared: Prepared, folder: Path, taken: set[str], progress: Progress
) -> Returned:
    out = _free(folder, line, taken)
    try:
        marked = _copy(ws, prepared, out, progress)
        text = letter(line, out.name)
        out.with_suffix(".txt").write_text(text, encoding="utf-8-sig")
    except Cancelled:
        raise
    except OSError as problem:
        failed = InputProblem("input.not-written", file=out.name, why=problem.strerror or str(problem))
        return Returned(line.file, None, None, letter(line), failed)
    except ClientError as problem:
        return Returned(line.file, None, None, letter(line), problem)
    return Returned(line.file, out, marked, text)


def _copy(ws: Workspace, prepared: Prepared, out: Path, progress: Progress) -> Marked:
    if prepared.plan.exists():
        return mark_sheet.mark(prepared, out, progress)
    # A plan is good for one import: a file that was taken over already is read anew.
    again = import_sheet.prepare(ws, prepared.file, prepared.request, progress)
    try:
        return mark_sheet.mark(again, out, progress)
    finally:
        again.discard()


def _free(folder: Path, line: FolderLine, taken: set[str]) -> Path:
    """A name by department; by department and file where one department has several, numbered where it lies there."""
    own = _FORBIDDEN.sub(" ", line.department).strip(" .")[:_LONGEST]
    # A marked copy that came back among the others is not marked by name twice.
    stem = line.file.stem.removesuffix(mark_sheet.SUFFIX)[:_LONGEST]
    both = " ".join(part for part in (own, stem) if part)
    outs = (mark_sheet.beside(folder / f"{name}.xlsx") for name in _tried(own or both, both))
    out = next(one for one in outs if one.name not in taken and not one.exists())
    taken.add(out.name)
    return out


def _tried(own: str, both: str) -> Iterator[str]:
    """The names in their order; there is no end to them."""
    yield own
    yield both
    yield from (f"{both}（{number}）" for number in count(2))
