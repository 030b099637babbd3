"""Makes a pack (单位资料包) of a folder of TOML files, signed with the key that this station's enrolment files name."""

import json
import tomllib
from pathlib import Path

from client.catalog import packs, vocabulary
from client.catalog.packs import Pack
from client.errors import SettingsProblem
from client.station import enrolment

_HEAD = "pack.toml"
"""Says id, version and title; every other file is part of the pack under its own name."""


def sign_folder(folder: Path, data: Path, out: Path) -> Pack:
    """Writes the pack and gives it back as a client reads it; nothing is written when a client would refuse it.

    Raises `SettingsProblem`: reference.no-station-data when there is no station in `data`, pack.* as a client does.
    """
    if not (data / enrolment.KEY_FILE).is_file():
        raise SettingsProblem("reference.no-station-data", path=str(data))
    try:
        head = tomllib.loads((folder / _HEAD).read_text(encoding="utf-8"))
        files = {
            path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
            for path in sorted(folder.rglob("*.toml"))
            if path != folder / _HEAD
        }
    except (OSError, ValueError) as problem:
        raise SettingsProblem("pack.malformed", why=f"{_HEAD}: {problem}"[:200]) from problem
    content = {"format": packs.FORMAT, "vocabulary": vocabulary.load().version, "files": files}
    content |= {name: head[name] for name in ("id", "version", "title") if name in head}
    made = packs.read(content)
    document = enrolment.signed("pack", content, enrolment.private_key(data / enrolment.KEY_FILE))
    try:
        out.write_text(json.dumps(document, ensure_ascii=False, indent=1), encoding="utf-8")
    except OSError as problem:
        raise SettingsProblem("pack.malformed", why=f"{out}: {problem.strerror}") from problem
    return made
