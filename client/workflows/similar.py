"""Entries like another: as a name is typed, and over the whole store. Nothing is merged by itself: a person looks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from client.catalog import plain
from client.catalog.entry import Entry, as_text
from client.checks import duplicates
from client.checks.duplicates import Kind
from client.checks.similar import Judged, Named, judge, named, place_of
from client.errors import InputProblem
from client.progress import SILENT, Progress
from client.store import entries
from client.store.alike import names
from client.store.database import Connection
from client.workflows.duplicates.told_apart import ToldApart
from client.workflows.workspace import Workspace

__all__ = ["Group", "Kind", "Like", "Member", "above", "groups", "similar_to"]

_WIDER = 4
"""So many times the wanted number is fetched, because the index only knows the letters of names."""


@dataclass(frozen=True, slots=True)
class Like:
    """One entry that is like the asked one. `verdict`: same | look | series | contrast | different.

    `ratio` is that of the names (0-100), `overlap` that of the items (0-1, -1 when one of the two has too few).
    """

    id: str
    name: str
    provider: str
    verdict: str
    ratio: float
    overlap: float
    shared: int


@dataclass(frozen=True, slots=True)
class Member:
    """An entry of a group."""

    id: str
    name: str
    provider: str
    items: int


@dataclass(frozen=True, slots=True)
class Group:
    """Entries that belong together, oldest first.

    For a table collected by several offices `source` is the entry the data come from: the one whose office another
    names (`because` "named"), or the oldest ("first"). Blank for the other kinds.
    """

    kind: Kind
    members: tuple[Member, ...]
    overlap: float
    shared: int
    source: str = ""
    because: str = ""


def similar_to(ws: Workspace, what: Entry | str, limit: int = 8) -> list[Like]:
    """Stored entries like an entry (stored or not), or like a name that is being typed; the likeliest first."""
    mine = named(what) if isinstance(what, Entry) else _typed(ws, what)
    if not plain.key(mine.name):
        return []
    with ws.db.read() as conn:
        near = names.anywhere(conn, mine.name, _WIDER * limit)
        judged = [(one, judge(mine, one)) for one in near if one.id != mine.id]
        judged.sort(key=_likeliest)
        return list(_likes(conn, judged[:limit]))


def above(ws: Workspace, what: Entry | str, limit: int = 4) -> list[Like]:
    """What stands above and is like an entry, or like a name that is being typed; nothing when nothing was filled.

    Wherever it is from: the same catalog of another county is a model, or a hint that the data are collected twice.
    """
    mine = replace(named(what) if isinstance(what, Entry) else _typed(ws, what), place="")
    reference = ws.reference
    if reference is None or not plain.key(mine.name):
        return []
    judged = []
    for row, _likeness in reference.similar(mine.name, 2 * limit):
        found = reference.entry(row.id) if row.id != mine.id else None
        if found is not None:
            one = replace(named(found.entry), place="")
            judged.append((one, judge(mine, one), row.provider))
    judged.sort(key=lambda each: _likeliest(each[:2]))
    return [
        Like(one.id, one.name, provider, said.verdict.value, said.ratio, said.overlap, said.shared)
        for one, said, provider in judged[:limit]
    ]


def groups(ws: Workspace, progress: Progress = SILENT, *, everything: bool = False) -> list[Group]:
    """Every group of probable duplicates, series and tables collected twice in the store, sure ones first.

    Those a person has told apart are left out, unless `everything` is wanted.
    """
    apart = None if everything else ToldApart(ws)
    with ws.db.read() as conn:
        named_ones = list(names.all_named(conn))
    found = duplicates.groups(named_ones, progress)
    with ws.db.read() as conn:
        return [_group(conn, one) for one in found if apart is None or not apart.covers(one.members)]


def group(ws: Workspace, ids: Sequence[str]) -> tuple[Entry, ...]:
    """The entries of a group, to be laid side by side. Raises `InputProblem` when one is gone."""
    with ws.db.read() as conn:
        held = [one for one in entries.load_many(conn, ids) if not one.deleted]
    if len(held) < len(ids):
        raise InputProblem("entry.gone", name="、".join(set(ids) - {one.entry.id for one in held}))
    return tuple(one.entry for one in held)


def _typed(ws: Workspace, name: str) -> Named:
    office = ws.office
    return Named("", name, office.code if office else "", place_of(office.name) if office else "")


def _likeliest(one: tuple[Named, Judged]) -> tuple[int, float, float]:
    order = ("same", "look", "series", "contrast", "different")
    return order.index(one[1].verdict.value), -one[1].overlap, -one[1].ratio


def _likes(conn: Connection, judged: Iterable[tuple[Named, Judged]]) -> Iterable[Like]:
    held = [(one, said) for one, said in judged]
    providers = names.providers(conn, [one.id for one, _ in held])
    for one, said in held:
        yield Like(one.id, one.name, providers[one.id], said.verdict.value, said.ratio, said.overlap, said.shared)


def _group(conn: Connection, found: duplicates.Group) -> Group:
    members = tuple(Member(*row) for row in names.members(conn, found.members))
    if found.kind is not Kind.COLLECTED:
        return Group(found.kind, members, found.overlap, found.shared)
    source, because = _source(conn, members)
    return Group(found.kind, members, found.overlap, found.shared, source, because)


def _source(conn: Connection, members: Sequence[Member]) -> tuple[str, str]:
    """Where the data come from: an office that another entry of the group names as its source, or who was first."""
    keys = {one.id: plain.key(one.provider) for one in members}
    for stored in entries.load_many(conn, [one.id for one in members[:20]]):
        told = plain.key(_told(stored.entry))
        for one in members:
            if one.id != stored.entry.id and keys[one.id] and keys[one.id] != keys[stored.entry.id]:
                if keys[one.id] in told:
                    return one.id, "named"
    return members[0].id, "first"


def _told(entry: Entry) -> str:
    """What an entry says about where its data come from."""
    said = [entry.text(name) for name in ("summary", "source_system", "source_item_name", "related")]
    said += [as_text(item.values.get("item_system", "")) for item in entry.items]
    return "|".join(dict.fromkeys(said))
