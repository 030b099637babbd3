"""Reads export files of ours: one exchange body with its `id` on each line (gz or not), or a list of them as JSON.

{"id": "...", "profile": "...", "fields": {...}, "items": [...], "state": "published", "space": "..."}
"""

import gzip
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, cast

from client.errors import InputProblem
from client.store.reference.record import Record

BATCH = 5_000
_SMALL = 256 << 20


@dataclass(frozen=True, slots=True)
class Batch:
    """Records, the place behind them, and how many bytes of the files were read so far."""

    records: list[Record]
    cursor: str
    done: int


def source_of(files: Sequence[Path]) -> str:
    """What tells these files from others. Raises `InputProblem` reference.no-file."""
    try:
        told = [(file.name, (about := file.stat()).st_size, about.st_mtime_ns) for file in files]
    except OSError as problem:
        raise InputProblem("reference.no-file", file=str(problem.filename), why=str(problem)) from problem
    return json.dumps(told, ensure_ascii=False)


def batches(files: Sequence[Path], cursor: str = "") -> Iterator[Batch]:
    """The records behind `cursor` ("" = from the beginning).

    Raises `InputProblem` reference.no-file and reference.bad-line.
    """
    number, offset = json.loads(cursor) if cursor else (0, 0)
    read = sum(file.stat().st_size for file in files[:number])
    for at in range(number, len(files)):
        with _opened(files[at]) as (stream, raw):
            stream.seek(offset if at == number else 0)
            for records, place in _pieces(files[at], stream):
                yield Batch(records, json.dumps([at, place]), read + raw.tell())
        read += files[at].stat().st_size
        yield Batch([], json.dumps([at + 1, 0]), read)


@contextmanager
def _opened(file: Path) -> Iterator[tuple[IO[bytes], IO[bytes]]]:
    """The lines of a file and the file itself, whose place tells the progress."""
    try:
        raw = file.open("rb")
    except OSError as problem:
        raise InputProblem("reference.no-file", file=str(file), why=str(problem)) from problem
    with raw:
        packed = raw.read(2) == b"\x1f\x8b"
        raw.seek(0)
        # A GzipFile is read and sought like a file.
        yield (cast("IO[bytes]", gzip.GzipFile(fileobj=raw)) if packed else raw), raw


def _pieces(file: Path, stream: IO[bytes]) -> Iterator[tuple[list[Record], int]]:
    records: list[Record] = []
    number = 0
    try:
        for number, line in enumerate(stream, 1):
            text = line.strip().removesuffix(b",")
            if text in (b"", b"[", b"]"):
                continue
            if text.startswith(b"[") and number == 1:
                yield _whole(file, line, stream), stream.tell()
                return
            line_value = json.loads(text)
            if b"\\ud" in text:
                # Half a character can be written in JSON, but not stored.
                json.dumps(line_value, ensure_ascii=False).encode()
            records.append(record_of(line_value))
            if len(records) == BATCH:
                yield records, stream.tell()
                records = []
    except (ValueError, KeyError, TypeError, AttributeError, EOFError, OSError) as problem:
        raise InputProblem("reference.bad-line", file=file.name, line=number, why=repr(problem)[:200]) from problem
    yield records, stream.tell()


def _whole(file: Path, line: bytes, stream: IO[bytes]) -> list[Record]:
    """A list that some other program has written on one line, or over several."""
    if file.stat().st_size > _SMALL:
        raise ValueError("too large for one line")
    return [record_of(one) for one in json.loads(line + stream.read())]


def record_of(line: dict[str, Any]) -> Record:
    """The record on a line. Raises `KeyError`, `TypeError` or `AttributeError` when it is none."""
    entry_id, deleted = line["id"], line.get("deleted", False)
    if not isinstance(entry_id, str):
        raise TypeError("the id is no text")
    state, code, space = (str(line.get(name) or "") for name in ("state", "code", "space"))
    return Record(entry_id, None if deleted else line, state, code, space)
