"""Which entries were made or named since the last backup, beside the store: `<store>.roster`.

When so many pages of a store are destroyed that an entry is gone with every trace of it, this still says what is missing.
It is an aid and never a reason to fail: nothing waits for the disk here.
"""

import json
import os
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from pathlib import Path


def path_of(store: Path) -> Path:
    """Where the roster of a store lies."""
    return store.with_name(store.name + ".roster")


def note(store: Path, made: Iterable[tuple[str, str | None]]) -> None:
    """Adds (entry, name); None: deleted."""
    lines = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in made)
    with suppress(OSError), path_of(store).open("ab") as file:
        file.write(lines.encode("utf-8", "replace"))


def noted(store: Path) -> Mapping[str, str]:
    """The last name of each entry by its id; half a line, as a power cut leaves it, is left out."""
    found: dict[str, str] = {}
    for line in _lines(store):
        with suppress(ValueError, TypeError):
            entry, name = json.loads(line)
            found.pop(entry, None)
            if name is not None:
                found[entry] = name
    return found


def size(store: Path) -> int:
    """How long it is now: what was noted until then is in a backup that begins now."""
    with suppress(OSError):
        return path_of(store).stat().st_size
    return 0


def cut(store: Path, until: int) -> None:
    """Forgets what was noted up to a length, which a sound backup holds."""
    with suppress(OSError):
        raw = path_of(store).read_bytes()
        if until:
            _replace(store, raw[until:])


def forget(store: Path, entries: Collection[str]) -> None:
    """Takes entries out whose content is erased; the old bytes are overwritten. Raises `OSError`."""
    lines = _lines(store)
    kept = [line for line in lines if not any(one.encode() in line for one in entries)]
    if len(kept) == len(lines):
        return
    with path_of(store).open("r+b") as file:
        file.write(b"".join(kept))
        left = os.fstat(file.fileno()).st_size - file.tell()
        file.write(bytes(left))
        file.flush()
        os.fsync(file.fileno())
        file.truncate(sum(map(len, kept)))


def _lines(store: Path) -> list[bytes]:
    with suppress(OSError):
        return path_of(store).read_bytes().splitlines(keepends=True)
    return []


def _replace(store: Path, raw: bytes) -> None:
    path = path_of(store)
    if not raw:
        path.unlink()
        return
    part = path.with_name(path.name + ".part")
    part.write_bytes(raw)
    part.replace(path)
