"""Catalog codes that this office gives itself: blocks of numbers, the next number, renumbering (model.md 5)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from client.catalog import profile as profiles
from client.catalog.entry import Entry
from client.catalog.profile import Profile
from client.checks.rule import Finding, Severity
from client.clock import new_id
from client.errors import InputProblem, Refused
from client.platforms.platform import Lessor
from client.store import code_blocks, entries, journal
from client.store.code_blocks import Block, Marks
from client.store.database import Connection
from client.store.pen import Pen
from client.workflows import check_entries
from client.workflows.outcome import Changes
from client.workflows.workspace import Workspace

LEASED = "leased"

NO_NUMBER = Finding("submit.no-number", Severity.ERROR, "", "code")
"""What is said of an entry that should be numbered when no number is left."""


@dataclass(frozen=True, slots=True)
class BlockState:
    """A block and whether numbers of it may be given on this computer: a copied disk or a restored backup may not."""

    block: Block
    usable: bool

    @property
    def left(self) -> int:
        """How many numbers can still be given here."""
        return self.block.left if self.usable else 0


@dataclass(frozen=True, slots=True)
class Numbered:
    """Which entries got which code, and the act (for undo)."""

    codes: Mapping[str, str]
    act: str
    changes: Changes


def blocks(ws: Workspace) -> list[BlockState]:
    """Every block of this store, oldest first."""
    with ws.db.read() as conn:
        usable = {one.id: one for one in code_blocks.usable(conn, _marks(ws))}
        return [BlockState(usable.get(one.id, one), one.id in usable) for one in code_blocks.blocks(conn)]


def take_over(conn: Connection, ws: Workspace, raw: Mapping[str, Any], source: str = "enrolment") -> bool:
    """A block out of an enrolment file or a pack; false when it is known. Raises `InputProblem("codes.block")`."""
    try:
        block = Block(
            id=str(raw["id"]),
            family=str(raw.get("family", "national-1272")),
            front=str(raw["front"]),
            first=int(raw["first"]),
            last=int(raw["last"]),
            next=int(raw["first"]),
            source=source,
        )
    except (KeyError, TypeError, ValueError) as problem:
        raise InputProblem("codes.block", front=str(raw)[:64], first=0, last=0) from problem
    return code_blocks.add(conn, _marks(ws), block)


def lease(ws: Workspace, platform: str = "", front: str = "", size: int = 100) -> Block:
    """Asks the platform for a block of numbers that nobody else gets. Raises `PlatformProblem`."""
    line = ws.line(platform)
    try:
        if not isinstance(line.platform, Lessor):
            raise Refused("platform.no-codes", name=line.name)
        given = line.platform.lease(line.space, new_id(), front, size)
    finally:
        line.platform.close()
    block = Block(given.id, given.family, given.front, given.first, given.last, given.first)
    with ws.db.write() as conn:
        code_blocks.add(conn, _marks(ws), block)
    return block


def assign(ws: Workspace, ids: Sequence[str] | None = None) -> Numbered:
    """Gives the next numbers to the given entries (or all) that have none, where the standard says codes are leased.

    All of them or none. Raises `InputProblem("codes.exhausted")`.
    """
    with journal.act(ws.db, "number", ws.who) as pen:
        wanted = list(ids) if ids is not None else entries.all_ids(pen.conn)
        loaded = [one.entry for one in entries.load_many(pen.conn, wanted) if not one.deleted]
        given = number(pen, ws, [entry for entry in loaded if is_unnumbered(entry)])
    return _numbered(ws, {one.id: one.text("code") for one in given.values()}, pen.act_id)


def is_unnumbered(entry: Entry) -> bool:
    """Whether an entry still waits for a number that this office gives itself."""
    profile = profiles.of(entry)
    return not entry.text("code") and profile.code_assigned_by == LEASED and profile.field("code") is not None


def blocking(ws: Workspace, entry: Entry) -> list[Finding]:
    """What keeps an entry from being signed off or queued; not the missing number that it is given on the way."""
    found = [one for one in check_entries.live(ws, entry) if one.blocks]
    if is_unnumbered(entry):
        found = [one for one in found if (one.rule, one.item, one.field) != ("field.required", "", "code")]
    return found


def number(pen: Pen, ws: Workspace, unnumbered: Sequence[Entry], *, fewer: bool = False) -> dict[str, Entry]:
    """Numbers entries within an act that is under way; gives them back as stored, by id.

    With `fewer` the first ones as far as the numbers go, else all or none. Raises `InputProblem("codes.exhausted")`.
    """
    given: dict[str, Entry] = {}
    for family in dict.fromkeys(profiles.of(entry).code_family for entry in unnumbered):
        mine = [entry for entry in unnumbered if profiles.of(entry).code_family == family]
        codes = code_blocks.take(pen.conn, _marks(ws), len(mine), family, fewer=fewer)
        for entry, code in zip(mine, codes, strict=not fewer):
            given[entry.id] = pen.save(entry.with_value("code", code))
    return given


def renumber(ws: Workspace, entry_id: str, code: str = "") -> Numbered:
    """Gives an entry another code, on purpose: the one named, or the next number. The former one stays known.

    Raises `InputProblem`: codes.taken, codes.form, codes.exhausted.
    """
    with journal.act(ws.db, "renumber", ws.who) as pen:
        stored = entries.load(pen.conn, entry_id)
        if stored is None or stored.deleted:
            raise InputProblem("entry.gone", name=entry_id)
        entry, old = stored.entry, stored.entry.text("code")
        profile = profiles.of(entry)
        fresh = code.strip()
        if fresh:
            _check(pen.conn, entry, fresh, profile)
        else:
            (fresh,) = code_blocks.take(pen.conn, _marks(ws), 1, profile.code_family)
        if fresh != old:
            pen.save(entry.with_value("code", fresh))
            if old:
                code_blocks.add_alias(pen.conn, old, entry_id)
    return _numbered(ws, {entry_id: fresh}, pen.act_id)


def former(ws: Workspace, entry_id: str) -> list[str]:
    """The codes an entry bore before."""
    with ws.db.read() as conn:
        return code_blocks.aliases(conn, entry_id)


def _check(conn: Connection, entry: Entry, code: str, profile: Profile) -> None:
    field = profile.field("code")
    if not code_blocks.fits(code, profile.code_family, profile.code_pattern):
        raise InputProblem("codes.form", given=code[:64], wanted=str(field.pattern_help) if field else "")
    if [one for one in entries.Lookup(conn).by_code(code) if one != entry.id]:
        raise InputProblem("codes.taken", given=code)


def _numbered(ws: Workspace, given: Mapping[str, str], act: str) -> Numbered:
    check_entries.check(ws, list(given))
    return Numbered(given, act if given else "", Changes(frozenset(given)))


def _marks(ws: Workspace) -> Marks:
    return Marks(ws.db.path)
