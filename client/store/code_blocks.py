"""Catalog codes given here: blocks leased to this installation, the next number of a block, former codes as aliases.

A number must never be given twice, not even by a restored backup or a copied computer. So every number is noted in a
file beside the store before the store itself says so: a backup brings back an older store, but not an older file. And
a block belongs to the machine it was leased on: a clone finds it suspended and leases its own.
"""

import hashlib
import json
import os
import platform
import re
import sqlite3
import uuid
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from client.catalog import code_families
from client.errors import InputProblem, StoreProblem

_MOST = 10**15
"""No number of a block is as large: what is larger is no count of entries, and soon more than SQLite holds."""
_READ = "SELECT id, family, front, first, last, next, source, machine, at FROM code_block ORDER BY n"


@dataclass(frozen=True, slots=True)
class Block:
    """The numbers `first` to `last` behind `front`; `next` is the first not given yet. `source`: enrolment | platform | pack."""

    id: str
    family: str
    front: str
    first: int
    last: int
    next: int
    source: str = "platform"
    machine: str = ""
    at: str = ""

    @property
    def left(self) -> int:
        """How many numbers are left."""
        return max(0, self.last - self.next + 1)


class Marks:
    """How far each block was used, in a file beside the store that no restore touches."""

    def __init__(self, store: Path) -> None:
        self._path = store.with_name(store.name + ".codes")

    def read(self) -> Mapping[str, int]:
        """The next number of every block known on this machine; empty when there is no file or it is damaged."""
        try:
            raw = json.loads(self._path.read_text(encoding="utf-8"))
            return {str(block): int(number) for block, number in raw.items()}
        except (OSError, ValueError, TypeError, AttributeError):
            return {}

    def raise_to(self, block: str, number: int) -> None:
        """Notes that everything below `number` is given, before anybody sees it. Raises `StoreProblem` when it cannot."""
        marks = dict(self.read())
        marks[block] = max(number, marks.get(block, 0))
        beside = self._path.with_name(self._path.name + ".new")
        try:
            with beside.open("w", encoding="utf-8") as file:
                json.dump(marks, file)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(self._path)
            _sync_folder(self._path.parent)
        except OSError as problem:
            raise StoreProblem("store.folder", path=str(self._path), why=problem.strerror or str(problem)) from problem


def this_machine() -> str:
    """What tells this computer from a copy of its disk: its network card and its name, hashed."""
    return hashlib.sha256(f"{uuid.getnode():012x}/{platform.node()}".encode()).hexdigest()[:32]


def add(conn: sqlite3.Connection, marks: Marks, block: Block) -> bool:
    """Takes over a block, once; false when it is known already. Raises `InputProblem("codes.block")` for a faulty one."""
    family = code_families.load().get(block.family)
    if (
        family is None
        or not family.fits_front(block.front)
        or not 1 <= block.first <= block.last < _MOST
        or len(block.front) > 64
    ):
        raise InputProblem("codes.block", front=block.front[:64], first=block.first, last=block.last)
    if conn.execute("SELECT 1 FROM code_block WHERE id = ?", (block.id,)).fetchone():
        return False
    row = (block.front, block.first, block.last)
    if conn.execute("SELECT 1 FROM code_block WHERE front = ? AND last >= ? AND first <= ?", row).fetchone():
        raise InputProblem("codes.overlap", front=block.front, first=block.first, last=block.last)
    marks.raise_to(block.id, block.first)
    conn.execute(
        "INSERT INTO code_block(id, family, front, first, last, next, source, machine, at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, moment())",
        (block.id, block.family, *row, max(block.first, block.next), block.source, block.machine or this_machine()),
    )
    return True


def blocks(conn: sqlite3.Connection) -> list[Block]:
    """Every block ever taken over, oldest first."""
    return [Block(*row) for row in conn.execute(_READ)]


def usable(conn: sqlite3.Connection, marks: Marks, machine: str = "") -> list[Block]:
    """The blocks this machine may give numbers from, with what the file beside the store knows, oldest first.

    A block of another machine, or one the file does not know (a backup brought to a new computer), is left alone.
    """
    here, known = machine or this_machine(), marks.read()
    found = [
        Block(
            one.id,
            one.family,
            one.front,
            one.first,
            one.last,
            max(one.next, known[one.id]),
            one.source,
            one.machine,
            one.at,
        )
        for one in blocks(conn)
        if one.machine == here and one.id in known
    ]
    return [one for one in found if one.left]


def take(
    conn: sqlite3.Connection, marks: Marks, count: int, family: str = "", machine: str = "", *, fewer: bool = False
) -> list[str]:
    """The next codes, all of them or none; with `fewer` as many as are left. A code that stands in the store already
    is passed over.

    Raises `InputProblem("codes.exhausted")` when the blocks of this machine hold too few.
    """
    given: list[str] = []
    used: dict[str, int] = {}
    for block in usable(conn, marks, machine):
        known = code_families.load().get(block.family)
        if known is None or (family and block.family != family):
            continue
        number = block.next
        while number <= block.last and len(given) < count:
            code = known.code(block.front, number)
            if not _is_taken(conn, code):
                given.append(code)
            number += 1
            used[block.id] = number
    if len(given) < count and not fewer:
        raise InputProblem("codes.exhausted", wanted=count, left=len(given))
    for block_id, following in used.items():
        marks.raise_to(block_id, following)
        conn.execute("UPDATE code_block SET next = ? WHERE id = ?", (following, block_id))
    return given


def add_alias(conn: sqlite3.Connection, code: str, entry_id: str) -> None:
    """Keeps a code the entry bore before, so that it is still found by it."""
    conn.execute("INSERT OR IGNORE INTO code_alias(code, entry, at) VALUES (?, ?, moment())", (code, entry_id))


def aliases(conn: sqlite3.Connection, entry_id: str) -> list[str]:
    """The codes the entry bore before, oldest first."""
    rows: Sequence[tuple[str]] = conn.execute(
        "SELECT code FROM code_alias WHERE entry = ? ORDER BY at, code", (entry_id,)
    ).fetchall()
    return [row[0] for row in rows]


def fits(code: str, family: str, pattern: str) -> bool:
    """Whether a code has the form of the profile: its own pattern, else its family's."""
    known = code_families.load().get(family)
    return re.search(pattern, code) is not None if pattern else known is None or known.fits(code)


def _is_taken(conn: sqlite3.Connection, code: str) -> bool:
    # Each part reads one partial index.
    sql = (
        "SELECT EXISTS (SELECT 1 FROM entry WHERE code = ? AND deleted = 0)"
        " OR EXISTS (SELECT 1 FROM entry WHERE code = ? AND deleted = 1)"
        " OR EXISTS (SELECT 1 FROM code_alias WHERE code = ?)"
        " OR EXISTS (SELECT 1 FROM remote WHERE code = ? AND code <> '')"
    )
    return bool(conn.execute(sql, (code, code, code, code)).fetchone()[0])


def _sync_folder(folder: Path) -> None:
    """The new name is on the disk too; Windows cannot open a folder and needs no such thing."""
    if os.name == "posix":
        with suppress(OSError):
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
