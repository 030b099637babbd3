"""清除涉密内容: erases an entry, or a field of it, everywhere on this computer and in every backup that can be reached."""

from dataclasses import dataclass
from pathlib import Path

from client.errors import ClientError, StoreProblem
from client.progress import SILENT, Progress
from client.store import imports, journal, remote
from client.store.safekeeping import erasing, roster, shelf
from client.store.safekeeping.erasing import Target
from client.workflows import check_entries, edit_entry
from client.workflows.outcome import EVERYTHING, Changes
from client.workflows.safekeeping import back_up
from client.workflows.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Left:
    """A file that could not be cleaned, and why: the clerk is told, and the same call again goes on from there."""

    path: Path
    problem: ClientError


@dataclass(frozen=True, slots=True)
class Purged:
    """What was erased: `files` other than the store that were written anew; `destroyed` ones that could only be
    overwritten; `reported`: it may stand at the platform above, which nobody here can clean."""

    act: str
    texts: int
    files: tuple[Path, ...]
    destroyed: tuple[Path, ...]
    left: tuple[Left, ...]
    reported: bool
    changes: Changes


def target_of(ws: Workspace, entry_id: str, place: str = "") -> Target:
    """The place a person means by `field` or `items.<number>.<field>`; "" is the whole entry. Raises `InputProblem`."""
    if not place:
        return entry_id, "", ""
    item, field = edit_entry.place_of(edit_entry.stored(ws, entry_id).entry, place)
    return entry_id, item, field


def purge(ws: Workspace, target: Target, progress: Progress = SILENT) -> Purged:
    """Erases; ask before calling. Nothing brings it back, undo and backups neither.

    Raises `StoreProblem` when the store itself cannot be written. What cannot be reached now (a stick that is not
    plugged in) is cleaned when the next backup is made there.
    """
    with ws.db.read() as conn:
        reported = remote.is_known(conn, target[0])
    with journal.act(ws.db, "purge", ws.who, about={"entry": target[0], "field": target[2]}) as pen:
        texts = erasing.erase(pen.conn, target, pen.act_id)
    left: list[Left] = []
    try:
        ws.db.compact()
    except StoreProblem as problem:
        left.append(Left(ws.db.path, problem))
    try:
        roster.forget(ws.db.path, (target[0],))
    except OSError as problem:
        left.append(
            Left(roster.path_of(ws.db.path), StoreProblem("store.folder", path=str(ws.db.path), why=str(problem)))
        )
    files, destroyed = _files(ws, target, texts, left, progress)
    check_entries.check_stale(ws)
    return Purged(pen.act_id, len(texts), tuple(files), tuple(destroyed), tuple(left), reported, EVERYTHING)


def _files(
    ws: Workspace, target: Target, texts: frozenset[str], left: list[Left], progress: Progress
) -> tuple[list[Path], list[Path]]:
    """Backups and plans are written anew; damaged ones and damaged stores put aside can only be overwritten."""
    done: list[Path] = []
    destroyed = shelf.damaged(ws.db.path)
    backups = back_up.all_backups(ws)
    progress.stage("erasing", len(backups))
    for number, one in enumerate(backups):
        try:
            if erasing.in_file(one.path, [target]):
                done.append(one.path)
        except StoreProblem as problem:
            if problem.code == "store.damaged":
                destroyed.append(one.path)
            else:
                left.append(Left(one.path, problem))
        progress.step(number + 1)
    done.extend(plan for plan in imports.plans(ws.db) if erasing.in_plan(plan, [target], texts))
    for path in destroyed:
        erasing.shred(path)
    place = back_up.second_place(ws)
    if place is not None and not place.parent.is_dir():
        back_up.erase_there_later(ws, target)
        left.append(Left(place, StoreProblem("store.second-place", path=str(place.parent))))
    return done, destroyed
