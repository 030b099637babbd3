"""An entry drafted from the data itself, so that a clerk corrects instead of typing item after item."""

from dataclasses import dataclass
from pathlib import Path

from client.catalog.entry import Entry, Item
from client.catalog.profile import Profile
from client.catalog.states import Local
from client.clock import new_id
from client.errors import InputProblem
from client.progress import SILENT, Progress
from client.spreadsheets.drafting.found import Drafted
from client.spreadsheets.drafting.reading import draft as read_draft
from client.store import journal
from client.workflows import check_entries
from client.workflows.outcome import Changes
from client.workflows.worker import run_in_worker
from client.workflows.workspace import Workspace


@dataclass(frozen=True, slots=True)
class DraftedEntry:
    """What the data suggests with how sure we are, and the entry made of it. `act` is "" when nothing was stored."""

    drafted: Drafted
    entry: Entry
    act: str
    changes: Changes


def draft(
    ws: Workspace, path: Path, table: str = "", *, dry_run: bool = False, progress: Progress = SILENT
) -> DraftedEntry:
    """Reads the file in a process of its own and stores the draft, of this office, unless `dry_run`.

    Raises `InputProblem`: the file cannot be read, holds no table, holds several and none is named, is secret.
    """
    died = InputProblem("input.reader-died", file=path.name)
    drafted = run_in_worker(_read, path, ws.profile, table, died=died, progress=progress)
    entry = _entry(ws, drafted)
    if dry_run:
        return DraftedEntry(drafted, entry, "", Changes())
    about = {"file": path.name, "table": drafted.table, "from": "data"}
    with journal.act(ws.db, "new", ws.who, about=about) as pen:
        saved = pen.save(entry, local=Local.DRAFT, origin="typed", source=f"{path.name}!{drafted.table}")
    check_entries.check(ws, [saved.id])
    return DraftedEntry(drafted, saved, pen.act_id, Changes(frozenset({saved.id})))


def _read(path: Path, profile: Profile, table: str, progress: Progress = SILENT) -> Drafted:
    return read_draft(path, profile, table, progress)


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
