"""The support code (求助码): sixteen digits in fours that say over the phone how an installation is. No entry text.

A number of mixed radix: every part is an index into a short list or a rough size, and two check digits
(ISO 7064, as on a bank account) find digits that were misheard or swapped. `PARTS` may only change together with `FORMAT`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from math import prod
from zlib import crc32

from client.store.safekeeping.health import STATES

FORMAT = 1
PLACES = ("local", "network", "synced", "removable")
SYSTEMS = ("linux", "windows", "other")
PROFILES = ("", "decree-809", "national-2017")
_CHECK = 97
_ERRORS = 1999
PARTS: Mapping[str, int] = {
    "format": 4,
    "major": 8,
    "minor": 32,
    "patch": 12,
    "system": len(SYSTEMS),
    "profile": 8,
    "health": len(STATES),
    "place": len(PLACES),
    "entries": 9,  # 0, then powers of ten: up to 1, 10, 100, ...
    "megabytes": 14,  # powers of two
    "free": 3,  # below 0.5 GB, below 5 GB, more
    "backup": 4,  # none, older than a week, older than a day, newer
    "error": _ERRORS,
}
"""How many values each part has."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a code says. `errors`: the failure codes the last one may have been (a fingerprint of a few hundred)."""

    version: str
    system: str
    profile: str
    health: str
    place: str
    entries: str
    megabytes: str
    free: str
    backup: str
    errors: tuple[str, ...]


FREE = ("< 0.5 GB", "< 5 GB", ">= 5 GB")
BACKUP = ("none", "> 7 d", "> 1 d", "< 1 d")


def encode(
    *, version: str, system: str, profile: str, health: str, place: str, entries: int, size: int, free: int,
    backup_hours: float | None, error: str,
) -> str:  # fmt: skip
    """The code, as `1234 5678 9012 3456`. `size` and `free` in bytes; `backup_hours` None: there is none."""
    numbers = [int(part) for part in [*re.findall(r"\d+", version), "0", "0", "0"][:3]]
    age = 0 if backup_hours is None else 1 if backup_hours > 24 * 7 else 2 if backup_hours > 24 else 3
    parts = {
        "format": FORMAT,
        "major": numbers[0],
        "minor": numbers[1],
        "patch": numbers[2],
        "system": _place(SYSTEMS, system, len(SYSTEMS) - 1),
        "profile": _place(PROFILES, profile.partition("@")[0], 0),
        "health": _place(STATES, health, len(STATES) - 1),
        "place": _place(PLACES, place, 0),
        "entries": len(str(entries)) if entries else 0,
        "megabytes": (size >> 20).bit_length(),
        "free": 0 if free < 5e8 else 1 if free < 5e9 else 2,
        "backup": age,
        "error": _fingerprint(error),
    }
    number = 0
    for name, count in PARTS.items():
        number = number * count + min(parts[name], count - 1)
    number = number * 100 + (1 - number * 100) % _CHECK
    digits = f"{number:016d}"
    return " ".join(digits[at : at + 4] for at in range(0, 16, 4))


def decode(code: str, error_codes: tuple[str, ...] = ()) -> Told | None:
    """What a code says; None when a digit was misheard. `error_codes`: those this version knows."""
    digits = re.sub(r"\D", "", code)
    if len(digits) != 16:
        return None
    if int(digits) % _CHECK != 1:
        return None
    number = int(digits) // 100
    parts = {}
    for name, count in reversed([*PARTS.items()]):
        number, parts[name] = divmod(number, count)
    if number or parts["format"] != FORMAT or parts["system"] >= len(SYSTEMS) or parts["profile"] >= len(PROFILES):
        return None
    held, megabytes = parts["entries"], parts["megabytes"]
    return Told(
        version=f"{parts['major']}.{parts['minor']}.{parts['patch']}",
        system=SYSTEMS[parts["system"]],
        profile=PROFILES[parts["profile"]],
        health=STATES[parts["health"]],
        place=PLACES[parts["place"]],
        entries=f"{10 ** (held - 1)}-{10**held - 1}" if held else "0",
        megabytes=f"{1 << (megabytes - 1)}-{(1 << megabytes) - 1}" if megabytes else "< 1",
        free=FREE[parts["free"]],
        backup=BACKUP[parts["backup"]],
        errors=tuple(one for one in error_codes if _fingerprint(one) == parts["error"]) if parts["error"] else (),
    )


def capacity() -> int:
    """How many codes there can be; must fit into sixteen digits."""
    return prod(PARTS.values()) * 100


def _fingerprint(error: str) -> int:
    return crc32(error.encode()) % (_ERRORS - 1) + 1 if error else 0


def _place(known: tuple[str, ...], value: str, otherwise: int) -> int:
    return known.index(value) if value in known else otherwise
