"""A whole copy of what stands above, as one file that clients fetch at once instead of page by page.

The station knows nothing of what is inside: a client with the right to read everything has filled it and hands it over
(`catalog reference publish`); the station signs what it is told of it and gives the bytes out.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from client.station import enrolment

AT_ONCE = 8
"""Downloads at a time; who comes later is told to wait, so that pushes always find the line free."""
OFFER = "offer.json"
ENDING = ".catalogref"
MEDIA_TYPE = "application/vnd.catx.reference"


@dataclass(frozen=True, slots=True)
class Offer:
    """What is given out now: the signed document as it is sent, the spaces that are in the file, and the file."""

    document: Mapping[str, Any]
    spaces: frozenset[str]
    sha256: str
    file: Path


class Shelf:
    """The folder with the file that is given out. Looked at anew whenever somebody asks."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.downloads = 0

    def offer(self) -> Offer | None:
        """What can be fetched now, None when nothing was published."""
        try:
            document = json.loads((self._folder / OFFER).read_bytes())
        except FileNotFoundError:
            return None
        about = document["snapshot"]
        file = self._folder / (about["sha256"] + ENDING)
        if not file.is_file():
            return None
        return Offer(document, frozenset(about["spaces"]), about["sha256"], file)


def publish(data: Path, file: Path, about: Mapping[str, Any]) -> Path:
    """Signs and offers a file that lies in `folder_of(data)`, and takes away what was offered before the last one.

    `about` as `Snapshot` in the contract, without bytes and sha256, which are looked up here. Gives the file's new name.
    """
    folder = folder_of(data)
    with file.open("rb") as stream:
        sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    named = folder / (sha256 + ENDING)
    content = {**about, "bytes": file.stat().st_size, "sha256": sha256}
    file.replace(named)
    kept = {named, _offered(folder)}
    signed = enrolment.signed("snapshot", content, enrolment.private_key(data / enrolment.KEY_FILE))
    enrolment.write_private(folder / OFFER, json.dumps(signed, ensure_ascii=False, indent=1).encode())
    for old in folder.glob("*" + ENDING):
        # Whoever is in the middle of the last one may still end it.
        if old not in kept:
            old.unlink(missing_ok=True)
    return named


def folder_of(data: Path) -> Path:
    """Where a station with these data looks for the file."""
    folder = data / "snapshot"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _offered(folder: Path) -> Path | None:
    offer = Shelf(folder).offer()
    return offer.file if offer else None
