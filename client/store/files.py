"""What can be told about a store file without letting SQLite touch it."""

import struct
from dataclasses import dataclass
from pathlib import Path

MAGIC = b"SQLite format 3\x00"
APPLICATION = 0x4341544C  # "CATL": how a file says that it is ours
_WAL_HEADER = 32
_FRAME_HEADER = 24
_WAL_MAGIC = (0x377F0682, 0x377F0683)


@dataclass(frozen=True, slots=True)
class Header:
    """What a file says it is. `sqlite` false: no data base at all; `version` is `PRAGMA user_version`."""

    sqlite: bool
    application: int = 0
    version: int = 0
    pages: int = 0


def header_of(path: Path) -> Header | None:
    """The header of a file, None when there is none or it is empty. Raises `OSError`.

    Reads bytes instead of opening the data base: opening a file of a newer client would already change it
    (a log is replayed, `-shm` appears). A newer header may still wait in the write-ahead log, so that is read too.
    """
    try:
        with path.open("rb") as file:
            page = file.read(100)
    except FileNotFoundError:
        return None
    log = _first_page_in_log(path.with_name(path.name + "-wal"))
    page = log or page
    if not page:
        return None
    if len(page) < 100 or not page.startswith(MAGIC):
        return Header(sqlite=False)
    pages, version, application = (struct.unpack(">I", page[at : at + 4])[0] for at in (28, 60, 68))
    return Header(sqlite=True, application=application, version=version, pages=pages)


def _first_page_in_log(path: Path) -> bytes:
    """The newest committed copy of page 1 in a write-ahead log (its first 100 bytes), b"" when it holds none."""
    try:
        with path.open("rb") as file:
            head = file.read(_WAL_HEADER)
            if len(head) < _WAL_HEADER or struct.unpack(">I", head[:4])[0] not in _WAL_MAGIC:
                return b""
            size, salts = struct.unpack(">I", head[8:12])[0], head[16:24]
            found, committed = b"", b""
            while len(frame := file.read(_FRAME_HEADER)) == _FRAME_HEADER and frame[8:16] == salts:
                number, commit = struct.unpack(">II", frame[:8])
                start = file.tell()
                if number == 1:
                    found = file.read(100)
                if commit:
                    committed = found
                file.seek(start + size)
            return committed
    except FileNotFoundError:
        return b""


def has_log(path: Path) -> bool:
    """Whether a write-ahead log lies beside the file: it was not closed properly, or somebody has it open."""
    log = path.with_name(path.name + "-wal")
    try:
        return log.stat().st_size > 0
    except OSError:
        return False
