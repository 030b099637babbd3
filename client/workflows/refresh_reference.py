"""更新上级目录: fills the reference file from the platform, from export files or from a stick, beside the one in use."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from client.clock import stamp
from client.errors import InputProblem
from client.platforms.platform import EpochChanged, Platform
from client.progress import SILENT, Progress
from client.store.reference import carried
from client.store.reference.filling import Filling, discard, undisturbed
from client.store.reference.record import Record
from client.sync import reference_feed, reference_lines
from client.workflows.outcome import Changes
from client.workflows.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Refreshed:
    """How many entries the reference now has; `refused` records had not the agreed shape and are not among them."""

    entries: int
    refused: int
    changes: Changes


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
        progress.stage("filling", sum(file.stat().st_size for file in files))
        with undisturbed():
            for batch in reference_lines.batches(files, filling.cursor):
                refused += _take(filling, batch.records, batch.cursor)
                progress.step(batch.done)
            return _refreshed(filling.finish(_remarks(ws, origin), progress), refused)
    finally:
        filling.close()


def from_platform(ws: Workspace, name: str = "", progress: Progress = SILENT) -> Refreshed:
    """Fills with everything in the spaces that the platform lets us read. Stopped or cut off, it goes on where it was.

    Raises `PlatformProblem`, `SettingsProblem` (no such platform), `StoreProblem` and `Cancelled`.
    """
    line = ws.line(name)
    try:
        spaces = sorted(space for space in line.platform.me().spaces if space != "*") or [line.space]
        try:
            return _pulled(ws, line.platform, line.name, spaces, progress)
        except EpochChanged:
            # What was read belongs to another generation of the platform.
            discard(ws.reference_path)
            return _pulled(ws, line.platform, line.name, spaces, progress)
    finally:
        line.platform.close()


def _pulled(ws: Workspace, platform: Platform, name: str, spaces: Sequence[str], progress: Progress) -> Refreshed:
    filling = Filling.open(ws.reference_path, json.dumps([name, *spaces], ensure_ascii=False), progress)
    refused = 0
    try:
        progress.stage("pulling")
        for page in reference_feed.pages(platform, spaces, filling.cursor):
            refused += _take(filling, page.records, page.cursor)
            progress.step(filling.entries)
        return _refreshed(filling.finish(_remarks(ws, name), progress), refused)
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


def _remarks(ws: Workspace, origin: str) -> dict[str, str]:
    return {"filled_at": stamp(ws.clock()), "origin": origin}


def _refreshed(entries: int, refused: int) -> Refreshed:
    return Refreshed(entries, refused, Changes(everything=True))
