"""两边都改过: the clerk says, field by field, whose value stays."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from client.catalog.changes import Change, applied
from client.errors import InputProblem
from client.store import conflicts, entries, journal
from client.workflows import check_entries
from client.workflows.outcome import Changes
from client.workflows.workspace import Workspace

Side = Literal["mine", "above"]


@dataclass(frozen=True, slots=True)
class Settled:
    """How many places were settled, how many are left, the act."""

    settled: int
    left: int
    act: str
    changes: Changes


def settle(
    ws: Workspace, entry_id: str, choices: Mapping[tuple[str, str], Side], default: Side | None = None
) -> Settled:
    """`choices` by (item id, field id); `default` for the places not named (None: they stay open).

    The value not taken stays in the history of the entry. Raises `InputProblem` when nothing is in conflict.
    """
    with journal.act(ws.db, "settle", ws.who) as pen:
        open_places = conflicts.of(pen.conn, entry_id)
        current = entries.load(pen.conn, entry_id)
        if not open_places or current is None:
            raise InputProblem("entry.no-conflict")
        taken = []
        settled = 0
        for place in open_places:
            side = choices.get((place.item, place.field), default)
            if side is None:
                continue
            if side == "above":
                taken.append(Change(place.item, place.field, place.mine, place.above))
            conflicts.settle(pen.conn, entry_id, place.item, place.field)
            settled += 1
        if taken:
            pen.save(applied(current.entry, taken))
    check_entries.check(ws, [entry_id])
    return Settled(settled, len(open_places) - settled, pen.act_id, Changes(frozenset({entry_id})))
