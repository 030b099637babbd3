"""Taking over an enrolment file: platform, office, people and the credential, signed by the level above."""

from dataclasses import dataclass
from pathlib import Path

from client.errors import InputProblem
from client.platforms import credentials, signing
from client.platforms.signing import Enrolment
from client.store import people
from client.store.people import Office, Person, Platform
from client.workflows import pack_files
from client.workflows.outcome import EVERYTHING, Changes
from client.workflows.standards import codes
from client.workflows.workspace import Workspace

_PINNED = "enrolment.key"
EDITOR = "editor"


@dataclass(frozen=True, slots=True)
class Enrolled:
    """What the file says. `key_shown`: the signer's key to compare by telephone; `first`: nobody was trusted before.

    `kept` tells where the credential lies now: "keyring", "file", or "" for a preview.
    """

    platform: str
    url: str
    office: str
    people: tuple[str, ...]
    role: str
    key_shown: str
    first: bool
    kept: str
    changes: Changes


def preview(ws: Workspace, file: Path) -> Enrolled:
    """What taking the file over would do; nothing is changed. Raises as `enrol` does."""
    pinned = _pinned(ws)
    return _summary(_read(file, pinned), pinned, "")


def enrol(ws: Workspace, file: Path) -> Enrolled:
    """Takes the file over: the first one pins its signer, later ones must come from the same.

    Raises `InputProblem` when the file cannot be read, `SettingsProblem` when it is no enrolment file, was altered, or
    has another signer.
    """
    pinned = _pinned(ws)
    read = _read(file, pinned)
    reference = f"{read.platform_name}/{read.space}/{read.role}"
    kept = credentials.keep(reference, read.token)
    with ws.db.write() as conn:
        people.set_meta(conn, _PINNED, read.key)
        people.set_meta(conn, pack_files.KEY, read.pack_key or read.key)
        people.put_platform(
            conn,
            Platform(
                name=read.platform_name,
                kind=read.platform_kind,
                url=read.url,
                space=read.space,
                token_ref=reference,
                ca=read.ca,
                fingerprint=read.fingerprint,
                role=read.role,
            ),
        )
        if read.role == EDITOR:
            people.set_office(
                conn, Office(name=read.office_name, code=read.office_code, region=read.region, space=read.space)
            )
        if read.role == EDITOR and read.code_block:
            codes.take_over(conn, ws, read.code_block)
        for person in read.people:
            people.put_person(conn, Person(person.id, person.name, person.role))
        if people.person(conn) is None and read.people:
            people.use_person(conn, read.people[0].id)
    return _summary(read, pinned, kept)


def _pinned(ws: Workspace) -> str:
    with ws.db.read() as conn:
        return people.meta(conn, _PINNED)


def _read(file: Path, pinned: str) -> Enrolment:
    try:
        with file.open("rb") as opened:
            raw = opened.read(signing.MAX_BYTES + 1)
    except OSError as problem:
        raise InputProblem("enrol.unreadable", file=str(file), why=problem.strerror or str(problem)) from problem
    return signing.open_enrolment(raw, pinned)


def _summary(read: Enrolment, pinned: str, kept: str) -> Enrolled:
    return Enrolled(
        platform=read.platform_name,
        url=read.url,
        office=read.office_name,
        people=tuple(person.name for person in read.people),
        role=read.role,
        key_shown=signing.fingerprint(read.key),
        first=not pinned,
        kept=kept,
        changes=EVERYTHING,
    )
