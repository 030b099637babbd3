"""更新上级目录: fills the reference file from the platform, from export files or from a stick, beside the one in use."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from client.clock import stamp
from client.errors import InputProblem, StoreProblem
from client.platforms.platform import EpochChanged, Hello, Library
from client.progress import SILENT, Progress
from client.settings import Settings
from client.store.reference import carried
from client.store.reference.filling import Filling, begun, discard, put_in_place, undisturbed
from client.store.reference.record import Record
from client.sync import reference_feed, reference_lines, reference_snapshot
from client.sync.reference_feed import FeedPage
from client.sync.reference_snapshot import Snapshot
from client.workflows import pack_files
from client.workflows.outcome import Changes
from client.workflows.worker import run_in_worker
from client.workflows.workspace import Line, Workspace


@dataclass(frozen=True, slots=True)
class Refreshed:
    """How many entries the reference now has; `refused` records had not the agreed shape and are not among them."""

    entries: int
    refused: int
    changes: Changes


def apart(ws: Workspace, deed: Callable[..., Refreshed], *asked: object, progress: Progress = SILENT) -> Refreshed:
    """`deed(ws, *asked)` in a process of its own: packing and sorting millions would hold up the window. Stopping ends
    that process at once, which loses at most the batch under way."""
    died = StoreProblem("reference.broke-off")
    return run_in_worker(_apart, ws.db.path, ws.settings.file, deed, asked, died=died, progress=progress)


def _apart(
    store: Path, settings: Path, deed: Callable[..., Refreshed], asked: tuple[object, ...], *, progress: Progress
) -> Refreshed:
    ws = Workspace.open(store, settings=Settings(settings))
    try:
        return deed(ws, *asked, progress)
    finally:
        ws.close()


def from_files(ws: Workspace, files: Sequence[Path], progress: Progress = SILENT) -> Refreshed:
    """Fills from export files, or takes in one whole reference file. Stopped or killed, it goes on where it was.

    Raises `InputProblem` reference.no-file, reference.bad-line; `StoreProblem` reference.*, store.full; `Cancelled`.
    """
    source = reference_lines.source_of(files)
    origin = "、".join(file.name for file in files)
    whole = [file for file in files if carried.is_carried(file)]
    if whole:
        if len(files) > 1:
            raise InputProblem("reference.one-whole", file=whole[0].name)
        return _refreshed(carried.take_in(ws.reference_path, whole[0], progress), 0)
    filling = Filling.open(ws.reference_path, source, progress)
    refused = 0
    try:
        progress.stage("filling", sum(file.stat().st_size for file in files) >> 20)
        with undisturbed():
            for batch in reference_lines.batches(files, filling.cursor):
                refused += _take(filling, batch.records, batch.cursor)
                progress.step(batch.done >> 20)
            return _refreshed(filling.finish(_remarks(ws, origin), progress), refused)
    finally:
        filling.close()


def from_platform(ws: Workspace, name: str = "", progress: Progress = SILENT) -> Refreshed:
    """Brings the reference up to what the platform lets us read: only what changed since the last time, or the whole
    copy that it gives out and what changed since, or everything page by page. Stopped or cut off, it goes on where it was.

    Raises `PlatformProblem`, `SettingsProblem` (no such platform, reference.untrusted), `StoreProblem` and `Cancelled`.
    """
    line = ws.line(name)
    try:
        try:
            return _from_line(ws, line, progress)
        except EpochChanged:
            # What was read belongs to another generation of the platform.
            discard(ws.reference_path)
            return _from_line(ws, line, progress)
    finally:
        line.platform.close()


def _from_line(ws: Workspace, line: Line, progress: Progress) -> Refreshed:
    path, hello = ws.reference_path, line.platform.hello()
    here, copy = carried.about(path), _offered(ws, line, hello)
    if copy and not copy.spaces:
        # What stands in no space of this platform cannot be brought further by it.
        if here and here.copy == copy.sha256:
            return _refreshed(here.entries, 0)
        put_in_place(copy.fetch(path, progress), path)
        return _refreshed(copy.entries, 0)
    spaces = sorted(space for space in line.platform.me().spaces if space != "*") or [line.space]
    source = json.dumps([line.name, hello.epoch, *spaces], ensure_ascii=False)
    if begun(path, source):
        return _anew(ws, line, spaces, source, progress)
    place = reference_feed.place_of(here.cursor if here else "")
    if place.epoch == hello.epoch and not (copy and copy.is_worth(place)):
        return _brought_on(ws, line, spaces, source, path, progress)
    if copy:
        return _brought_on(ws, line, spaces, source, copy.fetch(path, progress), progress)
    return _anew(ws, line, spaces, source, progress)


def _offered(ws: Workspace, line: Line, hello: Hello) -> Snapshot | None:
    """The whole copy that the platform gives out and that is of its present generation."""
    key = pack_files.key_of(ws.db)
    if not key or reference_snapshot.FEATURE not in hello.features or not isinstance(line.platform, Library):
        return None
    found = reference_snapshot.offered(line.platform, key)
    return found if found and found.epoch in ("", hello.epoch) else None


def _brought_on(
    ws: Workspace, line: Line, spaces: Sequence[str], source: str, base: Path, progress: Progress
) -> Refreshed:
    """What a whole file holds and what changed above since; nothing is filled anew when nothing did."""
    path, about = ws.reference_path, carried.about(base)
    progress.stage("pulling")
    pages = reference_feed.pages(line.platform, spaces, about.cursor if about else "")
    news = next((page for page in pages if page.records), None)
    if news is None:
        if base != path:
            put_in_place(base, path)
        return _refreshed(about.entries if about else 0, 0)
    if base == path:
        base = carried.copy_beside(path, progress)
    return _filled(ws, line.name, Filling.open(path, source, progress, base), chain([news], pages), progress)


def _anew(ws: Workspace, line: Line, spaces: Sequence[str], source: str, progress: Progress) -> Refreshed:
    """Everything page by page, behind what a filling that was cut off has taken already."""
    filling = Filling.open(ws.reference_path, source, progress)
    return _filled(ws, line.name, filling, reference_feed.pages(line.platform, spaces, filling.cursor), progress)


def _filled(ws: Workspace, origin: str, filling: Filling, pages: Iterable[FeedPage], progress: Progress) -> Refreshed:
    refused = 0
    try:
        progress.stage("pulling")
        for page in pages:
            refused += _take(filling, page.records, page.cursor)
            progress.step(filling.entries)
        return _refreshed(filling.finish(_remarks(ws, origin), progress), refused)
    finally:
        filling.close()


def _take(filling: Filling, records: Sequence[Record], cursor: str) -> int:
    refused = 0
    for record in records:
        try:
            filling.add(record)
        except ValueError:
            refused += 1
    filling.commit(cursor)
    return refused


def carry_out(ws: Workspace, out: Path, progress: Progress = SILENT) -> int:
    """Copies the whole reference file for others, onto a stick; gives its bytes."""
    return carried.carry_out(ws.reference_path, out, progress)


def whole_copy(ws: Workspace, folder: Path, progress: Progress = SILENT) -> tuple[Path, dict[str, Any]]:
    """A copy of the whole reference file for a platform to give out, and what it is (`Snapshot` of the contract).

    Raises `StoreProblem` reference.absent, store.full; `Cancelled`.
    """
    out = folder / "reference.new"
    carried.copy_out(ws.reference_path, out, progress)
    about = carried.about(out)
    if about is None:
        raise StoreProblem("reference.not-ours", path=str(out))
    place = reference_feed.place_of(about.cursor)
    return out, {
        "format": about.format,
        "entries": about.entries,
        "epoch": place.epoch,
        "spaces": {space: int(at) for space, at in place.at.items()},
        "filled_at": about.filled_at,
        "origin": about.origin,
    }


def _remarks(ws: Workspace, origin: str) -> dict[str, str]:
    return {"filled_at": stamp(ws.clock()), "origin": origin}


def _refreshed(entries: int, refused: int) -> Refreshed:
    return Refreshed(entries, refused, Changes(everything=True))
