"""The office's packs (单位资料包): installed after a look at everything in them, used by every process of this store."""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from client.catalog import packs as reading
from client.catalog.packs import Pack
from client.errors import InputProblem, SettingsProblem, StoreProblem
from client.workflows.outcome import EVERYTHING, Changes
from client.workflows.pack_files import ENDING, activate, files, folder, key_of, opened, read_all
from client.workflows.standards import codes
from client.workflows.standards.pack_contents import PackLine, lines
from client.workflows.workspace import Workspace

_ASIDE = ".earlier"
"""How the files of earlier versions end, beside those in use."""


@dataclass(frozen=True, slots=True)
class Installed:
    """A pack of this store: what it holds, by kind. `problem` is a code when the file cannot be used any more.

    `earlier` are the versions it can go back to, the newest first.
    """

    id: str
    version: str
    title: str
    holds: tuple[tuple[str, int], ...]
    problem: str = ""
    earlier: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Looked:
    """A pack that may be taken over: what it brings against the version that is there (`before`, "" for none).

    `signer` is the fingerprint of the key it was signed with, the one this store trusts.
    """

    pack: Installed
    before: str
    signer: str
    lines: tuple[PackLine, ...]


@dataclass(frozen=True, slots=True)
class PackChange:
    """What was installed or removed; `before` is the version that was there, "" for none."""

    pack: Installed
    before: str
    changes: Changes


def look(ws: Workspace, file: Path) -> Looked:
    """What taking a pack over would bring; nothing is changed. Raises as `install` does."""
    _raw, pack, before, key = _read(ws, file)
    signer = hashlib.sha256(key.encode()).hexdigest()[:16]
    return Looked(_installed(pack), before.version if before else "", signer, lines(pack, before))


def contents(ws: Workspace, pack_id: str) -> tuple[PackLine, ...]:
    """Everything an installed pack holds; nothing when it cannot be used any more."""
    packs = read_all(folder(ws.db.path), key_of(ws.db))
    return next((lines(one, one) for one in packs if one.id == pack_id), ())


def install(ws: Workspace, file: Path) -> PackChange:
    """Takes a pack over in place of an older version of it, which is kept aside. When anything is wrong it stays.

    Raises `InputProblem` when the file cannot be read, `SettingsProblem` (pack.*, platform.signature, platform.other-key)
    when it is refused.
    """
    raw, pack, before, _key = _read(ws, file)
    return _use(ws, raw, pack, before)


def go_back(ws: Workspace, pack_id: str, version: str = "") -> PackChange:
    """Uses an earlier version again (the newest of them without a `version`); the present one is kept aside.

    Raises `SettingsProblem("pack.no-earlier")` when there is none, or when it is refused by now.
    """
    kept = _kept(ws, pack_id)
    chosen = version or next(iter(kept), "")
    if chosen not in kept:
        raise SettingsProblem("pack.no-earlier", id=pack_id[:64], version=version[:64])
    raw = kept[chosen].read_bytes()
    present = {one.id: one for one in read_all(folder(ws.db.path), key_of(ws.db))}
    pack = opened(raw, key_of(ws.db), list(present.values()))
    return _use(ws, raw, pack, present.get(pack_id))


def _read(ws: Workspace, file: Path) -> tuple[bytes, Pack, Pack | None, str]:
    """The file, the pack in it, the version that is there, and the trusted key."""
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
    return raw, pack, before, key


def _use(ws: Workspace, raw: bytes, pack: Pack, before: Pack | None) -> PackChange:
    place = folder(ws.db.path)
    present = place / f"{pack.id}{ENDING}"
    with ws.db.write() as conn:
        for block in pack.blocks:
            # One pack goes to many offices: a block two of them took over would give the same number twice.
            if block["space"] == ws.space:
                codes.take_over(conn, ws, block, "pack")
        if before is not None and before.digest != pack.digest:
            _keep(place / f"{pack.id}@{before.version}{_ASIDE}", present.read_bytes())
        _keep(present, raw)
        (place / f"{pack.id}@{pack.version}{_ASIDE}").unlink(missing_ok=True)
    activate(ws.db)
    return PackChange(_installed(pack), before.version if before else "", EVERYTHING)


def remove(ws: Workspace, pack_id: str) -> PackChange:
    """Takes a pack away. Codes given from its blocks stay. Raises `SettingsProblem("pack.unknown")`."""
    found = next((one for one in installed(ws) if one.id == pack_id), None)
    if found is None:
        raise SettingsProblem("pack.unknown", id=pack_id[:64])
    (folder(ws.db.path) / f"{found.id}{ENDING}").unlink(missing_ok=True)
    for path in _kept(ws, found.id).values():
        path.unlink(missing_ok=True)
    activate(ws.db)
    return PackChange(found, found.version, EVERYTHING)


def installed(ws: Workspace) -> list[Installed]:
    """The packs of this store; one that cannot be used any more says why."""
    key, found = key_of(ws.db), []
    for path in files(folder(ws.db.path)):
        try:
            one = _installed(opened(path.read_bytes(), key, ()))
            found.append(replace(one, earlier=tuple(_kept(ws, one.id))))
        except (SettingsProblem, OSError) as problem:
            found.append(Installed(path.stem, "", "", (), getattr(problem, "code", "enrol.unreadable")))
    return found


def _kept(ws: Workspace, pack_id: str) -> dict[str, Path]:
    """The files of earlier versions, the newest first."""
    found = {}
    for path in folder(ws.db.path).glob(f"*{_ASIDE}"):
        name, _, version = path.name.removesuffix(_ASIDE).partition("@")
        if name == pack_id and all(part.isdecimal() for part in version.split(".")):
            found[version] = path
    return dict(sorted(found.items(), key=lambda one: [int(part) for part in one[0].split(".")], reverse=True))


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
