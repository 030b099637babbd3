"""Entries a person has looked at and found not to be the same: they are not shown as probable duplicates again."""

import json
from collections.abc import Iterable, Sequence

from client.store import people
from client.store.database import Connection
from client.workflows.workspace import Workspace

_FACT = "similar.apart"
_MOST = 20_000
"""Groups remembered; the oldest are forgotten first."""


def tell_apart(ws: Workspace, ids: Iterable[str]) -> None:
    """Remembers that these entries are different ones."""
    mine = sorted(set(ids))
    with ws.db.write() as conn:
        kept = [one for one in _read(conn) if one != mine]
        _write(conn, [*kept, mine])


def forget(ws: Workspace, ids: Iterable[str]) -> None:
    """Takes that back."""
    mine = sorted(set(ids))
    with ws.db.write() as conn:
        _write(conn, [one for one in _read(conn) if one != mine])


class ToldApart:
    """What is remembered at this moment."""

    def __init__(self, ws: Workspace) -> None:
        with ws.db.read() as conn:
            self._groups = [frozenset(one) for one in _read(conn)]
        self._by_entry: dict[str, list[frozenset[str]]] = {}
        for group in self._groups:
            for entry_id in group:
                self._by_entry.setdefault(entry_id, []).append(group)

    def covers(self, ids: Sequence[str]) -> bool:
        """Whether a person has looked at all of these together; a group that has grown since is shown again."""
        wanted = set(ids)
        return any(wanted <= group for group in self._by_entry.get(ids[0], ()))


def _read(conn: Connection) -> list[list[str]]:
    try:
        found = json.loads(people.meta(conn, _FACT) or "[]")
    except ValueError:
        return []
    return (
        [[str(one) for one in group] for group in found if isinstance(group, list)] if isinstance(found, list) else []
    )


def _write(conn: Connection, groups: Sequence[Sequence[str]]) -> None:
    people.set_meta(conn, _FACT, json.dumps(groups[-_MOST:]))
