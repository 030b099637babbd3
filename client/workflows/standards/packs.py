"""The office's packs (单位资料包): installed after a look at everything in them, used by every process of this store."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from client.catalog import packs as reading
from client.catalog.packs import Pack
from client.errors import InputProblem, SettingsProblem, StoreProblem
from client.workflows.outcome import EVERYTHING, Changes
from client.workflows.pack_files import ENDING, activate, files, folder, key_of, opened, read_all
from client.workflows.standards import codes
from client.workflows.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Installed:
    """A pack of this store: what it holds, by kind. `problem` is a code when the file cannot be used any more."""

    id: str
    version: str
    title: str
    holds: tuple[tuple[str, int], ...]
    problem: str = ""


@dataclass(frozen=True, slots=True)
class PackChange:
    """What was installed or removed; `before` is the version that was there, "" for none."""

    pack: Installed
    before: str
    changes: Changes


def install(ws: Workspace, file: Path) -> PackChange:
    """Takes a pack over in place of an older version of it. When anything is wrong the old one stays.

    Raises `InputProblem` when the file cannot be read, `SettingsProblem` (pack.*, platform.signature, platform.other-key)
    when it is refused.
    """
    try:
        with file.open("rb") as stream:
            raw = stream.read(reading.MOST_BYTES + 1)
    except OSError as problem:
        raise InputProblem("enrol.unreadable", file=str(file), why=problem.strerror or str(problem)) from problem
    key = key_of(ws.db)
    if not key:
        raise SettingsProblem("pack.no-key")
    present = {one.id: one for one in read_all(folder(ws.db.path), key)}
    pack = opened(raw, key, list(present.values()))
    before = present.get(pack.id)
    if before is not None and pack.is_older_than(before):
        raise SettingsProblem("pack.older", id=pack.id, found=pack.version, present=before.version)
    with ws.db.write() as conn:
        for block in pack.blocks:
            codes.take_over(conn, ws, block, "pack")
        _keep(folder(ws.db.path) / f"{pack.id}{ENDING}", raw)
    activate(ws.db)
    return PackChange(_installed(pack), before.version if before else "", EVERYTHING)


def remove(ws: Workspace, pack_id: str) -> PackChange:
    """Takes a pack away. Codes given from its blocks stay. Raises `SettingsProblem("pack.unknown")`."""
    found = next((one for one in installed(ws) if one.id == pack_id), None)
    if found is None:
        raise SettingsProblem("pack.unknown", id=pack_id[:64])
    (folder(ws.db.path) / f"{found.id}{ENDING}").unlink(missing_ok=True)
    activate(ws.db)
    return PackChange(found, found.version, EVERYTHING)


def installed(ws: Workspace) -> list[Installed]:
    """The packs of this store; one that cannot be used any more says why."""
    key, found = key_of(ws.db), []
    for path in files(folder(ws.db.path)):
        try:
            found.append(_installed(opened(path.read_bytes(), key, ())))
        except (SettingsProblem, OSError) as problem:
            found.append(Installed(path.stem, "", "", (), getattr(problem, "code", "enrol.unreadable")))
    return found


def _keep(path: Path, raw: bytes) -> None:
    """The old file stays until the new one is whole on the disk."""
    beside = path.with_suffix(".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as problem:
        raise StoreProblem("store.folder", path=str(path), why=problem.strerror or str(problem)) from problem


def _installed(pack: Pack) -> Installed:
    return Installed(pack.id, pack.version, str(pack.title), tuple(_holds(pack)))


def _holds(pack: Pack) -> Iterator[tuple[str, int]]:
    for kind in ("organisations", "classes", "elements", "models", "blocks", "regions", "profiles"):
        count = len(getattr(pack, kind))
        if count:
            yield kind, count
