"""An entry drafted from the data itself, so that a clerk corrects instead of typing item after item."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from client.catalog.entry import Entry, Item
from client.catalog.profile import Profile
from client.catalog.states import Local
from client.clock import new_id
from client.errors import InputProblem
from client.progress import SILENT, Progress
from client.spreadsheets.drafting.found import Drafted
from client.spreadsheets.drafting.reading import chosen
from client.spreadsheets.drafting.reading import drafts as drafts_of
from client.store import journal
from client.workflows import check_entries
from client.workflows.importing import limits
from client.workflows.outcome import Changes
from client.workflows.worker import run_in_worker
from client.workflows.workspace import Workspace

EVERY = ("*",)
_MOST_NAMED = 10


@dataclass(frozen=True, slots=True)
class DraftedEntries:
    """The entries made of the drafts. `act` is "" when nothing was stored."""

    drafts: tuple[Drafted, ...]
    entries: tuple[Entry, ...]
    act: str
    changes: Changes


def read(ws: Workspace, path: Path, progress: Progress = SILENT) -> tuple[Drafted, ...]:
    """A draft of each table of the file, read in a process of its own; nothing is stored.

    Raises `InputProblem`: the file cannot be read, holds no table, is secret.
    """
    died = InputProblem("input.reader-died", file=path.name)
    return run_in_worker(_read, path, ws.profile, died=died, progress=progress, memory=limits.for_file(path))


def store(ws: Workspace, path: Path, drafts: Sequence[Drafted], progress: Progress = SILENT) -> DraftedEntries:
    """Stores the drafts, of this office, as one act."""
    made = [_entry(ws, one) for one in drafts]
    progress.stage("storing", len(made))
    saved = []
    about = {"file": path.name, "table": "、".join(one.table for one in drafts[:_MOST_NAMED]), "from": "data"}
    with journal.act(ws.db, "new", ws.who, about=about) as pen:
        for number, (one, entry) in enumerate(zip(drafts, made, strict=True)):
            progress.step(number)
            saved.append(pen.save(entry, local=Local.DRAFT, origin="typed", source=f"{path.name}!{one.table}"))
    ids = [entry.id for entry in saved]
    check_entries.check(ws, ids)
    return DraftedEntries(tuple(drafts), tuple(saved), pen.act_id, Changes(frozenset(ids)))


def draft(
    ws: Workspace, path: Path, tables: Sequence[str] = (), *, dry_run: bool = False, progress: Progress = SILENT
) -> DraftedEntries:
    """Reads the file and stores a draft of each of these tables, of the only one when none is named; nothing is stored
    when `dry_run`. `EVERY` names all.

    Raises `InputProblem` as `read` does; the file holds several tables and none is named, or not the one named.
    """
    found = read(ws, path, progress)
    drafts = found if tuple(tables) == EVERY else chosen(path, found, tables)
    if dry_run:
        return DraftedEntries(drafts, tuple(_entry(ws, one) for one in drafts), "", Changes())
    return store(ws, path, drafts, progress)


def _read(path: Path, profile: Profile, progress: Progress = SILENT) -> tuple[Drafted, ...]:
    return drafts_of(path, profile, progress)


def _entry(ws: Workspace, drafted: Drafted) -> Entry:
    office = ws.office
    own = {"provider": office.name, "provider_code": office.code} if office else {}
    values = {name: value for name, value in own.items() if value and ws.profile.field(name)}
    return Entry(
        id=new_id(),
        profile=ws.profile.key,
        space=ws.space,
        values={**values, **{name: filled.value for name, filled in drafted.values.items()}},
        items=tuple(
            Item(new_id(), {name: filled.value for name, filled in item.values.items()}) for item in drafted.items
        ),
    )
