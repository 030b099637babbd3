"""What a reviewer of the level above does: look at what came in, accept, return with a reason at a field, publish."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from client.catalog import wire
from client.catalog.entry import Entry
from client.clock import new_id
from client.errors import InputProblem, SettingsProblem
from client.platforms.platform import Change, Fault, Platform, Reviewer
from client.workflows.workspace import Workspace

REVIEWER = "reviewer"


@dataclass(frozen=True, slots=True)
class Pending:
    """An entry as it stands at the platform. `space` is the reporting unit it came from."""

    entry: Entry
    space: str
    token: str
    state: str
    code: str


def pending(ws: Workspace, platform: str = "", state: str = "submitted", space: str = "") -> tuple[Pending, ...]:
    """The entries in a wire state, oldest first. Raises `PlatformProblem`, `SettingsProblem` without a reviewer's role."""
    with _Desk(ws, platform, space) as desk:
        found: list[Pending] = []
        after = ""
        while True:
            page = desk.reviewer.pending(desk.space, state, after)
            found.extend(_pending(change, desk.space) for change in page.changes if change.body is not None)
            if not page.more:
                return tuple(found)
            after = page.cursor


def decide(
    ws: Workspace,
    ids: Sequence[str],
    state: str,
    *,
    platform: str = "",
    space: str = "",
    field: str = "",
    reason: str = "",
    code: str = "",
) -> tuple[str, ...]:
    """Takes one step (`accepted`, `returned`, `published`) for each entry; the ids done, in order.

    A return needs a `reason`; `field` puts it at a field (`name`, or `items.<number from 1>.<field>`).
    """
    if state == "returned" and not reason.strip():
        raise InputProblem("submit.no-reason")
    done = []
    with _Desk(ws, platform, space) as desk:
        for entry_id in ids:
            current = desk.platform.fetch(desk.space, entry_id)
            if current is None:
                raise InputProblem("entry.gone", name=entry_id)
            faults = (Fault(code="reviewer", pointer=_pointer(field), detail=reason),) if reason and field else ()
            desk.reviewer.review(
                desk.space, entry_id, new_id(), current.token, state, code=code, comment=reason, findings=faults
            )
            done.append(entry_id)
    return tuple(done)


class _Desk:
    """An open way to the platform as its reviewer."""

    def __init__(self, ws: Workspace, platform: str, space: str) -> None:
        line = ws.line(platform, role=REVIEWER)
        self.platform: Platform = line.platform
        self.space = space or line.space
        if not isinstance(line.platform, Reviewer):
            raise SettingsProblem("office.no-review", name=line.name)
        self.reviewer: Reviewer = line.platform

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_details: object) -> None:
        self.platform.close()


def _pending(change: Change, space: str) -> Pending:
    entry = wire.entry_of(change.body or {}, change.id, space)
    return Pending(entry, space, change.token, change.state, change.code)


def _pointer(field: str) -> str:
    parts = field.split(".")
    if len(parts) == 3 and parts[0] in ("item", "items") and parts[1].isdigit():
        return f"/items/{int(parts[1]) - 1}/fields/{parts[2]}"
    return f"/fields/{field}" if field else ""
